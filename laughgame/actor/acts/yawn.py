"""A yawn that goes on down to the counter, and who lives in it."""

from dataclasses import replace
from typing import Final

from PySide6.QtGui import QPainter

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_body, on_head, paint_head
from laughgame.actor.acts.clown_dress import HAT, paint_body, paint_hat, paint_tufts
from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import CALM, CURIOUS, DEADPAN, FROZEN, blinking, looking, moods
from laughgame.actor.acts.scene import CARD, INK, ORANGE, Scene, disc, inked, paint_counter
from laughgame.actor.acts.timing import along, overshoot, smooth, stay, wobble
from laughgame.actor.outline import line, outline
from laughgame.actor.pose import FacePose

FLOOR_S: Final = 3.1
CHIRP_S: Final = 4.3
SHUT_S: Final = 6.6
REACH: Final = 112.0
"""How far the jaw falls, in drawing units: onto the counter and over its edge."""
SLEEPY: Final = ClownPose(FacePose(blink=0.62, brow=0.5))
YAWNING: Final = ClownPose(FacePose(mouth_open=1.0, blink=1.0, brow=0.9, pitch=-0.12), worry=0.5)
STUCK: Final = ClownPose(FacePose(mouth_open=1.0, brow=0.9), worry=0.8, wide=0.5)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.6, SLEEPY, 0.5),
        (1.2, YAWNING, 0.7),
        (3.7, STUCK),
        (CHIRP_S + 0.2, STUCK),
        (SHUT_S, FROZEN, 0.06),
        (7.2, DEADPAN, 0.3),
        (7.75, CURIOUS, 0.1),
        (8.3, DEADPAN, 0.3),
    )
    gaze = along(
        now, (4.4, 0), (4.6, 1), (5.2, 1), (5.4, 0), (7.7, 0), (7.8, 1), (8.2, 1), (8.4, 0)
    )
    pose = blinking(looking(pose, 0, gaze, 0.2), now, 0.3, 4.0, 5.5, 7.4, 8.7)
    jaw = along(now, (1.5, 0), (2.1, 20), (2.3, 20), (FLOOR_S, REACH), (SHUT_S - 0.1, REACH))
    jaw += 9 * wobble(now, FLOOR_S, 4, 5) + 12 * wobble(now, 5.6, 6, 4) * (now < SHUT_S)
    jaw *= 1 - smooth(now, SHUT_S - 0.1, 0.1)
    shut = now - SHUT_S
    gulped = stay(now, 7.7, 8.0, 0.1, 0.1)
    pose = replace(
        pose,
        jaw=jaw,
        squash=0.14 * wobble(now, SHUT_S, 3.5, 3) - 0.03 * stay(now, 1.6, 3.6, 0.6, 0.6),
        cross=0.7 * stay(now, SHUT_S, 7.2, 0.05),
        puff=0.9 * stay(now, 7.65, 8.15, 0.12, 0.2) if shut > 0 else 0.0,
        face=replace(pose.face, roll=pose.face.roll + 0.02 * gulped),
    )
    with on_head(scene, pose) as painter:
        paint_tufts(painter, pose)
    with on_body(scene, pose) as painter:
        paint_body(painter, pose)
    paint_counter(scene)
    paint_head(scene, pose)
    with on_head(scene, pose) as painter:
        paint_hat(painter, *HAT)
    out = overshoot(now, CHIRP_S - 0.25, 0.35, 2.5) * (1 - smooth(now, 5.5, 0.25))
    if out > 0.02 and now < SHUT_S:
        _paint_chick(scene, now, out)
    lifted = along(now, (5.7, 0), (6.2, 0.9), (6.4, 0.8), (SHUT_S, 1.6), (6.9, 1.6), (7.2, 0))
    if lifted > 0.02:
        below = scene.view.bottom() + 76
        for side in (-1, 1):
            y = below + (570 - below) * min(lifted, 1)
            if now >= SHUT_S - 0.1:
                y -= 250 * max(lifted - 1, 0)
            paint_arm(scene, pose, side, (MIDDLE[0] + side * 84, y), "fist", side * -30)


def _paint_chick(scene: Scene, now: float, out: float) -> None:
    """A chick looks out of the mouth, left and right, and at the audience."""
    painter = scene.painter
    painter.save()
    top = MIDDLE[1] + 122
    painter.setClipRect(0, int(top), 768, 130)
    painter.translate(MIDDLE[0], top + 160 - 92 * out)
    painter.scale(1.08, 1.08)
    look = along(now, (CHIRP_S, 0), (4.5, -7), (4.8, -7), (4.95, 7), (5.2, 7), (5.3, 0))
    _paint_bird(painter, look, stay(now, CHIRP_S, CHIRP_S + 0.3) + stay(now, 4.9, 5.2))
    painter.restore()


def _paint_bird(painter: QPainter, look: float, opened: float) -> None:
    disc(painter, 0, 34, 36, 46, CARD)
    disc(painter, 0, 0, 30, 29, CARD)
    painter.strokePath(outline((-2, -28), (-8, -44, -14, -42)), line(INK, 5))
    painter.strokePath(outline((2, -28), (6, -46, 12, -46)), line(INK, 5))
    for side in (-1, 1):
        disc(painter, side * 12 + 0.5 * look, -4, 7, 8, "#FFFFFF", 3)
        disc(painter, side * 12 + look, -3, 3.4, 4, INK, 0)
    beak = outline((look - 9, 8), (look, 4 - 2 * opened), (look + 9, 8), (look, 15), close=True)
    if opened > 0.05:
        low = outline((look - 7, 9), (look + 7, 9), (look, 12 + 14 * opened), close=True)
        inked(painter, low, "#8C2A16", 3)
    inked(painter, beak, ORANGE, 3)


ACT: Final = Act(
    "act-yawn",
    9.2,
    (
        Cue(1.6, "slide_down"),
        Cue(FLOOR_S, "thud"),
        Cue(CHIRP_S, "chirp"),
        Cue(4.9, "chirp"),
        Cue(5.6, "squeak"),
        Cue(SHUT_S, "boing"),
        Cue(7.65, "chirp"),
        Cue(8.2, "gulp"),
    ),
    _perform,
)
