"""The hold clock: it runs from the crossing of the line, wherever between two readings that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.hold import HAIR_S, Excess, HoldClock

excesses = st.builds(Excess, st.floats(-0.9, 0.5), st.floats(-0.5, 0.5))


def fed(*readings, step_s=0.1, hysteresis=0.0):
    clock = HoldClock()
    told = []
    for line, gate in readings:
        clock.update(Excess(line, gate), step_s, hysteresis)
        told.append(round(clock.held_s, 6))
    return told


def test_a_rise_counts_from_its_crossing():
    assert fed((-0.3, 1), (0.1, 1), (0.1, 1)) == [0, 0.025, 0.125]


def test_a_dip_counts_what_is_over_the_line_and_a_fall_empties_it():
    assert fed((0.2, 1), (-0.02, 1), (0.02, 1), hysteresis=0.05) == [0, 0.090909, 0.140909]
    assert fed((0.2, 1), (-0.02, 1), (0.02, 1)) == [0, 0, 0.05]


def test_smiling_before_happy_counts_from_the_gate_on_and_below_it_nothing_is_kept():
    assert fed((0.2, -0.1), (0.2, 0.1), (0.2, 0.1), (0.2, -0.1)) == [0, 0.05, 0.15, 0]


def test_one_that_goes_as_the_other_comes_counts_only_what_they_share():
    assert fed((0.1, -0.1), (-0.1, 0.1), hysteresis=0.3) == [0, 0]
    assert fed((0.3, -0.1), (-0.1, 0.3), (0.1, 0.3)) == [0, 0, 0.05]


def test_nothing_counts_over_an_interruption_and_nothing_is_left_after_a_clearing():
    clock = HoldClock()
    for _ in range(3):
        clock.update(Excess(0.1, 1), 0.1, 0.0)
    clock.interrupt()
    assert not clock.above
    clock.update(Excess(0.1, 1), 0.1, 0.0)
    assert (clock.held_s, clock.above) == (pytest.approx(0.2), True)
    clock.clear()
    assert clock == HoldClock()


def test_full_is_full_however_the_parts_add_up():
    clock = HoldClock()
    for _ in range(13):
        clock.update(Excess(0.1, 1), 1 / 30, 0.0)
    assert clock.full(0.4)
    assert not clock.full(0.4 + 2 * HAIR_S)


@given(st.lists(st.tuples(excesses, st.floats(0, 0.25)), max_size=30), st.floats(0, 0.1))
def test_no_more_is_held_than_has_passed_and_nothing_while_not_over(readings, hysteresis):
    clock, passed_s = HoldClock(), 0.0
    for excess, step_s in readings:
        clock.update(excess, step_s, hysteresis)
        passed_s += step_s
        assert 0 <= clock.held_s <= passed_s + 1e-9
        assert clock.over or clock.held_s == 0
        assert clock.over or not clock.above
