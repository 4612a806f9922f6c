"""The evidence of an OUT: seven moments before and during the laugh, with their readings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from laughgame.game.judge import Ruling

SHOWN: Final = 7
"""Moments in the strip."""

BEFORE: Final = 3
"""Of them, those before the smile crossed the line."""

STEP_S: Final = 0.15
"""Seconds between two of the moments before."""

KEPT_S: Final = 6.0
"""So far back everything is kept, in memory alone."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One moment of the strip.

    ``offset_s`` is the time from the crossing of the line, negative before it; ``place`` the
    index of the moment among those that were kept.
    """

    place: int
    offset_s: float
    smile: float
    threshold: float

    @property
    def over(self) -> bool:
        return self.smile > self.threshold


def exhibits(rulings: Sequence[Ruling]) -> list[Exhibit]:
    """Choose the moments that show why the last of the rulings is OUT, oldest first.

    Three before the line was crossed, then evenly over the time above it, up to the OUT itself.
    Empty where the last ruling has no smile.
    """
    seen = [(place, ruling) for place, ruling in enumerate(rulings) if ruling.smile is not None]
    if not seen or seen[-1][1] is not rulings[-1]:
        return []
    last = seen[-1][1]
    crossed = _crossing(seen)
    crossed_s = seen[crossed][1].time_s
    wanted_s = [crossed_s - STEP_S * back for back in range(BEFORE, 0, -1)]
    above = SHOWN - BEFORE
    wanted_s += [
        crossed_s + (last.time_s - crossed_s) * step / (above - 1) for step in range(above)
    ]
    chosen = sorted({_nearest(seen, time_s) for time_s in wanted_s})
    return [
        Exhibit(seen[n][0], seen[n][1].time_s - crossed_s, seen[n][1].smile or 0.0,
                seen[n][1].threshold)
        for n in chosen
    ]  # fmt: skip


def _crossing(seen: Sequence[tuple[int, Ruling]]) -> int:
    """Return where the stay above the line began that the last ruling is part of."""
    place = len(seen) - 1
    while place > 0 and seen[place - 1][1].over:
        place -= 1
    return place


def _nearest(seen: Sequence[tuple[int, Ruling]], time_s: float) -> int:
    return min(range(len(seen)), key=lambda n: abs(seen[n][1].time_s - time_s))
