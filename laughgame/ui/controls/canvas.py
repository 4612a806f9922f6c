"""Painting and placing in design pixels.

A control draws itself in the units of the 1280×800 design and is scaled as a whole, so that
one set of numbers serves every window.  Text is measured in the same units, therefore a line
breaks at the same word at 100 % and at 4K.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from laughgame.ui.painting import start
from laughgame.ui.theme import Line, Space, Theme, pen

BUTTON_HEIGHT: Final = 48
"""The lowest control, in design pixels."""

SMALLEST_UNIT: Final = Space.HIT / BUTTON_HEIGHT
"""Controls shrink with the window until the lowest one is 44 px high, and no further."""

RING: Final = QMarginsF(8, 8, 8, 8)
"""Room that a control keeps around its body for the focus ring."""

RING_AND_SHADOW: Final = QMarginsF(8, 8, 8, 14)
"""The same for a control that stands on a 6 px shadow."""


def unit(theme: Theme) -> float:
    """Widget pixels in one design pixel, for anything a hand has to hit."""
    return max(theme.scale, SMALLEST_UNIT)


@contextmanager
def painting(widget: QWidget, theme: Theme) -> Iterator[tuple[QPainter, QRectF]]:
    """A painter in design pixels and the widget's whole area in them."""
    scale = unit(theme)
    painter = start(widget, scale)
    try:
        yield painter, QRectF(0, 0, widget.width() / scale, widget.height() / scale)
    finally:
        painter.end()


def place(
    widget: QWidget,
    theme: Theme,
    body: QRectF,
    around: QMarginsF | None = None,
) -> None:
    """Give ``widget`` the place ``body`` (design pixels, in its parent), plus room around it."""
    scale = unit(theme)
    outer = body if around is None else body.marginsAdded(around)
    # Edges are rounded, not sizes: neighbours that touch in the design touch on the screen.
    left, top = round(outer.left() * scale), round(outer.top() * scale)
    right, bottom = round(outer.right() * scale), round(outer.bottom() * scale)
    widget.setGeometry(QRect(left, top, right - left, bottom - top))


def box(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = Line.EDGE,
) -> None:
    """A rounded rectangle; the edge lies on its outline, half in and half out."""
    outline = pen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen)
    painter.setPen(outline)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def focus_ring(painter: QPainter, theme: Theme, body: QRectF, radius: float) -> None:
    """The ring of a focused control: 4 px, 5 px outside its body, edged to show on any colour."""
    ring = body.adjusted(-5, -5, 5, 5)
    box(painter, ring, radius + 4, None, theme.palette.line_edge, 6)
    box(painter, ring, radius + 4, None, theme.palette.line, 4)


def strokes(painter: QPainter, path: QPainterPath, color: QColor, width: float) -> None:
    """Draw ``path`` as a line with round ends."""
    painter.setPen(pen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
