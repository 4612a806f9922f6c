"""How the program is, as the help page shows it: one row for each thing that was examined."""

from dataclasses import dataclass
from enum import Enum


class Health(Enum):
    """How one thing is."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    """The game can be played, but not all of it."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One thing that was examined.

    ``name`` is the check's own, as ``laughgame doctor`` prints it; ``figure`` a number or a name
    that means the same in every language, or nothing.
    """

    name: str
    health: Health
    figure: str = ""
