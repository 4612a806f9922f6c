"""Results: players, their ranges, and every finished round, in one SQLite file.

Nothing else is kept: no picture, no reading.  The file is in WAL mode, so a crash at any
moment leaves every finished round whole (https://www.sqlite.org/wal.html).  One that is
damaged, or of a newer version, is set aside and never overwritten.
"""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Standing
from laughgame.game.moments import hardest_held_in, near_misses
from laughgame.game.names import LONGEST, clean_name, name_key
from laughgame.game.personal_range import PersonalRange
from laughgame.storage import atomic
from laughgame.storage.aside import free_name
from laughgame.storage.results_schema import MIGRATIONS

REQUIRED: Final = frozenset({"player", "personal_range", "round", "turn", "kill"})
"""The tables of the newest version."""

COLUMNS: Final = (
    "ended_at",
    "mode",
    "player",
    "place",
    "survived_s",
    "ending",
    "cards",
    "warnings",
    "near_misses",
    "hardest_held_s",
    "hardest_peak",
    "score",
)
"""What the CSV file has, a line a turn."""


class Trouble(StrEnum):
    """Why a file of results was not used."""

    DAMAGED = "damaged"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be used, and where it is now."""

    trouble: Trouble
    path: Path


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
    its highest smile (0–1), ``score`` (0–100) is that of the mode *mimic*.
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


def _local_time() -> datetime:
    return datetime.now().astimezone()


class Results:
    """The results of one machine; a context manager of one thread.

    What reads or writes raises ``OSError`` where the file turns out damaged, where the disk is
    full, or where another copy of the game does not let go; nothing is then kept in part.
    Several copies of the game may be open: each waits for the other's writing.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = _local_time) -> None:
        """Open the file, or make it.

        What cannot be used is set aside (:attr:`set_aside`) and a new file is begun.
        Raises ``OSError`` where there can be none.
        """
        self.path = path
        self._now = now
        self.set_aside: SetAside | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = self._open()
        except _NewerVersionError:
            self.set_aside = self._put_aside(Trouble.NEWER)
            self._database = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise OSError(f"{path}: {error}") from error
            self.set_aside = self._put_aside(Trouble.DAMAGED)
            self._database = self._open()

    # ------------------------------------------------------------------ players

    def players(self) -> list[KnownPlayer]:
        """Return everybody who is remembered, who played last first."""
        rows = self._all("SELECT name, colour, played_at FROM player ORDER BY played_at DESC, id")
        return [KnownPlayer(n, colour, datetime.fromisoformat(at)) for n, colour, at in rows]

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
    ) -> None:
        """Keep a finished round, all of it or nothing; raises ``KeyError`` for a stranger.

        ``scores`` go with the standings, where the mode has any.
        """
        ended_at = self._stamp()
        given = [*scores, *[None] * (len(standings) - len(scores))]
        with self._writing() as write:
            number = write("INSERT INTO round (mode, ended_at) VALUES (?, ?)", (mode, ended_at))
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

    def history(self, limit: int = 100) -> list[KeptTurn]:
        """Return the newest turns, newest first."""
        return self._turns("ORDER BY turn.id DESC LIMIT ?", (limit,))

    def personal_best(self, name: str, mode: str) -> KeptTurn | None:
        """Return a player's best turn of a mode; ``None`` before the first."""
        found = self._turns(
            f"WHERE key = ? AND mode = ? {_BEST_FIRST} LIMIT 1", (name_key(name), mode)
        )
        return found[0] if found else None

    def leaderboard(self, mode: str, limit: int = 10) -> list[KeptTurn]:
        """Return everybody's best turn of a mode, best first."""
        best: dict[str, KeptTurn] = {}
        for turn in self._turns(f"WHERE mode = ? {_BEST_FIRST}", (mode,)):
            best.setdefault(turn.player, turn)
        return list(best.values())[:limit]

    def kills(self) -> list[Kill]:
        """Return every laugh about an item of the deck, oldest first."""
        rows = self._all(
            "SELECT item, name, after_s FROM kill JOIN player ON player = player.id"
            " ORDER BY kill.id"
        )
        return [Kill(*row) for row in rows]

    def export_csv(self, file: Path) -> int:
        """Write every turn as a line of a CSV file, oldest first; return how many.

        Raises ``OSError``; the file before it is then as it was.
        """
        turns = self._turns("ORDER BY turn.id", ())
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for turn in turns:
            row = [getattr(turn, column) for column in COLUMNS]
            writer.writerow([turn.ended_at.isoformat(), *map(_harmless, row[1:])])
        # A BOM, without which spreadsheets take Hangul for something else.
        atomic.write_bytes(file, text.getvalue().encode("utf-8-sig"))
        return len(turns)

    def delete_everything(self) -> None:
        """Delete all players and results for good: nothing of them stays in the file.

        Raises ``OSError`` where another copy of the game holds on to some of it.
        """
        with self._writing() as write:
            for table in ("kill", "turn", "round", "personal_range", "player"):
                write(f"DELETE FROM {table}")
        self._wipe()

    # ------------------------------------------------------------------ the file

    def close(self) -> None:
        """Close the file; the results cannot be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, isolation_level=None)
        try:
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("the file is damaged")
            database.execute("PRAGMA journal_mode = WAL")
            # With FULL a finished round survives the plug being pulled, too.
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            # Two copies may begin at once: who comes second finds all done.
            database.execute("BEGIN IMMEDIATE")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                raise _NewerVersionError
            for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in filter(str.strip, statements.split(";")):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {number}")
            database.execute("COMMIT")
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not {name for (name,) in tables} >= REQUIRED:
                raise sqlite3.DatabaseError("tables are missing")
        except BaseException:
            database.close()
            raise
        return database

    def _put_aside(self, trouble: Trouble) -> SetAside:
        aside = free_name(self.path, trouble, self._now())
        self.path.rename(aside)
        for ending in ("-wal", "-shm"):
            log = self.path.with_name(self.path.name + ending)
            if log.exists():
                log.rename(aside.with_name(aside.name + ending))
        return SetAside(trouble, aside)

    @contextmanager
    def _writing(self) -> Iterator[Callable[..., int]]:
        """Write all or nothing; what is yielded runs a statement and returns the new row's id."""

        def write(statement: str, values: Sequence[Any] = ()) -> int:
            return self._database.execute(statement, values).lastrowid or 0

        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield write
            self._database.execute("COMMIT")
        except BaseException as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise OSError(f"{self.path}: {error}") from error
            raise

    def _wipe(self) -> None:
        """Give up the free pages and the log, in which deleted rows lie about until then."""
        try:
            self._database.execute("VACUUM")
            (busy, *_) = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            raise OSError(f"{self.path}: {error}") from error
        if busy:
            raise OSError(f"{self.path}: another copy of the game holds on to what was deleted")

    def _stamp(self) -> str:
        """Return the time of now: in UTC, so that later times sort behind earlier ones."""
        return self._now().astimezone(UTC).isoformat()

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise OSError(f"{self.path}: {error}") from error

    def _id(self, name: str) -> int:
        rows = self._all("SELECT id FROM player WHERE key = ?", (name_key(name),))
        if not rows:
            raise KeyError(f"nobody called {name} is known")
        return int(rows[0][0])

    def _turns(self, how: str, values: Sequence[Any]) -> list[KeptTurn]:
        rows = self._all(
            "SELECT ended_at, mode, name, place, survived_s, ending, cards, warnings,"
            " near_misses, hardest_held_s, hardest_peak, score"
            " FROM turn JOIN round ON round = round.id JOIN player ON player = player.id "
            f"{how}",
            values,
        )
        return [KeptTurn(datetime.fromisoformat(at).astimezone(), *rest) for at, *rest in rows]


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@") else cell


_BEST_FIRST: Final = "ORDER BY score DESC, ending = 'survived' DESC, survived_s DESC, turn.id"


class _NewerVersionError(Exception):
    """The file was written by a newer version of the game."""
