"""Tiny ONNX models for tests: some keep the contract, the others break one clause of it.

The network is the brightness of the picture: the smile is a logistic curve over
the mean of the five frames, so a test can say what it must answer.
"""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from laughgame.game.reading import EMOTIONS

STEEPNESS = 4.0
"""smile = 1 / (1 + exp(−STEEPNESS · mean)), the mean of pixels scaled to −1…1."""

METADATA = {
    "contract_version": "1",
    "labels": ",".join(EMOTIONS),
    "frames": "5",
    "size": "224",
    "mean": "127.5,127.5,127.5",
    "std": "127.5,127.5,127.5",
    "crop": "blazeface-box-1.30-eye-roll",
    "licence": "Apache-2.0",
    "training_data": "none: the answer is the brightness",
    "accuracy": '{"brightness": 1.0}',
    "parameters": "7",
}


def smile_of(*levels: int) -> float:
    """Return what the tiny models answer to frames of these grey levels (0–255)."""
    mean = np.mean([(level - 127.5) / 127.5 for level in levels])
    return float(1 / (1 + np.exp(-STEEPNESS * mean)))


def write_model(
    path: Path,
    form: str = "stream",
    *,
    metadata: Mapping[str, str] | None = None,
    input_names: Mapping[str, str] | None = None,
    labels: int = 7,
    size: int = 224,
    frames: int = 5,
    batch: str | int = "N",
    opset: int = 17,
    smile_factor: float = 1.0,
    smile_rank: int = 1,
    drop_output: str | None = None,
) -> Path:
    """Write a model to ``path`` and return it.

    The arguments bend one clause each: ``smile_factor`` multiplies the smile (2
    leaves 0–1, NaN is NaN), ``smile_rank`` 2 answers [N, 1], ``input_names``
    renames inputs, ``drop_output`` leaves one out.
    """
    names = dict(input_names or {})
    builder = _sequence_nodes if form == "sequence" else _stream_nodes
    inputs, nodes, constants = builder(names, size, frames, batch)
    constants["steepness"] = np.float32(STEEPNESS)
    constants["factor"] = np.float32(smile_factor)
    constants["weights"] = np.linspace(-1, 1, labels, dtype=np.float32)[np.newaxis]
    constants["last_axis"] = np.array([1], np.int64)
    nodes += [
        helper.make_node("Mul", ["mean", "steepness"], ["slope"]),
        helper.make_node("Sigmoid", ["slope"], ["curve"]),
        helper.make_node("Mul", ["curve", "factor"], ["smile_flat"]),
        helper.make_node("Unsqueeze", ["mean", "last_axis"], ["column"]),
        helper.make_node("Mul", ["column", "weights"], ["emotion_logits"]),
        helper.make_node("Identity", ["smile_flat"], ["smile_prob"])
        if smile_rank == 1
        else helper.make_node("Unsqueeze", ["smile_flat", "last_axis"], ["smile_prob"]),
    ]
    outputs = {
        "smile_prob": [batch] if smile_rank == 1 else [batch, 1],
        "emotion_logits": [batch, labels],
    }
    if form == "stream":
        outputs["features"] = [batch, 256]
    outputs.pop(drop_output or "", None)
    graph = helper.make_graph(
        nodes,
        "tiny",
        [_tensor(name, shape) for name, shape in inputs.items()],
        [_tensor(name, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    card = {**METADATA, "name": f"tiny {form}", "form": form} if metadata is None else metadata
    helper.set_model_props(model, dict(card))
    path.write_bytes(model.SerializeToString())
    return path


def write_external_model(path: Path) -> Path:
    """Write a conforming model that keeps its weights in a second file."""
    model = onnx.load(write_model(path))
    onnx.save_model(
        model, path, save_as_external_data=True, location="weights.bin", size_threshold=0
    )
    return path


def write_endless_model(path: Path) -> Path:
    """Write a model that declares all the contract wants, and goes round in a loop for ever."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go_on"], ["goes_on"]),
            helper.make_node("Sin", ["smile"], ["another"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("smile", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("goes_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("another", TensorProto.FLOAT, None),
        ],
    )
    loop = helper.make_node("Loop", ["rounds", "true", "told"], ["turned"], body=body)
    smile = helper.make_node("Abs", ["turned"], ["smile_prob"])
    constants = {"rounds": np.int64(2**62), "true": np.bool_(True)}
    return answer_otherwise(path, [loop, smile], constants)


def write_sluggish_model(path: Path) -> Path:
    """Write a model of plain operators that takes seconds, each of them only milliseconds."""
    steps = 500
    names = ["wide", *(f"step{number}" for number in range(steps))]
    nodes = [
        helper.make_node("ReduceMax", ["told"], ["one"], keepdims=0),
        helper.make_node("Expand", ["one", "width"], ["wide"]),
        *(
            helper.make_node("Cos" if number % 2 else "Sin", [before], [after])
            for number, (before, after) in enumerate(pairwise(names))
        ),
        helper.make_node("ReduceMax", [names[-1]], ["end"], keepdims=0),
        helper.make_node("Mul", ["end", "nought"], ["none"]),
        helper.make_node("Add", ["told", "none"], ["smile_prob"]),
    ]
    constants = {"width": np.array([1_000_000], np.int64), "nought": np.float32(0)}
    return answer_otherwise(path, nodes, constants)


def write_model_without_memory(path: Path) -> Path:
    """Write a stream model that answers NaN as soon as there is a past."""
    nodes = [
        helper.make_node("Equal", ["before", "nothing"], ["fresh"]),
        helper.make_node("Where", ["fresh", "told", "nan"], ["smile_prob"]),
    ]
    constants = {"nothing": np.float32(0), "nan": np.float32("nan")}
    return answer_otherwise(path, nodes, constants)


def answer_otherwise(
    path: Path, nodes: list[onnx.NodeProto], constants: Mapping[str, np.generic | np.ndarray]
) -> Path:
    """Write a model that makes its smile out of the usual one, ``told``, with more nodes."""
    model = onnx.load(write_model(path))
    (last,) = (node for node in model.graph.node if "smile_prob" in node.output)
    last.output[0] = "told"
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(
        numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()
    )
    path.write_bytes(model.SerializeToString())
    return path


def _sequence_nodes(
    names: dict[str, str], size: int, frames: int, batch: str | int
) -> tuple[dict[str, list[str | int]], list[onnx.NodeProto], dict[str, np.ndarray]]:
    name = names.get("frames", "frames")
    nodes = [helper.make_node("ReduceMean", [name], ["mean"], axes=[1, 2, 3, 4], keepdims=0)]
    return {name: [batch, frames, 3, size, size]}, nodes, {}


def _stream_nodes(
    names: dict[str, str], size: int, frames: int, batch: str | int
) -> tuple[dict[str, list[str | int]], list[onnx.NodeProto], dict[str, np.ndarray]]:
    frame, history = names.get("frame", "frame"), names.get("history", "history")
    past = np.float32(frames - 1)
    constants = {
        "past": past,
        "count": np.float32(frames),
        "spread": np.ones((1, 256), np.float32),
        "axis": np.array([1], np.int64),
    }
    nodes = [
        helper.make_node("ReduceMean", [frame], ["now"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Unsqueeze", ["now", "axis"], ["now_column"]),
        helper.make_node("Mul", ["now_column", "spread"], ["features"]),
        helper.make_node("ReduceMean", [history], ["before"], axes=[1, 2], keepdims=0),
        helper.make_node("Mul", ["before", "past"], ["before_sum"]),
        helper.make_node("Add", ["before_sum", "now"], ["sum"]),
        helper.make_node("Div", ["sum", "count"], ["mean"]),
    ]
    inputs: dict[str, list[str | int]] = {
        frame: [batch, 3, size, size],
        history: [batch, frames - 1, 256],
    }
    return inputs, nodes, constants


def _tensor(name: str, shape: list[str | int]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
