"""Let a person photographed neutral and smiling smile: by any depth, at any speed.

Both photographs are bent to the shape between them and dissolved.  What a
dissolve would show twice is taken from one of them: the mouth's inside from the
smile (closed lips hide no teeth), eyes, hair and background from the neutral one.

**What the smile is called.**  The depth d (0 neutral, 1 that person's whole
smile) is known for every frame, but not what it is worth: a third of a broad
smile is a plain smile, a third of a faint one is nothing that anybody could see.
A label that followed d would ask the network for 0.3 in both cases and so teach
it that an unmoved face is 0.3 of a smile.  The label therefore follows what is
visible: how far the corners of the mouth have gone, M(d) = d · M(1), in eye
distances.  It is 0 up to what also happens in a neutral face (``UNSEEN``), and 1
from there on where the photographs prove that it counts as a smile: at that
person's own whole smile, or at ``PLAIN`` movement, whichever comes first.  It
rises in a straight line between.
"""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image
from training.sequences.expression import Anatomy
from training.sequences.mesh import (
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_INNER,
    OVAL,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    SURFACE,
    UPPER_INNER,
    Points,
    bend,
    warp_map,
    with_rings,
)
from training.sequences.portrait import Portrait

UNSEEN: Final = 0.02
"""Movement of the mouth's corners that a neutral face shows as well, in eye distances."""

UNSEEN_SHARE: Final = 0.35
"""At least the last two thirds of a smile, however faint, count for something."""

PLAIN: Final = 0.12
"""Movement of the mouth's corners that anybody calls a smile, in eye distances."""

STEADY: Final = (33, 133, 263, 362, 168, 6, 197, 127, 356, 10)
"""Landmarks that a smile does not move: corners of the eyes, bridge of the nose, temples."""

CORNERS: Final = (61, 291)

OPEN: Final = 0.03
"""From this gap between the lips on a mouth shows what is inside, in eye distances."""


class Smile:
    """The way from a neutral portrait to a smiling one of the same person."""

    def __init__(self, neutral: Portrait, smiling: Portrait) -> None:
        self.neutral, self.smiling = neutral, smiling
        self._start = neutral.landmarks[:SURFACE, :2].astype(np.float64)
        self._end = _aligned(smiling.landmarks[:SURFACE, :2].astype(np.float64), self._start)
        self._unit = Anatomy(neutral.landmarks).unit
        gap = np.linalg.norm(self._end[13] - self._end[14]) / self._unit
        self.shows_teeth = bool(gap > OPEN)
        self.movement = self._corner_movement()

    def shape(self, depth: float) -> Points:
        """Return the landmarks [468, 2] at a depth of 0–1."""
        return np.asarray(self._start + depth * (self._end - self._start), np.float32)

    def show(self, depth: float) -> Image:
        """Return the picture at a depth of 0–1."""
        if depth <= 0:
            return self.neutral.image
        shape = self.shape(depth)
        before, after = (bent_to(portrait, shape) for portrait in (self.neutral, self.smiling))
        share = self._shares(shape, depth, before.shape[0])[..., None]
        mixed = before + share * (after.astype(np.float32) - before)
        return np.asarray(mixed, np.uint8)

    def portrait(self, depth: float) -> Portrait:
        """Return the person at a depth of 0–1, to be moved further."""
        landmarks = self.neutral.landmarks.copy()
        landmarks[:SURFACE, :2] = self.shape(depth)
        return replace(self.neutral, image=self.show(depth), landmarks=landmarks)

    def label(self, depth: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return what the smile at these depths counts, 0–1; see the head of this module."""
        proved = min(self.movement, PLAIN)
        unseen = min(UNSEEN, UNSEEN_SHARE * proved)
        seen = (depth * self.movement - unseen) / (proved - unseen)
        return np.clip(seen, 0, 1).astype(np.float32)

    def _corner_movement(self) -> float:
        """Mean movement of the corners of the mouth, up and outwards, in eye distances."""
        change = (self._end - self._start)[list(CORNERS)] / self._unit
        outwards = change[:, 0] * (-1, 1)
        return float(np.hypot(outwards, change[:, 1]).mean())

    def _shares(self, shape: Points, depth: float, side: int) -> NDArray[np.float32]:
        """How much of the smiling photograph each pixel shows [side, side]."""
        share = shares(shape, depth, side, self._unit)
        if self.shows_teeth:
            mouth = filled(shape[list(UPPER_INNER) + list(LOWER_INNER[-2:0:-1])], side, 0.8)
            share = np.maximum(share, mouth)
        return share


def shares(shape: Points, depth: float, side: int, unit: float) -> NDArray[np.float32]:
    """Return ``depth`` on the skin of the face, 0 on eyes and beyond, [side, side]."""
    center = shape[list(OVAL)].mean(axis=0)
    share = depth * filled(center + 0.95 * (shape[list(OVAL)] - center), side, 0.06 * unit)
    for upper, lower in (
        (RIGHT_UPPER_LID, RIGHT_LOWER_LID),
        (LEFT_UPPER_LID, LEFT_LOWER_LID),
    ):
        share *= 1 - filled(shape[list(upper) + list(lower[-2:0:-1])], side, 1.5)
    return share


def bent_to(portrait: Portrait, shape: Points) -> Image:
    """Return a portrait's picture bent so that its landmarks lie at ``shape`` [468, 2]."""
    source = with_rings(portrait.landmarks)
    target = with_rings(portrait.landmarks, shape, 0.5)
    return bend(portrait.image, warp_map(source, target, portrait.image.shape[0]))


def _aligned(points: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move, turn and scale points so that the steady ones lie best on those of ``to``."""
    matrix, _ = cv2.estimateAffinePartial2D(
        points[list(STEADY)], to[list(STEADY)], method=cv2.LMEDS
    )
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def filled(outline: Points, side: int, soft: float) -> NDArray[np.float32]:
    """Return 1 inside an outline, 0 outside, with an edge ``soft`` pixels wide [side, side]."""
    mask = np.zeros((side, side), np.uint8)
    cv2.fillPoly(mask, [np.rint(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), soft), np.float32) / 255
