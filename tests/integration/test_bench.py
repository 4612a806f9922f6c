"""``laughgame bench``: every key is there and means what it says; how fast is not tested."""

import json
import subprocess
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from laughgame.app import measurements, memory, startup
from laughgame.app.measurements import FormTimes, LoopSource, StageTimes
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
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        measurements, "measure_startup", lambda: {"window": 1.0, "first_reading": 2.0}
    )
    assert main(["bench", "--json"]) == 0

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
    assert list(report["startup_s"]) == ["window", "first_reading"]
    assert min(numbers(report)) > 0


def test_a_file_can_be_measured_on_and_people_can_read_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_window() -> dict[str, float]:
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
    def started(
        command: list[str], env: dict[str, str], **_: object
    ) -> subprocess.CompletedProcess[bytes]:
        monkeypatch.setenv(startup.VARIABLE, env[startup.VARIABLE])
        monkeypatch.setattr(startup, "_reached", set())
        startup.mark("window")
        startup.mark("first_reading")
        startup.mark("window")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", started)
    starts = measurements.measure_startup()

    assert 0 <= starts["window"] <= starts["first_reading"]


def test_a_start_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1)
    )
    with pytest.raises(RuntimeError, match="ended with 1"):
        measurements.measure_startup()


def test_nobody_is_told_of_a_start_unless_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(startup.VARIABLE, raising=False)
    startup.mark("window")

    assert startup.read_marks(tmp_path / "none.jsonl") == {}


def test_the_memory_of_this_process_is_of_a_believable_size() -> None:
    assert 20 < memory.resident_mb() < 20_000
