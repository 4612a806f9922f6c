"""The stage: the player as in a mirror, framed by the verdict, with the sentence below.

The view pulls the newest picture on its own timer; no pixel rides a signal.
"""

import time
from collections.abc import Callable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.reading import Box
from laughgame.ui.motion import Follower
from laughgame.ui.painting import (
    cached,
    fitting_size,
    paint_outlined,
    paint_text,
    start,
    text_width,
)
from laughgame.ui.pitch import paint_pitch
from laughgame.ui.stage_edge import StageEdge, edge_for, paint_edge
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

Image = NDArray[np.uint8]
FramePull = Callable[[], Image | None]

BLEED: Final = 2
"""Design pixels round the stage for the outer half of its ink line."""

FRAME_INTERVAL_MS: Final = 33
CAPTION_ROOM: Final = 134.0
FACE_ROOM: Final = 1.12
"""The frame's size over the face box, which ends at brow and chin."""

_LOCK: Final = parse_path("M-7 -1H7V9H-7ZM-4 -1V-5Q-4 -9 0 -9Q4 -9 4 -5V-1")


class CameraView(QWidget):
    """Shows the newest picture, the face's frame and the caption.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self._pull: FramePull = lambda: None
        self._mirrored = True
        self._source: Image | None = None
        self._pixels: cv2.typing.MatLike | None = None
        self._picture: QImage | None = None
        self._crop = QRectF()
        self._state = GaugeState.NO_FACE
        self._box: tuple[Follower, ...] | None = None
        self._caption = ""
        self._chips: tuple[str, str] | None = None
        self._note = ""
        self._is_actor = False
        self._edge_cache: QPixmap | None = None
        self._words_cache: QPixmap | None = None
        self._note_cache: QPixmap | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_INTERVAL_MS)
        self._timer.timeout.connect(self.refresh)
        theme.changed.connect(self._forget)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    def set_frame_pull(self, pull: FramePull) -> None:
        """Take pictures from ``pull``: RGB uint8 (height, width, 3), or None where there is none.

        The same array again means no new picture.  Called on the GUI thread, ~30 times a second.
        """
        self._pull = pull
        self._source = None
        self._picture = None
        self.refresh()

    def set_mirrored(self, mirrored: bool) -> None:
        if mirrored != self._mirrored:
            self._mirrored = mirrored
            self._prepare()
            self.update()

    @property
    def mirrored(self) -> bool:
        return self._mirrored

    def show_state(self, state: GaugeState) -> None:
        """Wear the edge that goes with ``state``."""
        if state is not self._state:
            self._state = state
            self._edge_cache = None
            self.update()

    @property
    def edge(self) -> StageEdge:
        return edge_for(self._state)

    def show_face(self, box: Box | None) -> None:
        """Put the frame round ``box`` (pixels of the picture); None takes it away."""
        if box is None:
            self._box = None
            return
        sides = (box.center.x, box.center.y, box.width, box.height)
        now_s = time.monotonic()
        if self._box is None or self._theme.reduced_motion:
            self._box = tuple(Follower(side) for side in sides)
        for follower, side in zip(self._box, sides, strict=True):
            follower.aim(side, now_s)

    def show_words(self, caption: str, chips: tuple[str, str] | None) -> None:
        """Write ``caption`` at the foot of the stage, with the two numbers behind it."""
        if (caption, chips) != (self._caption, self._chips):
            self._caption, self._chips = caption, chips
            self._words_cache = None
            self.update()

    @property
    def caption(self) -> str:
        return self._caption

    @property
    def chips(self) -> tuple[str, str] | None:
        return self._chips

    def show_actor(self, is_actor: bool) -> None:
        """Say in the corner whose picture it is: the player's own, or the demo player's."""
        self._is_actor = is_actor
        self.retranslate()

    @property
    def note(self) -> str:
        """The words in the corner."""
        return self._note.replace("\n", " ")

    def retranslate(self) -> None:
        self._note = (
            self.tr("Demo player,\nno camera in use")
            if self._is_actor
            else self.tr("Video never leaves\nthis computer")
        )
        self._note_cache = None
        self.setAccessibleName(self.tr("Camera picture"))
        self.setAccessibleDescription(self.note)
        self.update()

    # ---------------------------------------------------------------- pictures

    def refresh(self) -> None:
        """Pull the newest picture and repaint."""
        image = self._pull()
        if image is not None and image is not self._source:
            self._source = image
            self._prepare()
        self.update()

    def stage_rect(self) -> QRectF:
        """The stage within the widget, in design pixels."""
        scale = self._theme.scale
        whole = QRectF(0, 0, self.width() / scale, self.height() / scale)
        return whole.adjusted(BLEED, BLEED, -BLEED, -BLEED)

    def _prepare(self) -> None:
        """Cut the picture to the stage's shape and scale it to the screen's pixels, once."""
        if self._source is None or self.width() <= 0 or self.height() <= 0:
            return
        ratio = self.devicePixelRatioF()
        wide = max(1, round(self.width() * ratio))
        high = max(1, round(self.height() * ratio))
        rows, columns = self._source.shape[:2]
        if rows == 0 or columns == 0:
            return
        zoom = max(wide / columns, high / rows)
        crop_w, crop_h = min(columns, round(wide / zoom)), min(rows, round(high / zoom))
        left, top = (columns - crop_w) // 2, (rows - crop_h) // 2
        self._crop = QRectF(left, top, crop_w, crop_h)
        part = self._source[top : top + crop_h, left : left + crop_w]
        how = cv2.INTER_AREA if zoom < 0.5 else cv2.INTER_LINEAR
        scaled = cv2.resize(part, (wide, high), interpolation=how)
        if self._mirrored:
            scaled = cv2.flip(scaled, 1)
        pixels = cv2.cvtColor(scaled, cv2.COLOR_RGB2BGRA)
        # RGB32 is what the window itself is made of.  The image only borrows the array's memory.
        self._pixels = pixels
        self._picture = QImage(
            pixels.data, wide, high, pixels.strides[0], QImage.Format.Format_RGB32
        )
        self._picture.setDevicePixelRatio(ratio)

    def face_rect(self) -> QRectF | None:
        """Where the face's frame is drawn, in design pixels of the widget."""
        if self._box is None or self._crop.isEmpty():
            return None
        now_s = time.monotonic()
        x, y, wide, high = (follower.at(now_s) for follower in self._box)
        zoom = self.width() / self._theme.scale / self._crop.width()
        x = (x - self._crop.left()) * zoom
        if self._mirrored:
            x = self.width() / self._theme.scale - x
        y = (y - self._crop.top()) * zoom
        wide, high = wide * zoom * FACE_ROOM, high * zoom * FACE_ROOM
        # The box ends at the brow; the forehead needs the room above.
        return QRectF(x - wide / 2, y - high * 0.53, wide, high)

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        stage = self.stage_rect()
        painter = start(self, theme.scale)
        edge = self.edge.width
        inside = stage.adjusted(edge, edge, -edge, -edge)
        if self._picture is None:
            painter.fillRect(inside, theme.palette.track)
        else:
            painter.save()
            painter.setClipRect(inside)
            painter.resetTransform()
            painter.drawImage(0, 0, self._picture)
            painter.restore()
            self._paint_brackets(painter, inside)
        painter.resetTransform()
        self._paint_caches(painter, stage)

    def _paint_brackets(self, painter: QPainter, inside: QRectF) -> None:
        face = self.face_rect()
        if face is None:
            return
        arm = min(44.0, face.width() * 0.25, face.height() * 0.25)
        x, y, r, b = face.left(), face.top(), face.right(), face.bottom()
        if self._caption:
            # The caption stands before the frame: the frame ends above it.
            b = min(b, inside.bottom() - CAPTION_ROOM)
        path = QPainterPath()
        for corner_x, corner_y, dx, dy in (
            (x, y, 1, 1),
            (r, y, -1, 1),
            (r, b, -1, -1),
            (x, b, 1, -1),
        ):
            path.moveTo(corner_x, corner_y + dy * arm)
            path.lineTo(corner_x, corner_y)
            path.lineTo(corner_x + dx * arm, corner_y)
        square, miter = Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin
        painter.save()
        painter.setClipRect(inside)
        painter.strokePath(path, pen(self._theme.palette.ink, 12, square, miter))
        painter.strokePath(path, pen(self._theme.palette.chalk, 6, square, miter))
        painter.restore()

    def _paint_caches(self, painter: QPainter, stage: QRectF) -> None:
        scale = self._theme.scale
        if self._edge_cache is None:
            size = QSizeF(self.width() / scale, self.height() / scale)
            rays = not self._theme.reduced_motion

            def paint(painter: QPainter) -> None:
                self._paint_corners(painter)
                paint_edge(painter, stage, self.edge, self._theme.palette, rays)

            self._edge_cache = cached(self, size, scale, paint)
        self._blit_ring(painter, self._edge_cache)
        words = QSizeF(stage.width() - 40, 150)
        if self._words_cache is None:
            self._words_cache = cached(self, words, scale, self._paint_words)
        corner = QPointF(stage.left() + 20, stage.bottom() - words.height())
        painter.drawPixmap(corner * scale, self._words_cache)
        note = QSizeF(216, 64)
        if self._note_cache is None:
            self._note_cache = cached(self, note, scale, self._paint_note)
        corner = QPointF(stage.right() - 30 - note.width(), stage.top() + 32)
        painter.drawPixmap(corner * scale, self._note_cache)

    def _paint_corners(self, painter: QPainter) -> None:
        """Paint the lawn outside the rounded corners, so that nothing lies open below."""
        scale = self._theme.scale
        corner = QPointF(self.pos()) / scale
        outside = QPainterPath()
        outside.addRect(self.stage_rect().adjusted(-BLEED, -BLEED, BLEED, BLEED))
        outside.addRoundedRect(self.stage_rect(), Radius.PANEL, Radius.PANEL)
        painter.save()
        painter.setClipPath(outside)
        painter.translate(-corner)
        lawn = QRectF(0, 0, corner.x() + self.width() / scale, corner.y() + self.height() / scale)
        paint_pitch(painter, lawn, self._theme.palette)
        painter.restore()

    def _blit_ring(self, painter: QPainter, pixmap: QPixmap) -> None:
        """Draw only the four sides: the middle of the pixmap is empty and large."""
        side = round((BLEED + self.edge.width + 8) * self._theme.scale)
        wide, high = self.width(), self.height()
        ratio = pixmap.devicePixelRatio()
        for x, y, w, h in (
            (0, 0, wide, side),
            (0, high - side, wide, side),
            (0, side, side, high - 2 * side),
            (wide - side, side, side, high - 2 * side),
        ):
            source = QRectF(x * ratio, y * ratio, w * ratio, h * ratio)
            painter.drawPixmap(QRectF(QRect(x, y, w, h)), pixmap, source)

    def _paint_words(self, painter: QPainter) -> None:
        """The caption and its chips, on a canvas 150 high that ends at the stage's foot."""
        palette = self._theme.palette
        wide = self.stage_rect().width() - 40
        middle = wide / 2
        baseline = 66.0 if self._chips else 100.0
        size = fitting_size(self._caption, Type.CAPTION, wide - 20, True)
        if self._caption:
            paint_outlined(
                painter, middle, baseline, self._caption, size, palette.chalk, palette.ink
            )
        if self._chips is None:
            return
        chip = max(164.0, *(text_width(text, Type.NAME, True) + 24 for text in self._chips))
        left = middle - chip - 22
        for x, text in ((left, self._chips[0]), (left + chip + 44, self._chips[1])):
            painter.setPen(pen(palette.ink, Line.EDGE))
            painter.setBrush(palette.chalk)
            painter.drawRoundedRect(QRectF(x, 84, chip, 40), 10, 10)
            middle_of = Qt.AlignmentFlag.AlignHCenter
            paint_text(painter, x + chip / 2, 112, text, Type.NAME, palette.ink, True, middle_of)
        paint_outlined(painter, middle, 112, "+", Type.JOKE, palette.chalk, palette.ink)

    def _paint_note(self, painter: QPainter) -> None:
        """Two short lines on ink, at the right edge of a canvas 216 × 64."""
        palette = self._theme.palette
        lines = self._note.split("\n")
        icon = 0 if self._is_actor else 24
        size = min(fitting_size(line, Type.HINT, 186 - icon) for line in lines)
        wide = max(text_width(line, size) for line in lines) + 24 + icon
        box = QRectF(216 - wide, 0, wide, 52)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.ink)
        painter.drawRoundedRect(box, 12, 12)
        for index, line in enumerate(lines):
            paint_text(painter, box.left() + 12 + icon, 22 + 20 * index, line, size, palette.chalk)
        if icon:
            painter.translate(box.left() + 22, 27)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(palette.chalk, 2.4))
            painter.drawPath(_LOCK)

    # ---------------------------------------------------------------- Qt's events

    def showEvent(self, event: QEvent) -> None:
        self._timer.start()

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def _forget(self) -> None:
        self._edge_cache = self._words_cache = self._note_cache = None
        self._prepare()
        self.update()
