"""What the items of the bundled decks are called, in either language."""

import logging
from functools import cached_property
from pathlib import PurePath

from laughgame.app import paths
from laughgame.storage.joke_file import JokeFileError, read_jokes

_log = logging.getLogger(__name__)


class ItemTitles:
    """Asked with the name of an item, it returns what a player knows it by.

    A joke is known by its words, in the language it was told in.  What is in no bundled deck,
    because it was a file or has been taken out, goes by its own name without folder and ending.
    """

    def __call__(self, name: str) -> str:
        return self._jokes.get(name) or PurePath(name).stem or name

    @cached_property
    def _jokes(self) -> dict[str, str]:
        titles = {}
        for language in ("en", "ko"):
            try:
                jokes = read_jokes(paths.jokes(language))
            except (OSError, JokeFileError) as error:
                _log.warning("The jokes cannot be read: %s", error)
                continue
            titles.update({one.name: f"{one.setup} {one.punchline}" for one in jokes})
        return titles
