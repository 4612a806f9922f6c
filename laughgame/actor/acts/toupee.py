"""A head of hair with a will of its own."""

from dataclasses import replace
from math import cos, pi, sin
from typing import Final

from PySide6.QtGui import QPainter

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    DOUBTFUL,
    PLEASED,
    SHOCKED,
    SMUG,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.scene import (
    COUNTER,
    INK,
    Scene,
    disc,
    inked,
    other_way_round,
    paint_counter,
)
from laughgame.actor.acts.timing import along, hop, overshoot, ramp, smooth, stay, wobble
from laughgame.actor.outline import line, outline
from laughgame.actor.pose import FacePose

FUR: Final = "#7A4A26"
WAKES_S: Final = 1.2
CREEPS_S: Final = 3.4
LEAVES_S: Final = 7.2
TICKLED: Final = ClownPose(FacePose(wrinkle=1, pout=0.8, eye_squeeze=0.4), cross=0.9)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (2.0, CURIOUS),
        (2.9, DOUBTFUL),
        (3.9, CURIOUS),
        (4.9, SHOCKED, 0.15),
        (5.5, PLEASED),
        (5.8, SMUG),
        (6.6, TICKLED),
        (LEAVES_S, SHOCKED, 0.1),
        (8.6, DEADPAN, 0.3),
    )
    up = along(now, (2.0, 0), (2.15, -1), (2.8, -1), (2.95, 0))
    side = along(
        now, (3.8, 0), (4.0, 1), (4.4, 1), (4.6, 0), (7.3, 0), (7.5, 0.5), (8.3, 1), (8.6, 0)
    )
    low = along(now, (7.3, 0), (7.5, 1), (8.2, 0.9), (8.6, 0))
    pose = blinking(looking(pose, side, up + low), now, 0.4, 3.2, 6.2, 8.8, 9.3)
    pose = replace(pose, cross=pose.cross + stay(now, 4.9, 5.5, 0.1))
    paint_clown(scene, pose, hat=False)
    with on_head(scene, pose) as painter:
        if now < LEAVES_S:
            _paint_worn(painter, now)
        else:
            _paint_last_hair(painter, now)
    paint_counter(scene)
    if now >= LEAVES_S:
        _paint_leaving(scene, now)


def _paint_worn(painter: QPainter, now: float) -> None:
    """On top it is hair, beside the ear a beast, under the nose a moustache."""
    x = along(now, (CREEPS_S, 0), (3.9, 120), (4.3, 126), (4.7, 96), (4.95, 0))
    y = along(now, (CREEPS_S, -142), (3.9, -70), (4.3, -40), (4.7, 40), (4.95, 66))
    wide = along(now, (CREEPS_S, 116), (3.7, 62), (4.7, 54), (5.0, 86))
    high = along(now, (CREEPS_S, 56), (3.7, 46), (4.7, 40), (5.0, 25))
    awake = (
        stay(now, WAKES_S, 2.05, 0.1, 0.06) + stay(now, 3.1, 5.05, 0.1, 0.1) + smooth(now, 6.5, 0.1)
    )
    look = along(
        now, (WAKES_S, 0), (1.4, -1), (1.6, -1), (1.75, 1), (1.95, 1), (3.2, 0), (3.6, 1), (4.4, -1)
    )
    shiver = 5 * sin(38 * now) * stay(now, 6.5, LEAVES_S)
    shiver += 4 * sin(30 * now) * stay(now, CREEPS_S, 4.9)
    jump = 16 * wobble(now, WAKES_S, 4, 6)
    paint_fur(painter, x + shiver, y - max(jump, 0), wide, high, awake, look)


def paint_fur(
    painter: QPainter, x: float, y: float, wide: float, high: float, awake: float, look: float
) -> None:
    """Paint the beast around (x, y); ``awake`` 0–1 opens its eyes, ``look`` −1 to 1 turns them."""
    tips = 22
    fur = outline((x + wide, y))
    for index in range(1, tips + 1):
        inner, outer = 2 * pi * (index - 0.5) / tips, 2 * pi * index / tips
        fur.lineTo(x + 0.84 * wide * cos(inner), y + 0.84 * high * sin(inner))
        reach = 1.0 + 0.12 * sin(5 * index)
        fur.lineTo(x + reach * wide * cos(outer), y + reach * high * sin(outer))
    fur.closeSubpath()
    inked(painter, fur, FUR)
    for dx in (-0.5, 0.05, 0.55):
        at, top = x + dx * wide, y - 0.45 * high
        strand = outline((at - 10, top), (at, top - 0.17 * high, at + 12, top + 0.05 * high))
        painter.strokePath(strand, line("#A8703E", 5))
    if awake < 0.05:
        return
    size = min(14.0, 0.5 * high)
    for side in (-1, 1):
        disc(painter, x + side * 17, y, size, size * min(awake, 1.15), "#FFFFFF", 3.5)
        disc(painter, x + side * 17 + 5 * look, y, 0.42 * size, 0.42 * size * min(awake, 1), INK, 0)


def _paint_leaving(scene: Scene, now: float) -> None:
    """Down onto the counter in one leap, then off in three."""
    start = (MIDDLE[0], MIDDLE[1] + 70.0)
    land = (500.0, COUNTER - 30)
    down = ramp(now, LEAVES_S, 0.4)
    x, y = start[0] + (land[0] - start[0]) * down, start[1] + (land[1] - start[1]) * down
    y -= 90 * hop(now, LEAVES_S, 0.4)
    for index in range(4):
        begin = 8.0 + 0.26 * index
        x += (0.3 * (scene.view.right() - land[0]) + 20) * ramp(now, begin, 0.24)
        y -= 46 * hop(now, begin, 0.24)
    look = -1 if now < 7.95 else 1
    squash = 1 + 0.25 * wobble(now, LEAVES_S + 0.4, 4, 5)
    paint_fur(scene.painter, x, y, 54 * squash, 38 / squash, 1.0, look)


def _paint_last_hair(painter: QPainter, now: float) -> None:
    grown = overshoot(now, 9.0, 0.35, 3.5)
    if now < 9.0:
        return
    sway = 20 * wobble(now, 9.1, 3, 2)
    hair = outline((0, -162), (4, -190 * 0.5 - 95, 10 + sway, -162 - 46 * grown))
    painter.strokePath(hair, line(INK, 5))


ACT: Final = Act(
    "act-toupee",
    9.9,
    (
        Cue(WAKES_S, "pop"),
        Cue(CREEPS_S, "squeak"),
        Cue(4.7, "slide_down"),
        Cue(5.8, "rimshot"),
        Cue(LEAVES_S, "boing"),
        Cue(LEAVES_S + 0.4, "squeak"),
        Cue(8.0, "chirp"),
        Cue(9.0, "boing"),
    ),
    other_way_round(_perform),
)
