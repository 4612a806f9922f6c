"""The rows of the records: painted, walked with the arrow keys, read by screen readers."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import RING, box, focus_ring, painting, strokes
from laughgame.ui.controls.text import LEFT, RIGHT, draw_middle, elide, wrap
from laughgame.ui.painting import by_keyboard, fitting_size, paint_text, text_width
from laughgame.ui.screens.records_pages.views import BoardLine, BombView, MatchPlayer, MatchView
from laughgame.ui.screens.results_plot import CROSS
from laughgame.ui.theme import Radius, Theme, Type

WIDE: Final = 900.0
"""From this width on (design pixels) a row has room for everything in one line."""

_LEADER_DIM: Final = QColor("#46503A")
"""Dim words on the yellow card."""


class Row(QLabel):
    """A row of one list: one of them is reached by Tab, the others from there by arrow keys."""

    stepped = Signal(int)
    """An arrow key leads on by so many rows; ±1000 is the first or the last one."""
    turned = Signal(int)
    """An arrow key leads to the next tab, or to the one before (−1)."""

    def __init__(self, theme: Theme, parent: QWidget, spoken: str) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ringed = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(spoken)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        theme.changed.connect(self.update)

    def height_for(self, width: float) -> float:
        """Height of the body within ``width``, in design pixels."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, body: QRectF) -> None:
        """Paint the row into its body, in design pixels."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            body = area.marginsRemoved(RING)
            self.paint_row(painter, body)
            if self._ringed and self.hasFocus():
                focus_ring(painter, self._theme, body.adjusted(2, 2, -2, -2), Radius.CHIP)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # An arrow key has put it here without a reason of its own.
        self._ringed = by_keyboard(event) or event.reason() is Qt.FocusReason.OtherFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: -1000,
            Qt.Key.Key_End: 1000,
        }
        turns = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = event.key()
        if key in steps:
            self.stepped.emit(steps[Qt.Key(key)])
        elif key in turns:
            self.turned.emit(turns[Qt.Key(key)])
        else:
            super().keyPressEvent(event)


class BoardRow(Row):
    """A line of a leaderboard, on paper; the leader's on a yellow card."""

    def __init__(self, theme: Theme, parent: QWidget, line: BoardLine) -> None:
        self._line = line
        best = self.tr("personal best") if line.best else ""
        told = (f"{line.place}. {line.name}", line.value, line.about, best)
        super().__init__(theme, parent, ", ".join(filter(None, told)))

    def height_for(self, width: float) -> float:
        return 72.0 if self._line.place == 1 else 60.0

    def paint_row(self, painter: QPainter, body: QRectF) -> None:
        palette, line = self._theme.palette, self._line
        first = line.place == 1
        if first:
            card = body.adjusted(0, 2, 0, -6)
            box(painter, card.translated(4, 5), Radius.CHIP, palette.ink)
            box(painter, card, Radius.CHIP, palette.card, palette.ink)
            body = card
        middle = body.center().y()
        size = Type.JOKE if first else Type.NAME
        draw_middle(
            painter, body.adjusted(20, 0, 0, 0), str(line.place), size, palette.ink, True, LEFT
        )
        mood = Mood.STRAIGHT if line.survived else Mood.LAUGH
        color = QColor(line.color)
        paint_card(painter, QPointF(body.left() + 86, middle), 34, color, mood, 0, 3, False)
        value = text_width(line.value, size, True)
        room = body.right() - 20 - value - 16 - (body.left() + 120)
        badge = self.tr("personal best") if line.best else ""
        badge_width = text_width(badge, Type.HINT, True) + 24 if badge else 0.0
        name = elide(line.name, Type.NAME, max(60.0, room - badge_width - 12), True)
        left = body.left() + 120
        paint_text(painter, left, middle - 2, name, Type.NAME, palette.ink, True)
        about = elide(line.about, Type.HINT, room)
        dim = _LEADER_DIM if first else palette.paper_dim
        paint_text(painter, left, middle + 20, about, Type.HINT, dim)
        if badge and room > badge_width + 80:
            x = left + text_width(name, Type.NAME, True) + 14
            chip = QRectF(x, middle - 22, badge_width, 24)
            box(painter, chip, 12, palette.ink)
            draw_middle(painter, chip, badge, Type.HINT, palette.chalk, True)
        draw_middle(
            painter, body.adjusted(0, 0, -20, 0), line.value, size, palette.ink, True, RIGHT
        )


class MatchRow(Row):
    """A match of the history: date and terms at left, everybody by place at right."""

    def __init__(self, theme: Theme, parent: QWidget, match: MatchView) -> None:
        self._match = match
        told = [", ".join(filter(None, (match.date, match.mode, match.terms)))]
        told += [self._spoken(player) for player in match.players]
        super().__init__(theme, parent, "; ".join(told))

    def _spoken(self, player: MatchPlayer) -> str:
        cards = self.tr("{count} cards").format(count=player.cards)
        best = self.tr("personal best") if player.best else ""
        told = (f"{player.place}. {player.name}", player.value, cards, best)
        return ", ".join(filter(None, told))

    def height_for(self, width: float) -> float:
        return 76.0 if width >= WIDE else 118.0

    def paint_row(self, painter: QPainter, body: QRectF) -> None:
        palette, match = self._theme.palette, self._match
        left, top = body.left() + 12, body.top()
        start = left + text_width(match.mode, Type.LABEL, True) + 14
        if body.width() >= WIDE:
            players = QRectF(left + 332, top, body.right() - left - 332, body.height())
            paint_text(painter, left, top + 33, match.mode, Type.LABEL, palette.text, True)
            room = players.left() - 16
            size = fitting_size(match.date, Type.HINT, room - start)
            paint_text(painter, start, top + 32, match.date, size, palette.dim)
            size = fitting_size(match.terms, Type.HINT, room - left)
            paint_text(painter, left, top + 58, match.terms, size, palette.dim)
        else:
            players = QRectF(left, top + 42, body.width() - 12, body.height() - 42)
            paint_text(painter, left, top + 30, match.mode, Type.LABEL, palette.text, True)
            words = " · ".join(filter(None, (match.date, match.terms)))
            size = fitting_size(words, Type.HINT, body.right() - 12 - start)
            paint_text(painter, start, top + 29, words, size, palette.dim)
        width = players.width() / 4
        for number, player in enumerate(match.players[:4]):
            x = players.left() + number * width
            self._paint_player(painter, player, QRectF(x, players.top(), width, players.height()))

    def _paint_player(self, painter: QPainter, player: MatchPlayer, cell: QRectF) -> None:
        palette = self._theme.palette
        middle = cell.center().y()
        place = palette.card_text if player.place == 1 else palette.dim
        paint_text(painter, cell.left(), middle + 8, str(player.place), Type.LABEL, place, True)
        mood = Mood.STRAIGHT if player.survived else Mood.LAUGH
        shirt = QPointF(cell.left() + 34, middle)
        ink = palette.ink
        paint_card(painter, shirt, 28, QColor(player.color), mood, 0, 2.5, False, ink=ink)
        left, room = cell.left() + 58, cell.width() - 64
        name = elide(player.name, Type.LABEL, room, player.place == 1)
        paint_text(painter, left, middle - 3, name, Type.LABEL, palette.text, player.place == 1)
        value = f"★ {player.value}" if player.best else player.value
        color = palette.card_text if player.best else palette.dim
        paint_text(painter, left, middle + 20, value, Type.HINT, color, player.best)
        x = left + text_width(value, Type.HINT, player.best) + 14
        for _ in range(player.cards):
            if x > cell.right() - 12:
                break
            paint_small_card(painter, QPointF(x, middle + 14), palette.out, ink, 0.6)
            x += 15


class BombRow(Row):
    """An item that made somebody laugh: what, whom, how often and how fast."""

    def __init__(self, theme: Theme, parent: QWidget, rank: int, bomb: BombView) -> None:
        self._rank, self._bomb = rank, bomb
        seconds = self.tr("{time} s")
        told = (
            f"{rank}. {bomb.title}",
            self.tr("{count} laughs").format(count=bomb.laughs),
            f"{self.tr('fastest')} {seconds.format(time=f'{bomb.fastest_s:.1f}')}",
            f"{self.tr('median')} {seconds.format(time=f'{bomb.median_s:.1f}')}",
            ", ".join(bomb.victims),
        )
        super().__init__(theme, parent, "; ".join(told))

    def height_for(self, width: float) -> float:
        lines = len(wrap(self._bomb.title, Type.LABEL, bomb_room(width), self._rank == 1)[:2])
        return 50.0 + 28.0 * lines

    def paint_row(self, painter: QPainter, body: QRectF) -> None:
        palette, bomb = self._theme.palette, self._bomb
        left, top = body.left() + 12, body.top()
        first = self._rank == 1
        rank = palette.card_text if first else palette.dim
        paint_text(painter, left, top + 34, str(self._rank), Type.NAME, rank, True)
        room = bomb_room(body.width())
        lines = wrap(bomb.title, Type.LABEL, room, first)
        if len(lines) > 2:
            lines = [lines[0], elide(" ".join(lines[1:]), Type.LABEL, room, first)]
        y = top + 33
        for words in lines:
            paint_text(painter, left + 44, y, words, Type.LABEL, palette.text, first)
            y += 28
        victims = elide(", ".join(bomb.victims), Type.HINT, room)
        paint_text(painter, left + 44, y - 2, victims, Type.HINT, palette.dim)
        middle = body.center().y()
        laughs, fastest, median = bomb_columns(body)
        paint_text(
            painter, laughs, middle + 9, str(bomb.laughs), Type.NAME, palette.text, True, RIGHT
        )
        paint_small_card(painter, QPointF(laughs + 18, middle), palette.out, palette.ink, 1.0)
        for x, value in ((fastest, bomb.fastest_s), (median, bomb.median_s)):
            words = self.tr("{time} s").format(time=f"{value:.1f}")
            paint_text(painter, x, middle + 7, words, Type.LABEL, palette.text, align=RIGHT)


def bomb_columns(body: QRectF) -> tuple[float, float, float]:
    """Right edges of the columns laughs, fastest and median, in a row's body."""
    step = 110.0 if body.width() >= WIDE else 84.0
    end = body.right() - 12
    return end - 2 * step - 30, end - step, end


def bomb_room(width: float) -> float:
    """How wide the title of an item may be in a row of this width."""
    laughs, *_ = bomb_columns(QRectF(0, 0, width, 0))
    return laughs - 56 - 64


def paint_small_card(
    painter: QPainter, center: QPointF, fill: QColor, ink: QColor, size: float
) -> None:
    """Paint a card that was shown, crossed out, ``size`` times 20×28 large."""
    painter.save()
    painter.translate(center)
    painter.scale(size, size)
    box(painter, QRectF(-10, -14, 20, 28), 4, fill, ink, 2.5)
    painter.scale(0.57, 0.57)
    strokes(painter, CROSS, ink, 6)
    painter.restore()
