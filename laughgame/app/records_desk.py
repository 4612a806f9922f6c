"""Answers the records screen: reads the results, saves tables, forgets players.

It also tells the title screen the record of the mode that is chosen.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from laughgame.app import notices
from laughgame.app.background import Background
from laughgame.app.languages import Languages
from laughgame.app.records_views import Title, record_words, records_view
from laughgame.app.round_terms import terms_of
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.game.turn import TurnRules
from laughgame.storage import results_export
from laughgame.storage.kept import Board
from laughgame.storage.results import Results
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.records import LAUGHS
from laughgame.ui.screens.records_pages.views import RecordsView
from laughgame.ui.screens.settings_pages.privacy import Deletion

UNDO_MS: Final = 8000
"""So long the deletion of a player, or of everybody, can be undone."""

RETRY_MS: Final = 5000
"""What could not be kept is tried again so often."""

_log = logging.getLogger(__name__)


class RecordsDesk(QObject):
    """Between results and records; lives on the GUI thread.

    Without results everything is empty.
    """

    forgotten = Signal(str)
    """A player and all they did are deleted; whoever hears it calls :meth:`refresh`."""
    kept_late = Signal()
    """What could not be kept at first is by now; whoever hears it calls :meth:`refresh`."""

    def __init__(
        self,
        window: MainWindow,
        results: Results | None,
        keeper: SettingsKeeper,
        languages: Languages,
        background: Background,
        title: Title,
        parent: QObject | None = None,
    ) -> None:
        """``title`` says what an item of the deck is called, by its name."""
        super().__init__(parent)
        self._window = window
        self._screen = window.records
        self._results = results
        self._keeper = keeper
        self._languages = languages
        self._background = background
        self._title = title
        self._player = ""
        self._boards: list[Board] = []
        self._to_forget = ""
        self._forget_soon = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._forget_soon.timeout.connect(self.settle)
        self._set_aside = None if results is None else results.set_aside
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._look_after)
        if results is not None:
            self._retry.start()
        self._screen.asked.connect(self._show)
        self._screen.export_requested.connect(self._export)
        self._screen.forget_requested.connect(self._forget_by_and_by)
        self._screen.undo_requested.connect(self._keep_after_all)

    def refresh(self) -> None:
        """The results have changed: tell the title, and the records where they are seen."""
        self._boards = []
        if self._results is not None:
            try:
                self._boards = self._results.boards()
            except OSError as error:
                _log.warning("The records cannot be read: %s", error)
        self.show_record()
        if self._screen.isVisible():
            self._show(self._player)

    def show_record(self) -> None:
        """Tell the title the record of its mode, by the rules of now, and of who plays."""
        settings = self._keeper.settings
        terms = terms_of(TurnRules(settings.judge.rules()))
        mode, names = settings.match.mode, settings.match.players
        self._window.title.show_record(record_words(self._boards, mode, terms, names))

    def settle(self) -> None:
        """Forget now who is to be forgotten in a moment; do nothing where nobody is.

        Call it before names are written anew.
        """
        self._forget_soon.stop()
        name, self._to_forget = self._to_forget, ""
        if not name or self._results is None:
            return
        try:
            self._results.forget(name)
        except OSError as error:
            _log.warning("A player could not be forgotten: %s", error)
            self._screen.show_deletion(Deletion.FAILED, name)
            return
        self._player = ""
        self._screen.show_deletion(Deletion.KEPT)
        self.forgotten.emit(name)

    def close(self) -> None:
        """Forget who is still to be forgotten; nothing is tried again."""
        self._retry.stop()
        self.settle()

    def _look_after(self) -> None:
        """Tell of a file that became unusable while the game ran, and keep what waits."""
        if self._results is None:
            return
        if self._results.waiting:
            self._keep_late(self._results)
        aside = self._results.set_aside
        if aside is not None and aside != self._set_aside:
            self._window.play.show_notice(partial(notices.results_set_aside, aside.path))
        self._set_aside = aside

    def _keep_late(self, results: Results) -> None:
        """Write what a full disk or another copy of the game did not let be written before."""
        try:
            results.write_waiting()
        except OSError as error:
            _log.warning("What waits cannot be kept yet: %s", error)
            return
        self._window.results.show_kept()
        self._window.grade.show_kept()
        self.kept_late.emit()

    # ---------------------------------------------------------------- answers

    def _show(self, player: str) -> None:
        """Show the records of a player, or everybody's."""
        self._player = player
        view = RecordsView()
        if self._results is not None:
            try:
                view = records_view(self._results, player, self._languages.current, self._title)
            except OSError as error:
                _log.warning("The records cannot be read: %s", error)
                view = RecordsView(readable=False)
        self._screen.show_view(view)

    def _export(self, what: str, file: Path) -> None:
        """Read the table here, write it on the worker: a disk may be slow."""
        if self._results is None:
            return
        write: Callable[[], None]
        try:
            if what == LAUGHS:
                laughs = self._results.laughs()
                titles = {one.item: self._title(one.item) for one in laughs}
                count = len(laughs)
                write = partial(results_export.write_laughs, file, laughs, titles.__getitem__)
            else:
                turns = self._results.all_turns()
                count = len(turns)
                write = partial(results_export.write_turns, file, turns)
        except OSError as error:
            self._fail_export(file, error)
            return
        self._remember_folder(file.parent)
        self._screen.show_exporting()

        def job() -> OSError | None:
            try:
                write()
            except OSError as error:
                return error
            return None

        def done(error: OSError | None) -> None:
            if error is None:
                self._screen.show_exported(file, count)
            else:
                self._fail_export(file, error)

        self._background.submit(job, done, lambda error: self._fail_export(file, error))

    def _fail_export(self, file: Path, error: Exception) -> None:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        _log.warning("A table could not be saved: %s", reason)  # its name may be a player's
        self._screen.show_export_failed(notices.not_exported(file, reason))

    def _remember_folder(self, folder: Path) -> None:
        changed = self._keeper.settings.edited("records", folder=folder)
        self._keeper.change(changed)
        self._window.apply_settings(changed)

    # ---------------------------------------------------------------- forgetting

    def _forget_by_and_by(self, name: str) -> None:
        """Forget a player in a moment: there is one to undo it."""
        if self._to_forget and self._to_forget != name:
            self.settle()
        self._to_forget = name
        self._forget_soon.start()
        self._screen.show_deletion(Deletion.PENDING, name)

    def _keep_after_all(self) -> None:
        self._forget_soon.stop()
        self._to_forget = ""
        self._screen.show_deletion(Deletion.KEPT)
