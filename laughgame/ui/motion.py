"""How shown numbers move: in a straight line after the measured ones, never past them."""

from typing import Final

FOLLOW_S: Final = 0.08
"""How long a shown number takes to reach a new measured one."""

NUMBERS_S: Final = 0.12
"""Written numbers that change faster than this cannot be read."""


class Follower:
    """A shown number on its way to a measured one.

    All times are seconds of one monotonic clock.
    """

    def __init__(self, value: float = 0.0) -> None:
        self._from = value
        self._to = value
        self._since_s = -FOLLOW_S

    @property
    def target(self) -> float:
        return self._to

    def aim(self, target: float, now_s: float) -> None:
        """Start moving from what is shown at ``now_s`` towards ``target``."""
        if target != self._to:
            self._from = self.at(now_s)
            self._to = target
            self._since_s = now_s

    def jump(self, target: float) -> None:
        """Show ``target`` at once."""
        self._from = self._to = target

    def at(self, now_s: float) -> float:
        """The number to show at ``now_s``."""
        share = min(1.0, max(0.0, (now_s - self._since_s) / FOLLOW_S))
        return self._from + (self._to - self._from) * share

    def settled(self, now_s: float) -> bool:
        """Whether the shown number has arrived."""
        return self._from == self._to or now_s - self._since_s >= FOLLOW_S
