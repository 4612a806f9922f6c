"""Seven small faces, one for each emotion, each drawn in a 30 px card."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.game.reading import EMOTIONS
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import pen

FACE_SIZE: Final = 30.0

_FACES: Final = {
    "neutral": "M-7 -5V-3M7 -5V-3M-6 5H6",
    "angry": "M-10 -8L-3 -5M10 -8L3 -5M-6 -2V-1M6 -2V-1M-6 7H6",
    "disgust": "M-9 -5H-3M9 -5H3M-7 6Q-3 2 0 5Q3 8 7 3",
    "fear": "M-9 -9L-4 -11M9 -9L4 -11M-6 -4V-3M6 -4V-3M-7 6L-3.5 3L0 6L3.5 3L7 6",
    "happy": "M-9 -3Q-6 -7 -3 -3M3 -3Q6 -7 9 -3M-7 3Q0 11 7 3",
    "sad": "M-9 -4Q-6 -1 -3 -4M3 -4Q6 -1 9 -4M-6 7Q0 1 6 7",
    "surprise": "M-7 -6V-4M7 -6V-4M-3 5A3.4 3.4 0 1 1 3.6 5A3.4 3.4 0 1 1 -3 5",
}
assert tuple(_FACES) == EMOTIONS


@lru_cache(maxsize=len(EMOTIONS))
def emotion_path(emotion: str) -> QPainterPath:
    """The strokes of ``emotion`` (a name in EMOTIONS) round the origin, 30 wide."""
    return parse_path(_FACES[emotion])


def paint_emotion_face(
    painter: QPainter,
    emotion: str,
    center: QPointF,
    ink: QColor,
    paper: QColor | None = None,
    size: float = FACE_SIZE,
    edge_width: float = 2.5,
) -> None:
    """Paint the face of ``emotion`` in its card; ``paper`` fills the card, none leaves it open."""
    painter.save()
    painter.translate(center)
    painter.scale(size / FACE_SIZE, size / FACE_SIZE)
    painter.setPen(pen(ink, edge_width))
    painter.setBrush(Qt.BrushStyle.NoBrush if paper is None else paper)
    painter.drawRoundedRect(QRectF(-15, -15, FACE_SIZE, FACE_SIZE), 8, 8)
    painter.strokePath(emotion_path(emotion), pen(ink, 2.6))
    painter.restore()
