"""Copies are found without comparing all, and people who look alike are no copies."""

import cv2
import numpy as np
import pytest
import skimage.data

from training.pictures import duplicates
from training.pictures.duplicates import (
    agreement,
    copies,
    difference_bits,
    near_pairs,
    pixel_digest,
    read_bits,
)


@pytest.fixture(scope="module")
def face() -> np.ndarray:
    """The astronaut's face, 160×160."""
    return cv2.resize(skimage.data.astronaut()[30:210, 130:310], (160, 160))


def shifted(face: np.ndarray, pixels: int, zoom: float = 1.0) -> np.ndarray:
    turned = cv2.getRotationMatrix2D((80, 80), 0, zoom)
    turned[:, 2] += pixels
    return cv2.warpAffine(face, turned, (160, 160), borderMode=cv2.BORDER_REPLICATE)


def test_a_photograph_cropped_and_saved_again_is_the_same(face: np.ndarray) -> None:
    encoded = cv2.imencode(".jpg", shifted(face, 2, 1.02), [cv2.IMWRITE_JPEG_QUALITY, 40])[1]
    copy = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
    darker = cv2.convertScaleAbs(face, alpha=0.6, beta=5)
    for other in (copy, darker):
        assert agreement(face, other) > duplicates.SAME_FACE
        assert distance(face, other) <= duplicates.NEAR_BITS


def test_its_mirror_image_and_another_picture_are_not(face: np.ndarray) -> None:
    assert agreement(face, face[:, ::-1]) < duplicates.SAME_FACE
    assert agreement(face, cv2.resize(skimage.data.coffee(), (160, 160))) < duplicates.SAME_FACE


def test_gray_and_colour_crops_of_a_photograph_agree(face: np.ndarray) -> None:
    gray = cv2.cvtColor(face, cv2.COLOR_RGB2GRAY)[..., None]
    assert agreement(face, gray) > 0.99


def test_the_bands_find_what_comparing_all_would() -> None:
    """Every pair within 15 bits, and nothing farther than what counts as near."""
    random = np.random.default_rng(4)
    bits = random.integers(0, 2, (3000, 256), np.uint8)
    truth = set()
    for number in range(0, 400, 2):
        bits[number + 1] = bits[number]
        flipped = random.choice(256, number % 16, replace=False)
        bits[number + 1, flipped] ^= 1
        truth.add((number, number + 1))
    found = {tuple(pair) for pair in near_pairs(bits).tolist()}
    assert found == truth


def test_a_crowd_of_equals_does_not_grow_by_the_square(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "CROWD", 50)
    monkeypatch.setattr(duplicates, "NEIGHBOURS", 4)
    pairs = near_pairs(np.zeros((1000, 256), np.uint8))
    assert len(pairs) == 4 * 1000 - (1 + 2 + 3 + 4)
    assert set(pairs.ravel()) == set(range(1000)), "all are linked to a neighbour"


def test_only_wanted_pairs_have_their_crops_read(face: np.ndarray) -> None:
    crops = [face, shifted(face, 2), face]
    bits = read_bits([difference_bits(crop) for crop in crops])
    digests = np.array([pixel_digest(crop) for crop in crops])
    read = []

    def crop(number: int) -> np.ndarray:
        read.append(number)
        return crops[number]

    found = list(copies(bits, digests, crop, lambda pairs: pairs[:, 0] == 0))
    assert [(one.first, one.second) for one in found] == [(0, 1), (0, 2)]
    assert found[1].score == 1.0
    assert read == [0, 1], "equal pixels need no second look"


def distance(first: np.ndarray, second: np.ndarray) -> int:
    codes = read_bits([difference_bits(first), difference_bits(second)])
    return int((codes[0] != codes[1]).sum())
