"""The Qt application: style, fonts, icon, and how it is told to end."""

import signal
from types import FrameType
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from laughgame import __version__
from laughgame.app import paths
from laughgame.ui import theme

ENDING_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""What asks a program to end; not every system knows all of them."""


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
