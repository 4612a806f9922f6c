"""The soft shading of the face: it gives flat skin the relief that photographs have.

A model trained on photographs takes an evenly bright face for a smiling one; round
cheeks, deep eyes and a lip that throws a shadow put that right.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QRadialGradient, QTransform

from laughgame.actor.look import Look
from laughgame.actor.outline import Turn
from laughgame.actor.pose import FacePose


def paint_shading(
    painter: QPainter, pose: FacePose, look: Look, turn: Turn, skin: QPainterPath
) -> None:
    """Paint the relief of the bare skin, within the outline of the face."""
    relief = look.features.relief
    painter.fillPath(skin, _roundness(look, turn))
    deep, flat = look.crease(0.32), look.crease(0.18)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
    for side in (-1, 1):
        _paint_hollow(painter, turn, (side * 44, -20), (44, 34), deep, 0.6 * relief)
        _paint_hollow(painter, turn, (side * 20, 14), (14, 44), flat, 0.5 * relief)
    _paint_hollow(painter, turn, (0, 50), (30, 12), deep, 0.7 * relief)
    _paint_hollow(painter, turn, (0, 108 + 30 * pose.mouth_open), (34, 12), deep, 0.7 * relief)
    painter.restore()


def _roundness(look: Look, turn: Turn) -> QBrush:
    """Return the darkening of the skin towards the rim of the face, where it turns away."""
    x, y = turn.at(-8, 0)
    brush = QBrush(_gradient(look.crease(0.18), (0.3, 0.0), (1.0, 0.9 * look.features.relief)))
    brush.setTransform(QTransform.fromTranslate(x / 2, y).scale(130, 165))
    return brush


def _paint_hollow(
    painter: QPainter,
    turn: Turn,
    place: tuple[float, float],
    reach: tuple[float, float],
    color: QColor,
    opacity: float,
) -> None:
    painter.save()
    painter.setTransform(turn.around(*place), True)
    painter.scale(*reach)
    painter.setBrush(_gradient(color, (0.1, opacity), (1.0, 0.0)))
    painter.drawEllipse(QPointF(0, 0), 1, 1)
    painter.restore()


def _gradient(color: QColor, *stops: tuple[float, float]) -> QRadialGradient:
    """Return a gradient around (0, 0) of one colour through (radius, opacity)."""
    gradient = QRadialGradient(QPointF(0, 0), 1)
    for radius, opacity in stops:
        shown = QColor(color)
        shown.setAlphaF(opacity)
        gradient.setColorAt(radius, shown)
    return gradient
