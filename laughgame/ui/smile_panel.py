"""The smile panel: the number, how far it is from the line, the timeline and the gauge."""

import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState, Timeline
from laughgame.game.judge import JudgeSettings, Ruling
from laughgame.game.session import Snapshot
from laughgame.ui import wording
from laughgame.ui.gauge_axis import AXIS_TOP, COLUMN_LEFT, GaugeAxis
from laughgame.ui.motion import Follower
from laughgame.ui.painting import fitting_size, paint_text, start, text_width
from laughgame.ui.puck import HOLD_REACH
from laughgame.ui.smile_gauge import SmileGauge
from laughgame.ui.theme import Theme, Type, dashed_pen
from laughgame.ui.timeline import FOOT
from laughgame.ui.timeline import Timeline as TimelineView

LABEL_X: Final = 176.0
NUMBER_RIGHT: Final = 430.0
FIRST_LINE: Final = 46.0
SECOND_LINE: Final = 76.0
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The header's numbers, as last written."""

    state: GaugeState
    smile: float | None
    margin: float | None
    held_s: float
    over: bool
    paused: bool = False
    """The player stopped the game, face or no face."""
    raw: float | None = None
    """The smile as the model read it, where a player's own range makes another one of it."""


class SmilePanel(QWidget):
    """Shows one player's smile; its background belongs to the screen behind it."""

    threshold_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rules = JudgeSettings()
        self._history = Timeline()
        self._level = Follower()
        self._ruling: Ruling | None = None
        self._state = GaugeState.NO_FACE
        self._paused = self._calibrated = False
        self._waiting: str | None = None
        self._numbers = _Numbers(GaugeState.NO_FACE, None, None, 0.0, False)
        self.timeline = TimelineView(theme, self)
        self.gauge = SmileGauge(theme, self)
        self.gauge.threshold_changed.connect(self._line_dragged)
        theme.changed.connect(self._lay_out)

    @property
    def rules(self) -> JudgeSettings:
        return self._rules

    def set_rules(self, rules: JudgeSettings) -> None:
        """Draw line, zone and hold time as ``rules`` have them."""
        self._rules = rules
        self.gauge.set_threshold(rules.threshold)
        self.gauge.set_zone(rules.warning_margin)
        self.timeline.set_line(self.gauge.threshold, rules.warning_margin)
        self.update()

    def show_waiting(self, words: str | None) -> None:
        """Say in place of the numbers what the game waits for; None: for a face."""
        self._waiting = words
        self.write_numbers()

    def clear(self) -> None:
        """Forget the trace: another player, another source."""
        self._history.clear()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show one moment of the game; its numbers follow by :meth:`write_numbers`."""
        ruling, state = snapshot.ruling, snapshot.gauge_state
        self._history.add(ruling)
        self._ruling = ruling
        now_s = time.monotonic()
        if ruling.smile is not None:
            fresh = self.gauge.state is GaugeState.NO_FACE
            if fresh or self._theme.reduced_motion:
                self._level.jump(ruling.smile)
            else:
                self._level.aim(ruling.smile, now_s)
        self._state, self._paused = state, snapshot.paused
        self._calibrated = snapshot.calibrated
        self.timeline.show_points(self._history, state, self._history.outs)
        self.advance()

    def write_numbers(self) -> None:
        """Bring the header's numbers up to date."""
        if self._ruling is not None:
            r = self._ruling
            raw = r.raw_smile if self._calibrated else None
            self._numbers = _Numbers(
                self._state, r.smile, r.margin, r.held_s, r.over, self._paused, raw
            )
            self.setAccessibleDescription(self.waits_for)
        self.update(QRectF(0, 0, self.width(), self._theme.px(AXIS_TOP)).toRect())

    @property
    def raw_words(self) -> str:
        """The smile as the model read it, in words; empty where it is the one that is judged."""
        raw = self._numbers.raw
        return "" if raw is None else self.tr("raw {value}").format(value=f"{raw:.2f}")

    @property
    def waits_for(self) -> str:
        """Why there is no number; empty where there is one."""
        if self._numbers.smile is not None:
            return ""
        if self._waiting is not None:
            return self._waiting
        if self._numbers.paused:
            return self.tr("Paused, the clock waits")
        return self.tr("No face, the clock waits")

    def advance(self) -> bool:
        """Move the puck on; return whether it has arrived."""
        if self._ruling is None:
            return True
        now_s = time.monotonic()
        hold = self._ruling.hold_progress
        self.gauge.show_level(self._state, self._level.at(now_s), hold)
        return self._level.settled(now_s)

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = start(self, self._theme.scale)
        palette, numbers = self._theme.palette, self._numbers
        grey = numbers.state is GaugeState.GREYED
        lost = numbers.smile is None
        value = "–" if numbers.smile is None else f"{numbers.smile:.2f}"
        color = palette.dim if grey or lost else palette.text
        paint_text(painter, 18, SECOND_LINE, value, Type.VALUE, color, True)
        if grey:
            self._paint_two_stage(painter)
        elif lost:
            self._label(painter, FIRST_LINE, self.tr("Smile"), True)
            self._label(painter, SECOND_LINE, self.waits_for)
        else:
            self._paint_margin(painter, numbers)

    def _paint_margin(self, painter: QPainter, numbers: _Numbers) -> None:
        palette = self._theme.palette
        margin = numbers.margin or 0.0
        spare = wording.spare(margin)
        spare_color = self._spare_color(numbers)
        hold = wording.hold(numbers.held_s, self._rules.hold_s)
        hold_color = palette.text if numbers.over else palette.dim
        if self._puck_top(numbers) < SECOND_LINE + 8:
            # The puck needs the place on the right: the numbers move over for it.
            room = COLUMN_LEFT - 14 - LABEL_X
            for line, text, ink in (
                (FIRST_LINE, spare, spare_color),
                (SECOND_LINE, hold, hold_color),
            ):
                size = fitting_size(text, Type.LABEL, room, True)
                paint_text(painter, LABEL_X, line, text, size, ink, True)
            return
        if numbers.raw is None:
            self._label(painter, FIRST_LINE, self.tr("Smile"), True)
        else:
            self._label(painter, FIRST_LINE, self.raw_words)
        self._label(painter, SECOND_LINE, self.tr("hold"))
        paint_text(painter, NUMBER_RIGHT, FIRST_LINE, spare, Type.LABEL, spare_color, True, _RIGHT)
        bold = numbers.over
        paint_text(painter, NUMBER_RIGHT, SECOND_LINE, hold, Type.LABEL, hold_color, bold, _RIGHT)

    def _spare_color(self, numbers: _Numbers) -> QColor:
        palette = self._theme.palette
        if numbers.over or (numbers.margin or 0.0) > 0:
            return palette.out_text
        return palette.card_text if numbers.state is GaugeState.ZONE else palette.sky_text

    def _puck_top(self, numbers: _Numbers) -> float:
        axis = GaugeAxis.of_panel(self.height() / self._theme.scale)
        return axis.y(numbers.smile or 0.0) - HOLD_REACH

    def _paint_two_stage(self, painter: QPainter) -> None:
        palette = self._theme.palette
        self._label(painter, FIRST_LINE, self.tr("Smile"), True)
        chip = self.tr("Two-stage")
        wide = max(112.0, text_width(chip, Type.HINT, True) + 28)
        box = QRectF(NUMBER_RIGHT - wide, 24, wide, 30)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed_pen(palette.dim, 2, 5, 4))
        painter.drawRoundedRect(box, 8, 8)
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, box.center().x(), 45, chip, Type.HINT, palette.text, True, middle)
        words = self.tr("Judged once happy tops 50%")
        size = fitting_size(words, Type.HINT, NUMBER_RIGHT - LABEL_X)
        paint_text(painter, LABEL_X, SECOND_LINE, words, size, palette.dim)

    def _label(self, painter: QPainter, line: float, words: str, bold: bool = False) -> None:
        palette = self._theme.palette
        color = palette.text if bold else palette.dim
        paint_text(painter, LABEL_X, line, words, Type.LABEL, color, bold)

    # ---------------------------------------------------------------- layout

    def _line_dragged(self, threshold: float) -> None:
        self.timeline.set_line(threshold, self._rules.warning_margin)
        self.threshold_changed.emit(threshold)

    def _lay_out(self) -> None:
        scale = self._theme.scale
        trace = GaugeAxis.of_panel(self.height() / scale).trace
        area = trace.adjusted(0, 0, 0, FOOT)
        self.timeline.setGeometry(QRectF(area.topLeft() * scale, area.size() * scale).toRect())
        self.gauge.setGeometry(self.rect())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(448), self._theme.px(396))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)
