"""The strip of feelings: the strongest of each part of a turn, runs of one drawn as one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.reading import EMOTIONS
from laughgame.game.trace import TracePoint
from laughgame.ui.screens.results_feelings import SLICES, feelings_of


def points(*runs):
    """Points ten times a second; each run is seconds and an emotion."""
    made, now = [], 0
    for seconds, emotion in runs:
        for _ in range(round(seconds * 10)):
            made.append(TracePoint(now / 10, 0.2, emotion=emotion))
            now += 1
    return made


def test_a_laugh_in_the_middle_is_a_run_of_its_own():
    feelings = feelings_of(points((10, "neutral"), (10, "happy"), (10, "neutral")))
    assert [one.emotion for one in feelings] == ["neutral", "happy", "neutral"]
    assert abs(feelings[1].start_s - 10) < 1.2
    assert abs(feelings[1].end_s - 20) < 1.2


def test_a_twitch_is_no_feeling():
    assert len(feelings_of(points((10, "neutral"), (0.1, "sad"), (10, "neutral")))) == 1


def test_without_any_there_is_no_strip():
    assert feelings_of([]) == ()
    assert feelings_of([TracePoint(1.0, 0.2)]) == ()


@given(st.lists(st.tuples(st.floats(0.1, 20), st.sampled_from(EMOTIONS)), min_size=1, max_size=12))
def test_the_strip_is_without_gaps_and_no_two_neighbours_are_alike(runs):
    made = points(*runs)
    feelings = feelings_of(made)
    assert 1 <= len(feelings) <= SLICES
    assert feelings[0].start_s == 0
    assert feelings[-1].end_s >= made[-1].played_s * 0.999
    for before, now in pairwise(feelings):
        assert before.end_s == now.start_s
        assert before.emotion != now.emotion
