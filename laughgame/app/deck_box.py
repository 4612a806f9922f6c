"""The deck of one game: what is in it, and what belongs to each name.

The rules know items by their names only; here is what is shown and told of them.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from laughgame.app import paths
from laughgame.game.deck import Item, ItemKind
from laughgame.game.joke import Joke
from laughgame.storage.deck_folder import NOTHING, PREFIX, FolderDeck, OwnFile, title_of
from laughgame.storage.joke_file import JokeFileError, read_jokes
from laughgame.storage.settings import DeckSettings
from laughgame.ui.clip import Clip, PaintedClip, PictureClip, SoundClip, VideoClip

ACT = "act-"
"""How the names of the clown's acts begin, those of acts that are switched off too."""

_log = logging.getLogger(__name__)


class CueLike(Protocol):
    """A sound of an act: when it begins, in seconds into the act, and its name."""

    @property
    def at_s(self) -> float: ...

    @property
    def sound(self) -> str: ...


class ActLike(Protocol):
    """A number of the clown, as much of it as the deck has to know."""

    @property
    def name(self) -> str:
        """Tells it from all other items of the deck, and never changes."""
        ...

    @property
    def seconds(self) -> float: ...

    @property
    def cues(self) -> Sequence[CueLike]:
        """Its sounds, in the order of time."""
        ...

    def paint(self, painter: QPainter, rect: QRectF, time_s: float) -> None:
        """Paint the moment ``time_s`` seconds after the act began."""
        ...


class DeckBox:
    """Everything a game may play, looked up by name.  Does not change once it is made."""

    def __init__(
        self,
        settings: DeckSettings,
        language: str,
        own: FolderDeck = NOTHING,
        acts: Sequence[ActLike] = (),
        act_title: Callable[[str], str] = str,
    ) -> None:
        """Put together what ``settings`` ask for; the bundled jokes are in ``language``.

        ``own`` is what was found in the player's folder, ``act_title`` names an act in the
        language of the moment.  Where all of that gives nothing, the bundled jokes are told.
        Raises ``OSError`` or :class:`JokeFileError` where they cannot be read, and there is
        nothing else.
        """
        self._acts = {act.name: act for act in (acts if settings.acts else ())}
        self._files = {file.name: file for file in own.found}
        self._jokes = {joke.name: joke for joke in own.jokes}
        self._act_title = act_title
        others = bool(self._acts or self._files or self._jokes)
        if settings.jokes or not others:
            self._jokes.update(_named(_bundled(language, needed=not others)))
        self.items: list[Item] = [
            *(joke.item for joke in self._jokes.values()),
            *(Item(act.name, ItemKind.ACT, act.seconds) for act in self._acts.values()),
            *(file.item for file in self._files.values()),
        ]
        """What the deck is shuffled from; never empty."""

    def joke(self, name: str) -> Joke | None:
        """Return the joke of this name; None where the item is none."""
        return self._jokes.get(name)

    def clip(self, name: str) -> Clip | None:
        """Return what takes the stage for this item; None where it is a joke."""
        act = self._acts.get(name)
        if act is not None:
            return PaintedClip(name, self._act_title(name), act.paint)
        file = self._files.get(name)
        return None if file is None else _clip(file)

    def sounds(self, name: str) -> list[tuple[float, str]]:
        """Return the sounds of an act, as seconds into it and names; of other items, none."""
        act = self._acts.get(name)
        return [] if act is None else [(cue.at_s, cue.sound) for cue in act.cues]

    def title(self, name: str) -> str:
        """Return what a table of results calls an item: all of a joke, an act's or file's title.

        Items that are not in the deck any more are called something, too.
        """
        joke = self._jokes.get(name)
        if joke is not None:
            return f"{joke.setup} {joke.punchline}"
        if name.startswith(ACT):
            return self._act_title(name)
        return title_of(name) if name.startswith(PREFIX) else name


def _bundled(language: str, needed: bool) -> list[Joke]:
    try:
        return read_jokes(paths.jokes(language))
    except (OSError, JokeFileError) as error:
        if needed:
            raise
        _log.error("The bundled jokes cannot be read: %s", error)
        return []


def _named(jokes: Iterable[Joke]) -> dict[str, Joke]:
    return {joke.name: joke for joke in jokes}


def _clip(file: OwnFile) -> Clip:
    match file.kind:
        case ItemKind.SOUND:
            return SoundClip(file.name, file.title, file.path, file.plays_s)
        case ItemKind.VIDEO:
            return VideoClip(file.name, file.title, file.path, file.plays_s)
        case _:
            return PictureClip(file.name, file.title, file.path)
