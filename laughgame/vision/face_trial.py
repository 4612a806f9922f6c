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
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_card import FRAMES, ContractCode, ContractError
from laughgame.vision.model_contract import OpenModel
from laughgame.vision.onnx_session import TimeLimit

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
    """Let a model that kept the contract judge both faces, as it does in the game.

    Raises :class:`ContractError`, also where it gives one and the same smile to both and to a
    grey picture: such a model judges nobody.  Takes :data:`model_contract.TRIAL_LIMIT_S` at most.
    """
    grey = np.full_like(faces.calm, GREY)
    with TimeLimit(model_contract.TRIAL_LIMIT_S) as limit:
        judge = LaughModel(model, limit=limit)
        calm, laugh, nobody = (
            _smile(judge, crops, track) for track, crops in enumerate((*faces, grey))
        )
    if calm == laugh == nobody:
        raise ContractError(
            ContractCode.BLIND, "a smile that changes with the face", f"always {calm:.3g}"
        )
    return FaceTrial(calm, laugh)


def _smile(judge: LaughModel, crops: Image, track: int) -> float:
    """Return the smile of the newest of five crops, in the light of the four before it."""
    return [judge.read(crop, track).smile for crop in crops][-1]
