"""From a window that stands at its title to a game that plays in it.

What the other screens and the judge are made of takes seconds to import; a worker thread does
it while the title is seen and its keys work.  Then come the screens and the controller, on the
GUI thread, and the controller loads the judge on a worker of its own.
"""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from laughgame.app.background import Background
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.ui.loading import LoadingStage, part_missing

if TYPE_CHECKING:
    from laughgame.app.bootstrap import Game
    from laughgame.app.languages import Languages
    from laughgame.storage.settings import Settings
    from laughgame.ui.main_window import MainWindow

MODULES: Final = (
    "numpy",
    "cv2",
    "pyqtgraph",
    "laughgame.ui.screens.play",
    "laughgame.ui.screens.settings",
    "laughgame.ui.screens.out",
    "laughgame.ui.screens.results",
    "laughgame.ui.screens.records",
    "laughgame.ui.screens.grade",
    "laughgame.app.controller",
)
"""What is imported on the worker.  In steps: a window that is closed waits for one of them only."""

Tell = Callable[[LoadingStage], None]

_log = logging.getLogger(__name__)


class Opening(QObject):
    """Loads a game into a window that stands.  Lives on the GUI thread."""

    completed = Signal(object)
    """The :class:`~laughgame.app.bootstrap.Game` is there, and begins next."""

    _told = Signal(object)
    """What is loaded next; from any thread."""

    def __init__(
        self,
        window: MainWindow,
        keeper: SettingsKeeper,
        languages: Languages,
        complete: Callable[[Tell], Game],
        log: str = "",
    ) -> None:
        """``complete`` puts the game together once the window has all its screens.

        It is handed what tells of the judge's loading, on any thread.  ``log`` is what to call
        the log where a library does not load; empty: there is none.
        """
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._languages = languages
        self._complete = complete
        self._log = log
        self._game: Game | None = None
        self._background = Background(self)
        self._over = False
        self.failed = False
        """Whether a library did not load, so that no game ever came."""
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        window.settings_changed.connect(self._change)
        window.show_loading(LoadingStage.LIBRARIES)

    @property
    def window(self) -> MainWindow:
        """The window that stands."""
        return self._window

    @property
    def game(self) -> Game | None:
        """The game that came to the window; None until it is there."""
        return self._game

    def begin(self) -> None:
        """Load everything; call it when the window has been painted."""
        for module in MODULES:
            last = module == MODULES[-1]
            self._background.submit(
                partial(importlib.import_module, module),
                self._furnish if last else lambda _: None,
                partial(self._fail, module),
            )

    def close(self) -> None:
        """Stop loading, or playing, and save what is to be saved.  Bounded."""
        self._background.stop()
        if self._game is not None:
            self._game.close()
        else:
            self._keeper.save_pending()

    def _furnish(self, _: object) -> None:
        if self.failed:
            return
        self._background.stop()
        window = self._window
        window.settings_changed.disconnect(self._change)  # the controller's from now on
        window.furnish()
        window.show_loading(LoadingStage.LIBRARIES)
        self._game = game = self._complete(self._told.emit)
        controller = game.controller
        controller.ready.connect(self._tell_camera)
        for over in (controller.judged, controller.source_failed, controller.unplayable):
            over.connect(self._finish)
        self.completed.emit(game)
        controller.begin()
        window.catch_up()

    def _fail(self, module: str, error: Exception) -> None:
        """Say it where the player looks, and to who started the game from a terminal."""
        if self.failed:
            return
        self.failed = True
        missing = error.name if isinstance(error, ImportError) and error.name else module
        self._window.give_up(partial(part_missing, missing, self._log))
        if sys.stderr is not None:
            print(f"laughgame: {missing} cannot be loaded: {error}", file=sys.stderr)

    def _change(self, settings: Settings) -> None:
        """Put into force what the player changed before there is a controller."""
        self._keeper.change(settings)
        self._languages.show(settings.general.language)

    def _show(self, stage: LoadingStage) -> None:
        if not self._over:  # the settings page tells of a model that is chosen later
            self._window.show_loading(stage)

    def _tell_camera(self) -> None:
        self._show(LoadingStage.CAMERA)

    def _finish(self, _: object) -> None:
        """Nothing is loaded any more: a picture is judged, or it is said why none can be."""
        if self._game is None or self._over:
            return
        self._over, controller = True, self._game.controller
        for over in (controller.judged, controller.source_failed, controller.unplayable):
            over.disconnect(self._finish)
        self._window.show_loading(None)
