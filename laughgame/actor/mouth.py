"""The mouth: lips, teeth and tongue, and the skin that moves with them."""

from dataclasses import dataclass
from typing import Final, Self

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.actor.look import Features, Look
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose

MOUTH_Y: Final = 84.0
INSIDE: Final = QColor("#5A1712")
TONGUE: Final = QColor("#E2594C")
TEETH: Final = QColor("#FFFFFF")
PLAIN: Final = Features()


@dataclass(frozen=True, slots=True)
class MouthShape:
    """The opening between the lips, in drawing units around the mouth's middle.

    ``width`` is half the distance between the corners, ``corner`` their height
    (negative is up), ``upper`` and ``lower`` the heights of the lips' inner edges
    in the middle; ``upper_lip`` and ``lower_lip`` are the lips' thickness and
    ``roundness`` is how full the curves are (0–1).
    """

    width: float
    corner: float
    upper: float
    lower: float
    upper_lip: float
    lower_lip: float
    roundness: float

    @classmethod
    def of(cls, pose: FacePose, features: Features = PLAIN) -> Self:
        """Return the mouth of a pose on a face with these features."""
        smile, opened, both = pose.smile, pose.mouth_open, pose.smile * pose.mouth_open
        straight = 1 - smile
        upper = 3 * smile - 29 * both - 5 * opened * straight
        gap = (45 + 27 * smile) * opened + 16 * pose.teeth * (1 - opened)
        width = 40 + 27 * smile - 15 * pose.speech * straight - 4 * opened + 4 * both
        corner = 4 - 23 * smile - 10 * both + 5 * opened * straight
        # What follows is nothing on a plain face that only smiles or speaks.
        width += (17 * pose.stretch - 9 * pose.pout) * straight
        corner += (11 * pose.frown + 2 * pose.pout) * (1 - 0.6 * smile)
        corner -= 5 * features.resting * straight
        return cls(
            width=width * features.mouth,
            corner=corner,
            upper=upper - 4 * pose.pout * straight,
            lower=upper + gap - 4 * pose.pout * straight,
            upper_lip=(7 - 1.5 * smile + 2.5 * pose.speech - 3.5 * pose.press + 2 * pose.pout)
            * features.lips,
            lower_lip=(9.5 - 2 * smile + 3 * pose.speech - 4 * pose.press + 6 * pose.pout)
            * features.lips,
            roundness=0.5 + 0.3 * opened,
        )

    def seam(self) -> QPainterPath:
        """Return the upper edge of the opening, from the left corner to the right."""
        return outline((-self.width, self.corner), self._curve(self.upper, self.roundness))

    def opening(self) -> QPainterPath:
        """Return the outline of the opening."""
        opening = self.seam()
        reach = self.width * (self.roundness + 0.08)
        control = (self.lower - 0.25 * self.corner) / 0.75
        opening.cubicTo(reach, control, -reach, control, -self.width, self.corner)
        opening.closeSubpath()
        return opening

    def lips(self) -> QPainterPath:
        """Return the outline of both lips, with the bow of the upper one."""
        width, corner = self.width + 3, self.corner
        bow = self.upper - self.upper_lip
        rise = (bow - 0.2 * corner) / 0.8
        reach = width * (self.roundness + 0.1)
        control = (self.lower + self.lower_lip - 0.25 * corner) / 0.75
        return outline(
            (-width, corner),
            (-width * 0.6, rise, -width * 0.3, bow - 3, 0, bow),
            (width * 0.3, bow - 3, width * 0.6, rise, width, corner),
            (reach, control, -reach, control, -width, corner),
            close=True,
        )

    def _curve(self, height: float, roundness: float) -> tuple[float, ...]:
        control = (height - 0.25 * self.corner) / 0.75
        reach = self.width * roundness
        return (-reach, control, reach, control, self.width, self.corner)


def paint_mouth(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> None:
    """Paint lips, teeth, tongue and the folds at the corners."""
    shape = MouthShape.of(pose, look.features)
    painter.save()
    painter.setTransform(turn.around(0, MOUTH_Y, 8), True)
    deep = look.mixed(look.lips, "#3A1710", 0.45)
    fill(painter, shape.lips(), look.lips)
    gap = shape.lower - shape.upper
    if gap > 1.5:
        opening = shape.opening()
        fill(painter, opening, INSIDE)
        painter.save()
        painter.setClipPath(opening, Qt.ClipOperation.IntersectClip)
        painter.setPen(Qt.PenStyle.NoPen)
        if gap > 24:
            painter.setBrush(TONGUE)
            painter.drawEllipse(QPointF(0, shape.lower + 6), shape.width * 0.6, gap * 0.4)
        if pose.teeth > 0:
            _paint_teeth(painter, pose, shape)
        painter.restore()
        painter.strokePath(opening, look.pen(deep, 2.5))
    else:
        painter.strokePath(shape.seam(), look.pen(deep, 3.5))
    _paint_corners(painter, pose, look, shape)
    painter.restore()


def _paint_teeth(painter: QPainter, pose: FacePose, shape: MouthShape) -> None:
    top = min(shape.corner, shape.upper) - 6
    wide, ends = shape.width + 4, shape.corner + 4
    low = (shape.upper + 17 * pose.teeth - 0.25 * ends) / 0.75
    reach = shape.width * 0.6
    teeth = outline(
        (-wide, top),
        (wide, top),
        (wide, ends),
        (reach, low, -reach, low, -wide, ends),
        close=True,
    )
    fill(painter, teeth, TEETH)


def _paint_corners(painter: QPainter, pose: FacePose, look: Look, shape: MouthShape) -> None:
    crease = look.crease(0.12)
    tuck = max(pose.smile, pose.press, 0.8 * pose.frown, 0.6 * pose.stretch)
    for side in (-1, 1):
        x, y = side * (shape.width + 5), shape.corner
        painter.strokePath(
            outline((x, y - 6 - 4 * pose.smile), (x + side * 7, y, x + side, y + 7)),
            look.pen(crease, 3 + 2.5 * pose.smile, tuck),
        )
    below = shape.lower + shape.lower_lip + 11
    chin = outline((-16, below), (0, below + 5 - 3 * pose.smile, 16, below))
    painter.strokePath(chin, look.pen(crease, 4, 0.45))
