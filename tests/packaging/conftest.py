"""One frozen program for all tests of a run."""

import os
from pathlib import Path

import pytest

from tests.packaging import frozen


@pytest.fixture(scope="session")
def bundle(tmp_path_factory) -> Path:
    """The folder of the frozen program: the one that is named, or one that is built now."""
    named = os.environ.get(frozen.BUNDLE)
    if not named:
        return frozen.build(tmp_path_factory.mktemp("frozen"))
    folder = (frozen.ROOT / named).resolve()
    assert (folder / frozen.NAME).is_file(), f"{frozen.BUNDLE} names no frozen program: {folder}"
    return folder


@pytest.fixture(scope="session")
def program(bundle, tmp_path_factory) -> Path:
    """The frozen program in a folder with spaces and Korean letters."""
    return frozen.move_in(bundle, tmp_path_factory.mktemp("내 게임") / "웃지 마 laugh game")


@pytest.fixture
def told(tmp_path) -> dict[str, str]:
    """An environment with a home of its own and without any path."""
    return frozen.surroundings(tmp_path)
