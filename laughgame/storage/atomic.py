"""Write a file whole or not at all.

The bytes go to a temporary file in the same folder, reach the disk, and take the
place of the old file in one step.  A crash, a full disk or a pulled plug leaves
either the old file or the new one, never half of one.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


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
    temporary = target.with_name(f".{secrets.token_hex(8)}{suffix}")
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
