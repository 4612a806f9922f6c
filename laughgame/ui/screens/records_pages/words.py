"""What the records say: where there is nothing to list, and while a player is forgotten."""

from PySide6.QtCore import QCoreApplication

from laughgame.ui.screens.records_pages.views import RecordsView
from laughgame.ui.screens.settings_pages.privacy import Deletion

translate = QCoreApplication.translate


def empty_words(view: RecordsView, tab: str) -> tuple[str, str]:
    """Return headline and kind word for a tab (``board``, ``history``, ``bombs``)."""
    name = view.player
    if not view.readable:
        return (
            translate("RecordsScreen", "The records cannot be read."),
            translate("RecordsScreen", "The log says why. Nothing was deleted."),
        )
    match tab:
        case "board" if name:
            words = (
                translate("RecordsScreen", "{name} is not on this board."),
                translate("RecordsScreen", "There is still time to look serious."),
            )
        case "board" if view.boards:
            words = (
                translate("RecordsScreen", "Nobody has dared this one yet."),
                translate("RecordsScreen", "An empty board is the easiest to lead."),
            )
        case "board":
            words = (
                translate("RecordsScreen", "Nobody is on the board yet."),
                translate("RecordsScreen", "Somebody has to keep a straight face first. You?"),
            )
        case "history" if name:
            words = (
                translate("RecordsScreen", "{name} has only watched so far."),
                translate("RecordsScreen", "The best seat for laughing."),
            )
        case "history":
            words = (
                translate("RecordsScreen", "Not a match yet."),
                translate("RecordsScreen", "The lawn is mown. It only lacks straight faces."),
            )
        case _ if name:
            words = (
                translate("RecordsScreen", "Nothing has cracked {name} yet."),
                translate("RecordsScreen", "The deck takes it personally."),
            )
        case _:
            words = (
                translate("RecordsScreen", "Not one laugh so far."),
                translate("RecordsScreen", "Either the jokes are bad, or the faces are of stone."),
            )
    headline, kind = words
    return headline.format(name=name), kind


def forget_words(state: Deletion, name: str) -> str:
    """What the button says that forgets a player."""
    words = {
        Deletion.KEPT: translate("RecordsScreen", "Forget {name}"),
        Deletion.PENDING: translate("RecordsScreen", "{name} is forgotten in a moment. Undo"),
        Deletion.DONE: translate("RecordsScreen", "{name} is forgotten"),
        Deletion.FAILED: translate("RecordsScreen", "{name} could not be forgotten. Try again"),
    }
    return words[state].format(name=name)
