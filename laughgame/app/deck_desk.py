"""Looks after the player's own folder: what is in it now, and what the settings show of it.

Files are listed and pictures decoded on a thread of its own, which a folder on a sleeping disk
may hold up for a while; sounds and videos are opened by the player, which has its own threads.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from laughgame.app.background import Background
from laughgame.app.deck_box import ActLike, DeckBox
from laughgame.app.deck_probe import MediaProbe, check_picture
from laughgame.game.deck import ItemKind
from laughgame.storage.deck_folder import (
    NOTHING,
    FolderDeck,
    FolderProblem,
    OwnFile,
    Refused,
    read_folder,
)
from laughgame.storage.settings import DeckSettings
from laughgame.ui.screens.settings_pages.deck import DeckPage


class DeckDesk(QObject):
    """Keeps the deck's own part up to date.  Lives on the GUI thread."""

    looked_through = Signal()
    """The folder has been looked through; :attr:`own` is what was found."""

    _progressed = Signal(object, int, int)

    def __init__(self, page: DeckPage, parent: QObject | None = None) -> None:
        """``page`` shows what is found, and asks to look again, or to stop looking."""
        super().__init__(parent)
        self._page = page
        self._own = NOTHING
        self._folder: Path | None = None
        self._background: Background | None = None
        self._cancelled = threading.Event()
        self._probe = MediaProbe(self)
        self._probe.finished.connect(self._finish)
        self._probe.progressed.connect(self._tell_media)
        self._listed: FolderDeck | None = None
        self._looking = False
        self._progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        page.rescan_requested.connect(self.look)
        page.cancel_requested.connect(self.cancel)

    @property
    def own(self) -> FolderDeck:
        """What the folder has for the deck: nothing until it has been looked through."""
        return self._own

    @property
    def busy(self) -> bool:
        """Whether the folder is being looked through."""
        return self._looking

    def box(
        self,
        settings: DeckSettings,
        language: str,
        acts: Sequence[ActLike] = (),
        act_title: Callable[[str], str] = str,
    ) -> DeckBox:
        """Return the deck of a game that begins now; see :class:`DeckBox`.

        A folder that is still being looked through is not waited for.
        """
        return DeckBox(settings, language, self._own, acts, act_title)

    def use(self, folder: Path | None) -> None:
        """Play what is in ``folder`` from the next game on; None: nothing of the player's own."""
        if folder == self._folder:
            return
        self._folder, self._own = folder, NOTHING
        self.look()

    def look(self) -> None:
        """Look through the folder, again where it was looked through before."""
        self._stop()
        if self._folder is None:
            self._page.show_folder(NOTHING)
            return
        self._cancelled = cancelled = threading.Event()
        self._looking = True
        self._page.show_progress(0, 0)
        if self._background is None:
            self._background = Background(self)
        folder, tell = self._folder, partial(self._progressed.emit, cancelled)
        self._background.submit(
            lambda: _look_through(folder, cancelled, tell),
            lambda listed: self._open_media(cancelled, listed),
            lambda _error: self._give_up(cancelled),  # the log has it
        )

    def cancel(self) -> None:
        """Stop looking; what was found the last time goes on being played."""
        if self._looking:
            self._stop()
            self._page.show_folder(self._own, stopped=self._own is NOTHING)

    def close(self) -> None:
        """Stop looking for good.  Bounded; nothing runs afterwards."""
        self._stop()
        if self._background is not None:
            self._background.stop()

    def _stop(self) -> None:
        self._looking = False
        self._cancelled.set()
        self._probe.cancel()
        self._listed = None

    def _open_media(self, cancelled: threading.Event, listed: FolderDeck) -> None:
        if cancelled.is_set():
            return
        self._listed = listed
        media = [file for file in listed.found if file.length_s is None]
        if media:
            self._probe.begin(media)
        else:
            self._finish([])

    def _finish(self, answers: list[OwnFile | Refused]) -> None:
        if self._listed is None:
            return
        listed, self._listed = self._listed, None
        known = {file.path: file for file in answers if isinstance(file, OwnFile)}
        files = [known.get(file.path, file) for file in listed.found]
        self._own = replace(
            listed,
            found=tuple(file for file in files if file.length_s is not None),
            refused=(*listed.refused, *(one for one in answers if isinstance(one, Refused))),
        )
        self._looking = False
        self._page.show_folder(self._own)
        self.looked_through.emit()

    def _give_up(self, cancelled: threading.Event) -> None:
        if not cancelled.is_set():
            self._looking = False
            self._page.show_folder(FolderDeck(self._folder, problem=FolderProblem.UNREADABLE))

    def _tell(self, cancelled: threading.Event, done: int, total: int) -> None:
        if not cancelled.is_set() and self._listed is None:
            self._page.show_progress(done, total)

    def _tell_media(self, done: int) -> None:
        if self._listed is not None:
            total = len(self._listed.found)
            media = sum(file.length_s is None for file in self._listed.found)
            self._page.show_progress(total - media + done, total)


def _look_through(
    folder: Path, cancelled: threading.Event, tell: Callable[[int, int], None]
) -> FolderDeck:
    """List a folder and decode its pictures; any thread."""
    listed = read_folder(folder, cancelled.is_set)
    pictures = [file for file in listed.found if file.kind is ItemKind.IMAGE]
    broken: list[Refused] = []
    for done, file in enumerate(pictures):
        if cancelled.is_set():
            break
        tell(done, len(listed.found))
        answer = check_picture(file)
        if isinstance(answer, Refused):
            broken.append(answer)
    unusable = {refused.path for refused in broken}
    return replace(
        listed,
        found=tuple(file for file in listed.found if file.path not in unusable),
        refused=(*listed.refused, *broken),
    )
