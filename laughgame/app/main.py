"""The Qt application: style, fonts, icon, and what Qt says going to the log."""

import logging
import platform
import signal
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from laughgame import __version__
from laughgame.app import paths
from laughgame.ui import theme

LOG_BYTES: Final = 1_000_000
LOG_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

ENDING_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""What asks a program to end; not every system knows all of them."""

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def create_application() -> QApplication:
    """Return the one application, ready for windows; makes it on the first call."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication([paths.APP_NAME])
    application.setApplicationName(paths.APP_NAME)
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    application.setFont(theme.font(theme.Type.LABEL))
    icon = paths.root() / "assets" / "icons" / "icon.svg"
    if icon.exists():
        application.setWindowIcon(QIcon(str(icon)))
    return application


def start_logging(file: Path | None = None) -> None:
    """Log warnings to the terminal, and everything worth knowing to ``file``.

    Qt's own messages join them.  A log file that cannot be written is done without.
    """
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:  # a frozen window has no terminal
        terminal = logging.StreamHandler()
        terminal.setLevel(logging.WARNING)
        handlers.append(terminal)
    problem = None
    if file is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handlers.append(LogFile(file, "a", LOG_BYTES, 1, encoding="utf-8"))
        except OSError as error:
            problem = error
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT, handlers=handlers)
    if problem is not None:
        _log.warning("no log file: %s", problem)
    qInstallMessageHandler(_log_qt_message)
    sys.excepthook = _log_exception  # Qt hands it what a slot raises
    about = (__version__, platform.python_version(), qVersion(), platform.platform())
    _log.info("LaughGame %s, Python %s, Qt %s, %s", *about)


class LogFile(RotatingFileHandler):
    """A log that is done without while it cannot be written, as on a full disk."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the line; the terminal shows the warnings anyway."""


def fit_to_screen(window: QWidget) -> None:
    """Make a window that is larger than its screen as large as the screen allows."""
    if QGuiApplication.platformName() != "offscreen":  # whose screen is of no account
        window.resize(window.size().boundedTo(window.screen().availableSize()))


def quit_on_signals(application: QApplication) -> None:
    """Let Ctrl+C, a closed terminal and a shutdown close the game in good order.

    Python sees the signal as soon as it runs again, which a game that takes
    readings does many times a second.
    """

    def leave(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, application.quit)  # counts before the application runs, too

    for name in ENDING_SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log.critical("Unexpected", exc_info=(kind, error, trace))


def _log_qt_message(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_LEVELS.get(level, logging.WARNING), "%s", message)
