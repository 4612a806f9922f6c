"""The script of the illustrated player: what it promises to those who judge by it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.actor.performance import Label, Performance, Stretch

FRAME_S = 1 / 30


def moments(performance, step_s=FRAME_S):
    return [i * step_s for i in range(round(performance.duration_s / step_s))]


def test_the_demo_lasts_twelve_seconds_and_laughs_within_the_first_five():
    performance = Performance()
    assert performance.duration_s == pytest.approx(12.0)
    laughs = [span for span in performance.spans() if span[0] is Label.LAUGH]
    assert laughs
    assert laughs[0][2] <= 5.0
    assert {label for label, _, _ in performance.spans()} >= {
        Label.NEUTRAL,
        Label.TALKING,
        Label.LAUGH,
    }


def test_a_laugh_is_held_at_full_for_longer_than_any_hold_time():
    performance = Performance()
    full = [t for t in moments(performance, 0.01) if performance.pose_at(t).smile > 0.99]
    assert full[-1] - full[0] >= 1.2
    assert {performance.label_at(t) for t in full} == {Label.LAUGH}


def test_nobody_smiles_outside_a_laugh():
    performance = Performance()
    for t in moments(performance):
        if performance.label_at(t) is not Label.LAUGH:
            assert performance.pose_at(t).smile == 0.0


def test_talking_moves_the_mouth():
    performance = Performance()
    opened = [
        performance.pose_at(t).mouth_open
        for t in moments(performance)
        if performance.label_at(t) is Label.TALKING
    ]
    assert max(opened) > 0.4
    assert min(opened) < 0.1


@pytest.mark.parametrize("label", list(Label))
def test_no_motion_jumps_not_even_where_the_loop_closes(label):
    performance = Performance((Stretch(Label.NEUTRAL, 1.0), Stretch(label, 3.0)), seed=3)
    step_s = 0.002
    count = round(2 * performance.duration_s / step_s)
    poses = [performance.pose_at(i * step_s) for i in range(count)]
    for before, after in pairwise(poses):
        for name in before.__dataclass_fields__:
            assert abs(getattr(after, name) - getattr(before, name)) < 0.08, name


@given(st.floats(min_value=0, max_value=1000), st.integers(min_value=0, max_value=50))
def test_the_performance_repeats_itself_and_obeys_its_seed(time_s, seed):
    performance = Performance(seed=seed)
    pose = performance.pose_at(time_s)
    assert pose == Performance(seed=seed).pose_at(time_s)
    again = performance.pose_at(time_s + performance.duration_s)
    for name in pose.__dataclass_fields__:
        assert getattr(again, name) == pytest.approx(getattr(pose, name), abs=1e-6)


def test_another_seed_moves_otherwise_but_smiles_the_same():
    one, other = Performance(seed=1), Performance(seed=2)
    poses = [(one.pose_at(t), other.pose_at(t)) for t in moments(one)]
    assert any(a != b for a, b in poses)
    assert all(a.smile == b.smile for a, b in poses)


def test_the_player_blinks_and_looks_about():
    performance = Performance()
    poses = [performance.pose_at(t) for t in moments(performance)]
    assert max(pose.blink for pose in poses) > 0.8
    assert len({round(pose.gaze_x, 2) for pose in poses}) > 3


def test_strength_scales_the_smile():
    performance = Performance((Stretch(Label.LAUGH, 3.0, strength=0.5),))
    assert max(performance.pose_at(t).smile for t in moments(performance)) == pytest.approx(0.5)


def test_a_smile_may_come_fast_or_slowly():
    def half_at(ease_s):
        smile = Stretch(Label.SMILE, 3.0, ease_s=ease_s)
        performance = Performance((Stretch(Label.NEUTRAL, 1.0), smile))
        times = [t for t in moments(performance, 0.005) if performance.pose_at(t).smile >= 0.5]
        return times[0] - 1.0

    assert half_at(0.06) == pytest.approx(0.03, abs=0.006)
    assert half_at(1.0) == pytest.approx(0.5, abs=0.006)


@pytest.mark.parametrize(
    "label", [Label.TALKING, Label.YAWN, Label.SNEEZE, Label.GRIMACE, Label.TURNING]
)
def test_what_may_be_mistaken_for_a_smile_is_none(label):
    performance = Performance((Stretch(label, 4.0),))
    poses = [performance.pose_at(t) for t in moments(performance)]
    assert max(pose.smile for pose in poses) == 0.0
    moving = ("mouth_open", "stretch", "teeth", "yaw")
    assert max(abs(getattr(pose, name)) for pose in poses for name in moving) > 0.3


HIDING = {Label.COVERING: "hand", Label.TURNED_AWAY: "away", Label.LEAVING: "leave"}


@pytest.mark.parametrize("label", HIDING)
def test_who_hides_does_so_wholly_and_comes_back(label):
    performance = Performance((Stretch(Label.NEUTRAL, 1.0), Stretch(label, 4.0)))
    hidden = [getattr(performance.pose_at(t), HIDING[label]) for t in moments(performance)]
    assert max(hidden) == 1.0
    assert hidden[0] == hidden[29] == 0.0
    assert hidden[-1] < 0.1
    assert all(performance.pose_at(t).smile == 0 for t in moments(performance))


def test_a_laugh_behind_a_hand_begins_when_the_hand_is_there():
    performance = Performance((Stretch(Label.COVERING, 4.0, laughing=True),))
    poses = [performance.pose_at(t) for t in moments(performance)]
    assert max(pose.smile for pose in poses) > 0.99
    assert all(pose.hand > 0.8 for pose in poses if pose.smile > 0)


def test_a_script_that_cannot_be_played_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        Performance(())
    with pytest.raises(ValueError, match="longer than"):
        Stretch(Label.LAUGH, 0.5)
    with pytest.raises(ValueError, match="only a hand"):
        Stretch(Label.LEAVING, 3.0, laughing=True)
    with pytest.raises(ValueError, match="longer than"):
        Stretch(Label.NEUTRAL, float("nan"))
    with pytest.raises(ValueError, match="grows in"):
        Stretch(Label.SMILE, 2.0, ease_s=-1.0)
    with pytest.raises(ValueError, match="strength"):
        Stretch(Label.LAUGH, 2.0, strength=1.5)
