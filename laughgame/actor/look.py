"""The people who can play the illustrated actor: colours, hair, features and what they wear."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QColor, QPen

from laughgame.actor.outline import line


class Hair(StrEnum):
    """A haircut the drawing knows."""

    BOB = "bob"
    SHORT = "short"
    BUN = "bun"
    CURLS = "curls"
    LONG = "long"
    BALD = "bald"


class Beard(StrEnum):
    """Hair on chin and jaw."""

    NONE = "none"
    STUBBLE = "stubble"
    GOATEE = "goatee"
    FULL = "full"


class Moustache(StrEnum):
    """Hair on the upper lip."""

    NONE = "none"
    THIN = "thin"
    FULL = "full"
    HANDLEBAR = "handlebar"


class Glasses(StrEnum):
    """What sits on the nose; dark glasses hide the eyes."""

    NONE = "none"
    ROUND = "round"
    SQUARE = "square"
    DARK = "dark"


class Hat(StrEnum):
    """What sits on the head."""

    NONE = "none"
    CAP = "cap"
    BEANIE = "beanie"
    BRIM = "brim"


class Mask(StrEnum):
    """What is worn over mouth and nose."""

    NONE = "none"
    SURGICAL = "surgical"
    CLOTH = "cloth"


@dataclass(frozen=True, slots=True)
class Features:
    """How a face differs from the plain one, whose values these defaults are.

    ``eyes``, ``nose``, ``mouth``, ``lips`` and ``brows`` are sizes, ``jaw`` the width
    of the lower face, all as factors.  ``resting`` (−1 to 1) is where the corners of
    the mouth rest: a face that looks merry or grim while it feels nothing.  ``age``
    (0–1) draws folds from nose to mouth that are there without a smile, ``freckles``
    (0–1) dots the cheeks, ``relief`` (0–1) is how much the skin is shaded.
    """

    eyes: float = 1.0
    nose: float = 1.0
    mouth: float = 1.0
    lips: float = 1.0
    brows: float = 1.0
    jaw: float = 1.0
    resting: float = 0.0
    age: float = 0.0
    freckles: float = 0.0
    relief: float = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """One person.  Colours are ``#RRGGBB``; ``ink`` scales the width of every drawn line."""

    name: str
    hair: Hair
    skin: str
    shade: str
    hair_color: str
    top: str
    lips: str
    blush: str
    lashes: bool = False
    iris: str = "#4B2E1E"
    ink: float = 1.0
    features: Features = field(default=Features())
    beard: Beard = Beard.NONE
    moustache: Moustache = Moustache.NONE
    glasses: Glasses = Glasses.NONE
    hat: Hat = Hat.NONE
    worn: str = "#2B2A33"
    """Colour of glasses, hat and a mask of cloth."""
    mask: Mask = Mask.NONE

    def pen(self, color: QColor | str, width: float, opacity: float = 1.0) -> QPen:
        """Return the pen of a line that is ``width`` units wide on a plain face."""
        return line(color, width * self.ink, opacity)

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
