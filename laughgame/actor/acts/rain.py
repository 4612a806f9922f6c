"""Rain for one person only."""

from dataclasses import replace
from math import sin
from typing import Final

from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, paint_clown
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    SHOCKED,
    SMUG,
    SULKING,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.props import paint_cloud, paint_umbrella
from laughgame.actor.acts.scene import INK, SKY, Scene, disc, paint_counter, tube
from laughgame.actor.acts.timing import along, overshoot, smooth, stay, wobble
from laughgame.actor.outline import line, outline

RAIN_S: Final = 2.1
OPENS_S: Final = 6.1
UNDER_S: Final = 8.3
LOWER: Final = 76.0
"""The clown stands lower than elsewhere, to leave room for weather."""


def _perform(scene: Scene, now: float) -> None:
    body = along(now, (3.5, 0), (3.8, -150), (4.5, -150), (4.75, 76), (5.3, 76), (5.6, 0))
    cloud_x = along(
        now,
        (0.4, scene.view.left() - 150 - MIDDLE[0]),
        (1.7, 0),
        (3.9, 0),
        (4.3, -150),
        (4.8, -150),
        (5.25, 76),
        (5.5, 76),
        (5.9, 0),
        (7.1, 0),
        (7.6, 250),
        (7.8, 250),
        (UNDER_S, -8),
    )
    cloud_y = along(now, (5.4, 112), (5.9, 52), (7.1, 52), (7.6, 140), (7.8, 250), (UNDER_S, 222))
    size = along(now, (7.1, 0.95), (7.7, 0.5), (UNDER_S, 0.55))
    pose = moods(
        now,
        (0, CALM),
        (1.2, CURIOUS),
        (RAIN_S, SHOCKED, 0.12),
        (2.7, SULKING),
        (3.5, CURIOUS, 0.15),
        (4.25, SULKING),
        (4.5, CURIOUS, 0.15),
        (5.2, SULKING),
        (5.7, DEADPAN),
        (6.4, SMUG),
        (7.5, SMUG),
        (UNDER_S + 0.1, SHOCKED, 0.15),
        (8.9, DEADPAN, 0.4),
    )
    up = along(
        now,
        (1.2, 0),
        (1.4, -1),
        (2.0, -1),
        (2.3, 0),
        (4.0, 0),
        (4.1, -1),
        (4.3, -1),
        (4.4, 0),
        (UNDER_S, 0),
        (UNDER_S + 0.15, -1),
        (8.8, -1),
        (9.0, 0),
    )
    sideways = along(now, (0.7, 0), (0.9, -0.8), (1.2, -0.6), (1.6, 0))
    pose = blinking(looking(pose, sideways, up), now, 0.3, 3.0, 5.5, 6.8, 9.3, 9.7)
    wet = smooth(now, RAIN_S, 1.0) * (1 - smooth(now, 6.3, 0.6)) + smooth(now, UNDER_S + 0.2, 0.5)
    pose = replace(pose, x=body, y=LOWER, hair=pose.hair - 1.1 * wet)
    paint_clown(scene, pose)
    painter = scene.painter
    held = overshoot(now, 5.6, 0.4, 1.2)
    if now > 5.6:
        hand = (508.0, 720 - 368 * held)
        painter.save()
        painter.translate(*hand)
        painter.rotate(-19)
        painter.scale(1.75, 1.75)
        paint_umbrella(painter, 0, 0, overshoot(now, OPENS_S, 0.25, 3) if now > OPENS_S else 0)
        painter.restore()
        paint_arm(scene, ClownPose(), 1, hand, "fist", -14)
    raining = smooth(now, RAIN_S, 0.2) * (1 - stay(now, 7.0, UNDER_S + 0.25))
    if raining > 0.5:
        roof = OPENS_S < now < 7.2
        floor = 124 if roof else (MIDDLE[1] + 150 if now > 7 else 500)
        _paint_rain(painter, MIDDLE[0] + cloud_x, cloud_y + 40 * size, floor, 92 * size, now)
    bob = 5 * sin(3 * now) + 12 * wobble(now, UNDER_S, 3, 3)
    paint_cloud(painter, MIDDLE[0] + cloud_x, cloud_y + bob, size)
    _paint_eyes(painter, MIDDLE[0] + cloud_x, cloud_y + bob, size, now)
    paint_counter(scene)


def _paint_eyes(painter: QPainter, x: float, y: float, size: float, now: float) -> None:
    """The cloud watches where its clown goes."""
    aside = along(
        now,
        (3.5, 0),
        (3.6, -1),
        (4.3, 0),
        (4.6, 1),
        (5.2, 0),
        (6.5, 0),
        (6.7, 1),
        (7.6, -1),
        (8.2, 0),
    )
    sly = stay(now, 6.6, UNDER_S, 0.2)
    for side in (-1, 1):
        ex, ey = x + (side * 26 + 4) * size, y - 8 * size
        disc(painter, ex, ey, 15 * size, 18 * size * (1 - 0.4 * sly), "#FFFFFF", 4)
        disc(painter, ex + 6 * size * aside, ey + 6 * size, 6.5 * size, 7 * size, INK, 0)
        if sly > 0.3:
            brow = outline(
                (ex - 14 * size, ey - 17 * size + 5 * side * size),
                (ex + 14 * size, ey - 17 * size - 5 * side * size),
            )
            painter.strokePath(brow, line(INK, 5))


def _paint_rain(
    painter: QPainter, x: float, top: float, floor: float, half: float, now: float
) -> None:
    columns, gap = 7, 74
    drops = QPainterPath()
    for index in range(columns):
        at = x + (index - (columns - 1) / 2) * 2 * half / columns
        y = top + (430 * now + 41 * index * index) % gap
        while y < floor - 26:
            drops.moveTo(at, y)
            drops.lineTo(at - 3, y + 24)
            y += gap
    tube(painter, drops, SKY, 5, 2)


ACT: Final = Act(
    "act-rain",
    10.2,
    (
        Cue(0.5, "whistle"),
        Cue(RAIN_S, "splat"),
        Cue(3.5, "whoosh"),
        Cue(4.5, "whoosh"),
        Cue(OPENS_S, "pop"),
        Cue(6.5, "rimshot"),
        Cue(7.1, "slide_down"),
        Cue(UNDER_S, "squeak"),
        Cue(9.0, "trombone"),
    ),
    _perform,
)
