"""The drawn face: its numbers, and the pictures they make."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from laughgame.actor.face import paint_face
from laughgame.actor.look import (
    LOOKS,
    MINJI,
    TAE,
    Beard,
    Features,
    Glasses,
    Hair,
    Hat,
    Look,
    Mask,
    Moustache,
)
from laughgame.actor.mouth import MouthShape
from laughgame.actor.pose import PITCH_LIMIT, ROLL_LIMIT, YAW_LIMIT, FacePose
from laughgame.actor.room import paint_room
from laughgame.actor.stage import Stage

NAMES = tuple(FacePose.__dataclass_fields__)
LAUGH = FacePose(smile=1, mouth_open=0.8, teeth=1, eye_squeeze=0.9)
CHANGES = [
    *({"hair": hair} for hair in Hair if hair is not MINJI.hair),
    *({"beard": beard} for beard in Beard if beard is not Beard.NONE),
    *({"moustache": moustache} for moustache in Moustache if moustache is not Moustache.NONE),
    *({"glasses": glasses} for glasses in Glasses if glasses is not Glasses.NONE),
    *({"hat": hat} for hat in Hat if hat is not Hat.NONE),
    *({"mask": mask} for mask in Mask if mask is not Mask.NONE),
    {"ink": 1.6},
    {"iris": "#5E7A8C"},
]
FEATURES = tuple(Features.__dataclass_fields__)


def test_poses_clamp():
    pose = FacePose(smile=1.7, mouth_open=-2, brow=-9, yaw=3, pitch=-3, roll=3)
    assert (pose.smile, pose.mouth_open, pose.brow) == (1.0, 0.0, -1.0)
    assert (pose.yaw, pose.pitch, pose.roll) == (YAW_LIMIT, -PITCH_LIMIT, ROLL_LIMIT)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_number_that_is_none_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        FacePose(**{name: value})


@given(
    smile=st.floats(min_value=0, max_value=0.9),
    more=st.floats(min_value=0.01, max_value=0.1),
    opened=st.floats(min_value=0, max_value=1),
)
def test_a_smile_widens_the_mouth_and_lifts_its_corners(smile, more, opened):
    less = MouthShape.of(FacePose(smile=smile, mouth_open=opened))
    wider = MouthShape.of(FacePose(smile=smile + more, mouth_open=opened))
    assert wider.width > less.width
    assert wider.corner < less.corner
    assert wider.lower >= wider.upper


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_pose_is_seen(name):
    stage = Stage((320, 180))
    rest, moved = stage.picture(FacePose()), stage.picture(FacePose(**{name: 0.5}))
    assert np.abs(moved.astype(int) - rest).max() > 10


def test_a_picture_is_the_callers_own_and_the_same_again():
    stage = Stage((640, 360))
    first = stage.picture(LAUGH)
    assert first.shape == (360, 640, 3)
    assert first.dtype == np.uint8
    assert first.flags.owndata
    assert first.flags.c_contiguous
    kept = first.copy()
    stage.picture(FacePose())
    assert np.array_equal(first, kept)
    first[:] = 0
    assert np.array_equal(stage.picture(LAUGH), kept)


DRESSED = [replace(TAE, name=hat.value, hat=hat) for hat in Hat if hat is not Hat.NONE]
LONG_HAIRED = replace(MINJI, name="long", hair=Hair.LONG)


@pytest.mark.parametrize("look", [*LOOKS, *DRESSED, LONG_HAIRED], ids=lambda look: look.name)
def test_no_pose_reaches_beyond_what_is_repainted(look):
    # What lies outside the repainted part of the picture is the bare room, so a
    # limb that reaches there would be cut off along a straight edge.
    stage = Stage((640, 360), look)
    for side in (-1, 1):
        extreme = FacePose(
            yaw=side * YAW_LIMIT,
            roll=side * ROLL_LIMIT,
            shift_x=side,
            shift_y=-1,
            pitch=-PITCH_LIMIT,
        )
        assert np.array_equal(stage.picture(extreme), whole_picture(extreme, look))


@pytest.mark.parametrize("look", [*LOOKS, LONG_HAIRED], ids=lambda look: look.name)
@pytest.mark.parametrize(
    "pose",
    [FacePose(hand=1, roll=-ROLL_LIMIT), FacePose(hand=0.5, away=0.5), FacePose(leave=-0.5)],
)
def test_nor_does_who_hides(look, pose):
    assert np.array_equal(Stage((640, 360), look).picture(pose), whole_picture(pose, look))


@pytest.mark.parametrize("size", [(640, 360), (320, 360)])
@pytest.mark.parametrize("side", [-1, 1])
def test_who_left_is_out_of_the_picture(size, side):
    stage = Stage(size)
    gone = stage.picture(FacePose(leave=side, shift_x=-side, yaw=side * YAW_LIMIT))
    room = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(room)
    paint_room(painter, QRectF(0, 0, *size))
    painter.end()
    pixels = np.frombuffer(room.constBits(), np.uint8).reshape(size[1], size[0], 4)
    assert np.array_equal(gone, pixels[:, :, 2::-1])


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_hand_hides_the_mouth_and_nothing_of_the_eyes(look):
    stage = Stage((640, 360), look)
    bare, hidden = FacePose(), FacePose(smile=1, mouth_open=0.8, teeth=1)
    behind = [stage.picture(replace(pose, hand=1)) for pose in (bare, hidden)]
    unit, x, y = 360 * 1.38 / 720, 0.465 * 640, 0.475 * 360
    mouth = (slice(round(y + 74 * unit), round(y + 94 * unit)),
             slice(round(x - 36 * unit), round(x + 36 * unit)))  # fmt: skip
    seen = np.abs(stage.picture(hidden)[mouth].astype(int) - stage.picture(bare)[mouth])
    left = np.abs(behind[0][mouth].astype(int) - behind[1][mouth])
    assert (left.max(axis=2) > 60).mean() < 0.15 < (seen.max(axis=2) > 60).mean()
    eyes = slice(round(y - 30 * unit), round(y - 8 * unit))
    assert np.array_equal(behind[0][eyes], stage.picture(bare)[eyes])


def whole_picture(pose, look):
    """Paint room and player in one go, without the stage's short cut."""
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    rect = QRectF(0, 0, 640, 360)
    painter = QPainter(image)
    paint_room(painter, rect)
    paint_face(painter, pose, look, rect)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(360, 640, 4)
    return pixels[:, :, 2::-1].copy()


def test_the_four_people_are_told_apart():
    pictures = [Stage((160, 90), look).picture(FacePose()) for look in LOOKS]
    for i, one in enumerate(pictures):
        for other in pictures[:i]:
            assert not np.array_equal(one, other)
    assert LOOKS[0] is MINJI


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: "".join(map(str, change.values())))
def test_whatever_somebody_wears_is_seen(change):
    plain, changed = painted(MINJI), painted(replace(MINJI, **change))
    assert np.abs(changed.astype(int) - plain).max() > 25


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_of_a_face_is_seen(name):
    value = getattr(Features(), name) + {"jaw": -0.2, "relief": -0.4}.get(name, 0.8)
    changed = replace(MINJI, features=replace(Features(), **{name: value}))
    assert np.abs(painted(changed).astype(int) - painted(MINJI)).max() > 10


def painted(look: Look):
    return Stage((320, 180), look).picture(FacePose())


@pytest.mark.parametrize("resting", [-1.0, 1.0])
def test_a_merry_or_grim_face_smiles_as_broadly_as_any_other(resting):
    plain, moody = Features(), Features(resting=resting)
    full = FacePose(smile=1)
    assert MouthShape.of(full, moody) == MouthShape.of(full, plain)
    rest = MouthShape.of(FacePose()).corner
    moved = MouthShape.of(FacePose(), moody).corner - rest
    assert moved * resting < 0
    assert abs(moved) < abs(MouthShape.of(FacePose(smile=0.25)).corner - rest)


@pytest.mark.parametrize("side", [-1, 1])
def test_a_wink_closes_one_eye(side):
    stage = Stage((640, 360))
    changed = np.abs(stage.picture(FacePose(wink=side)).astype(int) - stage.picture(FacePose()))
    columns = np.flatnonzero(changed.max(axis=(0, 2)) > 10)
    middle = 0.465 * 640
    assert (columns > middle).all() if side > 0 else (columns < middle).all()


def test_a_picture_too_small_to_paint_is_refused():
    with pytest.raises(ValueError, match="at least 16"):
        Stage((0, 720))
