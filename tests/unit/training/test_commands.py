"""Every training command in the documents is understood, and every file they name is there."""

import argparse
import importlib
import re
import shlex
from pathlib import Path

import pytest

from training.train import RECIPES

ROOT = Path(__file__).parents[3]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "models/README.md")


class ParsedError(Exception):
    """Ends a program as soon as it has understood its arguments."""


def commands() -> list[tuple[str, list[str]]]:
    """The module and the arguments of every training command, of one line or several."""
    found = []
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(r"^uv run python -m (training\..+)$", text, re.MULTILINE):
            module, *arguments = shlex.split(line, comments=True)
            found.append((module, arguments))
    return found


@pytest.mark.parametrize(("module", "arguments"), commands(), ids=lambda part: str(part)[:60])
def test_a_command_of_the_documents_is_understood(
    module: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    understand = argparse.ArgumentParser.parse_args

    def parse(self: argparse.ArgumentParser, given: list[str]) -> None:
        understand(self, given)
        raise ParsedError

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse)
    program = module
    if (ROOT / Path(*module.split("."))).is_dir():
        program = f"{module}.__main__"
    with pytest.raises(ParsedError):
        importlib.import_module(program).main(arguments)
    if "--recipe" in arguments:
        assert (RECIPES / f"{arguments[arguments.index('--recipe') + 1]}.toml").is_file()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_file_of_the_training_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for name in re.findall(r"`((?:training|tests)/[\w/.]+)`", text):
        assert (ROOT / name).exists(), name
