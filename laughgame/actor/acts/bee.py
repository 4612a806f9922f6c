"""A bee on the nose, and the wrong way to be rid of it."""

from dataclasses import replace
from math import cos, sin
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.effects import paint_burst, paint_drop
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    FROZEN,
    SMUG,
    WINCING,
    WORRIED,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.props import paint_bee, paint_grid, paint_swatter
from laughgame.actor.acts.scene import Scene, paint_counter
from laughgame.actor.acts.timing import along, falling, ramp, smooth, stay, wobble

LANDS_S: Final = 2.6
WHACK_S: Final = 5.7
BACK_S: Final = 8.3
NOSE: Final = (MIDDLE[0], MIDDLE[1] + 28 - 44)


def _bee(scene: Scene, now: float) -> tuple[float, float]:
    """Return where the bee is."""
    enters = scene.view.left() - 130 - NOSE[0]
    free = along(
        now, (0.3, 1), (LANDS_S, 0), (WHACK_S - 0.2, 0), (WHACK_S + 0.4, 1), (7.4, 1), (BACK_S, 0)
    )
    away = (enters + (230 - enters) * ramp(now, 0.3, 1.6), -110.0) if now < 4 else (150.0, -150.0)
    x = NOSE[0] + away[0] * free + 46 * free * sin(5.1 * now)
    y = NOSE[1] + away[1] * free + 40 * free * cos(7.3 * now)
    return x, y


def _perform(scene: Scene, now: float) -> None:
    x, y = _bee(scene, now)
    pose = moods(
        now,
        (0, CALM),
        (0.6, CURIOUS),
        (LANDS_S, FROZEN, 0.15),
        (3.5, WORRIED),
        (4.5, SMUG),
        (WHACK_S - 0.02, WINCING, 0.04),
        (6.7, DEADPAN, 0.4),
        (BACK_S, DEADPAN),
    )
    follows = stay(now, 0.5, LANDS_S, 0.3, 0.1) + stay(now, 7.2, BACK_S, 0.3, 0.1)
    pose = looking(
        pose,
        max(-1, min(1, (x - NOSE[0]) / 200)) * follows,
        max(-1, min(1, (y - 260) / 200)) * follows,
    )
    cross = stay(now, LANDS_S, 3.5, 0.1) + stay(now, 4.0, 4.5) + stay(now, 4.9, WHACK_S, 0.1, 0.02)
    cross += smooth(now, BACK_S, 0.15)
    flat = smooth(now, WHACK_S - 0.03, 0.04) * (1 - smooth(now, 7.0, 0.6))
    pose = blinking(pose, now, 0.3, 3.7, 7.0)
    face = replace(pose.face, roll=pose.face.roll + 0.12 * wobble(now, WHACK_S, 3, 3))
    pose = replace(
        pose,
        face=face,
        cross=cross,
        nose=1 - 0.25 * flat,
        y=30 * max(wobble(now, WHACK_S, 2.5, 4), 0),
        squash=pose.squash + 0.1 * flat * (1 - smooth(now, 6.2, 0.3)),
    )
    paint_clown(scene, pose)
    painter = scene.painter
    printed = smooth(now, WHACK_S, 0.05) * (1 - 0.35 * smooth(now, 7, 2))
    if printed > 0:
        with on_head(scene, pose) as head:
            head.translate(0, 12)
            head.rotate(-12)
            head.scale(1.3, 1.15)
            paint_grid(head, "#B3261A", 0.75 * printed)
    if 2.9 < now < 5.6:
        for index, side in enumerate((-1, 1)):
            slid = ((now - 2.9) * 0.55 + 0.4 * index) % 1
            paint_drop(painter, MIDDLE[0] + side * 92, MIDDLE[1] - 120 + 120 * slid, 22)
    behind = now < LANDS_S or now > WHACK_S
    flap = sin(70 * now) if behind else 0.3 * sin(20 * now)
    paint_bee(painter, x, y, flap, 8 * sin(3 * now) * (1 if behind else 0.2))
    up = along(now, (3.9, 0), (4.8, 1), (7.4, 1), (8.0, 0))
    if up > 0:
        _paint_swatter(scene, now, up)
    paint_counter(scene)


def _paint_swatter(scene: Scene, now: float, up: float) -> None:
    """The swatter rises at the right, leans back, strikes, sticks, and is peeled off."""
    strike = falling(now, WHACK_S - 0.16, 0.16) * (1 - smooth(now, 6.5, 0.5))
    back = stay(now, 5.0, WHACK_S - 0.12, 0.4, 0.1)
    hand_x = 640 - 40 * strike
    hand_y = 800 - 360 * up
    lean = 8 + 14 * back - 54 * strike
    if WHACK_S - 0.02 <= now < WHACK_S + 0.25:
        reach = 150 + 90 * ramp(now, WHACK_S - 0.02, 0.1)
        paint_burst(scene.painter, MIDDLE[0], MIDDLE[1] + 10, 0.7 * reach, reach)
    painter = scene.painter
    painter.save()
    painter.translate(hand_x, hand_y)
    painter.rotate(lean)
    paint_swatter(painter, 0, -268, 0, 1.08 + 0.36 * strike)
    painter.restore()
    paint_arm(scene, ClownPose(), 1, (hand_x, hand_y), "fist", lean)


ACT: Final = Act(
    "act-bee",
    9.4,
    (
        Cue(0.4, "raspberry"),
        Cue(LANDS_S, "squeak"),
        Cue(3.95, "slide_up"),
        Cue(WHACK_S - 0.18, "whoosh"),
        Cue(WHACK_S, "splat"),
        Cue(6.5, "pop"),
        Cue(BACK_S, "chirp"),
        Cue(8.7, "trombone"),
    ),
    _perform,
)
