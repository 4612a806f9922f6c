"""Offers the names of those who have played before, and forgets them when asked to."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from laughgame.app.records_desk import UNDO_MS, RecordsDesk
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.game.names import name_key
from laughgame.storage.results import Results
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.settings_pages.privacy import Deletion

_log = logging.getLogger(__name__)


class PeopleDesk(QObject):
    """Between results, settings and the window; lives on the GUI thread."""

    def __init__(
        self,
        window: MainWindow,
        results: Results | None,
        keeper: SettingsKeeper,
        records: RecordsDesk,
        leave_game: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """``leave_game`` ends what is played, before everybody is forgotten."""
        super().__init__(parent)
        self._window = window
        self._results = results
        self._keeper = keeper
        self._records = records
        self._leave_game = leave_game
        self._forget_soon = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._forget_soon.timeout.connect(self.forget_everybody)
        records.forgotten.connect(self._drop_name)
        records.kept_late.connect(self.tell_known)
        privacy = window.settings.privacy
        privacy.delete_requested.connect(self._forget_by_and_by)
        privacy.undo_requested.connect(self._keep_after_all)

    def tell_known(self) -> None:
        """Offer the names of those who have played before."""
        if self._results is None:
            return
        try:
            players = self._results.players()
        except OSError as error:
            _log.warning("The players cannot be read: %s", error)
            return
        self._window.show_known([player.name for player in players])
        self._records.refresh()
        if players and not self._forget_soon.isActive():
            self._window.settings.privacy.show_deletion(Deletion.KEPT)

    def forget_everybody(self) -> None:
        """Delete names and results for good, the names in the settings among them."""
        self._forget_soon.stop()
        self._leave_game()  # or the end of a match would bring the names back
        privacy = self._window.settings.privacy
        try:
            if self._results is not None:
                self._results.delete_everything()
        except OSError as error:
            _log.warning("Names and results could not be deleted: %s", error)
            privacy.show_deletion(Deletion.FAILED)
            return
        self._play_on_as(())
        privacy.show_deletion(Deletion.DONE)

    def settle(self) -> None:
        """Do now what could still be undone: there is no later."""
        if self._forget_soon.isActive():
            self.forget_everybody()

    def _forget_by_and_by(self) -> None:
        """Delete names and results in a moment: there is one to undo it."""
        self._forget_soon.start()
        self._window.settings.privacy.show_deletion(Deletion.PENDING)

    def _keep_after_all(self) -> None:
        self._forget_soon.stop()
        self._window.settings.privacy.show_deletion(Deletion.KEPT)

    def _drop_name(self, forgotten: str) -> None:
        """Let nobody play on under a name that was forgotten."""
        key = name_key(forgotten)
        names = self._keeper.settings.match.players
        self._play_on_as(tuple(name for name in names if name_key(name) != key))

    def _play_on_as(self, names: tuple[str, ...]) -> None:
        changed = self._keeper.settings.edited("match", players=names)
        self._keeper.change(changed)
        self._window.apply_settings(changed)
        self.tell_known()
