"""Made-up moments of an imitation for the contact sheet."""

import math
from collections.abc import Sequence

from laughgame.actor.look import JUN
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.app.mimic_model import performer
from laughgame.game.mimicry import Sample
from laughgame.game.reading import EMOTIONS
from laughgame.ui.clip import PaintedClip
from laughgame.ui.mimic_chart import Curves
from laughgame.ui.mimic_panel import Imitating
from laughgame.ui.screens.grade import Graded, GradeView
from laughgame.ui.screens.players import COLORS

LENGTH_S = 12.0
NOW_S = 7.2


def clip(title: str) -> PaintedClip:
    """The illustrated player in the middle of a laugh."""
    script = Performance([Stretch(Label.NEUTRAL, 5.5), Stretch(Label.LAUGH, 3.5)], seed=4)
    return performer("mimic", title, script, JUN)


def _face(happy: float, surprise: float) -> tuple[float, ...]:
    shares = dict.fromkeys(EMOTIONS, 0.0)
    shares.update(happy=happy, surprise=surprise, neutral=max(0.0, 1 - happy - surprise))
    return tuple(shares[name] for name in EMOTIONS)


def _hump(time_s: float, middle: float, half: float) -> float:
    away = abs(time_s - middle) / half
    return 0.0 if away >= 1 else 0.5 + 0.5 * math.cos(math.pi * away)


def _curve(late_s: float, strength: float, until_s: float) -> tuple[Sample, ...]:
    samples = []
    for n in range(round(until_s * 10)):
        time_s = n / 10 - late_s
        happy = 0.95 * _hump(time_s, 3.0, 1.3) + 0.9 * _hump(time_s, 8.0, 1.8)
        surprise = 0.85 * _hump(time_s, 5.3, 0.9)
        samples.append(Sample(n / 10, _face(strength * happy, strength * surprise)))
    return tuple(samples)


def curves(late_s: float, strength: float, color: str, until_s: float = LENGTH_S) -> Curves:
    return Curves(_curve(0.0, 1.0, LENGTH_S), _curve(late_s, strength, until_s), LENGTH_S, color)


def imitating() -> Imitating:
    """Somebody in the middle of an imitation."""
    return Imitating(curves(0.3, 0.8, COLORS[0], NOW_S), NOW_S, 83.0, "happy", "surprise")


def grade(names: Sequence[str]) -> GradeView:
    """The grade of the first one, who did best."""
    scores: tuple[float | None, ...] = (91.0, 72.0, 38.0, None)
    graded = tuple(
        Graded(name, color, place, score, curves(0.2 * place, 1.1 - 0.25 * place, color))
        for place, (name, color, score) in enumerate(
            zip(names, COLORS, scores, strict=False), start=1
        )
    )
    return GradeView(graded, names[0], "", names[0])
