"""The results: who lasted longest, how it went moment by moment, and which joke did it."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.trace import Mark, TracePoint
from laughgame.ui import centered
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.centered import origin
from laughgame.ui.controls.arrow_button import SIDE, ArrowButton
from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import box, unit
from laughgame.ui.controls.spoken import Spoken
from laughgame.ui.controls.text import elide
from laughgame.ui.painting import fitting_size, paint_text, prepare, text_width
from laughgame.ui.pitch import Pitch
from laughgame.ui.save_panel import SavePanel
from laughgame.ui.screens.results_panels import (
    BOMBS,
    SHOWN_PLAYERS,
    TABLE,
    paint_bombs,
    paint_shirt,
    paint_table,
)
from laughgame.ui.screens.results_plot import paint_plot
from laughgame.ui.screens.results_words import (
    bomb_words,
    everything,
    place_words,
    record_words,
)
from laughgame.ui.theme import Line, Radius, Space, Theme, Type, pen

RECORD: Final = QRectF(40, 116, 820, 388)
PLOT: Final = QRectF(64, 232, 772, 164)

HEADING_ROOM: Final = 470.0
ARROWS: Final = (124.0, 214.0)
ARROWS_Y: Final = 82.0
"""Middles of the arrows to the others, from the corner of the record."""


_END: Final = Qt.AlignmentFlag.AlignRight
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class PlayerRecord:
    """One player's turn: the time as it is read, how it ended, and the curve with its marks.

    ``hardest`` is the highest smile that was held in, and by how much it stayed below the line
    (negative: it was over it); ``None`` where nothing was held in.
    """

    name: str
    color: str
    place: int
    clock: str
    ending: str | None
    """``out``, ``hiding`` or ``survived``; None where the turn was broken off."""
    near_misses: int
    hardest: tuple[float, float] | None
    points: tuple[TracePoint, ...]
    marks: tuple[Mark, ...]

    @property
    def survived(self) -> bool:
        return self.ending == "survived"

    @property
    def mean_smile(self) -> float:
        """The smile in the mean over the turn (0–1); 0 without a curve."""
        return sum(point.smile for point in self.points) / max(1, len(self.points))


@dataclass(frozen=True, slots=True)
class Bomb:
    """A joke that cost cards: its text in a line, how many, and the seconds it took at best."""

    text: str
    kills: int
    fastest_s: float


@dataclass(frozen=True, slots=True)
class MatchResult:
    """All that the screen tells; ``records`` by place, best first.

    ``mode`` is ``survival``, ``hotseat`` or ``duel``; ``threshold`` the line where a curve
    tells none.
    """

    mode: str
    threshold: float
    records: tuple[PlayerRecord, ...]
    bombs: tuple[Bomb, ...]
    best: str
    """Whose personal best it was; empty where it was nobody's."""
    kept: bool = True
    """Whether it is remembered."""


class ResultsScreen(Pitch):
    """Shows how a game went; GUI thread."""

    again_requested = Signal()
    home_requested = Signal()
    records_requested = Signal()
    share_requested = Signal()
    """The player wants a picture of how it went."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._result: MatchResult | None = None
        self._shown = 0
        # In the order in which Tab walks through the screen.
        self.before = ArrowButton(theme, self, forward=False)
        self.after = ArrowButton(theme, self, forward=True)
        self.told_record = Spoken(theme, self)
        self.told_bombs = Spoken(theme, self)
        self.told_places = [Spoken(theme, self) for _ in range(SHOWN_PLAYERS)]
        self.share = Button(theme, self)
        self.records = Button(theme, self)
        self.home = Button(theme, self)
        self.again = Button(theme, self, ButtonKind.GO, Type.NAME)
        self.before.clicked.connect(lambda: self.show_next(-1))
        self.after.clicked.connect(lambda: self.show_next(1))
        self.records.clicked.connect(self.records_requested)
        self.panel = SavePanel(theme, self, ("card",), face=False)
        self.panel.closed.connect(self.again.setFocus)
        self.share.clicked.connect(self._press_share)
        self.home.clicked.connect(self.home_requested)
        self.again.clicked.connect(self.again_requested)
        theme.changed.connect(self._lay_out)
        self.retranslate()

    def show_result(self, result: MatchResult) -> None:
        """Show a game that is over; the winner's curve first."""
        self._result, self._shown = result, 0
        self.panel.leave()
        self.retranslate()
        self.again.setFocus()

    def show_kept(self) -> None:
        """Take back that the game could not be kept: it is by now."""
        if self._result is not None and not self._result.kept:
            self._result = replace(self._result, kept=True)
            self.retranslate()

    @property
    def result(self) -> MatchResult | None:
        """What is shown; None before the first game."""
        return self._result

    @property
    def headline(self) -> str:
        """How it ended, in a line; empty before the first game."""
        return "" if self._result is None else self._headline(self._result)

    @property
    def shown_player(self) -> str | None:
        """Whose curve is seen."""
        return None if self._result is None else self._result.records[self._shown].name

    def show_next(self, step: int) -> None:
        """Show the next player's curve, or the one before (−1)."""
        if self._result is not None and not self.panel.open:
            self._shown = (self._shown + step) % len(self._result.records)
            self._tell()
            self._forget()

    def press_escape(self) -> bool:
        """Close the panel; return whether it was open."""
        was_open = self.panel.open
        self.panel.leave()
        return was_open

    def _press_share(self) -> None:
        if self._result is not None and not self.panel.open:
            self.share_requested.emit()

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        self.share.setText(self.tr("Share card"))
        self.share.setToolTip(self.tr("Share card (G)"))
        self.home.setText(self.tr("Home"))
        self.home.setToolTip(self.tr("Home (Esc)"))
        self.again.setText(self.tr("One more!"))
        self.again.setToolTip(self.tr("One more! (Enter)"))
        self.before.setText(self.tr("Previous player"))
        self.after.setText(self.tr("Next player"))
        self.records.setText(self.tr("Records"))
        self.records.setToolTip(self.tr("Records (H)"))
        self._tell()
        self._forget()

    def _headline(self, result: MatchResult) -> str:
        first = result.records[0]
        if len(result.records) > 1:
            second = result.records[1]
            if second.place == first.place:
                return self.tr("Full time! A draw")
            return self.tr("Full time! {name} wins").format(name=first.name)
        if first.survived:
            return self.tr("Full time! Not a muscle")
        return self.tr("Full time! {clock}").format(clock=first.clock)

    def _about(self, result: MatchResult) -> str:
        """The line under the headline."""
        about = self.tr("Survival")
        if result.mode == "hotseat":
            about = self.tr("Hot seat · {count} players").format(count=len(result.records))
        elif result.mode == "duel":
            about = self.tr("Duel · {count} players").format(count=len(result.records))
        if result.best:
            best = self.tr("personal best: {name}").format(name=result.best)
            about = f"{about} · {best}"
        if not result.kept:
            later = self.tr("not kept yet; it is tried again")
            about = f"{about} · {later}"
        return about

    def _tell(self) -> None:
        """Say what is painted to those who hear it."""
        result = self._result
        self._arrange_spoken()
        if result is None:
            return
        self.setAccessibleName(self._headline(result))
        self.setAccessibleDescription(everything(result, self._about(result)))
        record = result.records[self._shown]
        self.told_record.say(record_words(record, result.threshold))
        self.told_bombs.say(bomb_words(result))
        for row, one in zip(self.told_places, result.records, strict=False):
            row.say(place_words(one))
        others = [result.records[(self._shown + step) % len(result.records)] for step in (-1, 1)]
        for arrow, other in zip((self.before, self.after), others, strict=True):
            arrow.setAccessibleName(f"{arrow.text()}: {other.name}")
            arrow.setToolTip(other.name)

    def _arrange_spoken(self) -> None:
        """Show only what there is something to say by."""
        count = 0 if self._result is None else len(self._result.records)
        self.told_record.setVisible(count > 0)
        self.told_bombs.setVisible(count > 0)
        for number, row in enumerate(self.told_places):
            row.setVisible(number < count)
        for arrow in (self.before, self.after):
            arrow.setVisible(count > 1)

    # ---------------------------------------------------------------- painting

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint the whole screen: nothing on it moves."""
        result = self._result
        if result is None:
            return
        scale = self._theme.scale
        painter.save()
        prepare(painter, scale)
        painter.translate(origin(self, self._theme))
        self._paint_heading(painter, result)
        self._paint_record(painter, result)
        paint_bombs(painter, self._theme.palette, result)
        paint_table(painter, self._theme.palette, result.records)
        painter.restore()

    def _paint_heading(self, painter: QPainter, result: MatchResult) -> None:
        palette = self._theme.palette
        survived = result.records[0].survived
        mood = Mood.STRAIGHT if survived else Mood.LAUGH
        fill = palette.card if survived else palette.out
        paint_card(painter, QPointF(72, 66), 58, fill, mood, -8, 4)
        words = self._headline(result)
        size = fitting_size(words, Type.CAPTION, HEADING_ROOM, True)
        paint_text(painter, 122, 66, words, size, palette.text, True)
        about = self._about(result)
        paint_text(
            painter, 124, 96, about, fitting_size(about, Type.HINT, HEADING_ROOM), palette.dim
        )

    def _paint_record(self, painter: QPainter, result: MatchResult) -> None:
        palette = self._theme.palette
        record = result.records[self._shown]
        box(painter, RECORD, Radius.PANEL, palette.stand, palette.panel_edge)
        left, top = RECORD.left(), RECORD.top()
        paint_shirt(painter, QPointF(left + 56, top + 60), 52, record, palette.ink)
        name = elide(record.name, Type.JOKE, 130, True)
        paint_text(painter, left + 108, top + 54, name, Type.JOKE, palette.text, True)
        if len(result.records) > 1:
            which = f"{self._shown + 1}/{len(result.records)}"
            middle = left + (ARROWS[0] + ARROWS[1]) / 2
            y = top + ARROWS_Y + 6
            paint_text(painter, middle, y, which, Type.HINT, palette.dim, align=_MIDDLE)
        stats = [
            (self.tr("lasted"), record.clock, ""),
            (self.tr("near misses"), str(record.near_misses), ""),
        ]
        if record.hardest is not None:
            smile, margin = record.hardest
            below = self.tr("{gap} from the line").format(gap=f"{abs(margin):.2f}")
            stats.append((self.tr("hardest held in"), f"{smile:.2f}", below))
        for number, (what, value, detail) in enumerate(stats):
            x = left + (264, 440, 586)[number]
            paint_text(painter, x, top + 40, what, Type.HINT, palette.dim)
            color = palette.card_text if number == 2 else palette.text
            paint_text(painter, x, top + 90, value, Type.CAPTION, color, True)
            if detail:
                end = x + text_width(value, Type.CAPTION, True) + 12
                size = fitting_size(detail, Type.HINT, RECORD.right() - 16 - end, True)
                paint_text(painter, end, top + 88, detail, size, palette.text, True)
            if number:
                painter.setPen(pen(palette.panel_edge, Line.EDGE))
                painter.drawLine(QPointF(x - 22, top + 28), QPointF(x - 22, top + 92))
        usual = result.threshold
        paint_plot(painter, palette, PLOT, record.points, record.marks, usual, record.clock)

    # ---------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        scale = self._theme.scale
        ratio = unit(self._theme) / scale
        height = 70 * ratio

        def place(widget: QWidget, left: float, right: float) -> None:
            area = QRectF(left - 8, 56 - height / 2, right - left + 16, height)
            centered.place(widget, self, self._theme, area)

        place(self.share, 608, 752)
        place(self.records, 768, 896)
        place(self.home, 912, 1040)
        place(self.again, 1056, 1240)
        for arrow, x in zip((self.before, self.after), ARROWS, strict=True):
            side = max(SIDE + 16, Space.HIT / scale)
            hit = QRectF(
                RECORD.left() + x - side / 2, RECORD.top() + ARROWS_Y - side / 2, side, side
            )
            centered.place(arrow, self, self._theme, hit)
        for spoken, area in (
            (self.told_record, RECORD),
            (self.told_bombs, BOMBS),
            *((row, _place_area(number)) for number, row in enumerate(self.told_places)),
        ):
            centered.place(spoken, self, self._theme, area)
            spoken.lower()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.cover()
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _place_area(number: int) -> QRectF:
    """The row of the table for the player of this number."""
    return QRectF(TABLE.left(), TABLE.top() + 66 + number * 112, TABLE.width(), 112)
