"""What a folder holds, as the deck page shows it: counts, how far the look is, what is left out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.deck import ItemKind
from laughgame.storage.deck_folder import FolderDeck, Refused
from laughgame.ui import deck_words
from laughgame.ui.controls.canvas import box, painting
from laughgame.ui.controls.text import LEFT, LINE_SPACING, draw_middle, elide, wrap
from laughgame.ui.kind_icons import paint_kind
from laughgame.ui.painting import fitting_size, paint_text
from laughgame.ui.theme import Line, Radius, Theme, Type

KINDS: Final = (ItemKind.IMAGE, ItemKind.SOUND, ItemKind.VIDEO, ItemKind.JOKE)
COUNTS_HEIGHT: Final = 72.0
BAR_HEIGHT: Final = 20.0
MOST_REFUSED: Final = 200
"""So many are named; a folder of other things would make an endless page."""
ROW_GAP: Final = 12.0


class Counts(QWidget):
    """How many there are of each kind, with their signs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = dict.fromkeys(KINDS, 0)
        theme.changed.connect(self.update)

    @property
    def numbers(self) -> dict[ItemKind, int]:
        """How many there are of each kind."""
        return dict(self._numbers)

    def show_deck(self, deck: FolderDeck) -> None:
        self._numbers = {kind: deck.count(kind) for kind in KINDS}
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew in the language of the moment."""
        words = (f"{number} {deck_words.count(kind, number)}" for kind, number in self._items())
        self.setAccessibleName(", ".join(words))
        self.update()

    def _items(self) -> list[tuple[ItemKind, int]]:
        return list(self._numbers.items())

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            gap = 12.0
            wide = (area.width() - gap * (len(KINDS) - 1)) / len(KINDS)
            for index, (kind, number) in enumerate(self._items()):
                cell = QRectF(index * (wide + gap), 2, wide, area.height() - 4)
                body = cell.adjusted(1.5, 0, -1.5, 0)
                box(painter, body, Radius.CHIP, palette.track, palette.rail, Line.EDGE)
                color = palette.text if number else palette.dim
                paint_kind(painter, QPointF(body.left() + 32, body.center().y()), kind, color)
                words = body.adjusted(60, 0, -8, 0)
                upper, lower = words.translated(0, -12), words.translated(0, 15)
                draw_middle(painter, upper, str(number), Type.NAME, color, True, LEFT)
                called = deck_words.count(kind, number)
                size = fitting_size(called, Type.HINT, words.width())
                draw_middle(painter, lower, called, size, palette.dim, align=LEFT)


class LookBar(QWidget):
    """How far the look through a folder is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        theme.changed.connect(self.update)

    @property
    def share(self) -> float:
        """How much is done (0–1)."""
        return self._share

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.adjusted(2, 2, -2, -2)
            radius = body.height() / 2
            box(painter, body, radius, palette.track, palette.rail, Line.EDGE)
            if self._share > 0:
                wide = max(body.height(), body.width() * self._share)
                done = QRectF(body.left(), body.top(), wide, body.height())
                box(painter, done, radius, palette.sky, palette.ink, Line.EDGE)


class RefusedList(QWidget):
    """The files that are not played, each with its reason."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder: Path | None = None
        self._refused: Sequence[Refused] = ()
        theme.changed.connect(self.update)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each file by its place in the folder, and why it is not played."""
        return [
            (self._place(one.path), deck_words.refusal(one.reason, one.detail))
            for one in self._refused[:MOST_REFUSED]
        ]

    def show_deck(self, deck: FolderDeck) -> None:
        self._folder, self._refused = deck.folder, deck.refused
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew in the language of the moment."""
        self.setAccessibleName("; ".join(f"{place}: {why}" for place, why in self.lines))
        self.update()

    def height_for(self, width: float) -> float:
        """Height in design pixels at a width in them."""
        return sum(self._height(why, width) + ROW_GAP for _, why in self.lines)

    def _height(self, why: str, width: float) -> float:
        return Type.LABEL * LINE_SPACING + len(wrap(why, Type.HINT, width)) * self._step

    @property
    def _step(self) -> float:
        return Type.HINT * LINE_SPACING

    def _place(self, path: Path) -> str:
        folder = self._folder
        inside = folder is not None and path.is_relative_to(folder)
        place = path.relative_to(folder).as_posix() if folder and inside else path.name
        return "".join(
            letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in place
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette, y = self._theme.palette, 0.0
            wide = area.width() + 1  # the area was rounded to whole widget pixels
            for place, why in self.lines:
                first = QRectF(0, y, wide, Type.LABEL * LINE_SPACING)
                shown = elide(place, Type.LABEL, wide, bold=True)
                draw_middle(painter, first, shown, Type.LABEL, palette.text, True, LEFT)
                line_y = first.bottom()
                for line in wrap(why, Type.HINT, area.width()):
                    paint_text(painter, 0, line_y + Type.HINT, line, Type.HINT, palette.out_text)
                    line_y += self._step
                y = line_y + ROW_GAP
