"""The clip on the stage: an act, a picture, a sound or a video, framed by the verdict.

It is told each moment of the round; nothing here runs on by itself, so a paused round pauses
its clip.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.storage.deck_folder import Reason
from laughgame.ui import deck_words
from laughgame.ui.camera_view import BLEED
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.clip import Clip, PaintedClip, PictureClip, SoundClip, VideoClip
from laughgame.ui.clip_player import ClipPlayer
from laughgame.ui.painting import start
from laughgame.ui.picture_loader import Moment, PictureLoader
from laughgame.ui.stage_edge import StageEdge, edge_for
from laughgame.ui.stage_overlay import StageOverlay
from laughgame.ui.theme import Theme
from laughgame.ui.turntable import paint_turntable
from laughgame.ui.words_place import WordsPlace

CARD_WIDTH: Final = 120.0


class ClipView(QWidget):
    """Shows one clip at a time.  GUI thread.

    Pictures are read, and sounds and videos played, on other threads; Qt Multimedia is loaded
    with the first of them.
    """

    failed = Signal(str, str)
    """A clip cannot be shown: its name, and a sentence that says why and what to do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self._clip: Clip | None = None
        self._at_s = 0.0
        self._broken = False
        self._moments: list[Moment] = []
        self._fitted: QPixmap | None = None
        self._overlay = StageOverlay(self, theme, edge_for(GaugeState.NO_FACE))
        self._overlay.set_note_opacity(0.0)
        # The player's own picture lies over the stage's lower right.
        self._overlay.set_words_place(WordsPlace.LEFT)
        self._loader = PictureLoader(self)
        self._loader.loaded.connect(self._show_picture)
        self.player = ClipPlayer(self)
        self.player.changed.connect(self.update)
        self.player.failed.connect(self._give_up)
        theme.changed.connect(self._forget)

    @property
    def clip(self) -> Clip | None:
        """What is shown; None: nothing."""
        return self._clip

    @property
    def at_s(self) -> float:
        """The seconds of play since the clip began."""
        return self._at_s

    @property
    def broken(self) -> bool:
        """Whether the clip turned out not to be showable."""
        return self._broken

    @property
    def moment(self) -> QImage | None:
        """The picture, or the moment of an animated one, that is shown; None where there is none.

        None, too, until the picture has been read.
        """
        if not self._moments:
            return None
        left_s = self._at_s % sum(moment.seconds for moment in self._moments)
        for moment in self._moments:
            left_s -= moment.seconds
            if left_s < 0:
                break
        return moment.image

    def show_clip(self, clip: Clip, at_s: float) -> None:
        """Show the moment ``at_s`` seconds of play after the clip began.

        Called again and again; as long as the time stands still, so does the clip.
        """
        if clip != self._clip:
            self._begin(clip)
        before, self._at_s = self.moment, at_s
        match clip:
            case SoundClip() | VideoClip() if not self._broken:
                self.player.follow(at_s)
            case PictureClip() if before is self.moment:
                return
            case _:
                pass
        if not isinstance(clip, VideoClip):
            self.update()

    def hide_clip(self) -> None:
        """Show nothing any more, and let go of the file."""
        self._clear()
        self._clip = None
        self.setAccessibleName("")

    def pause(self) -> None:
        """Stand still at once; :meth:`show_clip` goes on."""
        self.player.pause()

    def set_volume(self, volume: float, muted: bool) -> None:
        """Play at ``volume`` (0–1), or silently."""
        self.player.set_volume(volume, muted)

    def show_state(self, state: GaugeState) -> None:
        """Wear the edge that goes with ``state``."""
        edge = edge_for(state)
        if edge is not self.edge:
            self._overlay.set_edge(edge)
            self.update()

    @property
    def edge(self) -> StageEdge:
        return self._overlay.edge

    def show_words(self, caption: str, chips: tuple[str, str] | None) -> None:
        """Write the sentence at the foot of the stage, with the two numbers behind it."""
        if (caption, chips) != (self._overlay.caption, self._overlay.chips):
            self._overlay.set_words(caption, chips)
            self.update()

    @property
    def caption(self) -> str:
        return self._overlay.caption

    # ---------------------------------------------------------------- one clip after the other

    def _begin(self, clip: Clip) -> None:
        self._clear()
        self._clip = clip
        self.setAccessibleName(clip.title)
        match clip:
            case PictureClip():
                self._loader.load(clip.path)
            case SoundClip() | VideoClip():
                self.player.start(clip.path, clip.plays_s)
            case _:
                pass

    def _clear(self) -> None:
        self._loader.forget()
        self.player.stop()
        self._moments, self._fitted, self._broken = [], None, False
        self.update()

    def _show_picture(self, moments: list[Moment]) -> None:
        self._moments = moments
        if isinstance(self._clip, PictureClip) and not moments:
            there = self._clip.path.exists()
            self._give_up(Reason.BROKEN if there else Reason.MISSING, "")
        self.update()

    def _give_up(self, reason: Reason, detail: str) -> None:
        if self._clip is not None:
            self._broken = True
            self.update()
            self.failed.emit(self._clip.name, deck_words.refusal(reason, detail))

    # ---------------------------------------------------------------- painting

    def stage_rect(self) -> QRectF:
        """The stage within the widget, in design pixels."""
        scale = self._theme.scale
        whole = QRectF(0, 0, self.width() / scale, self.height() / scale)
        return whole.adjusted(BLEED, BLEED, -BLEED, -BLEED)

    def paintEvent(self, event: QPaintEvent) -> None:
        stage, edge = self.stage_rect(), self.edge.width
        painter = start(self, self._theme.scale)
        inside = stage.adjusted(edge, edge, -edge, -edge)
        painter.save()
        painter.setClipRect(inside)
        painter.fillRect(inside, self._theme.palette.ink)
        self._paint_clip(painter, inside)
        painter.restore()
        painter.resetTransform()
        self._overlay.paint(painter, stage)

    def _paint_clip(self, painter: QPainter, inside: QRectF) -> None:
        palette, clip = self._theme.palette, self._clip
        match clip:
            case _ if self._broken:
                self._paint_nothing(painter, inside)
            case PaintedClip():
                clip.paint(painter, inside, self._at_s)
            case SoundClip():
                share = min(1.0, self._at_s / clip.plays_s)
                turning = not self._theme.reduced_motion
                paint_turntable(painter, inside, clip.title, self._at_s, share, palette, turning)
            case PictureClip() if len(self._moments) == 1:
                self._paint_still(painter, inside, self._moments[0].image)
            case PictureClip() if self.moment is not None:
                painter.drawImage(fitted(inside, self.moment.size()), self.moment)
            case VideoClip() if self.player.image is not None:
                image = self.player.image
                painter.drawImage(fitted(inside, image.size()), image)
            case _:
                pass  # it is being opened

    def _paint_still(self, painter: QPainter, inside: QRectF, image: QImage) -> None:
        """Paint a picture, scaled once: the player's own moves before it thirty times a second."""
        area = fitted(inside, image.size())
        if self._fitted is None:
            pixels = self._theme.scale * self.devicePixelRatioF()
            size = (area.size() * pixels).toSize()
            self._fitted = QPixmap.fromImage(
                image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
            )
        painter.drawPixmap(area, self._fitted, QRectF(self._fitted.rect()))

    def _paint_nothing(self, painter: QPainter, inside: QRectF) -> None:
        palette = self._theme.palette
        painter.fillRect(inside, palette.track)
        paint_card(painter, inside.center(), CARD_WIDTH, palette.grey, Mood.GREY, -6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def _forget(self) -> None:
        self._fitted = None
        self._overlay.forget()
        self.update()


def fitted(area: QRectF, size: QSize) -> QRectF:
    """Return the largest rectangle of the shape of ``size`` in the middle of ``area``."""
    wide = QSizeF(size).scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left_top = area.center() - QPointF(wide.width() / 2, wide.height() / 2)
    return QRectF(left_top, wide)
