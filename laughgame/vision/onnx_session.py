"""Open an ONNX Runtime session that stays off the network and off the other cores.

The program imports ONNX Runtime nowhere else, because its telemetry (from
version 1.29 on) can be turned off only before the import.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Final, NamedTuple, Protocol, Self

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime as ort  # type: ignore[import-untyped]
from onnxruntime.capi import onnxruntime_pybind11_state as _errors  # type: ignore[import-untyped]

# Windows has a channel of its own, which the environment does not close; elsewhere this is nothing.
ort.disable_telemetry_events()

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


def available_providers() -> list[str]:
    """Name what this copy of ONNX Runtime could run a model on; the game takes the CPU."""
    return list(ort.get_available_providers())


class NodeArg(NamedTuple):
    """An input or output; ``shape`` holds numbers, names of free sizes, or ``None``."""

    name: str
    type: str
    shape: Sequence[int | str | None]


class _RuntimeNodeArg(Protocol):
    """ONNX Runtime's own, which decodes the file's text every time it is asked."""

    name: str
    type: str
    shape: Sequence[int | str | None]


class ModelMetadata(Protocol):
    """What the writer of a model left in it."""

    custom_metadata_map: Mapping[str, str]


class InferenceSession(Protocol):
    """The part of ``onnxruntime.InferenceSession`` that the game uses."""

    def get_inputs(self) -> Sequence[_RuntimeNodeArg]: ...

    def get_outputs(self) -> Sequence[_RuntimeNodeArg]: ...

    def get_modelmeta(self) -> ModelMetadata: ...

    def run(
        self, output_names: Sequence[str], input_feed: Mapping[str, Any], run_options: Any = None
    ) -> list[Any]: ...


class TimeLimit:
    """Breaks off every run that is handed its ``options``, ``seconds`` after it was entered.

    Of use for loops in a model: a single operator is never interrupted.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.options: Any = ort.RunOptions()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    @property
    def over(self) -> bool:
        """Whether the time has run out."""
        return bool(self.options.terminate)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._timer.join()

    def _end(self) -> None:
        self.options.terminate = True


class Declared(NamedTuple):
    """What a model file says of itself."""

    inputs: list[NodeArg]
    outputs: list[NodeArg]
    metadata: dict[str, str]


def declared(session: InferenceSession) -> Declared:
    """Return what the file of a session declares, all of it decoded.

    Raises one of :data:`RUNTIME_ERRORS` where a text in it is not valid.
    """
    return Declared(
        [_plain(node) for node in session.get_inputs()],
        [_plain(node) for node in session.get_outputs()],
        dict(session.get_modelmeta().custom_metadata_map),
    )


def _plain(node: _RuntimeNodeArg) -> NodeArg:
    return NodeArg(node.name, node.type, list(node.shape))


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
