"""The gauge's states and its timeline."""

from dataclasses import replace

import pytest

from laughgame.game.gauge import GaugeState, Timeline, gauge_state
from laughgame.game.judge import Judge, JudgeSettings
from tests.readings import reading

INSTANT = JudgeSettings(smoothing_s=0)


def rulings(settings, smiles, step_s=0.2, happy=0.9):
    judge = Judge(settings)
    return [
        judge.rule(None if smile is None else reading(0, smile, happy=happy), n * step_s)
        for n, smile in enumerate(smiles)
    ]


def test_a_laugh_walks_through_every_state():
    smiles = [None, 0.3, 0.7, 0.9, 0.9, 0.9, 0.9, 0.2]

    states = [gauge_state(ruling) for ruling in rulings(INSTANT, smiles)]

    assert states[:5] == [
        GaugeState.NO_FACE,
        GaugeState.BELOW,
        GaugeState.ZONE,
        GaugeState.HOLDING,
        GaugeState.HOLDING,
    ]
    assert states[6:] == [GaugeState.OUT, GaugeState.BELOW]


def test_without_happiness_the_two_stage_gauge_is_grey_at_any_smile():
    grey = rulings(replace(INSTANT, two_stage=True), [0.1, 0.7, 0.99], happy=0.4)

    assert {gauge_state(ruling) for ruling in grey} == {GaugeState.GREYED}


def test_the_timeline_forgets_by_time_and_keeps_gaps():
    timeline = Timeline(window_s=1.0)
    for ruling in rulings(INSTANT, [0.1, 0.2, None, 0.4, 0.5, 0.6, 0.7], step_s=0.25):
        timeline.add(ruling)

    assert [point.smile for point in timeline] == [None, 0.4, 0.5, 0.6, 0.7]
    assert len(timeline) == 5


def test_the_timeline_knows_where_an_out_began_and_forgets_that_too():
    timeline = Timeline(window_s=2.0)
    laugh = [0.7, 0.9, 0.95, 0.9, 0.9]
    for ruling in rulings(INSTANT, [*laugh, 0.1, *laugh, 0.1], step_s=0.25):
        timeline.add(ruling)
    first, second = timeline.outs
    assert first.state is second.state is GaugeState.OUT
    assert second.time_s - first.time_s == pytest.approx(1.5)

    for ruling in rulings(INSTANT, [0.1] * 16, step_s=0.25)[12:]:
        timeline.add(ruling)
    assert timeline.outs == (second,)
    timeline.clear()
    assert timeline.outs == ()


def test_another_clock_starts_another_timeline():
    timeline = Timeline()
    judge = Judge(INSTANT)
    for time_s in (500.0, 500.1, 2.0):
        timeline.add(judge.rule(reading(0, 0.1), time_s))

    assert [point.time_s for point in timeline] == [2.0]
    timeline.clear()
    assert len(timeline) == 0


def test_a_timeline_needs_a_length():
    with pytest.raises(ValueError, match="window_s"):
        Timeline(window_s=0)
