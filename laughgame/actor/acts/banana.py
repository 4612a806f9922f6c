"""The banana rings."""

from dataclasses import replace
from math import sin
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, paint_clown
from laughgame.actor.acts.effects import paint_strokes
from laughgame.actor.acts.hands import paint_arm
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
from laughgame.actor.acts.props import paint_banana
from laughgame.actor.acts.scene import COUNTER, Scene, other_way_round, paint_counter
from laughgame.actor.acts.timing import along, smooth, stay

RINGS: Final = (0.7, 1.5)
TAKEN_S: Final = 2.2
OFFER_S: Final = 5.0
BITE_S: Final = 7.2
LYING: Final = (574.0, COUNTER - 16)
EAR: Final = (MIDDLE[0] + 128, MIDDLE[1] + 40)
OFFERED: Final = (MIDDLE[0] + 60, 420.0)
AT_MOUTH: Final = (MIDDLE[0] + 104, MIDDLE[1] + 102)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.75, CURIOUS),
        (1.1, DOUBTFUL),
        (1.6, CURIOUS),
        (2.5, CALM),
        (2.8, PLEASED),
        (3.5, CURIOUS),
        (4.1, SHOCKED),
        (4.7, DEADPAN),
        (OFFER_S, CURIOUS),
        (5.9, SMUG),
        (6.6, DOUBTFUL),
        (BITE_S - 0.25, CURIOUS),
        (BITE_S, DEADPAN, 0.1),
    )
    gaze_x = along(
        now,
        (0.7, 0),
        (0.85, 0.9),
        (1.1, 0.9),
        (1.2, 0),
        (1.55, 0),
        (1.65, 0.9),
        (2.4, 0.6),
        (2.6, 0),
        (4.1, 0),
        (4.3, 0.8),
        (4.6, 0.8),
        (4.75, 0),
    )
    gaze_y = along(
        now, (0.7, 0), (0.85, 0.8), (1.1, 0.8), (1.2, 0), (1.55, 0), (1.65, 0.8), (2.4, 0)
    )
    pose = blinking(looking(pose, gaze_x, gaze_y), now, 0.3, 2.6, 4.9, 6.1, 6.4, 7.9, 8.8)
    talk = 0.5 * (1 + sin(21 * now)) * stay(now, 2.9, 3.5)
    nod = 0.12 * sin(13 * now) * stay(now, 2.7, 3.5)
    chew = stay(now, BITE_S + 0.1, 9.2, 0.2, 0.3)
    face = pose.face
    face = replace(
        face,
        mouth_open=face.mouth_open
        + 0.4 * talk
        + 0.9 * stay(now, BITE_S - 0.35, BITE_S, 0.15, 0.05),
        pitch=face.pitch + nod,
        pout=face.pout + chew * (0.5 + 0.5 * sin(15 * now)),
        roll=face.roll + 0.1 * stay(now, 2.4, OFFER_S) + 0.03 * chew * sin(7.5 * now),
    )
    pose = replace(pose, face=face, puff=0.75 * chew)
    paint_clown(scene, pose)
    painter = scene.painter
    if now < TAKEN_S:
        reach = along(now, (1.7, 1), (TAKEN_S, 0))
        below = scene.view.bottom() - COUNTER
        ringing = sum(stay(now, start, start + 0.55, 0.04, 0.04) for start in RINGS)
        paint_counter(scene)
        jump = 12 * abs(sin(34 * now)) * ringing
        paint_banana(painter, LYING[0], LYING[1] - jump, 8 * sin(47 * now) * ringing, 0.8)
        if ringing > 0.5:
            paint_strokes(painter, LYING[0], LYING[1] - 30, 74, 98, 7)
        if reach < 1:
            paint_arm(
                scene,
                pose,
                1,
                (LYING[0] + 30 * reach, LYING[1] + 20 + (80 + below) * reach),
                "fist",
            )
        return
    to_ear, to_us = smooth(now, TAKEN_S, 0.3), smooth(now, OFFER_S, 0.4)
    to_mouth = smooth(now, 6.6, 0.35)
    x, y, lean, size = _way(to_ear, (*LYING, 0.0, 0.8), (*EAR, -82.0, 0.95))
    x, y, lean, size = _way(to_us, (x, y, lean, size), (*OFFERED, -14.0, 2.0))
    x, y, lean, size = _way(to_mouth, (x, y, lean, size), (*AT_MOUTH, 196.0 - 12, 0.95))
    down = smooth(now, 8.0, 0.4)
    shake = 3 * sin(16 * now) * stay(now, 5.4, 6.4)
    eaten = 0.36 if now >= BITE_S else 0.0
    y += 250 * down
    grip = (x + 28, y + 26) if to_us < 0.5 or to_mouth > 0.5 else (x + 40, y + 74)
    if to_us > 0.5 and to_mouth < 0.5:
        paint_counter(scene)
    paint_banana(painter, x, y, lean + shake, size, eaten)
    paint_arm(scene, pose, 1, grip, "fist", -20)
    if not (to_us > 0.5 and to_mouth < 0.5):
        paint_counter(scene)


def _way(
    share: float, start: tuple[float, float, float, float], end: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Return place, lean and size between two of them."""
    x, y, lean, size = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return x, y, lean, size


ACT: Final = Act(
    "act-banana",
    9.6,
    (
        *(Cue(start, "chirp") for start in RINGS),
        Cue(TAKEN_S, "pop"),
        Cue(4.1, "slide_up"),
        Cue(OFFER_S, "whoosh"),
        Cue(BITE_S, "squeak"),
        Cue(8.7, "gulp"),
        Cue(9.1, "rimshot"),
    ),
    other_way_round(_perform),
)
