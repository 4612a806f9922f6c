"""From a source to readings: order, losses, ends, errors and stopping."""

import logging
import threading
import time

import cv2
import numpy as np
import pytest

from laughgame.game.reading import FaceReading
from laughgame.vision.frame import Frame
from laughgame.vision.inference_worker import BAD_FRAMES
from laughgame.vision.model_contract import ContractCode, ContractError
from laughgame.vision.pipeline import Pipeline
from laughgame.vision.sources.source import SourceCode, SourceError
from tests.fakes import FakeReader, FakeSource
from tests.readings import reading

LOST = SourceError(SourceCode.LOST, "The fake gives no more pictures", "Make a new one")

PATIENCE_S = 20.0
"""How long a test waits for what happens at once on an idle machine."""


class Diary:
    """Writes down all a pipeline says."""

    def __init__(self) -> None:
        self.readings: list[tuple[float, tuple[FaceReading, ...]]] = []
        self.source_errors: list[SourceError] = []
        self.failures: list[Exception] = []
        self.ends = 0

    def pipeline(self, source: FakeSource, reader: FakeReader) -> Pipeline:
        return Pipeline(
            source,
            reader,
            on_reading=lambda time_s, faces: self.readings.append((time_s, faces)),
            on_source_error=self.source_errors.append,
            on_end=self._note_end,
            on_failure=self.failures.append,
        )

    def _note_end(self) -> None:
        self.ends += 1


@pytest.fixture
def diary() -> Diary:
    return Diary()


def test_every_frame_of_a_recording_is_judged_in_order(diary: Diary) -> None:
    source, reader = FakeSource(count=25), FakeReader()
    pipeline = diary.pipeline(source, reader)
    pipeline.start()

    assert pipeline.join(PATIENCE_S)
    assert [frame.index for frame in reader.frames] == list(range(25))
    assert [time_s for time_s, _ in diary.readings] == [frame.time_s for frame in reader.frames]
    assert diary.ends == 1
    assert source.closed == 1
    stats = pipeline.stats()
    assert (stats.captured, stats.judged, stats.dropped) == (25, 25, 0)


def test_no_face_is_no_reading_and_never_a_smile_of_zero(diary: Diary) -> None:
    pipeline = diary.pipeline(FakeSource(count=3), FakeReader([0.9, None, 0.4]))
    pipeline.start()
    pipeline.join(PATIENCE_S)

    assert [[face.smile for face in faces] for _, faces in diary.readings] == [[0.9], [], [0.4]]


def test_the_reader_is_warm_before_the_source_opens(diary: Diary) -> None:
    opened_warm: list[int] = []
    reader = FakeReader()

    class Source(FakeSource):
        def open(self) -> None:
            opened_warm.append(reader.warmed)
            super().open()

    pipeline = diary.pipeline(Source(count=1), reader)
    pipeline.start()
    pipeline.join(PATIENCE_S)

    assert opened_warm == [1]


def test_a_slow_reader_of_a_live_source_gets_the_newest_frame_and_losses_are_counted(
    diary: Diary,
) -> None:
    all_captured, first_is_read = threading.Event(), threading.Event()

    class Source(FakeSource):
        def read(self) -> Frame | None:
            if self.frames_read == 1:
                first_is_read.wait(PATIENCE_S)
            frame = super().read()
            if frame is None:
                all_captured.set()
            return frame

    def hold_on(frame: Frame) -> None:
        first_is_read.set()
        all_captured.wait(PATIENCE_S)

    reader = FakeReader(on_read=hold_on)
    pipeline = diary.pipeline(Source(count=50, live=True), reader)
    pipeline.start()
    assert pipeline.join(PATIENCE_S)

    assert [frame.index for frame in reader.frames] == [0, 49]
    assert pipeline.stats().dropped == 48


def test_the_newest_frame_can_be_looked_at_while_it_is_judged(diary: Diary) -> None:
    pipeline = diary.pipeline(FakeSource(count=4), FakeReader())
    assert pipeline.newest() is None
    pipeline.start()
    pipeline.join(PATIENCE_S)

    newest = pipeline.newest()
    assert newest is not None
    assert newest.index == 3


def test_a_source_that_cannot_open_is_reported_and_closed(diary: Diary) -> None:
    source = FakeSource(error=LOST)
    pipeline = diary.pipeline(source, FakeReader())
    pipeline.start()

    assert pipeline.join(PATIENCE_S)
    assert diary.source_errors == [LOST]
    assert diary.ends == 0
    assert source.closed == 1


def test_a_source_lost_on_the_way_is_reported_after_its_last_reading(diary: Diary) -> None:
    pipeline = diary.pipeline(FakeSource(count=5, error=LOST, error_at_end=True), FakeReader())
    pipeline.start()

    assert pipeline.join(PATIENCE_S)
    assert len(diary.readings) == 5
    assert diary.source_errors == [LOST]
    assert diary.ends == 0


def test_an_unforeseen_error_ends_both_threads_and_is_logged(
    diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(frame: Frame) -> None:
        raise ZeroDivisionError("a bug")

    source = FakeSource(count=100)
    pipeline = diary.pipeline(source, FakeReader(on_read=stumble))
    with caplog.at_level(logging.ERROR):
        pipeline.start()
        assert pipeline.join(PATIENCE_S)

    assert [type(error) for error in diary.failures] == [ZeroDivisionError]
    assert "a bug" in caplog.text
    assert diary.ends == 0
    assert source.closed == 1


def test_an_unforeseen_error_while_capturing_is_reported_too(diary: Diary) -> None:
    class Source(FakeSource):
        def read(self) -> Frame | None:
            raise KeyError("driver")

    source = Source()
    pipeline = diary.pipeline(source, FakeReader())
    pipeline.start()

    assert pipeline.join(PATIENCE_S)
    assert [type(error) for error in diary.failures] == [KeyError]
    assert source.closed == 1


def test_frames_that_cannot_be_read_give_no_reading_and_the_game_plays_on(diary: Diary) -> None:
    def stumble(frame: Frame) -> None:
        if frame.index % 10:
            raise cv2.error("!dsize.empty()")

    pipeline = diary.pipeline(FakeSource(count=50), FakeReader(on_read=stumble))
    pipeline.start()
    assert pipeline.join(PATIENCE_S)

    assert [faces == () for _, faces in diary.readings] == [index % 10 > 0 for index in range(50)]
    assert diary.failures == []
    assert diary.ends == 1


def test_when_no_frame_at_all_can_be_read_that_is_a_failure(diary: Diary) -> None:
    def stumble(frame: Frame) -> None:
        raise ValueError("no picture")

    source = FakeSource(count=100)
    pipeline = diary.pipeline(source, FakeReader(on_read=stumble))
    pipeline.start()
    assert pipeline.join(PATIENCE_S)

    assert len(diary.readings) == BAD_FRAMES - 1
    assert [type(error) for error in diary.failures] == [ValueError]
    assert source.closed == 1


def test_a_model_that_breaks_while_it_warms_up_does_not_end_the_game(diary: Diary) -> None:
    broken = ContractError(ContractCode.NOT_FINITE, "finite numbers", "nan")

    class Reader(FakeReader):
        def warm_up(self) -> None:
            raise broken

    pipeline = diary.pipeline(FakeSource(count=3), Reader())
    pipeline.start()
    assert pipeline.join(PATIENCE_S)

    assert diary.failures == [broken]
    assert len(diary.readings) == 3, "another model may have been handed over"


def test_a_model_that_turns_bad_is_reported_once_and_the_game_plays_on(diary: Diary) -> None:
    broken = ContractError(ContractCode.NOT_FINITE, "finite numbers", "nan")

    def turn_bad(frame: Frame) -> None:
        if frame.index in (2, 3, 7):
            raise broken

    pipeline = diary.pipeline(FakeSource(count=10), FakeReader(on_read=turn_bad))
    pipeline.start()
    pipeline.join(PATIENCE_S)

    assert [faces == () for _, faces in diary.readings] == [
        index in (2, 3, 7) for index in range(10)
    ]
    assert diary.failures == [broken, broken]  # once for 2 and 3, once for 7
    assert diary.ends == 1


def test_stopping_is_quick_and_nothing_is_said_afterwards(diary: Diary) -> None:
    source = FakeSource(count=1_000_000)
    pipeline = diary.pipeline(source, FakeReader())
    pipeline.start()
    while len(diary.readings) < 3:
        time.sleep(0.001)

    assert pipeline.stop(PATIENCE_S)
    said = len(diary.readings)
    time.sleep(0.02)
    assert len(diary.readings) == said
    assert diary.ends == 0
    assert source.closed == 1


def test_a_driver_that_hangs_does_not_hold_up_the_stop(diary: Diary) -> None:
    gate = threading.Event()
    source = FakeSource(gate=gate)
    pipeline = diary.pipeline(source, FakeReader())
    pipeline.start()

    assert not pipeline.stop(timeout_s=0.1)

    gate.set()
    assert pipeline.join(PATIENCE_S)
    assert source.closed == 1


@pytest.mark.parametrize("late", [LOST, ZeroDivisionError("a driver nobody thought of")])
def test_who_comes_back_after_the_stop_is_not_heard_any_more(diary: Diary, late: Exception) -> None:
    gate = threading.Event()

    class Hanging(FakeSource):
        def read(self) -> Frame | None:
            gate.wait(PATIENCE_S)
            raise late

    source = Hanging()
    pipeline = diary.pipeline(source, FakeReader())
    pipeline.start()
    while not source.opened:
        time.sleep(0.001)
    assert not pipeline.stop(timeout_s=0.05)
    assert pipeline.capturing
    assert not pipeline.judging

    gate.set()
    assert pipeline.join(PATIENCE_S)
    assert source.closed == 1
    assert (diary.readings, diary.source_errors, diary.failures, diary.ends) == ([], [], [], 0)


def test_of_a_camera_nothing_is_judged_that_shows_nothing(diary: Diary) -> None:
    class Camera(FakeSource):
        is_camera = True

        def read(self) -> Frame | None:
            frame = super().read()
            if frame is None:
                return None
            light = {5: 0, 6: 0, 8: 90 + 7}.get(frame.index, 90 + frame.index)
            return Frame(np.full((80, 80, 3), light, np.uint8), frame.time_s, frame.index)

    reader = FakeReader()
    pipeline = diary.pipeline(Camera(count=12), reader)
    pipeline.start()
    assert pipeline.join(PATIENCE_S)
    # Nor is its first, of which nobody knows whether another follows.
    assert [frame.index for frame in reader.frames] == [1, 2, 3, 4, 7, 9, 10, 11]
    stats = pipeline.stats()
    assert (stats.captured, stats.judged, stats.dropped) == (12, 8, 0)


def test_stopping_before_starting_and_twice_is_harmless(diary: Diary) -> None:
    assert diary.pipeline(FakeSource(), FakeReader()).stop()

    pipeline = diary.pipeline(FakeSource(), FakeReader())
    pipeline.start()
    assert pipeline.stop(PATIENCE_S)
    assert pipeline.stop(PATIENCE_S)


class Crowd(FakeReader):
    """Sees two faces where all are looked for."""

    def read_crowd(self, frame: Frame) -> list[FaceReading]:
        return [reading(frame.time_s, 0.1), reading(frame.time_s, 0.9)]


def test_all_faces_are_judged_from_the_moment_on_that_is_asked_for(diary: Diary) -> None:
    pipeline = diary.pipeline(FakeSource(count=3), Crowd())
    pipeline.set_crowd(True)
    pipeline.start()
    pipeline.join(PATIENCE_S)

    assert [[face.smile for face in faces] for _, faces in diary.readings] == [[0.1, 0.9]] * 3
