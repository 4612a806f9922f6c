"""What a play leaves behind: every verdict and how fast it came, as JSON.

The keys are stable; ``docs/commands.md`` lists them.  Times are seconds from the first
verdict of the play, latencies milliseconds from capture to reading.
"""

import json
from pathlib import Path
from typing import Any

from laughgame.game.session import Snapshot
from laughgame.storage import atomic
from laughgame.vision.pipeline_stats import PipelineStats


class PlayLog:
    """Collects the verdicts of one play, a few numbers for each."""

    def __init__(self) -> None:
        self._verdicts: list[dict[str, Any]] = []
        self._first_s = self._last_s = 0.0
        self._outs = 0

    def add(self, snapshot: Snapshot) -> None:
        if not self._verdicts:
            self._first_s = snapshot.time_s
        self._last_s = snapshot.time_s
        self._outs += snapshot.just_out  # of all rounds, where the player started over
        ruling, analysis = snapshot.ruling, snapshot.analysis
        self._verdicts.append(
            {
                "time_s": round(snapshot.time_s - self._first_s, 4),
                "verdict": ruling.verdict.value,
                "smile": _rounded(ruling.smile),
                "happy": _rounded(ruling.happy),
                "analysis": None if analysis is None else analysis.kind.value,
            }
        )

    @property
    def duration_s(self) -> float:
        """Seconds of capture time from the first verdict to the last."""
        return self._last_s - self._first_s

    @property
    def judged(self) -> int:
        """How many frames were judged."""
        return len(self._verdicts)

    @property
    def judged_fps(self) -> float:
        """Verdicts a second of capture time; 0 while there are fewer than two."""
        return (self.judged - 1) / self.duration_s if self.duration_s > 0 else 0.0

    def report(self, source: str, mode: str, model: str, stats: PipelineStats) -> dict[str, Any]:
        """Return the report of the play so far; ``stats`` are those of its pipeline."""
        return {
            "source": source,
            "mode": mode,
            "model": model,
            "duration_s": round(self.duration_s, 3),
            "frames": {
                "captured": stats.captured,
                "judged": self.judged,
                "dropped": stats.dropped,
            },
            "judged_fps": round(self.judged_fps, 2),
            "latency_ms": {
                "p50": round(stats.latency_ms.p50, 2),
                "p95": round(stats.latency_ms.p95, 2),
                "p99": round(stats.latency_ms.p99, 2),
            },
            "outs": self._outs,
            "verdicts": list(self._verdicts),
        }


def write(path: Path, report: dict[str, Any]) -> None:
    """Write a report as JSON, whole or not at all; raises ``OSError``."""
    atomic.write_text(path, json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
