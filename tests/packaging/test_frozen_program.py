"""The program that needs no Python: everything a player does works in it."""

import json
import os
import shutil
import subprocess
import sys

import cv2
import pytest
from PySide6.QtGui import QImage

from laughgame.actor.pose import FacePose
from laughgame.actor.stage import Stage
from tests.media_files import write_video
from tests.packaging.frozen import POSIX, ROOT, open_and_close_window, run

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(600)]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X is Linux's")
posix = pytest.mark.skipif(not POSIX, reason="Windows numbers no files")


def test_it_brings_all_it_needs(program, told):
    done = run(program, "doctor", "--json", told=told)
    assert done.returncode == 0, done.stderr
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    wanted = (
        "versions",
        "opencv",
        "models",
        "face detector",
        "face cover",
        "self-test",
        "sounds and videos",
        "translations",
    )
    for name in wanted:
        assert checks[name]["status"] == "ok", checks[name]


def test_it_examines_a_model_in_a_process_of_its_own(program, told, tmp_path):
    good, bad = tmp_path / "심판.onnx", tmp_path / "bad.onnx"
    good.write_bytes((ROOT / "models" / "dual_head.onnx").read_bytes())
    bad.write_bytes(good.read_bytes()[:-99])
    done = run(program, "model", "check", good, "--json", told=told)
    assert json.loads(done.stdout)["form"] == "sequence", done.stderr
    done = run(program, "model", "check", bad, "--json", told=told)
    assert json.loads(done.stdout)["code"] == "UNREADABLE"


def test_another_model_takes_over_and_judges(program, told, tmp_path):
    other = tmp_path / "다른 심판.onnx"
    other.write_bytes((ROOT / "models" / "dual_head.onnx").read_bytes())
    done = run(program, "model", "install", other, "--json", told=told)
    assert done.returncode == 0, done.stdout + done.stderr
    installed = json.loads(done.stdout)["installed"]
    report = tmp_path / "report.json"
    done = run(
        program,
        *("play", "--source", "actor", "--seconds", "2", "--report", report),
        told=told | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(report.read_text(encoding="utf-8"))["model"] == installed


def test_a_film_is_judged_and_a_film_of_the_deck_is_shown(program, told, tmp_path):
    """One through OpenCV's FFmpeg, the other through Qt's."""
    face = Stage().picture(FacePose())
    calm = tmp_path / "차분한 얼굴.mp4"
    writer = cv2.VideoWriter(
        str(calm), cv2.VideoWriter_fourcc(*"mp4v"), 30, (face.shape[1], face.shape[0])
    )
    for _ in range(30 * 30):
        writer.write(cv2.cvtColor(face, cv2.COLOR_RGB2BGR))
    writer.release()
    deck = tmp_path / "내 덱"
    deck.mkdir()
    write_video(deck / "영화.mp4", seconds=60)  # blue for half a minute
    settings = tmp_path / "settings.toml"
    settings.write_text(
        f"version = 1\n[deck]\njokes = false\nacts = false\nfolder = {json.dumps(str(deck))}\n",
        encoding="utf-8",
    )
    picture = tmp_path / "picture.png"
    done = run(
        program,
        *("play", "--source", calm, "--mode", "survival", "--seconds", "12"),
        *("--settings", settings, "--screenshot", picture),
        told=told | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    shown = QImage(str(picture))
    color = shown.pixelColor(shown.width() * 3 // 16, shown.height() * 7 // 16)
    assert color.blue() > 150
    assert max(color.red(), color.green()) < 80


def test_pictures_in_every_format_of_the_deck_are_read(program, told, tmp_path):
    face = cv2.cvtColor(Stage().picture(FacePose()), cv2.COLOR_RGB2BGR)
    files = []
    for suffix in ("png", "jpg", "webp", "bmp", "tiff"):
        files.append(tmp_path / f"face.{suffix}")
        assert cv2.imwrite(str(files[-1]), face)
    done = run(program, "analyze", *files, "--format", "jsonl", told=told)
    assert done.returncode == 0, done.stderr
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(read) == len(files)
    assert all(entry["face"] is not None for entry in read)


def test_a_game_of_a_seed_is_the_same_as_ever(program, told, tmp_path):
    """Jokes, deck and rules are in the bundle, and no chance but the seed's."""
    reports = []
    for number in range(2):
        report = tmp_path / f"{number}.json"
        done = run(
            program,
            *("play", "--mode", "survival", "--seed", "7", "--language", "ko"),
            *("--source", "actor", "--seconds", "10", "--offscreen", "--report", report),
            told=told,
        )
        assert done.returncode == 0, done.stderr
        reports.append(report.read_bytes())
    assert reports[0] == reports[1]


@posix
@pytest.mark.parametrize(
    "arguments", [("play", "--source", "actor"), ("doctor",), ("analyze", ROOT / "models")]
)
def test_it_does_without_any_standard_file(program, told, tmp_path, arguments):
    """As where it was started by a double click: nothing to read from, nowhere to print."""
    shut = ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"]
    report, picture = tmp_path / "report.json", tmp_path / "picture.png"
    more = ("--report", report, "--screenshot", picture, "--offscreen", "--seconds", "2")
    playing = "play" in arguments
    done = run(program, *arguments, *(more if playing else ()), told=told, before=shut)
    assert done.returncode == 0
    if playing:
        # What libraries print went into no file that was opened meanwhile.
        assert json.loads(report.read_text(encoding="utf-8"))["frames"]["judged"] > 0
        assert picture.read_bytes().startswith(b"\x89PNG")


@posix
def test_the_window_does_without_any_standard_file(program, told, tmp_path):
    """Its results lie in a file that stays open; libraries print all the while."""
    shut = ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"]
    assert open_and_close_window(program, told, shut) == 0
    (results,) = tmp_path.rglob("results.sqlite3")
    assert results.read_bytes().startswith(b"SQLite format 3\0")
    (log,) = tmp_path.rglob("laughgame.log")
    assert "LaughGame" in log.read_text(encoding="utf-8")


@posix
def test_a_process_of_multiprocessing_is_none_of_the_players(program, told):
    """It is this program again, and waits for its work; that its pipe is shut it takes ill."""
    reading, writing = os.pipe()
    os.close(writing)
    done = subprocess.run(
        [program, "--multiprocessing-fork", f"tracker_fd={reading}", f"pipe_handle={reading}"],
        env=told,
        pass_fds=[reading],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(reading)
    assert "usage:" not in done.stderr
    assert "EOFError" in done.stderr


@linux
def test_it_opens_a_window_on_x(program, told, tmp_path):
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb, a display that nobody sees, is not here")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            display = f":{answer.readline().strip()}"
        picture = tmp_path / "picture.png"
        done = run(
            program,
            *("play", "--source", "actor", "--seconds", "3", "--screenshot", picture),
            told=told | {"DISPLAY": display},
        )
    finally:
        server.terminate()
        server.wait()
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
