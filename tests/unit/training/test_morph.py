"""A smile between two photographs: the pictures meet at its ends, the label at what is seen."""

import numpy as np
import pytest

from tests.unit.training.drawn_face import drawn_portrait
from training.sequences.mesh import TRIANGLES, bend, warp_map, with_rings
from training.sequences.morph import PLAIN, Smile

SIDE = 320


@pytest.fixture(scope="module")
def neutral():
    return drawn_portrait()


def smiling(amount):
    """A portrait whose corners of the mouth went ``amount`` eye distances up."""
    return drawn_portrait(lift=amount)


def test_the_mesh_covers_every_landmark_and_both_rings():
    assert set(TRIANGLES.ravel().tolist()) == set(range(468 + 72))


def test_an_unmoved_mesh_leaves_the_picture_alone(neutral):
    points = with_rings(neutral.landmarks)
    places = warp_map(points, points, SIDE)
    assert (bend(neutral.image, places) == neutral.image).all()


def test_a_moved_landmark_takes_its_pixels_along(neutral):
    source = with_rings(neutral.landmarks)
    target = with_rings(neutral.landmarks, smiling(0.15).landmarks)
    places = warp_map(source, target, SIDE)
    for corner in (61, 291):
        x, y = np.rint(target[corner]).astype(int)
        np.testing.assert_allclose(places[y, x], source[corner], atol=2.5)
    edge = np.concatenate([places[0], places[-1]])
    np.testing.assert_allclose(edge[:, 0], np.tile(np.arange(SIDE), 2))


def test_a_smile_begins_at_the_neutral_picture_and_ends_in_the_smiling_one(neutral):
    end = smiling(0.15)
    smile = Smile(neutral, end)
    assert (smile.show(0) == neutral.image).all()
    near = np.abs(smile.show(1).astype(float) - end.image)
    before = np.abs(neutral.image.astype(float) - end.image)
    mouth = (slice(170, 250), slice(90, 230))
    assert near[mouth].mean() < before[mouth].mean() / 3


def test_movement_is_measured_in_eye_distances_whatever_the_head_does(neutral):
    moved = Smile(neutral, smiling(0.15)).movement
    assert moved == pytest.approx(0.15, abs=0.02)
    turned = smiling(0.15)
    angle = 0.1
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    landmarks = turned.landmarks.copy()
    landmarks[:, :2] = landmarks[:, :2] @ matrix.T * 1.1 + 7
    tilted = type(turned)(turned.image, landmarks, turned.blendshapes)
    assert Smile(neutral, tilted).movement == pytest.approx(moved, abs=0.01)


def test_half_a_broad_smile_is_a_smile_and_a_third_of_a_faint_one_is_none(neutral):
    broad, faint = Smile(neutral, smiling(2 * PLAIN)), Smile(neutral, smiling(0.04))
    depth = np.array([0.0, 0.3, 0.55, 1.0])
    assert broad.label(depth)[2] == 1
    assert faint.label(depth)[1] == 0
    for smile in (broad, faint):
        label = smile.label(np.linspace(0, 1, 50))
        assert label[0] == 0
        assert label[-1] == 1
        assert (np.diff(label) >= 0).all()


def test_faint_and_broad_smiles_agree_on_what_the_same_movement_counts(neutral):
    """Above the faint one's proof the broad one cannot know, below it both rise."""
    broad, plain = Smile(neutral, smiling(2 * PLAIN)), Smile(neutral, smiling(PLAIN))
    for movement in (0.03, 0.06, 0.1):
        depths = (np.array([movement / smile.movement]) for smile in (broad, plain))
        first, second = (
            float(smile.label(depth)[0])
            for smile, depth in zip((broad, plain), depths, strict=True)
        )
        assert first == pytest.approx(second, abs=0.02)
