"""What is seen of noise, rain, sweat and steam."""

from math import cos, pi, sin

from PySide6.QtGui import QPainter

from laughgame.actor.acts.scene import CARD, CHALK, EDGE, INK, SKY, inked, tube
from laughgame.actor.outline import fill, line, outline


def paint_burst(painter: QPainter, x: float, y: float, inner: float, outer: float) -> None:
    """Paint the jagged star of a bang between two radii."""
    points = 11
    star = outline((x + outer, y))
    for index in range(1, 2 * points):
        angle, reach = pi * index / points, inner if index % 2 else outer
        star.lineTo(x + reach * cos(angle), y + reach * sin(angle))
    star.closeSubpath()
    inked(painter, star, CARD)
    painter.save()
    painter.translate(x, y)
    painter.scale(0.55, 0.55)
    painter.translate(-x, -y)
    fill(painter, star, CHALK)
    painter.restore()


def paint_strokes(
    painter: QPainter, x: float, y: float, inner: float, outer: float, count: int = 9
) -> None:
    """Paint the short lines that say: here something sounds."""
    pen = line(CHALK, 6)
    for index in range(count):
        angle = 2 * pi * (index + 0.5) / count
        ray = outline(
            (x + inner * cos(angle), y + inner * sin(angle)),
            (x + outer * cos(angle), y + outer * sin(angle)),
        )
        painter.strokePath(ray, line(INK, 6 + EDGE))
        painter.strokePath(ray, pen)


def paint_drop(painter: QPainter, x: float, y: float, size: float, color: str = SKY) -> None:
    """Paint a drop whose tip is at (x, y), ``size`` high."""
    s = size
    drop = outline(
        (x, y),
        (x + 0.5 * s, y + 0.5 * s, x + 0.45 * s, y + s, x, y + s),
        (x - 0.45 * s, y + s, x - 0.5 * s, y + 0.5 * s, x, y),
        close=True,
    )
    inked(painter, drop, color, 3.5)


def paint_steam(painter: QPainter, x: float, y: float, lean: float, size: float) -> None:
    """Paint a curl of steam that comes from (x, y)."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    painter.scale(size, size)
    curl = outline((0, 0), (-26, -22, 0, -40), (26, -58, 0, -82))
    tube(painter, curl, CHALK, 12)
    painter.restore()
