"""The language of the window, changeable while it is open."""

import logging
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from laughgame.app import paths
from laughgame.storage.settings import Language
from laughgame.ui.language import spoken

SOURCE_LANGUAGE: Final = "en"
"""The language of the texts in the code; it needs no translation."""

_log = logging.getLogger(__name__)


class Languages:
    """Installs the translations of the game and of Qt's own texts.

    Lives on the GUI thread.  Qt tells every widget of a change by a
    ``LanguageChange`` event.
    """

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._current = SOURCE_LANGUAGE

    @property
    def current(self) -> str:
        """The language shown, ``"ko"`` or ``"en"``."""
        return self._current

    def show(self, language: Language) -> None:
        """Change the language; ``"system"`` follows the player's system."""
        wanted = spoken(language)
        if wanted == self._current:
            return
        self._current = wanted
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = [] if wanted == SOURCE_LANGUAGE else self._load(wanted)
        # Qt asks the newest first, so the game's own texts come last.
        for translator in self._installed:
            self._application.installTranslator(translator)

    def _load(self, language: str) -> list[QTranslator]:
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        catalogues = [
            (f"qtbase_{language}", qt_folder),
            (f"laughgame_{language}", str(paths.translations())),
        ]
        loaded = []
        for name, folder in catalogues:
            translator = QTranslator(self._application)
            if translator.load(name, folder):
                loaded.append(translator)
            else:
                _log.warning("no translation %s in %s", name, folder)
        return loaded
