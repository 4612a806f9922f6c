"""The push button: a card on a hard shadow that goes down 6 px under the finger."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QEasingCurve, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import (
    BUTTON_HEIGHT,
    RING_AND_SHADOW,
    box,
    focus_ring,
    painting,
    unit,
)
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.controls.text import draw_middle
from laughgame.ui.painting import fitting_size, text_width
from laughgame.ui.theme import Line, Theme, Type, dashed_pen

SHADOW: Final = 6
DOWN_MS: Final = 60
RADIUS: Final = 14


class ButtonKind(Enum):
    """How loudly a button asks to be pressed."""

    GO = "go"
    """Yellow; one a screen."""
    PLAIN = "plain"
    PAPER = "paper"


class Button(PaintedButton):
    """A push button; Enter and Space press it."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        kind: ButtonKind = ButtonKind.PLAIN,
        size: float = Type.LABEL,
    ) -> None:
        super().__init__(theme, parent)
        self._kind = kind
        self._size = size
        self._sunk = 0.0
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(DOWN_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.Linear)
        self._motion.valueChanged.connect(self._sink)
        self.pressed.connect(lambda: self._move_to(1.0))
        self.released.connect(lambda: self._move_to(0.0))

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def width_needed(self) -> float:
        """The width in design pixels at which the text has air on both sides."""
        return text_width(self.text(), self._size, bold=True) + 48

    def sizeHint(self) -> QSize:
        scale = unit(self._theme)
        around = RING_AND_SHADOW
        width = self.width_needed() + around.left() + around.right()
        return QSize(
            round(width * scale), round((BUTTON_HEIGHT + around.top() + around.bottom()) * scale)
        )

    def _move_to(self, sunk: float) -> None:
        self._motion.stop()
        if self._theme.reduced_motion:
            self._sink(sunk)
            return
        self._motion.setStartValue(self._sunk)
        self._motion.setEndValue(sunk)
        self._motion.start()

    def _sink(self, sunk: float) -> None:
        self._sunk = sunk
        self.update()

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        """Fill, words and edge."""
        palette = self._theme.palette
        match self._kind:
            case ButtonKind.GO:
                return palette.card, palette.ink, palette.ink
            case ButtonKind.PAPER:
                return palette.chalk, palette.ink, palette.ink
            case ButtonKind.PLAIN:
                edge = palette.text if self.underMouse() else palette.panel_edge
                return palette.stand, palette.text, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            rest = area.marginsRemoved(RING_AND_SHADOW)
            body = rest.translated(0, SHADOW * self._sunk)
            fill, words, edge = self._colors()
            if self.isEnabled():
                box(painter, rest.translated(0, SHADOW), RADIUS, palette.ink)
                if self.underMouse() and self._kind is not ButtonKind.PLAIN:
                    fill = fill.lighter(106)
                box(painter, body, RADIUS, fill, edge, Line.EDGE)
            else:
                words = palette.dim
                painter.setPen(dashed_pen(palette.rail, Line.EDGE, 9, 7))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(body, RADIUS, RADIUS)
            if self.ringed:
                focus_ring(painter, self._theme, rest.adjusted(0, 0, 0, SHADOW), RADIUS)
            size = fitting_size(self.text(), self._size, body.width() - 16, bold=True)
            draw_middle(painter, body, self.text(), size, words, bold=True)
