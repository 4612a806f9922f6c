"""The last trial of a model: whether it tells a laugh from a straight face.

The faces are the illustrated player's, five frames of each, painted, found and cut out as in the
game, and shipped as one picture (``models/trial_faces.png``; ``python -m tests.trial_faces``
makes it): a process that examines a file needs neither the painter nor the detector.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import cv2
import numpy as np

from laughgame.vision import model_contract
from laughgame.vision.face_crop import CROP_SIZE
from laughgame.vision.frame import Image
from laughgame.vision.model_card import (
    FEATURES,
    FRAMES,
    ContractCode,
    ContractError,
    ModelForm,
)
from laughgame.vision.model_contract import OpenModel, run_trial
from laughgame.vision.model_tensors import Tensor
from laughgame.vision.onnx_session import TimeLimit
from laughgame.vision.pixel_scale import PixelScale

GREY: Final = 127
"""A picture of no face at all, beside the two with one."""


class TrialFaces(NamedTuple):
    """Crops of a straight face and of a laugh, uint8 RGB (5, 224, 224, 3), oldest first."""

    calm: Image
    laugh: Image


@dataclass(frozen=True, slots=True)
class FaceTrial:
    """The smiles (0–1) that a model saw in a straight face and in a laugh."""

    calm: float
    laugh: float


def read_faces(path: Path) -> TrialFaces:
    """Read the picture of the faces: a row of five calm ones over a row of five laughing.

    Raises ``OSError`` where it is not there, or is no such picture.
    """
    data = np.frombuffer(path.read_bytes(), np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    if picture is None or picture.shape != (2 * CROP_SIZE, FRAMES * CROP_SIZE, 3):
        raise OSError(f"no picture of trial faces: {path}")
    rows = picture.reshape(2, CROP_SIZE, FRAMES, CROP_SIZE, 3).transpose(0, 2, 1, 3, 4)
    return TrialFaces(*np.ascontiguousarray(rows, np.uint8))


def try_faces(model: OpenModel, faces: TrialFaces) -> FaceTrial:
    """Let a model that kept the contract judge both faces.

    Raises :class:`ContractError`, also where it gives one and the same smile to both and to a
    grey picture: such a model judges nobody.  Takes :data:`model_contract.TRIAL_LIMIT_S` at most.
    """
    grey = np.full_like(faces.calm, GREY)
    with TimeLimit(model_contract.TRIAL_LIMIT_S) as limit:
        calm, laugh, nobody = (_smile(model, one, limit) for one in (*faces, grey))
    if calm == laugh == nobody:
        raise ContractError(
            ContractCode.BLIND, "a smile that changes with the face", f"always {calm:.3g}"
        )
    return FaceTrial(calm, laugh)


def _smile(model: OpenModel, crops: Image, limit: TimeLimit) -> float:
    """Return the smile of the newest of five crops, in the light of the four before it."""
    frames = PixelScale(model.card).scaled(crops)
    if model.card.form is ModelForm.SEQUENCE:
        return float(run_trial(model, frames[np.newaxis], limit=limit)[0][0])
    past: Tensor | None = None
    smile = 0.0
    for frame in frames:
        if past is None:
            # As in the game: the past of the first frame is that frame itself.
            features = run_trial(model, frame[np.newaxis], limit=limit)[-1]
            past = np.broadcast_to(features[:, np.newaxis], (1, FRAMES - 1, FEATURES)).copy()
        answer = run_trial(model, frame[np.newaxis], past, limit)
        smile = float(answer[0][0])
        past = np.concatenate([past[:, 1:], answer[-1][:, np.newaxis]], axis=1)
    return smile
