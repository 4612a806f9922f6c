"""The crash file: the last words of a game that a defect in native code ended.

While a game runs, Python's ``faulthandler`` holds a file open: a first line that says what runs
here, and behind it, should the process die of SIGSEGV, SIGFPE, SIGABRT, SIGBUS or SIGILL, what
each thread was doing: files, lines and functions, no values, hence no picture and no name.  A
game that ends in good order takes the file away; one that was killed leaves it without last
words.  The next game keeps what it finds as ``crash-DATE.txt``.

Every running copy of the game has a file of its own and holds it under a lock.
"""

import contextlib
import faulthandler
import os
import sys
import time
import traceback
from io import BufferedRandom
from pathlib import Path
from typing import Final

from laughgame.storage import atomic, lock

MOST_COPIES: Final = 8
"""Copies of the game that run at once, each with files of its own."""

MOST_KEPT: Final = 5
"""Reports that are kept; the oldest go first."""

LONGEST_REPORT: Final = 200_000
"""Bytes kept of a report, from its beginning; faulthandler tells of 100 threads at most."""

_LOCK_AT: Final = 1 << 30
"""Where Windows locks a byte: beyond anything that is written, so that others can read."""


class CrashFile:
    """The file of this copy of the game, from :func:`open_crash_file` to :meth:`close`.

    faulthandler, of which a process has one, writes to it.
    """

    def __init__(self, path: Path, number: int, stream: BufferedRandom, about: str) -> None:
        self.number = number
        """Which of the copies that run this is, from 1."""
        self._path = path
        self._stream = stream
        stream.truncate(0)
        stream.write(f"{about}\n".encode())
        stream.flush()
        self._replaced = faulthandler.is_enabled()
        faulthandler.enable(stream)

    def tell(self, error: BaseException) -> None:
        """Write down an exception that ends the game; the file then outlives :meth:`close`."""
        with contextlib.suppress(OSError, ValueError):
            lines = traceback.format_exception(error)
            self._stream.write("".join(lines).encode("utf-8", "backslashreplace"))
            self._stream.flush()

    def close(self, in_good_order: bool = True) -> None:
        """Stop watching; a game that ended in good order leaves no file behind."""
        faulthandler.disable()
        if self._replaced and sys.__stderr__ is not None:
            with contextlib.suppress(OSError, ValueError):
                faulthandler.enable(sys.__stderr__)
        with contextlib.suppress(OSError):
            if in_good_order:
                self._stream.truncate(0)
                _remove(self._path, self._stream)
        self._stream.close()


def open_crash_file(folder: Path, about: str) -> CrashFile:
    """Watch this process from now on; ``about`` is a line that says what runs here.

    A file that may not be written, as one that another account left, is passed over.  Raises
    ``OSError`` where no file can be written to ``folder``.
    """
    trouble = OSError(f"{MOST_COPIES} copies of the game run already")
    for number in range(1, MOST_COPIES + 1):
        path = _place(folder, number)
        try:
            stream = _hold(path)
        except OSError as error:
            trouble = error
            continue
        if stream is not None:
            return CrashFile(path, number, stream, about)
    raise trouble


def collect(folder: Path) -> Path | None:
    """Keep what crashed games left in ``folder``; return the newest report that came of it.

    What a game left that was killed, and what is too old, goes; what may not be opened stays.
    Raises ``OSError``.
    """
    found = []
    for number in range(MOST_COPIES, 0, -1):
        path = _place(folder, number)
        if not path.exists():
            continue
        try:
            stream = _hold(path)
        except OSError:
            continue
        if stream is None:
            continue  # that copy runs
        with stream:
            stream.seek(0)
            report = stream.read(LONGEST_REPORT)
            if _last_words(report):
                when = time.localtime(path.stat().st_mtime)
                kept_as = _reserve(folder, time.strftime("%Y-%m-%d-%H%M%S", when))
                try:
                    atomic.write_bytes(kept_as, report)
                except OSError:
                    kept_as.unlink(missing_ok=True)
                    raise
                found.append(kept_as)
            _remove(path, stream)
    for old in kept(folder)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
    return max(found, key=_age, default=None)


def kept(folder: Path) -> list[Path]:
    """Return the reports that are kept in ``folder``, the newest last."""
    return sorted(folder.glob("crash-*.txt"), key=_age)


def _place(folder: Path, number: int) -> Path:
    return folder / ("crash.txt" if number == 1 else f"crash.{number}.txt")


def _age(report: Path) -> str:
    """Return what sorts the reports by time."""
    return report.stem


def _reserve(folder: Path, when: str) -> Path:
    """Return an empty file of one's own, whoever else collects at this moment.

    The order of the names without ending stays that of time.
    """
    path, number = folder / f"crash-{when}.txt", 1
    while True:
        try:
            with path.open("xb"):
                return path
        except FileExistsError:
            number += 1
            path = folder / f"crash-{when}.{number}.txt"


def _last_words(report: bytes) -> bool:
    """Whether there is more than the first line, which is there from the beginning."""
    return bool(report.partition(b"\n")[2].strip())


def _hold(path: Path) -> BufferedRandom | None:
    """Open a file for adding to its end, under a lock; None where another process has it.

    Raises ``OSError`` where it cannot be opened.
    """
    stream = path.open("a+b")
    try:
        if sys.platform == "win32":
            stream.seek(_LOCK_AT)
        lock.take(stream.fileno())
        # Whoever had it may have taken it away in the meantime.
        if sys.platform != "win32" and not os.path.samestat(os.fstat(stream.fileno()), path.stat()):
            raise BlockingIOError
    except (BlockingIOError, FileNotFoundError, PermissionError):
        stream.close()
        return None
    except OSError:
        stream.close()
        raise
    return stream


def _remove(path: Path, stream: BufferedRandom) -> None:
    """Take a file away: on Windows one that is open cannot be, elsewhere the lock has to hold."""
    if sys.platform == "win32":
        stream.close()
    path.unlink(missing_ok=True)
