"""What the runtime says of held-out pictures, each taken the way the game takes a still."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from tqdm import tqdm

from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import (
    ContractError,
    ModelCard,
    open_model,
    run_trial,
    trial_frames,
)
from training.data.sample import Sample
from training.places import DETECTOR

UNSEEN: Final = math.nan
"""Smile of a picture in which no face was found: neither right class is given."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the runtime said of one held-out picture; of one that cannot be read, nothing.

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


def check_model(file: Path) -> ModelCard:
    """Return a model file's card; raises ``ValueError`` naming the file where it cannot judge.

    It is opened and shown noise, so that what is wrong is known before hours are spent.
    """
    try:
        model = open_model(file)
        size = model.card.size
        noise = np.random.default_rng(0).integers(0, 256, (2, size, size, 3), np.uint8)
        run_trial(model, trial_frames(model.card, noise))
    except ContractError as error:
        raise ValueError(f"{file}: {error}") from error
    return model.card


def judge_held_out(samples: Mapping[str, Sequence[Sample]], model: Path) -> dict[str, list[Judged]]:
    """Read everybody held out of training through a model file and the game's own eye.

    Raises ``ContractError`` where the file is no model of the game.
    """
    with FaceDetector(DETECTOR) as detector:
        reader = FaceReader(detector, LaughModel(model, threads=2))
        return {
            name: judge([one for one in ones if one.held_out], reader)
            for name, ones in samples.items()
        }


def judge(samples: Sequence[Sample], reader: FaceReader) -> list[Judged]:
    """Read every sample through the runtime; a progress bar shows on a terminal."""
    return [_judge(sample, reader) for sample in tqdm(samples, unit="picture", disable=None)]


def _judge(sample: Sample, reader: FaceReader) -> Judged:
    image = sample.read_if_readable()
    reading = None if image is None else reader.read_still(image)
    whole = image is not None and reading is None and sample.tight
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
