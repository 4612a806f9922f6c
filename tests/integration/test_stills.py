"""Photographs: a face is found near and far, and none where there is none."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
import pytest
from skimage import data

from laughgame.app import paths
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.sources.image_file import read_image
from laughgame.vision.still_search import find_face

GRACE_HOPPER = Path(mpl.get_data_path()) / "sample_data" / "grace_hopper.jpg"

WITHOUT_FACES = ("brick", "coffee", "coins", "grass", "gravel", "moon", "page", "rocket", "text")


@pytest.fixture(scope="module")
def detector() -> Iterator[FaceDetector]:
    with FaceDetector(paths.face_detector()) as detector:
        yield detector


@pytest.fixture(scope="module", params=["dual_head.onnx", "dual_head_stream.onnx"])
def reader(detector: FaceDetector, request: pytest.FixtureRequest) -> FaceReader:
    return FaceReader(detector, LaughModel(paths.root() / "models" / request.param))


@pytest.fixture(scope="module")
def astronaut() -> Image:
    return np.asarray(data.astronaut(), np.uint8)


def test_a_closed_mouth_is_no_smile(reader: FaceReader) -> None:
    reading = reader.read_still(read_image(GRACE_HOPPER))
    assert reading is not None
    assert reading.smile < 0.5


def test_a_broad_smile_is_one(reader: FaceReader, astronaut: Image) -> None:
    reading = reader.read_still(astronaut)
    assert reading is not None
    assert reading.smile > 0.8


def test_a_face_that_fills_the_picture_is_found(detector: FaceDetector, astronaut: Image) -> None:
    selfie = np.ascontiguousarray(astronaut[100:175, 185:265])
    assert detector.detect(selfie) == []

    face = find_face(detector, selfie)
    assert face is not None
    assert face.box.width > 60


@pytest.mark.parametrize("scale", [0.33, 0.5])
@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0.5, 1)])
def test_a_small_face_far_away_is_found_where_it_is(
    detector: FaceDetector, astronaut: Image, scale: float, corner: tuple[float, float]
) -> None:
    figure = cv2.resize(astronaut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    scene = np.full((720, 960, 3), (150, 170, 190), np.uint8)
    left = round(corner[0] * (960 - figure.shape[1]))
    top = round(corner[1] * (720 - figure.shape[0]))
    scene[top : top + figure.shape[0], left : left + figure.shape[1]] = figure

    face = find_face(detector, scene)
    assert face is not None
    assert face.box.center.x == pytest.approx(left + 223 * scale, abs=30 * scale)
    assert face.box.center.y == pytest.approx(top + 130 * scale, abs=30 * scale)


@pytest.mark.parametrize("name", WITHOUT_FACES)
def test_no_face_is_invented_in_things(detector: FaceDetector, name: str) -> None:
    picture = np.asarray(getattr(data, name)(), np.uint8)
    if picture.ndim == 2:
        picture = np.repeat(picture[..., np.newaxis], 3, axis=2)

    assert find_face(detector, np.ascontiguousarray(picture[..., :3])) is None


@pytest.mark.parametrize("seed", range(12))
def test_no_face_is_invented_in_noise(detector: FaceDetector, seed: int) -> None:
    random = np.random.default_rng(seed)
    grain = int(random.integers(4, 60))
    noise = random.integers(0, 256, (grain, grain, 3), dtype=np.uint8)

    assert find_face(detector, np.asarray(cv2.resize(noise, (480, 480)), np.uint8)) is None


def test_a_picture_longer_than_any_camera_takes_is_searched_too(detector: FaceDetector) -> None:
    assert find_face(detector, np.full((60, 6000, 3), 128, np.uint8)) is None


def test_a_panorama_without_a_face_does_not_end_the_program(detector: FaceDetector) -> None:
    """MediaPipe aborts beyond 32767 pixels, which the border of the second look adds up to."""
    panorama = np.full((200, 17_000, 3), 128, np.uint8)

    assert detector.detect_padded(panorama) == []


def test_a_face_in_a_huge_picture_is_found_where_it_is(
    detector: FaceDetector, astronaut: Image
) -> None:
    (small,) = detector.detect(astronaut)
    huge = np.asarray(cv2.resize(astronaut, None, fx=10, fy=10), np.uint8)

    (large,) = detector.detect(huge)

    assert large.box.width == pytest.approx(10 * small.box.width, rel=0.05)
    room = 0.1 * large.box.width
    assert large.box.center.x == pytest.approx(10 * small.box.center.x, abs=room)
    assert large.keypoints.mouth.y == pytest.approx(10 * small.keypoints.mouth.y, abs=room)
