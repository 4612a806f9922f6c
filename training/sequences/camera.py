"""Film a series of portraits the way the game sees a player.

The head sways before the camera, the light creeps, and the face is searched
every third frame and cut with the box found last: the runtime's own detector
and crop, so what jumps in play jumps here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import Face
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector, largest
from laughgame.vision.frame import Image
from training.pictures.prepared import STORED_SIZE
from training.sequences.drift import SEARCHED_EVERY
from training.sequences.prepared import FRAME_RATE

OFF: Final = 0.2
"""How far from the middle of a portrait its face may be found, as a share of the side."""


@dataclass(frozen=True, slots=True)
class Handling:
    """How much head and camera move: standard deviations of what a second brings.

    ``shift`` and ``zoom`` as shares of the picture's side, ``roll`` in radians,
    ``light`` as a share.
    """

    shift: float = 0.03
    zoom: float = 0.04
    roll: float = 0.06
    light: float = 0.06


def film(
    portraits: Iterable[Image],
    count: int,
    detector: FaceDetector,
    random: np.random.Generator,
    handling: Handling | None = None,
) -> NDArray[np.uint8] | None:
    """Return the crops [count, 160, 160, 3]; ``None`` when the face was not found at first."""
    how = handling or Handling()
    x, y = (sway(count, how.shift, random) for _ in range(2))
    zoom, roll = np.exp(sway(count, how.zoom, random)), sway(count, how.roll, random)
    light = np.exp(sway(count, how.light, random))
    until_search = 0
    face: Face | None = None
    frames = np.empty((count, STORED_SIZE, STORED_SIZE, 3), np.uint8)
    for frame, portrait in enumerate(portraits):
        side = portrait.shape[0]
        matrix = cv2.getRotationMatrix2D(
            (side / 2, side / 2), float(np.degrees(roll[frame])), float(zoom[frame])
        )
        matrix[:, 2] += side * x[frame], side * y[frame]
        seen = cv2.warpAffine(portrait, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE)
        if until_search == 0:
            center = matrix @ (side / 2, side / 2, 1)
            face = _the_one(detector.detect(np.asarray(seen, np.uint8)), center, side) or face
            until_search = (
                int(random.integers(1, SEARCHED_EVERY + 1)) if frame == 0 else SEARCHED_EVERY
            )
        if face is None:
            return None
        until_search -= 1
        level = np.clip(np.arange(256) * light[frame], 0, 255).astype(np.uint8)
        frames[frame] = cv2.LUT(crop_face(np.asarray(seen, np.uint8), face, STORED_SIZE), level)
    return frames


def _the_one(faces: list[Face], center: NDArray[np.float64], side: int) -> Face | None:
    """Return the largest face about the middle: somebody else may stand at the edge."""
    near = [
        face
        for face in faces
        if np.hypot(face.box.center.x - center[0], face.box.center.y - center[1]) < OFF * side
    ]
    return largest(near)


def sway(frames: int, amount: float, random: np.random.Generator) -> NDArray[np.float64]:
    """Return a slow movement [frames] that changes by about ``amount`` in a second."""
    seconds = np.arange(frames) / FRAME_RATE
    path = amount * random.normal() * (seconds - random.uniform(0, seconds[-1]))
    for _ in range(2):
        pace = random.uniform(0.3, 1.8)
        path += (
            amount / 3 * random.normal() * np.sin(2 * np.pi * (pace * seconds + random.random()))
        )
    return np.asarray(path)
