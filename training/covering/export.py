"""The network as the file the game loads, compared with PyTorch before it takes its place."""

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from torch import Tensor

from laughgame.vision.face_cover import INPUT, OUTPUTS, SIDE
from laughgame.vision.face_crop import RECIPE
from laughgame.vision.model_card import MIN_OPSET
from laughgame.vision.onnx_session import open_session
from training.covering.network import CoverFile, CoverNetwork
from training.files import replacing

TOLERANCE: Final = 1e-4
"""Largest difference between PyTorch's and ONNX Runtime's probabilities."""

TRAINING_DATA: Final = (
    "GENKI-4K, press faces of SMILEs, Face Research Lab London Set, drawings of the illustrated "
    "actor; hands, masks and things drawn over them; real hands in FER2013 marked by eye; eyes "
    "labelled by MediaPipe's blendshapes"
)
LICENCE: Final = "Apache-2.0; training data given for research, see models/README.md"


def export(network: CoverNetwork, lines: Tensor, file: Path) -> None:
    """Write the file; raises ``ValueError`` where it answers otherwise than PyTorch."""
    module = CoverFile(network.to(memory_format=torch.contiguous_format), lines).eval()
    crops = torch.randint(0, 256, (3, SIDE, SIDE, 3), dtype=torch.uint8)
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as part:
        with warnings.catch_warnings():
            # As training.export does: its warning about batch sizes is answered below.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                module,
                (crops[:2],),
                str(part),
                input_names=[INPUT],
                output_names=list(OUTPUTS),
                dynamic_axes={name: {0: "N"} for name in (INPUT, *OUTPUTS)},
                opset_version=MIN_OPSET,
                dynamo=False,
            )
        describe(part, {})
        session = open_session(part.read_bytes())
        for count in (1, 3):
            with torch.inference_mode():
                expected = module(crops[:count])
            found = session.run(OUTPUTS, {INPUT: crops[:count].numpy()})
            for ours, theirs in zip(expected, found, strict=True):
                difference = float(np.abs(ours.numpy() - theirs).max())
                if not difference <= TOLERANCE:
                    raise ValueError(f"{file.name} differs from PyTorch by {difference:.2g}")


def describe(file: Path, measured: Mapping[str, float]) -> None:
    """Write into a file what it is, what it learned from and what was measured of it."""
    model = onnx.load(file)
    properties = {
        "name": "face_cover",
        "crop": RECIPE,
        "size": str(SIDE),
        "labels": ",".join(OUTPUTS),
        "licence": LICENCE,
        "training_data": TRAINING_DATA,
        "accuracy": json.dumps(dict(measured)),
    }
    onnx.helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, file)
