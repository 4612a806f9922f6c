"""The segmented choice: one of a few, side by side in one frame."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from laughgame.ui.controls.canvas import RING, box, focus_ring, painting, place, unit
from laughgame.ui.controls.painted_button import Choice, PaintedButton
from laughgame.ui.controls.text import draw_middle
from laughgame.ui.painting import fitting_size, text_width
from laughgame.ui.theme import Line, Radius, Space, Theme, Type

HEIGHT: Final = Space.HIT
AIR: Final = 40
"""Room beside the words of one segment."""


class _Segment(PaintedButton):
    def __init__(self, theme: Theme, parent: "Segmented", size: float) -> None:
        super().__init__(theme, parent)
        self._size = size
        self._frame = parent
        self.setCheckable(True)
        self.toggled.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            color = palette.text
            if self.isChecked():
                box(painter, area, Radius.CHIP - 3, palette.chalk if palette.dark else palette.ink)
                color = palette.ink if palette.dark else palette.chalk
            size = fitting_size(self.text(), self._size, area.width() - 8, bold=True)
            draw_middle(painter, area, self.text(), size, color, bold=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._frame.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frame.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame.update()


class Segmented(QWidget):
    """One of several named choices; Tab enters it, the arrow keys choose."""

    chosen = Signal(str)
    """The key of the segment that the player chose."""

    def __init__(
        self, theme: Theme, parent: QWidget, keys: Sequence[str], size: float = Type.HINT
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._choice = Choice(self)
        self._segments = {key: _Segment(theme, self, size) for key in keys}
        for key, segment in self._segments.items():
            self._choice.add(segment)
            segment.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        theme.changed.connect(self._arrange)

    @property
    def value(self) -> str | None:
        """The key of the chosen segment; None where none is."""
        for key, segment in self._segments.items():
            if segment.isChecked():
                return key
        return None

    def choose(self, key: str | None) -> None:
        """Show ``key`` as chosen, without telling; None chooses none."""
        self._choice.choose(None if key is None else self._segments[key])

    def segment(self, key: str) -> QAbstractButton:
        """The button of one choice."""
        return self._segments[key]

    def set_words(self, words: Sequence[str]) -> None:
        """Name the segments, in the order of their keys."""
        for segment, word in zip(self._segments.values(), words, strict=True):
            segment.setText(word)
        self._arrange()

    def width_needed(self) -> float:
        """Width in design pixels at which every word has air."""
        widest = max(
            (text_width(segment.text(), self._size, True) for segment in self._segments.values()),
            default=0.0,
        )
        return len(self._segments) * (widest + AIR) + 6

    def sizeHint(self) -> QSize:
        scale = unit(self._theme)
        width = self.width_needed() + RING.left() + RING.right()
        return QSize(round(width * scale), round((HEIGHT + RING.top() + RING.bottom()) * scale))

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _arrange(self) -> None:
        scale = unit(self._theme)
        area = QRectF(0, 0, self.width() / scale, self.height() / scale)
        inner = area.marginsRemoved(RING).adjusted(3, 3, -3, -3)
        width = inner.width() / max(1, len(self._segments))
        for index, segment in enumerate(self._segments.values()):
            cell = QRectF(inner.left() + index * width, inner.top(), width, inner.height())
            place(segment, self._theme, cell)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(RING)
            box(painter, body, Radius.CHIP, palette.track, palette.panel_edge, Line.EDGE)
            if any(segment.ringed for segment in self._segments.values()):
                focus_ring(painter, self._theme, body, Radius.CHIP)
