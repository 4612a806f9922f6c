"""The paper card under the stage while a deck plays: the set-up, then the punch line."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box
from laughgame.ui.controls.text import wrap
from laughgame.ui.painting import cached, paint_text
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

RING: Final = 64.0


@dataclass(frozen=True, slots=True)
class JokeView:
    """What the card shows: two lines, the second one empty until it is time.

    ``left_s`` are the seconds until the next joke, ``share`` (0–1) how much of them is gone.
    """

    setup: str
    punchline: str
    left_s: float
    share: float


class JokeCard(QWidget):
    """Shows one joke at a time; GUI thread.  The ring tells when the next one comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = JokeView("", "", 0.0, 0.0)
        self._cache: QPixmap | None = None
        theme.changed.connect(self._forget)

    @property
    def view(self) -> JokeView:
        """What is shown now."""
        return self._view

    def show_joke(self, view: JokeView) -> None:
        """Show a moment of a joke."""
        before, self._view = self._view, view
        if (before.setup, before.punchline) != (view.setup, view.punchline):
            self.setAccessibleName(f"{view.setup} {view.punchline}".strip())
            self._forget()
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._theme.scale
        size = QSizeF(self.width() / scale, self.height() / scale)
        if self._cache is None:
            self._cache = cached(self, size, scale, self._paint)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._cache)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self._paint_ring(painter, QPointF(size.width() - 62, 54))

    def _paint(self, painter: QPainter) -> None:
        palette = self._theme.palette
        width = self.width() / self._theme.scale - 4
        body = QRectF(2, 2, width, 102)
        box(painter, body.translated(4, 8), Radius.PANEL, palette.ink)
        box(painter, body, Radius.PANEL, palette.chalk, palette.ink, Line.EDGE)
        room = width - 34 - RING - 48
        lines = [(self._view.setup, True), (self._view.punchline, False)]
        size = Type.JOKE
        # Both lines have to fit: the longer one decides the size, down to a size that is read.
        while size > Type.HINT and any(len(wrap(t, size, room, b)) > 1 for t, b in lines if t):
            size -= 2
        y = body.center().y() - 8
        for text, bold in lines:
            for line in wrap(text, size, room, bold)[:2]:
                paint_text(painter, 36, y, line, size, palette.ink, bold)
                y += size * 1.4
        painter.setPen(pen(palette.paper_rule, 2))

    def _paint_ring(self, painter: QPainter, center: QPointF) -> None:
        palette = self._theme.palette
        ring = QRectF(0, 0, RING - 8, RING - 8)
        ring.moveCenter(center)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(palette.paper_rule, 8, Qt.PenCapStyle.FlatCap))
        painter.drawEllipse(ring)
        painter.setPen(pen(palette.ink, 8, Qt.PenCapStyle.FlatCap))
        gone = round((1 - self._view.share) * 360 * 16)
        painter.drawArc(ring, 90 * 16, gone)
        seconds = str(math.ceil(self._view.left_s))
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(
            painter, center.x(), center.y() + 7, seconds, Type.LABEL, palette.ink, True, middle
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def _forget(self) -> None:
        self._cache = None
        self.update()
