"""``python -m tests.killed_window``: the player's own window, playing and writing, to be killed.

It starts as for a player, with camera (the actor's), model, sound, settings and results.  From its
first verdict on it changes settings by the window's own signal, and finishes a round of the
game's own ledger, again and again, and says so; see ``tests/round_writer.py``.
"""

import itertools
import sys

from PySide6.QtCore import QObject, QTimer

from laughgame.app.bootstrap import Game
from laughgame.app.match_ledger import Ledger
from laughgame.storage.results import Results
from tests import round_writer
from tests.opened_window import open_window
from tests.round_writer import say

EVERY_MS = 20


class Busy(QObject):
    """Writes as long as the window is open."""

    def __init__(self, game: Game, results: Results, first: int) -> None:
        super().__init__(game.controller)
        self._window = game.window
        self._keeper = game.controller._keeper
        self._ledger = Ledger(results, True, frozenset())
        self._numbers = itertools.count(first)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._write)
        game.controller.judged.connect(self._begin)

    def _begin(self, _snapshot: object) -> None:
        if not self._timer.isActive():
            say("begun", 0)
            self._timer.start()

    def _write(self) -> None:
        number = next(self._numbers)
        settings = self._keeper.settings
        match = settings.match.model_copy(update={"players": (f"player {number}",)})
        say("saving", number)
        self._window.settings_changed.emit(settings.model_copy(update={"match": match}))
        self._keeper.save_pending()
        say("saved", number)
        round_writer.keep(self._ledger, number)


def main(first: int) -> int:
    busy = []
    return open_window(
        lambda game: busy.append(Busy(game, game.controller._results, first)),
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
