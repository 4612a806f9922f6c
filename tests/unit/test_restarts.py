"""A worker that met a defect comes back by and by, but not for ever."""

from laughgame.app.restarts import WITHIN_S, Restarts, Retries


def test_every_defect_within_a_minute_is_waited_out_longer_until_none_is():
    restarts = Restarts()
    assert [restarts.after_defect(now_s) for now_s in (0, 5, 10, 15, 20, 25)] == [
        0.5,
        1.0,
        2.0,
        4.0,
        None,
        None,
    ]


def test_a_defect_long_ago_counts_no_more():
    restarts = Restarts()
    for now_s in (0.0, 1.0, 2.0, 3.0):
        restarts.after_defect(now_s)
    assert restarts.after_defect(2.0 + WITHIN_S) == 1.0  # only the one at 3 s is left


def test_what_starts_anew_has_all_its_tries():
    restarts = Restarts(waits_s=(0.1,))
    assert restarts.after_defect(0.0) == 0.1
    assert restarts.after_defect(0.1) is None
    restarts.forget()
    assert restarts.after_defect(0.2) == 0.1


def test_a_camera_is_tried_soon_then_every_two_seconds_for_ever():
    retries = Retries()
    assert [retries.next_s() for _ in range(6)] == [0.25, 0.5, 1.0, 2.0, 2.0, 2.0]
    retries.forget()
    assert retries.next_s() == 0.25
