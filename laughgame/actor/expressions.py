"""The expressions of the script, each as far as it has grown (0–1)."""

import math
from collections.abc import Sequence
from typing import Final

from laughgame.actor.easing import between, eased
from laughgame.actor.pose import FacePose

SNEEZE_S: Final = 2.2
"""From one sneeze to the next, in seconds."""


def talking(since: float, grown: float, syllables: Sequence[tuple[float, ...]]) -> FacePose:
    """Return a talking face; ``syllables`` are knots of (time, opening, rounding)."""
    opened, rounded = between(syllables, since)
    nod = math.sin(2 * math.pi * 1.15 * since)
    return FacePose(
        mouth_open=grown * opened,
        speech=grown * rounded,
        teeth=grown * 0.25 * opened,
        brow=grown * (0.2 + 0.2 * max(0.0, math.sin(2 * math.pi * 0.6 * since))),
        pitch=grown * 0.03 * nod,
        roll=grown * 0.03 * math.sin(2 * math.pi * 0.45 * since),
    )


def laughing(since: float, grown: float) -> FacePose:
    """Return an open laugh: first the smile, then the jaw, and it shakes."""
    burst = math.sin(2 * math.pi * 4.4 * since)
    opening = grown * grown  # the smile comes first, then the jaw drops
    return FacePose(
        smile=grown,
        mouth_open=opening * (0.62 + 0.16 * burst),
        teeth=0.8 * grown,
        eye_squeeze=0.92 * grown,
        brow=0.1 * grown,
        pitch=-0.05 * grown + 0.012 * opening * burst,
        roll=0.09 * grown + 0.012 * opening * burst,
        shift_y=-0.1 * grown + 0.13 * opening * burst,
    )


def holding(since: float, grown: float) -> FacePose:
    """Return a smile that is fought: the lips are pressed together and tremble."""
    tremble = math.sin(2 * math.pi * 6.5 * since) * math.sin(2 * math.pi * 0.9 * since)
    return FacePose(
        smile=grown * (0.3 + 0.06 * tremble),
        press=grown,
        eye_squeeze=0.45 * grown,
        brow=0.35 * grown,
        pitch=0.05 * grown,
        roll=0.02 * grown * tremble,
        gaze_y=-0.5 * grown,
    )


def yawning(grown: float) -> FacePose:
    """Return a yawn."""
    return FacePose(mouth_open=grown, blink=grown, brow=0.3 * grown, pitch=-0.08 * grown)


def sneezing(since: float, grown: float) -> FacePose:
    """Return a sneeze: a long breath with the head back, then the burst; it comes again."""
    now = since % SNEEZE_S
    breath = grown * eased(now / 0.9) * eased((1.15 - now) / 0.15)
    burst = grown * eased((now - 1.0) / 0.1) * eased((1.7 - now) / 0.5)
    return FacePose(
        mouth_open=0.7 * breath + 0.3 * burst,
        speech=0.3 * burst,
        frown=0.7 * burst,
        wrinkle=0.5 * breath + 0.9 * burst,
        blink=0.6 * breath + burst,
        brow=0.6 * breath - 0.7 * burst,
        pitch=-0.15 * breath + 0.25 * burst,
        shift_y=-0.2 * breath + 0.7 * burst,
    )


def surprised(grown: float) -> FacePose:
    """Return raised brows over a dropped, rounded mouth."""
    return FacePose(mouth_open=0.8 * grown, speech=0.8 * grown, brow=grown, pitch=-0.06 * grown)


def grimacing(grown: float) -> FacePose:
    """Return bared teeth under a screwed-up nose, the corners of the mouth drawn down."""
    return FacePose(
        stretch=grown,
        frown=0.6 * grown,
        teeth=0.8 * grown,
        mouth_open=0.12 * grown,
        wrinkle=0.9 * grown,
        eye_squeeze=0.4 * grown,
        brow=-0.8 * grown,
    )


def turning(since: float, grown: float) -> FacePose:
    """Return a head that looks to either side."""
    swing = math.sin(2 * math.pi * 0.5 * since)
    return FacePose(yaw=0.38 * grown * swing, pitch=0.08 * grown, roll=0.12 * grown * swing)
