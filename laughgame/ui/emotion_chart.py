"""The seven emotions as bars: who wins is bright and bold, the others step back."""

import time
from collections.abc import Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.judge import HAPPY_GATE
from laughgame.game.reading import EMOTIONS, HAPPY
from laughgame.ui.emotion_faces import FACE_SIZE, paint_emotion_face
from laughgame.ui.motion import Follower
from laughgame.ui.painting import cached, paint_text, start, text_width
from laughgame.ui.plot_view import bare_view
from laughgame.ui.theme import Theme, Type, pen
from laughgame.ui.wording import emotion_name

ROWS_TOP: Final = 16.0
NAME_LEFT: Final = 60.0
BAR_RIGHT: Final = 76.0
"""From the bars' right end to the panel's right edge."""
NUMBER_RIGHT: Final = 18.0
COMPACT_SIZE: Final = 1.7
TOP_ROWS: Final = 2
"""How many emotions a small window shows."""


class Bars(pg.GraphicsObject):  # type: ignore[misc]
    """Rounded bars, one to a row, and the mark that two-stage mode puts on one of them."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: list[tuple[QRectF, QColor]] = []
        self._mark: tuple[QPointF, float, QColor] | None = None
        self._bounds = QRectF()

    def show_bars(
        self,
        bounds: QRectF,
        bars: list[tuple[QRectF, QColor]],
        mark: tuple[QPointF, float, QColor] | None,
    ) -> None:
        """Draw ``bars``; ``mark`` is a middle, a height and a colour."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self._bars, self._mark = bars, mark
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, color in self._bars:
            radius = min(rect.height() * 0.3, rect.width() / 2)
            painter.setBrush(color)
            painter.drawRoundedRect(rect, radius, radius)
        if self._mark is not None:
            middle, height, color = self._mark
            top, foot = middle.y() - height / 2, middle.y() + height / 2
            painter.setPen(pen(color, 3, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), foot))
            flag = QPainterPath(QPointF(middle.x() - 6, top))
            flag.lineTo(middle.x() + 6, top)
            flag.lineTo(middle.x(), top + 8)
            painter.fillPath(flag, color)


class EmotionChart(QWidget):
    """Shows seven probabilities, or in a small window the two highest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares = [Follower() for _ in EMOTIONS]
        self._percents = ("",) * len(EMOTIONS)
        self._order = tuple(range(len(EMOTIONS)))
        self._known = False
        self._compact = False
        self._gate_shown = False
        self._names_width = 0.0
        self._names: dict[tuple[int, ...], QPixmap] = {}
        self._view = bare_view(self)
        self._bars = Bars()
        self._view.box.addItem(self._bars, ignoreBounds=True)
        theme.changed.connect(self._forget)
        self.retranslate()

    def show_emotions(self, emotions: Sequence[float] | None) -> None:
        """Show the probabilities in the order of EMOTIONS; None empties the bars.

        The percentages follow by :meth:`write_numbers`.
        """
        now_s = time.monotonic()
        self._known = emotions is not None
        for follower, share in zip(self._shares, emotions or [0.0] * len(EMOTIONS), strict=True):
            if self._theme.reduced_motion or not self.isVisible():
                follower.jump(share)
            else:
                follower.aim(share, now_s)
        self.advance()

    def write_numbers(self) -> None:
        """Bring the percentages up to date, and with them which emotions come first."""
        self._percents = tuple(f"{share.target:.0%}" for share in self._shares)
        order = tuple(sorted(range(len(EMOTIONS)), key=lambda i: (-self._shares[i].target, i)))
        if order != self._order:
            self._order = order
            self.advance()
        self.update()

    def show_gate(self, shown: bool) -> None:
        """Mark one half on the happy bar: what two-stage mode asks for."""
        if shown != self._gate_shown:
            self._gate_shown = shown
            self.advance()

    def set_compact(self, compact: bool) -> None:
        """Show the top two emotions only, larger."""
        if compact != self._compact:
            self._compact = compact
            self._forget()

    @property
    def rows(self) -> tuple[int, ...]:
        """The emotions shown, by index, from the top down."""
        if not self._compact:
            return tuple(range(len(EMOTIONS)))
        return tuple(sorted(self._order[:TOP_ROWS]))

    @property
    def winner(self) -> int | None:
        """The highest emotion by index, as last written; None while there is nothing to show."""
        return self._order[0] if self._known else None

    def advance(self) -> bool:
        """Move the bars on; return whether all have arrived."""
        now_s = time.monotonic()
        bounds = QRectF(0, 0, *self._design_size())
        palette, winner = self._theme.palette, self.winner
        bars: list[tuple[QRectF, QColor]] = []
        mark = None
        for row, index in enumerate(self.rows):
            track = self._track(row)
            width = max(3.0, track.width() * self._shares[index].at(now_s))
            color = palette.top_bar if index == winner else palette.quiet_bar
            if self._known:
                bars.append((QRectF(track.left(), track.top(), width, track.height()), color))
            if index == HAPPY and self._gate_shown:
                middle = QPointF(track.left() + track.width() * HAPPY_GATE, track.center().y())
                mark = middle, track.height() + 14, palette.text
        self._bars.show_bars(bounds, bars, mark)
        self.update()
        return all(share.settled(now_s) for share in self._shares)

    def retranslate(self) -> None:
        widths = [text_width(emotion_name(name), Type.LABEL, True) for name in EMOTIONS]
        self._names_width = max(widths)
        self.setAccessibleName(self.tr("Emotions"))
        self._forget()

    # ---------------------------------------------------------------- layout

    def _design_size(self) -> tuple[float, float]:
        scale = self._theme.scale
        return self.width() / scale, self.height() / scale

    def _pitch(self) -> float:
        """From row to row."""
        count = TOP_ROWS if self._compact else len(EMOTIONS)
        return (self._design_size()[1] - 31) / count

    @property
    def _size(self) -> float:
        """How much larger than in the design faces and words are drawn."""
        return COMPACT_SIZE if self._compact else 1.0

    def _middle(self, row: int) -> float:
        return ROWS_TOP + self._pitch() * (row + 0.5) - 0.5

    def _baseline(self, row: int) -> float:
        return self._middle(row) + (-4.0 if self._compact else 7.5)

    def _track(self, row: int) -> QRectF:
        """The bar's bed: beside the words, or in a small window below them."""
        wide = self._design_size()[0]
        if self._compact:
            left = NAME_LEFT * self._size
            return QRectF(left, self._middle(row) + 12, wide - NUMBER_RIGHT - left, 26)
        left = NAME_LEFT + max(68.0, self._names_width + 9)
        return QRectF(left, self._middle(row) - 10, wide - BAR_RIGHT - left, 20)

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._theme.scale
        rows, winner = self.rows, self.winner
        key = (-1 if winner is None else winner, *rows)
        if key not in self._names:
            wide, high = self._design_size()
            self._names[key] = cached(
                self, QSizeF(wide, high), scale, lambda p: self._paint_names(p, rows, winner)
            )
        painter = start(self, scale)
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._names[key])
        painter.restore()
        if not self._known:
            return
        palette = self._theme.palette
        right = self._design_size()[0] - NUMBER_RIGHT
        for row, index in enumerate(rows):
            top = index == winner
            paint_text(
                painter,
                right,
                self._baseline(row),
                self._percents[index],
                Type.LABEL * self._size,
                palette.text if top else palette.dim,
                top,
                Qt.AlignmentFlag.AlignRight,
            )

    def _paint_names(self, painter: QPainter, rows: tuple[int, ...], winner: int | None) -> None:
        palette, size = self._theme.palette, self._size
        for row, index in enumerate(rows):
            top = index == winner
            middle = self._middle(row)
            paint_emotion_face(
                painter,
                EMOTIONS[index],
                QPointF(34 * size, middle),
                palette.ink if top else palette.dim,
                palette.chalk if top else None,
                FACE_SIZE * size,
            )
            paint_text(
                painter,
                NAME_LEFT * size,
                self._baseline(row),
                emotion_name(EMOTIONS[index]),
                Type.LABEL * size,
                palette.text if top else palette.dim,
                top,
            )
            track = self._track(row)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.track)
            painter.drawRoundedRect(track, 6, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._names.clear()
        self._view.widget.setGeometry(self.rect())
        self._view.show_range(QRectF(0, 0, *self._design_size()))
        self.advance()
