"""A mirror image that is late, and then is not."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from laughgame.actor.acts.act import Act, Cue
from laughgame.actor.acts.clown import MIDDLE, elsewhere, paint_clown
from laughgame.actor.acts.effects import paint_strokes
from laughgame.actor.acts.hands import paint_glove
from laughgame.actor.acts.moods import (
    CALM,
    CURIOUS,
    DEADPAN,
    DOUBTFUL,
    GRIN,
    PLEASED,
    SHOCKED,
    SMUG,
    WORRIED,
    blinking,
    looking,
    moods,
)
from laughgame.actor.acts.scene import (
    CARD,
    COUNTER,
    Scene,
    other_way_round,
    paint_counter,
    tube,
)
from laughgame.actor.acts.timing import along, ramp, stay, wobble
from laughgame.actor.outline import line, outline

GLASS: Final = (644.0, 292.0)
"""The middle of the mirror."""
WIDE: Final = 96.0
HIGH: Final = 134.0
ASIDE: Final = -32.0
HONK_S: Final = 8.5
CHEEKY: Final = replace(GRIN, tongue=1.1, cross=0.9)


def _perform(scene: Scene, now: float) -> None:
    pose = moods(
        now,
        (0, CALM),
        (0.8, CURIOUS),
        (1.4, PLEASED),
        (2.0, SMUG),
        (3.5, DOUBTFUL, 0.1),
        (4.6, GRIN),
        (5.4, DEADPAN, 0.1),
        (6.4, DOUBTFUL),
        (7.2, WORRIED),
        (HONK_S, SHOCKED, 0.08),
        (9.3, DEADPAN, 0.3),
    )
    right = along(
        now, (0.7, 0), (0.9, 1), (2.0, 1), (2.2, 0), (3.35, 0), (3.45, 1), (7.1, 1), (7.3, 0)
    )
    pose = blinking(looking(pose, right, 0, 0.8), now, 0.3, 2.5, 4.2, 7.6, 9.6)
    honked = stay(now, HONK_S, 9.0, 0.06, 0.1)
    pose = replace(
        pose, x=ASIDE, nose=1 - 0.25 * honked + 0.3 * wobble(now, 9.0, 4, 5), cross=honked
    )
    paint_clown(scene, pose)
    _paint_mirror(scene, now)
    painter = scene.painter
    nose = (MIDDLE[0] + ASIDE, MIDDLE[1] + 28)
    out = along(now, (7.6, 0), (8.3, 1), (9.1, 1), (9.5, 0))
    if out > 0.02:
        start = (GLASS[0] - 20, GLASS[1] + 96)
        hand = (
            start[0] + (nose[0] + 58 - start[0]) * out,
            start[1] + (nose[1] + 6 - start[1]) * out,
        )
        sleeve = outline(
            start, (0.5 * (start[0] + hand[0]), start[1] + 60 * out, hand[0] + 34, hand[1] + 10)
        )
        tube(painter, sleeve, "#6CC7FF", 40)
        paint_glove(painter, 1, hand, "pinch", -70 + 66 * out)
    if HONK_S <= now < HONK_S + 0.35:
        reach = 142 + 40 * ramp(now, HONK_S, 0.12)
        paint_strokes(painter, *nose, 138, reach)
    paint_counter(scene)


def _paint_mirror(scene: Scene, now: float) -> None:
    """The image does what its owner does, while it is looked at."""
    painter, (x, y) = scene.painter, GLASS
    tube(painter, outline((x, y + HIGH), (x, COUNTER + 4)), "#94704A", 22)
    tube(painter, outline((x - 64, COUNTER - 2), (x + 64, COUNTER - 2)), "#94704A", 16)
    glass = QRectF(x - WIDE, y - HIGH, 2 * WIDE, 2 * HIGH)
    painter.fillRect(glass, QColor("#BFE0E6"))
    painter.save()
    painter.setClipRect(glass, Qt.ClipOperation.IntersectClip)
    image = moods(
        now,
        (0, CALM),
        (0.8, CURIOUS),
        (1.4, PLEASED),
        (2.3, CHEEKY, 0.12),
        (3.4, DOUBTFUL, 0.06),
        (4.6, GRIN),
        (6.1, DEADPAN, 0.1),
        (6.5, DOUBTFUL),
        (7.3, SMUG),
        (9.5, PLEASED),
    )
    left = along(now, (0.7, -0.3), (0.9, -0.7), (5.4, -0.7), (5.8, -0.7), (5.95, 0.4), (6.1, -0.7))
    image = blinking(looking(image, left, 0), now, 0.3, 1.7, 4.2, 5.7, 7.0)
    bounce = 0.12 * wobble(now, 2.3, 4, 1)
    image = replace(
        image,
        face=replace(image.face, roll=image.face.roll + bounce),
        hair=image.hair + 0.6 * stay(now, 2.3, 3.4, 0.1, 0.04),
    )
    with elsewhere(scene, x, y + 20, 0.58) as small:
        paint_clown(small, image)
    shine = line("#FFFFFF", 10, 0.5)
    painter.strokePath(outline((x - 72, y - 30), (x - 36, y - 92)), shine)
    painter.strokePath(outline((x - 70, y + 6), (x - 54, y - 22)), shine)
    painter.restore()
    frame = QPainterPath()
    frame.addRoundedRect(glass, 10, 10)
    tube(painter, frame, CARD, 16)


ACT: Final = Act(
    "act-mirror",
    10.0,
    (
        Cue(0.9, "pop"),
        Cue(2.3, "raspberry"),
        Cue(3.4, "squeak"),
        Cue(4.6, "chirp"),
        Cue(6.1, "squeak"),
        Cue(7.6, "slide_up"),
        Cue(HONK_S, "honk"),
        Cue(9.1, "trombone"),
    ),
    other_way_round(_perform),
)
