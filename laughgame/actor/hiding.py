"""Three ways to hide from the judge, each as far as it has grown (0–1)."""

import math
from dataclasses import replace
from typing import Final

from laughgame.actor.easing import eased
from laughgame.actor.expressions import laughing
from laughgame.actor.pose import FacePose

HIDDEN: Final = 0.85
"""So far up, the hand hides the mouth, and a laugh behind it may begin."""


def covering(since: float, grown: float, laughs: bool) -> FacePose:
    """Return a face behind a hand; ``laughs`` behind it, and no sooner than it is there."""
    if not laughs:
        return FacePose(hand=grown, brow=0.15 * grown)
    laugh = eased((grown - HIDDEN) / (1 - HIDDEN))
    return replace(laughing(since, laugh), hand=grown)


def turned_away(grown: float) -> FacePose:
    """Return a head that turns until its back is seen."""
    return FacePose(away=grown, pitch=0.03 * grown)


def leaving(since: float, grown: float) -> FacePose:
    """Return somebody who walks out of the picture, and in again at the end."""
    step = math.sin(2 * math.pi * 1.8 * since)
    moving = 4 * grown * (1 - grown)
    return FacePose(leave=grown, shift_y=0.5 * moving * step, roll=0.05 * moving)
