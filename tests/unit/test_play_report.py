"""The report of a play: stable keys, and numbers that mean what they say."""

import json

import pytest

from laughgame.app import play_report
from laughgame.app.play_report import PlayLog
from laughgame.game.judge import JudgeSettings
from laughgame.game.session import Session
from laughgame.vision.pipeline_stats import Percentiles, PipelineStats
from tests.readings import reading

STATS = PipelineStats(7, 5, 2, 30.0, Percentiles(8.1234, 12.5, 20.0))


def played(smiles, start_s=5000.0, step_s=0.1):
    log = PlayLog()
    session = Session(JudgeSettings(smoothing_s=0, hold_s=0))
    for n, smile in enumerate(smiles):
        time_s = start_s + n * step_s
        face = None if smile is None else reading(time_s, smile, happy=0.88)
        log.add(session.feed(face, time_s))
    return log


def test_times_count_from_the_first_verdict():
    report = played([0.1, 0.95, 0.95, None, 0.1]).report("actor", "practice", "model.onnx", STATS)

    assert [entry["time_s"] for entry in report["verdicts"]] == [0.0, 0.1, 0.2, 0.3, 0.4]
    assert report["duration_s"] == 0.4
    assert report["judged_fps"] == pytest.approx(10)


def test_each_verdict_has_its_numbers_and_no_face_has_none():
    verdicts = played([0.1, 0.95, 0.95, None]).report("s", "practice", "m", STATS)["verdicts"]

    assert [entry["verdict"] for entry in verdicts] == ["SAFE", "WARNING", "OUT", "PAUSED"]
    assert verdicts[2] == {
        "time_s": 0.2,
        "verdict": "OUT",
        "smile": 0.95,
        "happy": 0.88,
        "analysis": "genuine",
    }
    assert verdicts[3]["smile"] is verdicts[3]["happy"] is verdicts[3]["analysis"] is None


def test_frames_and_outs_are_counted():
    report = played([0.95, 0.95, 0.1, 0.95, 0.95]).report("s", "practice", "m", STATS)

    assert report["outs"] == 2
    assert report["frames"] == {"captured": 7, "judged": 5, "dropped": 2}
    assert report["latency_ms"] == {"p50": 8.12, "p95": 12.5, "p99": 20.0}


def test_a_play_without_a_verdict_has_a_report_too(tmp_path):
    log = PlayLog()
    path = tmp_path / "reports" / "녹화.json"

    play_report.write(path, log.report("camera", "practice", "m", STATS))

    report = json.loads(path.read_text(encoding="utf-8"))
    assert (report["duration_s"], report["judged_fps"], report["outs"]) == (0, 0, 0)
    assert report["verdicts"] == []
