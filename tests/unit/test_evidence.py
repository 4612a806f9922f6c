"""The evidence of an OUT: moments before the line, moments above it, the last one the OUT."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.evidence import BEFORE, SHOWN, exhibits
from laughgame.game.judge import Judge, JudgeSettings
from tests.readings import reading

RULES = JudgeSettings(smoothing_s=0)


def judged(*stretches, rate=30, settings=RULES):
    """Rulings on stretches of (seconds, smile), up to the OUT."""
    judge, rulings = Judge(settings), []
    for seconds, smile in stretches:
        for _ in range(round(seconds * rate)):
            time_s = len(rulings) / rate
            face = None if smile is None else reading(time_s, smile)
            rulings.append(judge.rule(face, time_s))
            if rulings[-1].just_out:
                return rulings
    return rulings


@pytest.mark.parametrize("rate", [15, 30, 60])
def test_three_before_the_line_and_four_above_it(rate):
    rulings = judged((2, 0.1), (0.2, 0.7), (2, 0.95), rate=rate)
    shown = exhibits(rulings)
    assert len(shown) == SHOWN
    assert [one.over for one in shown] == [False] * BEFORE + [True] * (SHOWN - BEFORE)
    assert shown[BEFORE].offset_s == 0
    assert shown[-1].place == len(rulings) - 1
    assert shown[-1].offset_s == pytest.approx(RULES.hold_s, abs=1.01 / rate)
    assert [one.offset_s for one in shown[:BEFORE]] == pytest.approx(
        [-0.45, -0.30, -0.15], abs=1.01 / rate
    )


def test_a_face_that_came_laughing_has_nothing_before():
    shown = exhibits(judged((2, 0.95), settings=JudgeSettings(smoothing_s=0, warning_margin=0)))
    assert all(one.over for one in shown)
    assert shown[0].offset_s == 0


def test_hidden_moments_are_no_evidence():
    rulings = judged((1, 0.1), (0.2, None), (0.2, 0.7), (2, 0.95))
    assert all(rulings[one.place].smile is not None for one in exhibits(rulings))


def test_without_a_face_at_the_end_there_is_none():
    assert exhibits(judged((1, None))) == []
    assert exhibits([]) == []


@given(st.lists(st.tuples(st.floats(0.05, 1), st.floats(0, 1)), min_size=1, max_size=8))
def test_the_moments_are_in_order_each_once_and_the_last_is_the_last(stretches):
    rulings = judged(*stretches)
    if rulings:
        places = [one.place for one in exhibits(rulings)]
        assert places == sorted(set(places))
        assert len(places) <= SHOWN
        assert places[-1] == len(rulings) - 1
