"""The light on a photographed face, told by its skin."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.sequences.portrait import Portrait

CHEEKS: Final = (50, 280, 205, 425)
"""Landmarks whose skin tells how much light falls on the face."""

SKIN: Final = np.array([1.2, 0.95, 0.85], np.float32)
"""Colour of skin in white light, as shares of its mean."""


def skin_of(portrait: Portrait) -> NDArray[np.float32]:
    """Return the mean colour of the cheeks, float32 [3]."""
    side = portrait.image.shape[0]
    places = portrait.landmarks[list(CHEEKS), :2].astype(int).clip(2, side - 3)
    patches = [portrait.image[y - 2 : y + 3, x - 2 : x + 3].mean(axis=(0, 1)) for x, y in places]
    return np.asarray(np.mean(patches, axis=0), np.float32)


def light_on(portrait: Portrait) -> NDArray[np.float32]:
    """Return the colour white things have before this face, float32 [3].

    Teeth take the light of the face; dark skin has no darker teeth.  A face much
    redder or bluer than skin is stands in coloured light.
    """
    skin = skin_of(portrait)
    tint = np.clip(skin / max(float(skin.mean()), 1.0) / SKIN, 0.7, 1.4) ** 0.7
    return np.asarray(np.clip(60 + 0.85 * skin.max(), 70, 230) * tint / tint.max(), np.float32)
