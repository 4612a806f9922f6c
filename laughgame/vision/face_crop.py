"""Cut the face out of a picture the way the model was trained to see it.

One recipe serves the game and the training (``training`` imports this module),
so the model never meets a crop it was not taught.
"""

import math
from typing import Final

import cv2
import numpy as np

from laughgame.game.reading import Face
from laughgame.vision.frame import Image

CROP_SIZE: Final = 224
"""Side of the model's input, in pixels."""

CROP_SCALE: Final = 1.30
"""Side of the crop as a multiple of the detector's box."""

RECIPE: Final = "blazeface-box-1.30-eye-roll"
"""Name of this recipe, written into every model file trained with it."""


def crop_face(image: Image, face: Face, size: int = CROP_SIZE) -> Image:
    """Return the face as an upright square, uint8 RGB of shape (size, size, 3).

    The square is centred on the detector's box, turned so that the eyes are
    level, and :data:`CROP_SCALE` times as wide.  Beyond the picture's edges the
    border pixels are repeated.
    """
    center = face.box.center
    side = CROP_SCALE * max(face.box.width, face.box.height)
    scale = size / max(side, 1.0)
    cos, sin = math.cos(face.roll) * scale, math.sin(face.roll) * scale
    matrix = np.array(
        [
            [cos, sin, size / 2 - cos * center.x - sin * center.y],
            [-sin, cos, size / 2 + sin * center.x - cos * center.y],
        ]
    )
    if scale < 0.5:
        # Warping samples single pixels; a large face is first averaged down to
        # about the target's resolution so that fine lines do not alias.
        image, matrix = _averaged(image, matrix, scale)
    warped = cv2.warpAffine(
        image, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, np.uint8)


def whole_image(image: Image, size: int = CROP_SIZE) -> Image:
    """Take the whole picture as the face: squeezed to a square, (size, size, 3)."""
    shrinking = max(image.shape[:2]) > size
    method = cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (size, size), interpolation=method), np.uint8)


def _averaged(
    image: Image, matrix: np.ndarray, scale: float
) -> tuple[Image, np.ndarray]:
    smaller = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    shrink_x = smaller.shape[1] / image.shape[1]
    shrink_y = smaller.shape[0] / image.shape[0]
    scaled = matrix @ np.diag([1 / shrink_x, 1 / shrink_y, 1.0])
    return np.asarray(smaller, np.uint8), scaled
