"""General: the language, the look, what moves, and what is heard."""

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from laughgame.storage.settings import Settings
from laughgame.ui.controls.field import SliderField
from laughgame.ui.controls.key_hints import KeyHints
from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.controls.text import Text
from laughgame.ui.controls.toggle import Toggle
from laughgame.ui.screens.settings_pages import theme_choice
from laughgame.ui.screens.settings_pages.number_words import share_of_whole_or_off
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, Page, Row
from laughgame.ui.screens.settings_pages.theme_choice import ThemeChoice
from laughgame.ui.theme import Theme, Type

LANGUAGES = ("system", "ko", "en")
VOLUME_STEP = 0.05


class GeneralPage(Page):
    """How the window speaks, looks and sounds."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.language = Segmented(theme, self, LANGUAGES)
        self.theme_choice = ThemeChoice(theme, self)
        self.mirrored = Toggle(theme, self)
        self.show_performance = Toggle(theme, self)
        self.reduced_motion = Toggle(theme, self)
        self.volume = SliderField(theme, self, 0.0, 1.0, VOLUME_STEP, share_of_whole_or_off)
        self.muted = Toggle(theme, self)

        self._keys_name = Text(theme, self, Type.LABEL, bold=True)
        self._keys = KeyHints(theme, self)
        self._language_row = Row(theme, self, self.language)
        self._theme_row = Row(theme, self, self.theme_choice)
        tiles = len(theme_choice.KEYS)
        self._theme_row.control_size = (
            tiles * theme_choice.TILE_WIDTH + (tiles - 1) * theme_choice.GAP,
            theme_choice.TILE_HEIGHT,
        )
        self._mirrored_row = Row(theme, self, self.mirrored)
        self._performance_row = Row(theme, self, self.show_performance)
        self._motion_row = Row(theme, self, self.reduced_motion)
        self._muted_row = Row(theme, self, self.muted)

        self.language.chosen.connect(lambda key: self.edit("general", language=key))
        self.theme_choice.chosen.connect(lambda key: self.edit("general", theme=key))
        self.mirrored.clicked.connect(lambda on: self.edit("camera", mirrored=on))
        self.show_performance.clicked.connect(lambda on: self.edit("general", show_performance=on))
        self.reduced_motion.clicked.connect(lambda on: self.edit("general", reduced_motion=on))
        self.volume.edited.connect(lambda number: self.edit("sound", volume=number, muted=False))
        self.muted.clicked.connect(lambda on: self.edit("sound", muted=on))
        self.retranslate()
        self.show_settings(self._settings)

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self.language.choose(settings.general.language)
        self.theme_choice.choose(settings.general.theme)
        self.mirrored.setChecked(settings.camera.mirrored)
        self.show_performance.setChecked(settings.general.show_performance)
        self.reduced_motion.setChecked(settings.general.reduced_motion)
        self.volume.show_number(settings.sound.volume)
        self.muted.setChecked(settings.sound.muted)

    def retranslate(self) -> None:
        # The languages are named in themselves, so that they can be found again.
        self.language.set_words([self.tr("System"), "한국어", "English"])
        self._language_row.set_words(
            self.tr("Language"), self.tr("Changes at once, mid-match too.")
        )
        self.theme_choice.set_words(self.tr("System"), self.tr("Night match"), self.tr("Day match"))
        self._theme_row.set_words(
            self.tr("Look"), self.tr("A night match is dark, a day match is light.")
        )
        self._mirrored_row.set_words(
            self.tr("Mirror the picture"),
            self.tr("You see yourself as in a mirror. The verdict stays the same."),
        )
        self._performance_row.set_words(
            self.tr("Speed in the corner"), self.tr("Frames per second and lag, in small print.")
        )
        self._motion_row.set_words(
            self.tr("Less motion"), self.tr("Cuts only: no tilting, no shaking, no sliding.")
        )
        self.volume.set_words(
            self.tr("Volume"), self.tr("Whistle, wood block, heartbeat and laughter.")
        )
        self._muted_row.set_words(
            self.tr("Mute"), self.tr("Not a sound, on every screen. M does it at once.")
        )
        self._keys_name.setText(self.tr("No mouse needed"))
        self._keys.set_hints(
            [
                ("Tab", self.tr("next")),
                ("← →", self.tr("change")),
                ("Space", self.tr("switch, press")),
                ("Page ↑ ↓", self.tr("scroll")),
                ("Esc", self.tr("close")),
            ]
        )
        self.mirrored.setText(self.tr("Mirror the picture"))
        self.show_performance.setText(self.tr("Speed in the corner"))
        self.reduced_motion.setText(self.tr("Less motion"))
        self.muted.setText(self.tr("Mute"))

    def arrange(self, width: float) -> float:
        self.start_layout()
        self._language_row.control_size = (self.language.width_needed(), 44)
        bottom = self.add_rows([self._language_row, self._theme_row], MARGIN, MARGIN, width)
        rows = [self._mirrored_row, self._performance_row, self._motion_row]
        bottom = self.add_rows(rows, MARGIN, bottom + 16, width)
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        top = bottom + 16
        y = self.volume.arrange_beside(left, top + 18, inner) + 10
        self.add_rule(left, y, inner)
        bottom = self._muted_row.arrange(self, left, y + 14, inner) + 26
        self.add_panel(QRectF(MARGIN, top, width, bottom - top))
        top = bottom + 16
        y = self.put_text(self._keys_name, left, top + 18, inner) + 6
        height = self._keys.height_for(inner)
        self.put(self._keys, left, y, inner, height)
        self.add_panel(QRectF(MARGIN, top, width, y + height + 16 - top))
        return y + height + 16
