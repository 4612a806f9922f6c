"""Hiding: grace, pause, warning; and hidden time is nobody's survival."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.eyes import SHUT_FOR_S
from laughgame.game.presence import BACK_S, GRACE_S, WARN_AFTER_S, Presence, PresenceWatch
from laughgame.game.sight import Advice
from laughgame.game.turn import Turn
from tests.readings import FACE, QUALITY, reading

AWAY = replace(reading(), face=replace(FACE, yaw=1.2))
COVERED = replace(reading(smile=0.95), quality=replace(QUALITY, mouth_covered=0.99))
ASLEEP = replace(reading(), quality=replace(QUALITY, eyes_shut=0.99))
WHY = {AWAY: Advice.FACE_CAMERA, COVERED: Advice.UNCOVER_MOUTH, None: Advice.COME_BACK}


def watch(moments, step_s=0.1, start_s=10.0):
    watching = PresenceWatch()
    return [watching.feed(face, start_s + number * step_s) for number, face in enumerate(moments)]


def states(attended):
    found = [attended[0].presence]
    for one in attended[1:]:
        if one.presence is not found[-1]:
            found.append(one.presence)
    return found


def test_a_hand_that_passes_pauses_nothing():
    attended = watch([reading()] * 3 + [None] * 4 + [reading()] * 3)
    assert states(attended) == [Presence.SEEN, Presence.GRACE, Presence.SEEN]
    assert [one.counts for one in attended] == [True] * 3 + [False] * 4 + [True] * 3
    assert not any(one.warned for one in attended)


@pytest.mark.parametrize("hidden", [None, AWAY, COVERED])
def test_who_hides_is_paused_then_warned_and_comes_back_in_time(hidden):
    attended = watch([reading()] * 2 + [hidden] * 120 + [reading()] * 10)
    assert states(attended) == [
        Presence.SEEN,
        Presence.GRACE,
        Presence.HIDDEN,
        Presence.RETURNING,
        Presence.SEEN,
    ]
    assert [n for n, one in enumerate(attended) if one.warned] == [51, 101]
    assert attended[51].hidden_s == pytest.approx(WARN_AFTER_S, abs=0.11)
    assert attended[20].advice is WHY[hidden]
    assert attended[-1].hidden_s == 0


def test_a_single_frame_of_a_face_does_not_resume_the_round():
    attended = watch([None] * 10 + [reading()] + [None] * 10)
    assert states(attended) == [
        Presence.GRACE,
        Presence.HIDDEN,
        Presence.RETURNING,
        Presence.HIDDEN,
    ]
    assert not any(one.counts for one in attended)


def test_who_keeps_their_eyes_shut_is_paused_then_warned():
    attended = watch([reading()] * 20 + [ASLEEP] * 100 + [reading()] * 10)
    assert states(attended) == [
        Presence.SEEN,
        Presence.GRACE,
        Presence.HIDDEN,
        Presence.RETURNING,
        Presence.SEEN,
    ]
    paused = next(n for n, one in enumerate(attended) if one.presence is Presence.HIDDEN)
    # Two stretches begin up to a moment before they are seen.
    assert (paused - 20) * 0.1 == pytest.approx(SHUT_FOR_S + GRACE_S, abs=0.21)
    assert attended[paused].advice is Advice.OPEN_EYES
    assert sum(one.warned for one in attended) == 1


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(1, 20), st.floats(0, 1)), min_size=1, max_size=30
    ),
    st.sampled_from([15, 30, 60]),
)
def test_a_covered_mouth_never_counts_whatever_is_read_behind_it(parts, rate):
    turn, time_s, counted_s = Turn(), 0.0, 0.0
    for covered, count, smile in parts:
        for _ in range(count):
            time_s += 1 / rate
            face = replace(COVERED if covered else reading(), smile=smile if covered else 0.0)
            view = turn.feed(face, time_s)
            assert not (covered and view.attendance.counts)
            assert not view.laughed
            counted_s += 0 if covered else 1 / rate
    assert turn.result.survived_s <= counted_s + 1e-6


def test_another_clock_starts_afresh():
    watching = PresenceWatch()
    for n in range(80):
        watching.feed(None, n * 0.1)
    assert watching.feed(reading(), 0.0).presence is Presence.SEEN


def test_a_camera_that_stalled_for_a_minute_is_nobodys_hiding():
    watching = PresenceWatch()
    watching.feed(None, 0.0)
    stalled = watching.feed(None, 60.0)
    assert (stalled.presence, stalled.warned) == (Presence.HIDDEN, False)


@pytest.mark.parametrize(
    "pattern",
    [
        [None] * 147 + [reading()],  # one glimpse every five seconds
        [None, reading()],  # every second frame
        [reading()] * 12 + [None] * 135,  # a laugh of 0.4 s, then away
    ],
)
def test_hiding_by_and_by_adds_up(pattern):
    moments = (pattern * 3000)[: 60 * 30]
    warned = [one.warned for one in watch(moments, 1 / 30)]
    assert sum(warned) >= 4


def test_a_detection_that_fails_now_and_then_is_nobodys_fault():
    moments = ([reading()] * 95 + [None] * 5) * 180
    assert not any(one.warned for one in watch(moments, 1 / 30))


@given(st.lists(st.booleans(), min_size=1, max_size=200), st.sampled_from([1 / 15, 1 / 30, 1 / 60]))
def test_only_seen_time_counts(faces, step_s):
    attended = watch([reading() if face else None for face in faces], step_s)
    assert not any(one.counts for one, face in zip(attended, faces, strict=True) if not face)
    for one in attended:
        assert one.presence is not Presence.GRACE or one.hidden_s < GRACE_S
    assert sum(one.warned for one in attended) <= len(faces) * step_s / WARN_AFTER_S


@pytest.mark.parametrize("rate", [15, 30, 60])
def test_the_same_absence_is_seen_alike_at_every_rate(rate):
    moments = [reading()] * rate + [None] * (6 * rate) + [reading()] * rate
    attended = watch(moments, 1 / rate, start_s=0.0)
    (warned,) = [n / rate for n, one in enumerate(attended) if one.warned]
    assert warned == pytest.approx(1 + WARN_AFTER_S, abs=1 / rate)
    back = [n / rate for n, one in enumerate(attended) if one.counts and n > rate]
    assert back[0] == pytest.approx(7 + BACK_S, abs=1 / rate + 1e-6)
