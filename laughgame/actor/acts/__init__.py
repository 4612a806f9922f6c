"""The clown's acts: gags without words, painted as pure functions of time."""

from typing import Final

from laughgame.actor.acts import (
    balloon,
    banana,
    bee,
    curtain,
    hiccups,
    hold_laugh,
    jack_in_the_box,
    lift,
    mirror,
    nose_honk,
    pie,
    rain,
    sneeze,
    spring_hat,
    toupee,
    yawn,
)
from laughgame.actor.acts.act import SOUNDS, Act, Cue

__all__ = ["ACTS", "SOUNDS", "Act", "Cue"]

ACTS: Final[tuple[Act, ...]] = (
    nose_honk.ACT,
    pie.ACT,
    bee.ACT,
    sneeze.ACT,
    spring_hat.ACT,
    balloon.ACT,
    yawn.ACT,
    banana.ACT,
    toupee.ACT,
    hold_laugh.ACT,
    hiccups.ACT,
    rain.ACT,
    lift.ACT,
    jack_in_the_box.ACT,
    mirror.ACT,
    curtain.ACT,
)
"""All acts; the curtain comes last."""
