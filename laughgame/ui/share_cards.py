"""The cards to share: a replay's evidence, and how a game went, as pictures of 1200×630.

That shape (1.91:1) is what messengers and social networks show of a picture uncropped, and it is
close to a camera's own: the face keeps its room, and the strip of seven moments its breadth.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from laughgame.ui import replay_painting
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box
from laughgame.ui.controls.text import elide, wrap
from laughgame.ui.painting import fitting_size, paint_text, prepare, text_width
from laughgame.ui.pitch import paint_pitch
from laughgame.ui.replay import Replay
from laughgame.ui.screens.results import MatchResult, PlayerRecord
from laughgame.ui.screens.results_words import ending_words
from laughgame.ui.theme import DARK, Line, Radius, Type, pen

SIZE: Final = (1200, 630)

REPLAY_SCALE: Final = 0.9
"""At it the upper 700 design pixels of the replay, and 1333 of its breadth, fill the card."""

TABLE: Final = QRectF(660, 40, 500, 520)
HELD: Final = QRectF(40, 340, 588, 220)
SHOWN: Final = 4
"""Players in the table."""

ROW: Final = 108
"""From one player to the next."""

_END: Final = Qt.AlignmentFlag.AlignRight
_FLAT: Final = Qt.PenCapStyle.FlatCap

translate = QCoreApplication.translate


def replay_card(replay: Replay, day: date) -> QImage:
    """Return the verdict with its evidence: the last picture, the strip, the reason, the day."""
    image = _blank(DARK.out if replay.last else DARK.card)
    painter = QPainter(image)
    prepare(painter, REPLAY_SCALE)
    painter.translate((SIZE[0] / REPLAY_SCALE - 1280) / 2, -9)
    if replay.last:
        replay_painting.paint_rays(painter, DARK)
    replay_painting.paint_var(painter, DARK, replay, f"{_game()} · {day.isoformat()}")
    shot = replay.shots[-1] if replay.shots else None
    replay_painting.paint_photo(painter, DARK, replay, shot)
    replay_painting.paint_call(painter, DARK, replay)
    painter.end()
    return image


def result_card(result: MatchResult, headline: str, day: date) -> QImage:
    """Return who lasted how long and the hardest laugh held in; there is no face on it."""
    image = _blank(DARK.pitch)
    painter = QPainter(image)
    prepare(painter, 1.0)
    paint_pitch(painter, QRectF(0, 0, *SIZE), DARK)
    first = result.records[0]
    mood = Mood.STRAIGHT if first.survived else Mood.LAUGH
    paint_card(painter, QPointF(144, 184), 168, QColor(first.color), mood, -8, 6)
    lines = wrap(headline, 52, 350, True)[:3]
    size = min(fitting_size(line, 52, 350, True) for line in lines)
    top = 196 - (len(lines) - 1) * 32
    for number, line in enumerate(lines):
        paint_text(painter, 272, top + number * 64, line, size, DARK.text, True)
    _paint_held(painter, result)
    _paint_table(painter, result)
    paint_card(painter, QPointF(56, 596), 26, DARK.card, tilt=-6, edge_width=3)
    paint_text(painter, 84, 603, _game(), Type.LABEL, DARK.text, True)
    paint_text(painter, TABLE.right(), 603, day.isoformat(), Type.LABEL, DARK.dim, align=_END)
    painter.end()
    return image


def _game() -> str:
    return translate("MainWindow", "LaughGame")


def _blank(color: QColor) -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


def _paint_held(painter: QPainter, result: MatchResult) -> None:
    """The hardest laugh that was held in, on the line that it did not get past."""
    box(painter, HELD.translated(0, 6), Radius.PANEL, DARK.ink)
    box(painter, HELD, Radius.PANEL, DARK.stand, DARK.panel_edge)
    left, right, top = HELD.left() + 28, HELD.right() - 28, HELD.top()
    what = translate("ResultsScreen", "hardest held in")
    paint_text(painter, left, top + 46, what, Type.LABEL, DARK.dim)
    held = [
        (record.hardest[1], record.hardest[0], record)
        for record in result.records
        if record.hardest is not None
    ]
    if not held:
        nothing = translate("ShareCard", "Nobody had to hold anything in.")
        size = fitting_size(nothing, Type.JOKE, right - left, True)
        paint_text(painter, left, top + 120, nothing, size, DARK.text, True)
        return
    margin, smile, record = max(held, key=lambda one: one[:2])
    value = f"{smile:.2f}"
    paint_text(painter, left, top + 118, value, Type.VALUE, DARK.card_text, True)
    after = left + text_width(value, Type.VALUE, True) + 24
    name = elide(record.name, Type.JOKE, right - after, True)
    paint_text(painter, after, top + 88, name, Type.JOKE, DARK.text, True)
    gap = translate("ResultsScreen", "{gap} from the line").format(gap=f"{abs(margin):.2f}")
    paint_text(painter, after, top + 118, gap, Type.LABEL, DARK.dim)
    bar = QRectF(left, top + 150, right - left, 34)
    box(painter, bar, Radius.BAR, DARK.track, DARK.ink, Line.EDGE)
    filled = QRectF(bar)
    filled.setWidth(max(2.0 * Radius.BAR, bar.width() * smile))
    box(painter, filled, Radius.BAR, DARK.card, DARK.ink, Line.EDGE)
    x = bar.left() + bar.width() * result.threshold
    ends = QPointF(x, bar.top() - 12), QPointF(x, bar.bottom() + 12)
    painter.setPen(pen(DARK.line_edge, Line.THRESHOLD + 2 * Line.THRESHOLD_INK, _FLAT))
    painter.drawLine(*ends)
    painter.setPen(pen(DARK.line, Line.THRESHOLD, _FLAT))
    painter.drawLine(*ends)


def _paint_table(painter: QPainter, result: MatchResult) -> None:
    box(painter, TABLE.translated(6, 8), Radius.PANEL, DARK.ink)
    box(painter, TABLE, Radius.PANEL, DARK.chalk, DARK.ink, 4)
    left, right = TABLE.left() + 28, TABLE.right() - 28
    heading = translate("ResultsScreen", "Table")
    paint_text(painter, left, TABLE.top() + 50, heading, Type.JOKE, DARK.ink, True)
    lasted = translate("ResultsScreen", "lasted")
    paint_text(painter, right, TABLE.top() + 48, lasted, Type.LABEL, DARK.paper_dim, align=_END)
    shown = result.records[:SHOWN]
    for number, record in enumerate(shown):
        _paint_row(painter, record, TABLE.top() + 78 + number * ROW, number)
    if len(shown) <= SHOWN - 2:
        _paint_bombs(painter, result, TABLE.top() + 78 + len(shown) * ROW)


def _paint_bombs(painter: QPainter, result: MatchResult, top: float) -> None:
    """What did it, where few players leave room for it."""
    left, right = TABLE.left() + 28, TABLE.right() - 28
    if not result.bombs:
        return
    heading = translate("ResultsScreen", "What made you laugh")
    paint_text(painter, left, top + 50, heading, Type.LABEL, DARK.ink, True)
    y = top + 66
    for bomb in result.bombs[: SHOWN - len(result.records)]:
        painter.setPen(pen(DARK.paper_rule, 2))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        lines = wrap(bomb.text, Type.LABEL, right - left)
        if len(lines) > 2:
            lines = [lines[0], elide(" ".join(lines[1:]), Type.LABEL, right - left)]
        for number, line in enumerate(lines):
            paint_text(painter, left, y + 32 + number * 28, line, Type.LABEL, DARK.ink)
        y += 22 + len(lines) * 28


def _paint_row(painter: QPainter, record: PlayerRecord, top: float, number: int) -> None:
    left, right = TABLE.left() + 28, TABLE.right() - 28
    first = record.place == 1
    if first:
        painter.save()
        painter.translate(TABLE.center().x(), top + 48)
        painter.rotate(-1.0)
        half = TABLE.width() / 2 + 8
        body = QRectF(-half, -48, 2 * half, 96)
        box(painter, body.translated(6, 6), Radius.PANEL, DARK.ink)
        box(painter, body, Radius.PANEL, DARK.card, DARK.ink, 4)
        painter.restore()
    elif number > 1:
        painter.setPen(pen(DARK.paper_rule, 2))
        painter.drawLine(QPointF(left, top - 4), QPointF(right, top - 4))
    size = Type.CAPTION if first else Type.JOKE
    paint_text(painter, left, top + 62, str(record.place), size, DARK.ink, True)
    mood = Mood.STRAIGHT if record.survived else Mood.LAUGH
    center = QPointF(left + 78, top + 48)
    paint_card(painter, center, 50, QColor(record.color), mood, 0, 3, shadow=False)
    room = right - text_width(record.clock, size, True) - 16 - (left + 124)
    name = elide(record.name, Type.JOKE, room, True)
    paint_text(painter, left + 124, top + 46, name, Type.JOKE, DARK.ink, True)
    ending = ending_words(record.ending)
    paint_text(painter, left + 124, top + 74, ending, Type.LABEL, DARK.paper_dim)
    paint_text(painter, right, top + 62, record.clock, size, DARK.ink, True, _END)
