"""Plays one round after another, as somebody would who never tires: by buttons and keys."""

import random
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from laughgame.ui.main_window import MainWindow

LOOK_MS: Final = 250
"""How often the player looks what is on the screen."""

LINGER_S: Final = 1.5
"""So long a screen is looked at before anything is pressed."""

OBJECTS: Final = 0.3
"""The share of the cards that is objected to; half of these are taken back."""

BETWEEN_ROUNDS: Final = ("H", "T", "L")
"""Pressed in turn on the results: the records and back, theme, language."""


class Player(QObject):
    """Presses what leads from the title to the results and on; lives on the GUI thread."""

    def __init__(self, window: MainWindow, seed: int, parent: QObject | None = None) -> None:
        """``seed`` decides which cards are objected to."""
        super().__init__(parent)
        self.rounds = 0
        """Rounds whose results were seen."""
        self._window = window
        self._chance = random.Random(seed)
        self._seen: QWidget | None = None
        self._since_s = 0.0
        self._visited = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._act)

    def begin(self) -> None:
        """Play on until :meth:`stop`."""
        self._look.start()

    def stop(self) -> None:
        """Press nothing more."""
        self._look.stop()

    def _act(self) -> None:
        window = self._window
        screens = (window.title, window.out, window.results, window.records)
        seen = next((screen for screen in screens if screen.isVisible()), None)
        if seen is not self._seen:
            self._seen, self._since_s = seen, time.monotonic()
            if seen is window.results and not self._visited:
                self.rounds += 1
            return
        if time.monotonic() - self._since_s < LINGER_S:
            return
        self._since_s = time.monotonic()
        if seen is window.title:
            window.title.cards["survival"].click()
            window.title.start.click()
        elif seen is window.out:
            self._answer()
        elif seen is window.records:
            self._press("H")
        elif seen is window.results:
            self._leave_results()

    def _answer(self) -> None:
        """Take a card, or object to it: then the others decide."""
        out = self._window.out
        if out.appealing:
            self._press(self._chance.choice(("N", "Return")))
        elif self._chance.random() < OBJECTS and out.replay is not None and out.replay.may_appeal:
            self._press("A")
        else:
            self._press("Return")

    def _leave_results(self) -> None:
        """Look at something else first, then play again."""
        if self._visited:
            self._visited = False
            self._window.results.again.click()
        else:
            self._visited = True
            self._press(BETWEEN_ROUNDS[self.rounds % len(BETWEEN_ROUNDS)])

    def _press(self, key: str) -> None:
        """Press a key of the screen that is seen."""
        wanted = QKeySequence(key)
        for shortcut in self._window.findChildren(QShortcut):
            if shortcut.key() == wanted and shortcut.isEnabled():
                shortcut.activated.emit()
                return
