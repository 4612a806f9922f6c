"""Changing the referee while the game runs: the settings' model page and what it sets off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from laughgame.app import referees
from laughgame.app.background import Background
from laughgame.app.referees import Appointed, Refused, Team
from laughgame.ui.referee import RefereeView
from laughgame.ui.screens.settings import SettingsScreen
from laughgame.vision.model_airlock import Tell
from laughgame.vision.model_card import ModelCard, PassedStep

if TYPE_CHECKING:
    from laughgame.app.eye import Eye

Examine = Callable[[Path, Tell], Appointed | Refused]


class ModelSwap(QObject):
    """Examines a chosen model file on the worker, then swaps it in or keeps the old one.

    Of several that are chosen one after another only the last one counts; the examination of
    those before it is broken off.  Lives on the GUI thread.
    """

    appointed = Signal(object)
    """The ``Path`` of the model that judges from now on."""
    _stepped = Signal(int, object)  # from the worker: the number of the choice, and the step

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
        self._choice = 0  # the number of the newest one; what was chosen before counts no more
        self._stopped = 0
        self._stepped.connect(self._show_step)
        screen.model_chosen.connect(self.choose)
        screen.exam_stopped.connect(self.stop)
        screen.model_restored.connect(self.restore)
        screen.model.opened.connect(self._measure)
        screen.show_referee(self._view())

    @property
    def referee(self) -> Appointed:
        """The model that judges."""
        return self._referee

    def choose(self, path: Path) -> None:
        """Let the model in ``path`` judge, if it keeps the contract."""
        self._submit(path, self._examine)

    def stop(self) -> None:
        """Break the examination off, if there is one: the old model stays."""
        self._stopped = self._choice
        referees.AIRLOCK.cancel()

    def restore(self) -> None:
        """Bring back the model that judged before; checked anew, for files change.

        Where its file is lost or spoilt, the copy that was kept of it comes back.  Done again
        and again it brings back every model of this game in turn, the shipped one too.
        """
        if self._earlier:
            self._submit(
                self._earlier[-1].path,
                lambda path, tell: referees.recall(path, lambda of: self._examine(of, tell)),
            )

    def _submit(self, path: Path, examine: Examine) -> None:
        self.stop()
        self._choice += 1
        choice = self._choice
        self._screen.show_checking(path)
        tell = partial(self._stepped.emit, choice)

        def work() -> Appointed | Refused:
            if choice <= self._stopped:  # while it waited for its turn
                return referees.abandoned(path)
            return examine(path, tell)

        def decide(result: Appointed | Refused) -> None:
            if choice == self._choice:  # and nothing else was chosen meanwhile
                self._decide(result)

        self._background.submit(
            work,
            decide,
            lambda error: decide(referees.unchecked(path, f"{type(error).__name__}: {error}")),
        )

    def _show_step(self, choice: int, passed: PassedStep) -> None:
        if choice == self._choice:
            self._screen.show_step(referees.step(passed))

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
