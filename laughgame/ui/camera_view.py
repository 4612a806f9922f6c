"""The stage: the player as in a mirror, framed by the verdict, with the sentence below.

The view pulls the newest picture on its own timer; no pixel rides a signal.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.reading import Box
from laughgame.ui.duel_view import Rival
from laughgame.ui.face_frame import paint_face_frame
from laughgame.ui.face_tags import FaceTags
from laughgame.ui.motion import Follower
from laughgame.ui.painting import start
from laughgame.ui.stage_edge import StageEdge, edge_for
from laughgame.ui.stage_overlay import StageOverlay
from laughgame.ui.stage_picture import Image, StagePicture
from laughgame.ui.theme import Theme
from laughgame.ui.words_place import WordsPlace, choose_place

FramePull = Callable[[], Image | None]

BLEED: Final = 2
"""Design pixels round the stage for the outer half of its ink line."""

FRAME_INTERVAL_MS: Final = 33
FRAME_GAP: Final = 22.0
"""Between the frame's foot and the sentence, in design pixels."""
FACE_ROOM: Final = 1.12
"""The frame's size over the face box, which ends at brow and chin."""
CHIN: Final = 0.95
"""How far down the frame the chin is, as a share of its height."""
NOTE_S: Final = 10.0
"""How long a live picture says that it stays here; the privacy page says so for good."""
NOTE_FADE_S: Final = 0.6


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
        self._blank = False
        self._box: tuple[Follower, ...] | None = None
        self._tags = FaceTags(theme)
        self._whole = False
        self._is_actor = False
        self._inset = False
        self._note_since_s: float | None = None
        self._overlay = StageOverlay(self, theme, edge_for(GaugeState.NO_FACE))
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

    def set_blank(self, blank: bool) -> None:
        """Take the picture away: an old one must not pass for that of now."""
        if blank != self._blank:
            self._blank = blank
            self._source = self._picture = None
            self.update()

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
        edge = edge_for(state)
        if edge is not self.edge:
            self._overlay.set_edge(edge)
            self.update()

    @property
    def edge(self) -> StageEdge:
        return self._overlay.edge

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

    def set_whole(self, whole: bool) -> None:
        """Show all of the picture, or cut it to the stage: several players need its whole width."""
        if whole is not self._whole:
            self._whole = whole
            self._prepare()
            self.update()

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Put a frame and a tag to each of these faces, instead of the one frame."""
        self._tags.show_rivals(rivals)

    def show_words(self, caption: str, chips: tuple[str, str] | None) -> None:
        """Write ``caption`` at the foot of the stage, with the two numbers behind it."""
        self._overlay.set_words(caption, chips)

    @property
    def caption(self) -> str:
        return self._overlay.caption

    @property
    def chips(self) -> tuple[str, str] | None:
        return self._overlay.chips

    @property
    def words_place(self) -> WordsPlace:
        """Where the caption stands so that it does not cover the face."""
        return self._overlay.words_place

    def set_inset(self, inset: bool) -> None:
        """Lie small over something else, which then has the words; or have the stage again."""
        if inset is not self._inset:
            self._inset = inset
            # Round its corners something else is seen now, not the lawn.
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, not inset)
            self._overlay.set_inset(inset)
            self._forget()

    @property
    def inset(self) -> bool:
        """Whether something else has the stage."""
        return self._inset

    def show_actor(self, is_actor: bool) -> None:
        """Say in the corner whose picture it is: the player's own, or the demo player's."""
        self._is_actor = is_actor
        self._note_since_s = time.monotonic()
        self.retranslate()

    @property
    def note(self) -> str:
        """The words in the corner."""
        return self._overlay.note.replace("\n", " ")

    def note_opacity(self, now_s: float) -> float:
        """How much of the corner's note is seen (0–1); the demo player's stays."""
        if self._is_actor or self._note_since_s is None:
            return 1.0
        left_s = self._note_since_s + NOTE_S - now_s
        if self._theme.reduced_motion:
            return 1.0 if left_s > 0 else 0.0
        return min(1.0, max(0.0, 1 + left_s / NOTE_FADE_S))

    def retranslate(self) -> None:
        note = (
            self.tr("Demo player,\nno camera in use")
            if self._is_actor
            else self.tr("Video never leaves\nthis computer")
        )
        self._overlay.set_note(note, locked=not self._is_actor)
        self.setAccessibleName(self.tr("Camera picture"))
        self.setAccessibleDescription(self.note)
        self.update()

    # ---------------------------------------------------------------- pictures

    def refresh(self) -> None:
        """Pull the newest picture and repaint."""
        image = None if self._blank else self._pull()
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
        bands = self._theme.palette.track if self._whole else None
        self._picture = StagePicture(self._source, size, self._mirrored, bands)

    def face_rect(self) -> QRectF | None:
        """Where the face's frame is drawn, in design pixels of the widget."""
        if self._box is None or self._picture is None:
            return None
        return self._framed(follower.at(time.monotonic()) for follower in self._box)

    def _framed(self, sides: Iterable[float]) -> QRectF | None:
        """Where the frame of a face is drawn; ``sides`` are middle, width and height of its box."""
        if self._picture is None:
            return None
        x, y, wide, high = sides
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
        if self._inset:
            self._place_words(None)
        if self._picture is None:
            painter.fillRect(inside, theme.palette.track)
        else:
            painter.save()
            painter.setClipRect(inside)
            painter.resetTransform()
            painter.drawImage(self.rect(), self._picture.image)
            painter.restore()
            self._paint_frame(painter, inside)
            self._tags.paint(painter, inside, self._framed)
        painter.resetTransform()
        opacity = 0.0 if self._inset else self.note_opacity(time.monotonic())
        self._overlay.set_note_opacity(opacity)
        self._overlay.paint(painter, stage)

    def _paint_frame(self, painter: QPainter, inside: QRectF) -> None:
        face = self.face_rect()
        self._place_words(face)
        if face is None:
            return
        if self.caption and self.words_place.under_face:
            # The caption stands before the frame: the frame ends above it.
            words = self.words_place.area(self.stage_rect())
            face.setBottom(min(face.bottom(), words.top() - FRAME_GAP))
        if face.height() > 0:
            painter.save()
            painter.setClipRect(inside)
            paint_face_frame(painter, face, self._theme.palette)
            painter.restore()

    def _place_words(self, face: QRectF | None) -> None:
        head = None
        if face is not None:
            head = QRectF(face.left(), face.top(), face.width(), face.height() * CHIN)
        place = choose_place(self.stage_rect(), head, self.words_place)
        self._overlay.set_words_place(WordsPlace.NOWHERE if self._inset else place)

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
        self._overlay.forget()
        self._prepare()
        self.update()
