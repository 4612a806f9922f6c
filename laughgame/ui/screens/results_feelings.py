"""The feelings of a whole turn, as a strip under its curve: a face where each of them began."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from laughgame.game.trace import TracePoint
from laughgame.ui.controls.canvas import box
from laughgame.ui.emotion_faces import paint_emotion_face
from laughgame.ui.theme import Palette, Radius, pen

SLICES: Final = 28
"""The turn is cut into so many parts, each with the feeling that was strongest most often: more
faces do not stand side by side."""

FACE: Final = 24.0


@dataclass(frozen=True, slots=True)
class Feeling:
    """Seconds of play with one strongest emotion, a name out of ``EMOTIONS``."""

    start_s: float
    end_s: float
    emotion: str


def feelings_of(points: Sequence[TracePoint]) -> tuple[Feeling, ...]:
    """Return what the face felt, oldest first, over the whole of the curve; empty without any."""
    told = [(point.played_s, point.emotion) for point in points if point.emotion is not None]
    if not told:
        return ()
    last_s = max(1.0, points[-1].played_s)
    width_s = last_s / SLICES

    def part(one: tuple[float, str]) -> int:
        return min(SLICES - 1, int(one[0] / width_s))

    strongest = {
        number: Counter(emotion for _, emotion in group).most_common(1)[0][0]
        for number, group in groupby(told, part)
    }
    feelings: list[Feeling] = []
    for number, emotion in strongest.items():
        end_s = (number + 1) * width_s
        if feelings and feelings[-1].emotion == emotion:
            feelings[-1] = Feeling(feelings[-1].start_s, end_s, emotion)
        else:
            start_s = feelings[-1].end_s if feelings else 0.0
            feelings.append(Feeling(start_s, end_s, emotion))
    return tuple(feelings)


def paint_feelings(
    painter: QPainter, palette: Palette, strip: QRectF, points: Sequence[TracePoint]
) -> None:
    """Paint into ``strip`` (design pixels); nothing where nothing is known."""
    feelings = feelings_of(points)
    if not feelings:
        return
    box(painter, strip, Radius.BAR, palette.track)
    last_s = max(1.0, points[-1].played_s)
    for feeling in feelings:
        left = strip.left() + strip.width() * feeling.start_s / last_s
        right = strip.left() + strip.width() * min(1.0, feeling.end_s / last_s)
        center = QPointF(left + FACE / 2 + 3, strip.center().y())
        calm = feeling.emotion == "neutral"
        ink = palette.dim if calm else palette.ink
        paint_emotion_face(
            painter, feeling.emotion, center, ink, None if calm else palette.chalk, FACE, 2.0
        )
        if right - left > FACE + 12:
            painter.setPen(pen(palette.dim if calm else palette.text, 2))
            y = strip.center().y()
            painter.drawLine(QPointF(left + FACE + 8, y), QPointF(right - 4, y))
