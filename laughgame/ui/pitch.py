"""The pitch: the striped lawn behind every screen."""

import math
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.theme import Palette, Theme, scale_for

BAND: Final = 128
"""Width of one band, in design pixels."""


def paint_pitch(painter: QPainter, rect: QRectF, palette: Palette, scale: float = 1.0) -> None:
    """Fill ``rect`` with the bands; the first band is a light one."""
    painter.fillRect(rect, palette.pitch)
    band = BAND * scale
    for index in range(0, math.ceil(rect.width() / band), 2):
        left = rect.left() + index * band
        width = min(band, rect.right() - left)
        painter.fillRect(QRectF(left, rect.top(), width, rect.height()), palette.stripe)


class Pitch(QWidget):
    """A screen on the pitch, which is painted once for each size and palette.

    As large as the window, it is what everything on it is scaled by.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cache: QPixmap | None = None
        theme.changed.connect(self._forget)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._cache is None or self._cache.size() != wanted:
            self._cache = QPixmap(wanted)
            self._cache.setDevicePixelRatio(ratio)
            painter = QPainter(self._cache)
            paint_pitch(painter, QRectF(self.rect()), self._theme.palette, self._theme.scale)
            self.paint_backdrop(painter)
            painter.end()
        painter = QPainter(self)
        area = event.rect()
        source = QRectF(
            area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio
        )
        painter.drawPixmap(QRectF(area), self._cache, source)

    def paint_backdrop(self, painter: QPainter) -> None:
        """What else never moves; painted with the pitch into its cache.  Widget pixels."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._theme.set_scale(scale_for(self.width(), self.height()))

    def _forget(self) -> None:
        self._cache = None
        self.update()
