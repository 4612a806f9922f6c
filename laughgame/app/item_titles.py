"""What the items of all decks are called, played today or long ago."""

import logging
from functools import cached_property
from typing import Final

from laughgame.actor.acts import ACTS
from laughgame.app import paths
from laughgame.game.joke import LANGUAGES
from laughgame.storage.deck_folder import PREFIX, title_of
from laughgame.storage.joke_file import JokeFileError, read_jokes
from laughgame.ui.act_titles import act_title

_ACTS: Final = frozenset(act.name for act in ACTS)

_log = logging.getLogger(__name__)


class ItemTitles:
    """Asked with the name of an item, it returns what a player knows it by.

    A joke is known by its words, in the language it was told in, an act by its title, a file
    of the player's by its own.  What has been taken out of the decks goes by its bare name.
    """

    def __call__(self, name: str) -> str:
        if name in self._jokes:
            return self._jokes[name]
        if name in _ACTS:
            return act_title(name)
        return title_of(name) if name.startswith(PREFIX) else name

    @cached_property
    def _jokes(self) -> dict[str, str]:
        titles = {}
        for language in LANGUAGES:
            try:
                jokes = read_jokes(paths.jokes(language))
            except (OSError, JokeFileError) as error:
                _log.warning("The jokes cannot be read: %s", error)
                continue
            titles.update({one.name: f"{one.setup} {one.punchline}" for one in jokes})
        return titles
