"""A bow too many, under a curtain too soon."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, on_head, paint_clown
from laughgame.actor.acts.clown_dress import HAT, paint_hat
from laughgame.actor.acts.hands import paint_arm
from laughgame.actor.acts.moods import (
    CALM,
    DEADPAN,
    GRIN,
    PLEASED,
    SHOCKED,
    SMUG,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.scene import (
    CARD,
    COUNTER,
    DRAPE,
    DRAPE_FOLD,
    EDGE,
    INK,
    Scene,
    disc,
    inked,
    paint_counter,
)
from laughgame.actor.acts.timing import along, falling, overshoot, smooth, stay, wobble
from laughgame.actor.outline import line, outline

FALLS_S: Final = 4.3
LIFTS_S: Final = 7.6
HEM: Final = COUNTER + 6


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.8, PLEASED),
        (2.2, GRIN),
        (3.3, SMUG),
        (FALLS_S - 0.06, SHOCKED, 0.05),
        (LIFTS_S - 0.4, DEADPAN),
        (9.2, DEADPAN),
    )
    bow = stay(now, 1.1, 2.1, 0.4, 0.4) + stay(now, 2.4, 3.3, 0.35, 0.35)
    up = along(now, (4.0, 0), (4.1, -1), (4.5, 0))
    bump = along(now, (5.3, 0), (5.7, -150), (6.0, -150), (6.5, 150), (6.8, 150), (7.2, 0))
    pose = blinking(looking(pose, 0, 0.7 * bow + up), now, 0.3, 3.7, 8.3, 8.9)
    pose = replace(pose, y=96 * bow + 22 * abs(wobble(now, FALLS_S + 0.1, 3, 5)), x=bump)
    paint_clown(scene, pose, hat=False)
    flat = smooth(now, FALLS_S, 0.05)
    with on_head(scene, pose) as head:
        head.translate(HAT[0], HAT[1])
        head.scale(1 + 0.25 * flat, 1 - 0.72 * flat)
        paint_hat(head, 0, 0, HAT[2])
    arm = stay(now, 1.0, 3.4, 0.3, 0.3)
    if arm > 0.02 and now < FALLS_S:
        for side in (-1, 1):
            hand = (MIDDLE[0] + side * (190 + 40 * arm), 660 - 300 * arm + 60 * bow)
            paint_arm(scene, pose, side, hand, "open", side * 24)
    paint_counter(scene)
    fallen = falling(now, FALLS_S - 0.35, 0.4)
    if fallen > 0:
        _paint_cloth(scene, now, fallen, bump)
    if now > 8.9:  # and out through the cloth
        with on_head(scene, pose) as head:
            head.translate(HAT[0], HAT[1] + 20)
            head.scale(1, max(0.1, overshoot(now, 8.9, 0.3, 3.5)))
            paint_hat(head, 0, 0, HAT[2])


def _paint_cloth(scene: Scene, now: float, fallen: float, bump: float) -> None:
    """Paint the curtain over everything, and the head that is under it."""
    painter, view = scene.painter, scene.view
    raised = overshoot(now, LIFTS_S, 0.45, 1.0) if now > LIFTS_S else 0.0
    hem = view.top() + (HEM - view.top()) * fallen + 10 * wobble(now, FALLS_S + 0.05, 4, 4)
    cloth = QPainterPath()
    cloth.addRect(
        QRectF(view.left() - 20, view.top() - 20, view.width() + 40, hem - view.top() + 20)
    )
    middle = MIDDLE[0]
    if raised > 0:  # lifted in front of the face, and hung over its owner like a hood
        wide, high = 168 * raised, 420 * raised
        top = hem - 1.26 * high
        hole = outline(
            (middle - wide, hem + 60),
            (middle - 1.25 * wide, top, middle + 1.25 * wide, top, middle + wide, hem + 60),
            close=True,
        )
        cloth = cloth.subtracted(hole)
    inked(painter, cloth, DRAPE)
    painter.save()
    painter.setClipPath(cloth, Qt.ClipOperation.IntersectClip)
    pen = line(DRAPE_FOLD, 9)
    hit = overshoot(now, FALLS_S - 0.05, 0.25, 2.5) if now > FALLS_S - 0.05 else 0.0
    x = view.left() + 14
    while x < view.right():
        away = (x - middle - bump) / 190
        bend = 40 * away / (0.35 + away * away * 1.6) * hit * (1 - raised) if abs(away) < 2.2 else 0
        fold = outline((x, view.top()), (x, 90), (x + bend, 250, x + 0.7 * bend, 420), (x, hem))
        painter.strokePath(fold, pen)
        x += 46
    painter.restore()
    if hit > 0 and raised < 0.05:
        _paint_bump(scene, middle + bump, hit)
    painter.save()
    painter.setClipPath(cloth, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(view.left(), hem - 26, view.width(), 16), QColor(CARD))
    painter.fillRect(QRectF(view.left(), hem - 30, view.width(), 4), QColor(INK))
    painter.fillRect(QRectF(view.left(), hem - 10, view.width(), 4), QColor(INK))
    painter.restore()


def _paint_bump(scene: Scene, x: float, hit: float) -> None:
    """Paint head and nose as they show through the cloth."""
    painter = scene.painter
    painter.save()
    painter.translate(x, MIDDLE[1])
    painter.scale(hit, hit)
    head = outline(
        (-176, 214),
        (-150, 60, -186, -40, -120, -96),
        (-96, -190, 96, -190, 120, -96),
        (186, -40, 150, 60, 176, 214),
    )
    painter.fillPath(head, QColor("#D94A37"))
    painter.strokePath(head, line(INK, EDGE))
    disc(painter, 0, 28, 36, 34, "#E86450")
    for side in (-1, 1):
        painter.strokePath(
            outline((side * 60, 214), (side * 44, 140, side * 66, 76)), line(DRAPE_FOLD, 8)
        )
        dent = outline((side * 24, -20), (side * 50, -4, side * 76, -22))
        painter.strokePath(dent, line(DRAPE_FOLD, 8))
    painter.restore()


ACT: Final = Act(
    "act-curtain",
    9.8,
    (
        Cue(0.8, "applause"),
        Cue(FALLS_S - 0.35, "whoosh"),
        Cue(FALLS_S + 0.05, "thud"),
        Cue(5.3, "squeak"),
        Cue(6.1, "squeak"),
        Cue(LIFTS_S, "slide_up"),
        Cue(8.9, "pop"),
        Cue(9.3, "rimshot"),
    ),
    _perform,
)
