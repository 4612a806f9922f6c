"""How long a camera is waited for, on a clock that only moves here."""

import pytest

from laughgame.app.camera_patience import FROZEN_WAIT_S, SEARCH_PATIENCE_S, CameraPatience
from laughgame.vision.capture_supervisor import PATIENCE_S


class Clock:
    now_s = 50.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def patience(clock):
    return CameraPatience(clock)


def test_a_camera_nobody_knows_has_longest_to_open_and_longer_after_every_hang(patience):
    waits = []
    for _ in range(3):
        waits.append(patience.opening_s(searching=False))
        patience.hung()
    assert waits == pytest.approx([PATIENCE_S, 1.5 * PATIENCE_S, 2.25 * PATIENCE_S])


@pytest.mark.parametrize(("took_s", "patience_s"), [(0.1, 2.0), (3.0, 6.0), (None, PATIENCE_S)])
def test_a_camera_that_was_open_has_twice_as_long_as_it_took(patience, took_s, patience_s):
    patience.hung()
    patience.well(took_s)
    assert patience.opening_s(searching=False) == pytest.approx(patience_s)
    patience.forget()
    assert patience.opening_s(searching=False) == PATIENCE_S


def test_a_search_takes_its_time(patience):
    assert patience.opening_s(searching=True) == SEARCH_PATIENCE_S


def test_what_was_well_for_a_second_is_tried_soon_and_what_was_not_later(patience, clock):
    assert [patience.next_try_s() for _ in range(3)] == [0.25, 0.5, 1.0]
    patience.well(0.1)
    clock.now_s += 0.5
    assert patience.next_try_s() == 2.0, "it wobbles"
    patience.well(0.1)
    clock.now_s += 1.0
    assert [patience.next_try_s() for _ in range(2)] == [0.25, 0.5]


def test_a_frozen_camera_is_opened_anew_later_each_time(patience, clock):
    patience.frozen()
    waited = []
    for _ in range(6):
        began_s = clock.now_s
        while not patience.too_long_frozen():
            clock.now_s += 1.0
        waited.append(clock.now_s - began_s)
    assert waited == [5, 10, 20, 40, 60, 60]
    patience.well(0.1)
    patience.frozen()
    clock.now_s += FROZEN_WAIT_S
    assert patience.too_long_frozen()
