"""Results: players, their ranges, and every finished round, in one SQLite file.

Nothing else is kept: no picture, no reading.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Standing
from laughgame.game.moments import hardest_held_in, near_misses
from laughgame.game.names import LONGEST, clean_name, name_key
from laughgame.game.personal_range import PersonalRange
from laughgame.storage.aside import local_time
from laughgame.storage.kept import TERM_NAMES, Terms
from laughgame.storage.results_open import SetAside, Trouble
from laughgame.storage.results_reading import ResultsReading
from laughgame.storage.waiting import FinishedRound, FoundRange, Waiting, WaitingList

__all__ = ["Results", "SetAside", "Trouble"]

NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
UNKNOWN: Final = Terms()
"""The terms of a round of which none were noted."""

LAST_TRY_MS: Final = 2000
"""So long another copy's writing is waited for at the end, when there is no later."""

_log = logging.getLogger(__name__)


class Results(ResultsReading):
    """The results of one machine; a context manager of one thread.

    What reads or writes raises ``OSError`` where the file turns out damaged, where the disk is
    full, or where another copy of the game does not let go; nothing is then kept in part.
    Several copies of the game may be open: each waits for the other's writing.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = local_time) -> None:
        super().__init__(path, now)
        self._waiting = WaitingList()

    def close(self) -> None:
        """Write what still waits, and close the file; the results cannot be used afterwards."""
        try:
            if self._waiting:
                self._wait_longer(LAST_TRY_MS)
            self.write_waiting()
        except (OSError, sqlite3.Error) as error:
            _log.error("%d rounds or ranges could not be kept: %s", len(self._waiting), error)
        super().close()

    # ------------------------------------------------------------------ now, or later

    @property
    def waiting(self) -> int:
        """How many finished rounds and ranges could not be written yet."""
        return len(self._waiting)

    def keep(self, what: FinishedRound | FoundRange) -> tuple[str, ...]:
        """Write a round or a range, after what waits; return whose best ever it was.

        Raises ``OSError`` where that cannot be now.  It waits then, in memory, until
        :meth:`write_waiting`, the next :meth:`keep` or :meth:`close` writes it.  Raises
        ``ValueError`` or ``KeyError`` for what can never be written.
        """
        ended = self._now()
        try:
            self.write_waiting()
            return self._write(what, ended)
        except OSError:
            self._waiting.add(Waiting(ended, what))
            raise

    def write_waiting(self) -> int:
        """Write what waits, oldest first; return how many there were.

        Raises ``OSError`` where that cannot be now; the rest goes on waiting.
        """
        written = 0
        while self._waiting:
            first = self._waiting.first()
            try:
                self._write(first.what, first.since)
            except (ValueError, KeyError):
                _log.exception("What can never be kept is given up")
            self._waiting.drop_first()
            written += 1
        return written

    def _write(self, what: FinishedRound | FoundRange, ended: datetime) -> tuple[str, ...]:
        if isinstance(what, FoundRange):
            self.remember(what.name, what.colour)
            self.keep_range(what.name, what.glasses, what.own, what.model)
            return ()
        return self.add_round(
            what.mode,
            what.standings,
            what.kills,
            what.scores,
            what.terms,
            colours=what.colours,
            ended=ended,
        )

    # ------------------------------------------------------------------ players

    def remember(self, name: str, colour: str) -> None:
        """Remember a player, or another colour of theirs; capitals make no difference.

        Raises ``ValueError`` for what is no name as :func:`clean_name` leaves it.
        """
        with self._writing() as write:
            self._remember(write, name, colour)

    def _remember(self, write: Callable[..., int], name: str, colour: str) -> None:
        if not name or clean_name(name) != name:
            raise ValueError(f"a name has 1 to {LONGEST} printable letters")  # the log names none
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
        self._waiting.forget(name)
        self._wipe()

    def personal_range(self, name: str, glasses: bool, model: str = "") -> PersonalRange | None:
        """Return a player's range with or without glasses; ``None`` where none was found.

        ``model`` is the SHA-256 of the one that judges: what a face reads by another says nothing.
        Without it any range will do, and one of which no model was noted will always do.
        """
        found = self._waiting.range_of(name, glasses, model)
        if found is not None:
            return found
        rows = self._all(
            "SELECT neutral, laugh FROM personal_range JOIN player ON player = id"
            " WHERE key = ? AND glasses = ? AND (model IS NULL OR ? IN ('', model))",
            (name_key(name), glasses, model),
        )
        # One that an older version took and this one would not is as good as none.
        with suppress(ValueError):
            return PersonalRange(*rows[0]) if rows else None
        return None

    def keep_range(self, name: str, glasses: bool, own: PersonalRange, model: str = "") -> None:
        """Keep a player's range in place of the one before; raises ``KeyError`` for a stranger."""
        with self._writing() as write:
            write(
                "INSERT OR REPLACE INTO personal_range"
                " (player, glasses, neutral, laugh, found_at, model) VALUES (?, ?, ?, ?, ?, ?)",
                (self._id(name), glasses, own.neutral, own.laugh, self._stamp(), model or None),
            )

    # ------------------------------------------------------------------ rounds

    def add_round(
        self,
        mode: str,
        standings: Sequence[Standing],
        kills: Sequence[Kill] = (),
        scores: Sequence[float | None] = (),
        terms: Terms = UNKNOWN,
        *,
        colours: Mapping[str, str] = NOBODY,
        ended: datetime | None = None,
    ) -> tuple[str, ...]:
        """Keep a finished round, all of it or nothing; raises ``KeyError`` for a stranger.

        Who is in ``colours`` is none: they are remembered with it.  ``scores`` go with the
        standings, where the mode has any, and ``ended`` is now unless it is given.  Returns who did
        better than ever before on the same ``terms``, by place; a first time is no record, and
        nothing is where the rules were changed midway.
        """
        ended_at = self._stamp(ended)
        given = [*scores, *[None] * (len(standings) - len(scores))]
        with self._writing() as write:
            for name, colour in colours.items():
                self._remember(write, name, colour)
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

    def delete_everything(self) -> None:
        """Delete all players and results for good: nothing of them stays in the file.

        Raises ``OSError`` where another copy of the game holds on to some of it.
        """
        with self._writing() as write:
            for table in ("kill", "turn", "round", "personal_range", "player"):
                write(f"DELETE FROM {table}")
        self._waiting.clear()
        self._wipe()

    # ------------------------------------------------------------------ who and how

    def _id(self, name: str) -> int:
        rows = self._all("SELECT id FROM player WHERE key = ?", (name_key(name),))
        if not rows:
            raise KeyError("nobody of that name is known")
        return int(rows[0][0])

    def _outdid_themselves(self, name: str, mode: str, terms: Terms, number: int) -> bool:
        """Whether the round ``number`` is a player's best on these terms, and not the first."""
        if not terms.comparable:
            return False
        own = self._turns("WHERE key = ? AND mode = ?", (name_key(name), mode))
        before = [one.merit for one in own if one.terms == terms and one.round < number]
        now = [one.merit for one in own if one.round == number]
        return bool(before) and max(now) > max(before)
