"""The gauge: the column, the puck on it, and the line that a hand may drag.

The line is a slider in the full sense: mouse, wheel and keys move it by 0.01, and a screen
reader finds it as one.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QToolTip, QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import THRESHOLD_RANGE
from laughgame.ui.gauge_axis import (
    COLUMN_LEFT,
    COLUMN_MIDDLE,
    COLUMN_WIDTH,
    FOOT,
    HANDLE_X,
    LINE_LEFT,
    RAIL_X,
    TRACE_LEFT,
    GaugeAxis,
)
from laughgame.ui.gauge_painting import (
    HANDLE,
    paint_bed,
    paint_fill,
    paint_handle,
    paint_line,
    paint_zone_words,
    zone_words_at,
)
from laughgame.ui.painting import by_keyboard, cached, prepare, text_width
from laughgame.ui.puck import NO_FACE_ABOVE_ZERO, paint_puck
from laughgame.ui.theme import Theme, Type

STEPS: Final = 100
"""Slider steps in 1.0: the line moves by 0.01."""
PAGE: Final = 5

GRIP: Final = 22.0
"""How near the line, above or below, a press takes hold of it (half of 44)."""
CLICK_REACH: Final = 3.0
"""A hand that moves less than this, in design pixels, has clicked and not dragged."""
WHEEL_NOTCH: Final = 120
CURSOR: Final = 16
"""Qt hangs a tool tip this many pixels under the point it is shown at."""


class SmileGauge(QSlider):
    """Lies over the whole smile panel; paints the column's contents, line, puck and handle."""

    threshold_changed = Signal(float)
    """The player moved the line (0.50–0.90); not emitted for :meth:`set_threshold`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setRange(round(THRESHOLD_RANGE.low * STEPS), round(THRESHOLD_RANGE.high * STEPS))
        self.setSingleStep(1)
        self.setPageStep(PAGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme = theme
        self._state = GaugeState.NO_FACE
        self._smile = 0.0
        self._hold = 0.0
        self._zone = 0.15
        self._grip: float | None = None
        self._pressed_at: QPointF | None = None
        """Where the handle was pressed; None once it is dragged."""
        self._wheel = 0
        self._told = True
        self._focus_shown = False
        self._bed: QPixmap | None = None
        self._words: QPixmap | None = None
        self.setValue(80)
        self.valueChanged.connect(self._line_moved)
        theme.changed.connect(self._forget)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def threshold(self) -> float:
        return self.value() / STEPS

    def set_threshold(self, threshold: float) -> None:
        """Move the line without telling anyone."""
        self._told = False
        self.setValue(round(threshold * STEPS))
        self._told = True

    def set_zone(self, depth: float) -> None:
        """Draw the warning zone ``depth`` (0–0.3) deep; 0 is none."""
        if depth != self._zone:
            self._zone = depth
            self._forget()

    def show_level(self, state: GaugeState, smile: float, hold: float) -> None:
        """Show ``smile`` (0–1) in ``state``; ``hold`` (0–1) fills the frame round the puck."""
        if state is not self._state:
            self._bed = None
        self._state, self._smile, self._hold = state, smile, hold
        self.update()

    @property
    def state(self) -> GaugeState:
        return self._state

    def axis(self) -> GaugeAxis:
        return GaugeAxis.of_panel(self.height() / self._theme.scale)

    def mouth(self) -> QPointF:
        """The middle of the puck's mouth, in design pixels: the value itself."""
        axis = self.axis()
        if self._state is GaugeState.NO_FACE:
            return QPointF(COLUMN_MIDDLE, axis.bottom - NO_FACE_ABOVE_ZERO)
        return QPointF(COLUMN_MIDDLE, axis.y(self._smile))

    def handle_rect(self) -> QRectF:
        """The handle, in design pixels."""
        return HANDLE.translated(HANDLE_X, self.axis().y(self.threshold))

    def retranslate(self) -> None:
        self._words = None
        self.setAccessibleName(self.tr("Threshold line"))
        self.setAccessibleDescription(
            self.tr("{line}: a smile above this is OUT").format(line=f"{self.threshold:.2f}")
        )
        self.setToolTip(self.tr("Drag the line, or use ↑ and ↓"))

    def _line_moved(self) -> None:
        self._forget()
        self.retranslate()
        if self._told:
            self.threshold_changed.emit(self.threshold)

    # ---------------------------------------------------------------- hand and keys

    def _design(self, position: QPointF) -> QPointF:
        return position / self._theme.scale

    def _takes_hold(self, at: QPointF) -> bool:
        line = self.axis().y(self.threshold)
        on_line = abs(at.y() - line) <= GRIP and LINE_LEFT <= at.x() <= HANDLE_X
        return on_line or self._on_handle(at)

    def _on_handle(self, at: QPointF) -> bool:
        return self.handle_rect().adjusted(-4, -4, 4, 4).contains(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._design(event.position())
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
        elif self._takes_hold(at):
            self._grip = at.y() - self.axis().y(self.threshold)
            self._pressed_at = at if self._on_handle(at) else None
            self.setSliderDown(True)
        elif self._on_rail(at):
            self._grip = 0.0
            self.setSliderDown(True)
            self._drag_to(at)
        else:
            event.ignore()

    def _on_rail(self, at: QPointF) -> bool:
        axis = self.axis()
        top, bottom = axis.y(THRESHOLD_RANGE.high), axis.y(THRESHOLD_RANGE.low)
        return abs(at.x() - RAIL_X) <= GRIP and top - 8 <= at.y() <= bottom + 8

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._design(event.position())
        if self._grip is not None:
            start = self._pressed_at
            if start is None or (at - start).manhattanLength() > CLICK_REACH:
                self._pressed_at = None
                self._drag_to(at)
            return
        near = self._takes_hold(at) or self._on_rail(at)
        self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor)

    def _drag_to(self, at: QPointF) -> None:
        grip = self._grip or 0.0
        self.setValue(round(self.axis().value(at.y() - grip) * STEPS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the handle's upper half is one step up, on its lower half one down."""
        if self._pressed_at is not None:
            above = self._pressed_at.y() < self.axis().y(self.threshold)
            self.setValue(self.value() + (1 if above else -1))
        self._grip = self._pressed_at = None
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One notch is one step; fine wheels add up to a notch."""
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / WHEEL_NOTCH)
        self._wheel -= notches * WHEEL_NOTCH
        self.setValue(self.value() + notches)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Home is the low end and End the high one, as for every slider; an upright
        # slider of Qt's does that too, but Left and Right are better left to others.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = by_keyboard(event)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale, axis = self._theme.palette, self._theme.scale, self.axis()
        state, threshold = self._state, self.threshold
        left = self._theme.px(COLUMN_LEFT)
        if self._bed is None:
            size = QSizeF(COLUMN_WIDTH + 2, self.height() / scale)
            self._bed = cached(self, size, scale, self._paint_bed)
        painter = QPainter(self)
        painter.drawPixmap(left, 0, self._bed)
        prepare(painter, scale)
        paint_fill(painter, axis, state, self._smile, palette)
        paint_line(painter, axis, state, threshold, palette)
        if self._zone > 0:
            self._paint_words(painter)
        smile = 0.0 if state is GaugeState.NO_FACE else self._smile
        paint_puck(painter, self.mouth(), state, smile, self._hold, palette)
        focus = palette.text if self._focus_shown and self.hasFocus() else None
        paint_handle(painter, axis, state, threshold, palette, focus)

    def _paint_bed(self, painter: QPainter) -> None:
        # Where the pixmap lies is rounded to whole pixels; what is in it makes up for that.
        painter.translate(-self._theme.px(COLUMN_LEFT) / self._theme.scale, 0)
        palette = self._theme.palette
        paint_bed(painter, self.axis(), self._state, self.threshold, self._zone, palette)

    def _paint_words(self, painter: QPainter) -> None:
        palette, scale = self._theme.palette, self._theme.scale
        if self._words is None:
            words = self.tr("warning zone")
            size = QSizeF(text_width(words, Type.TICK) + 16, 26)
            self._words = cached(self, size, scale, lambda p: paint_zone_words(p, words, palette))
        corner = zone_words_at(self.axis(), self.threshold, self._zone) * scale
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(corner.toPoint(), self._words)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bed = None

    def event(self, event: QEvent) -> bool:
        """Hang the tool tip at the panel's foot: by the pointer it would cover the puck."""
        if event.type() is QEvent.Type.ToolTip:
            px = self._theme.px
            corner = QPoint(px(TRACE_LEFT), self.height() - px(FOOT) - CURSOR)
            QToolTip.showText(self.mapToGlobal(corner), self.toolTip(), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._bed = self._words = None
        self.update()
