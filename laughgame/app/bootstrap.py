"""The composition root: puts application, window, settings and controller together.

What the title screen does without is imported where it is used: the player's own window stands
before it is loaded (:mod:`laughgame.app.opening`).
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from laughgame.app import display, main, paths, startup
from laughgame.app.exit_codes import FAILED
from laughgame.app.journal import Journal
from laughgame.app.languages import Languages
from laughgame.app.opening import Opening, Tell
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.storage import atomic
from laughgame.storage.settings import (
    ACTOR,
    CameraSettings,
    LoadedSettings,
    Settings,
    SettingsFile,
)
from laughgame.ui.main_window import MainWindow
from laughgame.ui.theme import Theme

if TYPE_CHECKING:
    from laughgame.app.controller import Controller
    from laughgame.app.help_desk import HelpDesk
    from laughgame.app.source_control import OpenSource
    from laughgame.storage.results import Results

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
        return _run(self.application, self.window, self.close)

    def close(self) -> None:
        """Leave nothing running; the game is over for good."""
        if self.help_desk is not None:
            self.help_desk.close()
        self.controller.close()


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands before anything heavy is loaded."""

    application: QApplication
    window: MainWindow
    languages: Languages
    keeper: SettingsKeeper
    loaded: LoadedSettings
    file: SettingsFile | None


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
    front = _stand(loaded, file, whole=True)
    game = _complete(front, source=source, results=results, sound=sound, journal=journal)
    _FirstPaint(front.window, game.controller.begin)
    return game


def open_window() -> int:
    """Open the game's window with the player's settings; return the exit code."""
    if startup.measured():
        with Journal(None):
            return _open_measured()
    with Journal(paths.log_folder()) as journal:
        return _open_window(journal)


def _open_window(journal: Journal) -> int:
    if not display.has_display():
        print(f"laughgame: {display.NO_DISPLAY}", file=sys.stderr)
        return FAILED
    file = SettingsFile(paths.settings_file())
    front = _stand(file.load(), file)
    window = front.window

    def complete(tell: Tell) -> Game:
        # Not waited for: a folder of the player's may lie on a network that is slow, or gone.
        swept = front.loaded.settings
        threading.Thread(target=_sweep, args=(swept,), name="sweep", daemon=True).start()
        results, trouble = _open_results()
        game = _complete(front, results=results, sound=True, tell=tell, journal=journal)
        if trouble is not None:
            window.play.show_notice(trouble)
        if results is not None:
            window.settings.show_results_file(results.path)
        return game

    return _open(front, complete, log=_from_home(journal.file))


def _open_measured() -> int:
    """Open the same window for a measurement: the actor plays, and the first verdict ends it."""
    settings = Settings(camera=CameraSettings(device=ACTOR))
    front = _stand(LoadedSettings(settings), None)
    application = front.application

    def complete(tell: Tell) -> Game:
        def end() -> None:
            if startup.reached("first_reading"):
                application.quit()

        game = _complete(front, tell=tell)
        game.controller.judged.connect(end)
        game.controller.unplayable.connect(lambda _: application.exit(FAILED))
        return game

    return _open(front, complete)


def _from_home(file: Path | None) -> str:
    """Name a file as briefly as the player finds it; empty where there is none."""
    if file is None or not file.is_relative_to(Path.home()):
        return "" if file is None else str(file)
    return str("~" / file.relative_to(Path.home()))


def _open(front: _Front, complete: Callable[[Tell], Game], log: str = "") -> int:
    """Show the title screen at once, and let the game come to it."""
    front.window.show_title()
    opening = Opening(front.window, front.keeper, front.languages, complete, log)
    _FirstPaint(front.window, opening.begin)
    code = _run(front.application, front.window, opening.close)
    return FAILED if opening.failed else code


def _run(application: QApplication, window: MainWindow, close: Callable[[], None]) -> int:
    main.fit_to_screen(window)
    window.show()
    code = application.exec()
    close()
    return code


def _stand(loaded: LoadedSettings, file: SettingsFile | None, *, whole: bool = False) -> _Front:
    """Put together what the title screen needs, or the ``whole`` window."""
    settings = loaded.settings
    application = main.create_application()
    theme = Theme(settings.general.theme)
    languages = Languages(application)
    # Before the first widget, so that nothing is said in one language and then another.
    languages.show(settings.general.language)
    window = MainWindow(theme, whole=whole)
    theme.setParent(window)
    window.apply_settings(settings)
    keeper = SettingsKeeper(settings, None if file is None or file.locked else file)
    main.quit_on_signals(application)
    return _Front(application, window, languages, keeper, loaded, file)


def _complete(
    front: _Front,
    *,
    source: OpenSource | None = None,
    results: Results | None = None,
    sound: bool = False,
    tell: Tell = lambda _: None,
    journal: Journal | None = None,
) -> Game:
    """Put a controller into a window with all its screens."""
    from laughgame.app import notices, referees
    from laughgame.app import speaker as sounds
    from laughgame.app.controller import Controller
    from laughgame.app.help_desk import HelpDesk

    window = front.window
    controller = Controller(
        window,
        front.keeper,
        front.languages,
        source=source,
        assemble=partial(referees.assemble, tell=tell),
        results=results,
        speaker=sounds.Speaker() if sound else None,
        parent=front.application,
    )
    front.keeper.setParent(controller)
    controller.ready.connect(_settle)
    if front.file is not None:
        window.settings.show_settings_file(front.file.path)
    if front.loaded.reason is not None:
        window.play.show_notice(partial(notices.settings_trouble, front.loaded))
    help_desk = HelpDesk(window, journal, parent=controller)
    if journal is not None and journal.file is not None:
        window.settings.show_log_file(journal.file)
    return Game(front.application, window, controller, help_desk)


def _open_results() -> tuple[Results | None, Callable[[], str] | None]:
    """Open the player's results; without them the game is played all the same, and says so."""
    from laughgame.app import notices
    from laughgame.storage.results import Results

    try:
        results = Results(paths.results_file())
    except OSError as error:
        return None, partial(notices.no_results, error.strerror or str(error))
    if results.set_aside is None:
        return results, None
    return results, partial(notices.results_set_aside, results.set_aside.path)


def _sweep(settings: Settings) -> None:
    """Delete what an earlier run was writing when it ended by force."""
    own = {paths.settings_file().parent, paths.results_file().parent, paths.models_folder()}
    for folder in own | {settings.save.folder, settings.records.folder}:
        if folder is not None:
            atomic.sweep(folder)


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
    frame has to wait for it.  The collector looks through the old ones again when a quarter as
    many have come: it must count without those that are set aside, or it hardly ever would.
    """
    gc.collect()
    gc.freeze()
    gc.collect()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
