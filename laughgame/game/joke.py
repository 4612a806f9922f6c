"""A joke: a set-up, a pause, a punch line, and how long each takes to read."""

from dataclasses import dataclass
from typing import Final

from laughgame.game.deck import Item, ItemKind

LETTERS_A_SECOND: Final = {"en": 17.0, "ko": 9.0}
"""Reading speed.  Subtitles for adults show at most 20 letters a second in English and 12 in
Korean (Netflix, Timed Text Style Guides); jokes want a little more time."""

LANGUAGES: Final = tuple(LETTERS_A_SECOND)
"""Those that jokes are told in."""

SHORTEST_SETUP_S: Final = 2.0
PAUSE_S: Final = 0.8
"""Between having read the set-up and the punch line: the oldest trick there is."""

LINGER_S: Final = 3.0
"""A joke stays for so long after its punch line was read: laughs come late."""


@dataclass(frozen=True, slots=True)
class Joke:
    """Two lines in one language (``en`` or ``ko``); ``name`` tells it from all others."""

    name: str
    language: str
    setup: str
    punchline: str

    @property
    def reveal_s(self) -> float:
        """When the punch line is shown, in seconds from the beginning."""
        return max(SHORTEST_SETUP_S, self._reading_s(self.setup)) + PAUSE_S

    @property
    def item(self) -> Item:
        """The joke as the deck plays it."""
        seconds = self.reveal_s + self._reading_s(self.punchline) + LINGER_S
        return Item(self.name, ItemKind.JOKE, round(seconds, 1))

    def _reading_s(self, line: str) -> float:
        return len(line) / LETTERS_A_SECOND[self.language]
