"""One choice on the camera page: what it sees, and its name."""

from enum import Enum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import RING_AND_SHADOW, box, focus_ring, painting, strokes
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.controls.text import LEFT, draw_middle, elide
from laughgame.ui.controls.toggle import tick
from laughgame.ui.painting import fitting_size, text_width
from laughgame.ui.theme import Line, Radius, Theme, Type, dashed_pen, pen

PICTURE_RATIO: Final = 9 / 16
FRAME: Final = 10.0
NAME_HEIGHT: Final = 52.0
SHADOW: Final = 6.0


class TileKind(Enum):
    """What the tile stands for."""

    AUTO = "auto"
    CAMERA = "camera"
    ACTOR = "actor"
    MISSING = "missing"
    """A camera that is chosen but not there."""


def tile_height(width: float) -> float:
    """The height of a tile's body of this width, in design pixels."""
    return (width - 2 * FRAME) * PICTURE_RATIO + FRAME + NAME_HEIGHT


class CameraTile(PaintedButton):
    """A picture frame with a name; one of the tiles is chosen."""

    def __init__(self, theme: Theme, parent: QWidget, kind: TileKind) -> None:
        super().__init__(theme, parent)
        self._kind = kind
        self._picture: QImage | None = None
        self._mirrored = False
        self._note = ""
        self.setCheckable(True)

    @property
    def kind(self) -> TileKind:
        """What the tile stands for."""
        return self._kind

    @property
    def has_picture(self) -> bool:
        """Whether a preview has arrived."""
        return self._picture is not None

    def set_note(self, note: str) -> None:
        """Words in the frame while there is no picture."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        self._mirrored = mirrored
        self.update()

    def show_picture(self, image: NDArray[np.uint8] | None) -> None:
        """Show an RGB picture (height × width × 3, uint8); None: none at the moment."""
        if image is None:
            self._picture = None
        else:
            pixels: Any = np.ascontiguousarray(image)
            height, width, channels = pixels.shape
            form = QImage.Format.Format_RGB888
            # Copied: the array may be a buffer that its owner fills again.
            self._picture = QImage(pixels.data, width, height, channels * width, form).copy()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(RING_AND_SHADOW)
            on = self.isChecked()
            fill, edge = palette.stand, palette.panel_edge
            if on:
                fill, edge = palette.card, palette.ink
                box(painter, body.translated(0, SHADOW), Radius.PANEL, palette.ink)
            elif self.underMouse():
                edge = palette.text
            box(painter, body, Radius.PANEL, fill, edge, Line.EDGE)
            width = body.width() - 2 * FRAME
            picture = QRectF(body.left() + FRAME, body.top() + FRAME, width, width * PICTURE_RATIO)
            self._paint_picture(painter, picture)
            self._paint_name(painter, QRectF(picture.bottomLeft(), body.bottomRight()))
            if self.ringed:
                ringed = body.adjusted(0, 0, 0, SHADOW if on else 0)
                focus_ring(painter, self._theme, ringed, Radius.PANEL)

    def _paint_name(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        on = self.isChecked()
        words = area.adjusted(8, 0, -FRAME - (40 if on else 6), 0)
        name = elide(self.text(), Type.LABEL, words.width(), bold=on)
        color = palette.ink if on else palette.text
        draw_middle(painter, words, name, Type.LABEL, color, bold=on, align=LEFT)
        if on:
            center = QPointF(area.right() - FRAME - 20, area.center().y())
            strokes(painter, tick(center, 22), palette.ink, 5)

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(area, Radius.CHIP, Radius.CHIP)
        painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        if self._picture is not None:
            _paint_filling(painter, area, self._picture, self._mirrored)
        elif self._kind is TileKind.ACTOR:
            painter.fillRect(area, palette.sky)
            _paint_stage(painter, area)
            paint_card(painter, area.center(), 66, palette.card, Mood.STRAIGHT, -6)
        elif self._kind is TileKind.AUTO:
            painter.fillRect(area, palette.track)
            _paint_camera(painter, area.center() - QPointF(52, 0), self._theme)
            _paint_arrow(painter, area.center() + QPointF(8, 0), self._theme)
            paint_card(painter, area.center() + QPointF(68, 0), 50, palette.card, tilt=6)
        else:
            painter.fillRect(area, palette.track)
            self._paint_empty(painter, area)
        painter.restore()
        if self._kind is TileKind.MISSING:
            painter.setPen(dashed_pen(palette.rail, Line.EDGE, 9, 7))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, Radius.CHIP, Radius.CHIP)
        else:
            box(painter, area, Radius.CHIP, None, palette.ink, Line.EDGE)

    def _paint_empty(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        _paint_camera(painter, area.center() - QPointF(0, 14), self._theme)
        note = QRectF(area.left() + 8, area.bottom() - 44, area.width() - 16, 32)
        size = fitting_size(self._note, Type.HINT, note.width())
        if text_width(self._note, size) <= note.width() + 1:
            draw_middle(painter, note, self._note, size, palette.dim)


def _paint_filling(painter: QPainter, area: QRectF, image: QImage, mirrored: bool) -> None:
    """Paint the middle of ``image`` so that it fills ``area``."""
    share = max(area.width() / image.width(), area.height() / image.height())
    width, height = area.width() / share, area.height() / share
    source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    if mirrored:
        painter.translate(2 * area.center().x(), 0)
        painter.scale(-1, 1)
    painter.drawImage(area, image, source)


def _paint_stage(painter: QPainter, area: QRectF) -> None:
    band = area.width() / 7
    for index in range(1, 7, 2):
        stripe = QRectF(area.left() + index * band, area.top(), band, area.height())
        painter.fillRect(stripe, Qt.GlobalColor.transparent)
        painter.setOpacity(0.14)
        painter.fillRect(stripe, Qt.GlobalColor.black)
        painter.setOpacity(1)


def _paint_camera(painter: QPainter, center: QPointF, theme: Theme) -> None:
    """A webcam: an eye on a foot."""
    palette = theme.palette
    painter.setPen(pen(palette.dim, 4))
    painter.setBrush(palette.stand)
    foot = QPainterPath(center + QPointF(0, 24))
    foot.lineTo(center + QPointF(0, 36))
    foot.moveTo(center + QPointF(-18, 38))
    foot.lineTo(center + QPointF(18, 38))
    painter.drawPath(foot)
    painter.drawEllipse(center, 26, 26)
    painter.drawEllipse(center, 10, 10)


def _paint_arrow(painter: QPainter, center: QPointF, theme: Theme) -> None:
    """From the camera to the card: if not the one, then the other."""
    arrow = QPainterPath(center + QPointF(-14, 0))
    arrow.lineTo(center + QPointF(14, 0))
    arrow.moveTo(center + QPointF(4, -10))
    arrow.lineTo(center + QPointF(14, 0))
    arrow.lineTo(center + QPointF(4, 10))
    strokes(painter, arrow, theme.palette.dim, 4)
