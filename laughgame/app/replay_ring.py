"""The last six seconds in memory: small pictures with what was judged of them.

They are written nowhere unless the player saves them, and forgotten when the round goes on.
"""

from collections import deque
from typing import Final

import cv2
import numpy as np
from PySide6.QtGui import QImage

from laughgame.game.evidence import KEPT_S, exhibits
from laughgame.game.judge import Ruling
from laughgame.ui.replay import Replay, Shot
from laughgame.vision.frame import Image

WIDTH: Final = 480
"""Pictures are kept so wide at most, in pixels: 180 of them are some 70 MB."""


class ReplayRing:
    """Keeps the newest moments; one instance belongs to one thread."""

    def __init__(self) -> None:
        self._shots: deque[Shot] = deque()

    def __len__(self) -> int:
        return len(self._shots)

    def add(self, image: Image | None, ruling: Ruling, mirrored: bool) -> None:
        """Keep a moment, and let go of those more than six seconds older."""
        if image is None or image.size == 0:
            return
        if self._shots and ruling.time_s < self._shots[-1].ruling.time_s:
            self.clear()
        self._shots.append(Shot(_small(image, mirrored), ruling))
        while self._shots[0].ruling.time_s < ruling.time_s - KEPT_S:
            self._shots.popleft()

    def replay(self, player: str, clock: str, about: str, last: bool, may_appeal: bool) -> Replay:
        """Return what there is to show of the card that was called just now."""
        shots = tuple(self._shots)
        chosen = exhibits([shot.ruling for shot in shots])
        return Replay(player, clock, about, shots, tuple(chosen), last, may_appeal)

    def clear(self) -> None:
        """Forget everything."""
        self._shots.clear()


def _small(image: Image, mirrored: bool) -> QImage:
    height, width = image.shape[:2]
    if width > WIDTH:
        size = (WIDTH, max(1, round(height * WIDTH / width)))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    if mirrored:
        image = np.asarray(cv2.flip(image, 1), np.uint8)
    height, width = image.shape[:2]
    pixels = np.ascontiguousarray(image)
    # A copy: QImage does not keep the array's memory alive.
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
