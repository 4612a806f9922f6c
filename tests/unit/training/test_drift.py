"""A still becomes a take: its frames are near each other and end in the still."""

from dataclasses import replace

import numpy as np
import pytest

from training.pictures.augment import Augmentation
from training.sequences.drift import Sway, drift, vary

NOTHING = Augmentation(**dict.fromkeys(Augmentation.__slots__, 0.0))
STILL = Sway(0, 0, 0, 0, 0)


def picture(channels: int = 3) -> np.ndarray:
    rows, columns = np.mgrid[0:64, 0:64] / 64
    wave = np.sin(6 * rows) * np.cos(5 * columns) * 0.5 + 0.5
    return (wave[..., None] * 255).astype(np.uint8).repeat(channels, axis=2)


def differences(take: np.ndarray) -> np.ndarray:
    """Mean absolute difference between neighbouring frames."""
    return np.abs(np.diff(take.astype(float), axis=0)).mean(axis=(1, 2, 3))


def test_nothing_added_changes_nothing():
    take = drift(picture(), 64, NOTHING, np.random.default_rng(0), STILL)
    assert take.shape == (5, 64, 64, 3)
    assert (take == picture()).all()


@pytest.mark.parametrize("channels", [1, 3])
def test_a_take_moves_a_little_from_frame_to_frame(channels):
    take = drift(picture(channels), 48, NOTHING, np.random.default_rng(1))
    assert take.shape == (5, 48, 48, 3)
    assert (differences(take) > 0.1).any()
    assert differences(take).max() < 15


def test_an_augmented_take_stays_one_take():
    """All frames get the same light, place and cover: neighbours differ far less than two takes."""
    random = np.random.default_rng(2)
    how = Augmentation(noise=0, jpeg=0)
    takes = [drift(picture(), 48, how, random) for _ in range(8)]
    within = np.mean([differences(take).mean() for take in takes])
    between = differences(np.stack([take[-1] for take in takes])).mean()
    assert within < between / 4


def test_grain_differs_between_frames():
    how = replace(NOTHING, noise=1.0)
    take = drift(picture(), 64, how, np.random.default_rng(3), STILL)
    assert (differences(take) > 1).all()


def test_a_film_keeps_its_own_motion():
    film = np.stack([np.roll(picture(), 4 * step, axis=1) for step in range(5)])
    varied = vary(film, 64, NOTHING, np.random.default_rng(4), STILL)
    assert (varied == film).all()


def test_the_same_seed_gives_the_same_take():
    first, second = (
        drift(picture(), 48, Augmentation(), np.random.default_rng(5)) for _ in range(2)
    )
    assert (first == second).all()
