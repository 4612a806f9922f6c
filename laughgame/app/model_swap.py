"""Changing the referee while the game runs: the settings' model page and what it sets off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from laughgame.app import referees
from laughgame.app.background import Background
from laughgame.app.referees import Appointed, Refused, Team
from laughgame.ui.screens.settings import SettingsScreen

if TYPE_CHECKING:
    from laughgame.app.eye import Eye

Examine = Callable[[Path], Appointed | Refused]


class ModelSwap(QObject):
    """Examines a chosen model file on the worker, then swaps it in or keeps the old one.

    Lives on the GUI thread.
    """

    appointed = Signal(object)
    """The ``Path`` of the model that judges from now on."""

    def __init__(
        self,
        screen: SettingsScreen,
        background: Background,
        eye: Eye,
        team: Team,
        examine: Examine = referees.examine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._background = background
        self._eye = eye
        self._examine = examine
        self._referee = team.referee
        self._previous = team.previous
        screen.model_chosen.connect(self.choose)
        screen.model_restored.connect(self.restore)
        screen.model.opened.connect(self._measure)
        screen.show_referee(referees.view(self._referee, self._previous))

    @property
    def referee(self) -> Appointed:
        """The model that judges."""
        return self._referee

    def choose(self, path: Path) -> None:
        """Let the model in ``path`` judge, if it keeps the contract."""
        self._screen.show_checking(path)
        self._background.submit(lambda: self._examine(path), self._decide)

    def restore(self) -> None:
        """Bring back the model that judged before; checked anew, for files change."""
        if self._previous is not None:
            self.choose(self._previous.path)

    def _measure(self) -> None:
        """Measure the model in play anew, now that somebody looks at its time."""
        referee = self._referee
        self._background.submit(
            lambda: referees.measured_again(referee),
            lambda measured: self._tell_time(referee, measured),
        )

    def _tell_time(self, referee: Appointed, measured: Appointed) -> None:
        if referee is self._referee:  # and no other model has taken over meanwhile
            self._referee = measured
            self._screen.show_referee(referees.view(self._referee, self._previous))

    def _decide(self, result: Appointed | Refused) -> None:
        if isinstance(result, Refused):
            self._screen.show_refused(referees.refusal(result))
            return
        self._eye.swap_model(result.model)
        self._previous, self._referee = self._referee.card, result
        self._screen.show_accepted(referees.view(self._referee, self._previous))
        self.appointed.emit(result.card.path)
