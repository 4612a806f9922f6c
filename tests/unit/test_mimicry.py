"""Mimicry: late, weaker and noisy is still the same performance; another one is not."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.mimicry import BEHIND_S, Sample, aligned, grade, resampled, rest_of
from laughgame.game.reading import EMOTIONS


def face(**feelings):
    feelings.setdefault("neutral", 1.0 - sum(feelings.values()))
    return tuple(feelings.get(name, 0.0) for name in EMOTIONS)


def played(*acts, rate=30, strength=1.0, late_s=0.0, noise=0.0, seed=1):
    """A row of (seconds, emotion or None): each swells and fades like a half wave."""
    chance, samples, start_s = random.Random(seed), [], late_s
    if late_s:
        samples = [Sample(n / rate, face()) for n in range(round(late_s * rate))]
    for seconds, emotion in acts:
        for n in range(round(seconds * rate)):
            swell = strength * 0.8 * math.sin(math.pi * n / (seconds * rate))
            wanted = face() if emotion is None else face(**{emotion: swell})
            shaken = [max(0.0, value + chance.gauss(0, noise)) for value in wanted]
            total = sum(shaken)
            emotions = tuple(value / total for value in shaken)
            samples.append(Sample(start_s + n / rate, emotions))
        start_s += seconds
    return samples


SURPRISED = ((0.6, None), (1.5, "surprise"), (0.6, None), (2.0, "happy"), (0.6, None))
ANGRY = ((0.6, None), (2.0, "angry"), (0.6, None), (1.5, "sad"), (0.6, None))


def test_the_same_performance_is_a_full_score_along_the_diagonal():
    result = grade(played(*SURPRISED), played(*SURPRISED))
    assert result.score == 100
    assert result.distance == pytest.approx(0)
    assert all(i == j for i, j in result.path)


@pytest.mark.parametrize("seed", range(5))
def test_200_ms_late_and_noisy_is_still_the_same(seed):
    late = played(*SURPRISED, late_s=0.2, noise=0.03, seed=seed)
    assert grade(played(*SURPRISED), late).score >= 90


def test_a_weaker_performance_is_brought_up_but_a_straight_face_gets_nothing():
    model = played(*SURPRISED)
    assert grade(model, played(*SURPRISED, strength=0.5)).score >= 90
    assert grade(model, played((5.3, None))).score == 0


@pytest.mark.parametrize(
    "other",
    [ANGRY, ((0.6, None), (2.0, "happy"), (0.6, None), (1.5, "surprise"), (0.6, None))],
)
def test_another_performance_and_another_order_score_low(other):
    assert grade(played(*SURPRISED), played(*other)).score <= 40


def test_who_is_later_than_the_band_is_not_in_time():
    model = played((1.0, None), (1.0, "happy"), (3.0, None))
    in_time = grade(model, played((1.0, None), (1.0, "happy"), (3.0, None), late_s=BEHIND_S - 0.2))
    too_late = grade(model, played((1.0, None), (1.0, "happy"), (3.0, None), late_s=2.0))
    assert in_time.score > 90
    assert too_late.score < 40


def test_who_smiles_before_the_model_does_not_imitate_it():
    model = played((2.0, None), (1.0, "happy"), (2.0, None))
    early = played((1.4, None), (1.0, "happy"), (2.6, None))
    late = played((2.6, None), (1.0, "happy"), (1.4, None))
    assert grade(model, late).score >= 90
    assert grade(model, early).score <= 60


def test_hiding_imitates_nothing():
    model = played(*SURPRISED)
    hidden = [Sample(time_s, emotions if time_s < 0.6 else None) for time_s, emotions in model]
    assert grade(model, hidden).score == 0
    nowhere = [Sample(time_s, None) for time_s, _ in model]
    with pytest.raises(ValueError, match="no face was seen"):
        grade(model, nowhere)


def test_each_is_compared_with_their_own_resting_face():
    """A face that rests a little sad imitates as well as any other."""
    model = played(*SURPRISED)
    sad = [
        Sample(
            t, tuple(0.7 * e + 0.3 * (name == "sad") for e, name in zip(em, EMOTIONS, strict=True))
        )
        for t, em in model
    ]
    assert grade(model, sad).score >= 90
    assert rest_of(sad) == pytest.approx(face(sad=0.3))
    assert grade(model, sad, player_rest=face()).score < grade(model, sad).score


@pytest.mark.parametrize("rate", [15, 30, 60])
def test_the_score_does_not_depend_on_the_rate(rate):
    other = played(*SURPRISED, rate=rate, late_s=0.2, strength=0.8)
    assert grade(played(*SURPRISED), other).score == pytest.approx(
        grade(played(*SURPRISED), played(*SURPRISED, late_s=0.2, strength=0.8)).score, abs=4
    )


@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_a_model_that_hardly_moves_is_no_model(strength):
    still = played((3.0, "happy"), strength=strength)
    with pytest.raises(ValueError, match="hardly moves"):
        grade(still, played((3.0, "happy")))


@pytest.mark.parametrize("seconds", [0.4, 0.8])
def test_a_short_smile_in_a_long_rest_is_imitated_fully_by_itself(seconds):
    short = played((8.0, None), (seconds, "happy"))
    assert grade(short, short).score == 100
    assert grade(short, played((8.0 + seconds, None))).score == 0


def test_what_comes_hours_later_is_left_out():
    model = played(*SURPRISED)
    slept = [*model, Sample(model[-1].time_s + 30_000, face(angry=1))]
    assert grade(model, slept).score == 100


def test_while_the_player_is_still_at_it_the_part_so_far_is_compared():
    model = played(*SURPRISED)
    half = [sample for sample in model if sample.time_s < 2.5]
    so_far = played(*SURPRISED, late_s=0.3)[: len(half)]
    assert grade(half, so_far).score > 75


def test_curves_are_sampled_by_time():
    samples = [
        Sample(5.0, face()),
        Sample(5.05, None),
        Sample(5.1, face(sad=1)),
        Sample(5.34, None),
    ]
    assert resampled(samples) == [face(), face(sad=1), face(sad=1), face(sad=1)]


changes = st.lists(
    st.lists(st.floats(-1, 1), min_size=7, max_size=7).map(tuple), min_size=1, max_size=12
)


@given(changes, changes, st.integers(0, 12), st.integers(0, 12))
def test_a_path_takes_in_all_of_the_model_in_order(wanted, shown, ahead, behind):
    distance, path = aligned(wanted, shown, ahead, behind)
    assert path[0][0] == 0
    assert path[-1][0] == len(wanted) - 1
    assert {i for i, _ in path} == set(range(len(wanted)))
    for (i, j), (k, m) in pairwise(path):
        assert (k - i, m - j) in {(0, 1), (1, 0), (1, 1)}
    assert distance >= 0


@given(changes)
def test_nothing_differs_from_itself(wanted):
    assert aligned(wanted, wanted, 1, 3)[0] == 0
