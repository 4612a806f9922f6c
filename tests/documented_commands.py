"""The commands that the documents tell a reader to type, as they stand there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from laughgame.cli import SUBCOMMANDS

ROOT: Final = Path(__file__).parents[1]

DOCUMENTS: Final = (
    *("README.md", "README.ko.md", "CONTRIBUTING.md", "models/README.md"),
    *sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*.md")),
)

FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

SHELLS: Final = ("", "sh", "bash", "shell", "console", "powershell")
"""A block of one of these languages holds commands."""

SPAN: Final = re.compile(r"(?<![`\w])`([^`]+)`(?!`)")

BEGINNINGS: Final = ("make", "uv run", "laughgame", "python -m", "dist/", "npm", "bash")
"""What stands in a sentence and begins so is a command, if it goes on."""


class Command(NamedTuple):
    """One line to type: where it stands and its words, alternatives written out."""

    document: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.words)


def commands() -> list[Command]:
    """Return every command of every document once, in the order of reading."""
    return list(dict.fromkeys(one for name in DOCUMENTS for one in _commands_of(name)))


def block(document: str, language: str, containing: str) -> str:
    """Return the one fenced block of a language that has these words in it."""
    text = (ROOT / document).read_text(encoding="utf-8")
    (found,) = (
        str(body) for name, body in FENCE.findall(text) if name == language and containing in body
    )
    return found


def alternatives(line: str) -> list[tuple[str, ...]]:
    """Return the commands that a line stands for; each ``a|b`` and ``[c]`` is met in all its ways.

    Not in all combinations: what stands side by side changes together.
    """
    ways = [
        ["", word[1:-1]] if re.fullmatch(r"\[.+\]", word) else word.split("|")
        for word in shlex.split(line, comments=True)
    ]
    count = max((len(way) for way in ways), default=0)
    rows = ([way[min(number, len(way) - 1)] for way in ways] for number in range(count))
    return [tuple(word for word in row if word) for row in rows]


def _commands_of(document: str) -> Iterator[Command]:
    text = (ROOT / document).read_text(encoding="utf-8")
    for language, body in FENCE.findall(text):
        if language in SHELLS:
            for line in re.sub(r"\\\n\s*", " ", body).splitlines():
                yield from (Command(document, words) for words in alternatives(line))
    for span in SPAN.findall(FENCE.sub("", text)):
        line = " ".join(span.split())
        if line.endswith("…") or "…" in line.split():
            line = line.replace(" …", "")
        if _is_command(line):
            yield from (Command(document, words) for words in alternatives(line))


def _is_command(line: str) -> bool:
    first, _, rest = line.partition(" ")
    if first in SUBCOMMANDS:  # the program's own, called by its last name
        return "-" in rest or rest.startswith(("check ", "install "))
    return any(line.startswith(f"{begin} ") and rest for begin in BEGINNINGS)
