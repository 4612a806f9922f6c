"""Motions of the face: how an expression comes and goes, and the stirring of somebody alive."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from laughgame.actor.easing import eased
from laughgame.actor.pose import FacePose

Motion = Callable[[float], FacePose]
"""A pose for every time in seconds."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """How an expression comes and goes: 0, then up to ``depth``, held, and back to 0.

    ``start_s`` is when it begins to show, ``rise_s``, ``hold_s`` and ``fall_s`` how
    long each part lasts, in seconds.
    """

    start_s: float
    rise_s: float
    hold_s: float
    fall_s: float
    depth: float = 1.0

    def at(self, time_s: float) -> float:
        """Return the amount at a time, 0–1."""
        since = time_s - self.start_s
        rising = eased(since / self.rise_s)
        falling = eased((self.rise_s + self.hold_s + self.fall_s - since) / self.fall_s)
        return self.depth * min(rising, falling)


def alive(random: np.random.Generator, still: bool, blinks: bool) -> Motion:
    """Return sway, breath, glances and blinks; ``still`` leaves the head where it is."""
    amount = 0.0 if still else 1.0
    phase = random.uniform(0, 2 * math.pi, 6)
    rate = random.uniform(0.15, 1.2, 6)
    size = random.uniform(0, 1, 6) * amount
    rest = [float(amount * random.normal(0, spread)) for spread in (0.1, 0.06, 0.06)]
    gaze = (float(random.normal(0, 0.3)), float(random.normal(0, 0.2)))
    jump_s = float(random.uniform(-0.5, 1.5))
    blink = Envelope(float(random.uniform(-1, 3)), 0.08, 0.02, 0.12, 1.0 if blinks else 0.0)
    brow = float(random.normal(0, 0.15))

    def wave(index: int, time_s: float) -> float:
        return float(size[index] * math.sin(2 * math.pi * rate[index] * time_s + phase[index]))

    def motion(time_s: float) -> FacePose:
        looked = eased((time_s - jump_s) / 0.09)
        return FacePose(
            yaw=rest[0] + 0.08 * wave(0, time_s),
            pitch=rest[1] + 0.04 * wave(1, time_s),
            roll=rest[2] + 0.04 * wave(2, time_s),
            shift_x=0.3 * wave(3, time_s),
            shift_y=0.2 * wave(4, time_s),
            gaze_x=gaze[0] * looked,
            gaze_y=gaze[1] * looked,
            blink=blink.at(time_s),
            brow=brow,
        )

    return motion


def laid_over(first: FacePose, second: FacePose) -> FacePose:
    """Return both motions at once: signed amounts add, of the others the larger shows."""
    both = {}
    for field in fields(FacePose):
        a, b = getattr(first, field.name), getattr(second, field.name)
        both[field.name] = a + b if field.name in _ADDED else max(a, b)
    both["blink"] *= 1 - both["eye_squeeze"]
    return FacePose(**both)


_ADDED: Final = frozenset(
    ("yaw", "pitch", "roll", "shift_x", "shift_y", "gaze_x", "gaze_y", "brow", "wink")
)


def scaled(pose: FacePose, share: float) -> FacePose:
    """Return a share (0–1) of an expression."""
    return FacePose(**{f.name: share * getattr(pose, f.name) for f in fields(pose)})


def syllables(
    duration_s: float, random: np.random.Generator
) -> Callable[[float], tuple[float, float]]:
    """Return the opening and rounding of the mouth of somebody who talks, with pauses."""
    times, opened, rounded = [-0.3], [0.0], [0.0]
    now = -0.3 + random.uniform(0, 0.3)
    while now < duration_s + 0.3:
        for _ in range(random.integers(2, 7)):
            half = random.uniform(0.06, 0.14)
            times += [now + half, now + 2 * half]
            opened += [random.uniform(0.15, 0.85), random.uniform(0.0, 0.2)]
            rounded += [float(random.choice([0.0, 0.2, 0.9])), random.uniform(0, 0.3)]
            now += 2 * half
        now += random.uniform(0.08, 0.35)
        times.append(now)
        opened.append(0.0)
        rounded.append(0.0)

    def talk(time_s: float) -> tuple[float, float]:
        return float(np.interp(time_s, times, opened)), float(np.interp(time_s, times, rounded))

    return talk
