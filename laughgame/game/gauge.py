"""The smile gauge without a pixel: how it looks at each moment, and its timeline."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from laughgame.game.judge import Ruling, Verdict

TIMELINE_S: Final = 20.0
"""How far back the timeline reaches, in seconds."""


class GaugeState(Enum):
    """How the gauge looks; every state has its own colour, mouth and word."""

    BELOW = "below"
    """Under the warning zone."""
    ZONE = "zone"
    """In the warning zone."""
    HOLDING = "holding"
    """Over the line, and the hold time runs."""
    OUT = "out"
    GREYED = "greyed"
    """Two-stage mode, not happy enough for the smile to count."""
    NO_FACE = "no_face"


def gauge_state(ruling: Ruling) -> GaugeState:
    """Return how the gauge shows a ruling."""
    if ruling.verdict is Verdict.PAUSED:
        return GaugeState.NO_FACE
    if ruling.greyed:
        return GaugeState.GREYED
    if ruling.verdict is Verdict.OUT:
        return GaugeState.OUT
    if ruling.over:
        return GaugeState.HOLDING
    return GaugeState.ZONE if ruling.verdict is Verdict.WARNING else GaugeState.BELOW


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """One moment of the timeline; a ``smile`` of None is a gap in the trace."""

    time_s: float
    smile: float | None
    state: GaugeState


class Timeline:
    """The judged smile over the last ``window_s`` seconds, oldest first.

    Bounded by time.  A moment that lies before the newest one comes from another
    clock (a new source) and starts a new timeline.
    """

    def __init__(self, window_s: float = TIMELINE_S) -> None:
        if not window_s > 0:
            raise ValueError(f"window_s must be positive, not {window_s!r}")
        self._window_s = window_s
        self._points: deque[TimelinePoint] = deque()
        self._outs: deque[TimelinePoint] = deque()

    def add(self, ruling: Ruling) -> None:
        """Append a ruling and drop what has left the window."""
        if self._points and ruling.time_s < self._points[-1].time_s:
            self.clear()
        point = TimelinePoint(ruling.time_s, ruling.smile, gauge_state(ruling))
        was_out = bool(self._points) and self._points[-1].state is GaugeState.OUT
        if point.state is GaugeState.OUT and not was_out:
            self._outs.append(point)
        self._points.append(point)
        for points in (self._points, self._outs):
            while points and points[0].time_s < ruling.time_s - self._window_s:
                points.popleft()

    def clear(self) -> None:
        """Forget every point."""
        self._points.clear()
        self._outs.clear()

    @property
    def outs(self) -> tuple[TimelinePoint, ...]:
        """The moments at which an OUT began, oldest first."""
        return tuple(self._outs)

    def __iter__(self) -> Iterator[TimelinePoint]:
        return iter(self._points)

    def __len__(self) -> int:
        return len(self._points)
