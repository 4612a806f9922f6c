"""The SQLite file of the results: opened whole or set aside, written all or nothing.

It is in WAL mode, so a crash at any moment leaves every finished round whole
(https://www.sqlite.org/wal.html).  One that is damaged, or of a newer version, is set aside
and never overwritten.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from laughgame.storage.aside import free_name
from laughgame.storage.results_schema import MIGRATIONS

REQUIRED: Final = frozenset({"player", "personal_range", "round", "turn", "kill"})
"""The tables of the newest version."""


class Trouble(StrEnum):
    """Why a file of results was not used."""

    DAMAGED = "damaged"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be used, and where it is now."""

    trouble: Trouble
    path: Path


def _local_time() -> datetime:
    return datetime.now().astimezone()


class ResultsFile:
    """One connection to the file, of one thread; a context manager.

    What reads or writes raises ``OSError`` where the file turns out damaged, where the disk is
    full, or where another copy of the game does not let go; nothing is then kept in part.
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


class _NewerVersionError(Exception):
    """The file was written by a newer version of the game."""
