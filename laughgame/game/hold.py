"""The hold clock: how long the smile has been over the line, between the readings too.

Between two readings the smile is taken to have moved on a straight line, so the clock
starts where that crosses the judge's line and not at the reading after it.  A laugh is then
as long at 15 readings a second as at 60.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

HAIR_S: Final = 1e-6
"""Less than this is no time: twelve thirtieths are 0.4 s, however they add up."""


class Excess(NamedTuple):
    """How far a reading is above the line and above the gate of two-stage mode; 0 is not above.

    Without a gate ``gate`` is any number above 0.
    """

    line: float
    gate: float

    @property
    def above(self) -> bool:
        return self.line > 0 and self.gate > 0


@dataclass(slots=True)
class HoldClock:
    """The time the smile has spent over the line, kept through dips within the hysteresis.

    During a dip it stands still, and below the gate it is empty.
    """

    over: bool = False
    """The smile rose over the line and has not fallen below the hysteresis since."""
    held_s: float = 0.0
    _before: Excess | None = None
    """The last reading; ``None`` where nothing counts before the next one."""

    @property
    def above(self) -> bool:
        """Whether the last reading was above line and gate."""
        return self._before is not None and self._before.above

    def update(self, now: Excess, step_s: float, hysteresis: float) -> None:
        """Take in a reading that counts for ``step_s`` seconds since the last one."""
        if self._before is not None:
            self.held_s += step_s * _share_above(self._before, now)
        self._before = now
        dips = self.over and now.gate > 0 and now.line > -hysteresis
        self.over = now.above or dips
        if not self.over:
            self.held_s = 0.0

    def full(self, hold_s: float) -> bool:
        """Whether the smile was over the line for ``hold_s`` seconds."""
        return self.held_s >= hold_s - HAIR_S

    def interrupt(self) -> None:
        """Let nothing count between the last reading and the next one."""
        self._before = None

    def clear(self) -> None:
        """Forget everything."""
        self.over, self.held_s, self._before = False, 0.0, None


def _share_above(before: Excess, now: Excess) -> float:
    """Return for how much (0–1) of the way from one reading to the next both were above 0."""
    line, gate = _above(before.line, now.line), _above(before.gate, now.gate)
    return max(0.0, min(line[1], gate[1]) - max(line[0], gate[0]))


def _above(before: float, now: float) -> tuple[float, float]:
    """Return from where to where (0–1) a straight line is above 0."""
    if (before > 0) == (now > 0):
        return 0.0, float(now > 0)
    crossing = before / (before - now)
    return (crossing, 1.0) if now > 0 else (0.0, crossing)
