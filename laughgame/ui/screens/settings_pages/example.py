"""A made-up six seconds of somebody's face, judged by the real judge.

It shows what a setting does before anybody has to laugh for it: somebody talks, forces a
smile, then laughs for real.
"""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from laughgame.game.judge import Judge, JudgeSettings, Verdict
from laughgame.game.reading import (
    EMOTIONS,
    Box,
    Face,
    FaceReading,
    Keypoints,
    Point,
    Quality,
)

LENGTH_S: Final = 6.0
RATE: Final = 30


class Stretch(Enum):
    """What the face does; the value is when it begins, in seconds."""

    TALKING = 0.0
    FORCED = 2.0
    REAL = 4.0


# Time, smile and P(happy) of the face, joined by straight lines: (s, 0–1, 0–1).
_FACE: Final = (
    (0.0, 0.10, 0.05),
    (0.4, 0.34, 0.08),
    (0.6, 0.16, 0.05),
    (0.9, 0.48, 0.10),
    (1.1, 0.22, 0.06),
    (1.4, 0.40, 0.08),
    (1.7, 0.12, 0.05),
    (2.2, 0.30, 0.10),
    (2.5, 0.80, 0.18),
    (2.7, 0.845, 0.20),
    (3.2, 0.84, 0.20),
    (3.5, 0.45, 0.15),
    (3.8, 0.15, 0.10),
    (4.2, 0.30, 0.40),
    (4.5, 0.86, 0.85),
    (4.7, 0.93, 0.92),
    (4.85, 0.86, 0.90),
    (5.0, 0.96, 0.95),
    (5.6, 0.95, 0.94),
    (6.0, 0.70, 0.80),
)

_NOWHERE: Final = Point(0.0, 0.0)
_ANY_FACE: Final = Face(
    box=Box(0, 0, 1, 1),
    keypoints=Keypoints(*[_NOWHERE] * 6),
    roll=0.0,
    yaw=0.0,
    score=1.0,
)
_GOOD: Final = Quality(size_px=200, brightness=0.5, sharpness=200, mouth_visible=True)


@dataclass(frozen=True, slots=True)
class Example:
    """What the judge made of the example under some settings."""

    trace: tuple[tuple[float, float], ...]
    """Time (s) and the smile that was judged (0–1)."""
    outs: tuple[tuple[float, float], ...]
    """Time (s) and judged smile of every OUT's first moment."""

    def out_in(self, stretch: Stretch) -> bool:
        """Whether somebody was OUT while the face did this."""
        return any(stretch_at(time_s) is stretch for time_s, _ in self.outs)


def stretch_at(time_s: float) -> Stretch:
    """What the face does at ``time_s``."""
    return max(
        (stretch for stretch in Stretch if stretch.value <= time_s),
        key=lambda stretch: stretch.value,
    )


def judged_example(settings: JudgeSettings) -> Example:
    """Let a judge with ``settings`` watch the example."""
    judge = Judge(settings)
    trace: list[tuple[float, float]] = []
    outs: list[tuple[float, float]] = []
    was_out = False
    for frame in range(round(LENGTH_S * RATE) + 1):
        time_s = frame / RATE
        ruling = judge.rule(_reading(time_s), time_s)
        smile = ruling.smile if ruling.smile is not None else 0.0
        trace.append((time_s, smile))
        is_out = ruling.verdict is Verdict.OUT
        if is_out and not was_out:
            outs.append((time_s, smile))
        was_out = is_out
    return Example(tuple(trace), tuple(outs))


def _reading(time_s: float) -> FaceReading:
    smile, happy = _face_at(time_s)
    rest = (1 - happy) / (len(EMOTIONS) - 1)
    emotions = tuple(happy if emotion == "happy" else rest for emotion in EMOTIONS)
    return FaceReading(time_s, smile, emotions, _ANY_FACE, _GOOD, track_id=1)


def _face_at(time_s: float) -> tuple[float, float]:
    for (start, *before), (end, *after) in pairwise(_FACE):
        if start <= time_s <= end:
            share = (time_s - start) / (end - start)
            smile, happy = (
                old + (new - old) * share for old, new in zip(before, after, strict=True)
            )
            return smile, happy
    return _FACE[-1][1], _FACE[-1][2]
