"""What the results tell of: players, turns, the matches they were part of, and on what terms."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from laughgame.game.modes.mode import merit

CUSTOM: Final = "custom"
"""Difficulty: rules of the players' own, set by hand."""

MIXED: Final = "mixed"
"""Difficulty: the rules were changed while the match was on."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a round was played by.  Only on equal terms are two turns compared.

    ``difficulty`` is the name of a preset, :data:`CUSTOM` or :data:`MIXED`; what is ``None``
    was not noted, or did not stay the same.  ``threshold`` is 0.5–0.9, ``hold_s`` in seconds;
    ``style`` a :class:`~laughgame.game.cards.Style` by its value, ``lives`` those of *lives*.
    """

    difficulty: str | None = None
    threshold: float | None = None
    hold_s: float | None = None
    two_stage: bool | None = None
    style: str | None = None
    lives: int | None = None

    @property
    def comparable(self) -> bool:
        """Whether two turns on these terms were played alike: nobody knows how long by which."""
        return self.difficulty != MIXED


TERM_NAMES: Final = tuple(field.name for field in fields(Terms))


@dataclass(frozen=True, slots=True)
class KnownPlayer:
    """A player who is remembered; ``played_at`` is when they last did."""

    name: str
    colour: str
    played_at: datetime


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One player's turn of a finished round, as it is told later.

    Seconds are judged ones; the hardest held-in laugh is told by seconds over the line and
    its highest smile (0–1), ``score`` (0–100) is that of the mode *mimic*.  ``number`` tells it
    from all other turns, ``round`` those of one match from all others.
    """

    ended_at: datetime
    mode: str
    player: str
    place: int
    survived_s: float
    ending: str | None
    cards: int
    warnings: int
    near_misses: int
    hardest_held_s: float | None
    hardest_peak: float | None
    score: float | None
    terms: Terms
    number: int
    round: int

    @property
    def survived(self) -> bool:
        return self.ending == "survived"

    @property
    def merit(self) -> tuple[int, bool, float, int]:
        """What places are given by; more is better."""
        return merit(self.survived, self.survived_s, self.cards, self.score)


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """A finished round with the turns of everybody, by place."""

    ended_at: datetime
    mode: str
    terms: Terms
    turns: tuple[KeptTurn, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The turns of one mode on equal terms, best first."""

    mode: str
    terms: Terms
    turns: tuple[KeptTurn, ...]


@dataclass(frozen=True, slots=True)
class KeptLaugh:
    """A laugh that cost a card: whose, about which item, how many seconds after it began."""

    ended_at: datetime
    mode: str
    player: str
    item: str
    after_s: float


def best_first(turns: Sequence[KeptTurn]) -> list[KeptTurn]:
    """Return the turns by merit, of equals the earlier first."""
    return sorted(
        sorted(turns, key=lambda turn: turn.number), key=lambda turn: turn.merit, reverse=True
    )


def each_once(turns: Sequence[KeptTurn]) -> list[KeptTurn]:
    """Return the first of everybody's turns, in the order they come in."""
    first: dict[str, KeptTurn] = {}
    for turn in turns:
        first.setdefault(turn.player, turn)
    return list(first.values())
