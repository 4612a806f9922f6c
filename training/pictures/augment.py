"""Vary a stored crop the way faces vary before a camera: where, how lit, how sharp."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image

SMALLEST: Final = 28
"""Pixels of a crop below which nobody can tell an expression, nor should be taught to."""


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far a crop may be moved and how often it is spoilt; all zero changes nothing.

    ``turn`` radians, ``zoom`` and ``shift`` as shares of the side, ``light`` and
    ``contrast`` as shares, the rest probabilities.
    """

    flip: float = 0.5
    turn: float = 0.2
    zoom: float = 0.15
    shift: float = 0.06
    light: float = 0.25
    contrast: float = 0.3
    gray: float = 0.3
    tint: float = 0.2
    blur: float = 0.15
    coarse: float = 0.25
    noise: float = 0.15
    jpeg: float = 0.15
    cover: float = 0.15


def augment(
    crop: Image, size: int, how: Augmentation, random: np.random.Generator
) -> NDArray[np.uint8]:
    """Return a varied copy of a crop [h, w, 1 or 3] as uint8 [size, size, 3]."""
    picture = _moved(crop, size, how, random)
    if random.random() < how.coarse:
        picture = _coarser(picture, random)
    if random.random() < how.blur:
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.3, 1.6) * size / 128)
    if picture.ndim == 2:
        picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)
    elif random.random() < how.gray:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    picture = _relit(picture, how, random)
    if random.random() < how.noise:
        grain = random.normal(0, random.uniform(2, 12), picture.shape).astype(np.float32)
        picture = np.clip(picture + grain, 0, 255).astype(np.uint8)
    if random.random() < how.jpeg:
        quality = int(random.integers(25, 80))
        _, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
    if random.random() < how.cover:
        picture = _covered(picture, random)
    return np.asarray(picture, np.uint8)


def _moved(crop: Image, size: int, how: Augmentation, random: np.random.Generator) -> Image:
    side = crop.shape[0]
    if side >= 2 * size:
        # To leave out every second pixel would make patterns of fine ones.
        side //= 2
        crop = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
    angle = random.uniform(-how.turn, how.turn)
    scale = size / side * (1 + random.uniform(-how.zoom, how.zoom))
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    mirror = -1.0 if random.random() < how.flip else 1.0
    # Rotate and scale about the crop's centre, then shift: target = A·(source − c) + t.
    linear = np.array([[mirror * cos, sin], [-mirror * sin, cos]])
    target = size / 2 + size * random.uniform(-how.shift, how.shift, 2)
    offset = target - linear @ np.array([side / 2, side / 2])
    matrix = np.column_stack([linear, offset])
    moved = cv2.warpAffine(
        np.ascontiguousarray(crop),
        matrix,
        (size, size),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(moved, np.uint8)


def _coarser(picture: Image, random: np.random.Generator) -> Image:
    """A small face far from the camera: fewer pixels, then enlarged."""
    size = picture.shape[0]
    small = max(SMALLEST, int(size * random.uniform(0.2, 0.6)))
    reduced = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
    enlarge = cv2.INTER_LINEAR if random.random() < 0.7 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(reduced, (size, size), interpolation=enlarge), np.uint8)


def _relit(picture: Image, how: Augmentation, random: np.random.Generator) -> Image:
    """Exposure, contrast, gamma and a coloured light through one table per channel."""
    level = np.arange(256, dtype=np.float32) / 255
    gamma = np.exp(random.uniform(-how.contrast, how.contrast))
    gain = 1 + random.uniform(-how.contrast, how.contrast)
    curve = (level**gamma - 0.5) * gain + 0.5 + random.uniform(-how.light, how.light) * 0.5
    tint = np.ones(3)
    if random.random() < how.tint:
        tint = random.uniform(0.75, 1.25, 3)
    table = np.clip(curve[:, None] * tint * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, table[None]), np.uint8)


def _covered(picture: Image, random: np.random.Generator) -> Image:
    """A flat patch over the upper face or an edge; the mouth, which decides, stays visible."""
    size = picture.shape[0]
    height, width = (random.uniform(0.1, 0.3, 2) * size).astype(int)
    top = int(random.uniform(0, 0.45 * size - height / 2))
    left = int(random.uniform(0, size - width))
    covered = picture.copy()
    covered[max(top, 0) : top + height, left : left + width] = random.integers(0, 256, 3)
    return covered
