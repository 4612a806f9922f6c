"""The sheet of paper at the head of a page: the card, a promise and a line about it."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import painting
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, Page, PanelKind
from laughgame.ui.theme import Theme, Type

CARD_WIDTH: Final = 84.0
LEAST_HEIGHT: Final = 150.0


class PaperHead:
    """Words on paper beside the card, whose lips are sealed."""

    def __init__(self, theme: Theme, page: Page, tilt: float) -> None:
        """``tilt`` turns the card, in degrees."""
        self.title = Text(theme, page, Type.JOKE, Tone.INK, bold=True)
        self.note = Text(theme, page, Type.HINT, Tone.PAPER_DIM)
        self._mascot = _Mascot(theme, page, tilt)

    def set_words(self, title: str, note: str) -> None:
        self.title.setText(title)
        self.note.setText(note)

    def arrange(self, page: Page, width: float) -> float:
        """Lay out at the top of ``page``; return the bottom edge (design pixels)."""
        words_left = MARGIN + PANEL_PADDING + CARD_WIDTH + 36
        words_width = MARGIN + width - PANEL_PADDING - words_left
        height = self.title.height_for(words_width) + self.note.height_for(words_width)
        head = QRectF(MARGIN, MARGIN, width, max(LEAST_HEIGHT, height + 60))
        page.add_panel(head, PanelKind.PAPER)
        left = MARGIN + PANEL_PADDING
        page.put(self._mascot, left, head.top(), CARD_WIDTH + 24, head.height())
        y = page.put_text(self.title, words_left, head.center().y() - (height + 6) / 2, words_width)
        page.put_text(self.note, words_left, y + 6, words_width)
        return head.bottom()


class _Mascot(QWidget):
    def __init__(self, theme: Theme, parent: QWidget, tilt: float) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tilt = tilt
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            card = self._theme.palette.card
            paint_card(painter, area.center(), CARD_WIDTH, card, Mood.STRAIGHT, self._tilt)
