"""What is wrong with a camera, in the player's words: the stage's sentence, the cause, the remedy.

Every function asks the translator anew.  A remedy is that of the system the game runs on.
"""

import platform
from enum import Enum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class CameraTrouble(Enum):
    """Why there is no picture to judge."""

    STALLED = "stalled"
    """No picture has come for a moment."""
    HANGS = "hangs"
    """None has come for long: it is opened anew."""
    TIED_UP = "tied up"
    """It hung at every try, and is not tried again before one of them comes back."""
    FROZEN = "frozen"
    BLACK = "black"
    COVERED = "covered"
    MISSING = "missing"
    BUSY = "busy"
    DENIED = "denied"
    UNREADABLE = "unreadable"
    """It is a file, and shows nothing."""
    LOST = "lost"


def caption(trouble: CameraTrouble) -> str:
    """The sentence where the face would be."""
    match trouble:
        case CameraTrouble.STALLED | CameraTrouble.HANGS | CameraTrouble.TIED_UP:
            return translate("PlayCues", "The picture has stopped.")
        case CameraTrouble.FROZEN:
            return translate("PlayCues", "The picture stands still.")
        case CameraTrouble.BLACK:
            return translate("PlayCues", "The picture is black.")
        case CameraTrouble.COVERED:
            return translate("PlayCues", "Something covers the lens.")
        case _:
            return translate("PlayCues", "No picture is coming in.")


def problem(trouble: CameraTrouble, name: str | None) -> str:
    """Say what is wrong with the camera called ``name``; ``None``: nobody has told its name."""
    called = translate("Notice", "The camera") if name is None else name
    return _problem(trouble).format(name=called)


def _problem(trouble: CameraTrouble) -> str:
    match trouble:
        case CameraTrouble.STALLED:
            return translate("Notice", "{name} has stopped.")
        case CameraTrouble.HANGS:
            return translate("Notice", "{name} does not answer.")
        case CameraTrouble.TIED_UP:
            return translate("Notice", "{name} does not answer, however often it is asked.")
        case CameraTrouble.FROZEN:
            return translate("Notice", "{name} sends the same picture again and again.")
        case CameraTrouble.BLACK:
            return translate("Notice", "{name} sees nothing but black.")
        case CameraTrouble.COVERED:
            return translate("Notice", "{name} is covered.")
        case CameraTrouble.MISSING:
            return translate("Notice", "{name} is not there.")
        case CameraTrouble.BUSY:
            return translate("Notice", "{name} is busy elsewhere.")
        case CameraTrouble.DENIED:
            return translate("Notice", "{name} may not be used.")
        case CameraTrouble.UNREADABLE:
            return translate("Notice", "{name} shows no pictures.")
        case CameraTrouble.LOST:
            return translate("Notice", "{name} went dark.")


def remedy(trouble: CameraTrouble, system: str | None = None) -> str:
    """Say what a person can do about it; ``system`` as ``platform.system`` names it."""
    system = platform.system() if system is None else system
    match trouble:
        case CameraTrouble.STALLED:
            return translate("Notice", "The clock waits. If nothing comes, check its cable.")
        case CameraTrouble.HANGS:
            return translate("Notice", "The clock waits; the camera is opened anew.")
        case CameraTrouble.TIED_UP:
            return translate(
                "Notice", "Unplug it and plug it in again, or pick the demo player (S)."
            )
        case CameraTrouble.FROZEN:
            return translate("Notice", "Is a virtual camera paused? Start it, or pick another (S).")
        case CameraTrouble.BLACK if system == "Linux":
            return translate("Notice", "Open its shutter or lid; play goes on by itself.")
        case CameraTrouble.BLACK:
            return translate("Notice", "Open its shutter, or allow it in the privacy settings.")
        case CameraTrouble.COVERED:
            return translate("Notice", "Free the lens; play goes on by itself.")
        case CameraTrouble.MISSING:
            return translate("Notice", "Plug it in, or pick the demo player in the settings (S).")
        case CameraTrouble.BUSY:
            return translate(
                "Notice", "Close what else uses it, or pick the demo player in the settings (S)."
            )
        case CameraTrouble.DENIED:
            return _permission(system)
        case CameraTrouble.UNREADABLE:
            return translate(
                "Notice", "Choose another file, or pick the demo player in the settings (S)."
            )
        case CameraTrouble.LOST:
            return translate("Notice", "Check its cable; play goes on when it is back.")


def _permission(system: str) -> str:
    match system:
        case "Darwin":
            return translate(
                "Notice", "Allow it: System Settings, Privacy & Security, Camera. Play goes on."
            )
        case "Windows":
            return translate(
                "Notice", "Allow it: Settings, Privacy & security, Camera, for desktop apps."
            )
        case _:
            return translate("Notice", "Join the group “video” and log in again.")
