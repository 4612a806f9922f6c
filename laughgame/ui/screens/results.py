"""The results: who lasted longest, how it went moment by moment, and which joke did it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.trace import Mark, TracePoint
from laughgame.ui import centered
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.centered import origin
from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import box, strokes, unit
from laughgame.ui.controls.text import elide
from laughgame.ui.painting import fitting_size, paint_stripes, paint_text, prepare, text_width
from laughgame.ui.pitch import Pitch
from laughgame.ui.save_panel import SavePanel
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

RECORD: Final = QRectF(40, 116, 820, 388)
BOMBS: Final = QRectF(40, 520, 820, 256)
TABLE: Final = QRectF(876, 116, 364, 660)
PLOT: Final = QRectF(64, 236, 772, 196)

SHOWN_BOMBS: Final = 4
SHOWN_PLAYERS: Final = 4

_CROSS: Final = parse_path("M-7 -7L7 7M7 -7L-7 7")
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


@dataclass(frozen=True, slots=True)
class Bomb:
    """A joke that cost cards: its text in a line, how many, and the seconds it took at best."""

    text: str
    kills: int
    fastest_s: float


@dataclass(frozen=True, slots=True)
class MatchResult:
    """All that the screen tells; ``records`` by place, best first.

    ``mode`` is ``survival`` or ``hotseat``.
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
    share_requested = Signal()
    """The player wants a picture of how it went."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._result: MatchResult | None = None
        self._shown = 0
        self.share = Button(theme, self)
        self.home = Button(theme, self)
        self.again = Button(theme, self, ButtonKind.GO, Type.NAME)
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
        if self._result is not None:
            self.setAccessibleDescription(self._headline(self._result))
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
        self._paint_bombs(painter, result)
        self._paint_table(painter, result)
        painter.restore()

    def _paint_heading(self, painter: QPainter, result: MatchResult) -> None:
        palette = self._theme.palette
        survived = result.records[0].survived
        mood = Mood.STRAIGHT if survived else Mood.LAUGH
        fill = palette.card if survived else palette.out
        paint_card(painter, QPointF(72, 66), 58, fill, mood, -8, 4)
        words = self._headline(result)
        size = fitting_size(words, Type.CAPTION, 540, True)
        paint_text(painter, 122, 66, words, size, palette.text, True)
        about = self.tr("Survival")
        if result.mode == "hotseat":
            about = self.tr("Hot seat · {count} players").format(count=len(result.records))
        if result.best:
            best = self.tr("personal best: {name}").format(name=result.best)
            about = f"{about} · {best}"
        if not result.kept:
            about = f"{about} · {self.tr('this round could not be kept')}"
        paint_text(painter, 124, 96, about, fitting_size(about, Type.HINT, 540), palette.dim)

    def _paint_record(self, painter: QPainter, result: MatchResult) -> None:
        palette = self._theme.palette
        record = result.records[self._shown]
        box(painter, RECORD, Radius.PANEL, palette.stand, palette.panel_edge)
        left, top = RECORD.left(), RECORD.top()
        _paint_shirt(painter, QPointF(left + 56, top + 60), 52, record, palette.ink)
        name = elide(record.name, Type.JOKE, 130, True)
        paint_text(painter, left + 108, top + 54, name, Type.JOKE, palette.text, True)
        if len(result.records) > 1:
            others = self.tr("the others ◀ ▶")
            paint_text(painter, left + 108, top + 84, others, Type.HINT, palette.dim)
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
        self._paint_plot(painter, record, result.threshold)

    def _paint_plot(self, painter: QPainter, record: PlayerRecord, threshold: float) -> None:
        palette = self._theme.palette
        box(painter, PLOT, Radius.BAR, palette.track)
        last_s = max(1.0, record.points[-1].played_s if record.points else 1.0)
        floor, height = PLOT.bottom(), PLOT.height() - 8

        def at(played_s: float, smile: float) -> QPointF:
            return QPointF(PLOT.left() + PLOT.width() * played_s / last_s, floor - height * smile)

        line_y = at(0, threshold).y()
        zone = QRectF(PLOT.left(), line_y, PLOT.width(), at(0, threshold - 0.15).y() - line_y)
        faded = QColor(palette.zone)
        faded.setAlphaF(0.5)
        paint_stripes(painter, zone, faded, 5, 16)
        curve = [at(point.played_s, point.smile) for point in record.points]
        if len(curve) > 1:
            path = QPainterPath()
            path.addPolygon(QPolygonF(curve))
            area = QPainterPath(path)
            area.lineTo(curve[-1].x(), floor)
            area.lineTo(curve[0].x(), floor)
            under = QColor(palette.text)
            under.setAlphaF(0.14)
            painter.fillPath(area, under)
            strokes(painter, path, palette.text, 3.5)
        for width, color in ((9.0, palette.line_edge), (5.0, palette.line)):
            painter.setPen(pen(color, width, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(PLOT.left() - 10, line_y), QPointF(PLOT.right() + 10, line_y))
        for mark in record.marks:
            self._paint_mark(painter, mark, at(mark.played_s, mark.smile), line_y)
        y = PLOT.bottom() + 54
        words = self.tr("▼ near miss")
        paint_text(painter, PLOT.left(), y, words, Type.HINT, palette.card_text, True)
        x = PLOT.left() + text_width(words, Type.HINT, True) + 24
        paint_text(painter, x, y, self.tr("✕ card"), Type.HINT, palette.out_text, True)
        line = self.tr("line {value}").format(value=f"{threshold:.2f}")
        paint_text(painter, PLOT.right(), y, line, Type.HINT, palette.text, True, _END)
        clock = PLOT.bottom() + 24
        paint_text(painter, PLOT.left(), clock, "00:00", Type.TICK, palette.dim)
        paint_text(painter, PLOT.right(), clock, record.clock, Type.TICK, palette.dim, align=_END)

    def _paint_mark(self, painter: QPainter, mark: Mark, place: QPointF, line_y: float) -> None:
        palette = self._theme.palette
        painter.save()
        x = min(max(place.x(), PLOT.left() + 14), PLOT.right() - 14)
        if mark.card:
            painter.translate(x, line_y - 14)
            painter.rotate(6)
            box(painter, QRectF(-15, -21, 30, 42), 6, palette.out, palette.ink, Line.EDGE)
            strokes(painter, _CROSS, palette.ink, 5)
        else:
            painter.translate(x, max(place.y(), line_y - 4) - 8)
            arrow = QPainterPath(QPointF(0, 0))
            arrow.lineTo(12, -19)
            arrow.lineTo(-12, -19)
            arrow.closeSubpath()
            painter.fillPath(arrow, palette.card)
            strokes(painter, arrow, palette.ink, Line.EDGE)
        painter.restore()

    def _paint_bombs(self, painter: QPainter, result: MatchResult) -> None:
        palette = self._theme.palette
        box(painter, BOMBS, Radius.PANEL, palette.stand, palette.panel_edge)
        left, right, top = BOMBS.left() + 24, BOMBS.right() - 24, BOMBS.top()
        heading = self.tr("What made you laugh")
        paint_text(painter, left, top + 38, heading, Type.LABEL, palette.text, True)
        cards = self.tr("cards")
        paint_text(painter, right, top + 38, cards, Type.HINT, palette.dim, align=_END)
        if not result.bombs:
            nothing = self.tr("Nothing this time.")
            paint_text(painter, left, top + 100, nothing, Type.LABEL, palette.dim)
        for number, bomb in enumerate(result.bombs[:SHOWN_BOMBS]):
            y = top + 58 + number * 47
            painter.setPen(pen(palette.panel_edge, 2))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            first = number == 0
            rank = palette.card_text if first else palette.dim
            paint_text(painter, left, y + 32, str(number + 1), Type.NAME, rank, True)
            after = self.tr("after {time} s").format(time=f"{bomb.fastest_s:.1f}")
            room = 560 - text_width(after, Type.HINT)
            text = elide(bomb.text, Type.LABEL, room, first)
            paint_text(painter, left + 36, y + 31, text, Type.LABEL, palette.text, first)
            x = right - 110
            paint_text(painter, x, y + 31, after, Type.HINT, palette.dim, align=_END)
            for count in range(min(bomb.kills, 4)):
                painter.save()
                painter.translate(right - 10 - count * 26, y + 24)
                box(painter, QRectF(-10, -14, 20, 28), 4, palette.out, palette.ink, 2.5)
                painter.scale(0.57, 0.57)
                strokes(painter, _CROSS, palette.ink, 6)
                painter.restore()

    def _paint_table(self, painter: QPainter, result: MatchResult) -> None:
        palette = self._theme.palette
        box(painter, TABLE, Radius.PANEL, palette.chalk, palette.ink, 4)
        left, right = TABLE.left() + 24, TABLE.right() - 24
        heading = self.tr("Table")
        paint_text(painter, left, TABLE.top() + 46, heading, Type.JOKE, palette.ink, True)
        lasted = self.tr("lasted")
        dim = palette.paper_dim
        paint_text(painter, right, TABLE.top() + 44, lasted, Type.HINT, dim, align=_END)
        for number, record in enumerate(result.records[:SHOWN_PLAYERS]):
            y = TABLE.top() + 72 + number * 112
            if record.place == 1:
                painter.save()
                painter.translate(TABLE.center().x(), y + 50)
                painter.rotate(-1.5)
                half = TABLE.width() / 2 + 8
                body = QRectF(-half, -50, 2 * half, 100)
                box(painter, body.translated(6, 6), Radius.PANEL, palette.ink)
                box(painter, body, Radius.PANEL, palette.card, palette.ink, 4)
                painter.restore()
            elif number > 1:
                painter.setPen(pen(palette.paper_rule, 2))
                painter.drawLine(QPointF(left, y - 1), QPointF(right, y - 1))
            size = Type.CAPTION if record.place == 1 else Type.JOKE
            paint_text(painter, left, y + 65, str(record.place), size, palette.ink, True)
            _paint_shirt(painter, QPointF(left + 74, y + 50), 46, record, palette.ink)
            clock = text_width(record.clock, size, True)
            room = right - clock - 12 - (left + 118)
            name = elide(record.name, Type.NAME, room, True)
            paint_text(painter, left + 118, y + 46, name, Type.NAME, palette.ink, True)
            endings = {
                "survived": self.tr("stone face"),
                "out": self.tr("laughed"),
                "hiding": self.tr("hid"),
            }
            ending = endings.get(record.ending or "", "")
            color = QColor("#46503A") if record.place == 1 else dim
            paint_text(painter, left + 118, y + 74, ending, Type.HINT, color)
            paint_text(painter, right, y + 62, record.clock, size, palette.ink, True, _END)

    # ---------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        scale = self._theme.scale
        ratio = unit(self._theme) / scale
        height = 70 * ratio

        def place(widget: QWidget, left: float, right: float) -> None:
            area = QRectF(left - 8, 56 - height / 2, right - left + 16, height)
            centered.place(widget, self, self._theme, area)

        place(self.share, 676, 844)
        place(self.home, 860, 1016)
        place(self.again, 1032, 1240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.cover()
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _paint_shirt(
    painter: QPainter, center: QPointF, width: float, record: PlayerRecord, ink: QColor
) -> None:
    """Paint a player as a card in their colour: straight-faced, or laughing."""
    mood = Mood.STRAIGHT if record.survived else Mood.LAUGH
    paint_card(painter, center, width, QColor(record.color), mood, 0, 3, shadow=False, ink=ink)
