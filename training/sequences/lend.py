"""Lend one person's smile to another face: its movement, its folds and its teeth.

Only fifty people of the training side were photographed both neutral and
smiling; thousands only neutral.  The landmarks of such a face are moved as the
lender's moved, and its skin takes over the lender's change of light, the folds
beside the mouth and the lifted cheeks: the ratio of the lender's two pictures,
bent to the same shape.  Source: Liu, Shan & Zhang, "Expressive Expression Mapping
with Ratio Images", SIGGRAPH 2001, https://doi.org/10.1145/383259.383289
"""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image
from training.sequences.expression import Anatomy
from training.sequences.light import light_on
from training.sequences.mesh import LOWER_INNER, SURFACE, UPPER_INNER, Points
from training.sequences.morph import Smile, bent_to, filled, shares
from training.sequences.portrait import Portrait

SMOOTH: Final = 0.035
"""Width of what is smoothed away of the ratio (moles, stubble, pores), in eye distances."""

STRONGEST: Final = 1.45
"""No fold darkens and no cheek brightens more than this."""


BRIGHTEST: Final = 1.1
"""Nor does a lent tooth: the lenders stand in full light."""


class LentSmile:
    """The way of a neutral face to the smile of somebody else; shown like a :class:`Smile`."""

    def __init__(self, face: Portrait, lender: Smile) -> None:
        self._face, self._lender = face, lender
        self._start = face.landmarks[:SURFACE, :2].astype(np.float64)
        anatomy, other = Anatomy(face.landmarks), Anatomy(lender.neutral.landmarks)
        self._unit = anatomy.unit
        change = (lender.shape(1.0) - lender.shape(0.0)) @ other.axes.T / other.unit
        self._change = change @ anatomy.axes * anatomy.unit
        self._light = np.minimum(light_on(face) / light_on(lender.smiling), BRIGHTEST)
        self._gray = bool((face.image[..., 0] == face.image[..., 1]).all())

    def shape(self, depth: float) -> Points:
        """Return the landmarks [468, 2] at a depth of 0–1."""
        return np.asarray(self._start + depth * self._change, np.float32)

    def show(self, depth: float) -> Image:
        """Return the picture at a depth of 0–1."""
        if depth <= 0:
            return self._face.image
        shape = self.shape(depth)
        side = self._face.image.shape[0]
        picture = bent_to(self._face, shape).astype(np.float32)
        before, after = (
            bent_to(portrait, shape) for portrait in (self._lender.neutral, self._lender.smiling)
        )
        share = shares(shape, depth, side, self._unit)
        picture *= (_ratio(before, after, SMOOTH * self._unit) ** share)[..., None]
        if self._lender.shows_teeth:
            mouth = filled(shape[list(UPPER_INNER) + list(LOWER_INNER[-2:0:-1])], side, 0.8)
            inside = after * self._light
            if self._gray:
                inside = inside.mean(axis=2, keepdims=True)
            picture += mouth[..., None] * (inside - picture)
        return np.clip(picture, 0, 255).astype(np.uint8)

    def portrait(self, depth: float) -> Portrait:
        """Return the person at a depth of 0–1, to be moved further."""
        landmarks = self._face.landmarks.copy()
        landmarks[:SURFACE, :2] = self.shape(depth)
        return replace(self._face, image=self.show(depth), landmarks=landmarks)

    def label(self, depth: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return what the smile at these depths counts, 0–1: what it does in the lender."""
        return self._lender.label(depth)


def _ratio(before: Image, after: Image, smooth: float) -> NDArray[np.float32]:
    """Return how much brighter a smile makes each pixel [side, side]."""
    first, second = (
        cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (0, 0), smooth).astype(np.float32)
        for image in (before, after)
    )
    return np.clip((second + 8) / (first + 8), 1 / STRONGEST, STRONGEST)
