"""The SQLite file of the results: opened whole or set aside, written all or nothing.

It is in WAL mode, so a crash at any moment leaves every finished round whole
(https://www.sqlite.org/wal.html).  One that is damaged, or of a newer version, is set aside
and never overwritten.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from laughgame.storage.aside import free_name, local_time
from laughgame.storage.lock import alone
from laughgame.storage.results_schema import MIGRATIONS

REQUIRED: Final = frozenset({"player", "personal_range", "round", "turn", "kill"})
"""The tables of the newest version."""

OPEN_WAIT_S: Final = 5.0
"""So long another copy of the game may take to make or migrate the file at the start."""

NOWHERE: Final = (-1, -1)
"""The identity of no file."""

BUSY_MS: Final = 250
"""So long a running game waits for another copy's writing.  It takes some milliseconds; who waits
longer stutters, and what could not be written is written later."""


class Trouble(StrEnum):
    """Why a file of results was not used."""

    DAMAGED = "damaged"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be used, and where it is now."""

    trouble: Trouble
    path: Path


class ResultsFile:
    """One connection to the file, of one thread; a context manager.

    What reads or writes raises ``OSError`` where the file turns out damaged, where the disk is
    full, or where another copy of the game does not let go; nothing is then kept in part.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = local_time) -> None:
        """Open the file, or make it.

        What cannot be used is set aside (:attr:`set_aside`) and a new file is begun.
        Raises ``OSError`` where there can be none.
        """
        self.path = path
        self._now = now
        self.set_aside: SetAside | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database, self._identity = self._begin()

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

    def _begin(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        """Open the file, or a new one in place of what cannot be used."""
        with alone(self.path, OPEN_WAIT_S):  # or a second copy would set aside what the first made
            try:
                return self._open_patiently()
            except _UnusableError as error:
                self.set_aside = self._put_aside(error.trouble)
            return self._open_patiently()

    def _open_patiently(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        """Open the file; going over to WAL, SQLite itself does not wait for another copy."""
        until_s = time.monotonic() + OPEN_WAIT_S
        while True:
            try:
                self._look()
                database = self._open()
                database.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            except sqlite3.DatabaseError as error:
                busy = _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if busy and time.monotonic() < until_s:
                    time.sleep(0.02)
                    continue
                told = f"{self.path}: {error}"
                if _tells_of_damage(error):
                    raise _UnusableError(Trouble.DAMAGED, told) from error
                raise OSError(told) from error
            status = self.path.stat()
            return database, (status.st_dev, status.st_ino)

    def _look(self) -> None:
        """Raise ``sqlite3.DatabaseError`` for a damaged file while it can only be read.

        Opened for writing, SQLite would throw away its log, in which the newest rounds may be.
        """
        log = self.path.with_name(f"{self.path.name}-wal")
        if not self.path.is_file():
            return
        if _size(self.path) == 0 and _size(log) > 0:
            raise sqlite3.DatabaseError("the file is empty, and its log is not")
        try:
            database = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                _check(database)
            finally:
                database.close()
        except sqlite3.OperationalError as error:
            if _tells_of_damage(error):
                raise
            # What cannot be read without writing (a crash of old left its journal) is seen next.

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, isolation_level=None)
        try:
            _check(database)
            database.execute("PRAGMA journal_mode = WAL")
            # With FULL a finished round survives the plug being pulled, too.
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            # Two copies may begin at once: who comes second finds all done.
            database.execute("BEGIN IMMEDIATE")
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                raise _UnusableError(Trouble.NEWER, f"{self.path}: version {version}")
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
        """Give the file another name, its log too; whatever ends the program midway, all is there.

        Both have the new name before either loses the old one.  The file loses it first: SQLite
        throws away a log that lies beside no file.
        """
        aside = free_name(self.path, trouble, self._now())
        files = [(self.path, aside)]
        log = self.path.with_name(f"{self.path.name}-wal")
        if log.exists():
            files.append((log, aside.with_name(f"{aside.name}-wal")))
        try:
            for old, new in files:
                _give_name(old, new)
            self.path.unlink()
        except OSError:
            for _, new in files:
                with suppress(OSError):
                    new.unlink(missing_ok=True)
            raise
        for left in (log, self.path.with_name(f"{self.path.name}-shm")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        return SetAside(trouble, aside)

    def _follow(self) -> None:
        """Open the file anew where what is open lies there no more, or met with trouble.

        Another copy of the game may have set it aside, or a person deleted it.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        else:
            if (status.st_dev, status.st_ino) == self._identity:
                return
        self._identity = NOWHERE  # where it cannot be opened, the next one tries again
        self._database.close()
        self._database, self._identity = self._begin()

    def _told(self, error: Exception) -> OSError:
        """Return what a caller is told; but for a busy file, it is opened anew for the next write.

        A file that could not be written to for a moment is read-only to SQLite from then on.
        """
        if _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._identity = NOWHERE
        return OSError(f"{self.path}: {error}")

    @contextmanager
    def _writing(self) -> Iterator[Callable[..., int]]:
        """Write all or nothing; what is yielded runs a statement and returns the new row's id.

        Raises ``ValueError`` for what no file would take.
        """

        def write(statement: str, values: Sequence[Any] = ()) -> int:
            return self._database.execute(statement, values).lastrowid or 0

        self._follow()
        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield write
            self._database.execute("COMMIT")
        except BaseException as error:
            if self._database.in_transaction:
                with suppress(sqlite3.Error):  # a disk that fails again; closing it does the same
                    self._database.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError):
                raise ValueError(f"{self.path}: {error}") from error
            if isinstance(error, (sqlite3.Error, UnicodeDecodeError)):
                raise self._told(error) from error
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

    def _stamp(self, moment: datetime | None = None) -> str:
        """Return a time, or that of now: in UTC, so that later times sort behind earlier ones."""
        return (moment or self._now()).astimezone(UTC).isoformat()

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._told(error) from error


class _UnusableError(OSError):
    """The file cannot be used as it is, today or any other day."""

    def __init__(self, trouble: Trouble, told: str) -> None:
        super().__init__(told)
        self.trouble = trouble


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _check(database: sqlite3.Connection) -> None:
    try:
        found = database.execute("PRAGMA quick_check(1)").fetchone()
    except UnicodeDecodeError as error:  # SQLite's own message quotes what is damaged
        raise sqlite3.DatabaseError("the file is damaged") from error
    if found != ("ok",):
        raise sqlite3.DatabaseError("the file is damaged")


def _code(error: Exception) -> int | None:
    """Return SQLite's primary code of an error; None for one that is not its own."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def _tells_of_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault, and not a disk that is full, read-only or busy."""
    return not isinstance(error, sqlite3.OperationalError) or _code(error) == sqlite3.SQLITE_ERROR


def _give_name(old: Path, new: Path) -> None:
    """Let a file have another name, too; where a file system has no such links, a copy has it."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
