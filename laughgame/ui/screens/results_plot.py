"""The curve of a whole turn: the smile, the line that judged it, the moments worth telling."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from laughgame.game.trace import Mark, TracePoint
from laughgame.ui.controls.canvas import box, strokes
from laughgame.ui.painting import paint_stripes, paint_text, text_width
from laughgame.ui.screens.results_feelings import paint_feelings
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Palette, Radius, Type, pen

translate = QCoreApplication.translate

ZONE: Final = 0.15
"""The hatch reaches so far below the line."""

CROSS: Final = parse_path("M-7 -7L7 7M7 -7L-7 7")
"""The cross on a card that was shown."""

STRIP: Final = 30.0
"""Height of the strip of feelings."""

OVER: Final = 10.0
"""The line goes on so far beyond both sides of the plot, in design pixels."""

_END: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds of play in which the line stayed at ``threshold``."""

    start_s: float
    end_s: float
    threshold: float


def line_of(points: Sequence[TracePoint], usual: float) -> tuple[Stretch, ...]:
    """Return the line the points were judged by, in stretches, oldest first.

    ``usual`` stands in where a point does not tell, and where there is none.
    """
    stretches: list[Stretch] = []
    for point in points:
        threshold = usual if point.threshold is None else point.threshold
        if stretches and stretches[-1].threshold == threshold:
            stretches[-1] = Stretch(stretches[-1].start_s, point.played_s, threshold)
        else:
            # The new line counts from the moment judged by it; up to there the old one did.
            if stretches:
                before = stretches[-1]
                stretches[-1] = Stretch(before.start_s, point.played_s, before.threshold)
            stretches.append(Stretch(point.played_s, point.played_s, threshold))
    return tuple(stretches) or (Stretch(0.0, 0.0, usual),)


def line_words(stretches: Sequence[Stretch]) -> str:
    """Say where the line was, and where it went."""
    values = [f"{one.threshold:.2f}" for one in stretches]
    if len(values) > 3:
        values = [values[0], "…", values[-1]]
    return translate("ResultsScreen", "line {value}").format(value=" → ".join(values))


def paint_plot(
    painter: QPainter,
    palette: Palette,
    plot: QRectF,
    points: Sequence[TracePoint],
    marks: Sequence[Mark],
    usual: float,
    clock: str,
) -> None:
    """Paint into ``plot`` (design pixels), with the feelings and the legend below.

    ``clock`` is the turn's time.
    """
    box(painter, plot, Radius.BAR, palette.track)
    last_s = max(1.0, points[-1].played_s if points else 1.0)
    floor, height = plot.bottom(), plot.height() - 8
    line = line_of(points, usual)

    def at(played_s: float, smile: float) -> QPointF:
        return QPointF(plot.left() + plot.width() * played_s / last_s, floor - height * smile)

    def reach(index: int) -> tuple[float, float]:
        """Left and right end of a stretch; the first and the last go on to the plot's sides."""
        start = plot.left() if index == 0 else at(line[index].start_s, 0).x()
        last = index == len(line) - 1
        return start, plot.right() if last else at(line[index].end_s, 0).x()

    faded = QColor(palette.zone)
    faded.setAlphaF(0.5)
    for index, one in enumerate(line):
        start, end = reach(index)
        top, bottom = at(0, one.threshold).y(), at(0, one.threshold - ZONE).y()
        paint_stripes(painter, QRectF(start, top, end - start, bottom - top), faded, 5, 16)
    curve = [at(point.played_s, point.smile) for point in points]
    if len(curve) > 1:
        path = QPainterPath()
        path.addPolygon(QPolygonF(curve))
        area = QPainterPath(path)
        area.lineTo(curve[-1].x(), floor)
        area.lineTo(curve[0].x(), floor)
        under = QColor(palette.text)
        under.setAlphaF(0.14)
        painter.fillPath(area, under)
        strokes(painter, path, palette.text, 3.5)
    steps = QPainterPath(QPointF(plot.left() - OVER, at(0, line[0].threshold).y()))
    for before, now in pairwise(line):
        x = at(now.start_s, 0).x()
        steps.lineTo(x, at(0, before.threshold).y())
        steps.lineTo(x, at(0, now.threshold).y())
    steps.lineTo(plot.right() + OVER, at(0, line[-1].threshold).y())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, color in ((9.0, palette.line_edge), (5.0, palette.line)):
        flat, corner = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
        painter.setPen(pen(color, width, flat, corner))
        painter.drawPath(steps)
    for mark in marks:
        there = next((one for one in line if mark.played_s < one.end_s), line[-1])
        line_y = at(0, there.threshold).y()
        place = at(mark.played_s, mark.smile)
        place.setX(min(max(place.x(), plot.left() + 14), plot.right() - 14))
        _paint_mark(painter, palette, mark, place, line_y)
    strip = QRectF(plot.left(), plot.bottom() + 6, plot.width(), STRIP)
    paint_feelings(painter, palette, strip, points)
    _paint_legend(painter, palette, strip, line_words(line), clock)


def _paint_mark(
    painter: QPainter, palette: Palette, mark: Mark, place: QPointF, line_y: float
) -> None:
    painter.save()
    if mark.card:
        painter.translate(place.x(), line_y - 14)
        painter.rotate(6)
        box(painter, QRectF(-15, -21, 30, 42), 6, palette.out, palette.ink, Line.EDGE)
        strokes(painter, CROSS, palette.ink, 5)
    else:
        painter.translate(place.x(), max(place.y(), line_y - 4) - 8)
        arrow = QPainterPath(QPointF(0, 0))
        arrow.lineTo(12, -19)
        arrow.lineTo(-12, -19)
        arrow.closeSubpath()
        painter.fillPath(arrow, palette.card)
        strokes(painter, arrow, palette.ink, Line.EDGE)
    painter.restore()


def _paint_legend(painter: QPainter, palette: Palette, plot: QRectF, line: str, clock: str) -> None:
    """Write under ``plot``, the lower of the two plots."""
    y = plot.bottom() + 50
    words = translate("ResultsScreen", "▼ near miss")
    paint_text(painter, plot.left(), y, words, Type.HINT, palette.card_text, True)
    x = plot.left() + text_width(words, Type.HINT, True) + 24
    card = translate("ResultsScreen", "✕ card")
    paint_text(painter, x, y, card, Type.HINT, palette.out_text, True)
    paint_text(painter, plot.right(), y, line, Type.HINT, palette.text, True, _END)
    below = plot.bottom() + 20
    paint_text(painter, plot.left(), below, "00:00", Type.TICK, palette.dim)
    paint_text(painter, plot.right(), below, clock, Type.TICK, palette.dim, align=_END)
