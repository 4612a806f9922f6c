"""What the deck of a match is made of, and how each item of it reads and looks."""

from collections.abc import Sequence

from laughgame.game.deck import Item
from laughgame.game.joke import Joke


class DeckBox:
    """Items by name.  Pure lookups after construction."""

    def __init__(self, jokes: Sequence[Joke]) -> None:
        self._jokes = {joke.name: joke for joke in jokes}

    @property
    def items(self) -> list[Item]:
        return [joke.item for joke in self._jokes.values()]

    def joke(self, name: str) -> Joke | None:
        return self._jokes.get(name)

    def title(self, name: str) -> str:
        """Return how the statistics name an item."""
        joke = self._jokes.get(name)
        return name if joke is None else f"{joke.setup} {joke.punchline}"
