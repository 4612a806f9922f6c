"""Write a trained network as the two model files the game loads.

    python -m training.export RUN --out models

writes ``dual_head.onnx`` (sequence form) and ``dual_head_stream.onnx`` (stream
form), each one file with its metadata, and checks both against PyTorch.
"""

import argparse
import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import onnxruntime
import torch

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import CROP_SIZE, RECIPE
from training.network import (
    FRAMES,
    DualHeadSmileDetector,
    SequenceForm,
    StreamForm,
    count_parameters,
)

OPSET: Final = 17
TOLERANCE: Final = 1e-4
"""Largest difference between PyTorch's and ONNX Runtime's outputs."""

LICENCE: Final = "Apache-2.0; training data given for research, see models/README.md"
TRAINING_DATA: Final = "GENKI-4K, SMILEs, FER2013 with FER+ votes, Face Research Lab London Set"


def export(
    network: DualHeadSmileDetector, out: Path, accuracy: Mapping[str, float] | None = None
) -> tuple[Path, Path]:
    """Write both forms into ``out``; returns (sequence file, stream file).

    ``accuracy`` maps names of measurements to shares (0–1) for the model card.
    Raises ``ValueError`` when a written file does not agree with PyTorch.
    """
    network = network.eval().to(memory_format=torch.contiguous_format)
    frames = torch.rand(3, FRAMES, 3, CROP_SIZE, CROP_SIZE) * 2 - 1
    with torch.inference_mode():
        history = network.look(frames[:, :-1].flatten(0, 1)).unflatten(0, (-1, FRAMES - 1))
    sequence, stream = out / "dual_head.onnx", out / "dual_head_stream.onnx"
    out.mkdir(parents=True, exist_ok=True)
    _write(
        SequenceForm(network),
        {"frames": frames},
        ("smile_prob", "emotion_logits"),
        sequence,
        metadata("sequence", network, accuracy or {}),
    )
    _write(
        StreamForm(network),
        {"frame": frames[:, -1], "history": history},
        ("smile_prob", "emotion_logits", "features"),
        stream,
        metadata("stream", network, accuracy or {}),
    )
    return sequence, stream


def metadata(
    form: str, network: DualHeadSmileDetector, accuracy: Mapping[str, float]
) -> dict[str, str]:
    """Return the model file's ``metadata_props``: the contract and the card, as text."""
    return {
        "contract_version": "1",
        "name": "dual_head" if form == "sequence" else "dual_head_stream",
        "form": form,
        "labels": ",".join(EMOTIONS),
        "frames": str(FRAMES),
        "size": str(CROP_SIZE),
        "mean": "127.5,127.5,127.5",
        "std": "127.5,127.5,127.5",
        "crop": RECIPE,
        "licence": LICENCE,
        "training_data": TRAINING_DATA,
        "accuracy": json.dumps(dict(accuracy)),
        "parameters": str(count_parameters(network)),
    }


def write_accuracy(file: Path, accuracy: Mapping[str, float]) -> None:
    """Put measured figures into a model file that is already written, in one replacement."""
    model = onnx.load(file)
    properties = {entry.key: entry.value for entry in model.metadata_props}
    _save(model, properties | {"accuracy": json.dumps(dict(accuracy))}, file)


def _write(
    form: torch.nn.Module,
    inputs: dict[str, torch.Tensor],
    outputs: tuple[str, ...],
    file: Path,
    properties: dict[str, str],
) -> None:
    form.eval()
    with warnings.catch_warnings():
        # The tracing exporter is the one that writes a single LSTM node and needs no
        # further package; its warning about batch sizes is answered by _compare.
        warnings.simplefilter("ignore")
        _trace(form, inputs, outputs, file)
    _save(onnx.load(file), properties, file)
    # Other batch sizes than the traced one must run too.
    for count in (1, 3):
        _compare(form, {name: value[:count] for name, value in inputs.items()}, file)


def _trace(
    form: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: tuple[str, ...], file: Path
) -> None:
    torch.onnx.export(
        form,
        tuple(value[:2] for value in inputs.values()),
        str(file),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: {0: "N"} for name in (*inputs, *outputs)},
        opset_version=OPSET,
        dynamo=False,
    )


def _save(model: onnx.ModelProto, properties: dict[str, str], file: Path) -> None:
    onnx.helper.set_model_props(model, properties)
    onnx.checker.check_model(model, full_check=True)
    part = file.with_suffix(".part")
    onnx.save(model, part)
    part.replace(file)


def _compare(form: torch.nn.Module, inputs: dict[str, torch.Tensor], file: Path) -> None:
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    with torch.inference_mode():
        expected = form(*inputs.values())
    found = session.run(None, {name: value.numpy() for name, value in inputs.items()})
    for output, ours, theirs in zip(session.get_outputs(), expected, found, strict=True):
        difference = float(np.abs(ours.numpy() - theirs).max())
        if not difference <= TOLERANCE:
            raise ValueError(f"{file}: {output.name} differs from PyTorch by {difference:.2g}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.export``; 0 when written, 1 when the check failed, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("run", type=Path, help="run folder of training.train, with its best.pt")
    parser.add_argument("--out", type=Path, default=Path("models"), help="folder to write to")
    chosen = parser.parse_args(arguments)
    checkpoint = chosen.run / "best.pt"
    if not checkpoint.is_file():
        parser.error(f"{checkpoint} does not exist: train first")
    network = DualHeadSmileDetector()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    for file in export(network, chosen.out):
        print(f"{file}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
