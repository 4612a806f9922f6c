"""Check a model file against the contract between the game and its network.

Two forms are accepted, both one ONNX file with a free batch size N:

- *sequence*: ``frames`` [N, 5, 3, 224, 224], oldest first → ``smile_prob`` [N],
  ``emotion_logits`` [N, 7];
- *stream*: ``frame`` [N, 3, 224, 224] and ``history`` [N, 4, 256] → the same two
  and ``features`` [N, 256], which the caller keeps for the next frames.

All tensors are float32.  ``models/README.md`` is the contract for people; this
module is the contract for files.  Everything here may run on any thread.
"""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import CROP_SIZE
from laughgame.vision.model_card import (
    CONTRACT_VERSION,
    FEATURES,
    FRAMES,
    MIN_OPSET,
    ContractCode,
    ContractError,
    ModelCard,
    ModelForm,
    card_from_metadata,
)
from laughgame.vision.onnx_file import (
    DamagedOnnxError,
    NotOnnxError,
    OnnxOutline,
    outline,
)
from laughgame.vision.onnx_session import (
    RUNTIME_ERRORS,
    InferenceSession,
    NodeArg,
    open_session,
)

__all__ = [
    "CONTRACT_VERSION",
    "FEATURES",
    "FRAMES",
    "ContractCode",
    "ContractError",
    "ModelCard",
    "ModelForm",
    "ModelProbe",
    "check_answer",
    "frame_shape",
    "open_model",
    "probe",
    "read_card",
    "run_model",
    "run_trial",
]

Tensor = NDArray[np.float32]
Shape = tuple[int | None, ...]

MAX_FILE_BYTES: Final = 256 * 1024 * 1024
"""The network of the game has 8 MB; a file beyond this size is something else."""

PROBE_RUNS: Final = 9

_HISTORY: Final = FRAMES - 1
_INPUTS: Final[Mapping[ModelForm, Mapping[str, Shape]]] = {
    ModelForm.SEQUENCE: {"frames": (None, FRAMES, 3, CROP_SIZE, CROP_SIZE)},
    ModelForm.STREAM: {
        "frame": (None, 3, CROP_SIZE, CROP_SIZE),
        "history": (None, _HISTORY, FEATURES),
    },
}
_VERDICT: Final[Mapping[str, Shape]] = {
    "smile_prob": (None,),
    "emotion_logits": (None, len(EMOTIONS)),
}
_OUTPUTS: Final[Mapping[ModelForm, Mapping[str, Shape]]] = {
    ModelForm.SEQUENCE: _VERDICT,
    ModelForm.STREAM: {**_VERDICT, "features": (None, FEATURES)},
}


@dataclass(frozen=True, slots=True)
class ModelProbe:
    """A model that kept the contract on trial inputs.

    ``latency_ms`` is the median time of one verdict on this machine and one
    thread, without detection and cropping.
    """

    card: ModelCard
    latency_ms: float


def read_card(path: Path | str) -> ModelCard:
    """Check a model file without running it, and return its card.

    Raises :class:`ContractError`.
    """
    return open_model(path)[0]


def probe(path: Path | str) -> ModelProbe:
    """Check a model file by running it on black, grey and noise, one and two at a time.

    Raises :class:`ContractError`.  Takes a fraction of a second; keep it off the
    GUI's thread.
    """
    card, session = open_model(path)
    shape = (2, *frame_shape(card.form))
    noise = np.random.default_rng(0).uniform(-1, 1, shape).astype(np.float32)
    one = noise[:1]
    for trial in (np.full_like(noise, -1), np.zeros_like(noise), noise, one):
        run_trial(session, card.form, trial)
    times_ms = []
    for _ in range(PROBE_RUNS):
        begun = time.perf_counter()
        run_trial(session, card.form, one)
        times_ms.append((time.perf_counter() - begun) * 1000)
    return ModelProbe(card, statistics.median(times_ms))


def open_model(path: Path | str, threads: int = 1) -> tuple[ModelCard, InferenceSession]:
    """Load a model file and check all of it that can be checked without running it.

    The file is read once, so what was checked is what runs.  Raises
    :class:`ContractError`.
    """
    path = Path(path)
    data = _file_bytes(path)
    about = _outline(data)
    try:
        session = open_session(data, threads)
        inputs, outputs = session.get_inputs(), session.get_outputs()
        metadata = session.get_modelmeta().custom_metadata_map
    except RUNTIME_ERRORS as error:
        raise ContractError(
            ContractCode.UNREADABLE, "a model that ONNX Runtime can load", _first_line(error)
        ) from error
    form = _form(inputs)
    _check_tensors(inputs, _INPUTS[form], ContractCode.INPUTS)
    _check_batch(inputs)
    _check_tensors(outputs, _OUTPUTS[form], ContractCode.OUTPUTS)
    card = card_from_metadata(path, form, metadata, file_bytes=len(data), opset=about.opset)
    return card, session


def run_model(
    session: InferenceSession, form: ModelForm, inputs: Mapping[str, Tensor]
) -> list[Tensor]:
    """Run a session and return its outputs in the contract's order.

    Raises :class:`ContractError` where the run itself fails.
    """
    try:
        answer: list[Tensor] = session.run(list(_OUTPUTS[form]), inputs)
    except RUNTIME_ERRORS as error:
        raise ContractError(
            ContractCode.RUN_FAILED, "an answer to every picture", _first_line(error)
        ) from error
    return answer


def frame_shape(form: ModelForm) -> tuple[int, ...]:
    """Return the shape of the form's first input, without the batch."""
    first = next(iter(_INPUTS[form].values()))
    return tuple(size for size in first[1:] if size is not None)


def run_trial(session: InferenceSession, form: ModelForm, frames: Tensor) -> None:
    """Run the model without a past and check the whole answer.

    ``frames`` holds N of the form's first input, scaled for the network.  Raises
    :class:`ContractError`.
    """
    count = len(frames)
    inputs = {next(iter(_INPUTS[form])): frames}
    if form is ModelForm.STREAM:
        inputs["history"] = np.zeros((count, _HISTORY, FEATURES), np.float32)
    outputs = run_model(session, form, inputs)
    for (name, shape), output in zip(_OUTPUTS[form].items(), outputs, strict=True):
        _check_shape(name, output.shape, (count, *shape[1:]))
    check_answer(*outputs)


def check_answer(smile: Tensor, *others: Tensor) -> None:
    """Raise :class:`ContractError` unless all is finite and every smile lies in 0–1."""
    for output in (smile, *others):
        if not np.isfinite(output).all():
            bad = output[~np.isfinite(output)].flat[0]
            raise ContractError(ContractCode.NOT_FINITE, "finite numbers", str(bad))
    if smile.size and (smile.min() < 0 or smile.max() > 1):
        worst = smile.min() if smile.min() < 0 else smile.max()
        raise ContractError(ContractCode.OUT_OF_RANGE, "a smile from 0 to 1", f"{worst:.3g}")


def _file_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ContractError(
                ContractCode.TOO_LARGE, f"at most {_megabytes(MAX_FILE_BYTES)}", _megabytes(size)
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContractError(ContractCode.NOT_FOUND, f"a file at {path}", reason) from error


def _outline(data: bytes) -> OnnxOutline:
    try:
        about = outline(data)
    except NotOnnxError as error:
        raise ContractError(ContractCode.NOT_ONNX, "an ONNX file", str(error)) from error
    except DamagedOnnxError as error:
        raise ContractError(ContractCode.UNREADABLE, "a whole ONNX file", str(error)) from error
    if about.external_data:
        raise ContractError(
            ContractCode.EXTERNAL_DATA, "all weights inside the one file", "external data"
        )
    if about.opset < MIN_OPSET:
        raise ContractError(
            ContractCode.OPSET, f"opset {MIN_OPSET} or newer", f"opset {about.opset}"
        )
    return about


def _form(inputs: Sequence[NodeArg]) -> ModelForm:
    names = {node.name for node in inputs}
    for form, wanted in _INPUTS.items():
        if names == set(wanted):
            return form
    expected = " or ".join(" and ".join(wanted) for wanted in _INPUTS.values())
    raise ContractError(ContractCode.INPUTS, expected, _listed(names))


def _check_batch(inputs: Sequence[NodeArg]) -> None:
    for node in inputs:
        if isinstance(node.shape[0], int):
            raise ContractError(
                ContractCode.SIZE,
                f"a free batch size N for {node.name}",
                _shape_text(node.name, node.shape),
            )


def _check_tensors(
    nodes: Sequence[NodeArg], wanted: Mapping[str, Shape], code: ContractCode
) -> None:
    found = {node.name: node for node in nodes}
    if not set(wanted) <= set(found):
        raise ContractError(code, ", ".join(wanted), _listed(found))
    for name, shape in wanted.items():
        node = found[name]
        if node.type != "tensor(float)":
            raise ContractError(code, f"{name} of tensor(float)", f"{name} of {node.type}")
        _check_shape(name, node.shape, shape)


def _check_shape(name: str, found: Sequence[int | str | None], wanted: Shape) -> None:
    """Compare a shape with the contract's; a declared size that is no number is still open."""
    same_rank = len(found) == len(wanted)
    if same_rank and all(
        needed is None or not isinstance(size, int) or size == needed
        for size, needed in zip(found, wanted, strict=True)
    ):
        return
    other_labels = name == "emotion_logits" and same_rank
    raise ContractError(
        ContractCode.LABELS if other_labels else ContractCode.SIZE,
        _shape_text(name, wanted),
        _shape_text(name, found),
    )


def _listed(names: Sequence[str] | set[str] | Mapping[str, object]) -> str:
    return ", ".join(sorted(names)) or "none"


def _shape_text(name: str, shape: Sequence[int | str | None]) -> str:
    return f"{name} [{', '.join('N' if size is None else str(size) for size in shape)}]"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
