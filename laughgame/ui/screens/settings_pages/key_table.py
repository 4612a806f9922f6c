"""The keys, and what each does: groups of key caps with their words."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, painting
from laughgame.ui.controls.text import LEFT, LINE_SPACING, draw_middle, wrap
from laughgame.ui.painting import paint_text, text_width
from laughgame.ui.screens.settings_pages.page import WIDE
from laughgame.ui.theme import Theme, Type

HEADING_HEIGHT: Final = 36.0
ROW_GAP: Final = 10.0
GROUP_GAP: Final = 20.0
COLUMN_GAP: Final = 40.0
CAP_HEIGHT: Final = 30.0
CAPS_WIDTH: Final = 112.0
"""Room for the caps of a row, before its words."""
TWO_COLUMNS: Final = WIDE - 100.0

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Where some keys work, and the rows of them: the caps, and what they do."""

    place: str
    rows: tuple[tuple[tuple[str, ...], str], ...]


def key_groups() -> tuple[KeyGroup, ...]:
    """All keys by where they work, in the language of the moment."""
    return (
        KeyGroup(
            translate("Keys", "Everywhere"),
            (
                (("S",), translate("Keys", "settings, and back")),
                (("F1",), translate("Keys", "this page, and back")),
                (("Esc",), translate("Keys", "one step back")),
                (("M",), translate("Keys", "mute, and be heard again")),
                (("L",), "한국어 / EN"),
                (("T",), translate("Keys", "dark, light")),
                (("F11",), translate("Keys", "full screen, and back")),
                (("F8",), translate("Keys", "safe mode: the demo player, the game's own referee")),
                (("Tab",), translate("Keys", "on to the next button")),
            ),
        ),
        KeyGroup(
            translate("Keys", "On the title"),
            (
                (("Space",), translate("Keys", "kick off")),
                (("1–5",), translate("Keys", "choose the game")),
                (("P",), translate("Keys", "who plays")),
                (("C",), translate("Keys", "calibrate all faces anew")),
                (("H",), translate("Keys", "records")),
            ),
        ),
        KeyGroup(
            translate("Keys", "In play"),
            (
                (("Space",), translate("Keys", "pause, go on")),
                (("R",), translate("Keys", "start over")),
                (("1–4",), translate("Keys", "gentle, classic, strict, your own rules")),
                (("I",), translate("Keys", "mirror the picture")),
                (("F",), translate("Keys", "frames per second, show or hide")),
            ),
        ),
        KeyGroup(
            translate("Keys", "After a card, and on results"),
            (
                (("Enter",), translate("Keys", "fair enough, go on")),
                (("A",), translate("Keys", "object")),
                (("N",), translate("Keys", "grant it: that was no laugh")),
                (("V",), translate("Keys", "watch it once more")),
                (("G",), translate("Keys", "save the clip, share the card")),
                (("◀", "▶"), translate("Keys", "the other players")),
                (("H",), translate("Keys", "records")),
            ),
        ),
    )


class KeyTable(QWidget):
    """Paints the groups, in two columns where there is room; a screen reader hears all of them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups = key_groups()
        theme.changed.connect(self.update)

    @property
    def groups(self) -> tuple[KeyGroup, ...]:
        """What is shown."""
        return self._groups

    def retranslate(self) -> None:
        """Say it anew in the language of the moment."""
        self._groups = key_groups()
        said = (
            f"{group.place}: "
            + ", ".join(f"{' '.join(keys)} {words}" for keys, words in group.rows)
            for group in self._groups
        )
        self.setAccessibleName("; ".join(said))
        self.update()

    def height_for(self, width: float) -> float:
        """Height in design pixels at a width in them."""
        columns, wide = self._columns(width)
        return max(sum(self._height(group, wide) for group in column) for column in columns)

    def _columns(self, width: float) -> tuple[list[tuple[KeyGroup, ...]], float]:
        """Return the groups of each column, about as many rows in each, and a column's width."""
        if width < TWO_COLUMNS:
            return [self._groups], width
        everywhere, title, play, after = self._groups
        return [(everywhere, title), (play, after)], (width - COLUMN_GAP) / 2

    def _height(self, group: KeyGroup, width: float) -> float:
        rows = sum(self._row_height(words, width) for _, words in group.rows)
        return HEADING_HEIGHT + rows + GROUP_GAP

    def _row_height(self, words: str, width: float) -> float:
        lines = len(wrap(words, Type.HINT, width - CAPS_WIDTH))
        return max(CAP_HEIGHT, lines * Type.HINT * LINE_SPACING) + ROW_GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            columns, wide = self._columns(area.width() + 1)
            for number, column in enumerate(columns):
                y = 0.0
                for group in column:
                    top = QRectF(number * (wide + COLUMN_GAP), y, wide, HEADING_HEIGHT)
                    self._paint_group(painter, group, top)
                    y += self._height(group, wide)

    def _paint_group(self, painter: QPainter, group: KeyGroup, top: QRectF) -> None:
        palette = self._theme.palette
        heading = top.adjusted(0, 0, 0, -8)
        draw_middle(painter, heading, group.place, Type.HINT, palette.dim, True, LEFT)
        y = top.bottom()
        for keys, words in group.rows:
            self._paint_caps(painter, keys, top.left(), y)
            lines = wrap(words, Type.HINT, top.width() - CAPS_WIDTH)
            step = Type.HINT * LINE_SPACING
            # One line stands in the middle of the cap; more begin at its top.
            baseline = y + (21 if len(lines) == 1 else Type.HINT)
            for line in lines:
                left = top.left() + CAPS_WIDTH
                paint_text(painter, left, baseline, line, Type.HINT, palette.text)
                baseline += step
            y += self._row_height(words, top.width())

    def _paint_caps(self, painter: QPainter, keys: tuple[str, ...], left: float, y: float) -> None:
        palette, middle = self._theme.palette, Qt.AlignmentFlag.AlignHCenter
        for key in keys:
            wide = max(34.0, text_width(key, Type.HINT, True) + 18)
            box(painter, QRectF(left + 1.5, y, wide, CAP_HEIGHT), 7, None, palette.rail, 2.5)
            center = left + 1.5 + wide / 2
            paint_text(painter, center, y + 21, key, Type.HINT, palette.text, True, middle)
            left += wide + 6
