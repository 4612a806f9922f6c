"""The pie that comes from where nobody looks."""

from dataclasses import replace
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_face import paint_eyes, paint_mouth
from laughgame.actor.acts.clown_pose import CLOWN, ClownPose
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    DOUBTFUL,
    GRIN,
    PLEASED,
    WINCING,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.props import CREAM, CREAM_SHADE, paint_tin
from laughgame.actor.acts.scene import HEIGHT, Scene, inked, paint_counter, scalloped, tube
from laughgame.actor.acts.timing import along, falling, ramp, smooth, stay, wobble
from laughgame.actor.outline import Turn, fill, line, outline

SPLAT_S: Final = 3.1
PEEL_S: Final = 4.2
FALL_S: Final = 5.3
LICK_S: Final = 7.4


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.8, CURIOUS),
        (2.1, DOUBTFUL),
        (2.9, CURIOUS, 0.1),
        (SPLAT_S, WINCING, 0.05),
        (PEEL_S, DEADPAN),
        (LICK_S, PLEASED),
        (8.3, GRIN, 0.2),
    )
    gaze = along(now, (0.8, 0), (1.0, -1), (1.4, -1), (1.6, 1), (2.0, 1), (2.2, 0))
    gaze += along(now, (7.3, 0), (7.5, -0.7), (8.1, 0.7), (8.3, 0))
    pose = blinking(looking(pose, gaze, 0), now, 0.4, 2.4, 6.9, 7.15)
    knock = wobble(now, SPLAT_S, 3.2, 3.5)
    face = replace(pose.face, roll=pose.face.roll + 0.1 * knock)
    if SPLAT_S <= now < LICK_S:
        left = 1 - smooth(now, 5.9, 0.12) + stay(now, 6.9, 7.1, 0.07, 0.1)
        right = 1 - smooth(now, 6.35, 0.12) + stay(now, 6.9, 7.1, 0.07, 0.1)
        shut = min(left, right)
        face = replace(face, blink=max(shut, 0.05), wink=right - left, eye_squeeze=0.0, brow=0.0)
    pose = replace(pose, face=face, y=26 * max(knock, 0.0))
    paint_clown(scene, pose)
    if now >= SPLAT_S:
        _paint_cream(scene, pose, now)
    if now < FALL_S:
        paint_counter(scene)
        _paint_pie(scene, now)
    else:
        _paint_pie(scene, now)
        paint_counter(scene)


def _paint_pie(scene: Scene, now: float) -> None:
    painter, (x, y) = scene.painter, (MIDDLE[0], MIDDLE[1] + 16)
    flight = SPLAT_S - 0.42
    if now < flight or now > FALL_S + 0.5:
        return
    near = 1 - ramp(now, flight, 0.42)
    if near > 0:  # flung from where the audience sits
        paint_tin(
            painter,
            x - 240 * near,
            y + (900 + scene.view.bottom() - HEIGHT) * near * near,
            1 + 1.9 * near,
            70 * near,
        )
        return
    shake = 1 + 0.16 * abs(wobble(now, SPLAT_S, 6, 6))
    slid = 120 * smooth(now, PEEL_S, FALL_S - PEEL_S) ** 2
    drop = 500 * falling(now, FALL_S, 0.5)
    paint_tin(painter, x, y + slid + drop, shake, 10 * smooth(now, PEEL_S + 0.3, 0.8))


def _paint_cream(scene: Scene, pose: ClownPose, now: float) -> None:
    """Paint the cream on the face; eyes show through, and the mouth once it is licked free."""
    turn = Turn(pose.face.yaw, pose.face.pitch)
    licked = along(now, (LICK_S, -1), (LICK_S + 0.2, -1), (8.1, 1))
    with on_head(scene, pose) as painter:
        drips = QPainterPath()
        drip = smooth(now, PEEL_S + 0.5, 3)
        for x, top, long in ((-78, 128, 40), (-24, 156, 24), (42, 150, 60), (96, 110, 40)):
            drips.addPath(outline((x, top), (x, top + 12 + long * drip)))
        tube(painter, drips, CREAM, 22)
        inked(painter, CREAM_BLOB, CREAM)
        fill(painter, OVER_DRIPS, CREAM)
        for x, y in ((-70, -80), (64, -92), (-4, 22), (78, 64), (-72, 70)):
            swirl = outline((x - 20, y), (x - 4, y - 20, x + 18, y - 4))
            painter.strokePath(swirl, line(CREAM_SHADE, 8))
        if now >= 5.8:
            paint_eyes(painter, pose, CLOWN, turn)
        if now >= LICK_S:
            painter.save()
            painter.setClipRect(
                -120, 30, int(120 + 110 * licked), 150, Qt.ClipOperation.IntersectClip
            )
            paint_mouth(painter, pose, CLOWN, turn)
            painter.restore()
            if now < 8.15:
                tongue = outline((0, 98), (40 * licked, 106, 72 * licked, 92 - 22 * abs(licked)))
                tube(painter, tongue, "#FF8A80", 34)


CREAM_BLOB: Final = scalloped(
    [(124 * cos(pi * step / 6), -2 + 144 * sin(pi * step / 6)) for step in range(12)], 0.45
)
OVER_DRIPS: Final = outline((-96, 110), (112, 90), (64, 158), (-50, 164), close=True)
"""Hides the rim between the cream and what drips from it."""

ACT: Final = Act(
    "act-pie",
    9.0,
    (
        Cue(0.8, "whistle"),
        Cue(SPLAT_S - 0.4, "whoosh"),
        Cue(SPLAT_S, "splat"),
        Cue(PEEL_S, "slide_down"),
        Cue(FALL_S + 0.35, "thud"),
        Cue(5.9, "pop"),
        Cue(6.35, "pop"),
        Cue(LICK_S + 0.1, "squeak"),
        Cue(8.3, "rimshot"),
    ),
    _perform,
)
