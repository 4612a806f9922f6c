"""``python -m tests.window_run SECONDS``: the player's own window, a survival, and its end.

For watching the whole program from outside: it starts as for a player, with settings, results,
log and sound, names somebody, plays, and is closed.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from laughgame.app.bootstrap import Game
from tests.opened_window import open_window


def run(seconds: float) -> int:
    """Open the window, play for so long, close it; return the exit code."""

    def meet(game: Game) -> None:
        once = _Once(game.window.match_requested.emit, game.controller)
        game.controller.judged.connect(once)
        QTimer.singleShot(round(1000 * seconds), game.window.close)

    return open_window(meet)


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
