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

MARGIN: Final = 8
"""Pixels kept around what a crop sees, for the averaging and interpolation at its edge."""

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
    image, matrix = _surroundings(image, matrix, size)
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


def _surroundings(image: Image, matrix: np.ndarray, size: int) -> tuple[Image, np.ndarray]:
    """Copy out what the crop can see.

    The copy reads memory in order, so that warping, which does not, finds its
    pixels in the cache; and nothing else is averaged.  The picture's own edges
    stay edges: a square that reaches past them still meets the pixels that are
    to be repeated.
    """
    corners = np.array([[0, 0, 1], [size, 0, 1], [0, size, 1], [size, size, 1]], np.float64)
    seen = corners @ cv2.invertAffineTransform(matrix).T
    height, width = image.shape[:2]
    left, top = (np.floor(seen.min(axis=0)) - MARGIN).astype(int)
    right, bottom = (np.ceil(seen.max(axis=0)) + MARGIN).astype(int)
    left, right = min(max(left, 0), width - 1), min(max(right, 1), width)
    top, bottom = min(max(top, 0), height - 1), min(max(bottom, 1), height)
    shifted = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ (left, top)
    return np.ascontiguousarray(image[top:bottom, left:right]), shifted


def _averaged(image: Image, matrix: np.ndarray, scale: float) -> tuple[Image, np.ndarray]:
    height, width = image.shape[:2]
    target = max(1, round(width * scale)), max(1, round(height * scale))
    smaller = cv2.resize(image, target, interpolation=cv2.INTER_AREA)
    scaled = matrix @ np.diag([width / target[0], height / target[1], 1.0])
    return np.asarray(smaller, np.uint8), scaled
