"""The gauge: the column, the puck on it, and the line that a hand may drag.

The line is a slider in the full sense: mouse, wheel and keys move it by 0.01, and a screen
reader finds it as one.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import THRESHOLD_RANGE
from laughgame.ui.gauge_axis import (
    COLUMN_LEFT,
    COLUMN_MIDDLE,
    COLUMN_WIDTH,
    HANDLE_X,
    LINE_LEFT,
    LINE_RIGHT,
    RAIL_X,
    TRACE_LEFT,
    GaugeAxis,
)
from laughgame.ui.painting import by_keyboard, cached, paint_stripes, paint_text, prepare
from laughgame.ui.puck import NO_FACE_ABOVE_ZERO, paint_puck, state_color
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Theme, Type, dashed_pen, font, pen

STEPS: Final = 100
"""Slider steps in 1.0: the line moves by 0.01."""
PAGE: Final = 5

HANDLE: Final = QRectF(-33, -18, 66, 36)
GRIP: Final = 22.0
"""How near the line, above or below, a press takes hold of it (half of 44)."""
WHEEL_NOTCH: Final = 120

_ARROWS: Final = parse_path("M19 -4L24 -10L29 -4ZM19 4L24 10L29 4Z")
_QUIET: Final = (GaugeState.GREYED, GaugeState.NO_FACE)
"""The states in which the line does not judge and stands back."""


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
        self._wheel = 0
        self._told = True
        self._focus_shown = False
        self._ground: QPixmap | None = None
        self._cover: QPixmap | None = None
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
            self._ground = self._cover = None
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
        self._cover = None
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
        return on_line or self.handle_rect().adjusted(-4, -4, 4, 4).contains(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._design(event.position())
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
        elif self._takes_hold(at):
            self._grip = at.y() - self.axis().y(self.threshold)
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
            self._drag_to(at)
            return
        near = self._takes_hold(at) or self._on_rail(at)
        self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor)

    def _drag_to(self, at: QPointF) -> None:
        grip = self._grip or 0.0
        self.setValue(round(self.axis().value(at.y() - grip) * STEPS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
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
        scale = self._theme.scale
        size = QSizeF(self.width() / scale, self.height() / scale)
        if self._ground is None:
            self._ground = cached(self, size, scale, self._paint_ground)
        if self._cover is None:
            self._cover = cached(self, size, scale, self._paint_cover)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        prepare(painter, scale)
        self._paint_fill(painter)
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._cover)
        painter.scale(scale, scale)
        shown = 0.0 if self._state is GaugeState.NO_FACE else self._smile
        paint_puck(painter, self.mouth(), self._state, shown, self._hold, self._theme.palette)
        self._paint_handle(painter)

    def _paint_fill(self, painter: QPainter) -> None:
        """The column's contents, up to the value."""
        if self._state is GaugeState.NO_FACE:
            return
        palette, axis = self._theme.palette, self.axis()
        inside = axis.column.adjusted(2, 2, -2, -2)
        level = axis.y(self._smile)
        grey = self._state is GaugeState.GREYED
        color = palette.grey_bar if grey else state_color(self._state, palette)
        body = QPainterPath()
        body.addRoundedRect(inside, 12, 12)
        painter.save()
        painter.setClipRect(QRectF(inside.left(), level, inside.width(), inside.bottom() - level))
        painter.fillPath(body, color)
        painter.restore()

    def _paint_ground(self, painter: QPainter) -> None:
        """What lies under the column's contents: its bed and the warning zone."""
        palette, axis = self._theme.palette, self.axis()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.track)
        painter.drawRoundedRect(axis.column.adjusted(1, 1, -1, -1), 13, 13)
        self._paint_zone(painter, axis)

    def _paint_zone(self, painter: QPainter, axis: GaugeAxis) -> None:
        palette = self._theme.palette
        line = axis.y(self.threshold)
        zone = QRectF(
            COLUMN_LEFT + 2, line, COLUMN_WIDTH - 4, axis.y(self.threshold - self._zone) - line
        )
        if zone.height() <= 0:
            return
        if self._state in _QUIET:
            paint_stripes(painter, zone, palette.grey_bar, 3, 10)
        else:
            painter.fillRect(zone, palette.zone_back)
            paint_stripes(painter, zone, palette.zone, 4, 10)

    def _paint_cover(self, painter: QPainter) -> None:
        """What lies over them and moves only with the line: column edge, line and rail."""
        palette, axis = self._theme.palette, self.axis()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(palette.panel_edge, Line.EDGE))
        painter.drawRoundedRect(axis.column, 14, 14)
        y = axis.y(self.threshold)
        ends = QPointF(LINE_LEFT, y), QPointF(LINE_RIGHT, y)
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(pen(palette.line_edge, Line.THRESHOLD + 2 * Line.THRESHOLD_INK, flat))
        painter.drawLine(*ends)
        if self._state is GaugeState.NO_FACE:
            painter.setPen(dashed_pen(palette.dim, Line.THRESHOLD, 10, 7))
        else:
            painter.setPen(pen(self._line_color(), Line.THRESHOLD, flat))
        painter.drawLine(*ends)
        if self._zone > 0:
            # Here and not on the timeline, so that it lies over the trace.
            words = QPainterPath()
            foot = axis.y(self.threshold - self._zone) + 18
            words.addText(TRACE_LEFT + 8, foot, font(Type.TICK), self.tr("warning zone"))
            painter.strokePath(words, pen(palette.track, 5))
            painter.fillPath(words, palette.dim)
        low, high = axis.y(THRESHOLD_RANGE.low), axis.y(THRESHOLD_RANGE.high)
        painter.setPen(pen(palette.rail, 4))
        painter.drawLine(QPointF(RAIL_X, low), QPointF(RAIL_X, high))
        for end in (low, high):
            painter.drawLine(QPointF(RAIL_X - 7, end), QPointF(RAIL_X + 7, end))
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, RAIL_X, low + 22, "0.50", Type.TICK, palette.dim, align=middle)
        paint_text(painter, RAIL_X, high - 9, "0.90", Type.TICK, palette.dim, align=middle)

    def _line_color(self) -> QColor:
        return self._theme.palette.dim if self._state in _QUIET else self._theme.palette.line

    def _paint_handle(self, painter: QPainter) -> None:
        palette = self._theme.palette
        painter.save()
        painter.translate(HANDLE_X, self.axis().y(self.threshold))
        if self._focus_shown and self.hasFocus():
            painter.setBrush(palette.ink)
            painter.setPen(pen(palette.text, 3))
            painter.drawRoundedRect(HANDLE.adjusted(-2, -5, 1, 8), 13, 13)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.ink)
        painter.drawRoundedRect(HANDLE.translated(0, 4), 9, 9)
        painter.setPen(pen(palette.ink, Line.EDGE))
        painter.setBrush(palette.dim if self._state in _QUIET else palette.handle)
        painter.drawRoundedRect(HANDLE, 9, 9)
        middle = Qt.AlignmentFlag.AlignHCenter
        number = f"{self.threshold:.2f}"
        paint_text(painter, -6, 7.5, number, Type.LABEL, palette.ink, True, middle)
        painter.fillPath(_ARROWS, palette.ink)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground = self._cover = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._ground = self._cover = None
        self.update()
