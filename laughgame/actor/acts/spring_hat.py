"""A hat with a spring, and a neck with a stronger one."""

from dataclasses import replace
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import on_head, paint_clown
from laughgame.actor.acts.clown_dress import HAT, paint_hat, paint_spring
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    DOUBTFUL,
    FROZEN,
    SHOCKED,
    SMUG,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.scene import Scene, paint_counter
from laughgame.actor.acts.timing import along, overshoot, smooth, stay, wobble
from laughgame.actor.pose import FacePose

POPS: Final = ((0.9, 1.9), (2.8, 3.15))
"""When the hat is up; the second time it is down again before anybody looks."""
PRESS_S: Final = 4.1
HEAD_S: Final = 6.0
PRESSING: Final = ClownPose(FacePose(eye_squeeze=0.5, wrinkle=0.5, press=1, brow=-0.8))


def _hat_height(now: float) -> float:
    """Return how far the hat is above the head, in drawing units."""
    height = 0.0
    for start, end in POPS:
        height += 52 * overshoot(now, start, 0.3, 3.5) * (1 - smooth(now, end - 0.14, 0.14))
        height += 12 * wobble(now, start + 0.2, 3.2, 2.5) * (1 - smooth(now, end - 0.14, 0.14))
    return max(height, 0.0)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (1.2, CURIOUS),
        (1.8, CURIOUS),
        (2.1, DOUBTFUL),
        (3.05, SHOCKED, 0.12),
        (3.5, DOUBTFUL),
        (PRESS_S, PRESSING),
        (4.9, SMUG),
        (5.5, FROZEN, 0.4),
        (HEAD_S, SHOCKED, 0.1),
        (7.4, DEADPAN, 0.4),
    )
    up = along(
        now, (1.2, 0), (1.4, -1), (1.9, -1), (2.1, 0), (3.0, 0), (3.1, -1), (3.4, -1), (3.5, 0)
    )
    down = along(now, (6.5, 0), (6.7, 1), (7.1, 1), (7.3, 0))
    pose = blinking(looking(pose, 0.15 * up, up + down), now, 0.4, 2.4, 5.1, 7.7, 8.3)
    pressed = smooth(now, PRESS_S + 0.1, 0.3) * (1 - smooth(now, HEAD_S, 0.05))
    press = pressed + 0.25 * stay(now, 5.4, HEAD_S) * wobble(now, 5.4, 11, 0)
    sprung = overshoot(now, HEAD_S, 0.4, 3.2) if now > HEAD_S else 0.0
    sway = wobble(now, HEAD_S + 0.1, 1.5, 0.5)
    ducked = sum(30 * stay(now, start, end, 0.1, 0.3) for start, end in POPS)
    face = replace(
        pose.face, roll=pose.face.roll + 0.16 * sway, shift_x=pose.face.shift_x + 0.9 * sway
    )
    pose = replace(
        pose,
        face=face,
        y=44 * press + 44 * sprung + ducked,
        squash=pose.squash + 0.13 * press,
        neck=(140 + 26 * wobble(now, HEAD_S + 0.3, 2.1, 0.9)) * sprung,
    )
    height = _hat_height(now)
    paint_clown(scene, pose, hat=False)
    with on_head(scene, pose) as painter:
        if height > 8:
            paint_spring(painter, (HAT[0], HAT[1] + 6), (HAT[0] + 4, HAT[1] - height), 17)
        paint_hat(painter, HAT[0], HAT[1] - height, HAT[2] + 0.3 * height)
    away = along(now, (3.6, 1), (PRESS_S, 0), (6.9, 0), (7.3, 1))
    if away < 0.99:
        kind, lean = ("fist", -40) if now < HEAD_S else ("open", 12)
        for side in (-1, 1):
            x = 392 + side * (82 + 104 * overshoot(now, HEAD_S, 0.3))
            y = (
                120
                + 66 * press
                - 54 * stay(now, PRESS_S, HEAD_S + 9, 0.05) * (1 - pressed) * (now < HEAD_S)
            )
            y += 50 * smooth(now, HEAD_S, 0.1)
            paint_arm(
                scene, ClownPose(), side, (x + side * 90 * away, y + 440 * away), kind, side * lean
            )
    paint_counter(scene)


ACT: Final = Act(
    "act-spring-hat",
    8.8,
    (
        Cue(0.9, "boing"),
        Cue(1.75, "slide_down"),
        Cue(2.8, "boing"),
        Cue(PRESS_S + 0.1, "squeak"),
        Cue(5.4, "slide_up"),
        Cue(HEAD_S, "boing"),
        Cue(8.0, "rimshot"),
    ),
    _perform,
)
