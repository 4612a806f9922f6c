"""A small arrow to the left or right, in a hit area that a finger finds."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, focus_ring, strokes
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.painting import start
from laughgame.ui.theme import Line, Radius, Theme

SIDE: Final = 34.0
"""What is seen of it, in design pixels; it is hit as far as its widget reaches."""


class ArrowButton(PaintedButton):
    """Goes one on (``forward``) or one back."""

    def __init__(self, theme: Theme, parent: QWidget, forward: bool) -> None:
        super().__init__(theme, parent)
        self._forward = forward

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self._theme.palette, self._theme.scale
        painter = start(self, scale)
        painter.translate(self.width() / scale / 2, self.height() / scale / 2)
        body = QRectF(-SIDE / 2, -SIDE / 2, SIDE, SIDE)
        hovered = self.underMouse() or self.isDown()
        edge = palette.text if hovered else palette.rail
        box(painter, body, Radius.BAR, palette.track, edge, Line.EDGE)
        side = 1 if self._forward else -1
        tip = QPainterPath(QPointF(-5 * side, -8))
        tip.lineTo(7 * side, 0)
        tip.lineTo(-5 * side, 8)
        tip.closeSubpath()
        painter.fillPath(tip, palette.text)
        strokes(painter, tip, palette.text, 2)
        if self.ringed:
            focus_ring(painter, self._theme, body, Radius.BAR)
