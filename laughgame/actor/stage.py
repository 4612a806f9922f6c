"""The illustrated player in the room, as pictures of one size."""

from typing import Final, NamedTuple, Self

import cv2
import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from laughgame.actor.face import PLACE, SCALE, paint_face
from laughgame.actor.look import MINJI, Look
from laughgame.actor.pose import FacePose
from laughgame.actor.room import paint_room
from laughgame.vision.frame import Image

REACH_X: Final = 290.0
REACH_UP: Final = 260.0
"""Drawing units around the resting head beyond which a head with its shoulders never reaches."""


class _Part(NamedTuple):
    """The part of the picture that is painted anew, with the room behind it."""

    place: QRect
    backdrop: QImage
    canvas: QImage

    @classmethod
    def of(cls, room: QImage, place: QRect) -> Self:
        return cls(place, room.copy(place), room.copy(place))


class Stage:
    """Paints pictures of one player, one size and one room.

    The room is painted once; a picture costs the painting of the player, a few ms at
    1280×720.  One instance belongs to one thread at a time, which may be any.
    """

    def __init__(self, size: tuple[int, int] = (1280, 720), look: Look = MINJI) -> None:
        """Take ``size`` as (width, height) in pixels; raises ``ValueError`` below 16."""
        width, height = size
        if width < 16 or height < 16:
            raise ValueError(f"a picture must be at least 16×16 pixels, not {width}×{height}")
        self._look = look
        self._rect = QRectF(0, 0, width, height)
        room = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(room)
        paint_room(painter, self._rect)
        painter.end()
        unit = height * SCALE
        middle_x, middle_y = width * PLACE[0], height * PLACE[1]
        reach = QRectF(
            middle_x - REACH_X * unit, middle_y - REACH_UP * unit, 2 * REACH_X * unit, 2 * height
        )
        self._near = _Part.of(room, reach.toAlignedRect().intersected(room.rect()))
        self._whole = _Part.of(room, room.rect())
        self._room = _rgb(room)

    def picture(self, pose: FacePose) -> Image:
        """Return the player in this pose; the picture is the caller's own."""
        # An arm, and who leaves, reach anywhere.
        part = self._whole if pose.hand or pose.leave else self._near
        changed = part.place
        painter = QPainter(part.canvas)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(0, 0, part.backdrop)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.translate(-changed.x(), -changed.y())
        paint_face(painter, pose, self._look, self._rect)
        painter.end()
        image = self._room.copy()
        rows = slice(changed.y(), changed.y() + changed.height())
        columns = slice(changed.x(), changed.x() + changed.width())
        image[rows, columns] = _rgb(part.canvas)
        return image


def _rgb(image: QImage) -> Image:
    """Return an RGB32 image as an array of shape (height, width, 3) with memory of its own."""
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGB), np.uint8)
