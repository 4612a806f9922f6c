"""Players' names: what can be written on the board, and when two of them are the same."""

import unicodedata
from typing import Final

LONGEST: Final = 24
"""Letters of a name, after cleaning."""


def clean_name(text: str) -> str:
    """Return a name as it is kept: printable, single blanks, 24 letters at most; may be empty.

    The same name typed on another system is the same text (Unicode's form NFC).
    """
    composed = unicodedata.normalize("NFC", text)
    # Control and format characters would break lines, or turn the writing round.
    printable = "".join(
        letter
        for letter in composed
        if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(printable.split())[:LONGEST].rstrip()


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: capitals make no difference."""
    return unicodedata.normalize("NFC", clean_name(name).casefold())
