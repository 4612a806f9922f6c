"""The list of pages: words on the pitch, the chosen one on a yellow card with a chevron."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from laughgame.ui.controls.canvas import BUTTON_HEIGHT, box, focus_ring, painting, place, strokes
from laughgame.ui.controls.painted_button import Choice, PaintedButton
from laughgame.ui.controls.text import LEFT, draw_middle
from laughgame.ui.painting import fitting_size, text_width
from laughgame.ui.theme import Line, Radius, Theme, Type

PITCH: Final = 56
"""From one item's top to the next one's."""

AROUND: Final = QMarginsF(8, 8, 8, 8)
SHADOW: Final = QPointF(4, 5)
ROW_AIR: Final = 10.0
"""The least room beside a name in a row, both sides together."""


class _Item(PaintedButton):
    def __init__(self, theme: Theme, parent: "NavList") -> None:
        super().__init__(theme, parent)
        self._list = parent
        self.row_size: float = Type.LABEL
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(AROUND)
            on, in_row = self.isChecked(), self._list.in_row
            if on:
                box(painter, body.translated(SHADOW), Radius.CHIP, palette.ink)
                box(painter, body, Radius.CHIP, palette.card, palette.ink, Line.EDGE)
            elif self.underMouse():
                box(painter, body, Radius.CHIP, palette.stand, palette.rail, Line.EDGE)
            color = palette.ink if on else palette.text
            if in_row:
                draw_middle(painter, body, self.text(), self.row_size, color, bold=on)
            else:
                words = body.adjusted(24, 0, -40, 0)
                size = fitting_size(self.text(), Type.LABEL, words.width(), bold=on)
                draw_middle(painter, words, self.text(), size, color, on, LEFT)
                if on:
                    tip = QPointF(body.right() - 18, body.center().y())
                    chevron = QPainterPath(tip + QPointF(-10, -9))
                    chevron.lineTo(tip)
                    chevron.lineTo(tip + QPointF(-10, 9))
                    strokes(painter, chevron, palette.ink, 4)
            if self.ringed:
                # Items stand close: the ring is tighter than a button's.
                focus_ring(painter, self._theme, body.adjusted(1, 1, -1, -1), Radius.CHIP - 1)


class NavList(QWidget):
    """One of several pages, in a column or (where the window is small) in a row.

    Tab enters it; the arrow keys go from page to page.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, keys: Sequence[str]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._in_row = False
        self._choice = Choice(self)
        self._items = {key: _Item(theme, self) for key in keys}
        for key, item in self._items.items():
            self._choice.add(item)
            item.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        theme.changed.connect(self.update)

    @property
    def in_row(self) -> bool:
        return self._in_row

    @property
    def value(self) -> str | None:
        for key, item in self._items.items():
            if item.isChecked():
                return key
        return None

    def choose(self, key: str) -> None:
        """Show ``key`` as chosen, without telling."""
        self._choice.choose(self._items[key])

    def item(self, key: str) -> QAbstractButton:
        """The button of one page."""
        return self._items[key]

    def set_words(self, words: Sequence[str]) -> None:
        """Name the pages, in the order of their keys."""
        for item, word in zip(self._items.values(), words, strict=True):
            item.setText(word)

    def arrange(self, top_left: QPointF, width: float, in_row: bool) -> float:
        """Lay out from ``top_left`` (design pixels, in the parent); return the bottom edge."""
        self._in_row = in_row
        items = list(self._items.values())
        height = BUTTON_HEIGHT if in_row else PITCH * (len(items) - 1) + BUTTON_HEIGHT
        whole = QRectF(top_left.x(), top_left.y(), width, height)
        place(self, self._theme, whole, AROUND)
        # Longer names get wider chips; what is left is shared out evenly.
        needs = [text_width(item.text(), Type.LABEL, bold=True) for item in items]
        # Where the row is short all names shrink alike.
        room = width - (8 + ROW_AIR) * len(items)
        shrink = min(1.0, room / sum(needs)) if in_row else 1.0
        needs = [need * shrink for need in needs]
        for item in items:
            item.row_size = Type.LABEL * shrink
        air = (width - sum(needs) - 8 * (len(items) - 1)) / max(1, len(items))
        left = 0.0
        for index, (item, need) in enumerate(zip(items, needs, strict=True)):
            if in_row:
                body = QRectF(left, 0, need + air, BUTTON_HEIGHT)
                left += need + air + 8
            else:
                body = QRectF(0, index * PITCH, width, BUTTON_HEIGHT)
            inside = body.translated(AROUND.left(), AROUND.top())
            place(item, self._theme, inside, AROUND)
        return whole.bottom()
