"""The script of the illustrated player: what the face does at every moment.

A performance is a row of labelled stretches that loops.  The expression of a
stretch grows from the neutral face and falls back to it within the stretch, so
outside a laugh nobody smiles and the truth is known at every time: the label from
:meth:`Performance.label_at`, the smile's intensity from the pose itself.  Blinks,
glances and sway come from a seed and never touch the smile.
"""

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from laughgame.actor.easing import between, eased
from laughgame.actor.expressions import (
    grimacing,
    holding,
    laughing,
    sneezing,
    surprised,
    talking,
    turning,
    yawning,
)
from laughgame.actor.hiding import covering, leaving, turned_away
from laughgame.actor.pose import FacePose

NEUTRAL_FACE: Final = FacePose()
BLINK_S: Final = 0.22
"""A blink from open to open."""


class Label(StrEnum):
    """What the player is truly doing."""

    NEUTRAL = "neutral"
    TALKING = "talking"
    LAUGH = "laugh"
    HOLDING = "holding"
    YAWN = "yawn"
    SNEEZE = "sneeze"
    SURPRISE = "surprise"
    SMILE = "smile"
    GRIMACE = "grimace"
    TURNING = "turning"
    COVERING = "covering"
    """A hand lies over the mouth."""
    TURNED_AWAY = "turned_away"
    """The back of the head is seen."""
    LEAVING = "leaving"
    """Out of the picture, and back."""


EASE_S: Final = {
    Label.NEUTRAL: 0.0,
    Label.TALKING: 0.15,
    Label.LAUGH: 0.5,
    Label.HOLDING: 0.4,
    Label.YAWN: 0.8,
    Label.SNEEZE: 0.2,
    Label.SURPRISE: 0.3,
    Label.SMILE: 0.35,
    Label.GRIMACE: 0.25,
    Label.TURNING: 0.5,
    Label.COVERING: 0.45,
    Label.TURNED_AWAY: 0.6,
    Label.LEAVING: 0.8,
}
"""How long an expression takes to grow, and to fade, in seconds, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a script; ``strength`` (0–1) scales its expression.

    ``ease_s`` is how long the expression takes to grow, and to fade; ``None`` is the
    usual time of :data:`EASE_S`.  ``laughing`` is for who hides behind a hand: whether they
    laugh there.
    """

    label: Label
    duration_s: float
    strength: float = 1.0
    ease_s: float | None = None
    laughing: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.eased_s) and self.eased_s >= 0):
            raise ValueError(f"an expression grows in 0 s or more, not in {self.ease_s}")
        if not (math.isfinite(self.duration_s) and self.duration_s > 2 * self.eased_s):
            raise ValueError(
                f"a stretch of {self.label} must last longer than {2 * self.eased_s} s, "
                f"not {self.duration_s}"
            )
        if not 0.0 <= self.strength <= 1.0:
            raise ValueError(f"strength must lie in 0–1, not {self.strength}")
        if self.laughing and self.label is not Label.COVERING:
            raise ValueError(f"only a hand hides a laugh, not {self.label}")

    @property
    def eased_s(self) -> float:
        """How long the expression takes to grow, in seconds."""
        return EASE_S[self.label] if self.ease_s is None else self.ease_s


SCRIPT: Final = (
    Stretch(Label.NEUTRAL, 2.0),
    Stretch(Label.LAUGH, 2.6),
    Stretch(Label.NEUTRAL, 1.4),
    Stretch(Label.TALKING, 3.0),
    Stretch(Label.NEUTRAL, 3.0),
)
"""The demo: twelve seconds with one laugh, within the first five."""


class Performance:
    """A script that loops, with the small motions of somebody alive.

    The same script and seed give the same pose at the same time, on every machine.
    Poses are continuous in time, over the loop's seam too.  Immutable; any thread
    may ask.
    """

    def __init__(self, script: Sequence[Stretch] = SCRIPT, seed: int = 0) -> None:
        """Raises ``ValueError`` for a script without stretches."""
        if not script:
            raise ValueError("a script needs at least one stretch")
        self.script = tuple(script)
        self.seed = seed
        self._starts = [0.0]
        for stretch in self.script:
            self._starts.append(self._starts[-1] + stretch.duration_s)
        chance = random.Random(seed)
        self._phases = [chance.uniform(0, 2 * math.pi) for _ in range(8)]
        self._syllables = [
            _syllables(stretch.duration_s, chance) if stretch.label is Label.TALKING else ()
            for stretch in self.script
        ]
        self._glances = _glances(self.duration_s, chance)
        self._blinks = _blinks(self.duration_s, chance)

    @property
    def duration_s(self) -> float:
        """Length of one loop, in seconds."""
        return self._starts[-1]

    def spans(self) -> tuple[tuple[Label, float, float], ...]:
        """Return label, start and end (seconds) of every stretch of one loop."""
        return tuple(
            (stretch.label, start, end)
            for stretch, (start, end) in zip(self.script, pairwise(self._starts), strict=True)
        )

    def label_at(self, time_s: float) -> Label:
        """Return what the player is truly doing at a time, in seconds from the start."""
        return self.script[self._index(time_s % self.duration_s)].label

    def pose_at(self, time_s: float) -> FacePose:
        """Return the pose at a time, in seconds from the start; any finite time is good."""
        now = time_s % self.duration_s
        index = self._index(now)
        stretch, since = self.script[index], now - self._starts[index]
        grown = stretch.strength * _grown(since, stretch)
        match stretch.label:
            case Label.NEUTRAL:
                pose = NEUTRAL_FACE
            case Label.TALKING:
                pose = talking(since, grown, self._syllables[index])
            case Label.LAUGH:
                pose = laughing(since, grown)
            case Label.HOLDING:
                pose = holding(since, grown)
            case Label.YAWN:
                pose = yawning(grown)
            case Label.SURPRISE:
                pose = surprised(grown)
            case Label.SNEEZE:
                pose = sneezing(since, grown)
            case Label.SMILE:
                pose = FacePose(smile=grown, eye_squeeze=0.4 * grown, brow=0.1 * grown)
            case Label.GRIMACE:
                pose = grimacing(grown)
            case Label.TURNING:
                pose = turning(since, grown)
            case Label.COVERING:
                pose = covering(since, grown, stretch.laughing)
            case Label.TURNED_AWAY:
                pose = turned_away(grown)
            case Label.LEAVING:
                pose = leaving(since, grown)
        return self._alive(pose, now)

    def _index(self, now: float) -> int:
        return min(bisect_right(self._starts, now), len(self.script)) - 1

    def _alive(self, pose: FacePose, now: float) -> FacePose:
        """Add sway, breath, glances and blinks; all of them repeat with the loop."""

        def wave(times: int, phase: int) -> float:
            return math.sin(2 * math.pi * times * now / self.duration_s + self._phases[phase])

        gaze_x, gaze_y = between(self._glances, now)
        blink = max((_blink(now - start) for start in self._blinks), default=0.0)
        return replace(
            pose,
            yaw=pose.yaw + 0.035 * wave(2, 0) + 0.02 * wave(5, 1) + 0.05 * gaze_x,
            pitch=pose.pitch + 0.015 * wave(3, 2) + 0.02 * gaze_y,
            roll=pose.roll + 0.02 * wave(2, 3) + 0.008 * wave(7, 4),
            shift_x=pose.shift_x + 0.22 * wave(1, 5) + 0.08 * wave(4, 6),
            shift_y=pose.shift_y + 0.09 * wave(3, 7),
            gaze_x=pose.gaze_x + gaze_x,
            gaze_y=pose.gaze_y + gaze_y,
            blink=max(pose.blink, blink * (1 - pose.eye_squeeze)),
        )


def _grown(since: float, stretch: Stretch) -> float:
    """Return how far the expression of a stretch has grown, 0–1."""
    ease = stretch.eased_s
    if ease == 0.0:
        return 1.0
    return eased(since / ease) * eased((stretch.duration_s - since) / ease)


def _syllables(duration_s: float, chance: random.Random) -> tuple[tuple[float, ...], ...]:
    """Return knots of (time, opening, rounding): about four syllables a second, with pauses."""
    knots = [(0.0, 0.0, 0.0)]
    now = 0.0
    while now < duration_s:
        for _ in range(chance.randint(3, 6)):
            half = chance.uniform(0.09, 0.13)
            now += half
            knots.append((now, chance.uniform(0.3, 0.75), chance.choice((0.0, 0.15, 0.8))))
            now += half
            knots.append((now, chance.uniform(0.02, 0.15), chance.uniform(0.0, 0.3)))
        now += chance.uniform(0.12, 0.3)
        knots.append((now, 0.0, 0.1))
    return tuple(knots)


def _glances(duration_s: float, chance: random.Random) -> tuple[tuple[float, ...], ...]:
    """Return knots of (time, gaze_x, gaze_y): the eyes rest, then jump; they end as they began."""
    knots = [(0.0, 0.0, 0.0)]
    now, x, y = chance.uniform(0.8, 1.4), 0.0, 0.0
    while now < duration_s - 0.6:
        knots.append((now, x, y))
        x, y = chance.choice((0.0, 0.0, chance.uniform(-0.45, 0.45))), chance.uniform(-0.25, 0.25)
        knots.append((now + 0.09, x, y))
        now += chance.uniform(0.9, 1.9)
    knots += [(duration_s - 0.4, x, y), (duration_s - 0.3, 0.0, 0.0)]
    return tuple(knots)


def _blinks(duration_s: float, chance: random.Random) -> tuple[float, ...]:
    """Return the times at which blinks begin, one every two to four seconds."""
    starts = []
    now = chance.uniform(0.8, 1.5)
    while now < duration_s - BLINK_S:
        starts.append(now)
        now += chance.uniform(1.9, 3.8)
    return tuple(starts)


def _blink(since: float) -> float:
    """Return how far a blink has closed the eye: it closes faster than it opens."""
    return eased(since / (0.35 * BLINK_S)) * eased((BLINK_S - since) / (0.5 * BLINK_S))
