"""Painting that several widgets share: sharp caches, stripes, edged words."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from laughgame.ui.theme import font, pen

Paint = Callable[[QPainter], None]

OUTLINE_SHARE = 0.26
"""Width of the ink round a caption's letters, as a share of their size (both sides)."""


def start(widget: QWidget, scale: float) -> QPainter:
    """A painter on ``widget`` that takes design pixels, with smooth edges."""
    painter = QPainter(widget)
    prepare(painter, scale)
    return painter


def prepare(painter: QPainter, scale: float) -> None:
    """Let ``painter`` take design pixels, with smooth edges."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.scale(scale, scale)


def cached(widget: QWidget, size: QSizeF, scale: float, paint: Paint) -> QPixmap:
    """What ``paint`` draws within ``size`` design pixels, as sharp as the widget's screen."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(
        max(1, math.ceil(size.width() * scale * ratio)),
        max(1, math.ceil(size.height() * scale * ratio)),
    )
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    prepare(painter, scale)
    paint(painter)
    painter.end()
    return pixmap


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether the focus came by key: only then a ring has to show where it is."""
    return event.reason() in (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )


def paint_stripes(
    painter: QPainter, area: QRectF, color: QColor, width: float, period: float
) -> None:
    """Fill ``area`` with stripes leaning like a slash, ``width`` wide, every ``period``.

    Clip the painter first where ``area`` is not what shall be filled.
    """
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen(color, width, Qt.PenCapStyle.FlatCap))
    step = period * math.sqrt(2)
    # A stripe is all points of equal x + y; whole steps keep neighbours in line.
    first = math.floor((area.left() + area.top()) / step) * step
    last = area.right() + area.bottom() + step
    total = first
    while total < last:
        top, bottom = area.top() - width, area.bottom() + width
        painter.drawLine(QPointF(total - top, top), QPointF(total - bottom, bottom))
        total += step
    painter.restore()


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of ``text``, in the pixels that ``size`` is given in."""
    return QFontMetricsF(font(size, bold)).horizontalAdvance(text)


def fitting_size(text: str, size: float, width: float, bold: bool = False) -> float:
    """``size``, or as much less as makes ``text`` fit into ``width``."""
    wide = text_width(text, size, bold)
    return size if wide <= width else math.floor(size * width / wide * 2) / 2


def paint_text(
    painter: QPainter,
    x: float,
    baseline: float,
    text: str,
    size: float,
    color: QColor,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write ``text`` with its baseline at ``baseline``; ``x`` is its left, centre or right."""
    chosen = font(size, bold)
    if align is not Qt.AlignmentFlag.AlignLeft:
        wide = QFontMetricsF(chosen).horizontalAdvance(text)
        x -= wide if align is Qt.AlignmentFlag.AlignRight else wide / 2
    painter.setFont(chosen)
    painter.setPen(color)
    painter.drawText(QPointF(x, baseline), text)


def paint_outlined(
    painter: QPainter,
    center: float,
    baseline: float,
    text: str,
    size: float,
    fill: QColor,
    ink: QColor,
) -> None:
    """Write ``text`` in bold with an ink outline, readable on any picture."""
    path = QPainterPath()
    path.addText(center - text_width(text, size, True) / 2, baseline, font(size, True), text)
    painter.strokePath(path, pen(ink, size * OUTLINE_SHARE))
    # Letters touch one another's outlines: the fill goes over all of them.
    path.setFillRule(Qt.FillRule.WindingFill)
    painter.fillPath(path, fill)
