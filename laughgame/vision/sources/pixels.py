"""What a camera's driver hands over, made into the one form that is judged."""

from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike

from laughgame.vision.frame import Image

READ_TRIES: Final = 3
"""One bad frame on the cable is no lost camera."""

BAD_FRAME_ERRORS: Final = (cv2.error, KeyError, OSError, ValueError)
"""What comes of a driver that fails, and of a picture with a layout that no camera has."""


def to_rgb(picture: MatLike | None) -> Image:
    """Return what a driver delivers as RGB, one of :data:`BAD_FRAME_ERRORS` where it is none.

    Good are BGR, BGRA and grey, with a channel of its own or without, of 8 or 16 bits; of 16 the
    upper 8 are kept.  Nothing at all, a picture of no width, and numbers with a sign or a point
    are no picture of a camera.
    """
    if picture is None or not picture.size:
        raise ValueError("a picture without a pixel")
    if picture.dtype == np.uint16:
        picture = np.right_shift(picture.astype(np.uint16), 8).astype(np.uint8)
    if picture.dtype != np.uint8:
        raise ValueError(f"a picture of {picture.dtype}")
    channels = 1 if picture.ndim == 2 else picture.shape[2]
    code = {1: cv2.COLOR_GRAY2RGB, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGB}[channels]
    return np.asarray(cv2.cvtColor(picture, code), np.uint8)
