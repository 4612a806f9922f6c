"""What lies over the stage's picture: its edge, the sentence, the chips and the note.

Painting them takes longer than the picture itself, and they change seldom: each is
painted once into a pixmap, which every later frame copies.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from laughgame.ui.painting import cached
from laughgame.ui.pitch import paint_pitch
from laughgame.ui.stage_edge import StageEdge, paint_edge
from laughgame.ui.stage_words import (
    CAPTION_HEIGHT,
    NOTE_SIZE,
    chips_size,
    paint_caption,
    paint_chips,
    paint_note,
)
from laughgame.ui.theme import Radius, Theme
from laughgame.ui.words_place import FOOT, WordsPlace


class StageOverlay:
    """Paints over the picture in ``widget``, which lies on the lawn.  GUI thread."""

    def __init__(self, widget: QWidget, theme: Theme, edge: StageEdge) -> None:
        self._widget = widget
        self._theme = theme
        self._edge = edge
        self._caption = ""
        self._chips: tuple[str, str] | None = None
        self._note = ""
        self._locked = False
        self._note_opacity = 1.0
        self._inset = False
        self._place = WordsPlace.BELOW
        self._edge_pixmap: QPixmap | None = None
        self._caption_pixmap: QPixmap | None = None
        self._chips_pixmap: QPixmap | None = None
        self._note_pixmap: QPixmap | None = None

    @property
    def edge(self) -> StageEdge:
        return self._edge

    @property
    def caption(self) -> str:
        return self._caption

    @property
    def chips(self) -> tuple[str, str] | None:
        return self._chips

    @property
    def note(self) -> str:
        return self._note

    def set_edge(self, edge: StageEdge) -> None:
        self._edge, self._edge_pixmap = edge, None

    def set_words(self, caption: str, chips: tuple[str, str] | None) -> None:
        """The sentence, and the two numbers behind it."""
        if caption != self._caption:
            self._caption, self._caption_pixmap = caption, None
        if chips != self._chips:
            self._chips, self._chips_pixmap = chips, None

    @property
    def words_place(self) -> WordsPlace:
        return self._place

    def set_words_place(self, place: WordsPlace) -> None:
        """Put sentence and chips where the face is not."""
        if place is not self._place:
            self._place = place
            self._caption_pixmap = self._chips_pixmap = None

    def set_note_opacity(self, opacity: float) -> None:
        """Let the note fade: 1 is all there, 0 is gone."""
        self._note_opacity = opacity

    def set_inset(self, inset: bool) -> None:
        """Lie over something else than the lawn, or on the lawn again."""
        self._inset, self._edge_pixmap = inset, None

    def set_note(self, note: str, locked: bool) -> None:
        """Two short lines for the corner, with a lock or without."""
        if (note, locked) != (self._note, self._locked):
            self._note, self._locked, self._note_pixmap = note, locked, None

    def forget(self) -> None:
        """Paint everything anew next time: the size or the theme has changed."""
        self._edge_pixmap = self._caption_pixmap = None
        self._chips_pixmap = self._note_pixmap = None

    def paint(self, painter: QPainter, stage: QRectF) -> None:
        """Paint over ``stage`` (design pixels of the widget); the painter takes widget pixels."""
        self._paint_edge(painter, stage)
        self._paint_words(painter, stage)
        self._paint_note(painter, stage)

    def _paint_edge(self, painter: QPainter, stage: QRectF) -> None:
        theme = self._theme
        if self._edge_pixmap is None:

            def paint(painter: QPainter) -> None:
                if not self._inset:
                    self._paint_lawn(painter, stage)
                rays = not theme.reduced_motion
                paint_edge(painter, stage, self._edge, theme.palette, rays)

            size = QSizeF(self._widget.size()) / theme.scale
            self._edge_pixmap = cached(self._widget, size, theme.scale, paint)
        self._copy_ring(painter, self._edge_pixmap, stage)

    def _paint_lawn(self, painter: QPainter, stage: QRectF) -> None:
        """Paint the lawn outside the rounded corners, so that nothing lies open below."""
        corner = QPointF(self._widget.pos()) / self._theme.scale
        whole = QRectF(QPointF(0, 0), QSizeF(self._widget.size()) / self._theme.scale)
        outside = QPainterPath()
        outside.addRect(whole)
        outside.addRoundedRect(stage, Radius.PANEL, Radius.PANEL)
        painter.save()
        painter.setClipPath(outside)
        painter.translate(-corner)
        lawn = QRectF(0, 0, corner.x() + whole.width(), corner.y() + whole.height())
        paint_pitch(painter, lawn, self._theme.palette)
        painter.restore()

    def _copy_ring(self, painter: QPainter, pixmap: QPixmap, stage: QRectF) -> None:
        """Copy only the four sides: the middle of the pixmap is empty and large."""
        side = round((stage.left() + self._edge.width + 8) * self._theme.scale)
        wide, high = self._widget.width(), self._widget.height()
        ratio = pixmap.devicePixelRatio()
        for x, y, w, h in (
            (0, 0, wide, side),
            (0, high - side, wide, side),
            (0, side, side, high - 2 * side),
            (wide - side, side, side, high - 2 * side),
        ):
            source = QRectF(x * ratio, y * ratio, w * ratio, h * ratio)
            painter.drawPixmap(QRectF(QRect(x, y, w, h)), pixmap, source)

    def _paint_words(self, painter: QPainter, stage: QRectF) -> None:
        """Copy what is written.  Chips change often, the sentence does not: they are apart."""
        if self._place is WordsPlace.NOWHERE:
            return
        shrink, palette = self._place.scale, self._theme.palette
        scale = self._theme.scale * shrink
        area = self._place.area(stage)
        # The words are laid out as at full size, from the middle of their foot.
        alone = self._place is WordsPlace.ALONE
        chips, wide = None if alone else self._chips, area.width() / shrink
        foot = QPointF(area.center().x(), stage.bottom() - FOOT) / shrink
        if self._caption_pixmap is None:
            self._caption_pixmap = cached(
                self._widget,
                QSizeF(wide, CAPTION_HEIGHT),
                scale,
                lambda p: paint_caption(p, self._caption, wide, palette),
            )
        above_foot = 74.0 if alone else 96.0 if chips is None else 130.0
        corner = QPointF(foot.x() - wide / 2, foot.y() - above_foot)
        painter.drawPixmap(corner * scale, self._caption_pixmap)
        if chips is None:
            return
        size = chips_size(chips)
        if self._chips_pixmap is None:
            self._chips_pixmap = cached(
                self._widget, size, scale, lambda p: paint_chips(p, chips, palette)
            )
        corner = QPointF(foot.x() - size.width() / 2, foot.y() - 50)
        painter.drawPixmap(corner * scale, self._chips_pixmap)

    def _paint_note(self, painter: QPainter, stage: QRectF) -> None:
        if self._note_opacity == 0:
            return
        scale, palette = self._theme.scale, self._theme.palette
        if self._note_pixmap is None:
            self._note_pixmap = cached(
                self._widget,
                NOTE_SIZE,
                scale,
                lambda p: paint_note(p, self._note, self._locked, palette),
            )
        corner = QPointF(stage.right() - 30 - NOTE_SIZE.width(), stage.top() + 32)
        painter.setOpacity(self._note_opacity)
        painter.drawPixmap(corner * scale, self._note_pixmap)
        painter.setOpacity(1.0)
