"""The window: its screens from title to results, the settings, and the keys that work there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from laughgame.storage.kept import CUSTOM
from laughgame.storage.settings import Settings, SoundSettings
from laughgame.ui import wording
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.hint_card import Topic
from laughgame.ui.language import spoken
from laughgame.ui.loading import LoadingStage
from laughgame.ui.screen_keys import Keys, ScreenKeys, press_focused
from laughgame.ui.screens.players import COLORS, PlayersScreen
from laughgame.ui.screens.settings_pages.presets import PRESETS, preset_of
from laughgame.ui.screens.title import MODES, TitleScreen
from laughgame.ui.slide_stack import SlideStack
from laughgame.ui.stylesheet import stylesheet
from laughgame.ui.theme import DESIGN_HEIGHT, DESIGN_WIDTH, Theme

if TYPE_CHECKING:
    from laughgame.game.session import Snapshot
    from laughgame.ui.replay import Replay
    from laughgame.ui.screens.grade import GradeScreen, GradeView
    from laughgame.ui.screens.out import OutScreen
    from laughgame.ui.screens.play import PlayScreen
    from laughgame.ui.screens.records import RecordsScreen
    from laughgame.ui.screens.results import MatchResult, ResultsScreen
    from laughgame.ui.screens.settings import SettingsScreen

SMALLEST: Final = (640, 400)


class MainWindow(QMainWindow):
    """Holds the screens and turns keys and drags into new settings.

    What the player changes applies at once and goes out by ``settings_changed``;
    :meth:`apply_settings` is for what others change.

    A window that is not ``whole`` begins with the title screen alone: it stands at once, and
    what the others are made of is loaded meanwhile.  :meth:`furnish` brings them, and
    :meth:`catch_up` does what was asked for before they were there.
    """

    play: PlayScreen
    settings: SettingsScreen
    players: PlayersScreen
    out: OutScreen
    results: ResultsScreen
    records: RecordsScreen
    grade: GradeScreen

    safe_mode_requested = Signal()
    """Play what needs nothing of the player's: the demo player, judged by the game's own model."""
    match_requested = Signal()
    """The player wants the game that the settings name, from its beginning."""
    calibration_requested = Signal()
    """Everybody's range is to be found anew with the next match."""
    match_left = Signal()
    """The player went home: whatever was played is broken off."""
    settings_changed = Signal(object)
    """The :class:`Settings` as the player has just changed them, here or on the settings screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, whole: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = Settings()
        self._furnished = False
        self._put_off: list[Callable[[], None]] = []
        self._stack = SlideStack(theme, self)
        self.title = TitleScreen(theme)
        self._home: QWidget = self.title
        self._before_settings: QWidget = self.title
        self._before_records: QWidget = self.title
        self._known: tuple[str, ...] = ()
        self._stack.add(self.title)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*SMALLEST)
        self.resize(DESIGN_WIDTH, DESIGN_HEIGHT)
        self.title.sound_button.clicked.connect(self._toggle_sound)
        self.title.mode_chosen.connect(self._choose_mode)
        self.title.start_requested.connect(self._kick_off)
        self.title.players_requested.connect(self.open_players)
        self.title.settings_requested.connect(self.open_settings)
        self.title.records_requested.connect(self.open_records)
        self.title.language_chosen.connect(lambda code: self._edit_general(language=code))
        theme.changed.connect(self._restyle)
        self._keys = ScreenKeys(self)
        self._keys.add_everywhere(
            {
                "S": self._toggle_settings,
                "Ctrl+,": self._toggle_settings,
                "L": self._toggle_language,
                "T": self._toggle_theme,
                "M": self._toggle_sound,
                "F1": self._toggle_help,
                "F8": self._play_safely,
                "F11": self._toggle_full_screen,
                "Esc": self._go_back,
            }
        )
        title: Keys = {
            "Space": self._press_title_space,
            "Return": partial(press_focused, self.title.start.click),
            "P": self.open_players,
            "C": self._calibrate_anew,
            "H": self.open_records,
        }
        cards = {str(n): self.title.cards[mode].click for n, mode in enumerate(MODES, start=1)}
        self._keys.add(self.title, {**title, **cards})
        self._keys.show_screen(self.title)
        self._restyle()
        self.retranslate()
        if whole:
            self.furnish()
            self._home = self._before_settings = self.play
            self._start_with(self.play)
        self.apply_settings(self._settings)

    # ---------------------------------------------------------------- from the title to all screens

    @property
    def furnished(self) -> bool:
        """Whether all screens are there."""
        return self._furnished

    def furnish(self) -> None:
        """Bring the other screens.  Call it once; it takes a tenth of a second.

        Where their libraries are not loaded yet it takes as long as loading them.
        """
        from laughgame.ui.screens.grade import GradeScreen
        from laughgame.ui.screens.out import OutScreen
        from laughgame.ui.screens.play import PlayScreen
        from laughgame.ui.screens.records import RecordsScreen
        from laughgame.ui.screens.results import ResultsScreen
        from laughgame.ui.screens.settings import SettingsScreen

        theme = self._theme
        self.play, self.settings = PlayScreen(theme), SettingsScreen(theme)
        self.players, self.out, self.results = (
            PlayersScreen(theme),
            OutScreen(theme),
            ResultsScreen(theme),
        )
        self.records, self.grade = RecordsScreen(theme), GradeScreen(theme)
        self._stack.add(self.players, before=self.title)
        games = (self.play, self.out, self.results, self.grade)
        for screen in (*games, self.records, self.settings):
            self._stack.add(screen)
        self._furnished = True
        self._connect_screens()
        self._add_keys()
        self.apply_settings(self._settings)

    def _connect_screens(self) -> None:
        self.play.settings_requested.connect(self.open_settings)
        self.play.threshold_changed.connect(self._move_line)
        self.play.top_bar.sound_button.clicked.connect(self._toggle_sound)
        self.settings.changed.connect(self._edit)
        self.settings.closed.connect(self.close_settings)
        self.players.changed.connect(self._name_players)
        self.players.closed.connect(self.go_home)
        self.results.home_requested.connect(self.go_home)
        self.results.records_requested.connect(self.open_records)
        self.records.closed.connect(self.close_records)
        self.records.privacy_requested.connect(self._open_privacy)
        self.grade.home_requested.connect(self.go_home)

    def _add_keys(self) -> None:
        presets = enumerate((*PRESETS, CUSTOM), start=1)
        own: dict[QWidget, Keys] = {
            self.play: {
                "Space": self._press_space,
                "R": self.play.restart_requested.emit,
                "F": self._toggle_performance,
                "I": self._toggle_mirror,
            }
            | {str(number): partial(self._use_preset, preset) for number, preset in presets},
            self.out: {
                "A": self.out.object,
                "N": self.out.grant,
                "V": self.out.rewind,
                "G": self.out.save.click,
                "Return": self.out.press_enter,
                "Enter": self.out.press_enter,
            },
            self.results: {
                "Left": partial(self.results.show_next, -1),
                "Right": partial(self.results.show_next, 1),
                "H": self.open_records,
                "G": self.results.share.click,
            },
            self.records: {"H": self.close_records},
            self.grade: {
                "Left": partial(self.grade.show_next, -1),
                "Right": partial(self.grade.show_next, 1),
            },
        }
        for screen, keys in own.items():
            self._keys.add(screen, keys)

    def show_loading(self, stage: LoadingStage | None) -> None:
        """Tell what is being loaded, wherever the player looks; ``None``: all is there."""
        self.title.show_loading(stage)
        if self._furnished:
            self.play.show_loading(stage)

    def catch_up(self) -> None:
        """Do what the player asked for before the screens were there, in that order."""
        asked, self._put_off = self._put_off, []
        self.title.show_awaited(False)
        for act in asked:
            act()

    def give_up(self, say: Callable[[], str]) -> None:
        """Say why the other screens never come: two lines, asked anew in another language."""
        self._put_off = []
        self.title.show_awaited(False)
        self.title.show_loading(None)
        self.title.show_trouble(say, playable=False)

    def _comes_later(self, act: Callable[[], None]) -> bool:
        """Whether ``act`` has to wait for the other screens; it is then done with them."""
        if not self._furnished and self.title.playable:
            if act not in self._put_off:
                self._put_off.append(act)
            self.title.show_awaited(True)
        return not self._furnished

    def _kick_off(self) -> None:
        if not self._comes_later(self._kick_off):
            self.match_requested.emit()

    def _calibrate_anew(self) -> None:
        if not self._comes_later(self._calibrate_anew):
            self.calibration_requested.emit()

    def _play_safely(self) -> None:
        if not self._comes_later(self._play_safely):
            self.safe_mode_requested.emit()

    # ---------------------------------------------------------------- the screens

    def apply_settings(self, settings: Settings) -> None:
        """Look and play as ``settings`` say.  The language is the application's own business."""
        self._settings = settings
        self._theme.set_mode(settings.general.theme)
        self._theme.set_reduced_motion(settings.general.reduced_motion)
        if self._furnished:
            self.play.set_rules(settings.judge.rules())
            self.play.set_mirrored(settings.camera.mirrored)
            self.play.set_volume(settings.sound.volume, settings.sound.muted)
            self.play.set_performance_visible(settings.general.show_performance)
            self.play.top_bar.sound_button.show_sound(settings.sound.audible)
            self.settings.show_settings(settings)
            self.records.show_folder(settings.records.folder)
        self.title.sound_button.show_sound(settings.sound.audible)
        self.title.show_mode(settings.match.mode)
        self.title.show_price(settings.match.style, settings.match.lives)
        self.title.show_language(spoken(settings.general.language))
        self._show_players()
        self.title.retranslate()

    def _show_players(self) -> None:
        known, playing = self.named_players, self.playing
        self.title.show_players(max(known, playing, key=len), len(playing))

    @property
    def named_players(self) -> tuple[tuple[str, str], ...]:
        """Names and colours of who plays; somebody nameless where nobody was named."""
        names = self._settings.match.players or (self.tr("Player 1"),)
        return tuple(zip(names, COLORS, strict=False))

    @property
    def playing(self) -> tuple[tuple[str, str], ...]:
        """Names and colours of those who play in the mode of now: two where it needs two."""
        named = self.named_players
        mode = self._settings.match.mode
        if mode in ("duel", "hotseat") and len(named) < 2:
            return (*named, (self.tr("Player 2"), COLORS[1]))
        return named[:1] if mode in ("practice", "survival") else named

    def show_known(self, names: Sequence[str]) -> None:
        """Offer these names while somebody writes theirs."""
        self._known = tuple(names)

    def show_title(self) -> None:
        """Begin at the title screen, and come back to it from everywhere."""
        self._home = self._before_settings = self.title
        self._start_with(self.title)
        self.title.start.setFocus()

    def show_play(self) -> None:
        """Go to the play screen, unless the settings are open: there the game is only heard of."""
        self._show_behind_settings(self.play)
        if not self.settings_open:
            self.play.setFocus()

    def show_out(self, replay: Replay) -> None:
        """Go to the replay of a card."""
        self.out.show_replay(replay)
        self._show_behind_settings(self.out)
        self.out.accept.setFocus()

    def show_results(self, result: MatchResult) -> None:
        """Go to the results of a game."""
        self.results.show_result(result)
        self._show_behind_settings(self.results)
        self.results.again.setFocus()

    def show_grade(self, view: GradeView) -> None:
        """Go to the grade of an imitation."""
        self.grade.show_grade(view)
        self._show_behind_settings(self.grade)
        self.grade.again.setFocus()

    def _show_behind_settings(self, screen: QWidget) -> None:
        """Go to a screen; where the settings are open, when they are closed."""
        self._before_settings = screen
        if not self.settings_open:
            self._go_to(screen)

    def open_players(self) -> None:
        """Go to where names are written."""
        if self._comes_later(self.open_players):
            return
        match = self._settings.match
        self.players.show_players(match.players, self._known, match.glasses)
        self._go_to(self.players)
        self.players.focus_first()

    def open_records(self) -> None:
        """Go to what was played before, from the title or from the results."""
        if self._comes_later(self.open_records):
            return
        self._before_records = self._stack.current
        shown = self.results.result if self._before_records is self.results else None
        mode = self._settings.match.mode if shown is None else shown.mode
        self.records.open_at(mode, preset_of(self._settings.judge))
        self._go_to(self.records)

    def close_records(self) -> None:
        """Go back to where the records were opened."""
        self._show_behind_settings(self._before_records)
        from_results = self._before_records is self.results
        (self.results.again if from_results else self.title.start).setFocus()

    def _open_privacy(self) -> None:
        self.open_settings()
        self.settings.open_page("privacy")

    def go_home(self) -> None:
        """Go back to the title screen; a match is broken off."""
        self.match_left.emit()
        self._show_behind_settings(self._home)
        if self._home is self.title and not self.settings_open:
            self.title.start.setFocus()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show one moment of the game, whichever screen is seen."""
        self.play.show_snapshot(snapshot)
        self.settings.show_snapshot(snapshot)

    @property
    def settings_open(self) -> bool:
        """Whether the settings screen is the one seen."""
        return self._furnished and self._stack.current is self.settings

    def open_settings(self) -> None:
        """Go to the settings."""
        if self._comes_later(self.open_settings):
            return
        if not self.settings_open:
            self._before_settings = self._stack.current
        self._go_to(self.settings)
        self.settings.focus_page()

    def close_settings(self) -> None:
        screen = self._before_settings
        self._go_to(screen)
        main: dict[QWidget, QWidget] = {
            self.out: self.out.accept,
            self.results: self.results.again,
            self.grade: self.grade.again,
            self.records: self.records.tab_button,
        }
        main.get(screen, screen).setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("LaughGame"))
        self._show_players()  # somebody nameless is called otherwise in another language

    # ---------------------------------------------------------------- keys

    def _press_space(self) -> None:
        """Pause, unless a button has the focus: then Space is its own."""
        pause = self.play.top_bar.pause_button
        press_focused(self.play.toggle_pause, lambda button: button is not pause)

    def _press_title_space(self) -> None:
        """Kick off, unless the keyboard has walked to another button."""
        press_focused(
            self.title.start.click,
            lambda button: isinstance(button, PaintedButton) and button.ringed,
        )

    def _start_with(self, screen: QWidget) -> None:
        self._stack.start_with(screen)
        self._keys.show_screen(screen)

    def _go_to(self, screen: QWidget) -> None:
        self._stack.show_screen(screen)
        self._keys.show_screen(screen)

    def _toggle_help(self) -> None:
        """Open the help from everywhere; where it is open, go back."""
        if self._comes_later(self._toggle_help):
            return
        if self.settings_open and self.settings.page == "help":
            self.close_settings()
        else:
            self.open_settings()
            self.settings.open_page("help")
            self.settings.focus_page()

    def _toggle_settings(self) -> None:
        if self.settings_open:
            self.close_settings()
        else:
            self.open_settings()

    def _go_back(self) -> None:
        """Go one step back: from everything to the title, from there out of the full screen."""
        if not self._furnished and self._put_off:
            self._put_off = []
            self.title.show_awaited(False)
        elif not self._furnished:
            self._leave_full_screen()
        elif self.settings_open:
            self.close_settings()
        elif self._stack.current is self.out:
            self.out.press_escape()
        elif self._stack.current is self.results and self.results.press_escape():
            return
        elif self._stack.current is self.records:
            self.close_records()
        elif self._stack.current is not self._home:
            self.go_home()
        else:
            self._leave_full_screen()

    def _leave_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ---------------------------------------------------------------- edits

    def _edit(self, settings: Settings) -> None:
        if settings.judge != self._settings.judge and preset_of(settings.judge) is None:
            settings = settings.model_copy(update={"custom": settings.judge})
        self.apply_settings(settings)
        self.settings_changed.emit(settings)

    def _edit_general(self, **change: object) -> None:
        self._edit(self._settings.edited("general", **change))

    def _choose_mode(self, mode: str) -> None:
        self._edit(self._settings.edited("match", mode=mode))

    def _name_players(self, names: tuple[str, ...], glasses: tuple[str, ...]) -> None:
        before, mode = self._settings.match.players, self._settings.match.mode
        if len(before) < 2 <= len(names) and mode == "survival":
            mode = "hotseat"  # one alone plays Survival
        self._edit(self._settings.edited("match", players=names, mode=mode, glasses=glasses))

    def _use_preset(self, preset: str) -> None:
        """Play on more gently or more strictly, and say so."""
        own = self._settings.custom or self._settings.judge
        self._edit(self._settings.model_copy(update={"judge": PRESETS.get(preset, own)}))
        self.play.show_notice(lambda: wording.preset_name(preset), Topic.RULES)

    def _move_line(self, threshold: float) -> None:
        self._edit(self._settings.edited("judge", threshold=threshold))

    def _toggle_mirror(self) -> None:
        self._edit(self._settings.edited("camera", mirrored=not self._settings.camera.mirrored))

    def _toggle_sound(self) -> None:
        """Mute, or be heard again; a sound that was turned down to nothing comes back up."""
        sound = self._settings.sound
        volume = sound.volume or SoundSettings().volume
        self._edit(self._settings.edited("sound", muted=sound.audible, volume=volume))

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
