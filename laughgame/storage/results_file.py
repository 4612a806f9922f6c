"""The SQLite file of the results: opened whole or set aside, written all or nothing."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from laughgame.storage.aside import local_time
from laughgame.storage.lock import alone
from laughgame.storage.results_open import (
    SetAside,
    UnusableError,
    code_of,
    open_database,
    put_aside,
)

OPEN_WAIT_S: Final = 5.0
"""So long another copy of the game may take to make or migrate the file at the start."""

BUSY_MS: Final = 250
"""So long a running game waits for another copy's writing.  It takes some milliseconds; who waits
longer stutters, and what could not be written is written later."""

NOWHERE: Final = (-1, -1)
"""The identity of no file."""


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
        self._busy_ms = BUSY_MS
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database, self._identity = self._begin(OPEN_WAIT_S)
        self._open = True

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

    def _begin(self, wait_s: float) -> tuple[sqlite3.Connection, tuple[int, int]]:
        """Open the file, or a new one in place of what cannot be used."""
        with alone(self.path, wait_s):  # or a second copy would set aside what the first made
            try:
                database = open_database(self.path, wait_s)
            except UnusableError as error:
                self.set_aside = put_aside(self.path, error.trouble, self._now())
                database = open_database(self.path, wait_s)
            status = self.path.stat()
        database.execute(f"PRAGMA busy_timeout = {self._busy_ms}")
        return database, (status.st_dev, status.st_ino)

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
        self._open = False
        self._database, self._identity = self._begin(self._busy_ms / 1000)
        self._open = True

    def _wait_longer(self, busy_ms: int) -> None:
        """Wait so long for another copy's writing from now on."""
        self._busy_ms = busy_ms
        if self._open:
            self._database.execute(f"PRAGMA busy_timeout = {busy_ms}")

    def _told(self, error: Exception) -> OSError:
        """Return what a caller is told; but for a busy file, it is opened anew for the next write.

        A file that could not be written to for a moment is read-only to SQLite from then on.
        """
        if code_of(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
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
        if not self._open:  # it could not be, at the last write
            self._follow()
        try:
            return self._database.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._told(error) from error
