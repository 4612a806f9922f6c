"""How well a face can be seen, and what the player can do about it.

One reading is judged at a time; what a run of bad ones leads to is the matter of
:mod:`laughgame.game.presence` and :mod:`laughgame.game.calibration`.
"""

from enum import StrEnum
from math import radians
from typing import Final

from laughgame.game.reading import FaceReading

SMALLEST_PX: Final = 64.0
"""A face box smaller than this has fewer pixels than the model was trained to read.

Training pictures were made as coarse as 28 pixels of crop; a box of 64 makes a crop of 83.
"""

DARKEST: Final = 0.12
BRIGHTEST: Final = 0.95
"""Bounds of the crop's mean luma (0–1); beyond them the mouth has no edge left to see."""

FARTHEST_TURN: Final = radians(40)
"""A head turned further than this hides one corner of the mouth."""

MOUTH_COVERED: Final = 0.5
"""From this probability on something hides the mouth: a hand, a mask, a cup.

``training.cover`` shifts what the network says so that five in a thousand uncovered faces of
people it never met reach one half, in worse light than a room's; of plain ones fewer do.
"""

EYES_SHUT: Final = 0.5
"""From this probability on both eyes are shut, drawn like :data:`MOUTH_COVERED`.

A moment of shut eyes is a blink, and hides nothing: :mod:`laughgame.game.eyes`.
"""


class Advice(StrEnum):
    """What stands between the judge and the face, in the order in which it is told."""

    COME_BACK = "come_back"
    """There is no face, or its mouth is outside the picture."""
    COME_CLOSER = "come_closer"
    """The face is too small."""
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    FACE_CAMERA = "face_camera"
    """The head is turned away."""
    UNCOVER_MOUTH = "uncover_mouth"
    """Something lies over the mouth."""
    OPEN_EYES = "open_eyes"
    """The eyes have been shut for long."""


def advice_for(reading: FaceReading | None) -> Advice | None:
    """Return what the player should do first; ``None`` where the face is well seen.

    Shut eyes take longer than one reading to tell: :mod:`laughgame.game.presence` knows.
    """
    if reading is None or not reading.quality.mouth_visible:
        return Advice.COME_BACK
    # What is no number compares false: it is not well seen either.
    if not reading.quality.size_px >= SMALLEST_PX:
        return Advice.COME_CLOSER
    if not reading.quality.brightness >= DARKEST:
        return Advice.MORE_LIGHT
    if not reading.quality.brightness <= BRIGHTEST:
        return Advice.LESS_LIGHT
    if not abs(reading.face.yaw) <= FARTHEST_TURN:
        return Advice.FACE_CAMERA
    if not reading.quality.mouth_covered < MOUTH_COVERED:
        return Advice.UNCOVER_MOUTH
    return None
