"""Outlines from plain numbers, flat paint, and the turn of a head drawn flat."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

HEAD_WIDTH: Final = 130.0
HEAD_HEIGHT: Final = 200.0
HEAD_DEPTH: Final = 120.0
"""Half axes of the ellipsoid that stands for the head, in drawing units."""


def outline(
    start: tuple[float, float], *steps: tuple[float, ...], close: bool = False
) -> QPainterPath:
    """Return a path from ``start`` through ``steps``.

    A step of two numbers is a straight line, one of four a quadratic and one of
    six a cubic Bézier curve; its end point stands last.
    """
    path = QPainterPath(QPointF(*start))
    for step in steps:
        match step:
            case (x, y):
                path.lineTo(x, y)
            case (cx, cy, x, y):
                path.quadTo(cx, cy, x, y)
            case (ax, ay, bx, by, x, y):
                path.cubicTo(ax, ay, bx, by, x, y)
            case _:
                raise ValueError(f"a step has 2, 4 or 6 numbers, not {len(step)}")
    if close:
        path.closeSubpath()
    return path


def fill(painter: QPainter, path: QPainterPath, color: QColor | str, opacity: float = 1.0) -> None:
    """Fill a path with one colour; ``opacity`` is clamped to 0–1."""
    painter.fillPath(path, _shown(color, opacity))


def line(color: QColor | str, width: float, opacity: float = 1.0) -> QPen:
    """Return a round pen, as every drawn line of the face has."""
    return QPen(
        _shown(color, opacity),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _shown(color: QColor | str, opacity: float) -> QColor:
    shown = QColor(color)
    shown.setAlphaF(max(0.0, min(1.0, opacity)))
    return shown


@dataclass(frozen=True, slots=True)
class Turn:
    """A head turned by ``yaw`` and ``pitch`` (radians), seen from the front.

    What lies on the face moves over the ellipsoid of the head; the silhouette
    stays where it is.  This is the parallax of cut-out animation, good for the
    small turns of somebody who looks at a screen.
    """

    yaw: float
    pitch: float

    def at(self, x: float, y: float, lift: float = 0.0) -> tuple[float, float]:
        """Return where a point of the face is seen; ``lift`` raises it off the skin."""
        rest = 1.0 - (x / HEAD_WIDTH) ** 2 - (y / HEAD_HEIGHT) ** 2
        depth = HEAD_DEPTH * math.sqrt(max(rest, 0.0)) + lift
        return (
            x * math.cos(self.yaw) + depth * math.sin(self.yaw),
            y * math.cos(self.pitch) + depth * math.sin(self.pitch),
        )

    def around(self, x: float, y: float, lift: float = 0.0) -> QTransform:
        """Return the transform for a feature drawn around (0, 0) and worn at (x, y)."""
        seen_x, seen_y = self.at(x, y, lift)
        angle = math.asin(max(-0.95, min(0.95, x / HEAD_WIDTH)))
        width = math.cos(angle + self.yaw) / math.cos(angle)
        return QTransform.fromTranslate(seen_x, seen_y).scale(max(0.4, min(1.3, width)), 1.0)

    def slide(self, share: float) -> tuple[float, float]:
        """Return how far something at ``share`` of the head's depth is pushed."""
        return (
            HEAD_DEPTH * share * math.sin(self.yaw),
            HEAD_DEPTH * share * math.sin(self.pitch),
        )
