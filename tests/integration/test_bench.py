"""``laughgame bench``: every key is there and means what it says; how fast is not tested."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from laughgame.app import measurements, memory, paths, startup
from laughgame.app.measurements import FormTimes, LoopSource, StageTimes, StartTimes
from laughgame.cli import main
from laughgame.vision.pipeline_stats import Percentiles


@pytest.fixture(autouse=True)
def short_measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure on a few frames: enough to see that it works."""
    for name, value in {
        "WARM_UP_FRAMES": 1,
        "STAGE_FRAMES": 5,
        "FORM_ROUNDS": 1,
        "BLOCK_FRAMES": 2,
        "BLOCK_WARM_UP": 1,
        "THROUGHPUT_FRAMES": 10,
        "LIGHTNESS_S": 0.3,
        "STARTS": 1,
    }.items():
        monkeypatch.setattr(measurements, name, value)


def numbers(tree: dict[str, Any]) -> list[float]:
    return [
        number
        for value in tree.values()
        for number in (numbers(value) if isinstance(value, dict) else [value])
    ]


def test_the_report_has_its_stable_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(programs: list[list[str]]) -> list[StartTimes]:
        started.extend(programs)
        return [StartTimes(1.0, 2.0 + number) for number, _ in enumerate(programs)]

    monkeypatch.setattr(measurements, "measure_startup", start)
    program = tmp_path / ("laughgame.exe" if sys.platform == "win32" else "laughgame")
    program.touch()
    assert main(["bench", "--json", "--bundle", str(tmp_path)]) == 0

    report = json.loads(capsys.readouterr().out)
    assert list(report) == [
        "stages_ms",
        "sequence_model_ms",
        "verdicts_per_s",
        "overhead_ratio",
        "stream_speedup",
        "cpu_percent_of_one_core_at_30fps",
        "rss_mb",
        "startup_s",
    ]
    assert list(report["stages_ms"]) == ["detect", "crop", "model", "total"]
    assert all(list(times) == ["p50", "p95", "p99"] for times in report["stages_ms"].values())
    assert list(report["sequence_model_ms"]) == ["p50"]
    assert list(report["startup_s"]) == ["starts", "window", "first_reading", "bundle"]
    assert report["startup_s"]["bundle"] == {"window": 1.0, "first_reading": 3.0}
    assert started == [[sys.executable, "-P", "-m", "laughgame"], [str(program)]]
    assert min(numbers(report)) > 0


def test_a_file_can_be_measured_on_and_people_can_read_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_window(programs: list[list[str]]) -> list[StartTimes]:
        raise RuntimeError("no window today")

    monkeypatch.setattr(measurements, "measure_startup", no_window)
    from skimage import data

    path = tmp_path / "얼굴.png"
    cv2.imencode(".png", cv2.cvtColor(data.astronaut(), cv2.COLOR_RGB2BGR))[1].tofile(path)
    assert main(["bench", "--source", str(path)]) == 0

    out, err = capsys.readouterr()
    assert "verdicts a second" in out
    assert "start of the window could not be measured: no window today" in err


def test_frames_without_a_face_cannot_be_measured_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wall.png"
    cv2.imencode(".png", np.full((300, 400, 3), 128, np.uint8))[1].tofile(path)

    assert main(["bench", "--source", str(path)]) == 1
    assert "no face was found" in capsys.readouterr().err
    assert main(["bench", "--source", str(tmp_path / "none.mp4")]) == 1


def test_ratios_come_from_the_middle_of_each_stage() -> None:
    def around(p50: float) -> Percentiles:
        return Percentiles(p50, 10 * p50, 20 * p50)

    stages = StageTimes(detect=around(1), crop=around(0.3), model=around(1), total=around(2.4))
    assert stages.overhead_ratio == pytest.approx(1.2)
    assert FormTimes(stream_ms=1, sequence_ms=5).stream_speedup == 5


def test_frames_in_memory_are_played_over_and_over() -> None:
    frames = [np.full((2, 2, 3), level, np.uint8) for level in (1, 2)]
    source = LoopSource(frames, count=5, realtime=False)
    source.open()
    played = [frame.image[0, 0, 0] for frame in iter(source.read, None)]
    source.close()

    assert played == [1, 2, 1, 2, 1]


def test_a_start_is_measured_by_the_marks_it_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []

    def started(
        command: list[str], env: dict[str, str], **_: object
    ) -> subprocess.CompletedProcess[bytes]:
        commands.extend(command)
        assert "PYTHONDONTWRITEBYTECODE" not in env, "a warm start has everything compiled"
        assert str(paths.root()) in env["PYTHONPATH"], "it is this program wherever one stands"
        monkeypatch.setenv(startup.VARIABLE, env[startup.VARIABLE])
        monkeypatch.setattr(startup, "_reached", set())
        startup.mark("window")
        startup.mark("first_reading")
        startup.mark("window")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", started)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (own, frozen) = measurements.measure_startup([["this"], ["frozen"]])

    assert 0 <= own.window <= own.first_reading
    assert 0 <= frozen.window <= frozen.first_reading
    assert commands == ["this", "frozen"] * 2, "once to warm up, then in turns"


def test_a_start_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1)
    )
    with pytest.raises(RuntimeError, match="ended with 1"):
        measurements.measure_startup([["this"]])


def test_a_bundle_that_is_not_there_is_named_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "--bundle", str(tmp_path / "none")]) == 1
    assert f"no frozen program: {tmp_path / 'none'}" in capsys.readouterr().err


def test_nobody_is_told_of_a_start_unless_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(startup.VARIABLE, raising=False)
    startup.mark("window")

    assert startup.read_marks(tmp_path / "none.jsonl") == {}


def test_the_memory_of_this_process_is_of_a_believable_size() -> None:
    assert 20 < memory.resident_mb() < 20_000
