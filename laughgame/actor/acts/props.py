"""The clown's things, each painted around where it is held, with ink and a hard shadow side."""

from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.actor.acts.scene import (
    CARD,
    CHALK,
    EDGE,
    INK,
    OUT,
    SKY,
    disc,
    inked,
    scalloped,
    tube,
)
from laughgame.actor.outline import fill, line, outline

TIN: Final = "#B9C7C0"
TIN_SHADE: Final = "#8B9D95"
CREAM: Final = "#FFF8E7"
CREAM_SHADE: Final = "#E6D9B8"


CREAM_RIM: Final = scalloped(
    [(134 * cos(pi * step / 6), 134 * sin(pi * step / 6)) for step in range(12)], 0.55
)


def paint_tin(painter: QPainter, x: float, y: float, size: float, lean: float = 0.0) -> None:
    """Paint a pie's tin from behind, cream swelling out all round; ``size`` 1 covers a face."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    painter.scale(size, size)
    inked(painter, CREAM_RIM, CREAM)
    disc(painter, 0, 0, 134, 134, TIN)
    disc(painter, 6, 8, 104, 104, TIN_SHADE, 0)
    disc(painter, 0, 0, 100, 100, TIN)
    painter.strokePath(outline((-62, -40), (-40, -72, 0, -76)), line("#FFFFFF", 9, 0.8))
    painter.restore()


def paint_bee(painter: QPainter, x: float, y: float, flap: float, lean: float = 0.0) -> None:
    """Paint a bee that looks to the left; ``flap`` −1 to 1 is where its wings are."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    for dx, tilt in ((2, -18), (14, 14)):
        painter.save()
        painter.translate(dx, -14)
        painter.rotate(tilt + 26 * flap)
        disc(painter, 0, -18, 10, 20, "#DDF1FF", 3.5)
        painter.restore()
    body = QPainterPath()
    body.addEllipse(QRectF(-26, -18, 56, 36))
    inked(painter, body, CARD)
    painter.save()
    painter.setClipPath(body, Qt.ClipOperation.IntersectClip)
    for stripe in (-2, 14):
        painter.fillRect(QRectF(stripe, -20, 9, 40), QColor(INK))
    painter.restore()
    painter.strokePath(body, line(INK, EDGE))
    painter.strokePath(outline((30, 0), (40, 1)), line(INK, 5))
    disc(painter, -15, -5, 5, 6, "#FFFFFF", 2.5)
    disc(painter, -17, -4, 2.4, 3, INK, 0)
    painter.strokePath(outline((-20, 6), (-15, 10, -10, 6)), line(INK, 3))
    for dx in (-20, -10):
        painter.strokePath(outline((dx, -15), (dx - 4, -28, dx - 10, -28)), line(INK, 3))
    painter.restore()


def paint_swatter(painter: QPainter, x: float, y: float, lean: float, size: float = 1.0) -> None:
    """Paint a fly swatter; its net is around (x, y), its stick goes down."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    painter.scale(size, size)
    tube(painter, outline((0, 70), (0, 300)), "#94704A", 10)
    net = QPainterPath()
    net.addRoundedRect(QRectF(-64, -76, 128, 152), 22, 22)
    inked(painter, net, "#58A05C")
    paint_grid(painter, "#2E6B3A", 1.0)
    painter.restore()


def paint_grid(painter: QPainter, color: str, opacity: float) -> None:
    """Paint the swatter's mesh around (0, 0)."""
    pen = line(color, 5, opacity)
    for step in (-40, -14, 14, 40):
        painter.strokePath(outline((step, -62), (step, 62)), pen)
    for step in (-52, -26, 0, 26, 52):
        painter.strokePath(outline((-54, step), (54, step)), pen)


def paint_feather(painter: QPainter, x: float, y: float, lean: float) -> None:
    """Paint a feather."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    vane = outline((-44, 0), (-24, -24, 26, -22, 50, -4), (24, 20, -22, 16, -44, 0), close=True)
    inked(painter, vane, CHALK)
    painter.strokePath(outline((-58, 4), (-10, -6, 44, -4)), line(INK, 3.5))
    painter.restore()


def paint_balloon(painter: QPainter, x: float, y: float, size: float, lean: float = 0.0) -> None:
    """Paint a balloon whose neck is at (x, y) and whose body points up; ``size`` is its height."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    wide, s = 0.42 * size + 8, size
    body = outline(
        (0, 0),
        (-0.5 * wide, -0.2 * s, -wide, -0.3 * s, -wide, -0.62 * s),
        (-wide, -1.1 * s, wide, -1.1 * s, wide, -0.62 * s),
        (wide, -0.3 * s, 0.5 * wide, -0.2 * s, 0, 0),
        close=True,
    )
    inked(painter, body, "#B25BD6")
    if size > 60:
        shine = outline((-0.6 * wide, -0.6 * s), (-0.55 * wide, -0.8 * s, -0.25 * wide, -0.86 * s))
        painter.strokePath(shine, line("#F0D4FF", 0.07 * s))
    inked(painter, outline((0, -4), (-11, 12), (11, 12), close=True), "#B25BD6")
    painter.restore()


def paint_rag(painter: QPainter, x: float, y: float, sway: float) -> None:
    """Paint what is left of a balloon, hung over a nose at (x, y)."""
    rag = outline(
        (x - 34, y - 4),
        (x - 20, y - 26, x + 20, y - 26, x + 34, y - 4),
        (x + 40, y + 30, x + 26 + sway, y + 60),
        (x + 16, y + 74, x + 8 + sway, y + 52),
        (x, y + 24, x - 10 + sway, y + 66),
        (x - 24, y + 80, x - 28 + sway, y + 48),
        (x - 42, y + 24, x - 34, y - 4),
        close=True,
    )
    inked(painter, rag, "#B25BD6")
    painter.strokePath(outline((x - 16, y - 10), (x, y - 18, x + 14, y - 12)), line("#F0D4FF", 6))


def paint_banana(
    painter: QPainter, x: float, y: float, lean: float, size: float = 1.0, eaten: float = 0.0
) -> None:
    """Paint a banana, bent like a receiver; of its right end ``eaten`` (0–1) is missing."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    painter.scale(size, size)
    body = outline(
        (-92, -26),
        (-60, 26, 60, 26, 92, -26),
        (104, -20, 98, -6),
        (66, 62, -66, 62, -98, -6),
        (-104, -20, -92, -26),
        close=True,
    )
    if eaten > 0:
        bite = QPainterPath()
        edge = 100 - 110 * eaten
        bite.addRect(QRectF(edge, -80, 200, 200))
        for index in range(4):
            bite.addEllipse(QRectF(edge - 9, -26 + 20 * index, 22, 22))
        body = body.subtracted(bite)
    inked(painter, body, CARD)
    painter.save()
    painter.setClipPath(body, Qt.ClipOperation.IntersectClip)
    shade = outline((-98, -6), (-66, 62, 66, 62, 98, -6), (60, 40, -60, 40, -98, -6), close=True)
    fill(painter, shade, "#D9A414")
    painter.restore()
    painter.strokePath(body, line(INK, EDGE))
    tube(painter, outline((-95, -18), (-104, -40)), "#7C6142", 8)
    if eaten == 0:
        tube(painter, outline((95, -18), (99, -26)), "#7C6142", 8)
    painter.restore()


def paint_glass(painter: QPainter, x: float, y: float, lean: float, full: float) -> None:
    """Paint a glass of water that stands at (x, y); ``full`` is 0–1."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    glass = outline((-34, -96), (34, -96), (26, 0), (-26, 0), close=True)
    inked(painter, glass, "#E8F6FF")
    if full > 0.02:
        top, wide = -84 * full, 26 + 7 * full
        fill(painter, outline((-wide, top), (wide, top), (25, -3), (-25, -3), close=True), SKY)
    painter.strokePath(glass, line(INK, EDGE))
    painter.strokePath(outline((-21, -80), (-17, -26)), line("#FFFFFF", 6))
    painter.restore()


CLOUD: Final = scalloped(
    (
        (-112, -14),
        (-70, -44),
        (0, -62),
        (62, -42),
        (108, -8),
        (92, 32),
        (20, 46),
        (-60, 44),
        (-106, 26),
    ),
    0.5,
)


def paint_cloud(painter: QPainter, x: float, y: float, size: float = 1.0) -> None:
    """Paint a small rain cloud around (x, y)."""
    painter.save()
    painter.translate(x, y)
    painter.scale(size, size)
    inked(painter, CLOUD, "#C4D3D8")
    belly = outline((-112, 18), (-40, 44, 40, 44, 108, 12), (70, 66, -80, 68, -112, 18), close=True)
    painter.save()
    painter.setClipPath(CLOUD, Qt.ClipOperation.IntersectClip)
    fill(painter, belly, "#8FA3AB")
    painter.restore()
    painter.strokePath(CLOUD, line(INK, EDGE))
    painter.restore()


def paint_umbrella(painter: QPainter, x: float, y: float, opened: float) -> None:
    """Paint a tiny umbrella held at (x, y); ``opened`` 0–1."""
    painter.save()
    painter.translate(x, y)
    tube(painter, outline((0, 14), (0, -120)), "#7C6142", 7)
    wide, low = 14 + 92 * opened, -96 + 30 * (1 - opened)
    roof = outline((-wide, low), (-wide, -160, wide, -160, wide, low))
    for index in range(4):
        start = wide - index * wide / 2
        roof.quadTo(start - wide / 4, low - 16 * opened, start - wide / 2, low)
    roof.closeSubpath()
    inked(painter, roof, OUT)
    middle = outline((-0.5 * wide, low), (-0.4 * wide, -150, 0.4 * wide, -150, 0.5 * wide, low))
    middle.quadTo(0.25 * wide, low - 16 * opened, 0, low)
    middle.quadTo(-0.25 * wide, low - 16 * opened, -0.5 * wide, low)
    inked(painter, middle, CHALK)
    painter.restore()
