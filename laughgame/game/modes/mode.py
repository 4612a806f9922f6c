"""What every mode has: seats, a view of one moment, and a table at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from laughgame.game.deck import Item, Kill
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.turn import TurnResult, TurnRules, TurnView


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays: the name, and the range of the face."""

    name: str
    personal: PersonalRange = EVERYBODY


@dataclass(frozen=True, slots=True)
class SeatView:
    """One player at one moment; ``turn`` is ``None`` for who has not begun yet."""

    player: Player
    turn: TurnView | None


@dataclass(frozen=True, slots=True)
class ModeView:
    """One moment of a mode.

    ``active`` is the seat (index) that is judged, ``None`` where all of them are or nobody is;
    ``item`` is what the deck shows, ``item_s`` for how many seconds of play it has.
    """

    time_s: float
    seats: tuple[SeatView, ...]
    active: int | None
    item: Item | None
    item_s: float
    over: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of the table of results; ``place`` is 1 for the best, equals share a place."""

    place: int
    player: Player
    result: TurnResult


class Mode(Protocol):
    """A mode in play.  Pure: feed it the faces of each moment, in the order of time.

    Each lives on one thread and stays over once it is.
    """

    def feed(self, faces: Sequence[FaceReading], time_s: float) -> ModeView:
        """Play one moment: all faces seen in it, none where nobody was."""
        ...

    def change(self, rules: TurnRules) -> None:
        """Play on by other rules."""
        ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    @property
    def over(self) -> bool: ...

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The table so far, best first."""
        ...

    @property
    def kills(self) -> tuple[Kill, ...]:
        """Who laughed about what, oldest first; a card that was taken back is none."""
        ...


def merit(
    survived: bool, survived_s: float, cards: int, score: float | None = None
) -> tuple[int, bool, float, int]:
    """Return what places are given by, more is better: the one order of tables and leaderboards.

    The score (0–100) first, where the mode has one; then who survived, judged seconds, fewer
    cards.  Score and seconds count as they are told, in whole points and in tenths: nobody wins
    by what cannot be read on the board.
    """
    points = -1 if score is None else round(score)
    return points, survived, round(survived_s, 1), -cards


def ranked(results: Sequence[tuple[Player, TurnResult]]) -> tuple[Standing, ...]:
    """Return the table, by :func:`merit`; equals share a place."""

    def of(line: tuple[Player, TurnResult]) -> tuple[int, bool, float, int]:
        _, result = line
        return merit(result.survived, result.survived_s, len(result.cards))

    ordered = sorted(results, key=of, reverse=True)
    return tuple(
        Standing(1 + sum(of(other) > of(line) for other in ordered), *line) for line in ordered
    )
