"""Look into an ONNX file without loading it.

ONNX Runtime says neither which operators a model is made of, nor for which set of them
it was written, nor whether its weights lie in other files; and it should not be handed a
file that was never a model.  An ONNX file is one Protocol Buffers message, so the little that is
needed is read straight from the wire format.

Sources: https://protobuf.dev/programming-guides/encoding/ (the wire format) and
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (the field numbers).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

_NESTED: Final[dict[str, dict[int, str]]] = {
    "model": {7: "graph", 8: "opset", 20: "training", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse_tensor"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node"},
    "node": {5: "attribute"},
    "attribute": {
        5: "tensor",
        6: "graph",
        10: "tensor",
        11: "graph",
        22: "sparse_tensor",
        23: "sparse_tensor",
    },
    "sparse_tensor": {1: "tensor", 2: "tensor"},
}
"""The messages that may hold a tensor, with the numbers of their nested fields."""

_MODEL_FIELDS: Final = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25, 26})

MOST_FIELDS: Final = 200_000
"""Fields looked at, so that no file takes long; the shipped networks have 3,667 at most."""

LONGEST_NAME: Final = 120
"""Bytes looked at of an operator's name and of its domain."""

_STANDARD_DOMAINS: Final = ("", "ai.onnx")

_SIGNATURES: Final = (
    (0, b"PK\x03\x04", "a ZIP archive, as PyTorch and Keras checkpoints are"),
    (0, b"\x80", "a Python pickle, as old PyTorch checkpoints are"),
    (0, b"\x89HDF", "an HDF5 file, as old Keras models are"),
    (4, b"TFL3", "a TensorFlow Lite model"),
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"%PDF", "a PDF document"),
    (0, b"version https://git-lfs", "a Git LFS pointer in place of the file itself"),
)


class NotOnnxError(Exception):
    """The bytes are no ONNX model; the text says what they look like."""


class DamagedOnnxError(Exception):
    """The bytes begin as an ONNX model but do not hold together; the text says where."""


@dataclass(frozen=True, slots=True)
class OnnxOutline:
    """``opset`` is the version of the standard operator set, 0 where none is named.

    ``external_data`` is true where any tensor lies outside the file.  ``operators`` are the
    names of all that the network is made of, in its branches and functions too; those that
    are not of the standard set have their domain in front: ``com.microsoft.QGemm``.
    """

    opset: int
    external_data: bool
    operators: frozenset[str] = frozenset()


def outline(data: bytes) -> OnnxOutline:
    """Read the outline of an ONNX file's bytes.

    Raises :class:`NotOnnxError` for any other kind of file and
    :class:`DamagedOnnxError` for a truncated or corrupt one.
    """
    if not _looks_like_onnx(data):
        raise NotOnnxError(_kind(data))
    try:
        return _walk(data)
    except _WireError as error:
        raise DamagedOnnxError(str(error)) from error


class _WireError(Exception):
    pass


def _walk(data: bytes) -> OnnxOutline:
    opset, external, has_graph, visited = 0, False, False, 0
    operators = set()
    # Depth first over generators: what waits is one message a level, not all there are.
    levels = [("model", _fields(memoryview(data)))]
    while levels:
        kind, fields = levels[-1]
        number, value = next(fields, (0, 0))
        if not number:
            levels.pop()
            continue
        visited += 1
        if visited > MOST_FIELDS:
            raise _WireError("too many parts")
        if kind == "model" and number not in _MODEL_FIELDS:
            raise _WireError(f"an unknown part (field {number})")
        if kind == "tensor":
            external = external or number == 13 or (number == 14 and value == 1)
            continue
        nested = _NESTED.get(kind, {}).get(number)
        if nested is None or not isinstance(value, memoryview):
            continue
        has_graph = has_graph or nested == "graph"
        if nested == "opset":
            parts = list(islice(_fields(value), MOST_FIELDS))
            visited += len(parts)
            opset = max(opset, _standard_opset(parts))
        elif value:
            if nested == "node":
                parts = list(islice(_fields(value), MOST_FIELDS))
                visited += len(parts)
                operators.add(_operator(parts))
            levels.append((nested, _fields(value)))
    if not has_graph:
        raise _WireError("the file ends before the network begins")
    return OnnxOutline(opset, external, frozenset(operators))


def _operator(fields: Iterable[tuple[int, int | memoryview]]) -> str:
    """Return the name of a node's operator; of a field that comes twice the last one counts."""
    texts = {number: value for number, value in fields if isinstance(value, memoryview)}
    # A name is as long as it likes; what is cut here is no operator's name in any case.
    name, domain = (
        bytes(texts.get(number, b"")[:LONGEST_NAME]).decode(errors="replace") for number in (4, 7)
    )
    return name if domain in _STANDARD_DOMAINS else f"{domain}.{name}"


def _standard_opset(fields: Iterable[tuple[int, int | memoryview]]) -> int:
    domain, version = b"", 0
    for number, value in fields:
        if number == 1 and isinstance(value, memoryview):
            domain = bytes(value)
        elif number == 2 and isinstance(value, int):
            version = value
    return version if domain.decode(errors="replace") in _STANDARD_DOMAINS else 0


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield each field's number with its value; fixed-width values come as 0."""
    at, end = 0, len(message)
    while at < end:
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if not number:
            raise _WireError(f"no valid data at byte {at}")
        value: int | memoryview = 0
        if wire == _VARINT:
            value, at = _varint(message, at)
        elif wire == _BYTES:
            length, at = _varint(message, at)
            value = message[at : at + length]
            at += length
        elif wire == _FIXED64:
            at += 8
        elif wire == _FIXED32:
            at += 4
        else:
            raise _WireError(f"no valid data at byte {at}")
        if at > end:
            raise _WireError(f"the file ends {at - end:,} bytes too early")
        yield number, value


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            raise _WireError("the file ends in the middle of a number")
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise _WireError(f"no valid number at byte {at}")


def _looks_like_onnx(data: bytes) -> bool:
    """Every writer puts ``ir_version`` first, a small number in field 1."""
    return len(data) >= 2 and data[0] == (1 << 3 | _VARINT) and 1 <= data[1] <= 64


def _kind(data: bytes) -> str:
    if not data:
        return "an empty file"
    for offset, signature, kind in _SIGNATURES:
        if data[offset : offset + len(signature)] == signature:
            return kind
    head = data[:512]
    if all(byte >= 0x20 or byte in b"\t\r\n\f" for byte in head):
        return "a text file"
    return "a file of another kind"
