"""What is counted while a game soaks: frames and verdicts over all runs, and defects."""

import logging

from laughgame.app.eye import Eye


class Counts:
    """Adds up what the eye counts of its runs, one for every time a camera is opened."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye
        self._before = (0, 0, 0)
        self._now = (0, 0, 0)
        self._latencies_ms: list[float] = []

    def look(self) -> None:
        """Take in what was counted since the last look; in every run at least once."""
        stats = self._eye.stats()
        now = (stats.captured, stats.judged, stats.dropped)
        if now[0] < self._now[0] or now[1] < self._now[1]:  # another run
            self._before = (
                self._before[0] + self._now[0],
                self._before[1] + self._now[1],
                self._before[2] + self._now[2],
            )
        self._latencies_ms += self._eye.take_latencies_ms()
        self._now = now

    def take(self) -> tuple[float, ...]:
        """Return the latencies since they were taken last, in milliseconds."""
        taken = tuple(round(each, 1) for each in self._latencies_ms)
        self._latencies_ms.clear()
        return taken

    @property
    def captured(self) -> int:
        return self._before[0] + self._now[0]

    @property
    def judged(self) -> int:
        return self._before[1] + self._now[1]

    @property
    def dropped(self) -> int:
        return self._before[2] + self._now[2]


class ErrorCount(logging.Handler):
    """Counts what is logged as a defect; on any thread."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count it; the file has its words."""
        self.count += 1
