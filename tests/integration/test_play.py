"""``laughgame play`` end to end: the real window, offscreen, in a process of its own."""

import json
import os
import subprocess
import sys
from itertools import islice

import cv2
import numpy as np
import pytest

from laughgame.actor.performance import Label, Performance
from laughgame.actor.source import ActorSource
from laughgame.game.analysis import Analysis
from laughgame.game.judge import JudgeSettings, Verdict

SECONDS = 12
"""One round of the actor's script: every stretch is seen once."""

KEYS = {
    "source",
    "mode",
    "model",
    "duration_s",
    "frames",
    "judged_fps",
    "latency_ms",
    "outs",
    "verdicts",
}
VERDICT_KEYS = {"time_s", "verdict", "smile", "happy", "analysis"}
LAUGH_ECHO_S = 0.5
"""Five frames, smoothing and hold make a verdict lag behind the face by less than this."""


def play(folder, *arguments):
    """Run ``laughgame play`` offscreen with its settings in ``folder``; return the process."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    environment.pop("QT_QPA_PLATFORM", None)  # --offscreen has to see to it
    command = [sys.executable, "-m", "laughgame", "play", "--offscreen", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=100, env=environment, check=False
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """One play of the actor's whole script: its folder, its process and its report."""
    folder = tmp_path_factory.mktemp("plays")
    report, picture = folder / "report.json", folder / "window.png"
    options = ("--source", "actor", "--seconds", SECONDS)
    done = play(folder, *options, "--report", report, "--screenshot", picture)
    assert done.returncode == 0, done.stderr
    return folder, done, json.loads(report.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    """A second of the actor as a video file."""
    return film(tmp_path_factory.mktemp("films") / "배우.avi", start_s=0, seconds=1)


@pytest.fixture(scope="module")
def laugh(tmp_path_factory):
    """The actor from a straight face into a laugh, as a video file."""
    begin_s = next(begin for label, begin, _ in Performance().spans() if label is Label.LAUGH)
    path = tmp_path_factory.mktemp("films") / "laugh.avi"
    return film(path, start_s=begin_s - 0.5, seconds=2.5)


def film(path, start_s, seconds, rate=20):
    """Film a stretch of the actor's performance into ``path``."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate, (640, 360))
    actor = ActorSource(size=(640, 360), realtime=False, frame_rate=rate)
    actor.open()
    frames = iter(actor.read, None)
    for frame in islice(frames, round(start_s * rate), round((start_s + seconds) * rate)):
        writer.write(cv2.cvtColor(frame.image, cv2.COLOR_RGB2BGR))
    actor.close()
    writer.release()
    return path


def test_the_report_keeps_its_keys(played):
    _, _, report = played

    assert set(report) == KEYS
    assert set(report["frames"]) == {"captured", "judged", "dropped"}
    assert set(report["latency_ms"]) == {"p50", "p95", "p99"}
    assert all(set(entry) == VERDICT_KEYS for entry in report["verdicts"])
    assert (report["source"], report["mode"]) == ("actor", "practice")
    assert report["model"] == "dual_head_stream.onnx"


def test_every_judged_frame_has_one_verdict_in_the_order_of_time(played):
    _, _, report = played
    frames, verdicts = report["frames"], report["verdicts"]
    times = [entry["time_s"] for entry in verdicts]

    assert len(verdicts) == frames["judged"] > 0
    assert frames["captured"] - frames["dropped"] - frames["judged"] in (0, 1)
    assert times[0] == 0
    assert times == sorted(set(times))
    assert report["duration_s"] == pytest.approx(times[-1], abs=0.001)
    assert 0 < report["duration_s"] <= SECONDS + 0.5


def test_every_verdict_is_a_legal_one(played):
    _, _, report = played

    for entry in report["verdicts"]:
        assert entry["verdict"] in list(Verdict)
        if entry["verdict"] == Verdict.PAUSED:
            assert entry["smile"] is entry["happy"] is entry["analysis"] is None
        else:
            assert 0 <= entry["smile"] <= 1
            assert 0 <= entry["happy"] <= 1
            assert entry["analysis"] in list(Analysis)


def test_the_actor_goes_out_when_laughing_and_only_then(played):
    _, _, report = played
    script = Performance()

    laughed_lately = [
        any(
            script.label_at(max(0, entry["time_s"] - back)) is Label.LAUGH
            for back in (0, 0.25, LAUGH_ECHO_S)
        )
        for entry in report["verdicts"]
    ]
    outs = [entry["verdict"] == Verdict.OUT for entry in report["verdicts"]]

    assert report["outs"] >= 1
    assert any(outs)
    strays = [
        entry["time_s"]
        for entry, out, laughed in zip(report["verdicts"], outs, laughed_lately, strict=True)
        if out and not laughed
    ]
    assert not strays, f"OUT without a laugh at {strays}"


def test_the_screenshot_shows_the_window(played):
    folder, _, _ = played
    picture = cv2.imread(str(folder / "window.png"))

    assert picture.shape == (800, 1280, 3)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 1000, "a picture, not a blank"


def test_nothing_is_written_but_what_was_asked_for(played):
    folder, _, _ = played

    assert sorted(path.name for path in folder.iterdir()) == ["report.json", "window.png"]


def test_qt_and_python_have_nothing_to_complain_about(played):
    _, done, _ = played

    for sign in ("Traceback", "qt", "QThread", "QObject", "ERROR", "CRITICAL"):
        assert sign not in done.stderr


def test_a_file_ends_the_play_when_it_ends(tmp_path, video):
    report = tmp_path / "report.json"

    done = play(tmp_path, "--source", video, "--report", report)

    assert done.returncode == 0, done.stderr
    frames = json.loads(report.read_text(encoding="utf-8"))["frames"]
    assert frames["captured"] == 20
    assert frames["judged"] + frames["dropped"] == 20


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("telepathy", 2, "telepathy"),
        ("camera:x", 2, "camera:x"),
        ("gone.mp4", 1, "gone.mp4"),
        ("{folder}/notes.mp4", 1, "not a video"),
        ("{folder}/empty", 1, "no pictures"),
        ("camera:97", 1, "Camera 98"),
    ],
)
def test_a_source_that_cannot_be_played_is_one_clear_line(tmp_path, source, code, words):
    (tmp_path / "notes.mp4").write_text("this is not a video", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    done = play(tmp_path, "--seconds", 5, "--source", source.format(folder=tmp_path))

    assert done.returncode == code, done.stderr
    complaints = [line for line in done.stderr.splitlines() if line.startswith("laughgame play:")]
    assert len(complaints) == 1
    assert words in complaints[0]
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a display")
@pytest.mark.parametrize("arguments", [[], ["play", "--source", "actor"]])
def test_without_a_display_the_way_out_is_named(arguments):
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in displays}
    command = [sys.executable, "-m", "laughgame", *arguments]

    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, env=environment, check=False
    )

    assert done.returncode == 1
    assert "--offscreen" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_settings_file_is_played_by_and_left_as_it_is(tmp_path, laugh):
    settings, report = tmp_path / "mine.toml", tmp_path / "report.json"
    # Smoothing lets the smile rise slowly enough to be seen between the two lines.
    rules = "threshold = 0.5\nhold_s = 0\nsmoothing_s = 0.5\n"
    text = f"[general]\nlanguage = 'ko'\n[judge]\n{rules}"
    settings.write_text(text, encoding="utf-8")

    done = play(tmp_path, "--source", laugh, "--settings", settings, "--report", report)

    assert done.returncode == 0, done.stderr
    assert settings.read_text(encoding="utf-8") == text
    verdicts = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    caught = [entry["smile"] for entry in verdicts if entry["verdict"] == Verdict.OUT]
    usual = JudgeSettings()
    assert 0.5 < min(caught) < usual.threshold - usual.hysteresis, "no OUT by the usual rules"


def test_a_damaged_settings_file_is_named_and_left_as_it_is(tmp_path, video):
    settings = tmp_path / "mine.toml"
    settings.write_text("[judge]\nthreshold = 7\n", encoding="utf-8")

    done = play(tmp_path, "--source", video, "--settings", settings)

    assert done.returncode == 1
    assert "mine.toml: judge.threshold = 7" in done.stderr
    assert settings.exists()


def test_a_report_that_cannot_be_written_fails_the_play(tmp_path, video):
    (tmp_path / "taken").write_text("a file where a folder should be", encoding="utf-8")

    done = play(tmp_path, "--source", video, "--report", tmp_path / "taken" / "report.json")

    assert done.returncode == 1
    assert "laughgame play:" in done.stderr
