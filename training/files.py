"""Files that appear whole or not at all: written aside, then put in the other's place."""

import shutil
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


def copy(file: Path, place: Path) -> None:
    """Put a copy of a file in its place."""
    with replacing(place) as part:
        shutil.copyfile(file, part)


def check_marks(file: Path, begin: str, end: str) -> None:
    """Raise ``ValueError`` unless a text has both marks, ``FileNotFoundError`` where it is not.

    Asked before the work whose result :func:`write_between` puts there: some takes hours.
    """
    _around(file, begin, end)


def write_between(file: Path, begin: str, end: str, words: str) -> None:
    """Replace the text between two marks; raises as :func:`check_marks` does."""
    before, after = _around(file, begin, end)
    write_text(file, f"{before}{begin}\n{words}\n{end}{after}")


def _around(file: Path, begin: str, end: str) -> tuple[str, str]:
    before, found, rest = file.read_text(encoding="utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{file} lacks the line {begin} or, below it, {end}")
    return before, after
