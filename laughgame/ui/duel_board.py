"""The timelines of a duel, one over the other: solid, dashed, dotted, with a legend."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.gauge import Timeline as History
from laughgame.ui.controls.text import elide
from laughgame.ui.duel_view import Rival
from laughgame.ui.gauge_axis import AXIS_ROOM
from laughgame.ui.painting import paint_text, start
from laughgame.ui.theme import Line, Theme, Type, pen
from laughgame.ui.timeline import Series, Timeline, trace_of

DASHES: Final[tuple[tuple[float, ...], ...]] = ((), (3.0, 2.2), (0.6, 1.8), (4.0, 1.8, 0.6, 1.8))
"""Solid, dashed, dotted, dash-dotted, in widths of the line: told apart without any colour."""

LEGEND: Final = 40.0
MARGIN: Final = 16.0
END: Final = 9.0
"""Room at the right edge for the ends' dots, in design pixels."""


class _Ends(pg.GraphicsObject):  # type: ignore[misc]
    """A dot in the player's colour where each trace ends."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bounds = QRectF()
        self._dots: list[tuple[QPointF, QColor]] = []

    def show_dots(self, bounds: QRectF, dots: list[tuple[QPointF, QColor]]) -> None:
        """Put dots on these points, all within ``bounds`` (design pixels)."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self._dots = dots
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, *_: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(self._theme.palette.ink, 2))
        for center, color in self._dots:
            painter.setBrush(color)
            painter.drawEllipse(center, 7, 7)


class _Traces(Timeline):
    """A timeline with a trace for every player; the one trace of its base stays empty."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._curves: list[pg.PlotCurveItem] = []
        self._colors: list[QColor] = []
        self._histories: list[History] = []
        self._ends = _Ends(theme)
        super().__init__(theme, parent)
        self._ends.setZValue(1)
        self._view.box.addItem(self._ends, ignoreBounds=True)

    def show_histories(self, histories: Sequence[History], colors: Sequence[str]) -> None:
        """Draw every history (oldest first); the newest moment of all lies on the right edge."""
        while len(self._curves) < len(histories):
            curve = pg.PlotCurveItem(antialias=True)
            self._curves.append(curve)
            self._view.box.addItem(curve, ignoreBounds=True)
        self._histories = list(histories)
        self._colors = [QColor(color) for color in colors]
        for number, curve in enumerate(self._curves):
            curve.setVisible(number < len(histories))
            curve.setPen(_pen(self._theme.palette.text, number))
        self.show_points((), GaugeState.BELOW)

    def _place(self, seconds: Series, smiles: Series) -> tuple[Series, Series]:
        across, down = super()._place(seconds, smiles)
        return across - END, down

    def _draw(self) -> None:
        super()._draw()
        every = [list(history) for history in self._histories]
        latest = max((points[-1].time_s for points in every if points), default=0.0)
        dots = []
        for curve, points, color in zip(self._curves, every, self._colors, strict=False):
            seconds, smiles = trace_of(points)
            behind_s = latest - points[-1].time_s if points else 0.0
            across, down = self._place(seconds - behind_s, smiles)
            curve.setData(across, down, connect="finite")
            if len(down) > 0 and np.isfinite(down[-1]):
                dots.append((QPointF(float(across[-1]), float(down[-1])), color))
        self._ends.show_dots(self._axis_rect(), dots)

    def _paint_ground(self, painter: QPainter) -> None:
        super()._paint_ground(painter)
        palette, rect = self._theme.palette, self._axis_rect()
        y = rect.bottom() - (rect.height() - AXIS_ROOM) * self._threshold
        ends = QPointF(rect.left(), y), QPointF(rect.right(), y)
        edges = Line.THRESHOLD + 2 * Line.THRESHOLD_INK
        painter.setPen(pen(palette.line_edge, edges, Qt.PenCapStyle.FlatCap))
        painter.drawLine(*ends)
        painter.setPen(pen(palette.line, Line.THRESHOLD, Qt.PenCapStyle.FlatCap))
        painter.drawLine(*ends)


class DuelBoard(QWidget):
    """Shows how everybody's smile went lately, and whose line is which.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rivals: tuple[Rival, ...] = ()
        self._histories: list[History] = []
        self.traces = _Traces(theme, self)
        theme.changed.connect(self._lay_out)

    def set_line(self, threshold: float, zone: float) -> None:
        """Put the zone, ``zone`` deep (0–0.3), under the line at ``threshold``."""
        self.traces.set_line(threshold, zone)

    def clear(self) -> None:
        """Forget the traces: a new duel begins."""
        self._histories = []
        self._rivals = ()
        self.traces.show_histories((), ())
        self.update()

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Show one moment of the duel; who is out has no trace any more."""
        names = [one.name for one in self._rivals]
        self._rivals = tuple(rivals)
        if len(self._histories) != len(rivals):
            self._histories = [History() for _ in rivals]
        for history, rival in zip(self._histories, rivals, strict=True):
            if rival.ruling is not None and not rival.is_out:
                history.add(rival.ruling)
        self.traces.show_histories(self._histories, [one.color for one in rivals])
        if names != [one.name for one in rivals]:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = start(self, self._theme.scale)
        palette = self._theme.palette
        width = self.width() / self._theme.scale - 2 * MARGIN
        room = width / max(1, len(self._rivals))
        for number, rival in enumerate(self._rivals):
            left = MARGIN + number * room
            sample = min(44.0, room * 0.4)
            painter.setPen(_pen(palette.text, number))
            painter.drawLine(QPointF(left + 2, 25), QPointF(left + sample, 25))
            painter.setPen(pen(palette.ink, 2))
            painter.setBrush(QColor(rival.color))
            painter.drawEllipse(QPointF(left + sample, 25), 7, 7)
            name = elide(rival.name, Type.HINT, room - sample - 22, True)
            paint_text(painter, left + sample + 14, 31, name, Type.HINT, palette.text, True)

    def _lay_out(self) -> None:
        scale = self._theme.scale
        width, height = self.width() / scale, self.height() / scale
        area = QRectF(MARGIN, LEGEND + 8, width - 2 * MARGIN, height - LEGEND - 12)
        self.traces.setGeometry(QRectF(area.topLeft() * scale, area.size() * scale).toRect())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)


def _pen(color: QColor, number: int) -> QPen:
    """Return the line of a player: its width in design pixels, its dashes by the number."""
    line = pen(color, Line.TRACE, Qt.PenCapStyle.FlatCap)
    dashes = DASHES[number % len(DASHES)]
    if dashes:
        line.setDashPattern(list(dashes))
    return line
