"""The last twenty seconds of the smile, against the line and the warning zone."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import TIMELINE_S, GaugeState, TimelinePoint
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.gauge_axis import AXIS_ROOM
from laughgame.ui.painting import cached, paint_stripes, paint_text
from laughgame.ui.plot_view import bare_view
from laughgame.ui.theme import Line, Radius, Theme, Type, dashed_pen, pen

BIN_S: Final = 0.125
"""Time to one point of the trace: finer than two pixels is not seen, and a broad pen is slow."""

MARK_SIZE: Final = QSizeF(18, 24)
FOOT: Final = 28.0
"""Room under the axis for the times, in design pixels."""

Series = NDArray[np.float64]

_QUIET: Final = (GaugeState.GREYED, GaugeState.NO_FACE)


class OutMarks(pg.GraphicsObject):  # type: ignore[misc]
    """A small red card upon the trace for every OUT: the line may have moved since."""

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._widget = widget
        self._bounds = QRectF()
        self._places: list[QPointF] = []
        self._card: QPixmap | None = None

    def show_marks(self, bounds: QRectF, across: Series, down: Series) -> None:
        """Put cards on these points, all within ``bounds`` (design pixels)."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        half = MARK_SIZE.height() / 2
        top, bottom = bounds.top() + half, bounds.bottom() - half
        self._places = [
            QPointF(x, min(max(y, top), bottom))
            for x, y in zip(across.tolist(), down.tolist(), strict=True)
        ]
        self.update()

    def forget(self) -> None:
        """Paint the card anew next time: size or theme have changed."""
        self._card = None

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: Any) -> None:
        if not self._places:
            return
        if self._card is None:
            self._card = cached(self._widget, MARK_SIZE, self._theme.scale, self._paint_card)
        corner = QPointF(MARK_SIZE.width() / 2, MARK_SIZE.height() / 2)
        for place in self._places:
            target = QRectF(place - corner, MARK_SIZE)
            painter.drawPixmap(target, self._card, QRectF(self._card.rect()))

    def _paint_card(self, painter: QPainter) -> None:
        middle = QPointF(MARK_SIZE.width() / 2, MARK_SIZE.height() / 2)
        palette = self._theme.palette
        paint_card(painter, middle, 15, palette.out, Mood.LAUGH, 0, 2, shadow=False)


class Timeline(QWidget):
    """Shows the rolling trace; its right edge is now.

    The upper ``height − FOOT`` design pixels are the axis: 0 at their foot, 1 ``AXIS_ROOM``
    below the top.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._threshold = 0.8
        self._zone = 0.15
        self._state = GaugeState.NO_FACE
        self._points: tuple[Series, Series] = (np.empty(0), np.empty(0))
        self._outs: tuple[Series, Series] = (np.empty(0), np.empty(0))
        self._ground: QPixmap | None = None
        self._view = bare_view(self)
        self._fill = pg.PlotCurveItem(pen=None)
        self._trace = pg.PlotCurveItem(antialias=True)
        self._marks = OutMarks(theme, self)
        for item in (self._fill, self._trace, self._marks):
            self._view.box.addItem(item, ignoreBounds=True)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def set_line(self, threshold: float, zone: float) -> None:
        """Put the zone, ``zone`` deep (0–0.3), under the line at ``threshold``."""
        if (threshold, zone) != (self._threshold, self._zone):
            self._threshold, self._zone = threshold, zone
            self._forget()

    def show_points(
        self,
        points: Iterable[TimelinePoint],
        state: GaugeState,
        outs: Sequence[TimelinePoint] = (),
    ) -> None:
        """Draw ``points`` (oldest first); the newest one lies on the right edge.

        ``outs`` are those at which an OUT began.
        """
        if state is not self._state:
            self._state = state
            self._restyle()
        every = list(points)
        self._points = trace_of(every)
        now_s = every[-1].time_s if every else 0.0
        times = np.array([point.time_s - now_s for point in outs], dtype=np.float64)
        self._outs = times, np.array([point.smile for point in outs], dtype=np.float64)
        self._draw()

    @property
    def outs(self) -> Series:
        """Seconds before now (≤ 0) at which the player went OUT, oldest first."""
        return self._outs[0]

    def _draw(self) -> None:
        across, down = self._place(*self._points)
        for item in (self._fill, self._trace):
            item.setData(across, down, connect="finite")
        self._marks.show_marks(self._axis_rect(), *self._place(*self._outs))

    def _place(self, seconds: Series, smiles: Series) -> tuple[Series, Series]:
        """Where moments lie, in design pixels."""
        rect = self._axis_rect()
        across = rect.right() + seconds * (rect.width() / TIMELINE_S)
        return across, rect.bottom() - smiles * (rect.height() - AXIS_ROOM)

    def newest(self) -> QPointF | None:
        """Where the trace ends, in design pixels; None without a face."""
        across, down = self._trace.getData()
        if across is None or len(across) == 0 or not np.isfinite(down[-1]):
            return None
        return QPointF(float(across[-1]), float(down[-1]))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Smile over the last 20 seconds"))
        self._forget()

    # ---------------------------------------------------------------- painting

    def _axis_rect(self) -> QRectF:
        """The ground of the trace, in design pixels."""
        scale = self._theme.scale
        return QRectF(0, 0, self.width() / scale, self.height() / scale - FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._theme.scale
        if self._ground is None:
            size = QSizeF(self.width() / scale, self.height() / scale)
            self._ground = cached(self, size, scale, self._paint_ground)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)

    def _paint_ground(self, painter: QPainter) -> None:
        palette = self._theme.palette
        rect = self._axis_rect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.track)
        painter.drawRoundedRect(rect, Radius.BAR, Radius.BAR)
        span = rect.height() - AXIS_ROOM
        line = rect.bottom() - span * self._threshold
        zone = QRectF(rect.left(), line, rect.width(), span * self._zone)
        quiet = self._state in _QUIET
        if zone.height() > 0:
            painter.save()
            painter.setOpacity(0.55 if palette.dark else 1.0)
            if not quiet:
                painter.fillRect(zone, palette.zone_back)
            stripe = 3 if quiet else 4
            paint_stripes(painter, zone, palette.grey_bar if quiet else palette.zone, stripe, 10)
            painter.restore()
        painter.setPen(pen(palette.rail, 1.5, Qt.PenCapStyle.FlatCap))
        for value in (0.0, 0.5, 1.0):
            y = rect.bottom() - span * value
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        foot = rect.bottom() + 22
        paint_text(painter, rect.left(), foot, self.tr("-20 s"), Type.TICK, palette.dim)
        right = Qt.AlignmentFlag.AlignRight
        paint_text(painter, rect.right(), foot, self.tr("now"), Type.TICK, palette.dim, align=right)

    def _restyle(self) -> None:
        palette = self._theme.palette
        quiet = self._state in _QUIET
        color = QColor(palette.dim if quiet else palette.text)
        # The pens are not cosmetic: their widths are design pixels, as all in the view.
        self._trace.setPen(dashed_pen(color, Line.TRACE, 8, 7) if quiet else pen(color, Line.TRACE))
        color.setAlphaF(0.14)
        self._fill.setBrush(color)
        self._marks.forget()
        self._lay_out()
        self._forget()

    def _lay_out(self) -> None:
        scale = self._theme.scale
        rect = self._axis_rect()
        self._view.widget.setGeometry(0, 0, self.width(), round(rect.height() * scale))
        self._view.show_range(rect)
        self._fill.setFillLevel(rect.bottom())
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._ground = None
        self.update()


def trace_of(points: Iterable[TimelinePoint]) -> tuple[Series, Series]:
    """The trace's points: seconds before the newest (≤ 0), and smiles, NaN for a gap.

    Points of one eighth of a second become one, their highest, so that no peak is lost; the
    newest is kept as it is.  Bins lie on the clock, so old points do not dance as time goes on.
    """
    every = list(points)
    if not every:
        return np.empty(0), np.empty(0)
    times: list[float] = []
    smiles: list[float | None] = []
    last_bin, highest = None, None
    for point in every[:-1]:
        smile = point.smile
        this_bin = int(point.time_s / BIN_S)
        if this_bin != last_bin or (smile is None) != (highest is None):
            times.append(point.time_s)
            smiles.append(smile)
            last_bin, highest = this_bin, smile
        elif smile is not None and highest is not None and smile > highest:
            times[-1], smiles[-1] = point.time_s, smile
            highest = smile
    times.append(every[-1].time_s)
    smiles.append(every[-1].smile)
    # None becomes NaN.
    return np.array(times) - times[-1], np.array(smiles, dtype=np.float64)
