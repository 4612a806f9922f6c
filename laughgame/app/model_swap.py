"""Changing the referee while the game runs: the settings' model page and what it sets off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from laughgame.app import referees
from laughgame.app.background import Background
from laughgame.app.referees import Appointed, Refused, Team
from laughgame.ui.referee import RefereeView
from laughgame.ui.screens.settings import SettingsScreen
from laughgame.vision.model_card import ModelCard

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
        # The models that have judged before; the last is brought back first.
        self._earlier = [] if team.previous is None else [team.previous]
        self._standby: Appointed | None = None
        screen.model_chosen.connect(self.choose)
        screen.model_restored.connect(self.restore)
        screen.model.opened.connect(self._measure)
        screen.show_referee(self._view())

    @property
    def referee(self) -> Appointed:
        """The model that judges."""
        return self._referee

    def choose(self, path: Path) -> None:
        """Let the model in ``path`` judge, if it keeps the contract."""
        self._screen.show_checking(path)
        self._background.submit(
            lambda: self._examine(path), self._decide, lambda error: self._excuse(path, error)
        )

    def restore(self) -> None:
        """Bring back the model that judged before; checked anew, for files change.

        Done again and again it brings back every model of this game in turn, the shipped one too.
        """
        if self._earlier:
            self.choose(self._earlier[-1].path)

    def _view(self) -> RefereeView:
        return referees.view(self._referee, self._earlier[-1] if self._earlier else None)

    def fall_back(self) -> bool:
        """Let the model that judged before take over at once, where there was one.

        For a model that passed its check and broke the contract in play; it is not
        offered for going back to.
        """
        if self._standby is None:
            return False
        broken, self._referee, self._standby = self._referee, self._standby, None
        judged = (broken.card.path, self._referee.card.path)
        self._earlier = [card for card in self._earlier if card.path not in judged]
        self._eye.swap_model(self._referee.model)
        self._screen.show_referee(self._view())
        self.appointed.emit(self._referee.card.path)
        return True

    def _measure(self) -> None:
        """Measure the model in play anew, now that somebody looks at its time."""
        referee = self._referee
        self._background.submit(
            lambda: referees.measured_again(referee),
            lambda measured: self._tell_time(referee, measured),
            lambda _: None,  # the time of before stays; the log knows why
        )

    def _tell_time(self, referee: Appointed, measured: Appointed) -> None:
        if referee is self._referee:  # and no other model has taken over meanwhile
            self._referee = measured
            self._screen.show_referee(self._view())

    def _excuse(self, path: Path, error: Exception) -> None:
        """A check that itself came to grief speaks against the file all the same."""
        self._decide(referees.unchecked(path, f"{type(error).__name__}: {error}"))

    def _decide(self, result: Appointed | Refused) -> None:
        if isinstance(result, Refused):
            self._screen.show_refused(referees.refusal(result))
            return
        self._eye.swap_model(result.model)
        self._replace(self._referee.card, result.card.path)
        self._standby, self._referee = self._referee, result
        self._screen.show_accepted(self._view())
        self.appointed.emit(result.card.path)

    def _replace(self, old: ModelCard, new: Path) -> None:
        """Remember ``old`` among the earlier models, of which ``new`` is none any more."""
        if old.path == new:
            return
        brought_back = bool(self._earlier) and self._earlier[-1].path == new
        self._earlier = [card for card in self._earlier if card.path not in (old.path, new)]
        # Whoever was brought back goes to the end of the queue: the others come first.
        self._earlier.insert(0 if brought_back else len(self._earlier), old)
