"""False alarms are counted where no smile is, by the judge of the game."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from laughgame.game.judge import JudgeSettings
from laughgame.game.reading import FaceReading
from laughgame.vision.frame import Frame
from tests.readings import reading
from training.clips import count_false_alarms, main, read_ranges


class ScriptedReader:
    """Reads a broad smile in the frames it is told, a straight face in the others."""

    def __init__(self, smiling: range) -> None:
        self._smiling = smiling

    def read(self, frame: Frame) -> FaceReading:
        return reading(frame.time_s, 0.95 if frame.index in self._smiling else 0.1)

    def reset(self) -> None:
        pass


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    file = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 25, (64, 64))
    for _ in range(100):
        writer.write(np.zeros((64, 64, 3), np.uint8))
    writer.release()
    return file


def test_a_laugh_read_where_none_is_is_one_false_out(clip: Path) -> None:
    counted = count_false_alarms(clip, [(0, 60)], ScriptedReader(range(20, 50)), JudgeSettings())
    assert (counted.frames, counted.over_half, counted.over_line, counted.outs) == (60, 30, 30, 1)


def test_a_laugh_outside_the_ranges_is_no_false_alarm(clip: Path) -> None:
    counted = count_false_alarms(clip, [(0, 60)], ScriptedReader(range(70, 100)), JudgeSettings())
    assert (counted.frames, counted.over_half, counted.outs) == (60, 0, 0)


def test_a_flicker_shorter_than_the_hold_is_counted_but_not_out(clip: Path) -> None:
    counted = count_false_alarms(clip, [(0, 100)], ScriptedReader(range(20, 23)), JudgeSettings())
    assert (counted.over_line, counted.outs) == (3, 0)


def test_the_marked_ranges_are_in_order_and_apart() -> None:
    for clip, ranges in read_ranges().items():
        edges = [edge for pair in ranges for edge in pair]
        assert edges == sorted(set(edges)), clip


def test_missing_clips_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--data", str(tmp_path)])
    assert stop.value.code == 2
    assert "lacks: d10, d11" in capsys.readouterr().err
