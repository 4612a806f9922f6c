"""The booth in which the clown plays: curtain, spotlight, counter, and the ink of everything.

Scene units: the booth is 768 wide and 564 high with (0, 0) at its upper left; a picture of another
shape shows more of the curtain on two of its sides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen

from laughgame.actor.outline import line, outline

WIDTH: Final = 768.0
HEIGHT: Final = 564.0
COUNTER: Final = 504.0
"""Height of the counter's edge, on which things stand."""

INK: Final = "#0A1F1B"
CHALK: Final = "#FFF8E7"
CARD: Final = "#FFD22E"
OUT: Final = "#FF4F38"
SKY: Final = "#6CC7FF"
ORANGE: Final = "#FF8A2A"
PITCH: Final = "#164137"
FOLD: Final = "#1C4C40"
SPOT: Final = "#2F6E5A"
DRAPE: Final = "#C73A29"
DRAPE_FOLD: Final = "#A92D20"

EDGE: Final = 4.5
"""Width of an ink edge."""

KEPT: Final = 2
"""Backdrops that are kept; a window needs one, and at 4K one takes 33 MB."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A painter that takes scene units, and what of the scene is in the picture."""

    painter: QPainter
    view: QRectF


def open_scene(painter: QPainter, rect: QRectF) -> Scene:
    """Paint the booth into ``rect`` and let ``painter`` take scene units."""
    device = painter.deviceTransform()
    size = device.mapRect(QRectF(0, 0, rect.width(), rect.height())).size().toSize()
    painter.drawImage(rect, _backdrop(max(1, size.width()), max(1, size.height())))
    return Scene(painter, _fit(painter, rect))


def _fit(painter: QPainter, rect: QRectF) -> QRectF:
    """Move the painter to scene units; return what of the scene is seen."""
    scale = min(rect.width() / WIDTH, rect.height() / HEIGHT)
    wide, high = rect.width() / scale, rect.height() / scale
    left, top = (WIDTH - wide) / 2, (HEIGHT - high) / 2
    painter.translate(rect.x(), rect.y())
    painter.scale(scale, scale)
    painter.translate(-left, -top)
    return QRectF(left, top, wide, high)


@lru_cache(maxsize=KEPT)
def _backdrop(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view = _fit(painter, QRectF(0, 0, width, height))
    painter.fillRect(view, QColor(PITCH))
    x = -64.0 * (1 + int(max(0.0, -view.left()) / 64))
    while x < view.right():
        if round(x / 64) % 2:
            painter.fillRect(QRectF(x, view.top(), 64, view.height()), QColor(FOLD))
        x += 64
    spot = QPainterPath()
    spot.addEllipse(QPointF(372, 286), 292, 292)
    painter.fillPath(spot, QColor(SPOT))
    for side in (-1, 1):
        _paint_drape(painter, view, side)
    _paint_valance(painter, view)
    painter.end()
    return image


def _paint_drape(painter: QPainter, view: QRectF, side: int) -> None:
    """Paint what of the red curtain is drawn aside."""
    edge = view.left() if side < 0 else view.right()
    x, top, bottom = edge - side * 66, view.top(), view.bottom()
    cloth = outline(
        (edge, top),
        (x, top),
        (x + side * 6, 0.5 * (top + bottom), x + side * 34, bottom),
        (edge, bottom),
        close=True,
    )
    inked(painter, cloth, DRAPE)
    for inner in (20, 42):
        start = edge - side * inner
        fold = outline((start, top), (start + side * 4, 0.5 * bottom, start + side * 12, bottom))
        painter.strokePath(fold, line(DRAPE_FOLD, 7))


def _paint_valance(painter: QPainter, view: QRectF) -> None:
    step, top = 96.0, view.top()
    count = int(view.width() / 2 / step) + 2
    for index in range(-count, count + 1):
        x = WIDTH / 2 + index * step
        cloth = outline(
            (x - step / 2, top),
            (x + step / 2, top),
            (x + step / 2, top + 26),
            (x, top + 62, x - step / 2, top + 26),
            close=True,
        )
        inked(painter, cloth, CARD if index % 2 else DRAPE)


def other_way_round(perform: Callable[[Scene, float], None]) -> Callable[[Scene, float], None]:
    """Let an act be played with left and right exchanged.

    The window may lay the player's own small picture over the lower right: things that matter
    belong on the left.
    """

    def exchanged(scene: Scene, now: float) -> None:
        scene.painter.translate(WIDTH, 0)
        scene.painter.scale(-1, 1)
        perform(scene, now)

    return exchanged


def paint_counter(scene: Scene) -> None:
    """Paint the counter: what is painted before stands behind it, what comes after on it."""
    painter, view = scene.painter, scene.view
    left, wide = view.left(), view.width()
    front = QRectF(left, COUNTER + 20, wide, view.bottom() - COUNTER)
    painter.fillRect(front, QColor(DRAPE))
    count = int(wide / 2 / 64) + 1
    for index in range(-count, count + 1, 2):
        x = WIDTH / 2 + index * 64 - 32
        painter.fillRect(QRectF(x, front.top(), 64, front.height()), QColor(CHALK))
    painter.fillRect(QRectF(left, front.top(), wide, 12), QColor(INK))
    painter.setPen(line(INK, EDGE))
    painter.setBrush(QColor(CARD))
    painter.drawRect(QRectF(left - 10, COUNTER, wide + 20, 20))


@lru_cache(maxsize=64)
def _ink(width: float) -> QPen:
    """Return a pen that nobody changes: making one anew costs more than the line it draws."""
    return line(INK, width)


@lru_cache(maxsize=128)
def _flat(color: str) -> QBrush:
    return QBrush(QColor(color))


def inked(painter: QPainter, path: QPainterPath, color: QColor | str, width: float = EDGE) -> None:
    """Fill a path with one colour and edge it with ink."""
    painter.setPen(_ink(width))
    painter.setBrush(_flat(color) if isinstance(color, str) else QBrush(color))
    painter.drawPath(path)


def scalloped(points: Sequence[tuple[float, float]], bulge: float) -> QPainterPath:
    """Return a closed outline of bumps from point to point, clockwise as seen.

    A bump is about three quarters of ``bulge`` times as high as it is wide.
    """
    path = outline(points[-1])
    for (ax, ay), (bx, by) in pairwise((points[-1], *points)):
        out_x, out_y = bulge * (by - ay), bulge * (ax - bx)
        path.cubicTo(ax + out_x, ay + out_y, bx + out_x, by + out_y, bx, by)
    path.closeSubpath()
    return path


def disc(
    painter: QPainter, x: float, y: float, rx: float, ry: float, color: str, width: float = EDGE
) -> None:
    """Paint an ellipse around (x, y); a ``width`` of 0 leaves it without ink."""
    painter.setPen(_ink(width) if width > 0 else Qt.PenStyle.NoPen)
    painter.setBrush(_flat(color))
    painter.drawEllipse(QPointF(x, y), rx, ry)


def tube(
    painter: QPainter, path: QPainterPath, color: str, width: float, edge: float = EDGE
) -> None:
    """Paint a thick line of one colour with ink on both sides."""
    painter.strokePath(path, line(INK, width + 2 * edge))
    painter.strokePath(path, line(color, width))
