"""A lock between the copies of the game that are open at once, on a file that is read and written.

The system lets go of it by itself when its holder ends, however that comes about.
"""

import contextlib
import logging
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

WAIT_S: Final = 1.0
"""A save takes some milliseconds.  Who does not let go for so long hangs, and is waited for no
longer: the file is replaced in one step, so that even then nobody reads half of one."""

_STEP_S: Final = 0.01

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def alone(path: Path, wait_s: float = WAIT_S) -> Iterator[bool]:
    """Work on ``path`` while no other copy of the game does; yields whether that is certain.

    The lock is on ``.NAME.lock`` beside ``path``, which stays there.  Where it cannot be had, in
    a folder that may not be written to, on a disk that knows no locks or from a holder that hangs,
    the work is done without.
    """
    try:
        file = path.with_name(f".{path.name}.lock").open("ab")
    except OSError as error:
        _log.debug("%s is not locked: %s", path, error)
        yield False
        return
    try:
        yield _wait_for(file, path, time.monotonic() + wait_s)
    finally:
        with contextlib.suppress(OSError):  # nothing was written to it
            file.close()  # which lets go of the lock


def _wait_for(file: IO[bytes], path: Path, until_s: float) -> bool:
    while True:
        try:
            take(file.fileno())
        except (BlockingIOError, PermissionError):  # the latter on Windows, and some networks
            if time.monotonic() >= until_s:
                _log.warning("%s: another copy of the game does not let go of it", path)
                return False
            time.sleep(random.uniform(0.1, 1.0) * _STEP_S)
        except OSError as error:  # some network disks know no locks: waiting would not help
            _log.debug("%s is not locked: %s", path, error)
            return False
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def take(descriptor: int) -> None:
        """Lock the byte at which an open file stands, until it is closed.

        Raises ``OSError`` at once where another process has it.
        """
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(descriptor: int) -> None:
        """Lock an open file until it is closed.

        Raises ``OSError`` at once where another process has it.
        """
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
