"""A camera's picture, cut to the stage's shape and scaled to the screen's pixels."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage

Image = NDArray[np.uint8]
"""RGB, uint8, shape (height, width, 3)."""


def smaller(image: Image, width: int, height: int) -> Image:
    """Return ``image`` at this size, of which it may have more pixels than can be told apart.

    It is halved as often as that goes, then two neighbours are blended.  OpenCV averages pairs
    many times faster than any other number of pixels, and this is done for every frame.
    """
    while image.shape[1] >= 2 * width and image.shape[0] >= 2 * height:
        rows, columns = image.shape[0] // 2, image.shape[1] // 2
        even = image[: 2 * rows, : 2 * columns]
        image = np.asarray(cv2.resize(even, (columns, rows), interpolation=cv2.INTER_AREA))
    return np.asarray(cv2.resize(image, (width, height)), np.uint8)


class StagePicture:
    """A picture that fills an area of the screen; what does not fit is cut off evenly.

    Or all of it is shown, between two bands of one colour: nobody may be cut off who plays.
    """

    def __init__(
        self, source: Image, size: QSize, mirrored: bool, bands: QColor | None = None
    ) -> None:
        """Fit ``source`` to ``size`` screen pixels; both must not be empty.

        With ``bands`` the whole picture is shown, and they fill what is left.
        """
        rows, columns = source.shape[:2]
        wide, high = size.width(), size.height()
        zooms = (wide / columns, high / rows)
        self._zoom = max(zooms) if bands is None else min(zooms)
        self._mirrored = mirrored
        self._width = wide
        crop_w = max(1, min(columns, round(wide / self._zoom)))
        crop_h = max(1, min(rows, round(high / self._zoom)))
        left, top = (columns - crop_w) // 2, (rows - crop_h) // 2
        self._corner = QPointF(left, top)
        part = source[top : top + crop_h, left : left + crop_w]
        shown = (wide, high)
        if bands is not None:
            shown = (max(1, round(crop_w * self._zoom)), max(1, round(crop_h * self._zoom)))
        scaled: Image = smaller(part, *shown)
        if bands is not None:
            left, top = (wide - shown[0]) // 2, (high - shown[1]) // 2
            sides = (top, high - shown[1] - top, left, wide - shown[0] - left)
            color = (bands.red(), bands.green(), bands.blue())
            scaled = np.asarray(
                cv2.copyMakeBorder(scaled, *sides, cv2.BORDER_CONSTANT, value=color), np.uint8
            )
            self._corner -= QPointF(left, top) / self._zoom
        if mirrored:
            scaled = np.asarray(cv2.flip(scaled, 1), np.uint8)
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
