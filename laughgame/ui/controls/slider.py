"""The slider: a thin rail, a paper handle, values with a step."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from laughgame.ui.controls.canvas import RING, box, focus_ring, painting, unit
from laughgame.ui.painting import by_keyboard
from laughgame.ui.theme import Line, Space, Theme, pen

HANDLE: Final = QSize(22, 32)
HANDLE_RADIUS: Final = 6
RAIL: Final = 12
"""Width of the rail; the part up to the handle is half as wide and lies on it."""
PAGE_STEPS: Final = 5


class Slider(QAbstractSlider):
    """Chooses a number from ``low`` to ``high`` in steps of ``step``.

    Arrows move one step, Page keys five, Home and End to the ends; the wheel turns it only
    while it is focused, so that scrolling a page never changes a value by accident.
    """

    number_changed = Signal(float)
    """The new number, whoever changed it."""

    def __init__(self, theme: Theme, parent: QWidget, low: float, high: float, step: float) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = step
        self._wheel_turned = 0
        self._ringed = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(round(low / step), round(high / step))
        self.setSingleStep(1)
        self.setPageStep(PAGE_STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(self._tell)
        theme.changed.connect(self.update)

    @property
    def number(self) -> float:
        """The chosen number."""
        # Rounded, so that 80 steps of 0.01 are 0.8 and not 0.8000000000000002.
        return round(self.value() * self._step, 6)

    def set_number(self, number: float) -> None:
        """Move the handle to the step nearest to ``number``."""
        self.setValue(round(number / self._step))

    def sizeHint(self) -> QSize:
        scale = unit(self._theme)
        height = Space.HIT + RING.top() + RING.bottom()
        return QSize(round(160 * scale), round(height * scale))

    def _tell(self) -> None:
        self.update()
        self.number_changed.emit(self.number)

    def _share(self) -> float:
        span = self.maximum() - self.minimum()
        return (self.value() - self.minimum()) / span if span else 0.0

    def _rail(self, area: QRectF) -> tuple[float, float]:
        body = area.marginsRemoved(RING)
        return body.left() + RAIL / 2, body.right() - RAIL / 2

    def _handle(self, area: QRectF) -> QRectF:
        left, right = self._rail(area)
        center = QPointF(left + (right - left) * self._share(), area.center().y())
        half_width, half_height = HANDLE.width() / 2, HANDLE.height() / 2
        return QRectF(center.x() - half_width, center.y() - half_height, 2 * half_width, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            left, right = self._rail(area)
            handle = self._handle(area)
            middle = area.center().y()
            start, end, here = (
                QPointF(left, middle),
                QPointF(right, middle),
                QPointF(handle.center().x(), middle),
            )
            if not palette.dark:
                # A light track on a light panel needs an edge to be seen.
                painter.setPen(pen(palette.rail, RAIL + 3))
                painter.drawLine(start, end)
            painter.setPen(pen(palette.track, RAIL))
            painter.drawLine(start, end)
            done = palette.text if self.isEnabled() else palette.rail
            painter.setPen(pen(done, RAIL / 2))
            painter.drawLine(start, here)
            fill = palette.handle if self.isEnabled() else palette.grey
            box(painter, handle, HANDLE_RADIUS, fill, palette.ink, Line.EDGE)
            if self._ringed and self.hasFocus():
                focus_ring(painter, self._theme, handle, HANDLE_RADIUS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _go_to(self, x: float) -> None:
        scale = unit(self._theme)
        left, right = self._rail(QRectF(0, 0, self.width() / scale, self.height() / scale))
        share = (x / scale - left) / max(1.0, right - left)
        self.setValue(self.minimum() + round(share * (self.maximum() - self.minimum())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # the page scrolls instead
            return
        # Touchpads send small turns; a notch of a wheel is 120.
        self._wheel_turned += event.angleDelta().y()
        notches = int(self._wheel_turned / 120)
        self._wheel_turned -= notches * 120
        self.setValue(self.value() + notches)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ringed = True
        self.update()
        super().keyPressEvent(event)
