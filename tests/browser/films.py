"""What both runtimes are asked about: crops of drawn and of real faces, and noise."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np
from skimage import data

from laughgame.actor.source import ActorSource
from laughgame.app import paths
from laughgame.game.reading import Box
from laughgame.vision.face_crop import CROP_SIZE, crop_face
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.frame import Image
from laughgame.vision.sources.image_file import read_image
from laughgame.vision.still_search import find_face

FRAMES_EACH: Final = 24
"""Frames of a film: a history of four is renewed five times over."""

ACTOR_RATE: Final = 2.0
"""Frames a second: the film spans a whole performance, laughs and speech."""

GRACE_HOPPER: Final = Path(mpl.get_data_path()) / "sample_data" / "grace_hopper.jpg"

Films = Mapping[str, Image]
"""Crops by the name of the film, uint8 RGB (``FRAMES_EACH``, 224, 224, 3)."""


def films() -> Films:
    """Return the same films every time.

    ``actor`` is the demo's performance, ``faces`` two photographs that the crop moves over, a
    closed mouth and then a broad smile, and ``noise`` what no face looks like.
    """
    with FaceDetector(paths.face_detector()) as detector:
        shape = (FRAMES_EACH, CROP_SIZE, CROP_SIZE, 3)
        return {
            "actor": _actor(detector),
            "faces": _faces(detector),
            "noise": np.random.default_rng(0).integers(0, 256, shape, np.uint8),
        }


def _actor(detector: FaceDetector) -> Image:
    source = ActorSource(realtime=False, frame_rate=ACTOR_RATE)
    source.open()
    try:
        images = [frame.image for frame in islice(iter(source.read, None), FRAMES_EACH)]
    finally:
        source.close()
    return np.stack([_cropped(detector, image) for image in images])


def _faces(detector: FaceDetector) -> Image:
    half = FRAMES_EACH // 2
    pictures = (read_image(GRACE_HOPPER), np.asarray(data.astronaut(), np.uint8))
    return np.stack([_cropped(detector, one, step) for one in pictures for step in range(half)])


def _cropped(detector: FaceDetector, image: Image, step: int = 0) -> Image:
    """Cut the face out; each ``step`` moves the crop by a hundredth of its width."""
    face = find_face(detector, image)
    assert face is not None
    box = face.box
    moved = Box(box.x + 0.01 * step * box.width, box.y, box.width, box.height)
    return crop_face(image, replace(face, box=moved))
