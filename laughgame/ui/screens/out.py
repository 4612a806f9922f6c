"""The OUT screen: the frozen laugh, and the replay (VAR) that shows why it was one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.evidence import Exhibit
from laughgame.game.judge import Ruling
from laughgame.ui import centered, wording
from laughgame.ui.card import Mood, paint_face
from laughgame.ui.centered import origin
from laughgame.ui.controls.canvas import box
from laughgame.ui.letters import paint_word
from laughgame.ui.painting import (
    cached,
    fitting_size,
    paint_outlined,
    paint_text,
    prepare,
    text_width,
)
from laughgame.ui.start_button import CHECK, OBJECTION, PLAY, StartButton
from laughgame.ui.theme import (
    Line,
    Radius,
    Theme,
    Type,
    pen,
    scale_for,
)

SLOWER: Final = 0.25
"""The replay's speed."""

TICK_MS: Final = 33
ACCEPT_S: Final = 8.0
"""After so long the verdict is accepted by itself."""

VAR: Final = QRectF(40, 416, 1200, 276)
PHOTO: Final = QRectF(-186, -146, 372, 246)
"""The picture on its paper, whose middle is the origin."""

_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter
_END: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the replay, with what was judged of it."""

    image: QImage
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Replay:
    """All there is to show of one card: the pictures kept, oldest first, and which explain it.

    ``clock`` is the judged time as it is read on the screen; ``about`` what the laugh was about,
    empty where nobody knows.  ``last`` tells a red card from a yellow one.
    """

    player: str
    clock: str
    about: str
    shots: tuple[Shot, ...]
    exhibits: tuple[Exhibit, ...]
    last: bool
    may_appeal: bool


class OutScreen(QWidget):
    """Shows one replay after another; GUI thread."""

    accepted = Signal()
    appealed = Signal()
    objected = Signal()
    """Somebody raised an objection; the others decide."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._replay: Replay | None = None
        self._at_s = 0.0
        self._left_s = ACCEPT_S
        self._appealing = False
        self._cache: QPixmap | None = None
        self._call: QPixmap | None = None
        """The word that was called, which lies over the photograph."""
        self.appeal = StartButton(theme, self, OBJECTION, Type.NAME, go=False)
        self.accept = StartButton(theme, self, CHECK, Type.NAME)
        self.again = StartButton(theme, self, PLAY, Type.NAME, go=False)
        self.appeal.clicked.connect(self._press_appeal)
        self.accept.clicked.connect(self._accept)
        self.again.clicked.connect(self.rewind)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._advance)
        theme.changed.connect(self._forget)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def replay(self) -> Replay | None:
        """What is shown; None before the first."""
        return self._replay

    @property
    def appealing(self) -> bool:
        """Whether somebody objected, and the others are deciding."""
        return self._appealing

    def show_replay(self, replay: Replay) -> None:
        """Show a card that was just called; after some seconds it is accepted by itself."""
        self._replay = replay
        self._left_s, self._appealing = ACCEPT_S, False
        self.appeal.setVisible(replay.may_appeal)
        self.rewind()
        self.retranslate()
        self._tick.start()
        self.accept.setFocus()

    def stop(self) -> None:
        """Forget the pictures: they are nobody's business any more."""
        self._tick.stop()
        self._replay = None
        self._forget()

    def object(self) -> None:
        """Stop the clock and let the others decide; does nothing where there is no appeal."""
        if self._replay is not None and self._replay.may_appeal and not self._appealing:
            self._appealing = True
            self.retranslate()
            self.accept.setFocus()  # Enter is the card's, whoever pressed the other button
            self.objected.emit()

    def _press_appeal(self) -> None:
        """The left button: first the objection, then that it was right."""
        if self._appealing:
            self.grant()
        else:
            self.object()

    def _accept(self) -> None:
        """The yellow button: the verdict stands, as it was or after an appeal."""
        self._tick.stop()
        self.accepted.emit()

    def grant(self) -> None:
        """The others granted the appeal; does nothing where nobody objected."""
        if self._appealing:
            self._tick.stop()
            self.appealed.emit()

    def retranslate(self) -> None:
        replay = self._replay
        if self._appealing:
            self.appeal.set_words(self.tr("No laugh"), self.tr("N · take the card back"))
            self.accept.set_words(self.tr("It was a laugh"), self.tr("Enter · the card stays"))
        else:
            self.appeal.set_words(self.tr("Objection!"), self.tr("A · let the others decide"))
            seconds = math.ceil(self._left_s)
            self.accept.set_words(
                self.tr("Fair enough"),
                self.tr("Enter · by itself in {count} s").format(count=seconds),
            )
        self.again.set_words(self.tr("Once more"), self.tr("V · the replay"))
        if replay is not None:
            self.setAccessibleDescription(self._reason(replay))
        self._forget()

    # ---------------------------------------------------------------- motion

    def rewind(self) -> None:
        """Show the replay from its beginning."""
        shots = () if self._replay is None else self._replay.shots
        exhibits = () if self._replay is None else self._replay.exhibits
        first = exhibits[0].place if exhibits else 0
        self._at_s = shots[first].ruling.time_s if shots else 0.0
        self.accept.setFocus()
        self.update()

    def _advance(self) -> None:
        replay = self._replay
        if replay is None:
            return
        if replay.shots and self._at_s < replay.shots[-1].ruling.time_s:
            self._at_s += TICK_MS / 1000 * SLOWER
            self.update()
        if not self._appealing and self.isVisible():
            before, self._left_s = self._left_s, self._left_s - TICK_MS / 1000
            if self._left_s <= 0:
                self._accept()
            elif math.ceil(before) != math.ceil(self._left_s):
                self.retranslate()

    def _present(self, replay: Replay) -> Shot | None:
        """The picture of the replay's present moment."""
        before = [shot for shot in replay.shots if shot.ruling.time_s <= self._at_s + 1e-6]
        return before[-1] if before else (replay.shots[0] if replay.shots else None)

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self._theme.palette, self._theme.scale
        painter = QPainter(self)
        red = self._replay is None or self._replay.last
        painter.fillRect(self.rect(), palette.out if red else palette.card)
        if self._replay is None:
            return
        size = self.rect().toRectF().size() / scale
        if self._cache is None or self._call is None:
            self._cache = cached(self, size, scale, self._paint)
            self._call = cached(self, size, scale, self._paint_call)
        painter.drawPixmap(0, 0, self._cache)
        painter.save()
        prepare(painter, scale)
        painter.translate(origin(self, self._theme))
        self._paint_photo(painter, self._replay)
        self._paint_marker(painter, self._replay)
        painter.restore()
        painter.drawPixmap(0, 0, self._call)

    def _paint(self, painter: QPainter) -> None:
        replay = self._replay
        if replay is None:
            return
        painter.save()
        painter.translate(origin(self, self._theme))
        if replay.last and not self._theme.reduced_motion:
            self._paint_rays(painter)
        self._paint_var(painter, replay)
        painter.restore()

    def _paint_rays(self, painter: QPainter) -> None:
        center = QPointF(300, 250)
        rays = QPainterPath()
        for turn in range(0, 36, 2):
            rays.moveTo(center)
            for edge in (turn, turn + 1):
                angle = math.radians(edge * 10)
                rays.lineTo(center + QPointF(2200 * math.cos(angle), 2200 * math.sin(angle)))
            rays.closeSubpath()
        painter.fillPath(rays, self._theme.palette.ray)

    def _paint_call(self, painter: QPainter) -> None:
        palette, replay = self._theme.palette, self._replay
        if replay is None:
            return
        painter.translate(origin(self, self._theme))
        painter.save()
        painter.translate(128, 208)
        painter.rotate(-9)
        box(painter, QRectF(-91, -124, 182, 248), 30, palette.chalk, palette.ink, 4)
        fill = palette.out if replay.last else palette.card
        box(painter, QRectF(-80, -112, 160, 224), 22, fill, palette.ink, 5)
        painter.translate(0, 22)
        painter.scale(1.34, 1.34)
        paint_face(painter, Mood.LAUGH, palette.ink)
        painter.restore()
        painter.save()
        painter.translate(222, 96)
        painter.rotate(-5)
        word, height = ("OUT!!!", 206) if replay.last else ("WARNING", 100)
        if not replay.last:
            painter.translate(12, 60)
        paint_word(painter, word, height, palette.chalk, palette.ink, 10, QPointF(8, 14))
        painter.restore()
        sentence = self._sentence(replay)
        size = fitting_size(sentence, Type.CAPTION, 740, True)
        center = 52 + text_width(sentence, size, True) / 2
        paint_outlined(painter, center, 392, sentence, size, palette.chalk, palette.ink)

    def _sentence(self, replay: Replay) -> str:
        if replay.about:
            return self.tr("“{about}” did it").format(about=replay.about)
        return self.tr("That was a laugh.")

    def _reason(self, replay: Replay) -> str:
        ruling = replay.shots[-1].ruling if replay.shots else None
        if ruling is None or ruling.smile is None:
            return ""
        return wording.out_reason(ruling.smile, ruling.held_s, ruling.threshold)

    def _paint_var(self, painter: QPainter, replay: Replay) -> None:
        palette = self._theme.palette
        box(painter, VAR.translated(6, 8), Radius.CARD, palette.ink)
        box(
            painter,
            VAR,
            Radius.CARD,
            palette.pitch if palette.dark else palette.ink,
            palette.ink,
            4,
        )
        painter.save()
        painter.translate(VAR.left() + 24, VAR.top() + 18)
        paint_word(painter, "VAR", 30, palette.card)
        painter.restore()
        chalk, dim = palette.chalk, palette.grey
        slow = self.tr("slow motion 0.25×")
        paint_text(painter, VAR.left() + 116, VAR.top() + 41, slow, Type.HINT, dim)
        reason = self._reason(replay)
        size = fitting_size(reason, Type.JOKE, 760, True)
        paint_text(painter, VAR.right() - 24, VAR.top() + 44, reason, size, chalk, True, _END)
        for number, exhibit in enumerate(replay.exhibits):
            self._paint_exhibit(painter, number, replay.shots[exhibit.place], exhibit)
        if replay.shots:
            self._paint_line(painter, replay.exhibits, replay.shots[-1].ruling.held_s)

    def _cell(self, number: int) -> QRectF:
        width = (VAR.width() - 48 - 6 * 12) / 7
        return QRectF(VAR.left() + 24 + number * (width + 12), VAR.top() + 58, width, 104)

    def _paint_exhibit(self, painter: QPainter, number: int, shot: Shot, exhibit: Exhibit) -> None:
        palette = self._theme.palette
        cell = self._cell(number)
        _paint_image(painter, shot.image, cell, 8)
        box(painter, cell, 8, None, palette.out if exhibit.over else palette.rail, 5)
        tag = QRectF(cell.left() + 2, cell.top() + 2, 62, 24)
        box(painter, tag, 7, palette.ink)
        when = f"{exhibit.offset_s:+.2f}".replace("-", "−")
        paint_text(
            painter, tag.center().x(), tag.top() + 17.5, when, Type.HINT, palette.chalk, True,
            _MIDDLE,
        )  # fmt: skip
        bar = QRectF(cell.left(), cell.bottom() + 6, cell.width(), 70)
        box(painter, bar, 6, palette.ink.darker(140))
        height = bar.height() * exhibit.smile
        zone = exhibit.smile > exhibit.threshold - 0.15
        color = palette.out if exhibit.over else (palette.card if zone else palette.sky)
        filled = QRectF(bar.left(), bar.bottom() - height, bar.width(), height)
        if height > 1:
            box(painter, filled, 6, color, palette.ink, Line.EDGE)
        paint_outlined(
            painter, bar.center().x(), bar.bottom() - 13, f"{exhibit.smile:.2f}", Type.JOKE,
            palette.chalk, palette.ink,
        )  # fmt: skip

    def _paint_line(self, painter: QPainter, exhibits: Sequence[Exhibit], held_s: float) -> None:
        """The same line over all the bars, and how long the smile was above it."""
        if not exhibits:
            return
        palette = self._theme.palette
        bottom = self._cell(0).bottom() + 76
        y = bottom - 70 * exhibits[-1].threshold
        painter.setPen(pen(palette.chalk, 5))
        painter.drawLine(QPointF(VAR.left() + 10, y), QPointF(VAR.right() - 10, y))
        above = [number for number, exhibit in enumerate(exhibits) if exhibit.over]
        if not above:
            return
        left, right = self._cell(above[0]).left(), self._cell(above[-1]).right()
        y = bottom + 18
        painter.setPen(pen(palette.chalk, 4))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        for x in (left, right):
            painter.drawLine(QPointF(x, y - 8), QPointF(x, y + 8))
        words = self.tr("{time} s above the line").format(time=f"{held_s:.2f}")
        width = text_width(words, Type.HINT, True) + 24
        tag = QRectF((left + right - width) / 2, y - 14, width, 28)
        box(painter, tag, 8, palette.out, palette.ink, Line.EDGE)
        paint_text(
            painter, tag.center().x(), tag.center().y() + 6, words, Type.HINT, palette.ink, True,
            _MIDDLE,
        )  # fmt: skip

    def _paint_marker(self, painter: QPainter, replay: Replay) -> None:
        """The exhibit that the replay has come to."""
        passed = [
            number
            for number, exhibit in enumerate(replay.exhibits)
            if replay.shots[exhibit.place].ruling.time_s <= self._at_s + 1e-6
        ]
        if passed:
            palette = self._theme.palette
            cell = self._cell(passed[-1])
            box(painter, cell, 8, None, palette.ink, 11)
            box(painter, cell, 8, None, palette.card, 6)

    def _paint_photo(self, painter: QPainter, replay: Replay) -> None:
        """The moving picture on its paper, with the gauge beside it."""
        palette = self._theme.palette
        shot = self._present(replay)
        painter.save()
        painter.translate(1030, 206)
        painter.rotate(3)
        paper = QRectF(-200, -160, 400, 320)
        box(painter, paper.translated(10, 12), 14, palette.ink)
        box(painter, paper, 14, palette.chalk, palette.ink, 5)
        if shot is not None:
            _paint_image(painter, shot.image, PHOTO, 6)
            self._paint_gauge(painter, shot.ruling)
        box(painter, PHOTO, 6, None, palette.ink, Line.EDGE)
        room = PHOTO.width() - 16 - text_width(replay.clock, Type.LABEL, True)
        size = fitting_size(replay.player, Type.JOKE, room, True)
        paint_text(painter, -178, 140, replay.player, size, palette.ink, True)
        paint_text(painter, 178, 140, replay.clock, Type.LABEL, palette.ink, True, _END)
        painter.restore()

    def _paint_gauge(self, painter: QPainter, ruling: Ruling) -> None:
        palette = self._theme.palette
        column = QRectF(PHOTO.right() - 34, PHOTO.top() + 10, 24, PHOTO.height() - 20)
        box(painter, column, Radius.BAR, palette.track, palette.ink, Line.EDGE)
        smile = ruling.smile or 0.0
        height = column.height() * smile
        color = palette.out if ruling.over else palette.sky
        box(
            painter,
            QRectF(column.left(), column.bottom() - height, column.width(), height),
            Radius.BAR,
            color,
        )
        y = column.bottom() - column.height() * ruling.threshold
        painter.setPen(pen(palette.ink, 9, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(column.left() - 8, y), QPointF(column.right() + 8, y))
        painter.setPen(pen(palette.chalk, 5, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(column.left() - 8, y), QPointF(column.right() + 8, y))

    # ---------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        for number, button in enumerate((self.appeal, self.accept, self.again)):
            area = QRectF(40 + 408 * number - 8, 698, 400, 98)
            centered.place(button, self, self._theme, area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._theme.set_scale(scale_for(self.width(), self.height()))
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._cache = self._call = None
        self._lay_out()
        self.update()


def _paint_image(painter: QPainter, image: QImage, area: QRectF, radius: float) -> None:
    """Fill ``area`` with the middle of a picture, its corners rounded."""
    clip = QPainterPath()
    clip.addRoundedRect(area, radius, radius)
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    width, height = image.width(), image.height()
    scale = max(area.width() / max(1, width), area.height() / max(1, height))
    seen = QRectF(0, 0, area.width() / scale, area.height() / scale)
    seen.moveCenter(QPointF(width / 2, height / 2))
    painter.drawImage(area, image, seen)
    painter.restore()
