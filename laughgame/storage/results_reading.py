"""Reading of the results: players, turns, matches, boards and laughs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from laughgame.game.deck import Kill
from laughgame.game.names import name_key
from laughgame.storage.kept import (
    TERM_NAMES,
    Board,
    KeptLaugh,
    KeptMatch,
    KeptTurn,
    KnownPlayer,
    Terms,
    best_first,
    each_once,
)
from laughgame.storage.results_file import ResultsFile


class ResultsReading(ResultsFile):
    """What there is to be read; all of it raises ``OSError`` where the file turns out damaged."""

    def players(self) -> list[KnownPlayer]:
        """Return everybody who is remembered, who played last first."""
        rows = self._all("SELECT name, colour, played_at FROM player ORDER BY played_at DESC, id")
        return [KnownPlayer(name, colour, self._moment(at)) for name, colour, at in rows]

    def history(self, limit: int = 100) -> list[KeptTurn]:
        """Return the newest turns, newest first."""
        return self._turns("ORDER BY turn.id DESC LIMIT ?", (limit,))

    def matches(self, limit: int = 100, player: str | None = None) -> list[KeptMatch]:
        """Return the newest matches, newest first; ``player`` was in all of them."""
        whose = "" if player is None else "WHERE key = ?"
        turns = self._turns(
            "WHERE round.id IN (SELECT DISTINCT round FROM turn JOIN player ON player = player.id"
            f" {whose} ORDER BY round DESC LIMIT ?) ORDER BY round.id DESC, place, turn.id",
            (limit,) if player is None else (name_key(player), limit),
        )
        together: dict[int, list[KeptTurn]] = {}
        for turn in turns:
            together.setdefault(turn.round, []).append(turn)
        return [
            KeptMatch(own[0].ended_at, own[0].mode, own[0].terms, tuple(own))
            for own in together.values()
        ]

    def boards(self, player: str | None = None) -> list[Board]:
        """Return a board for each mode and terms, those played last first.

        On it is everybody's best turn, or each of ``player``'s.
        """
        whose = "" if player is None else "WHERE key = ? "
        values = () if player is None else (name_key(player),)
        apart: dict[tuple[str, Terms], list[KeptTurn]] = {}
        for turn in self._turns(f"{whose}ORDER BY turn.id DESC", values):
            apart.setdefault((turn.mode, turn.terms), []).append(turn)
        boards = []
        for (mode, terms), own in apart.items():
            ordered = best_first(own)
            boards.append(Board(mode, terms, tuple(ordered if player else each_once(ordered))))
        return boards

    def kills(self) -> list[Kill]:
        """Return every laugh about an item of the deck, oldest first."""
        return [Kill(one.item, one.player, one.after_s) for one in self.laughs()]

    def laughs(self) -> list[KeptLaugh]:
        """Return every laugh about an item of the deck with when it was, oldest first."""
        rows = self._all(
            "SELECT ended_at, mode, name, item, after_s FROM kill"
            " JOIN player ON player = player.id JOIN round ON round = round.id ORDER BY kill.id"
        )
        return [KeptLaugh(self._moment(at).astimezone(), *rest) for at, *rest in rows]

    def all_turns(self) -> list[KeptTurn]:
        """Return every turn, oldest first."""
        return self._turns("ORDER BY turn.id", ())

    def _turns(self, how: str, values: Sequence[Any]) -> list[KeptTurn]:
        rows = self._all(
            "SELECT ended_at, mode, name, place, survived_s, ending, cards, warnings,"
            " near_misses, hardest_held_s, hardest_peak, score, turn.id, round.id,"
            f" {', '.join(TERM_NAMES)}"
            " FROM turn JOIN round ON round = round.id JOIN player ON player = player.id "
            f"{how}",
            values,
        )
        return [_turn(self._moment(row[0]).astimezone(), row) for row in rows]

    def _moment(self, stamp: str) -> datetime:
        """Return when something was; what is no time is damage that SQLite does not see."""
        try:
            return datetime.fromisoformat(stamp)
        except ValueError as error:
            raise OSError(f"{self.path}: {error}") from error


def _turn(ended_at: datetime, row: Sequence[Any]) -> KeptTurn:
    values: list[Any] = [*row[1:12], _terms(row[14:]), *row[12:14]]
    return KeptTurn(ended_at, *values)


def _terms(row: Sequence[Any]) -> Terms:
    difficulty, threshold, hold_s, two_stage, style, lives = row
    strict = None if two_stage is None else bool(two_stage)
    return Terms(difficulty, threshold, hold_s, strict, style, lives)
