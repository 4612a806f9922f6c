"""The gauge of a duel: a column and a puck for every player, and one line across them all."""

import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.ui import wording
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box
from laughgame.ui.controls.text import elide
from laughgame.ui.duel_view import Rival
from laughgame.ui.gauge_axis import COLUMN_MIDDLE, LINE_LEFT
from laughgame.ui.gauge_painting import paint_bed, paint_fill, paint_handle, paint_line
from laughgame.ui.motion import NUMBERS_S, Follower
from laughgame.ui.painting import cached, fitting_size, paint_text, prepare
from laughgame.ui.puck import NO_FACE_ABOVE_ZERO, paint_puck
from laughgame.ui.smile_gauge import SmileGauge
from laughgame.ui.theme import Theme, Type, dashed_pen, pen

COLUMNS_LEFT: Final = LINE_LEFT + 6.0
COLUMNS_RIGHT: Final = 392.0
"""The columns share the room up to the line's handle."""

SMALL_PUCK: Final = 0.78
"""Of three and four players the pucks are so much smaller: they must not cover each other."""

_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


class DuelGauge(SmileGauge):
    """A smile gauge for two to four; the line is dragged as that of one player's.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rivals: tuple[Rival, ...] = ()
        self._levels: list[Follower] = []
        self._numbers: tuple[float | None, ...] = ()
        self._numbers_s = float("-inf")
        self._columns: QPixmap | None = None
        self._header: QPixmap | None = None
        self.valueChanged.connect(self._forget_columns)
        theme.changed.connect(self._forget_columns)

    @property
    def rivals(self) -> tuple[Rival, ...]:
        """Who is shown, from left to right."""
        return self._rivals

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Show one moment of the duel."""
        before, self._rivals = self._rivals, tuple(rivals)
        if len(before) != len(rivals):
            self._levels = [Follower() for _ in rivals]
        now_s = time.monotonic()
        for level, rival in zip(self._levels, rivals, strict=True):
            smile = None if rival.ruling is None else rival.ruling.smile
            if smile is not None and self._theme.reduced_motion:
                level.jump(smile)
            elif smile is not None:
                level.aim(smile, now_s)
        if [one.state for one in before] != [one.state for one in rivals]:
            self._columns = None
        if self._header_of(before) != self._header_of(rivals):
            self._header = None
        self._write_numbers(now_s)
        self.update()

    def advance(self) -> bool:
        """Move the pucks on; return whether they have arrived."""
        self.update()
        now_s = time.monotonic()
        self._write_numbers(now_s)
        return all(level.settled(now_s) for level in self._levels) and self._up_to_date

    def center(self, seat: int) -> float:
        """The middle of a player's column, in design pixels."""
        pitch = (COLUMNS_RIGHT - COLUMNS_LEFT) / max(1, len(self._rivals))
        return COLUMNS_LEFT + pitch * (seat + 0.5)

    @staticmethod
    def _header_of(rivals: Sequence[Rival]) -> list[tuple[str, str, int, int]]:
        return [(one.name, one.color, one.left, one.allowed) for one in rivals]

    def raw_words(self, seat: int) -> str:
        """The smile as the model read it, where a player's own range makes another one of it."""
        rival = self._rivals[seat]
        if not rival.calibrated or rival.ruling is None or rival.ruling.raw_smile is None:
            return ""
        return self.tr("raw {value}").format(value=f"{rival.ruling.raw_smile:.2f}")

    @property
    def _up_to_date(self) -> bool:
        """Whether the numbers are those of the newest moment."""
        return self._numbers == self._newest

    @property
    def _newest(self) -> tuple[float | None, ...]:
        return tuple(
            None if one.ruling is None or one.is_out else one.ruling.smile for one in self._rivals
        )

    def _write_numbers(self, now_s: float) -> None:
        if now_s - self._numbers_s < NUMBERS_S and len(self._numbers) == len(self._rivals):
            return
        self._numbers_s, self._header = now_s, None
        self._numbers = self._newest
        self.setAccessibleDescription(
            ", ".join(
                f"{one.name} {_number(value)} {_verdict(one)}"
                for one, value in zip(self._rivals, self._numbers, strict=True)
            )
        )

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale, axis = self._theme.palette, self._theme.scale, self.axis()
        size = QSizeF(self.width() / scale, self.height() / scale)
        if self._columns is None:
            self._columns = cached(self, size, scale, self._paint_columns)
        if self._header is None:
            self._header = cached(self, QSizeF(size.width(), axis.top), scale, self._paint_header)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._columns)
        painter.drawPixmap(0, 0, self._header)
        prepare(painter, scale)
        now_s = time.monotonic()
        smiles = [level.at(now_s) for level in self._levels]
        for seat, (rival, smile) in enumerate(zip(self._rivals, smiles, strict=True)):
            painter.save()
            painter.translate(self.center(seat) - COLUMN_MIDDLE, 0)
            paint_fill(painter, axis, _column_state(rival), smile, palette)
            painter.restore()
        paint_line(painter, axis, GaugeState.BELOW, self.threshold, palette)
        for seat, (rival, smile) in enumerate(zip(self._rivals, smiles, strict=True)):
            self._paint_puck(painter, seat, rival, smile)
        focus = palette.text if self._focus_shown and self.hasFocus() else None
        paint_handle(painter, axis, GaugeState.BELOW, self.threshold, palette, focus)

    def _paint_columns(self, painter: QPainter) -> None:
        for seat, rival in enumerate(self._rivals):
            painter.save()
            painter.translate(self.center(seat) - COLUMN_MIDDLE, 0)
            paint_bed(
                painter, self.axis(), _column_state(rival), self.threshold, self._zone,
                self._theme.palette,
            )  # fmt: skip
            painter.restore()

    def _paint_puck(self, painter: QPainter, seat: int, rival: Rival, smile: float) -> None:
        axis, palette = self.axis(), self._theme.palette
        state, hold = rival.state, 0.0 if rival.ruling is None else rival.ruling.hold_progress
        lost = state is GaugeState.NO_FACE
        level = axis.bottom - NO_FACE_ABOVE_ZERO if lost else axis.y(smile)
        painter.save()
        painter.translate(self.center(seat), level)
        if len(self._rivals) > 2:
            painter.scale(SMALL_PUCK, SMALL_PUCK)
        paint_puck(painter, QPointF(0, 0), state, 0.0 if lost else smile, hold, palette)
        painter.restore()

    def _paint_header(self, painter: QPainter) -> None:
        palette = self._theme.palette
        room = (COLUMNS_RIGHT - COLUMNS_LEFT) / max(1, len(self._rivals)) - 8
        for seat, (rival, value) in enumerate(zip(self._rivals, self._numbers, strict=True)):
            middle = self.center(seat)
            size = Type.LABEL if len(self._rivals) < 4 else Type.HINT
            name = elide(rival.name, size, room - 8, True)
            chip = QRectF(middle - room / 2, 12, room, 32)
            quiet = rival.is_out
            box(painter, chip, 10, palette.grey if quiet else QColor(rival.color), palette.ink, 3)
            paint_text(painter, middle, 35, name, size, palette.ink, True, _MIDDLE)
            if quiet:
                paint_text(painter, middle, 78, "OUT", Type.JOKE, palette.out_text, True, _MIDDLE)
                continue
            color = palette.dim if value is None else palette.text
            shift = 0.0 if rival.allowed == 1 else -18.0
            raw = self.raw_words(seat)
            line = 70 if raw else 78
            words = _number(value)
            paint_text(painter, middle + shift, line, words, Type.JOKE, color, True, _MIDDLE)
            small = fitting_size(raw, Type.HINT, room)
            paint_text(painter, middle, 90, raw, small, palette.dim, align=_MIDDLE)
            if rival.allowed > 1:
                self._paint_lives(painter, middle + 18, rival)

    def _paint_lives(self, painter: QPainter, left: float, rival: Rival) -> None:
        palette = self._theme.palette
        shown = min(rival.allowed, 3)
        for index in range(shown):
            x = left + 8 + index * 19
            if index < min(rival.left, shown):
                center = QPointF(x, 69)
                paint_card(painter, center, 15, palette.chalk, Mood.STRAIGHT, 0, 2, shadow=False)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(dashed_pen(palette.dim, 2, 4, 3))
                painter.drawRoundedRect(QRectF(x - 7, 58, 15, 21), 3, 3)
                painter.setPen(pen(palette.dim, 2))
                painter.drawLine(QPointF(x - 3, 64), QPointF(x + 4, 73))

    def _forget_columns(self) -> None:
        self._columns = self._header = None
        self.update()

    def set_zone(self, depth: float) -> None:
        """Draw the warning zone ``depth`` (0–0.3) deep; 0 is none."""
        super().set_zone(depth)
        self._forget_columns()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._forget_columns()


def _column_state(rival: Rival) -> GaugeState:
    """A player who is out has an empty column: there is nothing left to be judged."""
    return GaugeState.NO_FACE if rival.is_out else rival.state


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _verdict(rival: Rival) -> str:
    return "" if rival.ruling is None else wording.verdict_name(rival.ruling.verdict)
