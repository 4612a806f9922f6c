"""A pair of glasses to put on or take off: a face has a range with them and one without."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, focus_ring, strokes
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.painting import start
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Radius, Theme, pen

RING: Final = 8.0
"""Room for the focus ring."""

_BRIDGE: Final = parse_path("M-4 -2Q0 -6 4 -2M-23 -3L-27 -8M23 -3L27 -8")


class GlassesButton(PaintedButton):
    """Yellow while they are worn; scales with the window as a whole."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setCheckable(True)
        self.toggled.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self._theme.palette, self._theme.scale
        painter = start(self, scale)
        area = QRectF(0, 0, self.width() / scale, self.height() / scale)
        body = area.adjusted(RING, RING, -RING, -RING)
        worn = self.isChecked()
        ink = palette.ink if worn else palette.text
        if not self.isEnabled():
            ink = palette.rail
        edge = palette.ink if worn else palette.rail
        box(painter, body, Radius.CHIP, palette.card if worn else palette.track, edge, Line.EDGE)
        painter.save()
        painter.translate(body.center())
        painter.scale(0.85, 0.85)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(ink, 4))
        for side in (-13.5, 13.5):
            painter.drawEllipse(QPointF(side, 2), 9.5, 9.5)
        strokes(painter, _BRIDGE, ink, 4)
        painter.restore()
        if self.ringed:
            focus_ring(painter, self._theme, body, Radius.CHIP)
