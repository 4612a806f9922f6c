"""``python -m tests.window_run SECONDS``: the player's own window, a survival, and its end.

For watching the whole program from outside: it starts as for a player, with settings, results,
log and sound, names somebody, plays, and is closed.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from laughgame.app import bootstrap
from laughgame.app.opening import Opening


def run(seconds: float) -> int:
    """Open the window, play for so long, close it; return the exit code."""
    whole = Opening.begin

    def play(opening: Opening) -> None:
        window = opening.window
        opening.completed.connect(
            lambda game: game.controller.judged.connect(
                _Once(window.match_requested.emit, game.controller)
            )
        )
        QTimer.singleShot(round(1000 * seconds), window.close)
        whole(opening)

    Opening.begin = play  # type: ignore[method-assign]
    try:
        return bootstrap.open_window()
    finally:
        Opening.begin = whole  # type: ignore[method-assign]


class _Once(QObject):
    """Calls ``then`` with the first verdict, when the event is over."""

    def __init__(self, then: object, parent: QObject) -> None:
        super().__init__(parent)
        self._then = then

    def __call__(self, _snapshot: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            QTimer.singleShot(0, then)  # type: ignore[call-overload]


if __name__ == "__main__":
    code = run(float(sys.argv[1]))
    if QApplication.instance() is None:
        code = code or 1
    Path(sys.argv[2]).write_text("done", encoding="utf-8")
    sys.exit(code)
