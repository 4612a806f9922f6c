"""What a laugh costs: the mode's own price, the whole game, a card, or one of several lives."""

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from laughgame.game.cards import MOST_LIVES
from laughgame.storage.settings import MatchSettings
from laughgame.ui.controls.canvas import RING, place
from laughgame.ui.controls.field import SliderField
from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.screens.settings_pages.page import PANEL_PADDING, Page
from laughgame.ui.theme import Theme, Type

STYLES = ("mode", "sudden", "cards", "lives")


class PricePanel(QObject):
    """A panel of a page: the style of the game, and how many lives there are where they count."""

    changed = Signal()
    """The player chose something; see :attr:`style` and :attr:`lives`."""

    def __init__(self, theme: Theme, page: Page) -> None:
        super().__init__(page)
        self._theme = theme
        self._name = Text(theme, page, Type.LABEL, bold=True)
        self._meaning = Text(theme, page, Type.HINT, Tone.DIM)
        self.styles = Segmented(theme, page, STYLES)
        self.lives_field = SliderField(theme, page, 1, MOST_LIVES, 1, _whole)
        self.styles.chosen.connect(self._choose)
        self.lives_field.edited.connect(lambda _number: self.changed.emit())

    @property
    def style(self) -> str:
        return self.styles.value or "mode"

    @property
    def lives(self) -> int:
        return round(self.lives_field.slider.number)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard walks over, in order."""
        return (*(self.styles.segment(style) for style in STYLES), self.lives_field.slider)

    def show_match(self, match: MatchSettings) -> None:
        """Show what is chosen, without telling."""
        self.styles.choose(match.style)
        self.lives_field.show_number(match.lives)
        self._tell_meaning()

    def retranslate(self) -> None:
        """Say everything anew in the language of the moment."""
        self._name.setText(self.tr("What a laugh costs"))
        self.styles.set_words(
            [
                self.tr("By the game"),
                self.tr("Everything"),
                self.tr("A card"),
                self.tr("A life"),
            ]
        )
        self.lives_field.set_words(self.tr("Lives"), self.tr("So many laughs end a turn."))
        self._tell_meaning()

    def arrange(self, page: Page, left: float, top: float, width: float) -> float:
        """Lay out as a panel from ``top``; return its bottom edge (design pixels)."""
        inner_left, inner = left + PANEL_PADDING, width - 2 * PANEL_PADDING
        needed = min(self.styles.width_needed(), inner)
        beside = self._name.width_needed() + 24 + needed <= inner
        y = top + 14.0
        page.put(self._name, inner_left, y + 8, self._name.width_needed() + 8, 28)
        styles_left = inner_left + inner - needed if beside else inner_left
        styles_top = y if beside else y + 44
        place(self.styles, self._theme, QRectF(styles_left, styles_top, needed, 44), RING)
        y = styles_top + 52
        y = page.put_text(self._meaning, inner_left, y, inner)
        shown = self.style == "lives"
        self.lives_field.set_shown(shown)
        if shown:
            page.add_rule(inner_left, y + 12, inner)
            y = self.lives_field.arrange_beside(inner_left, y + 22, inner)
        bottom = y + 14
        page.add_panel(QRectF(left, top, width, bottom - top))
        return bottom

    def _choose(self, _style: str) -> None:
        self._tell_meaning()
        self.changed.emit()

    def _tell_meaning(self) -> None:
        meanings = {
            "mode": self.tr("Survival shows two cards; the others end with the first laugh."),
            "sudden": self.tr("The first laugh is the last one."),
            "cards": self.tr("Yellow first, then red."),
            "lives": self.tr("Several laughs are forgiven, one life each."),
        }
        self._meaning.setText(meanings[self.style])


def _whole(number: float) -> str:
    return str(round(number))
