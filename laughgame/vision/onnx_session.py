"""Open an ONNX Runtime session that stays off the network and off the other cores.

The program imports ONNX Runtime nowhere else, because its telemetry (from
version 1.29 on) can be turned off only before the import.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime as ort  # type: ignore[import-untyped]
from onnxruntime.capi import onnxruntime_pybind11_state as _errors  # type: ignore[import-untyped]

FOLDING_LIMIT_BYTES: Final = 64 * 1024 * 1024
"""A tiny file can ask for a huge constant; above this size it is not worked out on loading."""

RUNTIME_ERRORS: Final[tuple[type[Exception], ...]] = (
    *(
        error
        for error in vars(_errors).values()
        if isinstance(error, type) and issubclass(error, Exception)
    ),
    RuntimeError,
    ValueError,
)
"""What ONNX Runtime raises: unrelated classes without a base of their own, ``RuntimeError`` for
what C++ threw otherwise, and ``ValueError`` for text in a model that is not valid UTF-8."""


class NodeArg(Protocol):
    """An input or output; ``shape`` holds numbers, names of free sizes, or ``None``."""

    name: str
    type: str
    shape: Sequence[int | str | None]


class ModelMetadata(Protocol):
    """What the writer of a model left in it."""

    custom_metadata_map: Mapping[str, str]


class InferenceSession(Protocol):
    """The part of ``onnxruntime.InferenceSession`` that the game uses."""

    def get_inputs(self) -> Sequence[NodeArg]: ...

    def get_outputs(self) -> Sequence[NodeArg]: ...

    def get_modelmeta(self) -> ModelMetadata: ...

    def run(self, output_names: Sequence[str], input_feed: Mapping[str, Any]) -> list[Any]: ...


def open_session(model: bytes, threads: int = 1) -> InferenceSession:
    """Return a session on the CPU over the bytes of one ONNX file.

    ``threads`` work on one run, the caller's among them.  They sleep between
    runs: spinning would take a whole core from the game and the stream.  Raises
    one of :data:`RUNTIME_ERRORS` where the model cannot be loaded.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Failures are raised; what ONNX Runtime prints besides would only repeat them.
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry(
        "optimization.constant_folding_max_output_size_in_bytes", str(FOLDING_LIMIT_BYTES)
    )
    session: InferenceSession = ort.InferenceSession(
        model, options, providers=["CPUExecutionProvider"], enable_fallback=0
    )
    return session
