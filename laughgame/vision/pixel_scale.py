"""From 8-bit pixels to the numbers a network was trained on."""

import numpy as np

from laughgame.vision.frame import Image
from laughgame.vision.model_card import ModelCard
from laughgame.vision.model_tensors import Tensor


class PixelScale:
    """Turns 8-bit RGB pixels into what a model's card asks for: (x − mean) / std, planar."""

    def __init__(self, card: ModelCard) -> None:
        self._mean = np.asarray(card.mean, np.float32).reshape(3, 1, 1)
        self._std = np.asarray(card.std, np.float32).reshape(3, 1, 1)

    def scale(self, crop: Image, out: Tensor) -> None:
        """Write one crop (height, width, 3) into ``out`` (3, height, width)."""
        np.subtract(crop.transpose(2, 0, 1), self._mean, out=out, dtype=np.float32)
        np.divide(out, self._std, out=out)

    def scaled(self, crops: Image) -> Tensor:
        """Return crops (N, height, width, 3) as a new tensor (N, 3, height, width)."""
        count, height, width, _ = crops.shape
        frames = np.empty((count, 3, height, width), np.float32)
        for crop, frame in zip(crops, frames, strict=True):
            self.scale(crop, frame)
        return frames
