"""What is said of the deck: kinds of items, and why a file or a folder is not played.

Every function asks the translator anew.
"""

from PySide6.QtCore import QCoreApplication

from laughgame.game.deck import ItemKind
from laughgame.storage.deck_folder import LEVELS, FolderProblem, Reason
from laughgame.ui.clip import Clip, PaintedClip, PictureClip, SoundClip

translate = QCoreApplication.translate


def clip_line(clip: Clip) -> str:
    """The line under a clip's title."""
    match clip:
        case PaintedClip():
            return translate("Deck", "The clown is on. Look, and keep still.")
        case PictureClip():
            return translate("Deck", "A picture of your own. Look, and keep still.")
        case SoundClip():
            return translate("Deck", "A sound of your own. Listen, and keep still.")
        case _:
            return translate("Deck", "A video of your own. Watch, and keep still.")


def count(kind: ItemKind, number: int) -> str:
    """How many there are of a kind, under the number."""
    one = number == 1
    match kind:
        case ItemKind.JOKE:
            return translate("Deck", "joke") if one else translate("Deck", "jokes")
        case ItemKind.ACT:
            return translate("Deck", "act") if one else translate("Deck", "acts")
        case ItemKind.IMAGE:
            return translate("Deck", "picture") if one else translate("Deck", "pictures")
        case ItemKind.SOUND:
            return translate("Deck", "sound") if one else translate("Deck", "sounds")
        case ItemKind.VIDEO:
            return translate("Deck", "video") if one else translate("Deck", "videos")


def refusal(reason: Reason, detail: str = "") -> str:
    """Why a file is not played, and what to do about it."""
    match reason:
        case Reason.MISSING:
            return translate("Deck", "It is not there any more: put it back, then look again.")
        case Reason.EMPTY:
            return translate("Deck", "It is empty: copy it anew.")
        case Reason.TOO_LARGE:
            return translate("Deck", "It is too large: {most} at most.").format(most=detail)
        case Reason.UNREADABLE:
            return translate("Deck", "It may not be read: allow it in the system, then look again.")
        case Reason.OUTSIDE:
            return translate("Deck", "A link out of the folder: put the file itself here.")
        case Reason.BAD_NAME:
            return translate("Deck", "Its name cannot be written down: give it another one.")
        case Reason.FOREIGN:
            return translate(
                "Deck",
                "{kind} is not played here: save it as JPEG or PNG, MP3, or MP4 (H.264).",
            ).format(kind=detail)
        case Reason.MISNAMED:
            return translate(
                "Deck", "It is called {kind} but is something else: save it anew."
            ).format(kind=detail)
        case Reason.BROKEN:
            return translate("Deck", "It is damaged, or of a kind nobody knows: save it anew.")
        case Reason.NO_CODEC:
            return _no_codec(detail)
        case Reason.NO_PLAYER:
            return translate(
                "Deck",
                "Sounds and videos cannot be played on this computer: install the game anew.",
            )
        case Reason.BAD_JOKES:
            return translate("Deck", "No file of jokes: {detail}").format(detail=detail)


def _no_codec(codec: str) -> str:
    if not codec:
        return translate(
            "Deck", "This video's codec is not here: convert it to MP4 (H.264) or WebM."
        )
    return translate(
        "Deck", "This video's codec ({codec}) is not here: convert it to MP4 (H.264) or WebM."
    ).format(codec=codec)


def skipped(title: str, why: str) -> str:
    """The notice of a clip that is passed over: two lines, parted by a newline."""
    headline = translate("Deck", "{title} is skipped.").format(title=title)
    return f"{headline}\n{why}"


def folder_problem(problem: FolderProblem) -> str:
    """Why there is nothing from a folder, and what to do."""
    match problem:
        case FolderProblem.MISSING:
            return translate(
                "Deck",
                "The folder is not there. Plug its disk in and look again, or choose another.",
            )
        case FolderProblem.NO_FOLDER:
            return translate("Deck", "This is a file, not a folder. Choose the folder around it.")
        case FolderProblem.UNREADABLE:
            return translate(
                "Deck", "The folder may not be read. Allow it in the system, then look again."
            )


def what_to_put() -> str:
    """What belongs into a folder for the deck."""
    return translate(
        "Deck",
        "Pictures (JPEG, PNG, GIF, WebP), sounds (MP3, WAV, OGG, M4A), videos (MP4, WebM, MOV) "
        "and files of jokes (TOML). Folders in it are looked through, {levels} levels deep.",
    ).format(levels=LEVELS - 1)
