"""Who plays: random people for the training, and the people it never meets.

The four people of the game and the guests drawn here from seeds of their own are
held out; whoever is cast for the training is drawn from other seeds.
"""

import colorsys
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, TypeVar

import numpy as np

from laughgame.actor.look import (
    LOOKS,
    Beard,
    Features,
    Glasses,
    Hair,
    Hat,
    Look,
    Moustache,
)

SKINS: Final = (
    "#FCE3CF", "#F6CFB2", "#F2C39B", "#E8B48C", "#DDA277", "#CC8E62",
    "#B4774D", "#97603C", "#7B4A2D", "#633A24", "#4D2C1C", "#3B2218",
)  # fmt: skip
"""From very fair to very dark; a drawn skin lies between two neighbours."""

HAIRS: Final = (
    "#14100E", "#241A16", "#3A2618", "#5A3A22", "#7C5230", "#A97B45", "#D3AC6C",
    "#A9502A", "#8E8A86", "#D9D6D0", "#35508A", "#B3487E",
)  # fmt: skip

_Kind = TypeVar("_Kind", bound=StrEnum)

GUEST_SEEDS: Final = tuple(range(900_001, 900_009))
"""Seeds of the held-out guests; :func:`cast` takes them for nobody else."""


def person(seed: int) -> Look:
    """Return the person of a seed: always the same, nobody of the game."""
    random = np.random.default_rng([seed, 0x1CE])
    skin = _between(SKINS, random)
    hair_color = _jittered(HAIRS[random.integers(len(HAIRS))], random, 0.03)
    hat = _one_of(Hat, (0.78, 0.08, 0.07, 0.07), random)
    hair = _one_of(Hair, (0.2, 0.25, 0.12, 0.15, 0.18, 0.1), random)
    if hat is not Hat.NONE and hair is Hair.BUN:
        hair = Hair.SHORT  # the bun would stand above the hat
    bearded = random.random() < 0.4
    return Look(
        name=f"person{seed}",
        hair=hair,
        skin=skin,
        shade=_darker(skin, random.uniform(0.76, 0.9)),
        hair_color=hair_color,
        top=_any_color(random),
        lips=_lips(skin, random),
        blush=_mixed(skin, "#E0583F", random.uniform(0.3, 0.7)),
        lashes=bool(random.random() < 0.4),
        iris=("#4B2E1E", "#2B1A12", "#5E7A8C", "#6B7B4A", "#7A5A2E")[random.integers(5)],
        ink=float(random.uniform(0.55, 1.5)),
        features=_features(random),
        beard=_one_of(Beard, (0.1, 0.3, 0.25, 0.35), random) if bearded else Beard.NONE,
        moustache=_one_of(Moustache, (0.25, 0.2, 0.4, 0.15), random)
        if bearded or random.random() < 0.06
        else Moustache.NONE,
        glasses=_one_of(Glasses, (0.68, 0.14, 0.13, 0.05), random),
        hat=hat,
        worn=_any_color(random, brightest=0.6),
    )


def cast(seed: int, count: int) -> list[Look]:
    """Return ``count`` people for the training; none of the held-out."""
    first = seed * 100_000
    seeds = [first + offset for offset in range(count)]
    if set(seeds) & set(GUEST_SEEDS):
        raise ValueError(f"seed {seed} would cast the guests of the evaluation")
    return [person(one) for one in seeds]


def held_out() -> tuple[Look, ...]:
    """Return everybody the training never meets: the people of the game, then the guests."""
    return (*LOOKS, *(person(seed) for seed in GUEST_SEEDS))


def _features(random: np.random.Generator) -> Features:
    def size(spread: float) -> float:
        return float(random.uniform(1 - spread, 1 + spread))

    old = random.random() < 0.3
    freckled = random.random() < 0.15
    return Features(
        eyes=size(0.18),
        nose=size(0.2),
        mouth=size(0.16),
        lips=float(random.uniform(0.6, 1.5)),
        brows=float(random.uniform(0.5, 1.35)),
        jaw=float(random.uniform(0.9, 1.07)),
        resting=float(random.uniform(-1, 1)),
        age=float(random.uniform(0.3, 1)) if old else 0.0,
        freckles=float(random.uniform(0.3, 1)) if freckled else 0.0,
        relief=float(random.uniform(0.55, 1)),
    )


def _one_of(kinds: type[_Kind], shares: Sequence[float], random: np.random.Generator) -> _Kind:
    members = list(kinds)
    return members[random.choice(len(members), p=shares)]


def _between(colors: Sequence[str], random: np.random.Generator) -> str:
    """Return a colour between two neighbours of a row, slightly off."""
    place = random.random() ** 1.3 * (len(colors) - 1)
    first = min(int(place), len(colors) - 2)
    return _jittered(_mixed(colors[first], colors[first + 1], place - first), random, 0.015)


def _lips(skin: str, random: np.random.Generator) -> str:
    """Return lips a shade redder than the skin, or painted."""
    if random.random() < 0.15:
        hue = random.uniform(0.93, 1.03) % 1
        return _hex(colorsys.hsv_to_rgb(hue, random.uniform(0.5, 0.9), random.uniform(0.4, 0.85)))
    return _mixed(_darker(skin, 0.8), "#A8443C", random.uniform(0.3, 0.8))


def _any_color(random: np.random.Generator, brightest: float = 0.95) -> str:
    saturation, value = random.uniform(0.05, 0.85), random.uniform(0.08, brightest)
    return _hex(colorsys.hsv_to_rgb(random.random(), saturation, value))


def _jittered(color: str, random: np.random.Generator, spread: float) -> str:
    red, green, blue = _rgb(color)
    moved = np.clip(np.array([red, green, blue]) + random.normal(0, spread, 3), 0, 1)
    return _hex(tuple(moved))


def _darker(color: str, share: float) -> str:
    red, green, blue = _rgb(color)
    return _hex((red * share, green * share**1.5, blue * share**1.9))


def _mixed(first: str, second: str, share: float) -> str:
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return _hex(tuple(a + (b - a) * share for a, b in pairs))


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * min(max(value, 0), 1)):02X}" for value in channels)
