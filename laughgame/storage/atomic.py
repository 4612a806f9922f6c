"""Write a file whole or not at all.

The bytes go to a temporary file in the same folder, reach the disk, and take the
place of the old file in one step.  A crash, a full disk or a pulled plug leaves
either the old file or the new one, never half of one.  What a crash leaves of the
temporary file is swept up at a later start.
"""

import contextlib
import logging
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LEFT_AFTER_S: Final = 3600.0
"""Nothing is written for so long: a temporary file this old was left by a crash."""

_TEMPORARY: Final = re.compile(r"\.laughgame-[0-9a-f]{16}\.[a-z0-9]+|\.[0-9a-f]{16}\.(tmp|part)")
"""What :func:`staged` calls its files, and what earlier versions called theirs."""

_log = logging.getLogger(__name__)


def write_bytes(path: Path, data: bytes) -> None:
    """Replace the content of ``path`` by ``data``; missing folders are made.

    Where ``path`` is a symbolic link, the file it points to is replaced.  What is no
    file (a device, a pipe) has no content to lose and is written into.  Raises
    ``OSError`` when it cannot be written; the old file is then untouched and no
    temporary file is left.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.write(data)
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    with staged(target) as temporary, temporary.open("r+b") as file:
        file.write(data)


@contextlib.contextmanager
def staged(path: Path, suffix: str = ".tmp") -> Iterator[Path]:
    """Give an empty temporary file beside ``path`` that takes its place when the block ends well.

    It ends in ``suffix``, by which some writers know what to write.  Where the block raises, the
    old file is untouched and no temporary file is left.  Raises ``OSError`` where there can be no
    file, before the block as well as after it.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".laughgame-{secrets.token_hex(8)}{suffix}")
    try:
        # "x" never follows or overwrites what is there, and keeps the user's umask.
        with temporary.open("xb"):
            pass
        yield temporary
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def write_text(path: Path, text: str) -> None:
    """Replace the content of ``path`` by ``text`` in UTF-8; see :func:`write_bytes`."""
    write_bytes(path, text.encode())


def sweep(folder: Path) -> int:
    """Delete the temporary files that a crash left in a folder; return how many there were.

    What was touched within :data:`LEFT_AFTER_S` may still be written by another copy of the game,
    and stays.  Raises nothing: what cannot be deleted is left for another time.
    """
    swept = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _TEMPORARY.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                # A clock that was set back must not keep it for ever.
                if abs(time.time() - status.st_mtime) > LEFT_AFTER_S and entry.is_file(
                    follow_symlinks=False
                ):
                    Path(entry.path).unlink()
                    swept += 1
    if swept:
        _log.info("%d temporary files of an earlier run swept from %s", swept, folder)
    return swept


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, on the systems that let a folder be opened."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse; the file is whole
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
