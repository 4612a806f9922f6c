"""Performances nobody wrote: the same for the same seed, and as long as asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.actor.improvisation import CHANCES, beaming, contrary, improvised
from laughgame.actor.performance import Label


@given(st.integers(0, 10_000), st.floats(0.1, 120))
def test_the_same_seed_is_the_same_performance_of_the_length_asked_for(seed, seconds):
    one, other = improvised(seed, seconds), improvised(seed, seconds)
    assert one.script == other.script
    assert seconds <= one.duration_s < seconds + 8
    assert one.pose_at(seconds / 2) == other.pose_at(seconds / 2)


def test_everything_is_done_now_and_then_and_the_face_rests_in_between():
    labels = [stretch.label for stretch in improvised(3, 600).script]
    assert set(labels[::2]) == {Label.NEUTRAL}
    assert set(labels[1::2]) == set(CHANCES)


def test_what_is_to_be_imitated_can_be_seen():
    acted = beaming(5, 60).script[1::2]
    assert {stretch.label for stretch in acted} == {Label.LAUGH, Label.SMILE, Label.SURPRISE}
    assert all(stretch.strength >= 0.6 for stretch in acted)


def test_the_contrary_rests_where_the_model_acts():
    model = beaming(5, 30)
    other = contrary(model)
    for (label, start, end), (theirs, *_) in zip(model.spans(), other.spans()[1:], strict=True):
        assert (label is Label.NEUTRAL) is (theirs is Label.LAUGH), (start, end)


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_no_time_is_no_performance(seconds):
    with pytest.raises(ValueError, match="more than 0 s"):
        improvised(1, seconds)
