"""The toggle: off and on told by colour, place and a tick."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import RING, box, focus_ring, painting, strokes, unit
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.theme import Line, Radius, Space, Theme

WIDTH: Final = 76
HEIGHT: Final = Space.HIT
SLIDE_MS: Final = 80


def tick(center: QPointF, size: float) -> QPainterPath:
    """A tick ``size`` wide."""
    path = QPainterPath(center + QPointF(-0.5, 0.05) * size)
    path.lineTo(center + QPointF(-0.14, 0.38) * size)
    path.lineTo(center + QPointF(0.5, -0.38) * size)
    return path


class Toggle(PaintedButton):
    """A switch; Space and Enter turn it.  Its text is its accessible name and is not painted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._place = 0.0
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(SLIDE_MS)
        self._motion.valueChanged.connect(self._slide)
        self.setCheckable(True)
        self.toggled.connect(self._move)

    def sizeHint(self) -> QSize:
        scale = unit(self._theme)
        width = WIDTH + RING.left() + RING.right()
        return QSize(round(width * scale), round((HEIGHT + RING.top() + RING.bottom()) * scale))

    def _move(self, on: bool) -> None:
        self._motion.stop()
        if self._theme.reduced_motion or not self.isVisible():
            self._slide(float(on))
            return
        self._motion.setStartValue(self._place)
        self._motion.setEndValue(float(on))
        self._motion.start()

    def _slide(self, place: float) -> None:
        self._place = place
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(RING)
            on = self.isChecked()
            edge = palette.ink if on or not palette.dark else palette.rail
            if self.underMouse() and not on:
                edge = palette.text
            box(painter, body, Radius.CHIP, palette.sky if on else palette.track, edge, Line.EDGE)
            size = QRectF(0, 0, 32, body.height() - 12)
            left = body.left() + 6 + (body.width() - 12 - size.width()) * self._place
            handle = size.translated(left, body.top() + 6)
            box(painter, handle, 7, palette.chalk if on else palette.dim, palette.ink, Line.EDGE)
            mark = QPainterPath()
            if on:
                mark = tick(handle.center(), 15)
            else:
                mark.moveTo(handle.center() - QPointF(7, 0))
                mark.lineTo(handle.center() + QPointF(7, 0))
            strokes(painter, mark, palette.ink if on else palette.stand, 4)
            if self.ringed:
                focus_ring(painter, self._theme, body, Radius.CHIP)
