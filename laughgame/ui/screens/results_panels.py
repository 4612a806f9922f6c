"""The lower and the right part of the results: the bombs, and the table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box, strokes
from laughgame.ui.controls.text import elide, fit
from laughgame.ui.painting import fitting_size, paint_text, text_width
from laughgame.ui.screens.results_plot import CROSS
from laughgame.ui.screens.results_words import ending_words, no_bombs
from laughgame.ui.theme import Palette, Radius, Type, pen

if TYPE_CHECKING:
    from laughgame.ui.screens.results import MatchResult, PlayerRecord

translate = QCoreApplication.translate

BOMBS: Final = QRectF(40, 520, 820, 256)
TABLE: Final = QRectF(876, 116, 364, 660)
SHOWN_BOMBS: Final = 4
SHOWN_PLAYERS: Final = 4

_END: Final = Qt.AlignmentFlag.AlignRight


def paint_bombs(painter: QPainter, palette: Palette, result: "MatchResult") -> None:
    """Paint what made people laugh, the deadliest first."""
    box(painter, BOMBS, Radius.PANEL, palette.stand, palette.panel_edge)
    left, right, top = BOMBS.left() + 24, BOMBS.right() - 24, BOMBS.top()
    heading = translate("ResultsScreen", "What made you laugh")
    paint_text(painter, left, top + 38, heading, Type.LABEL, palette.text, True)
    cards = translate("ResultsScreen", "cards")
    paint_text(painter, right, top + 38, cards, Type.HINT, palette.dim, align=_END)
    if not result.bombs:
        nothing = no_bombs(result.mode)
        paint_text(painter, left, top + 100, nothing, Type.LABEL, palette.dim)
    for number, bomb in enumerate(result.bombs[:SHOWN_BOMBS]):
        y = top + 58 + number * 47
        painter.setPen(pen(palette.panel_edge, 2))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        first = number == 0
        rank = palette.card_text if first else palette.dim
        paint_text(painter, left, y + 32, str(number + 1), Type.NAME, rank, True)
        after = translate("ResultsScreen", "after {time} s").format(time=f"{bomb.fastest_s:.1f}")
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
            strokes(painter, CROSS, palette.ink, 6)
            painter.restore()


def paint_table(painter: QPainter, palette: Palette, records: "tuple[PlayerRecord, ...]") -> None:
    """Paint the table; who won lies on a yellow card."""
    box(painter, TABLE, Radius.PANEL, palette.chalk, palette.ink, 4)
    left, right = TABLE.left() + 24, TABLE.right() - 24
    heading = translate("ResultsScreen", "Table")
    paint_text(painter, left, TABLE.top() + 46, heading, Type.JOKE, palette.ink, True)
    lasted = translate("ResultsScreen", "lasted")
    dim = palette.paper_dim
    paint_text(painter, right, TABLE.top() + 44, lasted, Type.HINT, dim, align=_END)
    for number, record in enumerate(records[:SHOWN_PLAYERS]):
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
        paint_shirt(painter, QPointF(left + 74, y + 50), 46, record, palette.ink)
        clock = text_width(record.clock, size, True)
        room = right - clock - 12 - (left + 118)
        name, fitting = fit(record.name, Type.NAME, room, True)
        paint_text(painter, left + 118, y + 46, name, fitting, palette.ink, True)
        ending = ending_words(record.ending)
        color = QColor("#46503A") if record.place == 1 else dim
        paint_text(painter, left + 118, y + 74, ending, Type.HINT, color)
        paint_text(painter, right, y + 62, record.clock, size, palette.ink, True, _END)
    calmest = stone_face(records)
    if calmest is not None:
        _paint_stone_face(painter, palette, calmest)


def stone_face(records: "Sequence[PlayerRecord]") -> "PlayerRecord | None":
    """Return whose face moved least in the mean; ``None`` for one alone, and without a curve."""
    seen = [record for record in records if record.points]
    if len(seen) < 2:
        return None
    return min(seen, key=lambda record: record.mean_smile)


def _paint_stone_face(painter: QPainter, palette: Palette, record: "PlayerRecord") -> None:
    """Paint who kept stillest at the foot of the table, whoever lasted longest."""
    left, right = TABLE.left() + 24, TABLE.right() - 24
    y = TABLE.bottom() - 128
    painter.setPen(pen(palette.ink, 4, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    about = translate("ResultsScreen", "stone face of the match")
    size = fitting_size(about, Type.HINT, TABLE.width() - 140)
    paint_text(painter, left, y + 34, about, size, palette.paper_dim)
    name = elide(record.name, Type.NAME, TABLE.width() - 150, True)
    paint_text(painter, left, y + 68, name, Type.NAME, palette.ink, True)
    mean = translate("ResultsScreen", "smile {value} in the mean").format(
        value=f"{record.mean_smile:.2f}"
    )
    size = fitting_size(mean, Type.HINT, TABLE.width() - 140)
    paint_text(painter, left, y + 96, mean, size, palette.ink)
    center = QPointF(right - 34, y + 54)
    paint_card(painter, center, 64, QColor(record.color), Mood.STRAIGHT, 4, 4, shadow=False)


def paint_shirt(
    painter: QPainter, center: QPointF, width: float, record: "PlayerRecord", ink: QColor
) -> None:
    """Paint a player as a card in their colour: straight-faced, or laughing."""
    mood = Mood.STRAIGHT if record.survived else Mood.LAUGH
    paint_card(painter, center, width, QColor(record.color), mood, 0, 3, shadow=False, ink=ink)
