"""The illustrated player before the program's own eye: found, and filmed as by a camera."""

import threading
import time

import numpy as np
import pytest

from laughgame.actor.face import PLACE, SCALE
from laughgame.actor.look import LOOKS, MINJI
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.source import ActorSource
from laughgame.actor.stage import Stage
from laughgame.app import paths
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.sources.source import FrameSource

SMALL = (320, 180)
HIDING = (Label.COVERING, Label.TURNED_AWAY, Label.LEAVING)
EVERYTHING = Performance(tuple(Stretch(label, 3.0) for label in Label if label not in HIDING))


@pytest.fixture
def detector():
    with FaceDetector(paths.face_detector()) as found:
        yield found


def test_the_actor_keeps_the_contract_of_sources():
    source = ActorSource(size=SMALL)
    assert isinstance(source, FrameSource)
    assert source.live
    assert source.frame_rate == 30
    assert not ActorSource(size=SMALL, realtime=False).live


def test_unhurried_frames_take_their_time_from_their_number():
    source = ActorSource(size=SMALL, realtime=False)
    source.open()
    frames = [source.read() for _ in range(5)]
    source.close()
    assert [frame.index for frame in frames] == [0, 1, 2, 3, 4]
    assert [frame.time_s for frame in frames] == pytest.approx([i / 30 for i in range(5)])
    assert all(frame.image.shape == (180, 320, 3) for frame in frames)


def test_opened_again_it_plays_the_same_from_the_start():
    source = ActorSource(size=SMALL, realtime=False)
    takes = []
    for _ in range(2):
        source.open()
        takes.append([source.read().image for _ in range(3)])
        source.close()
    assert all(np.array_equal(a, b) for a, b in zip(*takes, strict=True))


def test_live_frames_are_due_on_an_even_schedule_and_only_rise():
    source = ActorSource(size=SMALL, frame_rate=50)
    source.open()
    times = [source.read().time_s for _ in range(10)]
    source.close()
    steps = np.diff(times) * 50
    assert (steps > 0.5).all()
    # A missed frame leaves a gap of whole steps; the schedule itself never moves.
    assert np.allclose(steps, np.round(steps), atol=1e-6)


def test_live_frames_are_handed_out_when_they_are_due():
    source = ActorSource(size=SMALL, frame_rate=50)
    source.open()
    for _ in range(5):
        assert source.read().time_s <= time.monotonic()
    source.close()


def test_closing_ends_a_waiting_read():
    source = ActorSource(size=SMALL, frame_rate=0.001)
    source.open()
    assert source.read() is not None
    got = []
    reader = threading.Thread(target=lambda: got.append(source.read()))
    reader.start()
    source.close()
    reader.join(timeout=10)
    assert not reader.is_alive()
    assert got == [None]


def test_before_open_and_after_close_there_is_nothing_to_read():
    source = ActorSource(size=SMALL, realtime=False)
    assert source.read() is None
    source.open()
    source.close()
    source.close()
    assert source.read() is None


@pytest.mark.parametrize("rate", [0, -30, float("nan")])
def test_a_frame_rate_that_is_none_is_refused(rate):
    with pytest.raises(ValueError, match="frame rate"):
        ActorSource(size=SMALL, frame_rate=rate)


def test_the_detector_finds_every_pose_of_the_demo(detector):
    stage, performance = Stage(), Performance()
    for i in range(round(performance.duration_s * 5)):
        faces = detector.detect(stage.picture(performance.pose_at(i / 5)))
        assert len(faces) == 1
        assert faces[0].score > 0.9, f"at {i / 5} s"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_detector_finds_everybody_whatever_they_do(detector, look):
    stage = Stage(look=look)
    for i in range(round(EVERYTHING.duration_s * 2)):
        pose = EVERYTHING.pose_at(i / 2)
        (face,) = detector.detect(stage.picture(pose))
        assert face.score > 0.8
        assert abs(face.roll - pose.roll) < 0.2


def test_the_detector_puts_eyes_and_mouth_where_they_are_drawn(detector):
    stage = Stage(look=MINJI)
    points = detector.detect(stage.picture(Performance().pose_at(0.0)))[0].keypoints
    unit = 720 * SCALE
    middle = (PLACE[0] * 1280, PLACE[1] * 720)
    for point, (x, y) in (
        (points.right_eye, (-48, -10)),
        (points.left_eye, (48, -10)),
        (points.nose_tip, (0, 40)),
        (points.mouth, (0, 86)),
    ):
        seen = np.hypot(point.x - middle[0] - x * unit, point.y - middle[1] - y * unit)
        assert seen < 30 * unit
