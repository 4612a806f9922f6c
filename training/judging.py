"""What the runtime says of held-out pictures, each taken the way the game takes a still."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from tqdm import tqdm

from laughgame.vision.face_reader import FaceReader
from training.data.sample import Sample

UNSEEN: Final = math.nan
"""Smile of a picture in which no face was found: neither right class is given."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the runtime said of one held-out picture.

    ``smile`` is NaN, ``emotion`` −1 and ``emotions`` (seven probabilities) empty where
    it found no face; ``whole`` tells that a tight picture was taken whole because it
    found none in it.
    """

    sample: Sample
    smile: float
    emotion: int
    whole: bool
    brightness: float
    emotions: tuple[float, ...] = ()


def judge(samples: Sequence[Sample], reader: FaceReader) -> list[Judged]:
    """Read every sample through the runtime; a progress bar shows on a terminal."""
    return [_judge(sample, reader) for sample in tqdm(samples, unit="picture", disable=None)]


def _judge(sample: Sample, reader: FaceReader) -> Judged:
    image = sample.read()
    reading = reader.read_still(image)
    whole = reading is None and sample.tight
    if whole:
        reading = reader.read_still(image, whole=True)
    if reading is None:
        return Judged(sample, UNSEEN, -1, whole=False, brightness=math.nan)
    return Judged(
        sample,
        reading.smile,
        int(np.argmax(reading.emotions)),
        whole,
        reading.quality.brightness,
        tuple(reading.emotions),
    )
