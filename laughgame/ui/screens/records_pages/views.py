"""What the records screen shows: words, dates and times are in the player's language already."""

from dataclasses import dataclass
from typing import Final

MODES: Final = ("survival", "duel", "hotseat", "mimic")
"""The modes that have a leaderboard."""

OWN: Final = "own"
"""Difficulty: rules that are none of the presets', or were not noted."""

DIFFICULTIES: Final = ("gentle", "classic", "strict", OWN)


@dataclass(frozen=True, slots=True)
class PlayerChip:
    """A player to choose: name and colour (``#RRGGBB``)."""

    name: str
    color: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line of a leaderboard; ``value`` is the time or the score, ``about`` ending and date."""

    place: int
    name: str
    color: str
    value: str
    about: str
    survived: bool
    best: bool
    """Whether it is marked as the player's personal best."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """The best of one mode on equal terms; ``heading`` says which.

    ``mode`` is one of :data:`MODES`, ``difficulty`` one of :data:`DIFFICULTIES`, or empty for a
    mode that is played without a judge.
    """

    mode: str
    difficulty: str
    heading: str
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class MatchPlayer:
    """Somebody in a match of the history."""

    place: int
    name: str
    color: str
    value: str
    cards: int
    survived: bool
    best: bool


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match of the history: when, what on which terms, and who by place."""

    date: str
    mode: str
    terms: str
    players: tuple[MatchPlayer, ...]


@dataclass(frozen=True, slots=True)
class BombView:
    """An item of the deck that cost cards: how many, how fast (seconds), and whose."""

    title: str
    laughs: int
    fastest_s: float
    median_s: float
    victims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordsView:
    """Everything that is remembered, or that of ``player``; who played last comes first.

    ``boards`` begin with the one that was played on last; ``matches`` with the newest, and
    ``bombs`` with the deadliest.  ``readable`` is false where it could not be read.
    """

    players: tuple[PlayerChip, ...] = ()
    player: str = ""
    boards: tuple[BoardView, ...] = ()
    matches: tuple[MatchView, ...] = ()
    bombs: tuple[BombView, ...] = ()
    readable: bool = True
