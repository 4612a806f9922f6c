"""The room behind the illustrated player."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from laughgame.actor.outline import fill, outline

SHADOW: Final = "#B3A083"
FRAME: Final = "#E9DEC6"
BOOKS: Final = (
    ("#B5523B", 70),
    ("#3F6F73", 84),
    ("#D6A23E", 62),
    ("#5D4A66", 78),
    ("#7E9A54", 66),
)


def paint_room(painter: QPainter, rect: QRectF) -> None:
    """Fill ``rect`` with the room; all that matters stands within its middle 4:3."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(rect, QColor("#C9B79A"))
    painter.translate(rect.center().x(), rect.top())
    scale = rect.height() / 564
    painter.scale(scale, scale)
    half = rect.width() / scale / 2
    painter.fillRect(QRectF(-half, 462, 2 * half, 102), QColor("#AE9672"))
    painter.fillRect(QRectF(-half, 457, 2 * half, 6), QColor("#BDA985"))
    painter.save()
    painter.translate(16, 0)
    _paint_window(painter)
    painter.restore()
    _paint_shelf(painter)
    _paint_plant(painter)
    painter.restore()


def _paint_window(painter: QPainter) -> None:
    glass = QRectF(184, 88, 156, 172)
    painter.fillRect(glass.adjusted(2, 2, 15, 18), QColor(SHADOW))
    painter.fillRect(glass, QColor("#8FB3B0"))
    cloud = outline(
        (204, 150), (202, 128, 226, 128), (234, 108, 256, 122), (276, 126, 274, 150), close=True
    )
    fill(painter, cloud, "#A7C6C1")
    hills = outline(
        (184, 260), (184, 226), (230, 204, 268, 228), (308, 214, 340, 236), (340, 260), close=True
    )
    fill(painter, hills, "#7FA5A0")
    bars = (
        (259, 88, 6, 172),
        (184, 170, 156, 6),
        (178, 82, 168, 8),
        (178, 82, 8, 184),
        (338, 82, 8, 184),
        (170, 258, 184, 12),
    )
    for bar in bars:
        painter.fillRect(QRectF(*bar), QColor(FRAME))


def _paint_shelf(painter: QPainter) -> None:
    board = QRectF(-376, 169, 172, 10)
    painter.fillRect(board.translated(6, 8), QColor(SHADOW))
    painter.fillRect(board, QColor("#7C6142"))
    x = -220.0
    for color, height in BOOKS:
        x -= 28
        painter.fillRect(QRectF(x, 169 - height, 23, height), QColor(color))
        painter.fillRect(QRectF(x, 179 - height, 23, 5), QColor(color).lighter(130))


def _paint_plant(painter: QPainter) -> None:
    painter.setBrush(QColor("#94704A"))
    painter.drawRoundedRect(QRectF(-344, 330, 60, 134), 6, 6)
    painter.fillRect(QRectF(-298, 336, 14, 128), QColor("#836240"))
    leaves = (
        ("#5F8A4E", -310, 296, 48),
        ("#6F9C5A", -346, 318, 32),
        ("#7CA866", -300, 274, 13),
    )
    for color, x, y, radius in leaves:
        painter.setBrush(QColor(color))
        painter.drawEllipse(QPointF(x, y), radius, radius)
