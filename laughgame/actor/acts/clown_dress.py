"""What the clown wears: jacket, ruff, bow tie, tiny hat, and hair at the sides."""

from typing import Final

from PySide6.QtGui import QPainter

from laughgame.actor.acts.clown_pose import CLOWN, ClownPose
from laughgame.actor.acts.scene import (
    CARD,
    CHALK,
    INK,
    ORANGE,
    OUT,
    disc,
    inked,
    scalloped,
    tube,
)
from laughgame.actor.outline import Turn, fill, line, outline

BODY: Final = outline(
    (-230, 700), (-236, 218, -74, 186), (0, 226, 74, 186), (236, 218, 230, 700), close=True
)
DOTS: Final = ((-150, 250), (-96, 300), (-168, 330), (150, 250), (96, 300), (168, 330))
NECK: Final = outline((-46, 90), (-46, 196), (0, 214, 46, 196), (46, 90), close=True)
RUFF: Final = scalloped(
    (
        (-116, 178),
        (0, 178),
        (116, 178),
        (104, 208),
        (64, 226),
        (22, 234),
        (-22, 234),
        (-64, 226),
        (-104, 208),
    ),
    0.3,
)
UNDER_RUFF: Final = scalloped(
    ((-84, 176), (0, 176), (84, 176), (70, 200), (24, 214), (-24, 214), (-70, 200)), 0.25
)
BOW: Final = outline(
    (0, 206),
    (-30, 170, -66, 172),
    (-74, 206, -66, 244),
    (-30, 240, 0, 206),
    (30, 240, 66, 244),
    (74, 206, 66, 172),
    (30, 170, 0, 206),
    close=True,
)
TUFT: Final = scalloped(
    ((-6, -54), (30, -58), (70, -34), (80, 12), (46, 46), (4, 46), (-20, 0)), 0.55
)
SHINE: Final = outline((34, -28), (48, -30, 52, -16))
HAT: Final = (26.0, -158.0, 10.0)
"""Where the hat sits on the head, and how it leans (degrees)."""
CROWN: Final = outline((-34, 0), (-40, -66), (0, -80, 40, -66), (34, 0), close=True)
CROWN_SHADE: Final = outline((14, -2), (19, -71), (38, -66), (32, -2), close=True)
BAND: Final = outline((-34, -2), (-36, -22), (36, -22), (34, -2), close=True)
STEM: Final = outline((30, -20), (52, -46, 46, -72))


def paint_body(painter: QPainter, pose: ClownPose) -> None:
    """Paint jacket, neck, ruff and bow tie, in drawing units."""
    inked(painter, BODY, CLOWN.top)
    for x, y in DOTS:
        disc(painter, x, y, 15, 15, CHALK, 0)
    if pose.neck > 6:
        paint_spring(painter, (0, 190), (0, 150 - pose.neck), 34)
    else:
        inked(painter, NECK, CLOWN.shade)
    inked(painter, RUFF, CHALK)
    inked(painter, UNDER_RUFF, CARD)
    inked(painter, BOW, OUT)
    disc(painter, 0, 207, 15, 17, CARD)


def paint_tufts(painter: QPainter, pose: ClownPose) -> None:
    """Paint the hair at both sides, which is behind everything else; in drawing units."""
    dx, dy = Turn(pose.face.yaw, pose.face.pitch).slide(-0.15)
    for side in (-1, 1):
        painter.save()
        painter.translate(side * 114 + dx, -30 + dy)
        painter.rotate(side * -26 * pose.hair)
        painter.scale(side * (1 + 0.22 * pose.hair), 1 + 0.1 * pose.hair)
        inked(painter, TUFT, ORANGE)
        painter.strokePath(SHINE, line("#FFC27A", 6))
        painter.restore()


def paint_hat(painter: QPainter, x: float, y: float, lean: float) -> None:
    """Paint the tiny hat with the middle of its brim at (x, y), in drawing units."""
    painter.save()
    painter.translate(x, y)
    painter.rotate(lean)
    inked(painter, CROWN, CARD)
    fill(painter, CROWN_SHADE, "#E0A81C")
    inked(painter, BAND, INK)
    disc(painter, 0, 0, 62, 12, CARD)
    tube(painter, STEM, "#58A05C", 4)
    for dx, dy in ((0, -15), (14, -5), (9, 12), (-9, 12), (-14, -5)):
        disc(painter, 46 + dx, -82 + dy, 9, 9, CHALK, 3.5)
    disc(painter, 46, -82, 8, 8, OUT, 3.5)
    painter.restore()


def paint_spring(
    painter: QPainter, foot: tuple[float, float], top: tuple[float, float], wide: float
) -> None:
    """Paint a coil of 8 turns from ``foot`` to ``top``, ``wide`` to either side."""
    turns = 8
    coil = outline(foot)
    for index in range(turns):
        share = (index + 0.5) / turns
        x = foot[0] + (top[0] - foot[0]) * share + (wide if index % 2 else -wide)
        coil.lineTo(x, foot[1] + (top[1] - foot[1]) * share)
    coil.lineTo(*top)
    tube(painter, coil, "#B9C7C0", 9)
