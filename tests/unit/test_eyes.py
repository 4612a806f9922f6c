"""Eyes shut for long hide; a blink, a laugh and narrow eyes never do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.eyes import OPEN_FOR_S, SHUT_FOR_S, SMILING, EyesWatch
from tests.readings import QUALITY, reading

OPEN, SHUT = 0.02, 0.98


def face(eyes_shut, smile=0.0, track_id=1):
    quality = replace(QUALITY, eyes_shut=eyes_shut)
    return replace(reading(smile=smile), quality=quality, track_id=track_id)


def watch(moments, rate=30):
    """Return the times at which the eyes were said to be shut for long."""
    watching = EyesWatch()
    told = [(n / rate, watching.feed(one, n / rate)) for n, one in enumerate(moments)]
    return [time_s for time_s, shut in told if shut]


@pytest.mark.parametrize("rate", [10, 15, 30, 60])
def test_eyes_are_shut_for_long_after_the_same_time_at_every_rate(rate):
    told = watch([face(OPEN)] * (2 * rate) + [face(SHUT)] * (4 * rate) + [face(OPEN)] * rate, rate)
    assert told[0] == pytest.approx(2 + SHUT_FOR_S, abs=1.5 / rate)
    assert told[-1] == pytest.approx(6, abs=1.5 / rate)


def test_blinks_are_nothing():
    assert not watch(([face(OPEN)] * 40 + [face(SHUT)] * 12) * 20)


def test_a_laugh_that_squeezes_the_eyes_is_judged():
    laugh = [face(SHUT, smile=0.9)] * 150
    assert not watch([face(OPEN)] * 60 + laugh)
    # And it is judged again at once when somebody with shut eyes begins to laugh.
    dozing = [face(OPEN)] * 60 + [face(SHUT)] * 120
    assert watch(dozing + laugh)[-1] < len(dozing) / 30


def test_eyes_that_were_never_seen_open_are_narrow_or_behind_dark_glasses():
    assert not watch([face(SHUT)] * 900)
    assert not watch([face(OPEN)] * round(30 * OPEN_FOR_S * 0.8) + [face(SHUT)] * 300)


def test_a_doubtful_moment_in_between_does_not_open_them():
    assert watch([face(OPEN)] * 60 + ([face(SHUT)] * 9 + [face(0.4)] * 3) * 10)


def test_another_face_begins_anew():
    assert not watch([face(OPEN)] * 60 + [face(SHUT, track_id=2)] * 90)
    assert not watch([face(OPEN)] * 60 + ([face(SHUT)] * 40 + [None]) * 5)


def test_a_camera_that_stalls_shuts_no_eyes():
    watching = EyesWatch()
    for n in range(60):
        watching.feed(face(OPEN), n / 30)
    assert not watching.feed(face(SHUT), 2.0)
    assert not watching.feed(face(SHUT), 60.0)
    assert not watching.feed(face(float("nan")), 61.0)


@given(
    st.lists(
        st.tuples(st.sampled_from([OPEN, 0.4, SHUT]), st.floats(0, 1), st.integers(1, 30)),
        max_size=30,
    )
)
def test_who_smiles_never_has_shut_eyes(parts):
    watching, time_s = EyesWatch(), 0.0
    for eyes, smile, count in [(OPEN, 0.0, 40), *parts]:
        for _ in range(count):
            time_s += 1 / 30
            assert not (watching.feed(face(eyes, smile), time_s) and smile >= SMILING)
