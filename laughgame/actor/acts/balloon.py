"""A balloon that is let go of."""

from dataclasses import replace
from math import atan2, cos, degrees, pi, sin
from typing import Final

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, paint_clown
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    PLEASED,
    SHOCKED,
    SMUG,
    WORRIED,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.props import paint_balloon, paint_rag
from laughgame.actor.acts.scene import CHALK, Scene, disc, paint_counter
from laughgame.actor.acts.timing import along, overshoot, ramp, smooth, stay, wobble
from laughgame.actor.pose import FacePose

BREATHS: Final = (1.3, 2.2, 3.1)
FREE_S: Final = 5.0
LANDS_S: Final = 7.2
MOUTH: Final = (MIDDLE[0], MIDDLE[1] + 96)
HELD: Final = (560.0, 300.0)
BLOWING: Final = ClownPose(
    FacePose(speech=1, pout=1, brow=-0.4, eye_squeeze=0.35), puff=1.0, flush=0.55, squash=0.03
)
INHALING: Final = ClownPose(FacePose(brow=0.8, speech=0.6, mouth_open=0.12), squash=-0.04)


def _size(now: float) -> float:
    size = 26.0
    for start in BREATHS:
        size += 62 * overshoot(now, start + 0.05, 0.5, 2.5) if now > start else 0
    return size * (1 - 0.72 * ramp(now, FREE_S, LANDS_S - FREE_S))


def _flight(now: float) -> tuple[float, float]:
    """Return the loops round the head, ever narrower, down to the nose."""
    share = ramp(now, FREE_S, LANDS_S - FREE_S)
    angle = 2 * pi * 3.2 * share - 0.1
    reach = (1 - share**3) * (1 + 0.22 * sin(17 * share))
    x = MIDDLE[0] + 215 * reach * cos(angle)
    y = MIDDLE[1] + 28 - 30 * (1 - share) - 165 * reach * sin(angle)
    home = smooth(now, FREE_S, 0.15)
    return HELD[0] + (x - HELD[0]) * home, HELD[1] - 40 + (y - HELD[1] + 40) * home


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.7, CURIOUS),
        *(
            change
            for start in BREATHS
            for change in ((start - 0.35, INHALING), (start, BLOWING, 0.12))
        ),
        (3.9, PLEASED),
        (4.3, SMUG),
        (FREE_S, SHOCKED, 0.1),
        (5.6, WORRIED),
        (LANDS_S, SHOCKED, 0.06),
        (7.7, DEADPAN, 0.3),
    )
    x, y = _flight(now)
    follows = stay(now, FREE_S, LANDS_S, 0.1, 0.1)
    gaze_x = max(-1.0, min(1.0, (x - MIDDLE[0]) / 190)) * follows
    gaze_y = max(-1.0, min(1.0, (y - MIDDLE[1]) / 170)) * follows
    gaze_x += stay(now, 3.9, 4.3)
    pose = blinking(looking(pose, gaze_x, gaze_y), now, 0.3, 4.5, 8.0, 8.5)
    blown = sum(stay(now, start, start + 0.5, 0.08, 0.15) for start in BREATHS)
    pose = replace(
        pose,
        cross=pose.cross + 0.8 * blown + stay(now, LANDS_S, 8.0),
        face=replace(pose.face, roll=pose.face.roll + 0.03 * wobble(now, LANDS_S, 3, 4)),
    )
    paint_clown(scene, pose)
    painter = scene.painter
    if now < 3.75:
        brought = along(now, (0.6, 1), (1.0, 0))
        lean = 2 * sin(40 * now) * blown
        at = (MOUTH[0] + 14 + 60 * brought, MOUTH[1] + 10 + 330 * brought)
        paint_balloon(painter, *at, _size(now), 102 + lean)
        paint_arm(scene, pose, 1, (at[0] + 14, at[1] + 34), "pinch", 20)
    elif now < FREE_S:
        moved = smooth(now, 3.75, 0.35)
        at = (
            MOUTH[0] + 14 + (HELD[0] - MOUTH[0] - 14) * moved,
            MOUTH[1] + (HELD[1] - MOUTH[1]) * moved,
        )
        paint_balloon(painter, *at, _size(now), 102 - 92 * moved + 4 * sin(5 * now))
        paint_arm(scene, pose, 1, (at[0] + 18, at[1] + 26), "pinch", 0)
    elif now < LANDS_S:
        ahead = _flight(now + 0.03)
        lean = degrees(atan2(ahead[0] - x, y - ahead[1]))
        paint_balloon(painter, x, y, _size(now), lean)
        for index in (3, 2, 1):
            puff = _flight(now - 0.05 * index)
            disc(painter, *puff, 17 - 4 * index, 15 - 3.5 * index, CHALK, 3.5)
        hand_down = smooth(now, 5.4, 0.5)
        paint_arm(scene, pose, 1, (HELD[0] + 18, HELD[1] + 26 + 360 * hand_down), "open", 8)
    if now >= LANDS_S:
        bounce = 10 * abs(wobble(now, LANDS_S, 4, 5))
        paint_rag(painter, MIDDLE[0], MIDDLE[1] + 24 - bounce, 10 * wobble(now, LANDS_S, 2.2, 1.4))
    paint_counter(scene)


ACT: Final = Act(
    "act-balloon",
    9.0,
    (
        *(Cue(start, "squeak") for start in BREATHS),
        Cue(FREE_S, "raspberry"),
        Cue(6.1, "raspberry"),
        Cue(LANDS_S, "splat"),
        Cue(8.2, "trombone"),
    ),
    _perform,
)
