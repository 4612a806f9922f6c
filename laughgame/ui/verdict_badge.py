"""The verdict, large: a card and a word in block letters, slapped onto the stage."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, QSizeF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.judge import Verdict
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.letters import paint_word, word_width
from laughgame.ui.painting import cached, start
from laughgame.ui.theme import Palette, Theme, dashed_pen, font, pen
from laughgame.ui.wording import verdict_name, verdict_word

WORD_HEIGHT: Final = 56.0
BOARD_HEIGHT: Final = 96.0
OUT_SIZE: Final = 1.3
"""An OUT is this much larger than the other verdicts."""

POP_MS: Final = 160
WOBBLE_MS: Final = 400
WOBBLE_HZ: Final = 8
WOBBLE_DEGREES: Final = 1.5
SLAM_MS: Final = 180
SHAKE_MS: Final = 120
SHAKE_PX: Final = 6.0

_POP: Final = QEasingCurve(QEasingCurve.Type.OutBack)
_SLAM: Final = QEasingCurve(QEasingCurve.Type.InQuad)


@dataclass(frozen=True, slots=True)
class Pose:
    """How the badge lies at one moment: its size, extra tilt in degrees and shift."""

    scale: float = 1.0
    tilt: float = 0.0
    shift: float = 0.0


REST: Final = Pose()


def motion_ms(verdict: Verdict) -> int:
    """How long the badge moves after the verdict has changed."""
    match verdict:
        case Verdict.WARNING:
            return WOBBLE_MS
        case Verdict.OUT:
            return SLAM_MS + SHAKE_MS
        case _:
            return POP_MS


def pose_at(verdict: Verdict, elapsed_ms: float) -> Pose:
    """How the badge lies ``elapsed_ms`` after the verdict has changed."""
    if elapsed_ms >= motion_ms(verdict):
        return REST
    if verdict is Verdict.OUT:
        if elapsed_ms < SLAM_MS:
            return Pose(scale=3.0 - 2.0 * _SLAM.valueForProgress(elapsed_ms / SLAM_MS))
        # One shake: out and back, dying away.
        share = (elapsed_ms - SLAM_MS) / SHAKE_MS
        return Pose(shift=SHAKE_PX * math.sin(2 * math.pi * share) * (1 - share))
    scale = 1.15 - 0.15 * _POP.valueForProgress(min(1.0, elapsed_ms / POP_MS))
    if verdict is Verdict.WARNING:
        turn = math.sin(2 * math.pi * WOBBLE_HZ * elapsed_ms / 1000)
        return Pose(scale=scale, tilt=WOBBLE_DEGREES * turn)
    return Pose(scale=scale)


class VerdictBadge(QWidget):
    """Shows one verdict and moves when it changes.  Lies over the stage, deaf to the mouse.

    The board's upper left corner rests ``origin`` design pixels from the widget's own, which
    leaves room for the card and for the slam.
    """

    origin: Final = QPointF(30, 48)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._verdict = Verdict.PAUSED
        self._pose = REST
        self._cache: QPixmap | None = None
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._move)
        theme.changed.connect(self._forget)
        self.retranslate()

    @property
    def verdict(self) -> Verdict:
        return self._verdict

    def show_verdict(self, verdict: Verdict) -> None:
        if verdict is self._verdict:
            return
        self._verdict = verdict
        self._cache = None
        self._motion.stop()
        self._pose = REST
        if not self._theme.reduced_motion and self.isVisible():
            duration = motion_ms(verdict)
            self._motion.setDuration(duration)
            self._motion.setStartValue(0.0)
            self._motion.setEndValue(float(duration))
            self._motion.start()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(verdict_name(self._verdict))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._theme.scale
        if self._pose != REST:
            painter = start(self, scale)
            self._paint(painter, self._pose)
            return
        if self._cache is None:
            size = QSizeF(self.width() / scale, min(self.height() / scale, 260))
            self._cache = cached(self, size, scale, lambda p: self._paint(p, REST))
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._cache)

    def _paint(self, painter: QPainter, pose: Pose) -> None:
        painter.translate(self.origin + QPointF(pose.shift, 0))
        paint_badge(painter, self._verdict, self._theme.palette, pose)

    def _move(self, elapsed_ms: float) -> None:
        self._pose = pose_at(self._verdict, elapsed_ms)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._cache = None

    def _forget(self) -> None:
        self._cache = None
        self.update()


def board_width(verdict: Verdict) -> float:
    """Width of the board behind the word, in design pixels."""
    return word_width(verdict_word(verdict), WORD_HEIGHT) + 150


def paint_badge(painter: QPainter, verdict: Verdict, palette: Palette, pose: Pose = REST) -> None:
    """Paint the badge with its board's upper left corner at the painter's origin."""
    board, tilt, mood = _look(verdict, palette)
    size = OUT_SIZE if verdict is Verdict.OUT else 1.0
    wide = board_width(verdict)
    painter.save()
    painter.scale(size, size)
    painter.rotate(tilt)
    # Motion turns and grows the badge about the middle of its board.
    painter.translate(wide / 2, BOARD_HEIGHT / 2)
    painter.rotate(pose.tilt)
    painter.scale(pose.scale, pose.scale)
    painter.translate(-wide / 2, -BOARD_HEIGHT / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.ink)
    painter.drawRoundedRect(QRectF(6, 8, wide, BOARD_HEIGHT), 16, 16)
    painter.setPen(pen(palette.ink, 4))
    painter.setBrush(board)
    painter.drawRoundedRect(QRectF(0, 0, wide, BOARD_HEIGHT), 16, 16)
    painter.save()
    painter.translate(118, 20)
    if verdict is Verdict.OUT:
        paint_word(painter, verdict_word(verdict), WORD_HEIGHT, palette.chalk, palette.ink, 3)
    else:
        paint_word(painter, verdict_word(verdict), WORD_HEIGHT, palette.ink)
    painter.restore()
    if mood is None:
        _paint_blank_card(painter, palette)
    else:
        turn = 7.0 if tilt else -6.0
        paint_card(painter, QPointF(58, 36), 88, palette.chalk, mood, turn, 4, shadow=False)
    painter.restore()


def _look(verdict: Verdict, palette: Palette) -> tuple[QColor, float, Mood | None]:
    """The board's colour, its tilt in degrees, and the card's face; None is a blank card."""
    match verdict:
        case Verdict.SAFE:
            return palette.sky, 0.0, Mood.STRAIGHT
        case Verdict.WARNING:
            return palette.card, -3.0, Mood.WOBBLE
        case Verdict.OUT:
            return palette.out, -5.0, Mood.LAUGH
        case Verdict.PAUSED:
            return palette.grey, 0.0, None


def _paint_blank_card(painter: QPainter, palette: Palette) -> None:
    """The dashed card with a question mark: there is no face to show."""
    painter.save()
    painter.translate(58, 36)
    painter.rotate(-6)
    card = QRectF(-44, -61.6, 88, 123.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.track if palette.dark else palette.stand)
    painter.drawRoundedRect(card.adjusted(-2, -2, 2, 2), 14, 14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(dashed_pen(palette.dim, 4, 9, 7))
    painter.drawRoundedRect(card, 12, 12)
    painter.setFont(font(52, True))
    painter.setPen(palette.dim)
    painter.drawText(card, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()
