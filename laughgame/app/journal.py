"""The log of a game: what the program, Qt and unforeseen errors say, and the watch for crashes.

In the platform's folder for logs lie up to three files of half a megabyte, with a crash file
beside them (:mod:`laughgame.app.crash_file`).  No picture and no player's name goes into either.
A second copy of the game has files of its own.
"""

import contextlib
import logging
import platform
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from laughgame import __version__
from laughgame.app import crash_file
from laughgame.app.crash_file import CrashFile

LOG_BYTES: Final = 512 * 1024
OLDER_LOGS: Final = 2
LOG_FORMAT: Final = "%(asctime)s %(levelname)s [%(threadName)s] %(name)s: %(message)s"

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Journal:
    """Keeps the log and watches for crashes between :meth:`begin` and :meth:`end`.

    As a context it does both, and an exception that leaves it is the game's crash.  Belongs
    to the thread that begins it; a process has one at a time.
    """

    def __init__(self, folder: Path | None, terminal: bool = True) -> None:
        """``folder`` need not exist yet; where it cannot be written there is only the terminal.

        So it is without one, and no crash is watched for.  Without ``terminal`` the warnings go
        to the folder alone.
        """
        self._terminal = terminal
        self.folder = folder
        self.crash: Path | None = None
        """The report of a crash that was found at the beginning; None: the last game ended well."""
        self._handlers: list[logging.Handler] = []
        self._file: LogFile | None = None
        self._crash_file: CrashFile | None = None
        self._undo: list[Callable[[], object]] = []

    @property
    def file(self) -> Path | None:
        """The log of this copy of the game; None where none can be written."""
        return None if self._file is None else Path(self._file.baseFilename)

    def begin(self) -> None:
        """Log warnings to the terminal, where there is one, and everything to the folder."""
        about = (
            f"LaughGame {__version__}, Python {platform.python_version()}, Qt {qVersion()},"
            f" {platform.platform()}"
        )
        if self._terminal and sys.stderr is not None:  # a frozen window has no terminal
            terminal = logging.StreamHandler()
            terminal.setLevel(logging.WARNING)
            self._handlers.append(terminal)
        trouble = None
        try:
            if self.folder is not None:
                self._open_files(self.folder, f"{about}, {time.strftime('%Y-%m-%d %H:%M:%S')}")
        except OSError as error:
            trouble = error
        self._listen()
        if trouble is not None:
            _log.warning("Neither log nor crash reports are kept: %s", trouble)
        _log.info("%s", about)
        if self.crash is not None:
            _log.warning("The last game ended unexpectedly: %s", self.crash.name)

    def end(self, error: BaseException | None = None) -> None:
        """Close the files; ``error`` is what ended the game, where that was unforeseen."""
        if error is not None:
            _log.critical("Unexpected", exc_info=error)
        if self._crash_file is not None:
            if error is not None:
                self._crash_file.tell(error)
            self._crash_file.close(in_good_order=error is None)
            self._crash_file = None
        for undo in reversed(self._undo):
            undo()
        for handler in self._handlers:
            handler.close()
        self._undo, self._handlers, self._file = [], [], None

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end(error if isinstance(error, Exception) else None)  # no Ctrl+C, no exit code

    def clear(self) -> None:
        """Delete all logs and reports; what is said from now on begins a new one.

        Raises ``OSError`` where one cannot be deleted; all others are.
        """
        if self.folder is None:
            return
        if self._file is not None:
            self._file.forget()
        trouble = None
        for path in (*self.folder.glob("laughgame*.log*"), *crash_file.kept(self.folder)):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:  # on Windows, that of another copy of the game
                trouble = error
        self.crash = None
        if trouble is not None:
            raise trouble

    def _open_files(self, folder: Path, about: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.crash = crash_file.collect(folder)
        self._crash_file = crash_file.open_crash_file(folder, about)
        number = self._crash_file.number
        name = "laughgame.log" if number == 1 else f"laughgame.{number}.log"
        self._file = LogFile(folder / name, "a", LOG_BYTES, OLDER_LOGS, encoding="utf-8")
        self._handlers.append(self._file)

    def _listen(self) -> None:
        """Take up what is said anywhere; whoever listened before goes on hearing it."""
        root = logging.getLogger()
        for handler in self._handlers:
            handler.setFormatter(logging.Formatter(LOG_FORMAT))
            root.addHandler(handler)
            self._undo.append(partial(root.removeHandler, handler))
        level = root.level
        root.setLevel(logging.INFO)
        self._undo.append(lambda: root.setLevel(level))
        before: Any = None

        def hear_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
            _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
            if before is not None:
                before(kind, context, message)

        before = qInstallMessageHandler(hear_qt)
        self._undo.append(lambda: qInstallMessageHandler(before))
        self._hook(sys, "excepthook", sys.__excepthook__, _log_exception)  # Qt calls it for slots
        self._hook(threading, "excepthook", threading.__excepthook__, _log_thread)
        self._hook(sys, "unraisablehook", sys.__unraisablehook__, _log_unraisable)

    def _hook(
        self, owner: Any, name: str, standard: Callable[..., Any], log: Callable[..., bool]
    ) -> None:
        """Log what a hook is told; the standard one would only say it a second time."""
        before = getattr(owner, name)

        def hear(*told: Any) -> None:
            if not log(*told) or before is not standard:
                before(*told)

        setattr(owner, name, hear)
        self._undo.append(lambda: setattr(owner, name, before))


class LogFile(RotatingFileHandler):
    """A log that is done without while it cannot be written, as on a full disk."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; where another copy of the game deleted the file, begin it anew."""
        with contextlib.suppress(OSError):
            if not Path(self.baseFilename).exists():
                self._let_go()
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the line; the terminal shows the warnings anyway."""

    def doRollover(self) -> None:
        """Begin a new file; where the old one cannot be put aside, go on in it."""
        try:
            super().doRollover()
        except OSError:
            if self.stream is None:
                self.stream = self._open()

    def forget(self) -> None:
        """Let go of the file, so that it can be deleted; the next line begins a new one."""
        self.acquire()
        try:
            self._let_go()
        finally:
            self.release()

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None  # in any case: one that is closed takes no line
        if stream is not None:
            with contextlib.suppress(OSError):  # a full disk, again
                stream.close()


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> bool:
    if issubclass(kind, KeyboardInterrupt):
        return False
    _log.critical("Unexpected", exc_info=(kind, error, trace))
    return True


def _log_thread(args: threading.ExceptHookArgs) -> bool:
    if args.exc_type is SystemExit:
        return False
    name = "a thread" if args.thread is None else args.thread.name
    error = args.exc_value or args.exc_type()
    _log.critical("Unexpected in %s", name, exc_info=(args.exc_type, error, args.exc_traceback))
    return True


def _log_unraisable(args: "sys.UnraisableHookArgs") -> bool:
    # Of the object only its kind: its text may hold anything.
    kind, error = type(args.object).__qualname__, args.exc_value or args.exc_type()
    _log.error("Ignored in a %s", kind, exc_info=(args.exc_type, error, args.exc_traceback))
    return True
