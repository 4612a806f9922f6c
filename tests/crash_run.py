"""``python -m tests.crash_run WHAT``: the player's own window, and how it ends.

``crash`` dies of a segmentation fault at the first verdict, as a driver may; ``tell`` prints, as
one line of JSON, what the player is told of the game before, and is closed.  Everything else is
as for a player.
"""

import faulthandler
import json
import sys

from PySide6.QtCore import QTimer

from laughgame.app.bootstrap import Game
from tests.opened_window import open_window


def _crash(*_: object) -> None:
    faulthandler._sigsegv()  # type: ignore[attr-defined]


def run(what: str) -> int:
    """Open the window, end as told; return the exit code."""

    def meet(game: Game) -> None:
        if what == "crash":
            game.controller.judged.connect(_crash)
        else:
            QTimer.singleShot(0, game.window.close)

    def part(game: Game) -> None:
        if what == "tell":
            desk = game.help_desk
            assert desk is not None
            told = {
                "title": game.window.title.status,
                "notice": game.window.play.hints.cue.detail,
                "help": game.window.settings.help.crash.text(),
                "shown": not game.window.settings.help.crash.isHidden(),
                "report": desk.report(),
            }
            print(json.dumps(told))

    return open_window(meet, part)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1]))
