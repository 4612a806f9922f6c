"""The last six seconds in memory: small pictures with what was judged of them.

They are written nowhere unless the player saves them, and forgotten when the round goes on.
"""

from collections import deque
from collections.abc import Mapping
from typing import Final, NamedTuple

import cv2
import numpy as np
from PySide6.QtGui import QImage

from laughgame.game.evidence import KEPT_S, exhibits
from laughgame.game.judge import Ruling
from laughgame.ui.replay import Replay, Shot
from laughgame.ui.stage_picture import smaller
from laughgame.vision.frame import Image

SIDE: Final = 480
"""Pictures are kept so wide and high at most, in pixels: 180 of them are some 70 MB."""


class _Moment(NamedTuple):
    """A picture, and what was judged in it, by seat."""

    time_s: float
    image: QImage
    rulings: Mapping[int, Ruling]


class ReplayRing:
    """Keeps the newest moments; one instance belongs to one thread."""

    def __init__(self) -> None:
        self._moments: deque[_Moment] = deque()

    def __len__(self) -> int:
        return len(self._moments)

    def add(self, image: Image | None, rulings: Mapping[int, Ruling], mirrored: bool) -> None:
        """Keep a moment, and let go of those more than six seconds older.

        ``rulings`` are those of every seat that was judged, of one moment all.
        """
        if image is None or image.size == 0:
            return
        time_s = next(iter(rulings.values())).time_s
        if self._moments and time_s < self._moments[-1].time_s:
            self.clear()
        self._moments.append(_Moment(time_s, _small(image, mirrored), rulings))
        while self._moments[0].time_s < time_s - KEPT_S:
            self._moments.popleft()

    def replay(
        self, seat: int, player: str, clock: str, about: str, last: bool, may_appeal: bool
    ) -> Replay:
        """Return what there is to show of the card that was called just now, in that seat."""
        shots = tuple(
            Shot(one.image, one.rulings[seat]) for one in self._moments if seat in one.rulings
        )
        chosen = exhibits([shot.ruling for shot in shots])
        return Replay(player, clock, about, shots, tuple(chosen), last, may_appeal)

    def clear(self) -> None:
        """Forget everything."""
        self._moments.clear()


def _small(image: Image, mirrored: bool) -> QImage:
    height, width = image.shape[:2]
    zoom = SIDE / max(width, height)
    if zoom < 1:
        image = smaller(image, max(1, round(width * zoom)), max(1, round(height * zoom)))
    if mirrored:
        image = np.asarray(cv2.flip(image, 1), np.uint8)
    height, width = image.shape[:2]
    pixels = np.ascontiguousarray(image)
    # A copy: QImage does not keep the array's memory alive.
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
