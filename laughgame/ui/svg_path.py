"""Path data, as SVG writes it, as a QPainterPath.

The letters, the card's face and the small emotion faces are drawn from short path strings.
Absolute ``M L H V Q C A Z`` are understood; arcs are parts of circles.
"""

import math
import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_TOKEN = re.compile(r"[MLHVQCAZ]|-?\d*\.?\d+")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "A": 7, "Z": 0}


def parse_path(data: str) -> QPainterPath:
    """The path that ``data`` describes.  Raises ValueError for what it does not understand."""
    path = QPainterPath()
    for command, n in _commands(data):
        here = path.currentPosition()
        match command:
            case "M":
                path.moveTo(n[0], n[1])
            case "L":
                path.lineTo(n[0], n[1])
            case "H":
                path.lineTo(n[0], here.y())
            case "V":
                path.lineTo(here.x(), n[0])
            case "Q":
                path.quadTo(n[0], n[1], n[2], n[3])
            case "C":
                path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
            case "A":
                _arc(path, here, n)
            case "Z":
                path.closeSubpath()
    return path


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    command = ""
    numbers: list[float] = []
    for token in _TOKEN.findall(data):
        if token in _NUMBERS:
            if numbers:
                raise ValueError(f"{command} has numbers left over in path {data!r}")
            command = token
            if command == "Z":
                yield command, []
            continue
        if not command or not _NUMBERS[command]:
            raise ValueError(f"a number stands without a command in path {data!r}")
        numbers.append(float(token))
        if len(numbers) == _NUMBERS[command]:
            yield command, numbers
            numbers = []
            # Further pairs after a move are lines.
            command = "L" if command == "M" else command
    if numbers:
        raise ValueError(f"{command} lacks numbers in path {data!r}")


def _arc(path: QPainterPath, start: QPointF, n: list[float]) -> None:
    """A circular arc, from end points to centre (SVG 1.1, appendix F.6.5)."""
    radius, large, sweep, end = n[0], n[3] != 0, n[4] != 0, QPointF(n[5], n[6])
    half = (end - start) / 2
    half_chord = math.hypot(half.x(), half.y())
    if half_chord == 0:
        return
    radius = max(radius, half_chord)
    height = math.sqrt(radius * radius - half_chord * half_chord)
    side = 1.0 if large != sweep else -1.0
    center = (start + end) / 2 + QPointF(-half.y(), half.x()) * (side * height / half_chord)
    first = math.degrees(math.atan2(start.y() - center.y(), start.x() - center.x()))
    last = math.degrees(math.atan2(end.y() - center.y(), end.x() - center.x()))
    turn = (last - first) % 360.0 if sweep else -((first - last) % 360.0)
    circle = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    # Qt counts angles anticlockwise, SVG (with y downwards) clockwise.
    path.arcTo(circle, -first, -turn)
