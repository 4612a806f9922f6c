"""The top bar: pause, settings, mode, clock, OUT count, whose picture it is, fps, lag, sound."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.icon_button import MARGIN, IconButton, SoundButton
from laughgame.ui.painting import cached, fitting_size, paint_text
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Theme, Type, dashed_pen, font, pen

HEIGHT: Final = 84.0
SOUND_WIDTH: Final = 56.0 + 16.0
"""What the button in the right corner takes, with the gutter beside it."""

CARDS: Final = 3
"""OUT cards shown one by one; more are one card and a number, for play goes on."""

_CAMERA: Final = parse_path("M-17 -9H9V11H-17ZM9 -2L19 -8V10L9 4")


class TopBar(QWidget):
    """Everything above the stage; the screen says by :meth:`set_stage_right` how far that goes."""

    pause_clicked = Signal()
    settings_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._elapsed_s = 0.0
        self._outs = 0
        self._paused = False
        self._match: tuple[str, str, int, int] | None = None
        self._source: str | None = ""
        self._is_actor = False
        self._performance: tuple[float, float] | None = None
        self._performance_shown = True
        self._stage_right = 792.0
        self._cache: QPixmap | None = None
        self.pause_button = IconButton(theme, "pause", self)
        self.pause_button.clicked.connect(self.pause_clicked)
        self.settings_button = IconButton(theme, "settings", self)
        self.settings_button.clicked.connect(self.settings_clicked)
        self.sound_button = SoundButton(theme, self)
        theme.changed.connect(self._lay_out)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    def show_clock(self, elapsed_s: float) -> None:
        """Show the judged time; it changes once a second."""
        if int(elapsed_s) != int(self._elapsed_s):
            self._elapsed_s = elapsed_s
            self._forget()

    @property
    def clock(self) -> str:
        """Minutes and seconds as shown."""
        minutes, seconds = divmod(int(self._elapsed_s), 60)
        return f"{minutes:02d}:{seconds:02d}"

    @property
    def outs(self) -> int:
        """How many OUTs are shown."""
        return self._outs

    def show_outs(self, outs: int) -> None:
        if outs != self._outs:
            self._outs = outs
            self._forget()

    def show_match(self, mode: str, player: str, left: int, allowed: int) -> None:
        """Show a match instead of the free meter: whose turn, and the lives left of those given.

        With none given nothing is told of lives.
        """
        shown = (mode, player, left, allowed)
        if shown != self._match:
            self._match = shown
            self._forget()

    @property
    def lives(self) -> tuple[int, int] | None:
        """Lives left, and those given, as shown; None on the free meter."""
        return None if self._match is None else self._match[2:]

    @property
    def player(self) -> str | None:
        """Whose turn it is; None on the free meter."""
        return None if self._match is None else self._match[1]

    def hide_match(self) -> None:
        """Show the free meter again."""
        if self._match is not None:
            self._match = None
            self._forget()

    def show_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self.pause_button.set_icon("play" if paused else "pause")
            self.retranslate()

    def show_source(self, name: str | None, is_actor: bool) -> None:
        """Name the source of the picture; the actor has a name of its own.

        ``None`` is a camera whose name nobody knows.
        """
        self._source, self._is_actor = name, is_actor
        self._forget()

    @property
    def source_name(self) -> str:
        if self._is_actor:
            return self.tr("Demo player")
        return self.tr("Camera") if self._source is None else self._source

    def show_performance(self, fps: float, latency_ms: float) -> None:
        """Show verdicts a second and the time from capture to verdict, in the right corner."""
        new = (round(fps), round(latency_ms))
        if new != self._performance:
            self._performance = new
            self._forget()

    def hide_performance(self) -> None:
        """Say nothing of speed until the next :meth:`show_performance`."""
        if self._performance is not None:
            self._performance = None
            self._forget()

    def set_performance_shown(self, shown: bool) -> None:
        if shown != self._performance_shown:
            self._performance_shown = shown
            self._forget()

    @property
    def performance_lines(self) -> tuple[str, str] | None:
        """What the right corner says; None where it is hidden or there is nothing to say."""
        if not self._performance_shown or self._performance is None:
            return None
        fps, latency = self._performance
        return (
            self.tr("{count} fps").format(count=fps),
            self.tr("lag {time} ms").format(time=latency),
        )

    def set_stage_right(self, right: float) -> None:
        """Tell where the stage ends, in design pixels: the clock stands over its middle."""
        self._stage_right = right
        self._forget()

    def retranslate(self) -> None:
        pause = self.tr("Go on (Space)") if self._paused else self.tr("Pause (Space)")
        settings = self.tr("Settings (S)")
        for button, words in ((self.pause_button, pause), (self.settings_button, settings)):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._forget()

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._cache is None:
            scale = self._theme.scale
            size = QSizeF(self.width() / scale, self.height() / scale)
            self._cache = cached(self, size, scale, self._paint)
        QPainter(self).drawPixmap(0, 0, self._cache)

    def _paint(self, painter: QPainter) -> None:
        palette = self._theme.palette
        clock = QRectF((24 + self._stage_right) / 2 - 92, 12, 184, 64)
        room = clock.left() - 160 - 8
        mode, about = self.tr("Practice"), self.tr("Warm up, no score")
        if self._match is not None:
            names = {
                "survival": self.tr("Survival"),
                "hotseat": self.tr("Hot seat"),
                "duel": self.tr("Duel"),
                "mimic": self.tr("Mimic"),
            }
            mode, about = names.get(self._match[0], ""), self.tr("Keep a straight face")
            if self._match[0] == "mimic":
                about = self.tr("Here you may smile")
        if self._paused:
            about = self.tr("Time out")
        paint_text(
            painter, 160, 40, mode, fitting_size(mode, Type.LABEL, room, True), palette.text, True
        )
        paint_text(painter, 160, 63, about, fitting_size(about, Type.HINT, room), palette.dim)
        painter.setPen(pen(palette.ink, Line.EDGE))
        painter.setBrush(palette.chalk)
        painter.drawRoundedRect(clock, 12, 12)
        middle = Qt.AlignmentFlag.AlignHCenter
        ink = palette.paper_dim if self._paused else palette.ink
        paint_text(painter, clock.center().x(), 60, self.clock, Type.CAPTION, ink, True, middle)
        if self._match is None:
            self._paint_outs(painter)
        elif self._match[3] > 0:
            self._paint_lives(painter, self._match[2], self._match[3])
        self._paint_player(painter)

    def _paint_outs(self, painter: QPainter) -> None:
        palette = self._theme.palette
        right = self._stage_right
        many = self._outs > CARDS
        for index in range(1 if many else CARDS):
            center = QPointF(right - 112 + index * 44, 44)
            if index < min(self._outs, CARDS):
                paint_card(painter, center, 36, palette.out, Mood.LAUGH, 0, 3, shadow=False)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(dashed_pen(palette.dim, 3, 6, 5))
                painter.drawRoundedRect(QRectF(center.x() - 18, 19, 36, 50), 5, 5)
        if many:
            count = f"×{self._outs}"
            size = fitting_size(count, Type.NAME, 80, True)
            paint_text(painter, right - 84, 53, count, size, palette.text, True)
        edge = Qt.AlignmentFlag.AlignRight
        paint_text(painter, right - 142, 51, "OUT", Type.HINT, palette.dim, align=edge)

    def _paint_lives(self, painter: QPainter, left: int, allowed: int) -> None:
        """Straight faces for the lives that are left, crossed places for those that are gone."""
        palette, right = self._theme.palette, self._stage_right
        shown = min(allowed, CARDS)
        for index in range(shown):
            center = QPointF(right - 24 - (shown - 1 - index) * 44, 44)
            # The last ones are the first to go.
            if index < min(left, shown):
                paint_card(painter, center, 36, palette.chalk, Mood.STRAIGHT, 0, 3, shadow=False)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(dashed_pen(palette.dim, 3, 6, 5))
                painter.drawRoundedRect(QRectF(center.x() - 18, 19, 36, 50), 5, 5)
                painter.setPen(pen(palette.dim, 4))
                for x in (-9, 9):
                    painter.drawLine(center + QPointF(-x, -9), center + QPointF(x, 9))
        edge = Qt.AlignmentFlag.AlignRight
        words = self.tr("lives")
        left_of_them = right - 24 - shown * 44 + 12
        paint_text(painter, left_of_them, 51, words, Type.HINT, palette.dim, align=edge)

    def _paint_player(self, painter: QPainter) -> None:
        palette = self._theme.palette
        left = self._stage_right + 16
        right = self.width() / self._theme.scale - 24 - SOUND_WIDTH
        lines = self.performance_lines
        box = QRectF(left + 2, 18, 52, 52)
        painter.setPen(pen(palette.text if palette.dark else palette.ink, Line.EDGE))
        painter.setBrush(palette.sky if self._is_actor else palette.stand)
        painter.drawRoundedRect(box, 16.5, 16.5)
        if self._is_actor:
            paint_card(painter, box.center(), 27, palette.chalk, Mood.STRAIGHT, -6, 2.5)
        else:
            painter.save()
            painter.translate(box.center() + QPointF(-1, 0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(palette.text, 3))
            painter.drawPath(_CAMERA)
            painter.restore()
        room = right - (left + 66) - (92 if lines else 0)
        name = QFontMetricsF(font(Type.NAME, True)).elidedText(
            self.source_name if self._match is None else self._match[1],
            Qt.TextElideMode.ElideRight,
            room,
        )
        paint_text(painter, left + 66, 52, name, Type.NAME, palette.text, True)
        for baseline, words in zip((38, 60), lines or (), strict=False):
            paint_text(
                painter,
                right,
                baseline,
                words,
                Type.TICK,
                palette.dim,
                align=Qt.AlignmentFlag.AlignRight,
            )

    def _lay_out(self) -> None:
        px = self._theme.px
        side = px(56 + 2 * MARGIN)
        self.pause_button.setGeometry(px(24 - MARGIN), px(16 - MARGIN), side, side)
        self.settings_button.setGeometry(px(88 - MARGIN), px(16 - MARGIN), side, side)
        corner = self.width() - px(24 + 56 + MARGIN)
        self.sound_button.setGeometry(corner, px(16 - MARGIN), side, side)
        self._forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._cache = None
        self.update()
