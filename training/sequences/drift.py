"""Five frames of one still, and real films, varied as one take of one camera.

What belongs to the take (where the face stands, the light, the lens, what covers
it) is drawn once and shared by its frames, through the augmentation of the
stills; what belongs to the moment is added per frame: the head sways, the box of
the face is found anew every third frame and lands a pixel beside, exposure
creeps, and grain and compression differ from frame to frame.
"""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image
from laughgame.vision.model_card import FRAMES
from training.pictures.augment import Augmentation, augment

SEARCHED_EVERY: Final = 3
"""Frames from one search of the face to the next, as in play at 30 frames a second."""


@dataclass(frozen=True, slots=True)
class Sway:
    """How much one frame differs from the one before; all zero keeps a still still.

    ``shift`` and ``zoom`` as shares of the side, ``turn`` in radians and ``light`` as
    a share: standard deviations of the steady change from frame to frame.
    ``box`` is the standard deviation of where the face's box lands, as a share.
    """

    shift: float = 0.004
    turn: float = 0.006
    zoom: float = 0.004
    light: float = 0.012
    box: float = 0.006


def drift(
    crop: Image,
    size: int,
    how: Augmentation,
    random: np.random.Generator,
    sway: Sway | None = None,
    frames: int = FRAMES,
) -> NDArray[np.uint8]:
    """Return a take [frames, size, size, 3] of one crop [h, w, 1 or 3], oldest first."""
    moved = _swayed(crop, sway or Sway(), frames, random)
    return vary(moved, size, how, random, sway)


def vary(
    film: NDArray[np.uint8],
    size: int,
    how: Augmentation,
    random: np.random.Generator,
    sway: Sway | None = None,
) -> NDArray[np.uint8]:
    """Return a varied copy of a film [T, h, w, 1 or 3] as uint8 [T, size, size, 3].

    The film keeps its own motion; of ``sway`` only the exposure is used.
    """
    shared = replace(how, noise=0.0, jpeg=0.0)
    seed = int(random.integers(2**63))
    light = np.exp(_walk((sway or Sway()).light, len(film), random))
    grain = random.uniform(2, 12) if random.random() < how.noise else 0.0
    quality = int(random.integers(25, 80)) if random.random() < how.jpeg else 0
    # The same seed for every frame: each is moved, lit and spoilt like the others.
    return np.stack(
        [
            _moment(
                augment(frame, size, shared, np.random.default_rng(seed)),
                gain,
                grain,
                quality,
                random,
            )
            for frame, gain in zip(film, light, strict=True)
        ]
    )


def _swayed(crop: Image, sway: Sway, frames: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """Move a crop a little from frame to frame, about its own centre."""
    height, width = crop.shape[:2]
    turn, zoom = _walk(sway.turn, frames, random), 1 + _walk(sway.zoom, frames, random)
    shift = np.stack([_walk(sway.shift, frames, random) for _ in range(2)], axis=1)
    first_search = int(random.integers(SEARCHED_EVERY))
    search = (np.arange(frames) + first_search) // SEARCHED_EVERY
    shift = shift + random.normal(0, sway.box, (frames, 2))[search]
    zoom = zoom * (1 + random.normal(0, sway.box, frames)[search])
    moved = np.empty((frames, *crop.shape), np.uint8)
    for frame in range(frames):
        matrix = cv2.getRotationMatrix2D(
            (width / 2, height / 2), float(np.degrees(turn[frame])), float(zoom[frame])
        )
        matrix[:, 2] += shift[frame] * (width, height)
        warped = cv2.warpAffine(
            np.ascontiguousarray(crop), matrix, (width, height), borderMode=cv2.BORDER_REPLICATE
        )
        moved[frame] = warped.reshape(crop.shape)
    return moved


def _walk(step: float, frames: int, random: np.random.Generator) -> NDArray[np.float64]:
    """A slow change that ends at 0, so that the last frame is the still itself.

    Mostly a steady drift, with a little of a random walk.
    """
    steady = random.normal(0, step) * np.arange(frames)
    steps = np.cumsum(random.normal(0, step / 2, frames))
    path = steady + steps
    return np.asarray(path - path[-1])


def _moment(
    picture: Image, gain: float, grain: float, quality: int, random: np.random.Generator
) -> Image:
    """Add what differs from frame to frame: exposure, grain, compression."""
    level = np.arange(256) * gain
    varied = cv2.LUT(picture, np.clip(level, 0, 255).astype(np.uint8))
    if grain:
        noise = random.normal(0, grain, varied.shape)
        varied = np.clip(varied + noise, 0, 255).astype(np.uint8)
    if quality:
        near = int(np.clip(quality + random.integers(-5, 6), 5, 95))
        _, encoded = cv2.imencode(".jpg", varied, [cv2.IMWRITE_JPEG_QUALITY, near])
        varied = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
    return np.asarray(varied, np.uint8)
