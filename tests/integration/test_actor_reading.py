"""The illustrated player before the shipped model: the truth of the script is what is read."""

import pytest

from laughgame.actor.look import LOOKS
from laughgame.actor.performance import Label
from laughgame.actor.source import ActorSource
from laughgame.app import paths
from laughgame.game.judge import Judge, JudgeSettings, Verdict
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel

FULL = 0.99
"""A smile that has grown this far is a whole one."""


def read_demo(look):
    """Play the demo once; return readings by label, and the times at which OUT began."""
    source = ActorSource(realtime=False, frame_rate=15, look=look)
    reader = FaceReader(FaceDetector(paths.face_detector()), LaughModel(paths.default_model()))
    judge = Judge(JudgeSettings())
    smiles, happy, outs, before = {}, {}, [], Verdict.SAFE
    source.open()
    try:
        for _ in range(round(source.performance.duration_s * 15)):
            frame = source.read()
            label = source.performance.label_at(frame.time_s)
            reading = reader.read(frame)
            assert reading is not None, f"no face at {frame.time_s:.2f} s"
            ruling = judge.rule(reading, frame.time_s)
            if ruling.verdict is Verdict.OUT and before is not Verdict.OUT:
                outs.append(label)
            before = ruling.verdict
            growing = 0 < source.performance.pose_at(frame.time_s).smile < FULL
            if not growing:
                smiles.setdefault(label, []).append(reading.smile)
                happy.setdefault(label, []).append(reading.happy)
    finally:
        source.close()
        reader.close()
    return smiles, happy, outs


def mean(values):
    return sum(values) / len(values)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_laugh_and_only_the_laugh_is_out(look):
    smiles, happy, outs = read_demo(look)
    assert outs == [Label.LAUGH]
    assert mean(smiles[Label.LAUGH]) > 0.85
    assert mean(happy[Label.LAUGH]) > 0.5
    for straight in (Label.NEUTRAL, Label.TALKING):
        assert mean(smiles[straight]) < 0.5
