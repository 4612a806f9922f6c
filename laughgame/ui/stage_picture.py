"""A camera's picture, cut to the stage's shape and scaled to the screen's pixels."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage

Image = NDArray[np.uint8]
"""RGB, uint8, shape (height, width, 3)."""

SMALLER: Final = 0.5
"""Below this zoom pixels are averaged, above it two neighbours are blended."""


class StagePicture:
    """A picture that fills an area of the screen; what does not fit is cut off evenly."""

    def __init__(self, source: Image, size: QSize, mirrored: bool) -> None:
        """Fit ``source`` to ``size`` screen pixels; both must not be empty."""
        rows, columns = source.shape[:2]
        wide, high = size.width(), size.height()
        self._zoom = max(wide / columns, high / rows)
        self._mirrored = mirrored
        self._width = wide
        crop_w = max(1, min(columns, round(wide / self._zoom)))
        crop_h = max(1, min(rows, round(high / self._zoom)))
        left, top = (columns - crop_w) // 2, (rows - crop_h) // 2
        self._corner = QPointF(left, top)
        part = source[top : top + crop_h, left : left + crop_w]
        how = cv2.INTER_AREA if self._zoom < SMALLER else cv2.INTER_LINEAR
        scaled = cv2.resize(part, (wide, high), interpolation=how)
        if mirrored:
            scaled = cv2.flip(scaled, 1)
        # RGB32 is what the window itself is made of.  The image borrows the array's memory,
        # so the array has to live as long.
        self._pixels = cv2.cvtColor(scaled, cv2.COLOR_RGB2BGRA)
        self.image: Final = QImage(
            self._pixels.data, wide, high, self._pixels.strides[0], QImage.Format.Format_RGB32
        )

    def place(self, box: QRectF) -> QRectF:
        """Where ``box``, in pixels of the source, lies on the screen."""
        corner = (box.topLeft() - self._corner) * self._zoom
        size = box.size() * self._zoom
        if self._mirrored:
            corner.setX(self._width - corner.x() - size.width())
        return QRectF(corner, size)
