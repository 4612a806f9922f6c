"""A nose that honks, and grows with every honk."""

from dataclasses import replace
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, paint_clown
from laughgame.actor.acts.effects import paint_burst, paint_strokes
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    FROZEN,
    PLEASED,
    SHOCKED,
    SMUG,
    blinking,
    moods,
)
from laughgame.actor.acts.scene import Scene, paint_counter
from laughgame.actor.acts.timing import along, overshoot, ramp, smooth, stay, wobble

HONKS: Final = ((2.0, 1.0, 1.5), (3.0, 1.5, 2.1), (3.9, 2.1, 2.8))
"""When it is honked, and the nose's size before and after."""
BANG_S: Final = 5.7
LAST_S: Final = 7.0


def _nose(now: float) -> float:
    if now >= BANG_S:
        return 0.3 + 0.14 * wobble(now, BANG_S, 5, 5) - 0.12 * stay(now, LAST_S, LAST_S + 0.25)
    size = 1.0
    for start, before, after in HONKS:
        if now >= start:
            size = before + (after - before) * overshoot(now, start + 0.2, 0.3, 4.0)
            size *= 1 - 0.35 * stay(now, start - 0.01, start + 0.28, 0.06, 0.1)
    blown = smooth(now, 4.5, 0.9)
    return size + 1.9 * blown + 0.05 * blown * wobble(now, 5.0, 9, 0)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.9, CURIOUS),
        (1.6, SMUG),
        (2.0, CURIOUS, 0.1),
        (2.5, PLEASED),
        (3.0, CURIOUS, 0.1),
        (3.4, PLEASED),
        (3.9, CURIOUS, 0.1),
        (4.4, FROZEN),
        (BANG_S, SHOCKED, 0.08),
        (6.1, DEADPAN, 0.3),
    )
    cross = stay(now, 1.1, 1.6) + stay(now, 2.0, 2.5) + stay(now, 3.0, 3.4) + stay(now, 3.9, BANG_S)
    squash = sum(0.07 * wobble(now, start + 0.2, 4, 5) for start, _, _ in HONKS)
    pose = replace(
        blinking(pose, now, 0.4, 6.4),
        cross=cross + stay(now, LAST_S - 0.1, 7.8),
        nose=_nose(now),
        squash=pose.squash + squash,
    )
    paint_clown(scene, pose)
    nose_x, nose_y = MIDDLE[0], MIDDLE[1] + 28
    painter = scene.painter
    for start, _, after in HONKS:
        if start <= now < start + 0.35:
            reach = 62 * after * 0.8
            paint_strokes(
                painter, nose_x, nose_y, reach + 16, reach + 16 + 44 * ramp(now, start, 0.12)
            )
    if BANG_S <= now < BANG_S + 0.28:
        grown = 120 + 150 * ramp(now, BANG_S, 0.12)
        paint_burst(painter, nose_x, nose_y, 0.62 * grown, grown)
    away = along(
        now, (0.9, 1), (1.45, 0), (4.3, 0), (4.7, 1), (6.5, 1), (6.9, 0), (7.3, 0), (7.6, 1)
    )
    if away < 0.99:
        size = min(_nose(now), 2.8)
        x, y = nose_x + 24 * size + 44, nose_y + 10
        kind = "point" if now > 6 else "pinch"
        lean = -50 if now > 6 else -4
        paint_arm(scene, pose, 1, (x + 90 * away, y + 330 * away), kind, lean)
    paint_counter(scene)


ACT: Final = Act(
    "act-nose-honk",
    7.8,
    (
        *(Cue(start, "honk") for start, _, _ in HONKS),
        Cue(4.5, "slide_up"),
        Cue(BANG_S, "pop"),
        Cue(LAST_S, "squeak"),
    ),
    _perform,
)
