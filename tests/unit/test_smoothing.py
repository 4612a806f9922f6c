"""Smoothing: a mean of what was read, the same however the way there is cut."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.smoothing import Smoothing

shares = st.floats(0, 1)
seconds = st.floats(0, 3)


@given(shares, st.lists(st.tuples(shares, seconds)), st.floats(0, 0.5))
def test_it_never_leaves_the_range_of_what_was_read(first, then, constant_s):
    smoothing = Smoothing()
    smoothing.start([first])
    read = [first]
    for value, step_s in then:
        smoothing.add([value], step_s, constant_s)
        read.append(value)
        assert min(read) <= smoothing.value[0] <= max(read)


@given(shares, shares, shares, st.floats(0.01, 1), st.floats(0.1, 0.9), st.floats(0.01, 0.5))
def test_a_straight_line_may_be_cut_anywhere(past, start, end, step_s, share, constant_s):
    whole, cut = Smoothing(), Smoothing()
    for each in (whole, cut):
        each.start([past])
        each.add([start], 0.1, constant_s)
    whole.add([end], step_s, constant_s)
    cut.add([start + (end - start) * share], step_s * share, constant_s)
    cut.add([end], step_s * (1 - share), constant_s)
    assert cut.value == pytest.approx(whole.value, abs=1e-9)


def test_no_time_changes_nothing_and_no_constant_lets_everything_through():
    smoothing = Smoothing()
    smoothing.start([0.2, 0.4])
    smoothing.add([0.9, 0.1], 0.0, 0.1)
    assert smoothing.value == (0.2, 0.4)
    smoothing.add([0.9, 0.1], 0.0, 0.0)
    assert smoothing.value == (0.9, 0.1)


def test_after_an_interruption_the_next_reading_stands_for_all_the_time():
    smoothing = Smoothing()
    smoothing.start([0.0])
    smoothing.interrupt()
    smoothing.add([1.0], 0.1, 0.1)
    assert smoothing.value == pytest.approx([1 - math.exp(-1)])
