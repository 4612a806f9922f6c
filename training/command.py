"""What every training command does alike: its parser, and wrong input told as bad usage."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from laughgame.vision.model_card import ContractError

BAD_INPUT: Final = (
    *(FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError),
    *(ValueError, ContractError),
)
"""What is raised over files and values that were given: the sentence says what is wrong."""


def command_parser(name: str, words: str | None) -> argparse.ArgumentParser:
    """Return the parser of ``python -m training.NAME``; ``words`` are its module's docstring."""
    return argparse.ArgumentParser(
        prog=f"python -m training.{name}",
        description=words,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


@contextmanager
def telling(whom: argparse.ArgumentParser) -> Iterator[None]:
    """Tell what is wrong with the input in one sentence, and leave with the status 2."""
    try:
        yield
    except BAD_INPUT as error:
        whom.error(str(error))
