"""The composition root: puts application, window, settings and controller together."""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from laughgame.app import display, main, notices, paths, startup
from laughgame.app.controller import Controller
from laughgame.app.exit_codes import FAILED
from laughgame.app.help_desk import HelpDesk
from laughgame.app.journal import Journal
from laughgame.app.languages import Languages
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.app.source_control import OpenSource
from laughgame.app.speaker import Speaker
from laughgame.storage.results import Results
from laughgame.storage.settings import LoadedSettings, SettingsFile
from laughgame.ui.main_window import MainWindow
from laughgame.ui.theme import Theme

SWITCH_INTERVAL_S: Final = 0.001
"""How long painting may keep Python's lock while a worker wants it.

Judging a frame takes the lock some twenty times for a moment each; at Python's
usual 5 ms a busy window could make every one of them wait that long.
"""


@dataclass(frozen=True, slots=True)
class Game:
    """A game ready to run; its parts live on the GUI thread."""

    application: QApplication
    window: MainWindow
    controller: Controller
    help_desk: HelpDesk | None = None

    def run(self) -> int:
        """Show the window, play until it is closed, and leave nothing running.

        Returns the exit code that the application was told to end with.
        """
        main.fit_to_screen(self.window)
        self.window.show()
        code = self.application.exec()
        if self.help_desk is not None:
            self.help_desk.close()
        self.controller.close()
        return code


def build(
    loaded: LoadedSettings,
    *,
    file: SettingsFile | None = None,
    source: OpenSource | None = None,
    results: Results | None = None,
    sound: bool = False,
    journal: Journal | None = None,
) -> Game:
    """Put a game together; it begins when its window has been painted.

    Changes are saved to ``file``, or nowhere where it is locked.  ``source`` is played in
    place of the settings' camera, and ``results`` keeps the rounds that were played.  Only
    with ``sound`` is anything heard, and only then is a loudspeaker asked for.  The help tells
    of the log and the crashes of ``journal``, which whoever began it ends.
    """
    settings = loaded.settings
    application = main.create_application()
    theme = Theme(settings.general.theme)
    languages = Languages(application)
    # Before the first widget, so that nothing is said in one language and then another.
    languages.show(settings.general.language)
    window = MainWindow(theme)
    theme.setParent(window)
    keeper = SettingsKeeper(settings, None if file is None or file.locked else file)
    controller = Controller(
        window,
        keeper,
        languages,
        source=source,
        results=results,
        speaker=Speaker() if sound else None,
        parent=application,
    )
    keeper.setParent(controller)
    controller.ready.connect(_settle)
    if file is not None:
        window.settings.show_settings_file(file.path)
    if loaded.reason is not None:
        window.play.show_notice(partial(notices.settings_trouble, loaded))
    help_desk = HelpDesk(window, journal, parent=controller)
    if journal is not None and journal.file is not None:
        window.settings.show_log_file(journal.file)
    main.quit_on_signals(application)
    _FirstPaint(window, controller.begin)
    return Game(application, window, controller, help_desk)


def open_window() -> int:
    """Open the game's window with the player's settings; return the exit code."""
    with Journal(paths.log_file().parent) as journal:
        return _open_window(journal)


def _open_window(journal: Journal) -> int:
    if not display.has_display():
        print(f"laughgame: {display.NO_DISPLAY}", file=sys.stderr)
        return FAILED
    file = SettingsFile(paths.settings_file())
    results, trouble = _open_results()
    game = build(file.load(), file=file, results=results, sound=True, journal=journal)
    if trouble is not None:
        game.window.play.show_notice(trouble)
    game.window.show_title()
    if results is not None:
        game.window.settings.show_results_file(results.path)
    return game.run()


def _open_results() -> tuple[Results | None, Callable[[], str] | None]:
    """Open the player's results; without them the game is played all the same, and says so."""
    try:
        results = Results(paths.results_file())
    except OSError as error:
        return None, partial(notices.no_results, error.strerror or str(error))
    if results.set_aside is None:
        return results, None
    return results, partial(notices.results_set_aside, results.set_aside.path)


class _FirstPaint(QObject):
    """Calls ``then`` once the window has been painted for the first time."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)  # after this very event
        return False

    def _painted(self) -> None:
        startup.mark("window")
        self._then()


def _settle() -> None:
    """Get the interpreter ready for a steady rate of frames.

    What is loaded stays for as long as the program runs, hundreds of thousands of
    objects; without the garbage collector looking through them again and again, no
    frame has to wait for it.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
