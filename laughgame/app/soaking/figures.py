"""What a soak's samples come to, and whether that is good enough.

The bars are those of the project: memory that is flat, no thread and no handle more, and
verdicts as quick at the end as at the beginning.  Beginning and end are five minutes each;
a soak shorter than :data:`LEAST_S` has its figures, with less at either end, and is not judged by
them; only what is wrong however short it was still fails it.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from laughgame.app.soaking.faults import lasting
from laughgame.app.soaking.samples import Sample, Soak
from laughgame.vision.pipeline_stats import Percentiles, percentiles

WINDOW_S: Final = 300.0
"""The first and the last so many seconds are compared; memory counts from the first ones' end."""

LEAST_S: Final = 600.0
"""Of a shorter soak nothing is said: memory settles in the first minutes."""

FLOOR_S: Final = 60.0
"""Memory is what is held at least in so many seconds: a match takes some 70 MB for its replay and
gives it back at its end.  A line through all seconds would tell of the match that the last one
fell into, by up to 1 MB a minute, and what is lost for good raises the least as much."""

SHARE: Final = 0.25
"""So much of a short soak is its beginning, and so much its end."""

SLOPE_MB_PER_MIN: Final = 1.0
DRIFT: Final = 1.5
"""The slow verdicts of the end may take so many times as long as those of the beginning."""

RECOVERY_S: Final = 10.0
"""A fault after whose end no face was read for so long was not recovered from."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure, and what it must be.

    ``value`` is ``None`` where it could not be measured, ``passed`` where it is not judged.
    ``limit`` says what it must be.
    """

    name: str
    title: str
    value: float | None
    unit: str
    limit: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a soak comes to.

    ``window_s`` is what beginning and end are here.  ``first`` and ``last`` are the latencies
    (milliseconds) of these, ``late_ms`` those of the window's timer.  ``recovered_s`` has
    what every fault that is over took, ``None`` where nobody was seen afterwards.
    """

    seconds: float
    window_s: float
    bars: tuple[Bar, ...]
    slope_all: float | None
    """Megabytes a minute of the line through every second's memory, not the least alone."""
    slope_anonymous: float | None
    """The same as ``memory_slope``, of the memory that is no file's."""
    rss_mb: tuple[float, float, float]
    """When it had settled, at the end, and the most."""
    trend_mb: tuple[tuple[float, float], ...]
    """The line of the slope: seconds and megabytes of its ends."""
    first: Percentiles
    last: Percentiles
    whole: Percentiles
    late_ms: Percentiles
    fps: float
    captured: int
    judged: int
    dropped: int
    most_hanging: int
    rounds: int
    recovered_s: dict[int, float | None]

    @property
    def passed(self) -> bool | None:
        """Whether nothing is amiss; ``None`` where it was too short to tell."""
        if any(bar.passed is False for bar in self.bars):
            return False
        return True if self.seconds >= LEAST_S else None


def figures_of(soak: Soak) -> Figures:
    """Work out what a soak comes to."""
    samples = soak.samples
    seconds = samples[-1].at_s
    window_s = min(WINDOW_S, SHARE * seconds)
    early = [sample for sample in samples if sample.at_s <= window_s]
    late = [sample for sample in samples if sample.at_s >= seconds - window_s]
    settled = [sample for sample in samples if sample.at_s >= window_s]
    second = [sample for sample in settled if sample.at_s <= 2 * window_s]
    first, last = _latency(early), _latency(late)
    recovered_s = _recovered(soak)
    resident = [sample.rss_mb for sample in settled]
    whole = seconds >= LEAST_S
    drift = last.p99 / first.p99 if first.p99 > 0 else None
    floor = floor_of(settled, lambda sample: sample.rss_mb)
    slope = slope_per_minute(floor, lambda sample: sample.rss_mb)
    lost = sum(after_s is None for after_s in recovered_s.values())
    minutes = f"{window_s / 60:.1f}".removesuffix(".0")

    def bar(
        name: str,
        title: str,
        value: float | None,
        unit: str,
        limit: str,
        *,
        good: bool,
        at_once: bool = False,
    ) -> Bar:
        told = value is not None and (whole or at_once)
        return Bar(name, title, value, unit, limit, good if told else None)

    threads = growth(second, late, lambda sample: sample.threads)
    handles = growth(second, late, lambda sample: sample.handles)
    bars = (
        bar(
            "memory_slope",
            f"Memory held, after the first {minutes} minutes",
            slope,
            "MB a minute",
            f"under {SLOPE_MB_PER_MIN:g}",
            good=slope is not None and slope < SLOPE_MB_PER_MIN,
        ),
        bar("threads", "Threads more at the end", threads, "", "0", good=(threads or 0) <= 0),
        bar("handles", "Handles more at the end", handles, "", "0", good=(handles or 0) <= 0),
        bar(
            "latency_drift",
            f"Latency p99, last {minutes} minutes to first",
            drift,
            "×",
            f"at most {DRIFT:g}",
            good=drift is not None and drift <= DRIFT,
        ),
        bar(
            "not_recovered",
            "Faults not recovered from",
            lost,
            "",
            "0",
            good=lost == 0,
            at_once=True,
        ),
        bar(
            "errors",
            "Defects in the log",
            soak.errors,
            "",
            "0",
            good=soak.errors == 0,
            at_once=True,
        ),
        bar(
            "rounds",
            "Rounds played to their end",
            samples[-1].rounds,
            "",
            "1 or more",
            good=samples[-1].rounds > 0,
        ),
    )
    return Figures(
        seconds=seconds,
        window_s=window_s,
        bars=bars,
        slope_all=slope_per_minute(settled, lambda sample: sample.rss_mb),
        slope_anonymous=slope_per_minute(
            floor_of(settled, lambda sample: sample.anonymous_mb or 0.0),
            lambda sample: sample.anonymous_mb,
        ),
        rss_mb=(resident[0], resident[-1], max(resident)),
        trend_mb=_trend(floor, slope),
        first=first,
        last=last,
        whole=_latency(samples),
        late_ms=percentiles([sample.late_ms for sample in samples]),
        fps=statistics.median(sample.fps for sample in samples),
        captured=samples[-1].captured,
        judged=samples[-1].judged,
        dropped=samples[-1].dropped,
        most_hanging=max(sample.hanging for sample in samples),
        rounds=samples[-1].rounds,
        recovered_s=recovered_s,
    )


def slope_per_minute(
    samples: Sequence[Sample], value: Callable[[Sample], float | None]
) -> float | None:
    """Return by how much a value grows in a minute, by least squares; ``None`` for too little."""
    points = [(sample.at_s, found) for sample in samples if (found := value(sample)) is not None]
    if len(points) < 2 or points[0][0] == points[-1][0]:
        return None
    times, values = zip(*points, strict=True)
    return statistics.linear_regression(times, values).slope * 60


def floor_of(samples: Sequence[Sample], value: Callable[[Sample], float]) -> list[Sample]:
    """Return of every :data:`FLOOR_S` the second in which a value was least.

    What is left over at the end is too short to have seen the least.
    """
    groups: dict[int, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(int((sample.at_s - samples[0].at_s) / FLOOR_S), []).append(sample)
    most = max(map(len, groups.values()))
    return [min(group, key=value) for group in groups.values() if len(group) >= most / 2]


def _trend(floor: Sequence[Sample], slope: float | None) -> tuple[tuple[float, float], ...]:
    if slope is None:
        return ()
    middle_s = statistics.fmean(sample.at_s for sample in floor)
    middle_mb = statistics.fmean(sample.rss_mb for sample in floor)
    return tuple(
        (at_s, middle_mb + slope * (at_s - middle_s) / 60)
        for at_s in (floor[0].at_s, floor[-1].at_s)
    )


def growth(
    early: Sequence[Sample], late: Sequence[Sample], value: Callable[[Sample], float | None]
) -> float | None:
    """Return by how much the middle of a value grew; ``None`` where it was not measured.

    The middle, because a camera that is opened anew has threads and files for a moment.
    """
    before = [found for sample in early if (found := value(sample)) is not None]
    after = [found for sample in late if (found := value(sample)) is not None]
    if not before or not after:
        return None
    return statistics.median(after) - statistics.median(before)


def longest_gap_s(samples: Sequence[Sample]) -> float:
    """Return how long the window answered nobody at most, in seconds."""
    return max((later.at_s - sooner.at_s for sooner, later in pairwise(samples)), default=0.0)


def _latency(samples: Sequence[Sample]) -> Percentiles:
    return percentiles([each for sample in samples for each in sample.latencies_ms])


def _recovered(soak: Soak) -> dict[int, float | None]:
    """Return what became of every fault that was over early enough to be recovered from."""
    end_s = soak.head.began_s + soak.samples[-1].at_s
    found: dict[int, float | None] = {
        place: None
        for place, spell in enumerate(soak.head.spells)
        if not lasting(spell) and spell.end_s + RECOVERY_S <= end_s
    }
    for recovery in soak.recoveries:
        if recovery.after_s <= RECOVERY_S:
            found[recovery.fault] = recovery.after_s
    return found
