"""Hiccups: water does not help, and holding one's breath only saves them up."""

from dataclasses import replace
from math import sin
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_dress import HAT, paint_hat
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.effects import paint_drop
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    PLEASED,
    SHOCKED,
    SMUG,
    WINCING,
    WORRIED,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.props import paint_glass
from laughgame.actor.acts.scene import COUNTER, Scene, paint_counter
from laughgame.actor.acts.timing import along, falling, hop, overshoot, ramp, smooth, stay, wobble
from laughgame.actor.pose import FacePose

HICS: Final = (1.0, 1.9, 2.6, 5.2)
DRINK_S: Final = 3.3
BREATH_S: Final = 5.9
LEAP_S: Final = 8.5
HAT_FALLS_S: Final = 9.5
LANDS_S: Final = 10.3
HOLDING: Final = ClownPose(
    FacePose(press=1, pout=0.3, brow=0.4), puff=1.15, flush=0.9, wide=0.5, worry=0.5
)
DRINKING: Final = ClownPose(
    FacePose(blink=1, pout=1, speech=0.8, mouth_open=0.15, pitch=-0.3, brow=0.6)
)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        *(change for hic in HICS[:3] for change in ((hic, SHOCKED, 0.06), (hic + 0.4, WORRIED))),
        (DRINK_S, CURIOUS),
        (3.6, DRINKING),
        (4.6, PLEASED),
        (HICS[3], SHOCKED, 0.06),
        (5.6, WORRIED),
        (BREATH_S, HOLDING, 1.0),
        (7.4, CURIOUS),
        (7.7, PLEASED),
        (8.0, SMUG),
        (LEAP_S - 0.2, WINCING, 0.15),
        (LEAP_S, SHOCKED, 0.05),
        (LANDS_S, WINCING, 0.04),
        (LANDS_S + 0.35, DEADPAN, 0.3),
    )
    hics = sum(hop(now, hic, 0.28) for hic in HICS)
    gone = ramp(now, LEAP_S, 0.28)
    leap = (1100 - scene.view.top()) * gone * (1 - falling(now, LANDS_S - 0.22, 0.22))
    crouch = stay(now, LEAP_S - 0.3, LEAP_S, 0.2, 0.03)
    looks = along(
        now,
        (1.4, 0),
        (1.5, 0.5),
        (1.8, 0.5),
        (1.85, 0),
        (2.2, 0),
        (2.3, -0.5),
        (2.5, -0.5),
        (2.6, 0),
    )
    pose = blinking(looking(pose, looks, 0), now, 0.3, 5.0, 7.9, 10.8)
    strain = smooth(now, BREATH_S + 0.3, 1.0) * (now < 7.4)
    face = replace(pose.face, shift_x=0.15 * strain * sin(55 * now))
    pose = replace(
        pose,
        face=face,
        y=-40 * hics - leap + 44 * crouch,
        squash=pose.squash
        - 0.12 * hics
        + 0.16 * crouch
        - 0.2 * gone * (now < LANDS_S)
        + 0.3 * wobble(now, LANDS_S, 3, 4),
    )
    painter = scene.painter
    paint_clown(scene, pose, hat=False)
    if now < LEAP_S or now >= LANDS_S:
        with on_head(scene, pose) as head:
            up = sum(40 * hop(now, hic + 0.06, 0.4) for hic in HICS)
            if now < LEAP_S:
                paint_hat(head, HAT[0], HAT[1] - up, HAT[2] + 0.4 * up)
    if now >= LEAP_S:
        _paint_hat_left_behind(scene, pose, now)
    brought = along(now, (3.0, 1), (3.5, 0), (4.5, 0), (4.8, 1))
    if brought < 0.99:
        tilt = smooth(now, 3.6, 0.4) * (1 - smooth(now, 4.35, 0.2))
        x, y = (
            MIDDLE[0] + 86 - 24 * tilt + 70 * brought,
            MIDDLE[1] + 172 - 64 * tilt + 300 * brought,
        )
        paint_glass(painter, x, y, -78 * tilt, 0.9 * (1 - ramp(now, 3.7, 0.7)))
        paint_arm(
            scene, ClownPose(), 1, (x + 26 - 20 * tilt, y - 40 + 46 * tilt), "fist", -30 * tilt
        )
    if HICS[3] <= now < HICS[3] + 0.7:  # the water comes out again, at the ears
        for side in (-1, 1):
            for index in range(4):
                flown = ramp(now, HICS[3] + 0.06 * index, 0.5)
                if 0 < flown < 1:
                    x = MIDDLE[0] + side * (150 + 150 * flown)
                    paint_drop(painter, x, MIDDLE[1] - 20 - 150 * flown + 420 * flown**2, 34)
    pinch = along(now, (BREATH_S - 0.2, 1), (BREATH_S + 0.15, 0), (7.3, 0), (7.6, 1))
    if pinch < 0.99:
        x, y = MIDDLE[0] + 66 + 90 * pinch, MIDDLE[1] + 40 + 330 * pinch
        paint_arm(scene, pose, 1, (x, y), "pinch", 0)
    paint_counter(scene)


def _paint_hat_left_behind(scene: Scene, pose: ClownPose, now: float) -> None:
    """It hangs in the air until it notices, drops onto the counter, and is landed in."""
    painter = scene.painter
    painter.save()
    notice = 14 * wobble(now, 9.1, 5, 3)
    if now < LANDS_S:
        fallen = falling(now, HAT_FALLS_S, 0.3)
        rest = MIDDLE[1] + HAT[1]
        y = rest + (COUNTER - 8 - rest) * fallen - 10 * abs(wobble(now, HAT_FALLS_S + 0.3, 4, 5))
        painter.translate(MIDDLE[0] + 26, y)
        paint_hat(painter, 0, 0, 10 * (1 - fallen) + notice)
        painter.restore()
        return
    painter.restore()
    with on_head(scene, pose) as head:  # flattened, and a little on the nose side
        popped = overshoot(now, LANDS_S + 0.5, 0.3, 3)
        head.translate(HAT[0], HAT[1])
        head.scale(1.25 - 0.25 * popped, 0.25 + 0.75 * popped if now > LANDS_S + 0.5 else 0.25)
        paint_hat(head, 0, 0, HAT[2])


ACT: Final = Act(
    "act-hiccups",
    11.4,
    (
        Cue(HICS[0], "squeak"),
        Cue(HICS[1], "squeak"),
        Cue(HICS[2], "squeak"),
        Cue(3.7, "gulp"),
        Cue(4.1, "gulp"),
        Cue(HICS[3], "squeak"),
        Cue(BREATH_S, "slide_up"),
        Cue(7.4, "whoosh"),
        Cue(LEAP_S, "boing"),
        Cue(HAT_FALLS_S + 0.3, "pop"),
        Cue(LANDS_S, "thud"),
        Cue(LANDS_S + 0.5, "pop"),
    ),
    _perform,
)
