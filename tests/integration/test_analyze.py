"""``laughgame analyze``: one line for every picture and frame, whatever else is in the folder."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
import pytest

from laughgame.actor.source import ActorSource
from laughgame.cli import main
from laughgame.game.reading import EMOTIONS
from laughgame.vision.frame import Image
from laughgame.vision.sources import image_file
from tests.onnx_models import write_model

GRACE_HOPPER = Path(mpl.get_data_path()) / "sample_data" / "grace_hopper.jpg"


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """A folder with a portrait, a wall, a damaged picture and a note."""
    folder = tmp_path / "사진 album"
    folder.mkdir()
    shutil.copy(GRACE_HOPPER, folder / "2 portrait.jpg")
    cv2.imencode(".png", np.full((200, 300, 3), 180, np.uint8))[1].tofile(folder / "10 wall.png")
    (folder / "1 damaged.png").write_bytes(b"half a picture")
    (folder / "note.txt").write_text("no picture")
    return folder


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A video of six frames of the actor, 25 a second."""
    path = tmp_path / "clip.avi"
    source = ActorSource(size=(640, 480), realtime=False)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (640, 480))
    source.open()
    for _ in range(6):
        frame = source.read()
        assert frame is not None
        writer.write(cv2.cvtColor(frame.image, cv2.COLOR_RGB2BGR))
    source.close()
    writer.release()
    return path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_portrait_gives_one_line_with_the_stable_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["analyze", str(GRACE_HOPPER), "--format", "jsonl"]) == 0

    (line,) = lines(capsys)
    assert list(line) == ["file", "frame", "time_s", "smile", "emotions", "face"]
    assert line["file"] == str(GRACE_HOPPER)
    assert (line["frame"], line["time_s"]) == (0, 0)
    assert isinstance(line["smile"], float)
    assert isinstance(line["emotions"], dict)
    assert tuple(line["emotions"]) == EMOTIONS
    assert sum(line["emotions"].values()) == pytest.approx(1, abs=1e-4)
    assert isinstance(line["face"], dict)
    assert list(line["face"]) == ["x", "y", "width", "height"]


def test_a_folder_is_read_in_order_past_what_is_damaged(
    album: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(album)]) == 1

    out, err = capsys.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    assert [Path(line["file"]).name for line in found] == ["2 portrait.jpg", "10 wall.png"]
    assert "1 damaged.png is not a picture that can be read" in err
    wall = found[1]
    assert (wall["smile"], wall["emotions"], wall["face"]) == (None, None, None)


def test_whole_takes_the_picture_itself_as_the_face(
    album: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(album / "10 wall.png"), "--whole"]) == 0

    (line,) = lines(capsys)
    assert isinstance(line["smile"], float)
    assert line["face"] == {"x": 0, "y": 0, "width": 300, "height": 200}


@pytest.mark.parametrize("arguments", [[], ["--whole"]])
def test_a_video_gives_a_line_for_each_frame(
    clip: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["analyze", str(clip), *arguments]) == 0

    found = lines(capsys)
    assert [line["frame"] for line in found] == list(range(6))
    assert [line["time_s"] for line in found] == pytest.approx([n / 25 for n in range(6)], abs=1e-3)
    assert all(line["face"] is not None for line in found)


def test_a_table_has_one_row_for_each_line(album: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(album), "--format", "csv"]) == 1

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [Path(row["file"]).name for row in rows] == ["2 portrait.jpg", "10 wall.png"]
    assert float(rows[0]["happy"]) >= 0
    assert rows[0]["face_width"] != ""
    assert {rows[1][key] for key in ("smile", "happy", "face_x")} == {""}


def test_a_path_that_does_not_exist_is_told_and_nothing_is_read(
    album: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = album / "none.jpg"
    assert main(["analyze", str(album), str(missing)]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert str(missing) in err


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["analyze", str(empty), str(GRACE_HOPPER)]) == 1

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "holds no pictures" in err


def test_a_damaged_video_is_told_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(bytes(1000))
    assert main(["analyze", str(broken), str(GRACE_HOPPER)]) == 1

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "is not a video that can be played" in err


def test_a_path_no_file_can_have_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", "x" * 5000]) == 1
    assert "cannot be opened: File name too long" in capsys.readouterr().err


def test_an_empty_path_is_not_the_current_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["analyze", ""])
    assert caught.value.code == 2
    assert "an empty path" in capsys.readouterr().err


def test_a_folder_that_may_not_be_listed_is_told_and_the_rest_is_read(
    album: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed, listed = album.parent / "closed", Path.iterdir
    closed.mkdir()

    def listing(folder: Path) -> Iterator[Path]:
        if folder == closed:
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", listing)
    assert main(["analyze", str(closed), str(album / "10 wall.png")]) == 1

    out, err = capsys.readouterr()
    assert f"{closed} cannot be opened: Permission denied" in err
    assert len(out.splitlines()) == 1


def test_a_picture_too_much_for_memory_is_told_and_the_rest_is_read(
    album: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_image(path: Path) -> Image:
        if "wall" in path.name:
            raise MemoryError
        return image_file.read_image(path)

    monkeypatch.setattr("laughgame.app.analyze.read_image", read_image)
    wall, portrait = album / "10 wall.png", album / "2 portrait.jpg"
    assert main(["analyze", str(wall), str(portrait)]) == 1

    out, err = capsys.readouterr()
    assert f"{wall} could not be read: MemoryError" in err
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(portrait)]


def test_a_missing_face_detector_is_told(
    album: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("laughgame.app.paths.face_detector", lambda: album / "none.tflite")

    assert main(["analyze", str(album)]) == 1
    assert "the face detector cannot be loaded: No such file" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_full_disk_is_told_in_one_line(album: Path, form: str) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "laughgame", "analyze", str(album), "--format", form],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert ended.returncode == 1
    assert "the lines cannot be written: No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_another_model_can_judge_and_a_wrong_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_model(tmp_path / "good.onnx")
    bad = write_model(tmp_path / "bad.onnx", labels=8)

    assert main(["analyze", str(GRACE_HOPPER), "--model", str(good)]) == 0
    assert main(["analyze", str(GRACE_HOPPER), "--model", str(bad)]) == 1
    assert "emotion_logits [N, 8]" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_ends_it_without_a_fuss(clip: Path) -> None:
    command = [sys.executable, "-m", "laughgame", "analyze", *[str(clip)] * 3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert json.loads(program.stdout.readline())["frame"] == 0
        program.stdout.close()
        errors = program.stderr.read()

    assert program.returncode == 0
    assert b"Traceback" not in errors
