"""The pose of the illustrated face: every number the drawing listens to."""

import math
from dataclasses import dataclass, fields
from typing import Final

YAW_LIMIT: Final = 0.5
"""Largest turn of the head to either side, in radians."""

PITCH_LIMIT: Final = 0.3
"""Largest nod up or down, in radians."""

ROLL_LIMIT: Final = 0.4
"""Largest tilt of the head to either shoulder, in radians."""

_SIGNED: Final = {
    "wink": 1.0,
    "brow": 1.0,
    "gaze_x": 1.0,
    "gaze_y": 1.0,
    "yaw": YAW_LIMIT,
    "pitch": PITCH_LIMIT,
    "roll": ROLL_LIMIT,
    "shift_x": 1.0,
    "shift_y": 1.0,
    "away": 1.0,
    "leave": 1.0,
}


@dataclass(frozen=True, slots=True)
class FacePose:
    """A face at one moment.

    Amounts run from 0 (none) to 1 (as far as it goes); values outside are
    clamped, so motions may be added without care.  A value that is not finite
    raises ``ValueError``.

    ``smile`` lifts the corners of the mouth and the cheeks, ``mouth_open`` drops
    the jaw, ``teeth`` draws the upper lip off the teeth, ``press`` holds the lips
    together, ``speech`` rounds them as for an "o", ``stretch`` pulls the corners
    apart without lifting them, ``frown`` pulls them down, ``pout`` pushes the lips
    out and ``wrinkle`` the nose up.  ``eye_squeeze`` narrows the eyes from below as
    the cheeks do, ``blink`` closes them from above.  ``hand`` raises a hand from below
    the picture's edge until it lies over the mouth.

    Signed values: ``wink`` closes the eye towards the picture's left (−1) or right
    (1) edge, ``brow`` −1 (knit) to 1 (raised), ``gaze_x`` and ``gaze_y`` −1 to 1
    (towards the picture's right and bottom edge), ``yaw``, ``pitch`` and
    ``roll`` in radians (towards the right edge, down, clockwise as seen),
    ``shift_x`` and ``shift_y`` move head and shoulders by up to a tenth of the
    head's height, ``away`` turns the head (towards the right edge) until its back is
    seen, and ``leave`` takes the player out of the picture over the right edge.
    """

    smile: float = 0.0
    mouth_open: float = 0.0
    teeth: float = 0.0
    press: float = 0.0
    speech: float = 0.0
    stretch: float = 0.0
    frown: float = 0.0
    pout: float = 0.0
    wrinkle: float = 0.0
    eye_squeeze: float = 0.0
    blink: float = 0.0
    wink: float = 0.0
    brow: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    hand: float = 0.0
    away: float = 0.0
    leave: float = 0.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not math.isfinite(value):
                raise ValueError(f"{field.name} must be a finite number, not {value}")
            limit = _SIGNED.get(field.name)
            low, high = (0.0, 1.0) if limit is None else (-limit, limit)
            object.__setattr__(self, field.name, min(max(float(value), low), high))
