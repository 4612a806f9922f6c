"""Made-up moments of a duel for the contact sheet: several illustrated players in one picture."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from laughgame.actor.look import LOOKS
from laughgame.actor.pose import FacePose
from laughgame.actor.stage import Stage
from laughgame.game.judge import Judge, JudgeSettings, Ruling
from laughgame.game.reading import Face
from laughgame.ui.duel_view import Rival
from laughgame.ui.screens.players import COLORS
from laughgame.vision.frame import Image
from tests.readings import reading

WIDE = 1280
HIGH = 720
RATE = 20
SMILES = (0.22, 0.74, 0.93, 0.4)
"""Where everybody's smile ends."""


def picture(count: int) -> Image:
    """So many players side by side, each with the smile that they end with."""
    parts = []
    for look, smile in zip(LOOKS[:count], SMILES, strict=False):
        pose = FacePose(smile=max(0.0, smile - 0.2), eye_squeeze=0.5 * smile)
        parts.append(Stage((WIDE // count, HIGH), look).picture(pose))
    return np.hstack(parts)


def moments(names: Sequence[str], faces: Sequence[Face]) -> Iterator[list[Rival]]:
    """Twenty seconds of a duel; of four the third has laughed."""
    count = len(names)
    judges = [Judge(JudgeSettings(smoothing_s=0.0)) for _ in names]
    ordered = sorted(faces, key=lambda face: face.box.center.x)
    for step in range(20 * RATE):
        time_s = step / RATE
        rulings = [
            judge.rule(reading(time_s, _smile(seat, time_s)), time_s)
            for seat, judge in enumerate(judges)
        ]
        yield [
            _rival(seat, names[seat], rulings[seat], ordered[seat], count == 4 and seat == 2)
            for seat in range(count)
        ]


def _rival(seat: int, name: str, ruling: Ruling, face: Face, out: bool) -> Rival:
    left = 0 if out else 1
    return Rival(name, COLORS[seat], ruling, face.box, left, 1, calibrated=True)


def _smile(seat: int, time_s: float) -> float:
    wave = 0.25 + 0.14 * math.sin(0.7 * time_s + 1.6 * seat) + 0.06 * math.sin(2.9 * time_s + seat)
    end = min(1.0, max(0.0, (time_s - 17.5) / 1.5))
    return wave + (min(SMILES[seat], 0.79) - wave) * end
