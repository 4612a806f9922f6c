"""Key caps and what the keys do, in a line."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, painting
from laughgame.ui.controls.text import LEFT, draw_middle
from laughgame.ui.painting import text_width
from laughgame.ui.theme import Theme, Type

CAP_HEIGHT: Final = 30.0
LINE_HEIGHT: Final = 40.0
GAP: Final = 24.0


class KeyHints(QWidget):
    """Breaks into as many lines as the width asks for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[tuple[str, str], ...] = ()
        theme.changed.connect(self.update)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Keys, and what each of them does."""
        self._hints = tuple(hints)
        self.setAccessibleName("; ".join(f"{key}: {what}" for key, what in hints))
        self.update()

    def height_for(self, width: float) -> float:
        """Height in design pixels within ``width``."""
        return (max((line for line, *_ in self._layout(width)), default=0) + 1) * LINE_HEIGHT

    def _layout(self, width: float) -> list[tuple[int, float, float, str, str]]:
        """Line, left edge and cap width of each hint, with its key and words."""
        line, left = 0, 0.0
        placed = []
        for key, what in self._hints:
            cap = max(CAP_HEIGHT, text_width(key, Type.HINT, True) + 18)
            whole = cap + 10 + text_width(what, Type.HINT)
            if left and left + whole > width:
                line, left = line + 1, 0.0
            placed.append((line, left, cap, key, what))
            left += whole + GAP
        return placed

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            for line, left, cap, key, what in self._layout(area.width()):
                top = line * LINE_HEIGHT + (LINE_HEIGHT - CAP_HEIGHT) / 2
                body = QRectF(left + 1.5, top, cap - 3, CAP_HEIGHT)
                box(painter, body, 7, None, palette.rail, 2.5)
                draw_middle(painter, body, key, Type.HINT, palette.text, bold=True)
                words = QRectF(left + cap + 10, top, area.width(), CAP_HEIGHT)
                draw_middle(painter, words, what, Type.HINT, palette.dim, align=LEFT)
