"""What could not be written to the results yet: finished rounds and ranges, in memory.

A disk may be full, and another copy of the game may hold on to the file, for a while.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Standing
from laughgame.game.names import name_key
from laughgame.game.personal_range import PersonalRange
from laughgame.storage.kept import Terms


@dataclass(frozen=True, slots=True)
class FinishedRound:
    """A round to keep; ``colours`` are those of everybody in it, by name.

    ``scores`` (0–100; ``None`` without a face) go with the standings, where the mode has any.
    """

    mode: str
    colours: Mapping[str, str]
    standings: tuple[Standing, ...]
    kills: tuple[Kill, ...] = ()
    scores: tuple[float | None, ...] = ()
    terms: Terms = Terms()  # noqa: RUF009 - it is frozen

    def without(self, name: str) -> "FinishedRound | None":
        """Return what is left of it without a player; ``None`` where they were alone."""
        key = name_key(name)
        lines = [
            (line, score)
            for line, score in zip_longest(self.standings, self.scores)
            if name_key(line.player.name) != key
        ]
        if not lines:
            return None
        return replace(
            self,
            colours={one: colour for one, colour in self.colours.items() if name_key(one) != key},
            standings=tuple(line for line, _ in lines),
            kills=tuple(kill for kill in self.kills if name_key(kill.player) != key),
            scores=tuple(score for _, score in lines) if self.scores else (),
        )


@dataclass(frozen=True, slots=True)
class FoundRange:
    """A player's range to keep, with or without glasses.

    ``model`` is the SHA-256 of the model that found it, empty where that is not known.
    """

    name: str
    colour: str
    glasses: bool
    own: PersonalRange
    model: str = ""

    def without(self, name: str) -> "FoundRange | None":
        """Return ``None`` where it is this player's."""
        return None if name_key(self.name) == name_key(name) else self


@dataclass(frozen=True, slots=True)
class Waiting:
    """One of them, and when it was finished or found."""

    since: datetime
    what: FinishedRound | FoundRange


class WaitingList:
    """What waits, oldest first; not for several threads."""

    def __init__(self) -> None:
        self._list: list[Waiting] = []

    def __len__(self) -> int:
        return len(self._list)

    def add(self, waiting: Waiting) -> None:
        """Let something wait behind all others."""
        self._list.append(waiting)

    def first(self) -> Waiting:
        """Return what waits longest; raises ``IndexError`` where nothing does."""
        return self._list[0]

    def drop_first(self) -> None:
        """Let it wait no more: it is written."""
        del self._list[0]

    def clear(self) -> None:
        """Forget everything that waits."""
        self._list.clear()

    def forget(self, name: str) -> None:
        """Forget what a player did, and nothing that others did beside them."""
        left = ((one.since, one.what.without(name)) for one in self._list)
        self._list = [Waiting(since, what) for since, what in left if what is not None]

    def range_of(self, name: str, glasses: bool, model: str) -> PersonalRange | None:
        """Return the newest range of a player that waits; an empty ``model`` stands for any."""
        for one in reversed(self._list):
            what = one.what
            if (
                isinstance(what, FoundRange)
                and name_key(what.name) == name_key(name)
                and what.glasses == glasses
                and (not model or what.model in ("", model))
            ):
                return what.own
        return None
