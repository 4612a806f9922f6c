"""The frame round the player's face: four corners that follow it."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.ui.theme import Palette, pen

ARM: Final = 44.0
ARM_SHARE: Final = 0.25
"""A small face gets shorter arms: at most this share of its sides."""


def paint_face_frame(painter: QPainter, face: QRectF, palette: Palette) -> None:
    """Paint the four corners of ``face``: chalk on ink, so that they show on any picture."""
    arm = min(ARM, face.width() * ARM_SHARE, face.height() * ARM_SHARE)
    path = QPainterPath()
    for corner, across, down in (
        (face.topLeft(), 1, 1),
        (face.topRight(), -1, 1),
        (face.bottomRight(), -1, -1),
        (face.bottomLeft(), 1, -1),
    ):
        path.moveTo(corner.x(), corner.y() + down * arm)
        path.lineTo(corner)
        path.lineTo(corner.x() + across * arm, corner.y())
    square, miter = Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin
    painter.strokePath(path, pen(palette.ink, 12, square, miter))
    painter.strokePath(path, pen(palette.chalk, 6, square, miter))
