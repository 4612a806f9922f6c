"""A part of a document that a command writes, between two marks."""

from pathlib import Path


def renew(document: Path, mark: str, command: str, text: str) -> None:
    """Put ``text`` between the marks of a document.

    Raises ``ValueError`` where they are not there, or not once; the document is then as it was.
    """
    begin, end = f"<!-- {mark}: written by {command} -->", f"<!-- end of {mark} -->"
    before, found, rest = document.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed or begin in rest:
        raise ValueError(f"{document}: want one {begin!r} and one {end!r} below it")
    document.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
