"""Which language the window speaks."""

from typing import Literal

from PySide6.QtCore import QLocale

from laughgame.storage.settings import Language


def spoken(language: Language) -> Literal["ko", "en"]:
    """The language that a setting comes to; a system that speaks neither gets English."""
    if language != "system":
        return language
    korean = QLocale.system().language() is QLocale.Language.Korean
    return "ko" if korean else "en"
