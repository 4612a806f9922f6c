"""Who is read when several faces are in the picture, and when it counts as somebody else."""

from dataclasses import replace

from laughgame.game.reading import Box, Face
from laughgame.vision.face_tracker import MEMORY_S, CrowdTracker, FaceTracker
from tests.readings import FACE


def face(x: float, width: float = 100, y: float = 100) -> Face:
    return replace(FACE, box=Box(x, y, width, width))


def test_the_largest_face_is_picked_first() -> None:
    picked = FaceTracker().pick([face(0, 60), face(300, 120), face(600, 90)], 0.0)

    assert picked is not None
    assert picked.face.box.width == 120
    assert picked.track_id == 1


def test_a_followed_face_is_kept_when_a_larger_one_walks_in() -> None:
    tracker = FaceTracker()
    tracker.pick([face(300)], 0.0)
    picked = tracker.pick([face(310), face(700, 250)], 0.033)

    assert picked is not None
    assert picked.face.box.x == 310
    assert picked.track_id == 1


def test_a_moving_face_stays_the_same_face() -> None:
    tracker = FaceTracker()
    ids = {
        tracked.track_id
        for step in range(20)
        if (tracked := tracker.pick([face(100 + 40 * step)], step / 30))
    }

    assert ids == {1}


def test_of_two_faces_near_the_old_place_the_nearer_is_the_same_one() -> None:
    tracker = FaceTracker()
    tracker.pick([face(300)], 0.0)
    picked = tracker.pick([face(360, 110), face(305)], 0.033)

    assert picked is not None
    assert picked.face.box.x == 305


def test_a_face_that_blinks_out_for_a_moment_is_the_same_face() -> None:
    tracker = FaceTracker()
    tracker.pick([face(300)], 0.0)
    assert tracker.pick([], 0.1) is None

    picked = tracker.pick([face(320)], MEMORY_S / 2)
    assert picked is not None
    assert picked.track_id == 1


def test_a_bystander_does_not_take_over_when_the_player_is_missed_for_a_frame() -> None:
    tracker = FaceTracker()
    player, bystander = face(300), face(700, 250)
    tracker.pick([player], 0.0)

    assert tracker.pick([bystander], 0.033) is None
    assert tracker.pick([bystander], MEMORY_S) is None
    back = tracker.pick([player, bystander], MEMORY_S)

    assert back is not None
    assert (back.face, back.track_id) == (player, 1)


def test_whoever_is_there_after_the_player_left_is_somebody_else() -> None:
    tracker = FaceTracker()
    tracker.pick([face(300)], 0.0)

    assert tracker.pick([face(300, 300)], 0.033) is None, "grown too much to be the same"
    next_one = tracker.pick([face(700, 250), face(0, 90)], MEMORY_S + 0.001)
    in_the_same_place = tracker.pick([face(700, 250)], 2 * MEMORY_S + 0.002)

    assert next_one is not None
    assert in_the_same_place is not None
    assert (next_one.face.box.width, next_one.track_id) == (250, 2)
    assert in_the_same_place.track_id == 3


def test_after_a_reset_or_when_time_starts_again_the_face_is_new() -> None:
    tracker = FaceTracker()
    tracker.pick([face(100)], 50.0)
    restarted = tracker.pick([face(100)], 0.0)
    tracker.reset()
    again = tracker.pick([face(100)], 0.033)

    assert restarted is not None
    assert again is not None
    assert (restarted.track_id, again.track_id) == (2, 3)


def follow(tracker: CrowdTracker, faces: list[Face], time_s: float) -> dict[int, float]:
    """Return where each followed face is, by its number."""
    return {one.track_id: one.face.box.x for one in tracker.follow(faces, time_s)}


def test_every_face_of_a_crowd_keeps_its_number() -> None:
    tracker = CrowdTracker(4)
    assert follow(tracker, [face(600, 120), face(100)], 0.0) == {1: 600, 2: 100}
    for step in range(1, 20):
        found = follow(tracker, [face(100 + 5 * step), face(600 - 5 * step, 120)], step / 30)
        assert found == {1: 600 - 5 * step, 2: 100 + 5 * step}


def test_two_side_by_side_do_not_swap() -> None:
    tracker = CrowdTracker(2)
    follow(tracker, [face(100), face(180)], 0.0)
    assert follow(tracker, [face(170), face(95)], 0.1) == {1: 95, 2: 170}


def test_nobody_takes_a_missing_ones_place_until_it_is_forgotten() -> None:
    tracker = CrowdTracker(2)
    follow(tracker, [face(100), face(600)], 0.0)
    assert follow(tracker, [face(100), face(1000, 300)], 0.5) == {1: 100}
    assert tracker.known == {1, 2}
    assert follow(tracker, [face(100), face(610)], 0.9) == {1: 100, 2: 610}
    later = 0.9 + MEMORY_S + 0.1
    assert follow(tracker, [face(1000, 300)], later) == {3: 1000}
    assert tracker.known == {3}


def test_the_largest_are_followed_where_there_are_too_many() -> None:
    crowd = CrowdTracker(2)
    found = crowd.follow([face(100, 60), face(600, 120), face(900)], 0.0)
    assert {one.face.box.x for one in found} == {600, 900}


def test_after_a_reset_or_on_another_clock_a_crowd_has_new_numbers() -> None:
    tracker = CrowdTracker(2)
    follow(tracker, [face(100)], 5.0)
    assert follow(tracker, [face(100)], 4.0) == {2: 100}
    tracker.reset()
    assert follow(tracker, [face(100)], 4.1) == {3: 100}


def test_faces_are_followed_into_pictures_of_another_size() -> None:
    one, crowd = FaceTracker(), CrowdTracker(4)
    one.pick([face(600, 200, 300)], 0.0)
    crowd.follow([face(600, 200, 300), face(200, 200, 300)], 0.0)
    for tracker in (one, crowd):
        tracker.rescale(0.5)
    picked = one.pick([face(300, 100, 150), face(100, 100, 150)], 0.1)

    assert picked is not None
    assert (picked.face.box.x, picked.track_id) == (300, 1)
    again = crowd.follow([face(100, 100, 150), face(300, 100, 150)], 0.1)
    assert [(tracked.face.box.x, tracked.track_id) for tracked in again] == [(300, 1), (100, 2)]


def test_who_follows_nobody_has_nothing_to_rescale() -> None:
    tracker = FaceTracker()
    tracker.rescale(0.5)
    assert tracker.pick([face(300)], 0.0) is not None
