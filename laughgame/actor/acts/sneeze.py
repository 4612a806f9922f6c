"""A sneeze that takes its time, and a hat that takes longer."""

from dataclasses import replace
from math import sin
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_dress import HAT, paint_hat
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.effects import paint_drop
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    PLEASED,
    SHOCKED,
    WINCING,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.props import paint_feather
from laughgame.actor.acts.scene import Scene, paint_counter
from laughgame.actor.acts.timing import along, falling, ramp, smooth, stay, wobble
from laughgame.actor.pose import FacePose

SNEEZE_S: Final = 5.0
LANDS_S: Final = 7.4
GASPING: Final = ClownPose(
    FacePose(mouth_open=0.8, speech=0.7, blink=0.72, pitch=-0.25, brow=0.9, wrinkle=0.6),
    worry=0.8,
    squash=-0.1,
)
GASPING_MORE: Final = replace(
    GASPING,
    face=replace(GASPING.face, mouth_open=1.0, blink=1.0, pitch=-0.3),
    squash=-0.2,
    hair=0.4,
)
SNEEZING: Final = replace(WINCING, squash=0.3, hair=1.3)
TICKLED: Final = ClownPose(FacePose(wrinkle=0.8, blink=0.3, pout=0.8), cross=0.8, worry=0.5)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.6, CURIOUS),
        (1.7, TICKLED),
        (2.2, GASPING, 0.3),
        (2.55, TICKLED),
        (2.8, GASPING, 0.3),
        (3.1, TICKLED),
        (3.3, GASPING_MORE, 0.4),
        (4.0, CALM, 0.3),
        (4.3, PLEASED),
        (SNEEZE_S - 0.14, GASPING_MORE, 0.1),
        (SNEEZE_S, SNEEZING, 0.06),
        (5.5, SHOCKED, 0.2),
        (6.0, CALM),
        (6.4, CURIOUS),
        (7.0, CALM),
        (LANDS_S, WINCING, 0.05),
        (LANDS_S + 0.5, DEADPAN, 0.3),
    )
    gaze_x = along(now, (0.6, 0), (0.8, 0.7), (1.1, 0.2), (1.5, 0.1), (1.8, 0))
    gaze_x += along(now, (5.9, 0), (6.0, -0.8), (6.2, -0.8), (6.35, 0.8), (6.5, 0.8), (6.6, 0))
    gaze_y = along(now, (0.6, 0), (0.8, -0.8), (1.5, 0.3), (1.8, 0))
    pose = blinking(looking(pose, gaze_x, gaze_y), now, 0.3, 4.5, 5.7, 7.0, 8.2)
    bow = stay(now, SNEEZE_S, 5.6, 0.06, 0.35)
    pose = replace(
        pose,
        y=70 * bow + 22 * abs(wobble(now, LANDS_S, 2.5, 4)),
        face=replace(pose.face, pitch=pose.face.pitch + 0.4 * bow),
        nose=1 + 0.4 * stay(now, 3.3, 4.0) + 0.5 * stay(now, SNEEZE_S, 6.2, 0.05, 0.6),
    )
    paint_clown(scene, pose, hat=False)
    painter = scene.painter
    flown = ramp(now, SNEEZE_S, 0.4)
    if flown < 1:
        with on_head(scene, pose) as head:
            head.translate(0, (scene.view.top() - 560) * flown)
            paint_hat(head, HAT[0], HAT[1], HAT[2] + 200 * flown)
    elif now > LANDS_S - 0.35:
        fallen = falling(now, LANDS_S - 0.35, 0.35)
        bump = 26 * abs(wobble(now, LANDS_S, 3, 5))
        with on_head(scene, pose) as head:  # it lands upside down
            paint_hat(
                head,
                -8,
                -244 - (420 - scene.view.top()) * (1 - fallen) - bump,
                184 + 60 * (1 - fallen),
            )
    if now < SNEEZE_S + 0.3:
        _paint_feather(scene, now)
    gone = now - SNEEZE_S
    if 0 <= gone < 0.55:
        for index in range(13):
            spread = (index - 6) / 6
            reach = (0.25 + gone * 2.4) * (1 + 0.25 * sin(9 * index))
            x = MIDDLE[0] + spread * 480 * reach
            y = MIDDLE[1] + 150 + (250 - 190 * abs(spread)) * reach * 0.6
            paint_drop(painter, x, y, 14 + 26 * reach)
    paint_counter(scene)


def _paint_feather(scene: Scene, now: float) -> None:
    """It sails down, tickles the nose, and is blown at the audience."""
    blown = ramp(now, SNEEZE_S, 0.3)
    down, top = smooth(now, 0.2, 1.6), scene.view.top() - 60
    x = (
        MIDDLE[0]
        + 14
        + 160 * (1 - down) * sin(4 * now + 1)
        + 10 * sin(13 * now) * stay(now, 1.8, 3.4)
    )
    y = top + (MIDDLE[1] + 74 - top) * down - 8 * stay(now, 3.3, 4.0)
    painter = scene.painter
    if now > 4.0:
        y += 60 * smooth(now, 4.0, 0.5)
        x += 40 * smooth(now, 4.0, 0.5)
    painter.save()
    painter.translate(x + 300 * blown, y + 260 * blown)
    painter.scale(1 + 1.6 * blown, 1 + 1.6 * blown)
    paint_feather(painter, 0, 0, 24 * sin(3.2 * now) + 300 * blown)
    painter.restore()


ACT: Final = Act(
    "act-sneeze",
    8.8,
    (
        Cue(2.2, "squeak"),
        Cue(2.8, "squeak"),
        Cue(3.3, "slide_up"),
        Cue(SNEEZE_S, "sneeze"),
        Cue(SNEEZE_S + 0.1, "whoosh"),
        Cue(6.4, "whistle"),
        Cue(LANDS_S, "thud"),
        Cue(8.1, "rimshot"),
    ),
    _perform,
)
