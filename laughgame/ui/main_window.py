"""The window: the play screen, the settings beside it, and the keys that work in both."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from laughgame.game.session import Snapshot
from laughgame.storage.settings import Settings
from laughgame.ui.language import spoken
from laughgame.ui.screens.play import PlayScreen
from laughgame.ui.screens.settings import SettingsScreen
from laughgame.ui.slide_stack import SlideStack
from laughgame.ui.stylesheet import stylesheet
from laughgame.ui.theme import DESIGN_HEIGHT, DESIGN_WIDTH, Theme

SMALLEST: Final = (640, 400)


class MainWindow(QMainWindow):
    """Holds the screens and turns keys and drags into new settings.

    What the player changes applies at once and goes out by ``settings_changed``;
    :meth:`apply_settings` is for what others change.
    """

    settings_changed = Signal(object)
    """The :class:`Settings` as the player has just changed them, here or on the settings screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = Settings()
        self._stack = SlideStack(theme, self)
        self.play = PlayScreen(theme)
        self.settings = SettingsScreen(theme)
        for screen in (self.play, self.settings):
            self._stack.add(screen)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*SMALLEST)
        self.resize(DESIGN_WIDTH, DESIGN_HEIGHT)
        self.play.settings_requested.connect(self.open_settings)
        self.play.threshold_changed.connect(self._move_line)
        self.settings.changed.connect(self._edit)
        self.settings.closed.connect(self.close_settings)
        theme.changed.connect(self._restyle)
        self._play_keys = [
            self._key("Space", self._press_space),
            self._key("R", self.play.restart_requested.emit),
            self._key("F", self._toggle_performance),
            self._key("M", self._toggle_mirror),
        ]
        self._key("S", self._toggle_settings)
        self._key("Ctrl+,", self._toggle_settings)
        self._key("L", self._toggle_language)
        self._key("T", self._toggle_theme)
        self._key("F11", self._toggle_full_screen)
        self._key("Esc", self._go_back)
        self._restyle()
        self.retranslate()
        self.apply_settings(self._settings)

    def apply_settings(self, settings: Settings) -> None:
        """Look and play as ``settings`` say.  The language is the application's own business."""
        self._settings = settings
        self._theme.set_mode(settings.general.theme)
        self._theme.set_reduced_motion(settings.general.reduced_motion)
        self.play.set_rules(settings.judge.rules())
        self.play.set_mirrored(settings.camera.mirrored)
        self.play.set_performance_visible(settings.general.show_performance)
        self.settings.show_settings(settings)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show one moment of the game, whichever screen is seen."""
        self.play.show_snapshot(snapshot)
        self.settings.show_snapshot(snapshot)

    @property
    def settings_open(self) -> bool:
        """Whether the settings screen is the one seen."""
        return self._stack.current is self.settings

    def open_settings(self) -> None:
        self._go_to(self.settings)
        self.settings.focus_page()

    def close_settings(self) -> None:
        self._go_to(self.play)
        self.play.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("LaughGame"))

    # ---------------------------------------------------------------- keys

    def _key(self, keys: str, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        return shortcut

    def _press_space(self) -> None:
        """Pause, unless a button has the focus: then Space is its own."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and focus is not self.play.top_bar.pause_button:
            focus.click()
        else:
            self.play.toggle_pause()

    def _go_to(self, screen: QWidget) -> None:
        self._stack.show_screen(screen)
        for shortcut in self._play_keys:
            shortcut.setEnabled(screen is self.play)

    def _toggle_settings(self) -> None:
        if self.settings_open:
            self.close_settings()
        else:
            self.open_settings()

    def _go_back(self) -> None:
        if self.settings_open:
            self.close_settings()
        elif self.isFullScreen():
            self.showNormal()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ---------------------------------------------------------------- edits

    def _edit(self, settings: Settings) -> None:
        self.apply_settings(settings)
        self.settings_changed.emit(settings)

    def _edit_general(self, **change: object) -> None:
        general = self._settings.general.model_copy(update=change)
        self._edit(self._settings.model_copy(update={"general": general}))

    def _move_line(self, threshold: float) -> None:
        rules = self._settings.judge.model_copy(update={"threshold": threshold})
        self._edit(self._settings.model_copy(update={"judge": rules}))

    def _toggle_mirror(self) -> None:
        mirrored = not self._settings.camera.mirrored
        camera = self._settings.camera.model_copy(update={"mirrored": mirrored})
        self._edit(self._settings.model_copy(update={"camera": camera}))

    def _toggle_performance(self) -> None:
        self._edit_general(show_performance=not self._settings.general.show_performance)

    def _toggle_theme(self) -> None:
        self._edit_general(theme="light" if self._theme.palette.dark else "dark")

    def _toggle_language(self) -> None:
        shown = spoken(self._settings.general.language)
        self._edit_general(language="en" if shown == "ko" else "ko")

    # ---------------------------------------------------------------- Qt's events

    def _restyle(self) -> None:
        self.setStyleSheet(stylesheet(self._theme.palette, self._theme.scale))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
