"""Real hands before real mouths: the pictures of FER2013 that were marked by eye.

Drawn hands teach most of what there is to learn, and real ones what drawings lack.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.still_search import find_face
from training.covering.faces import STORED, Collector, Faces
from training.data.sample import Sample

MARKS: Final = Path(__file__).parents[1] / "data" / "covered_by_eye.toml"

LEARN, MEASURE = "learn", "measure"
"""The two tables of the marks."""

SELDOM_HIDDEN: Final = ("neutral", "happy", "angry")
"""Emotions whose faces are seldom behind a hand: others of them may go unmarked."""

PLAIN: Final = 1500
"""So many unmarked pictures of those are learned as seen."""


def read_marks(file: Path = MARKS) -> dict[str, dict[str, float]]:
    """Return table → name of a picture → 1 where the mouth is covered, 0 where it is seen."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        table: {
            f"images/fer{number:07}.png": truth
            for kind, truth in (("covered", 1.0), ("seen", 0.0))
            for number in told[table][kind]
        }
        for table in (LEARN, MEASURE)
    }


def collect_marked(
    samples: Sequence[Sample], detector: FaceDetector, random: np.random.Generator
) -> Faces:
    """Cut out the marked faces, and plain ones to learn beside them.

    Their ``source`` is ``by eye`` or ``plain``; those of the table to measure with are of the
    split ``test``, all others of ``train``.  Nothing is known of their eyes.
    """
    marks = read_marks()
    measured = {one.group for one in samples if one.name in marks[MEASURE]}
    learned = [one for one in samples if one.split == "train" and one.group not in measured]
    plain = [
        one for one in learned if one.name not in marks[LEARN] and _emotion(one) in SELDOM_HIDDEN
    ]
    chosen = [plain[index] for index in random.permutation(len(plain))[:PLAIN]]
    collector = Collector()
    for source, split, pictures, truths in (
        ("by eye", "test", samples, marks[MEASURE]),
        ("by eye", "train", learned, marks[LEARN]),
        ("plain", "train", chosen, {one.name: 0.0 for one in chosen}),
    ):
        for sample in pictures:
            if sample.name not in truths:
                continue
            image = sample.read_if_readable()
            face = None if image is None else find_face(detector, image)
            if image is not None and face is not None:
                crop = crop_face(image, face, STORED)
                truth = truths[sample.name]
                collector.add(
                    crop, truth, float("nan"), split=split, source=source, name=sample.name
                )
    return collector.faces()


def _emotion(sample: Sample) -> str:
    return "" if sample.label is None else EMOTIONS[sample.label]
