"""Model files that mean harm, or are broken in every way a file can be; written by the tests.

Each writer takes a folder of its own and returns the file to choose there.
"""

import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from laughgame.vision.model_card import ContractCode
from laughgame.vision.model_file import MAX_FILE_BYTES
from tests.onnx_models import (
    answer_otherwise,
    write_endless_model,
    write_external_model,
    write_model,
    write_model_without_memory,
)


class Hostile(NamedTuple):
    """A hostile file: who writes it, and the code it has to be refused with."""

    write: Callable[[Path], Path]
    code: ContractCode


HUGE_FLOATS: Final = 60_000_000
"""229 MiB of floats, asked for in a few bytes."""


def _rewritten(path: Path, change: Callable[[onnx.ModelProto], None]) -> Path:
    model = onnx.load(path, load_external_data=False)
    change(model)
    path.write_bytes(model.SerializeToString())
    return path


def _external(folder: Path, location: str) -> Path:
    """A model one of whose weights lies at ``location``, seen from the model."""

    def point(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.data_location == TensorProto.EXTERNAL:
                (where,) = (entry for entry in tensor.external_data if entry.key == "location")
                where.value = location

    return _rewritten(write_external_model(folder / "m.onnx"), point)


def external_beside(folder: Path) -> Path:
    return write_external_model(folder / "m.onnx")


def external_above(folder: Path) -> Path:
    return _external(folder, "../../../../../../etc/passwd")


def external_absolute(folder: Path) -> Path:
    return _external(folder, "/etc/passwd")


def external_by_link(folder: Path) -> Path:
    path = _external(folder, "link.bin")
    (folder / "link.bin").symlink_to("/etc/passwd")
    return path


def external_without_saying_so(folder: Path) -> Path:
    """The weights are elsewhere, and the field that says so is left out."""

    def hide(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.data_location == TensorProto.EXTERNAL:
                tensor.ClearField("data_location")

    return _rewritten(write_external_model(folder / "m.onnx"), hide)


def _with_nodes(
    folder: Path, nodes: list[onnx.NodeProto], constants: Mapping[str, np.generic | np.ndarray]
) -> Path:
    return answer_otherwise(folder / "m.onnx", nodes, constants)


def bare_folding_bomb(folder: Path) -> Path:
    """About 64 bytes that ask for 229 MB of zeros, and are no model besides."""
    node = helper.make_node("ConstantOfShape", ["s"], ["y"])
    graph = helper.make_graph(
        [node], "", [], [onnx.ValueInfoProto(name="y")],
        [numpy_helper.from_array(np.array([HUGE_FLOATS], np.int64), "s")],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    for field in ("producer_name", "producer_version"):
        model.ClearField(field)
    (folder / "m.onnx").write_bytes(model.SerializeToString())
    return folder / "m.onnx"


def folding_bomb(folder: Path) -> Path:
    """A model that keeps the contract, and asks for 229 MB of zeros on the way."""
    nodes = [
        helper.make_node("ConstantOfShape", ["much"], ["zeros"]),
        helper.make_node("ReduceSum", ["zeros"], ["nothing"], keepdims=0),
        helper.make_node("Add", ["told", "nothing"], ["smile_prob"]),
    ]
    return _with_nodes(folder, nodes, {"much": np.array([HUGE_FLOATS], np.int64)})


def folding_chain(folder: Path) -> Path:
    """Pieces below the cap of what is folded, but twenty of them."""
    nodes, sums = [], ["told"]
    for number in range(20):
        nodes += [
            helper.make_node("Expand", [f"value{number}", "much"], [f"piece{number}"]),
            helper.make_node("Exp", [f"piece{number}"], [f"power{number}"]),
            helper.make_node("Gather", [f"power{number}", "where"], [f"one{number}"]),
            helper.make_node("Mul", [f"one{number}", "nought"], [f"none{number}"]),
        ]
        sums.append(f"none{number}")
    # Gathered at a place that depends on the picture, each piece has to be kept whole.
    nodes = [
        helper.make_node("Cast", ["told"], ["whole"], to=TensorProto.INT64),
        helper.make_node("ReduceMin", ["whole"], ["where"], keepdims=0),
        *nodes,
        helper.make_node("Sum", sums, ["smile_prob"]),
    ]
    constants = {f"value{number}": np.float32(number / 20) for number in range(20)}
    constants |= {"much": np.array([15_000_000], np.int64), "nought": np.float32(0)}
    return _with_nodes(folder, nodes, constants)


def huge_shape(folder: Path) -> Path:
    """A tensor of more bytes than there are addresses."""
    nodes = [
        helper.make_node("Expand", ["told", "vast"], ["sky"]),
        helper.make_node("ReduceMax", ["sky"], ["smile_prob"], axes=[0, 1, 2], keepdims=0),
    ]
    return _with_nodes(folder, nodes, {"vast": np.array([2**30, 2**30, 2**10, 1], np.int64)})


def huge_at_run_time(folder: Path) -> Path:
    """Eight gigabytes, asked for only when there is a picture."""
    nodes = [
        helper.make_node("Expand", ["told", "vast"], ["sky"]),
        helper.make_node("ReduceMax", ["sky"], ["smile_prob"], axes=[0, 1], keepdims=0),
    ]
    return _with_nodes(folder, nodes, {"vast": np.array([2**21, 2**10, 1], np.int64)})


def tensor_of_lies(folder: Path) -> Path:
    """A weight that says it is huge and holds four bytes."""
    path = write_model(folder / "m.onnx")

    def lie(model: onnx.ModelProto) -> None:
        model.graph.initializer[0].dims[:] = [2**31, 2**31]

    return _rewritten(path, lie)


def negative_shape(folder: Path) -> Path:
    def lie(model: onnx.ModelProto) -> None:
        model.graph.initializer[0].dims[:] = [-(2**62), 2]

    return _rewritten(write_model(folder / "m.onnx"), lie)


def endless_loop(folder: Path) -> Path:
    return write_endless_model(folder / "m.onnx")


def branch(folder: Path) -> Path:
    """An If, whose branches may hold anything."""
    value = helper.make_tensor_value_info("answer", TensorProto.FLOAT, None)
    side = helper.make_graph(
        [helper.make_node("Identity", ["told"], ["answer"])], "side", [], [value]
    )
    nodes = [
        helper.make_node("If", ["true"], ["smile_prob"], then_branch=side, else_branch=side),
    ]
    return _with_nodes(folder, nodes, {"true": np.bool_(True)})


def scan(folder: Path) -> Path:
    one = helper.make_tensor_value_info("one", TensorProto.FLOAT, [])
    same = helper.make_tensor_value_info("same", TensorProto.FLOAT, [])
    body = helper.make_graph([helper.make_node("Sin", ["one"], ["same"])], "body", [one], [same])
    nodes = [helper.make_node("Scan", ["told"], ["smile_prob"], body=body, num_scan_inputs=1)]
    return _with_nodes(folder, nodes, {})


def chance(folder: Path) -> Path:
    nodes = [helper.make_node("RandomUniformLike", ["told"], ["smile_prob"], dtype=1)]
    return _with_nodes(folder, nodes, {})


def foreign_operator(folder: Path) -> Path:
    nodes = [helper.make_node("RunShell", ["told"], ["smile_prob"], domain="evil.corp")]
    return _with_nodes(folder, nodes, {})


def operator_that_paints(folder: Path) -> Path:
    """An operator whose name would clear the console it is shown on, and make two lines."""
    nodes = [helper.make_node("\x1b[2J\nAll is well.", ["told"], ["smile_prob"])]
    return _with_nodes(folder, nodes, {})


def function_that_calls_itself(folder: Path) -> Path:
    call = helper.make_node("Again", ["x"], ["y"], domain="mine")
    again = helper.make_function(
        "mine", "Again", ["x"], ["y"], [call], [helper.make_opsetid("mine", 1)]
    )
    nodes = [helper.make_node("Again", ["told"], ["smile_prob"], domain="mine")]

    def define(model: onnx.ModelProto) -> None:
        model.functions.append(again)
        model.opset_import.append(helper.make_opsetid("mine", 1))

    return _rewritten(_with_nodes(folder, nodes, {}), define)


def circle(folder: Path) -> Path:
    nodes = [
        helper.make_node("Add", ["told", "last"], ["first"]),
        helper.make_node("Add", ["first", "told"], ["last"]),
        helper.make_node("Identity", ["first"], ["smile_prob"]),
    ]
    return _with_nodes(folder, nodes, {})


def slow_operator(folder: Path) -> Path:
    """One operator of three million steps and little memory: nothing breaks it off midway."""
    nodes = [
        helper.make_node("ReduceMax", ["told"], ["one"], keepdims=0),
        helper.make_node("Expand", ["one", "long"], ["line"]),
        helper.make_node("RNN", ["line", "weight", "weight"], ["", "state"], hidden_size=1),
        helper.make_node("ReduceMax", ["state"], ["end"], keepdims=0),
        helper.make_node("Mul", ["end", "nought"], ["none"]),
        helper.make_node("Add", ["told", "none"], ["smile_prob"]),
    ]
    constants = {
        "long": np.array([3_000_000, 1, 1], np.int64),
        "weight": np.full((1, 1, 1), 0.5, np.float32),
        "nought": np.float32(0),
    }
    return _with_nodes(folder, nodes, constants)


def deep_nesting(folder: Path) -> Path:
    """Graphs in attributes of nodes in graphs, thirty thousand deep: readers that recurse fall."""
    inner = b""
    for _ in range(10_000):
        for tag in (b"\x32", b"\x2a", b"\x0a"):  # attribute.g, node.attribute, graph.node
            inner = tag + _varint(len(inner)) + inner
    return _raw(folder, inner)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _raw(folder: Path, graph: bytes) -> Path:
    """A file of this graph, whatever it holds, and operator set 17."""
    opset = b"\x42\x02\x10\x11"
    path = folder / "m.onnx"
    path.write_bytes(b"\x08\x08" + opset + b"\x3a" + _varint(len(graph)) + graph)
    return path


def duplicate_names(folder: Path) -> Path:
    def double(model: onnx.ModelProto) -> None:
        model.graph.output.append(model.graph.output[0])
        model.graph.node.append(model.graph.node[-1])

    return _rewritten(write_model(folder / "m.onnx"), double)


def truncated(folder: Path) -> Path:
    path = write_model(folder / "m.onnx")
    path.write_bytes(path.read_bytes()[:-40])
    return path


def empty(folder: Path) -> Path:
    (folder / "m.onnx").touch()
    return folder / "m.onnx"


def text(folder: Path) -> Path:
    (folder / "m.onnx").write_text("Dear game, please let me judge.\n" * 99, encoding="utf-8")
    return folder / "m.onnx"


def zip_renamed(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "m.onnx", "w") as archive:
        archive.write(write_model(folder / "inside.onnx"), "m.onnx")
    return folder / "m.onnx"


def noise(folder: Path) -> Path:
    (folder / "m.onnx").write_bytes(b"\x08\x08" + np.random.default_rng(5).bytes(100_000))
    return folder / "m.onnx"


def a_folder(folder: Path) -> Path:
    (folder / "m.onnx").mkdir()
    return folder / "m.onnx"


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "m.onnx")
    return folder / "m.onnx"


def a_link_to_a_device(folder: Path) -> Path:
    (folder / "m.onnx").symlink_to("/dev/zero")
    return folder / "m.onnx"


def a_link_in_a_circle(folder: Path) -> Path:
    (folder / "m.onnx").symlink_to(folder / "m.onnx")
    return folder / "m.onnx"


def nothing(folder: Path) -> Path:
    return folder / "m.onnx"


def sparse(folder: Path) -> Path:
    """A file of 300 MB that takes no room on the disk."""
    with (folder / "m.onnx").open("wb") as file:
        file.write(b"\x08\x08")
        file.truncate(300_000_000)
    return folder / "m.onnx"


def sparse_within_the_limit(folder: Path) -> Path:
    """The largest file that is read at all, all but nothing of it written."""
    with (folder / "m.onnx").open("wb") as file:
        file.write(b"\x08\x08\x3a")
        file.truncate(MAX_FILE_BYTES)
    return folder / "m.onnx"


def _bent(**bent: object) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        return write_model(folder / "m.onnx", **bent)  # type: ignore[arg-type]

    return write


def nan_weights(folder: Path) -> Path:
    def spoil(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.name == "spread":
                tensor.CopyFrom(
                    numpy_helper.from_array(np.full((1, 256), np.nan, np.float32), "spread")
                )

    return _rewritten(write_model(folder / "m.onnx"), spoil)


def doubles(folder: Path) -> Path:
    def widen(model: onnx.ModelProto) -> None:
        (smile,) = (out for out in model.graph.output if out.name == "smile_prob")
        smile.type.tensor_type.elem_type = TensorProto.DOUBLE

    cast = helper.make_node("Cast", ["told"], ["smile_prob"], to=TensorProto.DOUBLE)
    return _rewritten(_with_nodes(folder, [cast], {}), widen)


def flattering_description(folder: Path) -> Path:
    return write_model(folder / "m.onnx", metadata={"accuracy": '{"all": 12}'})


HOSTILE: Final[Mapping[str, Hostile]] = {
    "external data beside it": Hostile(external_beside, ContractCode.EXTERNAL_DATA),
    "external data above it": Hostile(external_above, ContractCode.EXTERNAL_DATA),
    "external data, absolute": Hostile(external_absolute, ContractCode.EXTERNAL_DATA),
    "external data behind a link": Hostile(external_by_link, ContractCode.EXTERNAL_DATA),
    "external data, hidden": Hostile(external_without_saying_so, ContractCode.EXTERNAL_DATA),
    "64 bytes that ask for 229 MB": Hostile(bare_folding_bomb, ContractCode.INPUTS),
    "229 MB of folded zeros": Hostile(folding_bomb, ContractCode.TOO_HUNGRY),
    "twenty pieces of 60 MB": Hostile(folding_chain, ContractCode.TOO_HUNGRY),
    "a shape beyond all addresses": Hostile(huge_shape, ContractCode.RUN_FAILED),
    "8 GB at run time": Hostile(huge_at_run_time, ContractCode.TOO_HUNGRY),
    "a weight that lies": Hostile(tensor_of_lies, ContractCode.UNREADABLE),
    "a negative shape": Hostile(negative_shape, ContractCode.UNREADABLE),
    "an endless loop": Hostile(endless_loop, ContractCode.OPERATORS),
    "a branch": Hostile(branch, ContractCode.OPERATORS),
    "a scan": Hostile(scan, ContractCode.OPERATORS),
    "chance": Hostile(chance, ContractCode.OPERATORS),
    "a foreign operator": Hostile(foreign_operator, ContractCode.OPERATORS),
    "a name that paints": Hostile(operator_that_paints, ContractCode.OPERATORS),
    "a function that calls itself": Hostile(function_that_calls_itself, ContractCode.OPERATORS),
    "nodes in a circle": Hostile(circle, ContractCode.UNREADABLE),
    "a slow operator": Hostile(slow_operator, ContractCode.TOO_SLOW),
    "nesting without end": Hostile(deep_nesting, ContractCode.OPERATORS),
    "names that come twice": Hostile(duplicate_names, ContractCode.UNREADABLE),
    "cut short": Hostile(truncated, ContractCode.UNREADABLE),
    "empty": Hostile(empty, ContractCode.NOT_ONNX),
    "text": Hostile(text, ContractCode.NOT_ONNX),
    "a ZIP archive, renamed": Hostile(zip_renamed, ContractCode.NOT_ONNX),
    "noise": Hostile(noise, ContractCode.UNREADABLE),
    "a folder": Hostile(a_folder, ContractCode.NOT_FOUND),
    "a pipe": Hostile(a_pipe, ContractCode.NOT_FOUND),
    "a link to a device": Hostile(a_link_to_a_device, ContractCode.NOT_FOUND),
    "a link in a circle": Hostile(a_link_in_a_circle, ContractCode.NOT_FOUND),
    "nothing at all": Hostile(nothing, ContractCode.NOT_FOUND),
    "300 MB of nothing": Hostile(sparse, ContractCode.TOO_LARGE),
    "256 MB of nothing": Hostile(sparse_within_the_limit, ContractCode.UNREADABLE),
    "a smile for everything": Hostile(_bent(smile_factor=0.0), ContractCode.BLIND),
    "weights of NaN": Hostile(nan_weights, ContractCode.NOT_FINITE),
    "NaN once there is a past": Hostile(
        lambda folder: write_model_without_memory(folder / "m.onnx"), ContractCode.NOT_FINITE
    ),
    "an infinite smile": Hostile(_bent(smile_factor=float("inf")), ContractCode.NOT_FINITE),
    "a smile of 1.5": Hostile(_bent(smile_factor=1.5), ContractCode.OUT_OF_RANGE),
    "a smile below 0": Hostile(_bent(smile_factor=-1.0), ContractCode.OUT_OF_RANGE),
    "wrong names in": Hostile(_bent(input_names={"frame": "image"}), ContractCode.INPUTS),
    "wrong names out": Hostile(_bent(drop_output="features"), ContractCode.OUTPUTS),
    "wrong shapes": Hostile(_bent(size=112), ContractCode.SIZE),
    "one face at a time": Hostile(_bent(batch=1), ContractCode.SIZE),
    "eight emotions": Hostile(_bent(labels=8), ContractCode.LABELS),
    "wrong types": Hostile(doubles, ContractCode.OUTPUTS),
    "opset 8": Hostile(_bent(opset=8), ContractCode.OPSET),
    "a boast": Hostile(flattering_description, ContractCode.METADATA),
}
"""By what is wrong with each."""
