"""Clips are played through the runtime, and counted where an eye marked them."""

import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from laughgame.game.reading import FaceReading
from laughgame.vision.frame import Frame
from tests.readings import reading
from training.clips import main
from training.evaluation.clips import Count, Marks, clip_files, count, play


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


def counted(clip: Path, marks: Marks, smiling: range) -> Count:
    return count([play(clip, marks, ScriptedReader(smiling))])


def test_a_laugh_read_where_none_is_is_one_false_out(clip: Path) -> None:
    found = counted(clip, Marks(((0, 60),), ()), range(20, 50))
    assert (found.without_smile, found.false_half, found.false_line, found.outs) == (60, 30, 30, 1)


def test_a_laugh_outside_the_ranges_is_no_false_alarm(clip: Path) -> None:
    found = counted(clip, Marks(((0, 60),), ()), range(70, 100))
    assert (found.without_smile, found.false_half, found.outs) == (60, 0, 0)


def test_a_flicker_shorter_than_the_hold_is_counted_but_not_out(clip: Path) -> None:
    found = counted(clip, Marks(((0, 100),), ()), range(20, 23))
    assert (found.false_line, found.outs) == (3, 0)


def test_a_smile_counts_as_seen_only_where_it_was_marked(clip: Path) -> None:
    found = counted(clip, Marks(((0, 50),), ((60, 80),)), range(70, 100))
    assert (found.smiling, found.seen_half, found.seen_line, found.false_half) == (20, 10, 10, 0)


def test_a_zip_is_unpacked_for_as_long_as_it_is_played(clip: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with zipfile.ZipFile(data / "clips.zip", "w") as packed:
        packed.write(clip, "clips/d3.mp4")
    with clip_files(data) as videos:
        assert list(videos) == ["d3"]
        assert videos["d3"].read_bytes() == clip.read_bytes()
    assert not videos["d3"].exists()


def test_missing_clips_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--data", str(tmp_path)])
    assert stop.value.code == 2
    assert "lacks clips: d10, d11" in capsys.readouterr().err
