"""Results: players, their ranges, and every finished round, in one SQLite file.

Nothing else is kept: no picture, no reading.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from datetime import datetime
from typing import Any, Final

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Standing
from laughgame.game.moments import hardest_held_in, near_misses
from laughgame.game.names import LONGEST, clean_name, name_key
from laughgame.game.personal_range import PersonalRange
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
from laughgame.storage.results_file import ResultsFile, SetAside, Trouble

__all__ = ["Results", "SetAside", "Trouble"]

UNKNOWN: Final = Terms()
"""The terms of a round of which none were noted."""


class Results(ResultsFile):
    """The results of one machine; a context manager of one thread.

    What reads or writes raises ``OSError`` where the file turns out damaged, where the disk is
    full, or where another copy of the game does not let go; nothing is then kept in part.
    Several copies of the game may be open: each waits for the other's writing.
    """

    # ------------------------------------------------------------------ players

    def players(self) -> list[KnownPlayer]:
        """Return everybody who is remembered, who played last first."""
        rows = self._all("SELECT name, colour, played_at FROM player ORDER BY played_at DESC, id")
        return [KnownPlayer(name, colour, self._moment(at)) for name, colour, at in rows]

    def remember(self, name: str, colour: str) -> None:
        """Remember a player, or another colour of theirs; capitals make no difference.

        Raises ``ValueError`` for what is no name as :func:`clean_name` leaves it.
        """
        if not name or clean_name(name) != name:
            raise ValueError(f"a name has 1 to {LONGEST} printable letters, not {name!r}")
        with self._writing() as write:
            write(
                "INSERT INTO player (key, name, colour, played_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET colour = excluded.colour",
                (name_key(name), name, colour, self._stamp()),
            )

    def forget(self, name: str) -> None:
        """Forget a player with everything they did; does nothing for a stranger."""
        with self._writing() as write:
            write("DELETE FROM player WHERE key = ?", (name_key(name),))
            write("DELETE FROM round WHERE id NOT IN (SELECT round FROM turn)")
        self._wipe()

    def personal_range(self, name: str, glasses: bool) -> PersonalRange | None:
        """Return a player's range with or without glasses; ``None`` where none was found."""
        rows = self._all(
            "SELECT neutral, laugh FROM personal_range JOIN player ON player = id"
            " WHERE key = ? AND glasses = ?",
            (name_key(name), glasses),
        )
        # One that an older version took and this one would not is as good as none.
        with suppress(ValueError):
            return PersonalRange(*rows[0]) if rows else None
        return None

    def keep_range(self, name: str, glasses: bool, own: PersonalRange) -> None:
        """Keep a player's range in place of the one before; raises ``KeyError`` for a stranger."""
        with self._writing() as write:
            write(
                "INSERT OR REPLACE INTO personal_range VALUES (?, ?, ?, ?, ?)",
                (self._id(name), glasses, own.neutral, own.laugh, self._stamp()),
            )

    # ------------------------------------------------------------------ rounds

    def add_round(
        self,
        mode: str,
        standings: Sequence[Standing],
        kills: Sequence[Kill] = (),
        scores: Sequence[float | None] = (),
        terms: Terms = UNKNOWN,
    ) -> tuple[str, ...]:
        """Keep a finished round, all of it or nothing; raises ``KeyError`` for a stranger.

        ``scores`` go with the standings, where the mode has any.  Returns who did better than
        ever before on the same ``terms``, by place; a first time is no record, and nothing is
        where the rules were changed midway.
        """
        ended_at = self._stamp()
        given = [*scores, *[None] * (len(standings) - len(scores))]
        with self._writing() as write:
            number = write(
                f"INSERT INTO round (mode, ended_at, {', '.join(TERM_NAMES)})"
                f" VALUES ({', '.join('?' * (2 + len(TERM_NAMES)))})",
                (mode, ended_at, *astuple(terms)),
            )
            for line, score in zip(standings, given, strict=True):
                moments = line.result.moments
                hardest = hardest_held_in(moments)
                player = self._id(line.player.name)
                values = (
                    *(number, player, line.place, line.result.survived_s, line.result.ending),
                    *(len(line.result.cards), line.result.warnings, len(near_misses(moments))),
                    *((None, None) if hardest is None else (hardest.held_s, hardest.peak)),
                    score,
                )
                write(
                    "INSERT INTO turn (round, player, place, survived_s, ending, cards, warnings,"
                    " near_misses, hardest_held_s, hardest_peak, score)"
                    f" VALUES ({', '.join('?' * len(values))})",
                    values,
                )
                write("UPDATE player SET played_at = ? WHERE id = ?", (ended_at, player))
            for kill in kills:
                write(
                    "INSERT INTO kill (round, player, item, after_s) VALUES (?, ?, ?, ?)",
                    (number, self._id(kill.player), kill.item, kill.after_s),
                )
            return tuple(
                line.player.name
                for line in standings
                if self._outdid_themselves(line.player.name, mode, terms, number)
            )

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

    def delete_everything(self) -> None:
        """Delete all players and results for good: nothing of them stays in the file.

        Raises ``OSError`` where another copy of the game holds on to some of it.
        """
        with self._writing() as write:
            for table in ("kill", "turn", "round", "personal_range", "player"):
                write(f"DELETE FROM {table}")
        self._wipe()

    # ------------------------------------------------------------------ reading

    def _id(self, name: str) -> int:
        rows = self._all("SELECT id FROM player WHERE key = ?", (name_key(name),))
        if not rows:
            raise KeyError(f"nobody called {name} is known")
        return int(rows[0][0])

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

    def _outdid_themselves(self, name: str, mode: str, terms: Terms, number: int) -> bool:
        """Whether the round ``number`` is a player's best on these terms, and not the first."""
        if not terms.comparable:
            return False
        own = self._turns("WHERE key = ? AND mode = ?", (name_key(name), mode))
        before = [one.merit for one in own if one.terms == terms and one.round < number]
        now = [one.merit for one in own if one.round == number]
        return bool(before) and max(now) > max(before)


def _turn(ended_at: datetime, row: Sequence[Any]) -> KeptTurn:
    values: list[Any] = [*row[1:12], _terms(row[14:]), *row[12:14]]
    return KeptTurn(ended_at, *values)


def _terms(row: Sequence[Any]) -> Terms:
    difficulty, threshold, hold_s, two_stage, style, lives = row
    strict = None if two_stage is None else bool(two_stage)
    return Terms(difficulty, threshold, hold_s, strict, style, lives)
