"""The settings in force, and their way to the disk."""

import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from laughgame.storage.settings import Settings, SettingsFile

SAVE_DELAY_MS: Final = 500
"""A dragged line changes the settings many times a second; one write is enough."""

RETRY_MS: Final = 10_000
"""What could not be saved is tried again so often: a disk that was full may have room by then."""

_log = logging.getLogger(__name__)


class SettingsKeeper(QObject):
    """Holds the settings and saves them shortly after the last change.

    Without a ``file`` nothing is saved: what a command line asks for is not what
    the player wants from now on.
    """

    not_saved = Signal(str)
    """Saving failed; the reason in the system's words.  The settings stay in force and are tried
    again; of further failures nothing is told until it went well once."""
    set_aside = Signal(object)
    """The file had become unusable meanwhile, and was written anew: the ``LoadedSettings``."""

    def __init__(
        self, settings: Settings, file: SettingsFile | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file
        self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def change(self, settings: Settings) -> None:
        """Put new settings in force, and save them soon."""
        if settings != self._settings:
            self._settings = settings
            if self._file is not None:
                self._timer.start(SAVE_DELAY_MS)

    def save_pending(self) -> None:
        """Save now, for the last time, what would be saved soon or could not be until now."""
        if self._timer.isActive():
            self.save()
            self._timer.stop()  # this was the last try

    def save(self) -> None:
        self._timer.stop()
        if self._file is None:
            return
        try:
            saved = self._file.save(self._settings)
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("The settings could not be saved: %s", error)
            told, self._failing = self._failing, True
            self._timer.start(RETRY_MS)
            if not told:
                reason = error.strerror if isinstance(error, OSError) else None
                self.not_saved.emit(reason or str(error))
            return
        self._failing = False
        if saved.reason is not None:
            _log.warning("The settings had become unusable: %s", saved.detail)
            self.set_aside.emit(saved)
