"""What the actor plays for the evaluation: people and performances the training never meets.

The training's takes (:mod:`training.sequences.acting`) are drawn otherwise and by other
people (:mod:`training.sequences.casting`); here the game's own performance is played.
"""

from dataclasses import dataclass
from typing import Final

from laughgame.actor.look import LOOKS, Look
from laughgame.actor.performance import SCRIPT, Label, Stretch
from training.sequences.casting import GUEST_SEEDS, person

SMILES: Final = (
    Stretch(Label.NEUTRAL, 1.0),
    Stretch(Label.SMILE, 1.2, ease_s=0.1),
    Stretch(Label.NEUTRAL, 1.0),
    Stretch(Label.SMILE, 1.6, strength=0.7, ease_s=0.3),
    Stretch(Label.NEUTRAL, 0.9),
    Stretch(Label.LAUGH, 1.6, ease_s=0.2),
    Stretch(Label.NEUTRAL, 1.1),
    Stretch(Label.SMILE, 2.6, ease_s=0.9),
    Stretch(Label.NEUTRAL, 0.8),
)
"""Smiles and a laugh, sudden and slow."""

STRAIGHT: Final = (
    Stretch(Label.TALKING, 3.0),
    Stretch(Label.YAWN, 2.8),
    Stretch(Label.NEUTRAL, 2.6),
    Stretch(Label.GRIMACE, 1.4),
    Stretch(Label.TURNING, 2.4),
    Stretch(Label.TALKING, 2.2),
)
"""Whatever else a face does, without one smile."""


@dataclass(frozen=True, slots=True)
class Play:
    """One performance of one person; the same numbers give the same frames everywhere."""

    look: Look
    script: tuple[Stretch, ...]
    seed: int


def plays() -> tuple[Play, ...]:
    """Return the fixed list of performances: the game's people in all, the guests in one each."""
    own = [
        Play(look, script, 10 * number + turn)
        for number, look in enumerate(LOOKS)
        for turn, script in enumerate((SCRIPT, SMILES, STRAIGHT))
    ]
    guests = [
        Play(person(seed), (SMILES, STRAIGHT)[number % 2], 100 + number)
        for number, seed in enumerate(GUEST_SEEDS)
    ]
    return (*own, *guests)
