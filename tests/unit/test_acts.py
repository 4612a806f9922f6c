"""The clown's acts: pictures of moments, the same whenever they are asked for."""

import math
import random

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from laughgame.actor.acts import ACTS, SOUNDS, Act, Cue
from laughgame.sound import library
from laughgame.ui.act_titles import act_title

UNPAINTED = QColor(255, 0, 255)
SMALL = (160, 118)

acts = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)


def picture(act, time_s, size=SMALL):
    """Return the moment as an array of shape (height, width, 3)."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(UNPAINTED)
    painter = QPainter(image)
    act.paint(painter, QRectF(0, 0, *size), time_s)
    painter.end()
    return pixels(image)


def pixels(image):
    shape = (image.height(), image.bytesPerLine() // 4, 4)
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape)[:, : image.width(), :3].copy()


def difference(one, other):
    return np.abs(one.astype(int) - other).mean()


def test_there_are_a_dozen_and_each_has_a_name_of_its_own():
    names = [act.name for act in ACTS]
    assert len(set(names)) == len(names) >= 12
    assert all(name.startswith("act-") for name in names)


@acts
def test_an_act_is_short_and_its_sounds_can_be_played(act):
    times = [cue.at_s for cue in act.cues]
    assert 5 <= act.seconds <= 12
    assert times
    assert times == sorted(times)
    assert times[0] > 0.2, "first there is a calm moment"
    assert times[-1] < act.seconds
    assert {cue.sound for cue in act.cues} <= set(SOUNDS)


def test_all_sounds_are_known_and_all_are_heard():
    assert set(SOUNDS) <= set(library.SOUNDS)
    assert {cue.sound for act in ACTS for cue in act.cues} == set(SOUNDS)


@pytest.mark.parametrize(
    "cues",
    [
        (Cue(2.0, "honk"), Cue(1.0, "pop")),
        (Cue(-0.1, "honk"),),
        (Cue(9.0, "honk"),),
        (Cue(1.0, "cowbell"),),
    ],
    ids=["out of order", "too early", "too late", "unknown"],
)
def test_sounds_that_nobody_could_play_are_refused(cues):
    with pytest.raises(ValueError, match="act-broken"):
        Act("act-broken", 8.0, cues, lambda scene, now: None)


@acts
def test_the_same_moment_is_the_same_picture_in_any_order(act):
    times = [act.seconds * share for share in (0.0, 0.13, 0.41, 0.55, 0.78, 1.0)]
    in_order = {time_s: picture(act, time_s) for time_s in times}
    random.Random(3).shuffle(times)
    for time_s in times:
        picture(ACTS[0], 1.0)
        assert np.array_equal(picture(act, time_s), in_order[time_s])


@acts
def test_an_act_begins_calmly_then_goes_far(act):
    start = picture(act, 0.0)
    moved = [difference(picture(act, act.seconds * step / 24), start) for step in range(25)]
    assert difference(picture(act, 0.15), start) < 1
    assert max(moved) > 5
    assert sum(value > 0.5 for value in moved) > 12


@acts
def test_a_time_outside_is_the_first_or_the_last_moment(act):
    assert np.array_equal(picture(act, -3.0), picture(act, 0.0))
    assert np.array_equal(picture(act, math.inf), picture(act, act.seconds))


def test_no_number_is_no_time():
    image = QImage(*SMALL, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with pytest.raises(ValueError, match="NaN"):
        ACTS[0].paint(painter, QRectF(0, 0, *SMALL), math.nan)
    painter.end()


@pytest.mark.parametrize("size", [(320, 180), (90, 240), (7, 5), (1, 1)], ids=str)
@acts
def test_every_shape_of_picture_is_painted_whole(act, size):
    for share in (0.0, 0.37, 0.52, 0.81):
        painted = picture(act, act.seconds * share, size)
        unpainted = np.array([UNPAINTED.blue(), UNPAINTED.green(), UNPAINTED.red()])
        assert not (painted == unpainted).all(axis=2).any()


@acts
def test_nothing_is_painted_beside_the_picture(act):
    image = QImage(200, 160, QImage.Format.Format_RGB32)
    image.fill(UNPAINTED)
    painter = QPainter(image)
    act.paint(painter, QRectF(40, 30, 120, 90), 0.5 * act.seconds)
    painter.fillRect(0, 0, 4, 4, QColor(1, 2, 3))  # the painter is as it was before
    painter.end()
    around = pixels(image)
    assert around[0, 0].tolist() == [3, 2, 1]
    around[30:120, 40:160] = around[150, 190]
    around[0:4, 0:4] = around[150, 190]
    assert (around == around[150, 190]).all()


def test_an_empty_picture_takes_no_act():
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(UNPAINTED)
    before = pixels(image)
    painter = QPainter(image)
    ACTS[0].paint(painter, QRectF(5, 5, 0, 10), 1.0)
    painter.end()
    assert np.array_equal(pixels(image), before)


def test_a_picture_is_as_sharp_as_its_screen():
    """On a screen at 200 % the curtain is painted at twice the size, not blown up."""
    large = QImage(320, 236, QImage.Format.Format_RGB32)
    large.setDevicePixelRatio(2)
    painter = QPainter(large)
    ACTS[0].paint(painter, QRectF(0, 0, 160, 118), 0.0)
    painter.end()
    assert difference(pixels(large), picture(ACTS[0], 0.0, (320, 236))) < 0.5


def test_every_act_has_a_title_of_its_own():
    titles = {act_title(act.name) for act in ACTS}
    assert len(titles) == len(ACTS)
    assert act_title("act-of-another-version") not in titles
