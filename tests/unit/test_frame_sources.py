"""One contract for every source of frames, and what is special about each."""

import logging
import math
import os
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np
import pytest

from laughgame.actor.source import ActorSource
from laughgame.vision.frame import Frame
from laughgame.vision.sources import camera, pacing
from laughgame.vision.sources.camera import CameraSource
from laughgame.vision.sources.fake import Happening, ScriptedCamera
from laughgame.vision.sources.fake_script import FakeScript
from laughgame.vision.sources.image_file import natural_key, read_image
from laughgame.vision.sources.images import ImagesSource
from laughgame.vision.sources.pacing import Pacer
from laughgame.vision.sources.source import FrameSource, RisingTime, SourceCode, SourceError
from laughgame.vision.sources.video import VideoSource
from tests.fakes import FakeSource

SIZE = (96, 64)
"""Width and height of the test pictures."""

RED = (255, 0, 0)
"""RGB of the first picture of every file source."""


class FakeCapture:
    """Stands in for ``cv2.VideoCapture`` of a camera that films red."""

    made: ClassVar[list["FakeCapture"]] = []
    works_with: ClassVar[set[int]] = set()
    frames_left: ClassVar[int] = 10**6

    def __init__(self, index: int, backend: int) -> None:
        self.index, self.backend = index, backend
        self.settings: list[tuple[int, float]] = []
        self.released = False
        FakeCapture.made.append(self)

    def isOpened(self) -> bool:
        return self.backend in self.works_with and not self.released

    def set(self, key: int, value: float) -> bool:
        self.settings.append((key, value))
        return True

    def get(self, key: int) -> float:
        return {cv2.CAP_PROP_FPS: 30.0}.get(key, 0.0)

    def grab(self) -> bool:
        FakeCapture.frames_left -= 1
        return FakeCapture.frames_left >= 0

    def retrieve(self) -> tuple[bool, Any]:
        return True, np.full((SIZE[1], SIZE[0], 3), RED[::-1], np.uint8)

    def release(self) -> None:
        self.released = True


@pytest.fixture(autouse=True)
def fake_camera(monkeypatch: pytest.MonkeyPatch) -> type[FakeCapture]:
    """Every camera that a test opens is this one; files are still read by OpenCV."""
    real = cv2.VideoCapture

    def capture(where: int | str, *arguments: int) -> Any:
        return FakeCapture(where, *arguments) if isinstance(where, int) else real(where)

    monkeypatch.setattr(cv2, "VideoCapture", capture)
    monkeypatch.setattr(FakeCapture, "made", [])
    monkeypatch.setattr(FakeCapture, "works_with", {cv2.CAP_V4L2, cv2.CAP_MSMF})
    monkeypatch.setattr(FakeCapture, "frames_left", 10**6)
    monkeypatch.setattr(camera.platform, "system", lambda: "Linux")
    return FakeCapture


def write_pictures(folder: Path, count: int = 12) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        picture = np.full((SIZE[1], SIZE[0], 3), RED[::-1], np.uint8)
        picture[:, : 4 * number] = (0, 255, 0)
        cv2.imencode(".png", picture)[1].tofile(folder / f"그림 {number}.png")
    return folder


def write_video(path: Path, count: int = 12, rate: float = 25.0) -> Path:
    plain = path.with_name("plain.avi")
    writer = cv2.VideoWriter(str(plain), cv2.VideoWriter.fourcc(*"MJPG"), rate, SIZE)
    for _ in range(count):
        writer.write(np.full((SIZE[1], SIZE[0], 3), RED[::-1], np.uint8))
    writer.release()
    return plain.rename(path)


MAKERS: dict[str, Callable[[Path], FrameSource]] = {
    "camera": lambda folder: CameraSource(0, "Fake camera"),
    "video": lambda folder: VideoSource(write_video(folder / "웃음 clip.avi")),
    "video in its own time": lambda folder: VideoSource(
        write_video(folder / "clip.avi"), realtime=True
    ),
    "images": lambda folder: ImagesSource(write_pictures(folder / "사진 folder")),
    "images in their own time": lambda folder: ImagesSource(
        write_pictures(folder / "pictures"), realtime=True, frame_rate=200
    ),
    "actor": lambda folder: ActorSource(size=SIZE, realtime=False),
    "actor in real time": lambda folder: ActorSource(size=SIZE, frame_rate=60),
    "scripted": lambda folder: ScriptedCamera(
        Happening(FakeScript(frame_rate=100)),
        lambda time_s: np.full((SIZE[1], SIZE[0], 3), RED, np.uint8),
    ),
    "fake": lambda folder: FakeSource(image=np.zeros((SIZE[1], SIZE[0], 3), np.uint8)),
}


@pytest.fixture(params=MAKERS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> FrameSource:
    return MAKERS[request.param](tmp_path)


def read(source: FrameSource, count: int) -> list[Frame]:
    frames = [source.read() for _ in range(count)]
    assert all(frame is not None for frame in frames)
    return [frame for frame in frames if frame is not None]


class TestEverySource:
    def test_it_keeps_the_protocol(self, source: FrameSource) -> None:
        assert isinstance(source, FrameSource)
        assert source.name

    def test_its_frames_are_rgb_pictures_in_order(self, source: FrameSource) -> None:
        source.open()
        frames = read(source, 5)
        source.close()

        assert [frame.index for frame in frames] == [0, 1, 2, 3, 4]
        for frame in frames:
            assert frame.image.shape == (SIZE[1], SIZE[0], 3)
            assert frame.image.dtype == np.uint8
            assert frame.image.flags.c_contiguous

    def test_its_times_are_finite_and_rise_strictly(self, source: FrameSource) -> None:
        source.open()
        times = [frame.time_s for frame in read(source, 8)]
        source.close()

        assert all(math.isfinite(time_s) for time_s in times)
        assert all(later > earlier for earlier, later in pairwise(times))

    def test_its_times_rise_when_the_clock_stands_still_and_goes_back(
        self, source: FrameSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = iter([100.0, 100.0, 100.0, 99.95, 99.9, 99.8, 100.1] + [99.9] * 1000)
        monkeypatch.setattr(time, "monotonic", lambda: next(clock))
        source.open()
        times = [frame.time_s for frame in read(source, 5)]
        source.close()
        monkeypatch.undo()

        assert all(later > earlier for earlier, later in pairwise(times))

    def test_it_knows_its_rate_once_it_is_open(self, source: FrameSource) -> None:
        source.open()
        assert source.frame_rate is None or source.frame_rate > 0
        source.close()

    def test_it_can_be_closed_any_time_and_opened_again(self, source: FrameSource) -> None:
        source.close()
        source.open()
        read(source, 2)
        source.close()
        source.close()
        source.open()
        again = read(source, 1)[0]
        source.close()

        assert again.index == 0

    def test_a_frame_handed_out_is_not_written_to_again(self, source: FrameSource) -> None:
        source.open()
        first = read(source, 1)[0]
        copy = first.image.copy()
        read(source, 3)
        source.close()

        assert np.array_equal(first.image, copy)


@pytest.mark.parametrize("kind", ["video", "images", "fake"])
def test_a_recording_ends_and_stays_ended(kind: str, tmp_path: Path) -> None:
    source = MAKERS[kind](tmp_path)
    source.open()
    count = 0
    while source.read() is not None:
        count += 1
    assert source.read() is None
    source.close()

    assert count == (10 if kind == "fake" else 12)
    assert not source.live


@pytest.mark.parametrize("kind", ["camera", "video", "images", "scripted"])
def test_red_is_red(kind: str, tmp_path: Path) -> None:
    source = MAKERS[kind](tmp_path)
    source.open()
    image = read(source, 1)[0].image
    source.close()

    assert image[32, -1] == pytest.approx(RED, abs=6)


class TestVideo:
    def test_times_are_those_of_the_file(self, tmp_path: Path) -> None:
        source = VideoSource(write_video(tmp_path / "clip.avi", count=6, rate=20))
        source.open()
        times = [frame.time_s for frame in read(source, 6)]
        source.close()

        assert source.frame_rate == pytest.approx(20)
        assert np.diff(times) == pytest.approx([0.05] * 5, abs=1e-3)

    def test_in_its_own_time_it_is_live_and_on_the_monotonic_clock(self, tmp_path: Path) -> None:
        source = VideoSource(write_video(tmp_path / "clip.avi", count=4, rate=100), realtime=True)
        source.open()
        before = time.monotonic()
        frames = read(source, 4)
        source.close()

        assert source.live
        assert before <= frames[0].time_s
        assert frames[-1].time_s - frames[0].time_s == pytest.approx(0.03, abs=1e-3)

    def test_a_missing_file_is_not_found(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError) as caught:
            VideoSource(tmp_path / "none.mp4").open()
        assert caught.value.code is SourceCode.NOT_FOUND

    def test_a_file_that_is_no_video_is_unreadable(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.mp4"
        path.write_text("dear friend " * 100)
        with pytest.raises(SourceError) as caught:
            VideoSource(path).open()
        assert caught.value.code is SourceCode.UNREADABLE
        assert caught.value.remedy

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
    def test_a_name_that_is_no_unicode_is_told_instead_of_handed_on(self, tmp_path: Path) -> None:
        path = write_video(tmp_path / "clip.avi")
        path = path.rename(os.fsdecode(os.fsencode(tmp_path) + b"/\xb8\xf0.avi"))
        with pytest.raises(SourceError) as caught:
            VideoSource(path).open()  # OpenCV would end the program

        assert caught.value.code is SourceCode.UNREADABLE
        assert "Rename" in caught.value.remedy

    def test_a_truncated_video_plays_as_far_as_it_goes(self, tmp_path: Path) -> None:
        path = write_video(tmp_path / "clip.avi", count=30)
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        source = VideoSource(path)
        source.open()
        count = 0
        while source.read() is not None:
            count += 1
        source.close()

        assert 0 < count < 30


class TestImages:
    def test_pictures_come_in_the_order_a_person_counts(self, tmp_path: Path) -> None:
        source = ImagesSource(write_pictures(tmp_path / "pictures"))
        source.open()
        green = [int((frame.image[0, :, 1] > 200).sum()) for frame in read(source, 12)]
        source.close()

        assert green == [4 * number for number in range(1, 13)]

    def test_a_picture_that_cannot_be_read_is_skipped_with_a_warning(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        folder = write_pictures(tmp_path / "pictures", count=3)
        (folder / "그림 2.png").write_bytes(b"not a picture")
        (folder / "그림 3.png").write_bytes(b"")
        (folder / "notes.txt").write_text("not even named as one")
        source = ImagesSource(folder)
        source.open()
        with caplog.at_level(logging.WARNING):
            frames = read(source, 1)
            assert source.read() is None

        assert [frame.index for frame in frames] == [0]
        assert caplog.text.count("is not a picture that can be read") == 2

    @pytest.mark.parametrize("names", [[], ["notes.txt"]])
    def test_a_folder_without_pictures_is_empty(self, tmp_path: Path, names: list[str]) -> None:
        for name in names:
            (tmp_path / name).write_text("no picture")
        with pytest.raises(SourceError) as caught:
            ImagesSource(tmp_path).open()
        assert caught.value.code is SourceCode.EMPTY

    def test_a_folder_of_damaged_pictures_is_unreadable(self, tmp_path: Path) -> None:
        (tmp_path / "one.jpg").write_bytes(b"damaged")
        source = ImagesSource(tmp_path)
        source.open()
        with pytest.raises(SourceError) as caught:
            source.read()
        assert caught.value.code is SourceCode.UNREADABLE

    def test_a_missing_folder_is_not_found(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError) as caught:
            ImagesSource(tmp_path / "none").open()
        assert caught.value.code is SourceCode.NOT_FOUND

    def test_a_rate_of_nothing_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="above 0"):
            ImagesSource(tmp_path, frame_rate=0)


class TestCamera:
    def test_the_pixel_format_is_asked_for_before_size_and_rate(
        self, fake_camera: type[FakeCapture]
    ) -> None:
        source = CameraSource(0)
        source.open()
        source.close()

        keys = [key for key, _ in fake_camera.made[0].settings]
        assert keys == [
            cv2.CAP_PROP_FOURCC,
            cv2.CAP_PROP_FRAME_WIDTH,
            cv2.CAP_PROP_FRAME_HEIGHT,
            cv2.CAP_PROP_FPS,
            cv2.CAP_PROP_BUFFERSIZE,
        ]
        assert dict(fake_camera.made[0].settings)[cv2.CAP_PROP_BUFFERSIZE] == 1

    @pytest.mark.parametrize(
        ("system", "works", "tried"),
        [
            ("Windows", {cv2.CAP_DSHOW}, [cv2.CAP_MSMF, cv2.CAP_DSHOW]),
            ("Windows", {cv2.CAP_MSMF}, [cv2.CAP_MSMF]),
            ("Darwin", {cv2.CAP_ANY}, [cv2.CAP_AVFOUNDATION, cv2.CAP_ANY]),
            ("Linux", {cv2.CAP_ANY}, [cv2.CAP_V4L2, cv2.CAP_ANY]),
            ("FreeBSD", {cv2.CAP_ANY}, [cv2.CAP_ANY]),
        ],
    )
    def test_backends_are_tried_in_turn_and_the_failed_ones_let_go(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fake_camera: type[FakeCapture],
        system: str,
        works: set[int],
        tried: list[int],
    ) -> None:
        monkeypatch.setattr(camera.platform, "system", lambda: system)
        monkeypatch.setattr(fake_camera, "works_with", works)
        source = CameraSource(2)
        source.open()

        assert [capture.backend for capture in fake_camera.made] == tried
        assert [capture.released for capture in fake_camera.made[:-1]] == [True] * (len(tried) - 1)
        assert all(capture.index == 2 for capture in fake_camera.made)
        source.close()
        assert fake_camera.made[-1].released

    def test_a_camera_that_opens_but_gives_no_frame_is_not_taken(
        self, monkeypatch: pytest.MonkeyPatch, fake_camera: type[FakeCapture]
    ) -> None:
        monkeypatch.setattr(fake_camera, "frames_left", 0)
        with pytest.raises(SourceError):
            CameraSource(0).open()
        assert all(capture.released for capture in fake_camera.made)

    @pytest.mark.parametrize(
        ("system", "exists", "allowed", "code"),
        [
            ("Linux", False, False, SourceCode.NOT_FOUND),
            ("Linux", True, False, SourceCode.DENIED),
            ("Linux", True, True, SourceCode.BUSY),
            ("Darwin", True, True, SourceCode.DENIED),
            ("Windows", True, True, SourceCode.BUSY),
        ],
    )
    def test_a_refusal_says_why_and_what_to_do(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fake_camera: type[FakeCapture],
        system: str,
        exists: bool,
        allowed: bool,
        code: SourceCode,
    ) -> None:
        monkeypatch.setattr(camera.platform, "system", lambda: system)
        monkeypatch.setattr(camera.Path, "exists", lambda path: exists)
        monkeypatch.setattr(camera.os, "access", lambda path, mode: allowed)
        monkeypatch.setattr(fake_camera, "works_with", set())
        with pytest.raises(SourceError) as caught:
            CameraSource(0, "Webcam C920").open()

        assert caught.value.code is code
        assert "Webcam C920" in str(caught.value)
        assert caught.value.remedy

    @pytest.mark.parametrize("call", ["isOpened", "set", "get", "retrieve"])
    def test_a_driver_that_raises_is_passed_over_and_reported_as_a_camera_that_fails(
        self, monkeypatch: pytest.MonkeyPatch, fake_camera: type[FakeCapture], call: str
    ) -> None:
        def broken(*_: Any) -> None:
            raise cv2.error("the driver is broken")

        monkeypatch.setattr(fake_camera, call, broken)
        monkeypatch.setattr(camera.Path, "exists", lambda path: True)
        monkeypatch.setattr(camera.os, "access", lambda path, mode: True)
        with pytest.raises(SourceError) as caught:
            CameraSource(0, "Webcam C920").open()

        assert caught.value.code is SourceCode.BUSY
        assert len(fake_camera.made) == 2, "the other backend was tried"
        assert all(capture.released for capture in fake_camera.made)

    @pytest.mark.parametrize(
        "picture", [np.zeros((4, 4, 2), np.uint8), None, np.zeros((4, 4, 3), np.int32)]
    )
    def test_a_frame_that_is_no_picture_is_passed_over(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fake_camera: type[FakeCapture],
        picture: np.ndarray | None,
    ) -> None:
        source = CameraSource(0, "Webcam")
        source.open()
        first = read(source, 1)[0]
        good, bad = fake_camera.retrieve, [picture, picture]
        monkeypatch.setattr(
            fake_camera, "retrieve", lambda self: (True, bad.pop()) if bad else good(self)
        )
        second = read(source, 1)[0]
        source.close()

        assert not bad
        assert second.index == first.index + 1

    @pytest.mark.parametrize("error", [KeyError(2), OSError("input/output"), ValueError("size")])
    def test_a_driver_that_raises_anything_in_the_middle_is_a_lost_camera(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fake_camera: type[FakeCapture],
        error: Exception,
    ) -> None:
        source = CameraSource(0, "Webcam")
        source.open()
        read(source, 1)

        def broken(*_: Any) -> None:
            raise error

        monkeypatch.setattr(fake_camera, "retrieve", broken)
        with pytest.raises(SourceError) as caught:
            source.read()
        source.close()

        assert caught.value.code is SourceCode.LOST

    def test_a_camera_pulled_out_is_lost(
        self, monkeypatch: pytest.MonkeyPatch, fake_camera: type[FakeCapture]
    ) -> None:
        source = CameraSource(0, "Webcam")
        source.open()
        read(source, 3)
        monkeypatch.setattr(fake_camera, "frames_left", 0)
        with pytest.raises(SourceError) as caught:
            source.read()
        source.close()

        assert caught.value.code is SourceCode.LOST

    @pytest.mark.parametrize(
        "picture",
        [
            np.full((4, 4), 80, np.uint8),
            np.full((4, 4, 1), 80, np.uint8),
            np.full((4, 4, 4), 80, np.uint8),
        ],
        ids=["grey", "grey with a channel", "with alpha"],
    )
    def test_other_pixel_layouts_become_rgb(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fake_camera: type[FakeCapture],
        picture: np.ndarray,
    ) -> None:
        monkeypatch.setattr(fake_camera, "retrieve", lambda self: (True, picture))
        source = CameraSource(0)
        source.open()
        image = read(source, 1)[0].image
        source.close()

        assert image.shape == (4, 4, 3)
        assert (image == 80).all()


class TestStills:
    def test_a_picture_under_a_korean_path_is_read(self, tmp_path: Path) -> None:
        folder = write_pictures(tmp_path / "한글 경로", count=1)
        assert read_image(folder / "그림 1.png").shape == (SIZE[1], SIZE[0], 3)

    def test_a_picture_is_turned_as_its_exif_data_ask(self, tmp_path: Path) -> None:
        from PIL import Image

        exif = Image.Exif()
        exif[0x0112] = 6  # orientation: the right side of the file is the top
        Image.new("RGB", SIZE).save(tmp_path / "turned.jpg", exif=exif)

        assert read_image(tmp_path / "turned.jpg").shape == (SIZE[0], SIZE[1], 3)

    @pytest.mark.parametrize(
        ("content", "code"),
        [(None, SourceCode.NOT_FOUND), (b"", SourceCode.UNREADABLE), (b"x", SourceCode.UNREADABLE)],
    )
    def test_what_is_no_picture_says_so(
        self, tmp_path: Path, content: bytes | None, code: SourceCode
    ) -> None:
        path = tmp_path / "picture.jpg"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(SourceError) as caught:
            read_image(path)
        assert caught.value.code is code

    def test_natural_order(self) -> None:
        names = ["b1", "a10", "a2", "A1", "10", "9", "a", "²"]
        assert sorted(names, key=natural_key)[:6] == ["9", "10", "a", "A1", "a2", "a10"]


def test_no_wait_for_a_frame_is_long_whatever_the_file_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(pacing.time, "sleep", waits.append)
    pacer = Pacer(realtime=True)
    pacer.time_of(0.0)
    pacer.time_of(3600.0)

    assert max(waits) <= pacing.LONGEST_WAIT_S


def test_a_reader_that_fell_behind_is_not_made_to_catch_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(pacing.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(pacing.time, "sleep", lambda seconds: None)
    pacer = Pacer(realtime=True)
    first = pacer.time_of(0.0)
    now[0] += 20  # the machine slept
    late = pacer.time_of(0.1)
    following = pacer.time_of(0.2)

    assert first == 100
    assert late == 120
    assert following == pytest.approx(120.1)


def test_rising_time_keeps_good_times_and_lifts_the_others() -> None:
    rising = RisingTime()
    given = [1.0, 2.0, 2.0, 1.5, float("nan"), 3.0]
    times = [rising.after(time_s) for time_s in given]

    assert (times[0], times[1], times[-1]) == (1.0, 2.0, 3.0)
    assert all(later > earlier for earlier, later in pairwise(times))
