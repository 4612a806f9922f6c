"""Opening the SQLite file of the results: looked at before anything is written, or set aside.

It is in WAL mode, so a crash at any moment leaves every finished round whole
(https://www.sqlite.org/wal.html).  One that is damaged, or of a newer version, is set aside
and never overwritten.
"""

import os
import shutil
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Final

from laughgame.storage.aside import free_name
from laughgame.storage.results_schema import MIGRATIONS

REQUIRED: Final = frozenset({"player", "personal_range", "round", "turn", "kill"})
"""The tables of the newest version."""

STEP_S: Final = 0.02
"""The time between two tries, in seconds."""


class Trouble(StrEnum):
    """Why a file of results was not used."""

    DAMAGED = "damaged"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be used, and where it is now."""

    trouble: Trouble
    path: Path


class UnusableError(OSError):
    """The file cannot be used as it is, today or any other day."""

    def __init__(self, trouble: Trouble, told: str) -> None:
        super().__init__(told)
        self.trouble = trouble


def open_database(path: Path, wait_s: float) -> sqlite3.Connection:
    """Open the file, or make it, with the tables of this version.

    Another copy of the game is waited for, also where SQLite itself does not wait: going over
    to WAL.  Raises :class:`UnusableError`, and ``OSError`` where there can be no file now.
    """
    until_s = time.monotonic() + wait_s
    while True:
        try:
            _look(path, wait_s)
            return _open(path, wait_s)
        except sqlite3.DatabaseError as error:
            busy = code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if busy and time.monotonic() < until_s:
                time.sleep(STEP_S)
                continue
            told = f"{path}: {error}"
            if _tells_of_damage(error):
                raise UnusableError(Trouble.DAMAGED, told) from error
            raise OSError(told) from error


def put_aside(path: Path, trouble: Trouble, now: datetime) -> SetAside:
    """Give the file another name, its log too; whatever ends the program midway, all is there.

    Both have the new name before either loses the old one.  The file loses it first: SQLite
    throws away a log that lies beside no file.
    """
    aside = free_name(path, trouble, now)
    files = [(path, aside)]
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        files.append((log, aside.with_name(f"{aside.name}-wal")))
    try:
        for old, new in files:
            _give_name(old, new)
        path.unlink()
    except OSError:
        for _, new in files:
            with suppress(OSError):
                new.unlink(missing_ok=True)
        raise
    for left in (log, path.with_name(f"{path.name}-shm")):
        with suppress(OSError):
            left.unlink(missing_ok=True)
    return SetAside(trouble, aside)


def _look(path: Path, wait_s: float) -> None:
    """Raise ``sqlite3.DatabaseError`` for a damaged file while it can only be read.

    Opened for writing, SQLite would throw away its log, in which the newest rounds may be.
    """
    log = path.with_name(f"{path.name}-wal")
    if not path.is_file():
        return
    if _size(path) == 0 and _size(log) > 0:
        raise sqlite3.DatabaseError("the file is empty, and its log is not")
    try:
        address = f"{address_of(path.absolute())}?mode=ro"
        database = sqlite3.connect(address, timeout=wait_s, uri=True)
        try:
            _check(database)
        finally:
            database.close()
    except sqlite3.OperationalError as error:
        if _tells_of_damage(error):
            raise
        # What needs writing before it can be read, after a crash, is looked at when it is open.


def address_of(path: PurePath) -> str:
    """Return the address by which SQLite opens an absolute path.

    It takes no server's name in an address: a file on a Windows network has it in its path.
    """
    address = path.as_uri()
    local = address.startswith("file:///")
    return address if local else address.replace("file://", "file:////", 1)


def _open(path: Path, wait_s: float) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=wait_s, isolation_level=None)
    try:
        _check(database)
        database.execute("PRAGMA journal_mode = WAL")
        # With FULL a finished round survives the plug being pulled, too.
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")
        if _version(database) != len(MIGRATIONS):  # else nobody's writing is waited for
            _migrate(path, database)
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not {name for (name,) in tables} >= REQUIRED:
            raise sqlite3.DatabaseError("tables are missing")
    except BaseException:
        database.close()
        raise
    return database


def _migrate(path: Path, database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    # Two copies may begin at once: who comes second finds all done.
    version = _version(database)
    if version < 0:
        raise sqlite3.DatabaseError(f"no version: {version}")
    if version > len(MIGRATIONS):
        raise UnusableError(Trouble.NEWER, f"{path}: version {version}")
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in filter(str.strip, statements.split(";")):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {number}")
    database.execute("COMMIT")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


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


def code_of(error: Exception) -> int | None:
    """Return SQLite's primary code of an error; None for one that is not its own."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def _tells_of_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault, and not a disk that is full, read-only or busy."""
    return not isinstance(error, sqlite3.OperationalError) or code_of(error) == sqlite3.SQLITE_ERROR


def _give_name(old: Path, new: Path) -> None:
    """Let a file have another name, too; where a file system has no such links, a copy has it."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
