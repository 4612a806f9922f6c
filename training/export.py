"""Write a trained network as the two model files the game loads.

    python -m training.export RUN --out RUN/models

writes ``dual_head.onnx`` (sequence form) and ``dual_head_stream.onnx`` (stream
form), each one file with its metadata, and checks both against PyTorch.  A
``calibration.json`` in the run, as ``training.calibrate`` leaves it, is baked in, and
the data sets that the run kept a record of are named.
"""

import json
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import CROP_SIZE, RECIPE
from laughgame.vision.model_card import (
    CONTRACT_VERSION,
    DEFAULT_MEAN,
    DEFAULT_STD,
    FRAMES,
    MIN_OPSET,
)
from laughgame.vision.model_contract import ModelForm, open_model, run_model
from training.command import command_parser, telling
from training.experiments.experiment import digest_of_file, unfinished
from training.experiments.provenance import Provenance, provenance
from training.files import replacing
from training.learning.network import (
    DualHeadSmileDetector,
    MirroredDetector,
    SequenceForm,
    StreamForm,
    count_parameters,
    halved,
)
from training.learning.weights import load_weights
from training.places import FILE_NAMES, WEIGHTS
from training.scoring.calibration import Calibration, read_calibration

TOLERANCE: Final = 1e-4
"""Largest difference between PyTorch's and ONNX Runtime's outputs."""

CALIBRATION_FILE: Final = "calibration.json"
"""Where a run keeps its calibration."""


def export(
    network: DualHeadSmileDetector,
    out: Path,
    accuracy: Mapping[str, float] | None = None,
    calibration: Calibration | None = None,
    learned: Provenance | None = None,
) -> tuple[Path, Path]:
    """Write both forms into ``out``; returns (sequence file, stream file).

    ``accuracy`` maps names of measurements to shares (0–1) for the model card;
    ``calibration`` becomes part of the graph and of the metadata, and the files say from what
    the weights were ``learned``.
    Both files are written aside and compared with PyTorch first: where one does not
    agree (``ValueError``) or breaks the contract (``ContractError``), ``out`` stays
    as it is.
    """
    network = network.eval().to(memory_format=torch.contiguous_format)
    frames = torch.rand(3, FRAMES, 3, CROP_SIZE, CROP_SIZE) * 2 - 1
    with torch.inference_mode():
        past = halved(frames[:, :-1].flatten(0, 1))
        history = network.look(past).unflatten(0, (-1, FRAMES - 1))
    forms: dict[ModelForm, tuple[torch.nn.Module, dict[str, torch.Tensor]]] = {
        ModelForm.SEQUENCE: (SequenceForm(network, calibration), {"frames": frames}),
        ModelForm.STREAM: (
            StreamForm(network, calibration),
            {"frame": frames[:, -1], "history": history},
        ),
    }
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix="export-") as aside:
        for form, (module, inputs) in forms.items():
            file = Path(aside) / FILE_NAMES[form]
            _trace(module, inputs, file)
            properties = metadata(
                form,
                network,
                accuracy or {},
                calibration or Calibration(),
                learned or Provenance(),
            )
            _save(onnx.load(file), properties, file)
            # Other batch sizes than the traced one must run too.
            for count in (1, 3):
                _compare(module, {name: value[:count] for name, value in inputs.items()}, file)
        for name in FILE_NAMES.values():
            (Path(aside) / name).replace(out / name)
    return out / FILE_NAMES[ModelForm.SEQUENCE], out / FILE_NAMES[ModelForm.STREAM]


def load_network(run: Path) -> MirroredDetector:
    """Return the trained network of a run, looking as its model files will.

    Raises ``FileNotFoundError`` where it has none, and ``ValueError`` naming the file where
    its weights are damaged or another network's.
    """
    checkpoint = run / WEIGHTS
    if not checkpoint.is_file():
        raise FileNotFoundError(f"{checkpoint} does not exist: train first")
    network = MirroredDetector()
    load_weights(network, checkpoint)
    return network


def metadata(
    form: ModelForm,
    network: DualHeadSmileDetector,
    accuracy: Mapping[str, float],
    calibration: Calibration,
    learned: Provenance,
) -> dict[str, str]:
    """Return the model file's ``metadata_props``: the contract and the card, as text."""
    return {
        "contract_version": CONTRACT_VERSION,
        "name": Path(FILE_NAMES[form]).stem,
        "form": form.value,
        "labels": ",".join(EMOTIONS),
        "frames": str(FRAMES),
        "size": str(CROP_SIZE),
        "mean": ",".join(map(str, DEFAULT_MEAN)),
        "std": ",".join(map(str, DEFAULT_STD)),
        "crop": RECIPE,
        "licence": learned.licence,
        "training_data": learned.training_data,
        "accuracy": json.dumps(dict(accuracy)),
        "parameters": str(count_parameters(network)),
        "calibration": json.dumps(asdict(calibration)),
    }


def write_accuracy(file: Path, accuracy: Mapping[str, float]) -> None:
    """Put measured figures into a model file that is already written, in one replacement."""
    model = onnx.load(file)
    properties = {entry.key: entry.value for entry in model.metadata_props}
    _save(model, properties | {"accuracy": json.dumps(dict(accuracy))}, file)


def _trace(form: torch.nn.Module, inputs: dict[str, torch.Tensor], file: Path) -> None:
    outputs = ("smile_prob", "emotion_logits", *(("features",) if "history" in inputs else ()))
    form.eval()
    with warnings.catch_warnings():
        # The tracing exporter is the one that writes a single LSTM node and needs no
        # further package; its warning about batch sizes is answered by _compare.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            form,
            tuple(value[:2] for value in inputs.values()),
            str(file),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: {0: "N"} for name in (*inputs, *outputs)},
            opset_version=MIN_OPSET,
            dynamo=False,
        )


def _save(model: onnx.ModelProto, properties: dict[str, str], file: Path) -> None:
    onnx.helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    with replacing(file) as part:
        onnx.save(model, part)


def _compare(module: torch.nn.Module, inputs: dict[str, torch.Tensor], file: Path) -> None:
    card, session = open_model(file, threads=1)
    with torch.inference_mode():
        expected = module(*inputs.values())
    found = run_model(session, card.form, {name: value.numpy() for name, value in inputs.items()})
    for ours, theirs in zip(expected, found, strict=True):
        difference = float(np.abs(ours.numpy() - theirs).max())
        if not difference <= TOLERANCE:
            raise ValueError(f"{file.name} differs from PyTorch by {difference:.2g}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.export``; 0 when written, 1 when the check failed, 2 bad usage."""
    parser = command_parser("export", __doc__)
    parser.add_argument("run", type=Path, help="run folder of training.train, with its averaged.pt")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        network = load_network(chosen.run)
        fitted = chosen.run / CALIBRATION_FILE
        weights = digest_of_file(chosen.run / WEIGHTS)
        calibration = read_calibration(fitted, weights) if fitted.is_file() else None
        learned = provenance(chosen.run)
    if (sentence := unfinished(chosen.run)) is not None:
        print(f"note: {sentence}", file=sys.stderr)
    for file in export(network, chosen.out, calibration=calibration, learned=learned):
        print(f"{file}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
