"""The one big yellow button of a screen: a picture, its words and its key."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.button import DOWN_MS, SHADOW
from laughgame.ui.controls.canvas import box, focus_ring
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.painting import fitting_size, paint_text, start, text_width
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Radius, Theme, Type, pen

AROUND: Final = 8.0
"""Room for the focus ring; below there is room for the shadow as well."""

PLAY: Final = parse_path("M0 -20L32 0L0 20Z")
CHECK: Final = parse_path("M2 2L12 12L30 -10")
OBJECTION: Final = parse_path("M12 -18V4M12 15V15.5")
SAVE: Final = parse_path("M16 -18V4M5 -6L16 5L27 -6M2 15H30")


class StartButton(PaintedButton):
    """Scales with the window as a whole: however small that is, it is large enough to hit."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        icon: QPainterPath = PLAY,
        size: float = Type.CAPTION,
        go: bool = True,
    ) -> None:
        """``go`` is yellow; of those there is one a screen, the others are paper."""
        super().__init__(theme, parent)
        self._icon = icon
        self._size = size
        self._go = go
        self._about = ""
        self._sunk = 0.0
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(DOWN_MS)
        self._motion.valueChanged.connect(self._sink)
        self.pressed.connect(lambda: self._move_to(1.0))
        self.released.connect(lambda: self._move_to(0.0))

    def set_words(self, words: str, about: str) -> None:
        """Say what it does, and below or beside it the key or what follows."""
        self.setText(words)
        self._about = about
        self.setToolTip(about)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self._theme.palette, self._theme.scale
        painter = start(self, scale)
        area = QRectF(0, 0, self.width() / scale, self.height() / scale)
        rest = area.adjusted(AROUND, AROUND, -AROUND, -AROUND - SHADOW)
        body = rest.translated(0, SHADOW * self._sunk)
        fill = palette.card if self._go else palette.chalk
        if self.underMouse():
            fill = fill.lighter(106)
        box(painter, rest.translated(0, SHADOW), Radius.CARD, palette.ink)
        box(painter, body, Radius.CARD, fill, palette.ink, 4)
        if self.ringed:
            focus_ring(painter, self._theme, rest.adjusted(0, 0, 0, SHADOW), Radius.CARD)
        large = self._size >= Type.CAPTION
        left = body.left() + (52 if large else 32)
        painter.save()
        painter.translate(left, body.center().y())
        painter.setPen(pen(palette.ink, 7 if not large else 4))
        if large:
            painter.setBrush(palette.ink)
        painter.drawPath(self._icon)
        painter.restore()
        room = body.width() - 2 * (left - body.left()) - 40
        if large:
            room = body.right() - 24 - text_width(self._about, Type.HINT) - 12 - (left + 52)
            size = fitting_size(self.text(), self._size, room, True)
            baseline = body.center().y() + size * 0.34
            paint_text(painter, left + 52, baseline, self.text(), size, palette.ink, True)
            right = Qt.AlignmentFlag.AlignRight
            paint_text(
                painter, body.right() - 24, baseline - 4, self._about, Type.HINT, palette.ink,
                align=right,
            )  # fmt: skip
            return
        middle = Qt.AlignmentFlag.AlignHCenter
        x, y = body.center().x() + 16, body.center().y()
        size = fitting_size(self.text(), self._size, room, True)
        paint_text(painter, x, y - 2, self.text(), size, palette.ink, True, middle)
        about = fitting_size(self._about, Type.HINT, room + 24)
        paint_text(painter, x, y + 24, self._about, about, palette.ink, align=middle)

    def _move_to(self, sunk: float) -> None:
        self._motion.stop()
        if self._theme.reduced_motion:
            self._sink(sunk)
            return
        self._motion.setStartValue(self._sunk)
        self._motion.setEndValue(sunk)
        self._motion.start()

    def _sink(self, sunk: float) -> None:
        self._sunk = float(sunk)
        self.update()
