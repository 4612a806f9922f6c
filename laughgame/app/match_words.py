"""The sentences of a match, said anew in the language of the moment."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from laughgame.game.calibration import Doubt
from laughgame.game.sight import Advice
from laughgame.ui import wording

translate = QCoreApplication.translate

LONGEST_CALLED: Final = 12
"""Letters of a name that is called out in a sentence."""


def why(reason: Advice | Doubt) -> str:
    """Return what the player can do about it."""
    return wording.doubt(reason) if isinstance(reason, Doubt) else wording.advice(reason)


def clock(seconds: float) -> str:
    """Return a time as it is read on the board."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02d}:{rest:02d}"


def short(text: str, longest: int = 26) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def get_ready(names: list[str]) -> str:
    """Return what stands below the countdown."""
    if len(names) > 1:
        return translate("Match", "Get ready, all of you")
    return translate("Match", "{name}, get ready").format(name=names[0])


def take_seats(names: list[str]) -> tuple[str, str]:
    """Return what to do before a duel, and in which order to sit."""
    headline = translate("Match", "Sit side by side, in this order:")
    return headline, "  ·  ".join(names)


def look_calm(name: str | None) -> str:
    """Ask one player, or all of them, for the calm face."""
    if name is None:
        return translate("Match", "All of you, look calm and read this aloud:")
    # The line that is read aloud is as small as the longer one of the two.
    words = translate("Match", "{name}, look calm and read this aloud:")
    return words.format(name=short(name, LONGEST_CALLED))


def read_aloud() -> str:
    """Return the line that is read aloud: talking is part of a calm face."""
    return translate("Match", "The referee counts the clouds above the pitch.")


def smile_now() -> str:
    """Ask for the other end of the range."""
    return translate("Match", "And now your biggest smile!")


def space_skips() -> str:
    """Say how to do without."""
    return translate("Match", "Space: go on without it")


def of_somebody(name: str, words: str) -> str:
    """Say whom an advice is for."""
    return translate("Match", "{name}: {advice}").format(name=name, advice=words)


def hiding() -> str:
    """Warn who hides."""
    return translate("Match", "Hiding is no straight face.\nCome back, or it costs a card.")


def hiding_of(name: str) -> str:
    """Warn one of several."""
    return translate(
        "Match", "{name} is hiding.\nCome back, or it costs a card."
    ).format(name=name)  # fmt: skip


def hiding_cost_a_card() -> str:
    """Tell what hiding has cost."""
    return translate("Match", "That was hiding once too often.\nIt cost a card.")


def hid_too_long() -> str:
    """Tell what hiding has cost in the end."""
    return translate("Match", "Hidden for too long: this turn is over.")


def nothing_to_tell() -> str:
    """Tell that there is no deck."""
    return translate("Match", "The jokes cannot be read; the log says why")


def model_rehearses() -> tuple[str, str]:
    """Return what happens before an imitation, and what it will be about."""
    headline = translate("Match", "Your model rehearses. Do as it does, a moment later.")
    return headline, translate("Match", "What counts is how your face moves. Smiling is allowed!")


def imitate_me() -> str:
    """Return the title of the model's performance."""
    return translate("Match", "Do as I do!")


def a_moment_later() -> str:
    """Return how to imitate."""
    return translate("Match", "Follow my face, a moment later.")


def nothing_to_imitate() -> str:
    """Tell that the model's performance cannot be read."""
    return translate("Match", "There is nothing to imitate; the log says why")
