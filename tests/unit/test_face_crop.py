"""The crop shows the same face the same way wherever it is, however large, however tilted."""

import math

import cv2
import numpy as np
import pytest

from laughgame.game.reading import Box, Face
from laughgame.vision.face_crop import CROP_SCALE, CROP_SIZE, crop_face, whole_image
from laughgame.vision.frame import Image
from tests.readings import FACE


def painted_face(x: float, y: float, width: float, roll: float = 0.0) -> tuple[Image, Face]:
    """Paint a frame with two eyes and a mouth, and describe the face as a detector would."""
    image = np.full((720, 1280, 3), 200, np.uint8)

    def place(right: float, down: float) -> tuple[int, int]:
        cos, sin = math.cos(roll), math.sin(roll)
        return (
            round(x + width * (right * cos - down * sin)),
            round(y + width * (right * sin + down * cos)),
        )

    for right, down in ((-0.2, -0.15), (0.2, -0.15)):
        cv2.circle(image, place(right, down), round(width * 0.08), (0, 0, 0), -1, cv2.LINE_AA)
    cv2.circle(image, place(0, 0.25), round(width * 0.12), (255, 0, 0), -1, cv2.LINE_AA)
    box = Box(x - width / 2, y - width / 2, width, width)
    return image, Face(box, FACE.keypoints, roll=roll, yaw=0.0, score=0.9)


REFERENCE = crop_face(*painted_face(640, 360, 200))


def difference(first: Image, second: Image) -> float:
    """Return the mean difference of two pictures in 8-bit levels."""
    return float(np.abs(first.astype(float) - second.astype(float)).mean())


def test_the_crop_is_a_square_around_the_box() -> None:
    assert REFERENCE.shape == (CROP_SIZE, CROP_SIZE, 3)
    assert REFERENCE.dtype == np.uint8
    # The mouth stands a quarter of the box below the middle.
    down = round(CROP_SIZE * (0.5 + 0.25 / CROP_SCALE))
    assert REFERENCE[down, CROP_SIZE // 2] == pytest.approx((255, 0, 0), abs=8)


@pytest.mark.parametrize("width", [60, 120, 330, 400, 600])
def test_the_size_of_the_face_does_not_matter(width: float) -> None:
    assert difference(crop_face(*painted_face(640, 360, width)), REFERENCE) < 4


@pytest.mark.parametrize("roll", [-0.7, -0.2, 0.3, 1.2])
@pytest.mark.parametrize("width", [200, 420])
def test_a_tilted_head_is_turned_upright(roll: float, width: float) -> None:
    assert difference(crop_face(*painted_face(640, 360, width, roll)), REFERENCE) < 4


@pytest.mark.parametrize(("x", "y"), [(20, 360), (1270, 700), (0, 0), (640, 719)])
@pytest.mark.parametrize("width", [200, 420])
def test_beyond_the_edges_the_border_is_repeated(x: float, y: float, width: float) -> None:
    image, face = painted_face(x, y, width)
    room = cv2.copyMakeBorder(image, 700, 700, 700, 700, cv2.BORDER_REPLICATE)
    inside = Face(
        Box(face.box.x + 700, face.box.y + 700, width, width), face.keypoints, 0.0, 0.0, 0.9
    )

    assert difference(crop_face(image, face), crop_face(np.asarray(room, np.uint8), inside)) < 1


@pytest.mark.parametrize("width", [100, 900])
def test_a_box_far_outside_the_frame_still_gives_a_crop(width: float) -> None:
    image, _ = painted_face(640, 360, 100)
    away = Face(Box(5000, -3000, width, width), FACE.keypoints, 0.3, 0.0, 0.9)

    assert crop_face(image, away).shape == (CROP_SIZE, CROP_SIZE, 3)


def test_a_box_without_size_and_a_frame_of_one_pixel_do_no_harm() -> None:
    image, face = painted_face(640, 360, 100)
    point = Face(Box(640, 360, 0, 0), face.keypoints, 0.0, 0.0, 0.9)

    assert crop_face(image, point).shape == (CROP_SIZE, CROP_SIZE, 3)
    assert crop_face(image[:1, :1], face).shape == (CROP_SIZE, CROP_SIZE, 3)


@pytest.mark.parametrize("shape", [(48, 48), (600, 300), (1, 1)])
def test_a_whole_image_is_squeezed_to_the_same_square(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 90, np.uint8)

    crop = whole_image(image)
    assert crop.shape == (CROP_SIZE, CROP_SIZE, 3)
    assert (crop == 90).all()
