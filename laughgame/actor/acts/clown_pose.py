"""Who the clown is, and every number that the drawing of the clown listens to."""

from dataclasses import dataclass, field, fields
from typing import Final

from laughgame.actor.acts.scene import INK, ORANGE, OUT, SKY
from laughgame.actor.look import Hair, Look
from laughgame.actor.pose import FacePose

CLOWN: Final = Look("clown", Hair.BALD, "#F6CBA4", "#E3A67C", ORANGE, SKY, "#E5392B", OUT, iris=INK)


@dataclass(frozen=True, slots=True)
class ClownPose:
    """A clown at one moment: ``face``, and what only a clown can do.

    Amounts run from 0 (none) to 1 (much) and may go a little beyond either, so that motions can
    overshoot: ``cross`` turns the eyes to the nose, ``wide`` opens them beyond nature, ``worry``
    lifts the brows' inner ends, ``quirk`` one brow (its sign says which), ``puff`` blows the cheeks
    up, ``tongue`` puts it out, ``flush`` reddens, ``hair`` makes the tufts stand on end, ``squash``
    flattens the head (negative stretches it).  ``nose`` is its size as a factor, ``jaw`` how far it
    drops beyond nature and ``neck`` how far the head rises off the shoulders, both in drawing
    units; ``x`` and ``y`` move the whole clown in scene units.
    """

    face: FacePose = field(default=FacePose())
    cross: float = 0.0
    wide: float = 0.0
    worry: float = 0.0
    quirk: float = 0.0
    puff: float = 0.0
    tongue: float = 0.0
    flush: float = 0.0
    hair: float = 0.0
    squash: float = 0.0
    nose: float = 1.0
    jaw: float = 0.0
    neck: float = 0.0
    x: float = 0.0
    y: float = 0.0


def blend(first: ClownPose, second: ClownPose, share: float) -> ClownPose:
    """Return the pose ``share`` of the way from one to the other; beyond 1 goes too far."""
    numbers = {
        name: getattr(first, name) + (getattr(second, name) - getattr(first, name)) * share
        for name in _OWN
    }
    face = {
        name: getattr(first.face, name)
        + (getattr(second.face, name) - getattr(first.face, name)) * share
        for name in _FACE
    }
    return ClownPose(FacePose(**face), **numbers)


_OWN: Final = tuple(one.name for one in fields(ClownPose) if one.name != "face")
_FACE: Final = tuple(one.name for one in fields(FacePose))
