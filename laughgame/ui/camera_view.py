"""The stage: the player as in a mirror, framed by the verdict, with the sentence below.

The view pulls the newest picture on its own timer; no pixel rides a signal.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.reading import Box
from laughgame.ui.face_frame import paint_face_frame
from laughgame.ui.motion import Follower
from laughgame.ui.painting import cached, start
from laughgame.ui.pitch import paint_pitch
from laughgame.ui.stage_edge import StageEdge, edge_for, paint_edge
from laughgame.ui.stage_picture import Image, StagePicture
from laughgame.ui.stage_words import (
    CAPTION_HEIGHT,
    NOTE_SIZE,
    chips_size,
    paint_caption,
    paint_chips,
    paint_note,
)
from laughgame.ui.theme import Radius, Theme

FramePull = Callable[[], Image | None]

BLEED: Final = 2
"""Design pixels round the stage for the outer half of its ink line."""

FRAME_INTERVAL_MS: Final = 33
CAPTION_ROOM: Final = 134.0
FACE_ROOM: Final = 1.12
"""The frame's size over the face box, which ends at brow and chin."""


class CameraView(QWidget):
    """Shows the newest picture, the face's frame and the caption.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self._pull: FramePull = lambda: None
        self._mirrored = True
        self._source: Image | None = None
        self._picture: StagePicture | None = None
        self._state = GaugeState.NO_FACE
        self._box: tuple[Follower, ...] | None = None
        self._caption = ""
        self._chips: tuple[str, str] | None = None
        self._note = ""
        self._is_actor = False
        self._edge_cache: QPixmap | None = None
        self._caption_cache: QPixmap | None = None
        self._chips_cache: QPixmap | None = None
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
        if caption != self._caption or (chips is None) != (self._chips is None):
            self._caption_cache = None
        if chips != self._chips:
            self._chips_cache = None
        self._caption, self._chips = caption, chips

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
        """Fit the picture to the stage, once for all the paintings that follow."""
        size = (QSizeF(self.size()) * self.devicePixelRatioF()).toSize()
        if self._source is None or self._source.size == 0 or size.isEmpty():
            return
        self._picture = StagePicture(self._source, size, self._mirrored)

    def face_rect(self) -> QRectF | None:
        """Where the face's frame is drawn, in design pixels of the widget."""
        if self._box is None or self._picture is None:
            return None
        now_s = time.monotonic()
        x, y, wide, high = (follower.at(now_s) for follower in self._box)
        wide, high = wide * FACE_ROOM, high * FACE_ROOM
        # The box ends at the brow; the forehead needs the room above.
        box = self._picture.place(QRectF(x - wide / 2, y - high * 0.53, wide, high))
        pixels = self._theme.scale * self.devicePixelRatioF()
        return QRectF(box.topLeft() / pixels, box.size() / pixels)

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
            painter.drawImage(self.rect(), self._picture.image)
            painter.restore()
            self._paint_frame(painter, inside)
        painter.resetTransform()
        self._paint_caches(painter, stage)

    def _paint_frame(self, painter: QPainter, inside: QRectF) -> None:
        face = self.face_rect()
        if face is None:
            return
        if self._caption:
            # The caption stands before the frame: the frame ends above it.
            face.setBottom(min(face.bottom(), inside.bottom() - CAPTION_ROOM))
        if face.height() > 0:
            painter.save()
            painter.setClipRect(inside)
            paint_face_frame(painter, face, self._theme.palette)
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
        self._paint_words(painter, stage)

    def _paint_words(self, painter: QPainter, stage: QRectF) -> None:
        """Blit what is written.  Chips change often, the sentence does not: they are apart."""
        scale, palette = self._theme.scale, self._theme.palette
        chips, wide = self._chips, stage.width() - 40
        if self._caption_cache is None:
            self._caption_cache = cached(
                self,
                QSizeF(wide, CAPTION_HEIGHT),
                scale,
                lambda p: paint_caption(p, self._caption, wide, palette),
            )
        above_foot = 116.0 if chips is None else 150.0
        corner = QPointF(stage.left() + 20, stage.bottom() - above_foot)
        painter.drawPixmap(corner * scale, self._caption_cache)
        if chips is not None:
            size = chips_size(chips)
            if self._chips_cache is None:
                self._chips_cache = cached(
                    self, size, scale, lambda p: paint_chips(p, chips, palette)
                )
            corner = QPointF(stage.center().x() - size.width() / 2, stage.bottom() - 70)
            painter.drawPixmap(corner * scale, self._chips_cache)
        if self._note_cache is None:
            locked = not self._is_actor
            self._note_cache = cached(
                self, NOTE_SIZE, scale, lambda p: paint_note(p, self._note, locked, palette)
            )
        corner = QPointF(stage.right() - 30 - NOTE_SIZE.width(), stage.top() + 32)
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
        self._edge_cache = self._note_cache = None
        self._caption_cache = self._chips_cache = None
        self._prepare()
        self.update()
