"""The scrolled part of the records: lists on panels, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import RING, box, painting, place
from laughgame.ui.controls.text import CENTER, RIGHT, Text, Tone, draw_middle, wrap
from laughgame.ui.screens.records_pages.rows import Row, bomb_columns
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

PADDING: Final = 12.0
HEAD: Final = 44.0
"""Height of a panel's heading."""


class Kind(Enum):
    """What a panel is made of."""

    PAPER = "paper"
    STAND = "stand"


@dataclass(slots=True)
class Section:
    """A panel with a heading and rows; ``columns`` are heads over the numbers of bombs."""

    kind: Kind
    rows: Sequence[Row]
    heading: str = ""
    columns: Sequence[str] = ()
    _heads: list[Text] = field(default_factory=list)


class EmptyRow(Row):
    """What is said where there is nothing to list: kindly, and with the card's straight face."""

    def __init__(self, theme: Theme, parent: QWidget, headline: str, about: str) -> None:
        self._headline, self._about = headline, about
        super().__init__(theme, parent, f"{headline} {about}")

    def height_for(self, width: float) -> float:
        return 250.0

    def paint_row(self, painter: QPainter, body: QRectF) -> None:
        palette = self._theme.palette
        middle = QPointF(body.center().x(), body.top() + 76)
        paint_card(painter, middle, 70, palette.card, Mood.STRAIGHT, -6)
        y = body.top() + 150
        for words, size, color, bold in (
            (self._headline, Type.NAME, palette.text, True),
            (self._about, Type.HINT, palette.dim, False),
        ):
            for line in wrap(words, size, body.width() - 40, bold):
                row = QRectF(body.left(), y, body.width(), size * 1.4)
                draw_middle(painter, row, line, size, color, bold, CENTER)
                y = row.bottom()


class Sheet(QWidget):
    """Paints the panels; the rows upon them are its children, walked with the arrow keys."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: list[Section] = []
        self._texts: list[Text] = []
        self._panels: list[tuple[QRectF, Kind]] = []
        self._rules: list[tuple[QPointF, float, Kind]] = []
        theme.changed.connect(self.update)

    @property
    def rows(self) -> list[Row]:
        """All rows, from top to bottom."""
        return [row for section in self._sections for row in section.rows]

    @property
    def stop(self) -> Row | None:
        """The row that Tab comes to."""
        return next((row for row in self.rows if row.hasFocus()), next(iter(self.rows), None))

    def fill(self, sections: Sequence[Section]) -> None:
        """Show these sections instead of those before."""
        for part in (*self.rows, *self._texts):
            part.setParent(None)
            part.deleteLater()
        self._sections, self._texts = list(sections), []
        for section in self._sections:
            tone = Tone.INK if section.kind is Kind.PAPER else Tone.TEXT
            section._heads = []
            if section.heading:
                section._heads.append(Text(self._theme, self, Type.LABEL, tone, bold=True))
                section._heads[0].setText(section.heading)
                section._heads[0].set_shrinking(True)
            for words in section.columns:
                head = Text(self._theme, self, Type.HINT, Tone.DIM, align=RIGHT)
                head.setText(words)
                head.set_shrinking(True)
                section._heads.append(head)
            self._texts += section._heads
        for part in (*self.rows, *self._texts):
            part.show()

    def arrange(self, left: float, top: float, width: float) -> float:
        """Lay the sections out below ``top`` (design pixels); return the bottom edge."""
        self._panels.clear()
        self._rules.clear()
        y = top
        for section in self._sections:
            y = self._arrange_section(section, left, y, width) + 16
        self.update()
        return y

    def _arrange_section(self, section: Section, left: float, top: float, width: float) -> float:
        inner = width - 2 * PADDING
        y = top + PADDING
        if section.heading:
            heading, *columns = section._heads
            body = QRectF(left + PADDING, y, inner, HEAD)
            ends = bomb_columns(body)
            room = inner - 24 if not columns else ends[0] - 110 - body.left()
            place(heading, self._theme, QRectF(body.left() + 12, y + 6, room, 28))
            for column, end in zip(columns, ends, strict=False):
                right = end + (28 if column is columns[0] else 0)
                place(column, self._theme, QRectF(right - 78, y + 8, 78, 24))
            y += HEAD
        for number, row in enumerate(section.rows):
            if number and not (section.kind is Kind.PAPER and number == 1):
                self._rules.append((QPointF(left + PADDING + 12, y), inner - 24, section.kind))
            body = QRectF(left + PADDING, y, inner, row.height_for(inner))
            place(row, self._theme, body, RING)
            y = body.bottom()
        bottom = y + PADDING
        self._panels.append((QRectF(left, top, width, bottom - top), section.kind))
        return bottom

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, _):
            palette = self._theme.palette
            for area, kind in self._panels:
                if kind is Kind.PAPER:
                    box(painter, area, Radius.PANEL, palette.chalk, palette.ink, 4)
                else:
                    box(painter, area, Radius.PANEL, palette.stand, palette.panel_edge, Line.EDGE)
            for start, width, kind in self._rules:
                color = palette.paper_rule if kind is Kind.PAPER else palette.rail
                painter.setPen(pen(color, 2))
                painter.drawLine(start, start + QPointF(width, 0))
