"""Cards and lives: what a laugh costs, and when it is the last one.

Three styles.  *Sudden*: the first laugh is the end.  *Cards*: yellow, then red.
*Lives*: three, or as many as agreed.  They are one rule with another number, so that
no style can contradict another.  Who is warned for hiding twice pays as for a laugh.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_LIVES: Final = 9

WARNINGS_A_CARD: Final = 2
"""As many warnings for hiding cost as much as a laugh."""


class Style(StrEnum):
    """How a game counts."""

    SUDDEN = "sudden"
    CARDS = "cards"
    LIVES = "lives"


class Card(StrEnum):
    """What the referee shows."""

    YELLOW = "yellow"
    """One more, and it is over; or one of several lives is gone."""
    RED = "red"
    """It is over."""


class Offence(StrEnum):
    """What a card is shown for."""

    LAUGH = "laugh"
    HIDING = "hiding"


@dataclass(frozen=True, slots=True)
class Discipline:
    """How many laughs end a turn; raises ``ValueError`` for a number out of its range.

    ``lives`` (1–9) counts in the style *lives* alone.
    """

    style: Style = Style.SUDDEN
    lives: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.lives <= MOST_LIVES:
            raise ValueError(f"lives must be 1–{MOST_LIVES}, not {self.lives!r}")

    @property
    def allowed(self) -> int:
        """The number of offences that end a turn."""
        return {Style.SUDDEN: 1, Style.CARDS: 2, Style.LIVES: self.lives}[self.style]


@dataclass(frozen=True, slots=True)
class Shown:
    """A card, what for, and the lives that are left after it."""

    card: Card
    offence: Offence
    left: int

    @property
    def of_laugh(self) -> bool:
        """Whether it was shown for a laugh."""
        return self.offence is Offence.LAUGH


class Booking:
    """One player's cards in one turn."""

    def __init__(self, discipline: Discipline | None = None) -> None:
        self._discipline = discipline or Discipline()
        self._shown: list[Shown] = []
        self._warnings = 0

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The cards so far, oldest first."""
        return tuple(self._shown)

    @property
    def left(self) -> int:
        """Lives left; 0 once it is over, and not before."""
        if self._shown and self._shown[-1].card is Card.RED:
            return 0
        return max(1, self._discipline.allowed - len(self._shown))

    @property
    def warnings(self) -> int:
        """Warnings for hiding so far."""
        return self._warnings

    def laugh(self) -> Shown | None:
        """Book a laugh; ``None`` where it was over already."""
        return self._book(Offence.LAUGH)

    def warn(self) -> Shown | None:
        """Book a warning for hiding; a card where it was one too many."""
        self._warnings += 1
        return self._book(Offence.HIDING) if self._warnings % WARNINGS_A_CARD == 0 else None

    def take_back(self) -> Shown:
        """Take back the last card: an appeal was granted; raises ``IndexError`` without one."""
        return self._shown.pop()

    def change(self, discipline: Discipline) -> None:
        """Go on by another style; cards already shown count on.

        A stricter style ends nobody's turn by itself: the next offence does.
        """
        self._discipline = discipline

    def _book(self, offence: Offence) -> Shown | None:
        if self._shown and self._shown[-1].card is Card.RED:
            return None
        left = max(0, self._discipline.allowed - len(self._shown) - 1)
        self._shown.append(Shown(Card.YELLOW if left else Card.RED, offence, left))
        return self._shown[-1]
