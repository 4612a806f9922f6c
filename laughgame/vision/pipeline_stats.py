"""How many frames came, how many were judged, and how long that took."""

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

LATENCIES_KEPT: Final = 3000
"""Verdicts that the percentiles look back on: 100 seconds at 30 frames a second."""

RATE_WINDOW_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Percentiles:
    """The middle, the slow and the slowest of a set of times; all 0 for none."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class PipelineStats:
    """A moment's view of a pipeline.

    ``captured`` frames came from the source, ``judged`` were read (with or
    without a face), ``dropped`` were replaced by a newer one before that; of a
    camera the supervisor kept back the rest.
    ``judged_fps`` looks back two seconds.  ``latency_ms`` runs from the capture
    of a frame to its reading; for a recording, from the moment it was read.
    """

    captured: int
    judged: int
    dropped: int
    judged_fps: float
    latency_ms: Percentiles


def percentiles(times: Sequence[float]) -> Percentiles:
    """Return the 50th, 95th and 99th percentile of times, in their own unit."""
    if not times:
        return Percentiles(0.0, 0.0, 0.0)
    p50, p95, p99 = np.percentile(np.asarray(times), [50, 95, 99]).tolist()
    return Percentiles(p50, p95, p99)


class PipelineMeter:
    """Counts what happens in a pipeline; all methods may be called on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._captured = 0
        self._judged = 0
        self._latencies_ms: deque[float] = deque(maxlen=LATENCIES_KEPT)
        self._judged_at: deque[float] = deque()

    def captured(self) -> None:
        """Count a frame that came from the source."""
        with self._lock:
            self._captured += 1

    def judged(self, since_s: float) -> None:
        """Count a frame that has just been judged; ``since_s`` is its monotonic capture time."""
        now = time.monotonic()
        with self._lock:
            self._judged += 1
            self._latencies_ms.append(max(0.0, now - since_s) * 1000)
            self._judged_at.append(now)
            self._forget(now)

    def snapshot(self, dropped: int) -> PipelineStats:
        """Return the counts so far, with the mailbox's count of ``dropped`` frames."""
        with self._lock:
            self._forget(time.monotonic())
            times = list(self._judged_at)
            latencies = list(self._latencies_ms)
            captured, judged = self._captured, self._judged
        span_s = times[-1] - times[0] if times else 0.0
        rate = (len(times) - 1) / span_s if span_s > 0 else 0.0
        return PipelineStats(captured, judged, dropped, rate, percentiles(latencies))

    def _forget(self, now: float) -> None:
        while self._judged_at and now - self._judged_at[0] > RATE_WINDOW_S:
            self._judged_at.popleft()
