"""What an examination found: troubles first and with what to do, then all that is well."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, painting, strokes
from laughgame.ui.controls.text import LEFT, LINE_SPACING, RIGHT, draw_middle, elide, wrap
from laughgame.ui.controls.toggle import tick
from laughgame.ui.health import Health, HealthRow
from laughgame.ui.painting import fitting_size, paint_text, text_width
from laughgame.ui.screens.settings_pages import health_words
from laughgame.ui.screens.settings_pages.page import WIDE
from laughgame.ui.theme import Line, Theme, Type

ROW_HEIGHT: Final = 38.0
COLUMN_GAP: Final = 40.0
WORDS_LEFT: Final = 40.0
TROUBLE_GAP: Final = 14.0
TWO_COLUMNS: Final = WIDE - 100.0
"""From this width on what is well stands in two columns."""
LEAST_FIGURE: Final = 40.0
"""A figure with less room than this is left out: shortened it would say nothing."""


class HealthList(QWidget):
    """Paints the rows; a screen reader hears all of them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[HealthRow, ...] = ()
        theme.changed.connect(self.update)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is told of each thing: its title, and what is wrong or its figure."""
        return [(health_words.title(row.name), self._about(row)) for row in self._in_order()]

    def show_rows(self, rows: Sequence[HealthRow]) -> None:
        self._rows = tuple(rows)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew in the language of the moment."""
        said = (f"{title}: {about}" if about else title for title, about in self.lines)
        self.setAccessibleName("; ".join(said))
        self.update()

    def height_for(self, width: float) -> float:
        """Height in design pixels at a width in them."""
        lines = -(-len(self._well()) // self._columns(width))
        return sum(self._height(row, width) for row in self._troubles()) + lines * ROW_HEIGHT

    def _in_order(self) -> list[HealthRow]:
        return [*self._troubles(), *self._well()]

    def _troubles(self) -> list[HealthRow]:
        """What is bad goes before what is doubtful."""
        return [row for row in self._rows if row.health is Health.BAD] + [
            row for row in self._rows if row.health is Health.DOUBTFUL
        ]

    def _well(self) -> list[HealthRow]:
        return [row for row in self._rows if row.health is Health.GOOD]

    def _about(self, row: HealthRow) -> str:
        return (
            row.figure if row.health is Health.GOOD else health_words.trouble(row.name, row.health)
        )

    def _columns(self, width: float) -> int:
        return 2 if width >= TWO_COLUMNS else 1

    def _height(self, row: HealthRow, width: float) -> float:
        lines = len(wrap(self._about(row), Type.HINT, width - WORDS_LEFT))
        return ROW_HEIGHT + lines * Type.HINT * LINE_SPACING + TROUBLE_GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            width, y = area.width() + 1, 0.0  # the area was rounded to whole widget pixels
            for row in self._troubles():
                self._paint_trouble(painter, row, QRectF(0, y, width, ROW_HEIGHT))
                y += self._height(row, width)
            columns = self._columns(width)
            wide = (width - (columns - 1) * COLUMN_GAP) / columns
            for index, row in enumerate(self._well()):
                left = (index % columns) * (wide + COLUMN_GAP)
                top = y + (index // columns) * ROW_HEIGHT
                self._paint_well(painter, row, QRectF(left, top, wide, ROW_HEIGHT))

    def _paint_trouble(self, painter: QPainter, row: HealthRow, first: QRectF) -> None:
        palette = self._theme.palette
        bad = row.health is Health.BAD
        fill, color = (palette.out, palette.out_text) if bad else (palette.card, palette.card_text)
        square = _square(first)
        box(painter, square, 7, fill, palette.ink, Line.EDGE)
        draw_middle(painter, square, "×" if bad else "!", Type.LABEL, palette.ink, bold=True)
        words = first.adjusted(WORDS_LEFT, 0, 0, 0)
        name = health_words.title(row.name)
        size = fitting_size(name, Type.LABEL, words.width(), bold=True)
        draw_middle(painter, words, name, size, palette.text, True, LEFT)
        baseline = first.bottom() + Type.HINT
        for line in wrap(self._about(row), Type.HINT, words.width()):
            paint_text(painter, words.left(), baseline, line, Type.HINT, color)
            baseline += Type.HINT * LINE_SPACING

    def _paint_well(self, painter: QPainter, row: HealthRow, area: QRectF) -> None:
        palette = self._theme.palette
        square = _square(area)
        box(painter, square, 7, None, palette.sky_text, Line.EDGE)
        strokes(painter, tick(square.center(), 15), palette.sky_text, 4)
        words = area.adjusted(WORDS_LEFT, 0, 0, 0)
        name = health_words.title(row.name)
        size = fitting_size(name, Type.LABEL, words.width())
        draw_middle(painter, words, name, size, palette.text, align=LEFT)
        room = words.width() - text_width(name, size) - 16
        if row.figure and room > LEAST_FIGURE:
            figure = elide(row.figure, Type.HINT, room)
            draw_middle(painter, words, figure, Type.HINT, palette.dim, align=RIGHT)


def _square(row: QRectF) -> QRectF:
    middle = QPointF(14.5, row.center().y())
    return QRectF(row.left() + middle.x() - 13, middle.y() - 13, 26, 26)
