"""The moments worth telling: near misses, OUTs, the hardest held-in laugh."""

import pytest

from laughgame.game.judge import Judge, JudgeSettings
from laughgame.game.moments import SHORTEST_S, MomentBook, hardest_held_in, near_misses
from tests.readings import reading

RULES = JudgeSettings(smoothing_s=0, hold_s=0.5)
STEP_S = 0.05


def told(*stretches, settings=RULES, start_s=0.0, book=None):
    """Judge stretches of (seconds, smile or None) and return the book of their moments."""
    judge, book, step = Judge(settings), book or MomentBook(), 0
    for seconds, smile in stretches:
        for _ in range(round(seconds / STEP_S)):
            time_s = start_s + step * STEP_S
            face = None if smile is None else reading(time_s, smile)
            book.add(judge.rule(face, time_s))
            step += 1
    return book


def test_a_stay_in_the_zone_is_a_near_miss_with_its_peak():
    (one,) = told((1, 0.1), (0.3, 0.7), (0.2, 0.78), (0.3, 0.7), (1, 0.1)).moments
    assert (one.start_s, one.end_s) == (pytest.approx(1.0), pytest.approx(1.75))
    assert one.peak_s == pytest.approx(1.3)
    assert (one.peak, one.margin) == (0.78, pytest.approx(-0.02))
    assert (one.held_s, one.out) == (0, False)


def test_a_twitch_is_none():
    assert told((1, 0.1), (SHORTEST_S - STEP_S, 0.7), (1, 0.1)).moments == ()


def test_a_laugh_is_a_moment_but_no_near_miss():
    moments = told((1, 0.1), (0.2, 0.7), (1, 0.95), (0.5, 0.1)).moments
    assert [one.out for one in moments] == [True]
    assert near_misses(moments) == []
    assert hardest_held_in(moments) is None


def test_the_hardest_was_over_the_line_for_longest_or_else_came_closest():
    in_zone = (0.5, 0.79), (0.5, 0.1)
    shorter = (0.2, 0.7), (0.25, 0.95), (0.5, 0.1)
    longer = (0.2, 0.7), (0.4, 0.82), (0.5, 0.1)
    assert hardest_held_in(told(*in_zone, *shorter, *longer).moments).peak == 0.82
    assert hardest_held_in(told((0.5, 0.7), (0.5, 0.1), *in_zone).moments).peak == 0.79


def test_a_stay_that_lasts_is_told_while_it_lasts():
    assert len(told((1, 0.1), (0.5, 0.7)).moments) == 1


def test_a_moment_without_a_face_and_another_clock_end_a_stay():
    book = told((0.5, 0.7), (0.2, None), (0.5, 0.75))
    assert [one.peak for one in book.moments] == [0.7, 0.75]
    told((0.5, 0.72), book=book)
    assert [one.peak for one in book.moments] == [0.7, 0.75, 0.72]
