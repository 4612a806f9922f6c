"""A lift that nobody asked for, taken with dignity."""

from dataclasses import replace
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_dress import HAT, paint_hat
from laughgame.actor.acts.hands import paint_arm, paint_glove
from laughgame.actor.acts.moods import CALM, DEADPAN, SHOCKED, blinking, looking, moods
from laughgame.actor.acts.scene import COUNTER, Scene, paint_counter
from laughgame.actor.acts.timing import along, falling, overshoot, smooth, wobble

DOWN_S: Final = 1.1
UP_S: Final = 3.7
DROP_S: Final = 6.6
HAT_FALLS_S: Final = 7.5
PEEP_S: Final = 8.4


def _height(now: float) -> float:
    """Return how far the clown is below its place (negative is above)."""
    y = along(now, (DOWN_S, 0), (2.7, 178), (UP_S, 178), (5.2, -292), (DROP_S, -292))
    y += 8 * wobble(now, 2.65, 5, 6) + 8 * wobble(now, 5.15, 5, 6)
    y += 760 * falling(now, DROP_S, 0.35)
    return y - 254 * overshoot(now, PEEP_S, 1.1, 0.6)


def _perform(scene: Scene, now: float) -> None:
    y = _height(now)
    pose = moods(now, (0, CALM), (0.7, DEADPAN, 0.4), (DROP_S, SHOCKED, 0.08), (7.2, DEADPAN))
    sideways = along(
        now,
        (2.9, 0),
        (3.0, -1),
        (3.2, -1),
        (3.3, 1),
        (3.5, 1),
        (3.6, 0),
        (9.7, 0),
        (9.8, 1),
        (10.1, 1),
        (10.2, 0),
    )
    pose = blinking(looking(pose, sideways, 0, 0.25), now, 0.4, 1.8, 3.65, 4.3, 9.6, 10.4)
    pose = replace(pose, y=y)
    paint_clown(scene, pose, hat=now < DROP_S)
    painter = scene.painter
    searching = along(now, (5.4, 0), (5.7, 1), (6.4, 1), (DROP_S, 0))
    if searching > 0.02:  # a hand comes down to feel where the floor has gone
        x = along(now, (5.7, 520), (5.95, 590), (6.2, 520), (6.4, 590))
        paint_arm(scene, replace(pose, y=-292), 1, (x, 200 + 250 * searching), "open", 180)
    paint_grip(scene, now)
    paint_counter(scene)
    if now >= DROP_S:
        if now < PEEP_S:
            rest = MIDDLE[1] + HAT[1] - 292
            top = max(rest, 96.0)
            fallen = falling(now, HAT_FALLS_S, 0.35)
            appears = smooth(now, DROP_S, 0.4)
            at = rest + (top - rest) * appears
            drop = (
                at + (COUNTER - 10 - at) * fallen - 14 * abs(wobble(now, HAT_FALLS_S + 0.35, 3, 5))
            )
            painter.save()
            painter.translate(MIDDLE[0] + HAT[0], drop)
            paint_hat(painter, 0, 0, HAT[2] * (1 - fallen) + 10 * wobble(now, 7.1, 5, 3))
            painter.restore()
        else:
            with on_head(scene, pose) as head:
                paint_hat(head, HAT[0], HAT[1], HAT[2] * smooth(now, PEEP_S, 0.4))


def paint_grip(scene: Scene, now: float) -> None:
    """Two hands come up first and hold on to the counter from behind."""
    for side, start in ((-1, 7.95), (1, 8.15)):
        up = overshoot(now, start, 0.22)
        if now > start:
            paint_glove(
                scene.painter, side, (MIDDLE[0] + side * 176, COUNTER + 50 - 62 * up), "fist"
            )


ACT: Final = Act(
    "act-lift",
    10.8,
    (
        Cue(DOWN_S, "slide_down"),
        Cue(2.7, "thud"),
        Cue(UP_S, "slide_up"),
        Cue(5.2, "thud"),
        Cue(5.7, "squeak"),
        Cue(DROP_S, "whistle"),
        Cue(DROP_S + 0.35, "thud"),
        Cue(HAT_FALLS_S + 0.35, "pop"),
        Cue(PEEP_S, "slide_up"),
        Cue(9.9, "rimshot"),
    ),
    _perform,
)
