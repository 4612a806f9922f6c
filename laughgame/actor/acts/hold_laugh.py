"""Somebody who must not laugh, and what becomes of it."""

from dataclasses import replace
from math import sin
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_dress import HAT, paint_hat
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.effects import paint_drop, paint_steam
from laughgame.actor.acts.moods import CALM, DEADPAN, LAUGHING, blinking, looking, moods
from laughgame.actor.acts.scene import Scene, paint_counter
from laughgame.actor.acts.timing import along, ramp, smooth, stay, wobble
from laughgame.actor.pose import FacePose

SWELL_S: Final = 4.0
BURST_S: Final = 6.4
OVER_S: Final = 9.0
TWITCH: Final = ClownPose(FacePose(smile=0.45, press=0.8, brow=0.5, blink=0.2))
SNORT: Final = ClownPose(
    FacePose(smile=0.4, press=1, eye_squeeze=0.7, brow=0.6), puff=0.6, flush=0.3
)
SWOLLEN: Final = ClownPose(
    FacePose(press=1, pout=0.4, brow=0.7, smile=0.15),
    puff=1.25,
    flush=1.0,
    worry=0.9,
    wide=0.7,
    hair=0.8,
)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.6, DEADPAN),
        (1.2, TWITCH, 0.3),
        (1.9, DEADPAN, 0.12),
        (2.7, SNORT, 0.1),
        (3.1, DEADPAN, 0.15),
        (SWELL_S, SWOLLEN, 1.9),
        (BURST_S, LAUGHING, 0.08),
        (OVER_S, DEADPAN, 0.08),
        (9.8, TWITCH, 0.25),
    )
    away = along(
        now,
        (1.4, 0),
        (1.6, -0.9),
        (1.9, -0.9),
        (2.0, 0),
        (2.7, 0),
        (2.8, 0.9),
        (3.1, 0.9),
        (3.2, 0),
    )
    pose = blinking(looking(pose, away, -0.4 * abs(away)), now, 0.4, 2.3, 3.6, 9.4)
    shiver = ramp(now, SWELL_S, 1.8) * (now < BURST_S - 0.5)
    laugh = smooth(now, BURST_S, 0.08) * (1 - smooth(now, OVER_S - 0.06, 0.06))
    shake = sin(2 * 3.14159 * 4.4 * now) * laugh
    face = replace(
        pose.face,
        shift_x=pose.face.shift_x + 0.28 * shiver * sin(61 * now),
        shift_y=pose.face.shift_y - 0.3 * laugh + 0.5 * shake,
        roll=pose.face.roll + 0.14 * laugh * sin(6.5 * now) + 0.02 * shiver * sin(47 * now),
        mouth_open=pose.face.mouth_open - 0.3 * laugh + 0.3 * shake,
        pitch=pose.face.pitch + 0.06 * shake,
    )
    pose = replace(
        pose,
        face=face,
        jaw=22 * laugh * (1 + shake),
        squash=pose.squash + 0.05 * shake + 0.3 * wobble(now, BURST_S, 3, 4),
    )
    painter = scene.painter
    steam = stay(now, 5.0, BURST_S, 0.4, 0.04)
    if steam > 0.05:
        for side in (-1, 1):
            for index in range(2):
                drift = (1.7 * (now - 5) + 0.5 * index) % 1
                paint_steam(
                    painter,
                    MIDDLE[0] + side * (152 + 90 * drift),
                    MIDDLE[1] + 10 - 34 * drift,
                    side * 62,
                    1.5 * steam * (1 - 0.6 * drift),
                )
    paint_clown(scene, pose, hat=False)
    with on_head(scene, pose) as head:
        flung = 60 * abs(shake) * laugh + 90 * stay(now, BURST_S, BURST_S + 0.5, 0.1, 0.3)
        flung += 5 * shiver * abs(sin(53 * now))
        paint_hat(head, HAT[0], HAT[1] - flung, HAT[2] + 0.4 * flung * sin(5 * now))
    if laugh > 0.5:
        _paint_tears(scene, now)
    paint_counter(scene)


def _paint_tears(scene: Scene, now: float) -> None:
    """Tears fly in arcs from both eyes, as from a garden hose."""
    for side in (-1, 1):
        for index in range(7):
            flown = (1.6 * now + index / 7) % 1
            if now - flown / 1.6 < BURST_S + 0.1:
                continue
            x = MIDDLE[0] + side * (96 + 210 * flown)
            y = MIDDLE[1] - 34 - 190 * flown + 480 * flown * flown
            paint_drop(scene.painter, x, y, 18 + 14 * flown)


ACT: Final = Act(
    "act-hold-laugh",
    10.4,
    (
        Cue(1.2, "squeak"),
        Cue(2.7, "raspberry"),
        Cue(SWELL_S, "slide_up"),
        Cue(5.0, "whistle"),
        Cue(BURST_S, "pop"),
        Cue(6.7, "honk"),
        Cue(7.3, "honk"),
        Cue(7.8, "honk"),
        Cue(8.3, "honk"),
        Cue(9.1, "thud"),
        Cue(9.85, "squeak"),
    ),
    _perform,
)
