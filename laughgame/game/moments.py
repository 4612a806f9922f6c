"""The moments of a turn worth telling: OUTs, near misses, and the hardest held-in laugh.

A *near miss* is a stay in the warning zone or above the line that ended without an OUT.
The hardest held-in laugh is the near miss that was over the line for the longest time; among
those that never were, the one that came closest to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from laughgame.game.judge import Ruling, Verdict

SHORTEST_S: Final = 0.15
"""A shorter stay in the zone is a twitch and no near miss."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stay in the warning zone or above.

    ``start_s`` and ``end_s`` are capture times, ``peak_s`` that of the highest smile; ``peak``
    is that smile (0–1) and ``margin`` what it was above (positive) or below the line;
    ``held_s`` the longest time over the line; ``out`` whether it ended in an OUT.
    """

    start_s: float
    end_s: float
    peak_s: float
    peak: float
    margin: float
    held_s: float
    out: bool

    @property
    def effort(self) -> tuple[float, float]:
        """What near misses are compared by: time over the line, then closeness to it."""
        return self.held_s, self.margin


class MomentBook:
    """Collects the moments of a turn, ruling by ruling in the order of time."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []
        self._present: Moment | None = None

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments so far, oldest first, the present one among them."""
        present = () if self._present is None else (self._present,)
        return (*self._moments, *(one for one in present if _counts(one)))

    def add(self, ruling: Ruling) -> None:
        """Take in a ruling; a moment without a face ends the present stay."""
        smile, margin = ruling.smile, ruling.margin
        if smile is None or margin is None or ruling.verdict not in (Verdict.WARNING, Verdict.OUT):
            self._end()
            return
        out = ruling.verdict is Verdict.OUT
        now = Moment(ruling.time_s, ruling.time_s, ruling.time_s, smile, margin, ruling.held_s, out)
        if self._present is None or ruling.time_s < self._present.end_s:
            self._end()
            self._present = now
            return
        before = self._present
        higher = now if smile > before.peak else before
        self._present = Moment(
            start_s=before.start_s,
            end_s=ruling.time_s,
            peak_s=higher.peak_s,
            peak=higher.peak,
            margin=higher.margin,
            held_s=max(before.held_s, ruling.held_s),
            out=before.out or out,
        )

    def end_stay(self) -> None:
        """End the present stay: what follows is another one."""
        self._end()

    def pardon(self) -> None:
        """Let the last moment not have been an OUT: it was appealed against, and rightly."""
        self._end()
        if self._moments:
            self._moments[-1] = replace(self._moments[-1], out=False)

    def _end(self) -> None:
        if self._present is not None and _counts(self._present):
            self._moments.append(self._present)
        self._present = None


def near_misses(moments: Iterable[Moment]) -> list[Moment]:
    """Return the moments that ended without an OUT."""
    return [one for one in moments if not one.out]


def hardest_held_in(moments: Iterable[Moment]) -> Moment | None:
    """Return the near miss that took most to hold in; ``None`` without one."""
    return max(near_misses(moments), key=lambda one: one.effort, default=None)


def _counts(moment: Moment) -> bool:
    return moment.out or moment.end_s - moment.start_s >= SHORTEST_S
