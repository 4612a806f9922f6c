"""Faces move as asked: jaws drop, lids shut, teeth show, and no corner of a mouth goes up."""

import numpy as np
import pytest

from tests.unit.training.drawn_face import UNIT, drawn_portrait
from training.sequences.expression import Anatomy, Expression
from training.sequences.player import Player
from training.sequences.takes import TAKES, onset, softened, speech
from training.sequences.teeth import Teeth

CORNERS = [61, 291]


@pytest.fixture(scope="module")
def portrait():
    return drawn_portrait()


@pytest.fixture
def player(portrait):
    return Player(portrait, Teeth.drawn(np.random.default_rng(0)))


def change(portrait, **actions):
    """Movement of the landmarks [468, 2] in eye distances, down and to the right positive."""
    moved = Anatomy(portrait.landmarks).moved(Expression(**actions))
    return (moved - portrait.landmarks[:468, :2]) / UNIT


def test_no_expression_moves_nothing(portrait, player):
    assert np.abs(change(portrait)).max() < 1e-5
    assert player.show(Expression()) is portrait.image


def test_an_open_jaw_drops_chin_and_lower_lip_and_leaves_the_eyes(portrait):
    moved = change(portrait, jaw=1.0)[:, 1]
    assert moved[152] > 0.4
    assert moved[14] > 0.4
    assert abs(moved[13]) < 0.02
    assert np.abs(moved[[33, 159, 263, 10]]).max() < 1e-6


def test_a_blink_shuts_the_eyes_and_nothing_else(portrait):
    landmarks = portrait.landmarks[:468, :2] + UNIT * change(portrait, blink=1.0)
    open_eye = portrait.landmarks[145, 1] - portrait.landmarks[159, 1]
    assert landmarks[145, 1] - landmarks[159, 1] < 0.05 * open_eye
    assert np.abs(change(portrait, blink=1.0)[CORNERS]).max() < 1e-6


def test_puckered_lips_are_narrow_and_stretched_ones_wide(portrait):
    puckered, stretched = (change(portrait, **{name: 1.0}) for name in ("pucker", "stretch"))
    right, left = CORNERS
    assert puckered[right, 0] > 0.1
    assert puckered[left, 0] < -0.1
    assert stretched[right, 0] < -0.08
    assert stretched[left, 0] > 0.08


def test_bared_teeth_part_the_lips_while_the_corners_stay(portrait):
    moved = change(portrait, upper=1.0, lower=1.0)[:, 1]
    assert moved[14] - moved[13] > 0.15
    assert np.abs(moved[CORNERS]).max() < 0.05


@pytest.mark.parametrize("kind", list(TAKES))
def test_no_take_raises_the_corners_of_the_mouth(portrait, kind):
    """A smile does: that is what the films with label 0 must not show."""
    random = np.random.default_rng(3)
    anatomy = Anatomy(portrait.landmarks)
    for _ in range(6):
        for one in TAKES[kind](16, random):
            moved = (anatomy.moved(one) - portrait.landmarks[:468, :2]) / UNIT
            assert moved[CORNERS, 1].mean() > -0.02


def test_an_opening_mouth_shows_dark_and_teeth_where_lips_were(portrait, player):
    picture = player.show(Expression(jaw=0.8))
    moved = Anatomy(portrait.landmarks).moved(Expression(jaw=0.8))
    x, top = np.rint(moved[13]).astype(int)
    bottom = round(float(moved[14, 1]))
    inside = picture[top + 2 : bottom - 2, x].astype(int)
    assert inside.sum(axis=1).min() < 200
    assert np.abs(picture[:40].astype(int) - portrait.image[:40]).max() == 0


def test_a_gray_face_stays_gray(portrait):
    gray = portrait.image.mean(axis=2).astype(np.uint8)[..., None].repeat(3, axis=2)
    player = Player(
        type(portrait)(gray, portrait.landmarks, portrait.blendshapes),
        Teeth.drawn(np.random.default_rng(1)),
    )
    picture = player.show(Expression(jaw=0.7, tongue=1.0, blink=1.0))
    assert (picture[..., 0] == picture[..., 2]).all()


def test_a_turned_head_shows_one_cheek_wider(portrait, player):
    turned, depth = player.turned(portrait.landmarks[:468, :2], 0.3, 0.0)
    nose, right, left = turned[4, 0], turned[234, 0], turned[454, 0]
    assert (nose - right) / (left - nose) > 1.2
    assert len(depth) == 468 + 72


def test_speech_opens_and_shuts_the_mouth_within_half_a_second():
    random = np.random.default_rng(5)
    jaws = [np.ptp([one.jaw for one in speech(16, random)]) for _ in range(20)]
    assert np.median(jaws) > 0.15


def test_speech_of_a_smiling_mouth_is_smaller_and_does_not_round_it():
    talk = speech(16, np.random.default_rng(6))
    quiet = softened(talk, 0.5)
    assert all(small.jaw <= one.jaw for small, one in zip(quiet, talk, strict=True))
    assert max(one.pucker for one in quiet) < 0.2
    assert max(one.stretch for one in quiet) == 0


def test_smiles_come_and_go_at_many_speeds():
    random = np.random.default_rng(7)
    depths = np.stack([onset(16, random) for _ in range(200)])
    assert depths.min() >= 0
    assert depths.max() <= 1
    rising = depths[:, -1] > depths[:, 0] + 0.3
    falling = depths[:, -1] < depths[:, 0] - 0.3
    assert rising.mean() > 0.2
    assert falling.mean() > 0.1
    steps = np.abs(np.diff(depths, axis=1)).max(axis=1)
    assert steps.max() < 0.4
