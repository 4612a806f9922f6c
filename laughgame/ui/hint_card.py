"""The paper card under the stage: what to do now, or why it was OUT."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.text import fit
from laughgame.ui.painting import cached, paint_text, text_width
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

HEIGHT: Final = 112.0
TURN_S: Final = 8.0
"""How long each hint is shown."""


class Stamp(Enum):
    """What stands at the right end of the card."""

    RING = "ring"
    """The seconds until the next hint."""
    OUT = "out"
    """A red card."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cue:
    """One text for the card: a bold line, a plain one, and keys drawn as key caps."""

    headline: str
    detail: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    """Key and what it does, instead of ``detail``."""
    stamp: Stamp = Stamp.RING


Say = Callable[[], Cue]
"""Asked anew after every change of language."""


class Topic(Enum):
    """What a pressing cue is about."""

    NEWS = "news"
    MATCH = "match"
    """What happened in a match; it is of no interest after it."""
    RULES = "rules"
    """Which rules are in force; only the newest counts."""
    SOURCE = "source"
    """Where the pictures come from; only the newest counts."""
    CRASH = "crash"
    """How the last game ended; of no interest once its report is deleted."""
    OUT = "out"
    """The newest OUT; it waits until all news has been read."""


@dataclass(slots=True, eq=False)
class _Pressing:
    """A cue that is shown for its time; ``until_s`` counts once its turn has come."""

    say: Say
    cue: Cue
    seconds: float
    topic: Topic
    until_s: float = 0.0


class HintCard(QWidget):
    """Shows hints in turn; a standing cue goes before them, and pressing ones before that.

    Pressing cues queue: each is shown for its whole time, on a card that can be seen.
    Only what the player has just done goes before the reason of an OUT.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[Cue, ...] = ()
        self._turn = 0
        self._turn_since_s = time.monotonic()
        self._pressing: list[_Pressing] = []
        self._standing: Cue | None = None
        self._before_out = False
        self._cache: QPixmap | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        theme.changed.connect(self._forget)

    @property
    def urgent(self) -> bool:
        """Whether there is more to say than a hint."""
        return bool(self._pressing) or self._standing is not None

    @property
    def cue(self) -> Cue:
        """What the card says now."""
        first = self._pressing[0] if self._pressing else None
        waits = self._before_out and first is not None and first.topic is Topic.OUT
        if first is not None and not waits:
            return first.cue
        if self._standing is not None:
            return self._standing
        return self._hints[self._turn % len(self._hints)] if self._hints else Cue("")

    def set_hints(self, hints: Sequence[Cue]) -> None:
        """Show these in turn, from the one whose turn it is."""
        self._hints = tuple(hints)
        self._forget()

    def stand(self, cue: Cue | None, *, before_out: bool = False) -> None:
        """Show ``cue`` instead of the hints for as long as it is so; None ends that.

        ``before_out`` shows it even while the reason of an OUT is pressing.
        """
        if cue != self._standing:
            self._standing, self._before_out = cue, before_out
            self._turn_since_s = time.monotonic()
            self._forget()

    def press(self, say: Say, seconds: float, topic: Topic = Topic.NEWS) -> None:
        """Show a cue for ``seconds``, after those that were pressing before.

        One that waits or is shown already is not queued twice.
        """
        cue = say()
        if any(one.cue == cue and one.topic is topic for one in self._pressing):
            return
        queues = topic in (Topic.NEWS, Topic.MATCH)
        kept = [one for one in self._pressing if queues or one.topic is not topic]
        kept.append(_Pressing(say, cue, seconds, topic))
        self._line_up(sorted(kept, key=lambda one: one.topic is Topic.OUT))

    def dismiss(self, topic: Topic) -> None:
        """Take the cues of this topic away."""
        self._line_up([one for one in self._pressing if one.topic is not topic])

    def retranslate(self) -> None:
        """Say the pressing cues in the language of now; their time runs on."""
        for one in self._pressing:
            one.cue = one.say()
        self._forget()

    def _line_up(self, pressing: list[_Pressing]) -> None:
        before, self._pressing = self._pressing[:1], pressing
        if pressing[:1] != before:
            self._begin_first()
        self._forget()

    def _begin_first(self) -> None:
        now_s = time.monotonic()
        self._turn_since_s = now_s
        if self._pressing:
            self._pressing[0].until_s = now_s + self._pressing[0].seconds

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._theme.scale
        if self._cache is None:
            size = QSizeF(self.width() / scale, self.height() / scale)
            self._cache = cached(self, size, scale, self._paint)
        QPainter(self).drawPixmap(0, 0, self._cache)

    def _paint(self, painter: QPainter) -> None:
        palette, cue = self._theme.palette, self.cue
        wide = self.width() / self._theme.scale - 4
        painter.translate(2, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.ink)
        painter.drawRoundedRect(QRectF(4, 6, wide - 4, 104), Radius.CHIP, Radius.CHIP)
        painter.setPen(pen(palette.ink, Line.EDGE))
        painter.setBrush(palette.chalk)
        painter.drawRoundedRect(QRectF(0, 0, wide, 104), Radius.CHIP, Radius.CHIP)
        holes = pen(palette.paper_rule, 2)
        holes.setDashPattern([0.1, 5])
        painter.setPen(holes)
        painter.drawLine(QPointF(14, 4), QPointF(14, 100))
        right = wide - (34 if cue.stamp is Stamp.NONE else 108)
        baseline = 44.0 if cue.detail or cue.keys else 62.0
        headline, size = fit(cue.headline, Type.JOKE, right - 34, True)
        paint_text(painter, 34, baseline, headline, size, palette.ink, True)
        if cue.keys:
            self._paint_keys(painter, right)
        else:
            detail, size = fit(cue.detail, Type.JOKE, right - 34)
            paint_text(painter, 34, 84, detail, size, palette.ink)
        match cue.stamp:
            case Stamp.RING:
                self._paint_ring(painter, QPointF(wide - 56, 52))
            case Stamp.OUT:
                center = QPointF(wide - 58, 52)
                paint_card(painter, center, 54, palette.out, Mood.LAUGH, 8, 3)

    def _paint_keys(self, painter: QPainter, right: float) -> None:
        palette = self._theme.palette
        gaps = 10 + 20 + 20
        wanted = sum(
            text_width(key, Type.HINT, True) + text_width(words, Type.LABEL) + gaps
            for key, words in self.cue.keys
        )
        shrink = min(1.0, (right - 34) / wanted)
        painter.save()
        painter.translate(34, 76)
        painter.scale(shrink, shrink)
        x = 0.0
        for key, words in self.cue.keys:
            cap = text_width(key, Type.HINT, True) + 20
            painter.setPen(pen(palette.ink, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x, -15, cap, 30), 7, 7)
            middle = Qt.AlignmentFlag.AlignHCenter
            paint_text(painter, x + cap / 2, 6, key, Type.HINT, palette.ink, True, middle)
            paint_text(painter, x + cap + 10, 7, words, Type.LABEL, palette.paper_dim)
            x += cap + 10 + text_width(words, Type.LABEL) + 20
        painter.restore()

    def _paint_ring(self, painter: QPainter, center: QPointF) -> None:
        palette = self._theme.palette
        left = max(0.0, TURN_S - (time.monotonic() - self._turn_since_s))
        ring = QRectF(center.x() - 28, center.y() - 28, 56, 56)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(pen(palette.paper_rule, 8, flat))
        painter.drawEllipse(ring)
        painter.setPen(pen(palette.ink, 8, flat))
        # From the top, clockwise; Qt counts sixteenths of a degree anticlockwise.
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * math.ceil(left) / TURN_S))
        middle = Qt.AlignmentFlag.AlignHCenter
        number = str(math.ceil(left))
        paint_text(
            painter, center.x(), center.y() + 7.5, number, Type.LABEL, palette.ink, True, middle
        )

    def _tick(self) -> None:
        now_s = time.monotonic()
        if self._pressing:
            if now_s >= self._pressing[0].until_s:
                self._line_up(self._pressing[1:])
            return
        if self._standing is None and now_s - self._turn_since_s >= TURN_S:
            self._turn += 1
            self._turn_since_s = now_s
        self._forget()

    def showEvent(self, event: QEvent) -> None:
        self._begin_first()  # what nobody could see was not read
        self._timer.start()

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def _forget(self) -> None:
        self._cache = None
        self.setAccessibleName(f"{self.cue.headline} {self.cue.detail}".strip())
        self.update()
