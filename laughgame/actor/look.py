"""The people who can play the illustrated actor: colours and hair."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QColor


class Hair(StrEnum):
    """A haircut the drawing knows."""

    BOB = "bob"
    SHORT = "short"
    BUN = "bun"
    CURLS = "curls"


@dataclass(frozen=True, slots=True)
class Look:
    """One person.  Colours are ``#RRGGBB``."""

    name: str
    hair: Hair
    skin: str
    shade: str
    hair_color: str
    top: str
    lips: str
    blush: str
    lashes: bool = False

    def crease(self, depth: float) -> QColor:
        """Return the colour of a fold in the skin; ``depth`` 0 is the flat shadow."""
        return self.mixed(self.shade, "#3A1710", depth)

    def mixed(self, first: str, second: str, share: float) -> QColor:
        """Return the colour ``share`` (0–1) of the way from ``first`` to ``second``."""
        a, b = QColor(first), QColor(second)
        return QColor(
            round(a.red() + (b.red() - a.red()) * share),
            round(a.green() + (b.green() - a.green()) * share),
            round(a.blue() + (b.blue() - a.blue()) * share),
        )


MINJI: Final = Look(
    "minji", Hair.BOB, "#F2C39B", "#DE9F76", "#2A1D1A", "#E86A4A", "#B9524A", "#E9795E", True
)
JUN: Final = Look(
    "jun", Hair.SHORT, "#E3AE83", "#C78C62", "#17140F", "#3E7C8C", "#A8544A", "#D9694E"
)
SORA: Final = Look(
    "sora", Hair.BUN, "#F3CAA8", "#DC9E7A", "#6B351A", "#F0B93A", "#C05A52", "#EC8268", True
)
TAE: Final = Look(
    "tae", Hair.CURLS, "#C98F64", "#A66F49", "#1C1714", "#8DB24A", "#8F4238", "#C0553F"
)

LOOKS: Final = (MINJI, JUN, SORA, TAE)
"""Everybody, in the order in which they are offered."""
