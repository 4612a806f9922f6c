"""The illustrated actor before the network: random people, never those of the game."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from laughgame.actor.look import Glasses, Look, Mask
from laughgame.actor.pose import FacePose
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector, largest
from training.covering.faces import STORED, Collector
from training.data.splits import split_of
from training.sequences.acting import act
from training.sequences.casting import cast
from training.sequences.filming import Camera, Take

SHOTS: Final = 8
"""Pictures of each person."""

KINDS: Final = ("neutral", "speech", "yawn", "laugh", "smile", "grimace", "blink", "pout", "turn")

MASKED: Final = 0.2
HANDED: Final = 0.35
PASSING: Final = 0.15
TURNED: Final = 0.05
DOZING: Final = 0.12
"""Shares of the people with a mask, and of the shots with a hand over the mouth, with one on
its way, of the back of a head, and with shut eyes."""

OVER: Final = 0.95
UNDER: Final = 0.75
"""A hand risen so far covers the mouth, and one below leaves it free."""


def act_out(collector: Collector, count: int, seed: int, detector: FaceDetector) -> None:
    """Collect pictures of ``count`` people where the game's own detector finds them."""
    for number, look in enumerate(cast(seed, count)):
        random = np.random.default_rng([seed, 3, number])
        if random.random() < MASKED:
            look = replace(look, mask=(Mask.SURGICAL, Mask.CLOTH)[random.integers(2)])
        take = Take(look, Camera.drawn(random), random)
        for pose in poses(SHOTS, random):
            picture = take.picture(pose, 0.0)
            face = largest(detector.detect(picture))
            if face is not None:
                collector.add(
                    crop_face(picture, face, STORED),
                    covered_of(pose, look),
                    shut_of(pose, look),
                    split=split_of("actor", look.name),
                    source="actor",
                    name=look.name,
                )


def poses(count: int, random: np.random.Generator) -> Sequence[FacePose]:
    """Draw poses: whatever a face does, with a hand before it, or none."""
    drawn = []
    for _ in range(count):
        pose = act(KINDS[random.integers(len(KINDS))], 1.0, random)(random.uniform(0, 1))
        kind = random.random()
        if kind < HANDED:
            pose = replace(pose, hand=random.uniform(OVER, 1))
        elif kind < HANDED + PASSING:
            pose = replace(pose, hand=random.uniform(0.3, OVER))
        elif kind < HANDED + PASSING + TURNED:
            pose = replace(pose, away=random.choice([-1, 1]) * random.uniform(0.85, 1))
        if random.random() < DOZING:
            pose = replace(pose, blink=1.0, wink=0.0, eye_squeeze=0.0)
        drawn.append(pose)
    return drawn


def covered_of(pose: FacePose, look: Look) -> float:
    """Return whether the mouth is hidden, NaN where it is half so."""
    if look.mask is not Mask.NONE or pose.hand >= OVER or pose.away:
        return 1.0
    return 0.0 if pose.hand <= UNDER else float("nan")


def shut_of(pose: FacePose, look: Look) -> float:
    """Return whether the eyes are shut; those of who laughs are not, and dark glasses hide it."""
    if pose.away:
        return float("nan")
    if look.glasses is Glasses.DARK or pose.eye_squeeze > 0.5 or pose.blink < 0.5:
        return 0.0
    return 1.0 if pose.blink > 0.85 else float("nan")
