"""Jokes from a TOML file that a person wrote: the bundled ones, or the player's own."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from laughgame.game.joke import Joke


def _readable(line: str) -> str:
    if not line.strip() or not line.isprintable():
        raise ValueError("must be a line of printable text")
    return line.strip()


_Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_readable)]


class JokeFileError(ValueError):
    """The file holds no jokes; the message names the file and what is wrong with it."""


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    name: _Line
    setup: _Line
    punchline: _Line


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    language: Literal["en", "ko"]
    joke: Annotated[list[_Entry], Field(min_length=1)]


def read_jokes(file: Path) -> list[Joke]:
    """Read the jokes of a file; raises :class:`JokeFileError`, and ``OSError`` naming the file.

    Names must be each joke's own: statistics go by them.
    """
    try:
        read = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise JokeFileError(f"{file} is not TOML in UTF-8: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise JokeFileError(f"{file}: {where}: {first['msg']}") from error
    names = [entry.name for entry in read.joke]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise JokeFileError(f"{file}: two jokes are called {twice}")
    return [Joke(e.name, read.language, e.setup, e.punchline) for e in read.joke]
