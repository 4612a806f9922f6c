"""What the game is still loading, in the player's words; asked anew after a change of language."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class LoadingStage(Enum):
    """What is loaded at the moment, in the order of loading."""

    LIBRARIES = "libraries"
    MODEL = "model"
    FACES = "faces"
    """The face detector, and what tells covered faces."""
    CAMERA = "camera"
    """The source of the pictures is opened, and the first picture judged."""

    @property
    def number(self) -> int:
        """Counted from 1."""
        return list(LoadingStage).index(self) + 1


def loading_words(stage: LoadingStage) -> str:
    """Say what is being loaded."""
    match stage:
        case LoadingStage.LIBRARIES:
            return translate("Loading", "Loading the judge: libraries")
        case LoadingStage.MODEL:
            return translate("Loading", "Loading the judge: model")
        case LoadingStage.FACES:
            return translate("Loading", "Loading the judge: face detector")
        case LoadingStage.CAMERA:
            return translate("Loading", "Loading the judge: camera")


def awaited_words() -> str:
    """Say that what the player asked for comes as soon as it can."""
    return translate("Loading", "Coming up!")


def part_missing(name: str, log: str = "") -> str:
    """Say that a library of the game does not load, and the way out: two lines.

    ``log`` is where the log lies, for whom no help can be opened that would tell.
    """
    headline = translate("Loading", "A part of the game cannot be loaded: {name}")
    remedy = translate("Loading", "Close the window and install the game again; the log knows why.")
    if log:
        remedy = translate("Loading", "Install the game again. The log knows why: {file}")
    return f"{headline.format(name=name)}\n{remedy.format(file=log)}"
