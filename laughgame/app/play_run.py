"""One play from the command line, from the first frame to the report."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QTimer

from laughgame.app import bootstrap, display, paths, play_report, sources
from laughgame.app.bootstrap import Game
from laughgame.app.clip_writer import SaveError
from laughgame.app.exit_codes import BAD_USAGE, FAILED, OK
from laughgame.app.journal import Journal
from laughgame.app.play import DUELLISTS, PRACTICE
from laughgame.app.play_report import PlayLog
from laughgame.app.window_film import WindowFilm
from laughgame.game.session import Snapshot
from laughgame.storage import atomic
from laughgame.storage.settings import LoadedSettings, Settings, SettingsFile, parse
from laughgame.vision.sources.source import SourceError

START_S: Final = 30.0
"""Where nobody looks, the first verdict must have come by then, in seconds."""


def play(args: argparse.Namespace) -> int:
    """Play as the command line says; return the exit code."""
    # Where nobody looks, nothing is written but what was asked for.
    with Journal(None if args.offscreen else paths.log_folder()) as journal:
        return _play(args, journal)


def _play(args: argparse.Namespace, journal: Journal) -> int:
    try:
        find = sources.opener(args.source, DUELLISTS if args.mode == "duel" else 1)
        source = find()
    except sources.UnknownSourceError as error:
        return _complain(error, BAD_USAGE)
    if not display.has_display():
        return _complain(display.NO_DISPLAY, FAILED)
    try:
        loaded, file = _settings(args)
    except (OSError, ValueError) as error:
        return _complain(f"{args.settings}: {error}", FAILED)
    # Made anew at each try: a camera that hangs keeps its old one.
    game = bootstrap.build(loaded, file=file, source=find, journal=journal)
    run = PlayRun(game, args, endless=not isinstance(source, sources.RECORDINGS))
    game.run()
    return run.code


class PlayRun(QObject):
    """Follows a game from its first verdict to its end, then writes what was asked for.

    It ends with its time or with its window, whichever is first.  Where nobody looks, or
    a time is set, it ends with its source as well.
    """

    def __init__(self, game: Game, args: argparse.Namespace, endless: bool) -> None:
        """``endless`` tells that the source never ends by itself."""
        super().__init__(game.application)
        self.code = OK
        self._game = game
        self._args = args
        self._endless = endless
        self._log = None if args.report is None else PlayLog()
        self._film = None if args.film is None else WindowFilm(game.window, self)
        self._begun = False
        self._concluded = False
        seconds = args.seconds
        if seconds is None and args.offscreen and endless:
            seconds = args.offscreen_s
        self._clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._end)
        self._seconds: float | None = seconds
        self._start = QTimer(self, singleShot=True, interval=round(START_S * 1000))
        self._start.timeout.connect(self._miss_start)
        if args.offscreen:
            self._start.start()
        if args.mode != PRACTICE:
            game.window.show_title()
        controller = game.controller
        controller.judged.connect(self._follow)
        controller.source_ended.connect(self._follow_end)
        controller.source_failed.connect(self._fail)
        controller.unplayable.connect(self._stop_with)
        game.application.aboutToQuit.connect(self._conclude)

    def _follow(self, snapshot: Snapshot) -> None:
        if not self._begun:
            self._begun = True
            self._start.stop()
            if self._film is not None:
                self._film.start()
            if self._seconds is not None:
                self._clock.start(round(self._seconds * 1000))
            if self._args.mode != PRACTICE:
                # Not from within the verdict that it begins with.
                QTimer.singleShot(0, self, self._kick_off)
        if self._log is not None:
            self._log.add(snapshot)

    def _kick_off(self) -> None:
        """Begin the game of the command line, as its card and the big button do."""
        title = self._game.window.title
        title.cards[self._args.mode].click()
        title.start.click()

    def _fail(self, error: SourceError) -> None:
        """A camera may come back while somebody watches; nothing else does."""
        if self._args.offscreen or not self._endless:
            self._stop_with(str(error))

    def _follow_end(self) -> None:
        """A window that somebody looks at stays after the film until they close it."""
        if self._args.offscreen or self._seconds is not None:
            self._end()
        else:
            self._game.window.play.show_film_over()

    def _miss_start(self) -> None:
        self._stop_with(f"no verdict within {START_S:.0f} seconds of the start")

    def _stop_with(self, problem: str) -> None:
        self.code = _complain(problem, FAILED)
        self._end()

    def _end(self) -> None:
        try:
            self._conclude()
        finally:
            self._game.application.quit()

    def _conclude(self) -> None:
        """Let the last verdicts in, then save report, picture and film; once."""
        if self._concluded:
            return
        self._concluded = True
        self._game.controller.finish()
        if self._log is not None:
            self._save(partial(self._save_report, self._log), self._args.report)
        if self._args.screenshot is not None:
            self._save(self._save_screenshot, self._args.screenshot)
        if self._film is not None and self._begun:
            self._save(self._film.save, self._args.film)

    def _save(self, save: Callable[[Path], None], path: Path) -> None:
        """Save one thing that was asked for; where that fails the others still are."""
        try:
            save(path)
        except (OSError, ValueError, SaveError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            self.code = _complain(f"{path}: {reason or error}", FAILED)

    def _save_screenshot(self, path: Path) -> None:
        """Save the window as it is at the end of the play, with the last verdict on it."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._game.window.grab().save(buffer, "PNG")
        atomic.write_bytes(path, bytes(buffer.data().data()))

    def _save_report(self, log: PlayLog, path: Path) -> None:
        controller = self._game.controller
        eye, swap = controller.eye, controller.swap
        if eye is None or swap is None or log.judged == 0:
            if self.code == OK:  # else it was said already why
                problem = f"{path}: the play ended before its first verdict; no report"
                self.code = _complain(problem, FAILED)
            return
        model = swap.referee.card.path
        # A shipped model goes by its name: where the program lies is nobody's business.
        shown = model.name if model.parent == paths.root() / "models" else str(model)
        source, model_name = _writable(self._args.source), _writable(shown)
        play_report.write(path, log.report(source, self._args.mode, model_name, eye.stats()))


def _writable(name: str) -> str:
    """Return a name in letters; bytes of a file's name that are none become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _settings(args: argparse.Namespace) -> tuple[LoadedSettings, SettingsFile | None]:
    """Return the settings to play by, and the file that changes in the window go to, if any.

    Raises ``OSError`` or ``ValueError`` where the file on the command line cannot be used.
    """
    if args.settings is not None:
        return LoadedSettings(parse(args.settings.read_bytes())), None
    if args.offscreen:
        return LoadedSettings(Settings()), None
    file = SettingsFile(paths.settings_file())
    return file.load(), file


def _complain(problem: object, code: int) -> int:
    print(f"laughgame play: {problem}", file=sys.stderr)
    return code
