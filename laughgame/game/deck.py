"""The deck: what is played to make people laugh, shuffled without repeats.

Items come in a random order, each once before any comes again, and the same seed gives
the same order.  Which item made whom laugh, and how fast, is kept by :class:`Killers`.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Final

DELAY_S: Final = 1.5
"""A laugh this soon after an item began is about the one before it."""


class ItemKind(StrEnum):
    """What an item is, and so how it is shown."""

    JOKE = "joke"
    ACT = "act"
    """A number of the illustrated clown."""
    IMAGE = "image"
    SOUND = "sound"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to laugh about; raises ``ValueError`` for one that would take no time.

    ``name`` tells it from all others and stays the same from game to game, ``seconds`` is how
    long it is shown.
    """

    name: str
    kind: ItemKind
    seconds: float

    def __post_init__(self) -> None:
        if not self.seconds > 0:
            raise ValueError(f"{self.name} must take more than 0 s, not {self.seconds!r}")


class Deck:
    """A shuffled deck without an end; raises ``ValueError`` where it would be empty."""

    def __init__(self, items: Sequence[Item], seed: int) -> None:
        if not items:
            raise ValueError("a deck needs at least one item")
        self._items = tuple(items)
        self._chance = random.Random(seed)
        self._waiting: list[Item] = []
        self._last: Item | None = None

    def draw(self) -> Item:
        """Return the next item; all of them come before any comes again."""
        if not self._waiting:
            self._waiting = list(self._items)
            self._chance.shuffle(self._waiting)
            if len(self._items) > 1 and self._waiting[-1] == self._last:
                # Not twice in a row over the seam of two shuffles.
                self._waiting.insert(0, self._waiting.pop())
        self._last = self._waiting.pop()
        return self._last


class DeckPlay:
    """Plays a deck by the seconds of a round that were played, not by a clock.

    A paused round pauses its joke.
    """

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._item = deck.draw()
        self._before: tuple[Item, float] | None = None
        """The item before, and how long it was shown."""
        self._since_s = 0.0

    @property
    def item(self) -> Item:
        """What is shown now."""
        return self._item

    @property
    def since_s(self) -> float:
        """Seconds of play since it began."""
        return self._since_s

    def advance(self, seconds: float) -> bool:
        """Play on for some seconds (0 or more); tell whether another item is shown now."""
        self._since_s += seconds
        changed = False
        while self._since_s >= self._item.seconds:
            left = self._since_s - self._item.seconds
            self._next(self._item.seconds)
            self._since_s, changed = left, True
        return changed

    def skip(self) -> None:
        """Go on to the next item."""
        self._next(self._since_s)

    def to_blame(self) -> tuple[Item, float]:
        """Return the item that a laugh of now is about, and the seconds since it began."""
        if self._before is not None and self._since_s < DELAY_S:
            item, shown_s = self._before
            return item, shown_s + self._since_s
        return self._item, self._since_s

    def _next(self, shown_s: float) -> None:
        self._before = self._item, shown_s
        self._item, self._since_s = self._deck.draw(), 0.0


@dataclass(frozen=True, slots=True)
class Kill:
    """A laugh that cost a card: which item, whose, and how many seconds after it began."""

    item: str
    player: str
    after_s: float


@dataclass(frozen=True, slots=True)
class KillerRow:
    """What an item did: to how many, how fast at best and as a median, and to whom."""

    item: str
    kills: int
    fastest_s: float
    median_s: float
    victims: tuple[str, ...]
    """Each once, the most frequent first."""


def killers(kills: Iterable[Kill]) -> list[KillerRow]:
    """Return the items that made somebody laugh, the deadliest first, the faster of equals."""
    by_item: dict[str, list[Kill]] = {}
    for kill in kills:
        by_item.setdefault(kill.item, []).append(kill)
    rows = [
        KillerRow(
            item=item,
            kills=len(own),
            fastest_s=min(kill.after_s for kill in own),
            median_s=median(kill.after_s for kill in own),
            victims=_by_frequency([kill.player for kill in own]),
        )
        for item, own in by_item.items()
    ]
    return sorted(rows, key=lambda row: (-row.kills, row.median_s, row.item))


def _by_frequency(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(names), key=lambda name: -names.count(name)))
