"""All there is to show of one card: pictures, what was judged of them, and which explain it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QImage

from laughgame.game.evidence import Exhibit
from laughgame.game.judge import Ruling

SLOWER: Final = 0.25
"""The speed of slow motion, on the screen and in a clip that is saved."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the replay, with what was judged of it."""

    image: QImage
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Replay:
    """All there is to show of one card: the pictures kept, oldest first, and which explain it.

    ``clock`` is the judged time as it is read on the screen; ``about`` what the laugh was about,
    empty where nobody knows.  ``last`` tells a red card from a yellow one.
    """

    player: str
    clock: str
    about: str
    shots: tuple[Shot, ...]
    exhibits: tuple[Exhibit, ...]
    last: bool
    may_appeal: bool

    @property
    def crossed_s(self) -> float:
        """The capture time at which the smile rose over the line; 0 where nothing explains it."""
        if not self.exhibits:
            return self.shots[-1].ruling.time_s if self.shots else 0.0
        first = self.exhibits[0]
        return self.shots[first.place].ruling.time_s - first.offset_s
