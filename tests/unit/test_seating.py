"""Who sits where: seats are taken by all at once, and kept through a moment out of sight."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.reading import Box
from laughgame.game.seating import Seating
from tests.readings import reading


def face(x, track, width=100.0, well_seen=True):
    """A face with its left edge at ``x``; the smile tells who it is."""
    made = reading(0.0, track / 10)
    box = Box(x, 200, width, width)
    quality = made.quality if well_seen else replace(made.quality, brightness=0.01)
    return replace(made, face=replace(made.face, box=box), quality=quality, track_id=track)


def tracks(seated):
    return [None if one is None else one.track_id for one in seated]


def test_nobody_sits_before_all_are_there():
    seating = Seating(2)
    assert tracks(seating.seat([face(0, 1)])) == [None, None]
    assert tracks(seating.seat([face(0, 1), face(300, 2, well_seen=False)])) == [None, None]
    assert not seating.taken
    assert tracks(seating.seat([face(300, 2), face(0, 1)])) == [1, 2]
    assert seating.taken


def test_in_a_mirror_the_first_seat_is_the_other_one():
    assert tracks(Seating(2, mirrored=True).seat([face(0, 1), face(300, 2)])) == [2, 1]


def test_of_more_than_there_are_seats_the_largest_sit_down():
    seating = Seating(2)
    faces = [face(0, 1), face(300, 2, width=40), face(600, 3)]
    assert tracks(seating.seat(faces)) == [1, 3]


def test_who_was_lost_keeps_the_seat_under_another_number():
    seating = Seating(2)
    seating.seat([face(0, 1), face(300, 2)])
    assert tracks(seating.seat([face(300, 2)])) == [None, 2]
    assert tracks(seating.seat([face(20, 7), face(300, 2)])) == [7, 2]


def test_a_stranger_far_away_takes_nobodys_seat():
    seating = Seating(2)
    seating.seat([face(0, 1), face(300, 2)])
    assert tracks(seating.seat([face(300, 2), face(900, 5)])) == [None, 2]


def test_seats_are_taken_anew_after_all_stood_up():
    seating = Seating(2)
    seating.seat([face(0, 1), face(300, 2)])
    seating.leave()
    assert not seating.taken
    assert tracks(seating.seat([face(0, 2), face(300, 1)])) == [2, 1]


@given(st.permutations([0, 300, 600, 900]), st.integers(2, 4))
def test_the_order_of_the_faces_decides_nothing(places, count):
    faces = [face(x, track=round(x / 300) + 1) for x in places if x < 300 * count]
    assert tracks(Seating(count).seat(faces)) == list(range(1, count + 1))


@pytest.mark.parametrize("mirrored", [False, True])
def test_nobody_sits_twice(mirrored):
    seating = Seating(3, mirrored)
    seating.seat([face(0, 1), face(150, 2), face(300, 3)])
    seated = tracks(seating.seat([face(140, 9)]))
    assert seated.count(9) == 1
