"""A jack-in-the-box that waits until nobody waits for it."""

from dataclasses import replace
from math import cos, sin
from typing import Final

from PySide6.QtGui import QPainter

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import elsewhere, on_head, paint_clown, paint_head
from laughgame.actor.acts.clown_dress import HAT, paint_hat, paint_spring, paint_tufts
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    DOUBTFUL,
    GRIN,
    SHOCKED,
    SMUG,
    SULKING,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.scene import (
    CARD,
    CHALK,
    COUNTER,
    OUT,
    SKY,
    Scene,
    disc,
    inked,
    other_way_round,
    paint_counter,
    tube,
)
from laughgame.actor.acts.timing import along, hop, overshoot, ramp, stay, wobble
from laughgame.actor.outline import outline

BOX: Final = (622.0, COUNTER)
"""The middle of the box's foot."""
WIDE: Final = 72.0
HIGH: Final = 128.0
CRANKS: Final = ((0.9, 2.3), (4.5, 5.2))
BOING_S: Final = 6.5
ASIDE: Final = -20.0
"""The clown stands aside, to leave room for the box."""


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.8, CURIOUS),
        (2.5, CURIOUS),
        (3.5, DOUBTFUL),
        (4.4, SULKING),
        (5.3, DOUBTFUL),
        (5.9, SMUG),
        (BOING_S, SHOCKED, 0.08),
        (7.6, DOUBTFUL),
        (8.2, DEADPAN, 0.3),
        (9.4, DEADPAN),
    )
    right = along(
        now,
        (0.7, 0),
        (0.9, 0.9),
        (3.4, 0.9),
        (3.6, 0),
        (4.3, 0),
        (4.5, 0.7),
        (5.2, 0.7),
        (5.5, 0),
        (BOING_S + 0.15, 0),
        (BOING_S + 0.25, 1),
        (8.1, 1),
        (8.3, 0),
    )
    low = along(
        now, (0.7, 0), (0.9, 0.8), (3.4, 0.9), (3.6, 0), (4.3, 0), (4.5, 0.6), (5.2, 0.6), (5.4, 0)
    )
    lean = stay(now, 2.5, 3.5, 0.4, 0.2)
    pose = blinking(looking(pose, right, low), now, 0.3, 3.2, 4.0, 5.7, 8.6, 9.2)
    face = replace(pose.face, roll=pose.face.roll + 0.2 * lean)
    fright = stay(now, BOING_S, 7.3, 0.06, 0.4)
    pose = replace(pose, face=face, x=ASIDE + 46 * lean - 44 * fright, y=24 * lean)
    paint_clown(scene, pose, hat=False)
    with on_head(scene, pose) as head:
        up = 110 * hop(now, BOING_S, 0.7)
        paint_hat(head, HAT[0], HAT[1] - up, HAT[2] + 360 * ramp(now, BOING_S, 0.7))
    paint_counter(scene)
    _paint_box(scene, pose, now)


def _paint_box(scene: Scene, pose: ClownPose, now: float) -> None:
    painter, (x, foot) = scene.painter, BOX
    turns = sum(ramp(now, start, end - start) * (3 if start < 3 else 2) for start, end in CRANKS)
    cranking = sum(stay(now, start - 0.1, end + 0.1) for start, end in CRANKS)
    shake = 2.5 * sin(40 * now) * cranking + 3 * sin(50 * now) * stay(now, 6.1, BOING_S, 0.3, 0.02)
    painter.save()
    painter.translate(x + shake, foot)
    if now >= BOING_S:
        lid = outline(
            (-WIDE, -HIGH),
            (-WIDE - 20, -HIGH - 92),
            (WIDE - 44, -HIGH - 104),
            (WIDE, -HIGH),
            close=True,
        )
        inked(painter, lid, "#4AA3D9")
        painter.restore()
        _paint_jack(scene, now)
        painter.save()
        painter.translate(x, foot)
    box = outline((-WIDE, -HIGH), (WIDE, -HIGH), (WIDE, 0), (-WIDE, 0), close=True)
    inked(painter, box, SKY)
    for dx, dy in ((-36, -92), (36, -92), (0, -62), (-36, -32), (36, -32)):
        disc(painter, dx, dy, 13, 13, CHALK if dx else CARD, 0)
    if now < BOING_S:
        tube(painter, outline((-WIDE - 6, -HIGH), (WIDE + 6, -HIGH)), OUT, 14)
    angle = 6.283 * turns
    knob = (WIDE + 20 + 26 * cos(angle), -62 + 26 * sin(angle))
    tube(painter, outline((WIDE, -62), (WIDE + 20, -62), knob), "#B9C7C0", 7)
    disc(painter, *knob, 11, 11, OUT)
    painter.restore()
    reach = along(
        now, (0.5, 1), (0.9, 0), (2.3, 0), (2.6, 1), (4.2, 1), (4.5, 0), (5.2, 0), (5.5, 1)
    )
    if reach < 0.99:
        hand = (
            x + knob[0] + 20 * reach,
            foot + knob[1] + (130 + scene.view.bottom() - COUNTER) * reach,
        )
        paint_arm(scene, replace(pose, x=120), 1, hand, "fist", -50)


def _paint_jack(scene: Scene, now: float) -> None:
    """The one in the box has the same face, and the better timing."""
    up = 150 * overshoot(now, BOING_S, 0.35, 3.4)
    sway = 0.34 * wobble(now, BOING_S + 0.1, 1.7, 0.8)
    painter: QPainter = scene.painter
    head_x, head_y = (
        BOX[0] + 130 * sway,
        BOX[1] - HIGH - 20 - up + 30 * wobble(now, BOING_S + 0.2, 2.3, 1.1),
    )
    paint_spring(painter, (BOX[0], BOX[1] - HIGH), (head_x, head_y + 60), 26)
    mood = moods(now, (0, GRIN), (7.5, DOUBTFUL), (8.2, DEADPAN, 0.3))
    left = along(now, (7.2, 0), (7.4, -1), (8.1, -1), (8.3, 0))
    mood = blinking(looking(mood, left, 0), now, 8.6, 9.2)
    mood = replace(mood, face=replace(mood.face, roll=sway))
    with elsewhere(scene, head_x, head_y, 0.5) as small:
        with on_head(small, mood) as head:
            paint_tufts(head, mood)
        paint_head(small, mood)
        with on_head(small, mood) as head:
            paint_hat(head, *HAT)


ACT: Final = Act(
    "act-jack-in-the-box",
    9.8,
    (
        Cue(0.9, "squeak"),
        Cue(1.4, "squeak"),
        Cue(1.9, "squeak"),
        Cue(4.5, "squeak"),
        Cue(4.9, "squeak"),
        Cue(BOING_S, "boing"),
        Cue(7.2, "pop"),
        Cue(9.2, "rimshot"),
    ),
    other_way_round(_perform),
)
