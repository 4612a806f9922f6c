"""A player's own range: one threshold that means the same for every face.

A smiley resting face reads 0.3 while nobody laughs, a stony one 0.02; one line for
both would be a handicap for the first.  So each player's own range is stretched to
0–1: 0 is what the calm and talking face reads, 1 is the player's big smile, or the
model's 1 where none was shown.  The stretch is a straight line, so that it can be
explained and undone, and the raw reading stays beside the calibrated one.
"""

from dataclasses import dataclass
from typing import Final

HIGHEST_NEUTRAL: Final = 0.5
"""A face that rests above this cannot be told from a smile; nor may anybody raise their own line
further by smiling a little while they are calibrated: 0.8 becomes 0.9 at most."""

SMALLEST_SPAN: Final = 0.3
"""Between neutral and big smile at least; less would turn the model's noise into verdicts."""


@dataclass(frozen=True, slots=True)
class PersonalRange:
    """What a player's face reads at rest and in a big smile; raises ``ValueError`` if unusable.

    ``neutral`` is within 0–0.5, ``laugh`` within 0–1 and at least 0.3 above it.
    """

    neutral: float = 0.0
    laugh: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.neutral <= HIGHEST_NEUTRAL:
            raise ValueError(f"neutral must be within 0–{HIGHEST_NEUTRAL}, not {self.neutral!r}")
        if not self.neutral + SMALLEST_SPAN <= self.laugh <= 1:
            low = self.neutral + SMALLEST_SPAN
            raise ValueError(f"laugh must be within {low:g}–1, not {self.laugh!r}")

    def relative(self, smile: float) -> float:
        """Return a smile (0–1) as a share of this player's range, kept within 0–1."""
        return min(1.0, max(0.0, (smile - self.neutral) / (self.laugh - self.neutral)))

    def raw(self, relative: float) -> float:
        """Return the smile that reads as ``relative`` (0–1): where a line lies for the model."""
        return self.neutral + relative * (self.laugh - self.neutral)


EVERYBODY: Final = PersonalRange()
"""The range of a player who was not calibrated: readings stay as they are."""
