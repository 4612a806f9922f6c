"""Files that appear whole or not at all: written aside, then put in the other's place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Yield a path beside ``file`` to write to; what lies there at the end takes its place.

    Where the writing fails, ``file`` stays as it is and nothing is left beside it.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def write_text(file: Path, text: str) -> None:
    """Write a UTF-8 text."""
    with replacing(file) as part:
        part.write_text(text, encoding="utf-8")
