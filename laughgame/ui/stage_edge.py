"""The frame round the stage: its colour and pattern say the verdict from across the room."""

import math
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.game.gauge import GaugeState
from laughgame.ui.painting import paint_stripes
from laughgame.ui.theme import Line, Palette, Radius, dashed_pen, pen

RAYS: Final = 36


class StageEdge(Enum):
    """How the edge looks, and how wide it is in design pixels."""

    PLAIN = 8
    HAZARD = 14
    DASHED = 9
    OUT = 20

    @property
    def width(self) -> int:
        return self.value


def edge_for(state: GaugeState) -> StageEdge:
    """The edge that goes with a gauge state."""
    match state:
        case GaugeState.BELOW | GaugeState.GREYED:
            return StageEdge.PLAIN
        case GaugeState.ZONE | GaugeState.HOLDING:
            return StageEdge.HAZARD
        case GaugeState.OUT:
            return StageEdge.OUT
        case GaugeState.NO_FACE:
            return StageEdge.DASHED


def paint_edge(
    painter: QPainter, stage: QRectF, edge: StageEdge, palette: Palette, rays: bool = True
) -> None:
    """Paint the edge inside ``stage``; it covers the stage's rounded corners.

    ``rays`` false leaves the OUT edge plain, for those who want no commotion.
    """
    inner = stage.adjusted(edge.width, edge.width, -edge.width, -edge.width)
    ring = QPainterPath()
    ring.addRoundedRect(stage, Radius.PANEL, Radius.PANEL)
    ring.addRoundedRect(inner, 9, 9)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match edge:
        case StageEdge.PLAIN:
            painter.fillPath(ring, palette.sky)
        case StageEdge.HAZARD:
            painter.save()
            painter.setClipPath(ring, Qt.ClipOperation.IntersectClip)
            painter.fillRect(stage, palette.card)
            paint_stripes(painter, stage, palette.ink, 18, 36)
            painter.restore()
        case StageEdge.OUT:
            painter.fillPath(ring, palette.out)
            if rays:
                _paint_rays(painter, ring, stage, palette)
        case StageEdge.DASHED:
            painter.fillPath(ring, palette.track)
            middle = stage.adjusted(4.5, 4.5, -4.5, -4.5)
            painter.setPen(dashed_pen(palette.dim, 4, 14, 10))
            painter.drawRoundedRect(middle, 12, 12)
    painter.setPen(pen(palette.ink, Line.EDGE))
    painter.drawRoundedRect(inner, 9, 9)
    painter.drawRoundedRect(stage, Radius.PANEL, Radius.PANEL)


def _paint_rays(painter: QPainter, ring: QPainterPath, stage: QRectF, palette: Palette) -> None:
    center = stage.center()
    reach = stage.width() + stage.height()
    painter.save()
    painter.setClipPath(ring, Qt.ClipOperation.IntersectClip)
    for index in range(0, RAYS, 2):
        first, last = (2 * math.pi * (index + side) / RAYS for side in (0, 1))
        ray = QPainterPath(center)
        for angle in (first, last):
            ray.lineTo(center + QPointF(math.cos(angle), math.sin(angle)) * reach)
        painter.fillPath(ray, palette.ray)
    painter.restore()
