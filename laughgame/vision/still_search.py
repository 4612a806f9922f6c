"""Find the face of a still picture: one that fills it, or a small one far away.

The detector sees 128×128 pixels, so a face that fills the picture, and one that
covers less than a tenth of it, both escape the first look.  A still can be
looked at again, closer and from further away; but a detector asked often enough
finds a face in a cup of coffee.  So a doubtful find, and every find of a closer
look, must be found again in a picture of its own surroundings.  The bounds were
measured on GENKI-4K (3,183 pictures, all with a face) and on pictures of things,
textures and noise, where a second look tells the two apart.
"""

import math
from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from laughgame.game.reading import Face
from laughgame.vision.face_detector import FaceDetector, moved
from laughgame.vision.frame import Image

SURE: Final = 0.75
"""A first look with this score needs no second one."""

TILE_SCORE: Final = 0.8
"""A find in a tile scores at least this; things reach 0.75 where they are looked at so closely."""

SECOND_SCORE: Final = 0.65
"""What the second look must score: faces reach 0.7 and more, things 0.6."""

SURROUNDINGS: Final = (2.5, 2.0)
"""Sides of the second looks, as multiples of the face's box."""

CLOSE_UP: Final = 256
"""Side of the picture of a second look, in pixels."""

FARTHEST: Final = 0.5
"""How far the second find may lie from the first, in widths of the first."""

TILE_SHARES: Final = (1.0, 0.66, 0.45, 0.3)
"""Sides of the square tiles of the closer looks, as shares of the picture's shorter side."""

SMALLEST_TILE: Final = 64
"""A tile of fewer pixels shows no face that the model could read."""


def find_face(detector: FaceDetector, image: Image) -> Face | None:
    """Return the largest face of a still that can be vouched for, ``None`` where there is none.

    Takes one detection for an ordinary portrait and some dozens for a picture
    without a face.
    """
    face = _largest_confirmed(detector, image, detector.detect(image))
    if face is None:
        face = _largest_confirmed(detector, image, detector.detect_padded(image))
    return face if face is not None else _find_small(detector, image)


def _find_small(detector: FaceDetector, image: Image) -> Face | None:
    """Look closer and closer, in tiles that overlap by half."""
    for share in TILE_SHARES:
        found = [
            moved(face, x, y)
            for x, y, side in _tiles(image, share)
            for face in detector.detect(image[y : y + side, x : x + side])
            if face.score >= TILE_SCORE
        ]
        face = _largest_confirmed(detector, image, found, sure=math.inf)
        if face is not None:
            return face
    return None


def _largest_confirmed(
    detector: FaceDetector, image: Image, faces: list[Face], sure: float = SURE
) -> Face | None:
    for face in sorted(faces, key=lambda face: face.box.area, reverse=True):
        if face.score >= sure:
            return face
        confirmed = _second_look(detector, image, face)
        if confirmed is not None:
            return confirmed
    return None


def _second_look(detector: FaceDetector, image: Image, face: Face) -> Face | None:
    """Return the face as found again in its own surroundings, which places it better."""
    for zoom in SURROUNDINGS:
        side = zoom * max(face.box.width, face.box.height, 1.0)
        left, top = face.box.center.x - side / 2, face.box.center.y - side / 2
        scale = CLOSE_UP / side
        matrix = np.array([[scale, 0, -left * scale], [0, scale, -top * scale]])
        close_up = cv2.warpAffine(
            image, matrix, (CLOSE_UP, CLOSE_UP), borderMode=cv2.BORDER_REPLICATE
        )
        for again in detector.detect(np.asarray(close_up, np.uint8)):
            placed = moved(again, left, top, 1 / scale)
            if again.score >= SECOND_SCORE and _distance(face, placed) <= FARTHEST:
                return placed
    return None


def _distance(first: Face, second: Face) -> float:
    dx = second.box.center.x - first.box.center.x
    dy = second.box.center.y - first.box.center.y
    return math.hypot(dx, dy) / max(first.box.width, 1.0)


def _tiles(image: Image, share: float) -> Iterator[tuple[int, int, int]]:
    """Yield the left, top and side of each tile."""
    height, width = image.shape[:2]
    side = round(min(height, width) * share)
    if side < SMALLEST_TILE:
        return
    for top in _starts(height, side):
        for left in _starts(width, side):
            yield left, top, side


def _starts(length: int, side: int) -> list[int]:
    """Spread tiles over a length so that neighbours overlap by half or more."""
    count = math.ceil((length - side) / (side / 2)) + 1
    if count == 1:
        return [0]
    return [round(number * (length - side) / (count - 1)) for number in range(count)]
