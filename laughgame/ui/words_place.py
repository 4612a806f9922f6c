"""Where the sentence stands upon the stage: never on the player's chin or mouth."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF

SMALL: Final = 0.7
FOOT: Final = 20.0
"""From the words' lower end to the stage's, in design pixels."""
WORDS_HEIGHT: Final = 100.0
"""Height of sentence and chips at full size, in design pixels."""
SENTENCE_HEIGHT: Final = 52.0
SIDE_WIDTH: Final = 320.0
SIDE_MARGIN: Final = 24.0
SLACK: Final = 10.0
"""How much more room than needed a place must offer before the words move to it.

A face breathes: without this the words would jump to and fro.
"""


class WordsPlace(Enum):
    """The places, the best first."""

    BELOW = "below"
    SMALL = "small"
    RIGHT = "right"
    LEFT = "left"
    ALONE = "alone"
    """At the foot, without the numbers; the panels beside the stage show them too."""
    NOWHERE = "nowhere"

    @property
    def under_face(self) -> bool:
        """Whether the words stand right below the face."""
        return self in (WordsPlace.BELOW, WordsPlace.SMALL, WordsPlace.ALONE)

    @property
    def scale(self) -> float:
        """The words' size there, as a share of their full size."""
        match self:
            case WordsPlace.BELOW:
                return 1.0
            case WordsPlace.NOWHERE:
                return 0.0
            case _:
                return SMALL

    @property
    def height(self) -> float:
        """How much of the stage's foot the words take, in design pixels."""
        words = SENTENCE_HEIGHT if self is WordsPlace.ALONE else WORDS_HEIGHT
        return FOOT + words * self.scale

    def area(self, stage: QRectF) -> QRectF:
        """Where sentence and chips are centred, in the stage's own units."""
        wide = stage.width() - 40
        left = stage.left() + 20
        if self in (WordsPlace.RIGHT, WordsPlace.LEFT):
            wide = min(wide, SIDE_WIDTH)
        if self is WordsPlace.LEFT:
            left = stage.left() + SIDE_MARGIN
        elif self is WordsPlace.RIGHT:
            left = stage.right() - SIDE_MARGIN - wide
        top = stage.bottom() - self.height
        return QRectF(left, top, wide, self.height - FOOT)


def choose_place(stage: QRectF, head: QRectF | None, now: WordsPlace) -> WordsPlace:
    """Return the best place that leaves ``head`` (down to the chin) free.

    All in design pixels; ``now`` is where the words stand, and they stay while they can.
    """
    if head is None:
        return WordsPlace.BELOW
    for place in WordsPlace:
        slack = 0.0 if place is now else SLACK
        taken = place.area(stage).adjusted(-slack, -slack, slack, slack)
        if place is WordsPlace.NOWHERE or not taken.intersects(head):
            return place
    return WordsPlace.NOWHERE
