"""The example as a picture: trace, line, zone and the red card where somebody is OUT."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from laughgame.game.judge import JudgeSettings
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box, painting
from laughgame.ui.controls.text import LEFT, RIGHT, draw_middle
from laughgame.ui.painting import fitting_size, paint_stripes
from laughgame.ui.screens.settings_pages.example import LENGTH_S, Example, Stretch, judged_example
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

LABEL_HEIGHT: Final = 30.0
OVERHANG: Final = 10.0
"""How far the line sticks out of the plot, at both sides."""


class ExampleView(QWidget):
    """Shows what some rules make of the example; ``example`` holds the result."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rules = JudgeSettings()
        self.example: Example = judged_example(self._rules)
        self._words = ("", "", "")
        theme.changed.connect(self.update)

    def show_rules(self, rules: JudgeSettings) -> None:
        if rules != self._rules:
            self._rules = rules
            self.example = judged_example(rules)
            self.update()

    def set_words(self, talking: str, forced: str, real: str) -> None:
        """Name the three stretches."""
        self._words = (talking, forced, real)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            plot = area.adjusted(OVERHANG, 16, -OVERHANG, -LABEL_HEIGHT)
            box(painter, plot, Radius.BAR, palette.track, None)
            painter.save()
            clip = QPainterPath()
            clip.addRoundedRect(plot, Radius.BAR, Radius.BAR)
            painter.setClipPath(clip)
            self._paint_grid(painter, plot)
            self._paint_zone(painter, plot)
            painter.restore()
            self._paint_trace(painter, plot)
            self._paint_line(painter, plot)
            for time_s, smile in self.example.outs:
                at = self._at(plot, time_s, max(smile, self._rules.threshold))
                center = QPointF(min(at.x(), plot.right() - 14), max(at.y() - 22, plot.top()))
                paint_card(painter, center, 30, palette.out, Mood.LAUGH, 6, 3, shadow=False)
            self._paint_words(painter, plot)

    def _at(self, plot: QRectF, time_s: float, value: float) -> QPointF:
        return QPointF(
            plot.left() + plot.width() * time_s / LENGTH_S, plot.bottom() - plot.height() * value
        )

    def _paint_grid(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(pen(self._theme.palette.rail, 2))
        for stretch in Stretch:
            if stretch.value:
                x = self._at(plot, stretch.value, 0).x()
                painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _paint_zone(self, painter: QPainter, plot: QRectF) -> None:
        palette, rules = self._theme.palette, self._rules
        if not rules.warning_margin:
            return
        top = self._at(plot, 0, rules.threshold)
        bottom = self._at(plot, LENGTH_S, rules.threshold - rules.warning_margin)
        zone = QRectF(top, bottom)
        painter.fillRect(zone, palette.zone_back)
        color = palette.zone
        painter.setOpacity(0.6 if palette.dark else 1.0)
        paint_stripes(painter, zone, color, 4, 10)
        painter.setOpacity(1.0)

    def _paint_trace(self, painter: QPainter, plot: QRectF) -> None:
        palette = self._theme.palette
        points = [self._at(plot, time_s, smile) for time_s, smile in self.example.trace]
        under = QPolygonF([*points, plot.bottomRight(), plot.bottomLeft()])
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(palette.text)
        shade.setAlphaF(0.14)
        painter.setBrush(shade)
        painter.drawPolygon(under)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(palette.text, Line.TRACE))
        painter.drawPolyline(QPolygonF(points))

    def _paint_line(self, painter: QPainter, plot: QRectF) -> None:
        palette = self._theme.palette
        y = self._at(plot, 0, self._rules.threshold).y()
        start, end = QPointF(plot.left() - OVERHANG, y), QPointF(plot.right() + OVERHANG, y)
        flat = Qt.PenCapStyle.FlatCap
        edged = Line.THRESHOLD + 2 * Line.THRESHOLD_INK
        painter.setPen(pen(palette.line_edge, edged, flat))
        painter.drawLine(start, end)
        painter.setPen(pen(palette.line, Line.THRESHOLD, flat))
        painter.drawLine(start, end)

    def _paint_words(self, painter: QPainter, plot: QRectF) -> None:
        palette = self._theme.palette
        third = plot.width() / len(self._words)
        for index, (word, stretch) in enumerate(zip(self._words, Stretch, strict=True)):
            cell = QRectF(plot.left() + index * third, plot.bottom() + 2, third, LABEL_HEIGHT)
            out = self.example.out_in(stretch)
            size = fitting_size(word, Type.HINT, third - 6, bold=out)
            color = palette.out_text if out else palette.dim
            align = (LEFT, Qt.AlignmentFlag.AlignHCenter, RIGHT)[index]
            draw_middle(painter, cell, word, size, color, bold=out, align=align)
