"""A performance nobody wrote: what a player before a deck of jokes might do, from a seed."""

import random
from collections.abc import Mapping
from typing import Final

from laughgame.actor.performance import EASE_S, Label, Performance, Stretch

CHANCES: Final = {
    Label.TALKING: 0.28,
    Label.HOLDING: 0.18,
    Label.SMILE: 0.16,
    Label.LAUGH: 0.16,
    Label.TURNING: 0.08,
    Label.YAWN: 0.07,
    Label.GRIMACE: 0.07,
}
"""How often each is done; between any two of them the face rests."""

EXPRESSIVE: Final = {Label.LAUGH: 0.35, Label.SMILE: 0.25, Label.SURPRISE: 0.4}

FAINT: Final = (0.15, 0.45)
"""Strength of a smile that is no laugh yet."""


def improvised(seed: int, seconds: float) -> Performance:
    """Return a performance of ``seconds`` and a little more; the same for the same seed.

    Raises ``ValueError`` unless ``seconds`` is more than 0.
    """
    return _performed(CHANCES, seed, seconds)


def beaming(seed: int, seconds: float) -> Performance:
    """Return smiles, laughs and surprise alone, to be imitated; else as :func:`improvised`.

    They are what the eye tells apart for certain on the illustrated player's face.
    """
    return _performed(EXPRESSIVE, seed, seconds, faint=(0.6, 1.0))


def contrary(model: Performance) -> Performance:
    """Return a performance that rests where the model acts, and laughs where it rests.

    It begins with a moment of rest, so that the resting face can be told.
    """
    script = [Stretch(Label.NEUTRAL, 0.6)]
    for stretch in model.script:
        acts = stretch.label is not Label.NEUTRAL
        long_enough = stretch.duration_s > 2 * EASE_S[Label.LAUGH]
        label = Label.NEUTRAL if acts or not long_enough else Label.LAUGH
        script.append(Stretch(label, stretch.duration_s))
    return Performance(script, model.seed + 1)


def _performed(
    chances: Mapping[Label, float],
    seed: int,
    seconds: float,
    faint: tuple[float, float] = FAINT,
) -> Performance:
    if not seconds > 0:
        raise ValueError(f"a performance must take more than 0 s, not {seconds!r}")
    chance = random.Random(seed)
    labels, weights = list(chances), list(chances.values())
    script: list[Stretch] = []
    length_s = 0.0
    while length_s < seconds:
        (label,) = chance.choices(labels, weights)
        strength = chance.uniform(*faint) if label is Label.SMILE else chance.uniform(0.8, 1.0)
        acted_s = 2 * EASE_S[label] + chance.uniform(0.8, 2.2)
        script += [
            Stretch(Label.NEUTRAL, chance.uniform(1.2, 3.0)),
            Stretch(label, acted_s, strength),
        ]
        length_s += script[-2].duration_s + acted_s
    return Performance(script, seed)
