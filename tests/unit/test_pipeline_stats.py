"""The figures of a pipeline are what was counted, and nothing when nothing was."""

import pytest

from laughgame.vision import pipeline_stats
from laughgame.vision.pipeline_stats import Percentiles, PipelineMeter, percentiles


class Clock:
    """A monotonic clock that a test winds forward."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pipeline_stats, "time", clock)
    return clock


def test_percentiles_of_a_known_set() -> None:
    assert percentiles(list(range(101))) == Percentiles(50, 95, 99)
    assert percentiles([]) == Percentiles(0, 0, 0)
    assert percentiles([7]) == Percentiles(7, 7, 7)


def test_a_pipeline_that_has_not_begun_has_all_zeros() -> None:
    stats = PipelineMeter().snapshot(dropped=0)

    assert (stats.captured, stats.judged, stats.judged_fps) == (0, 0, 0.0)


def test_rate_and_latency_come_from_the_clock(clock: Clock) -> None:
    meter = PipelineMeter()
    for _ in range(60):
        clock.now += 0.04
        meter.captured()
        meter.judged(since_s=clock.now - 0.012)

    stats = meter.snapshot(dropped=3)
    assert stats.judged_fps == pytest.approx(25)
    assert stats.latency_ms.p50 == pytest.approx(12)
    assert (stats.captured, stats.judged, stats.dropped) == (60, 60, 3)


def test_the_rate_of_a_source_that_went_silent_falls_to_zero(clock: Clock) -> None:
    meter = PipelineMeter()
    for _ in range(10):
        clock.now += 0.04
        meter.judged(since_s=clock.now)
    clock.now += 10

    assert meter.snapshot(dropped=0).judged_fps == 0


def test_a_capture_time_in_the_future_is_no_negative_latency(clock: Clock) -> None:
    meter = PipelineMeter()
    meter.judged(since_s=clock.now + 5)

    assert meter.snapshot(dropped=0).latency_ms.p99 == 0


def test_what_the_newest_verdicts_took_can_be_taken_once(clock: Clock) -> None:
    meter = PipelineMeter()
    meter.judged(since_s=clock.now - 0.010)
    assert meter.take_latencies_ms() == pytest.approx([10])
    for taken_s in (0.020, 0.030):
        meter.judged(since_s=clock.now - taken_s)

    assert meter.take_latencies_ms() == pytest.approx([20, 30])
    assert meter.take_latencies_ms() == []
    assert meter.snapshot(dropped=0).judged == 3


def test_of_a_long_way_back_only_what_is_kept_is_told(clock: Clock) -> None:
    meter = PipelineMeter()
    for _ in range(pipeline_stats.LATENCIES_KEPT + 5):
        meter.judged(since_s=clock.now)

    assert len(meter.take_latencies_ms()) == pipeline_stats.LATENCIES_KEPT
