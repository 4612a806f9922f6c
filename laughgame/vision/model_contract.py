"""Check a model file against the contract between the game and its network.

Two forms are accepted, both one ONNX file with a free batch size N:

- *sequence*: ``frames`` [N, 5, 3, 224, 224], oldest first → ``smile_prob`` [N],
  ``emotion_logits`` [N, 7];
- *stream*: ``frame`` [N, 3, 224, 224] and ``history`` [N, 4, 256] → the same two
  and ``features`` [N, 256], which the caller keeps for the next frames.

All tensors are float32.  ``models/README.md`` is the contract for people; this
module is the contract for files.  Everything here may run on any thread.
"""

import hashlib
import math
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from laughgame.vision.frame import Image
from laughgame.vision.model_card import (
    CONTRACT_VERSION,
    FEATURES,
    FRAMES,
    ContractCode,
    ContractError,
    ContractStep,
    ModelCard,
    ModelForm,
    PassedStep,
    card_from_metadata,
)
from laughgame.vision.model_file import file_size, read_model_file
from laughgame.vision.model_tensors import (
    INPUTS,
    OUTPUTS,
    Tensor,
    check_inputs,
    check_outputs,
    check_shape,
    form_of,
)
from laughgame.vision.onnx_session import (
    RUNTIME_ERRORS,
    InferenceSession,
    TimeLimit,
    declared,
    open_session,
)
from laughgame.vision.pixel_scale import PixelScale

__all__ = [
    "CONTRACT_VERSION",
    "FEATURES",
    "FRAMES",
    "TRIAL_LIMIT_S",
    "ContractCode",
    "ContractError",
    "ContractStep",
    "ModelCard",
    "ModelForm",
    "ModelProbe",
    "OpenModel",
    "PassedStep",
    "Tensor",
    "check_answer",
    "measure",
    "open_model",
    "probe",
    "read_card",
    "run_model",
    "run_trial",
    "trial_frames",
]

WARM_UP_RUNS: Final = 3
MEASURED_RUNS: Final = 21
"""Enough that whatever else the machine is busy with hits fewer than half of them."""

SLOWEST_MS: Final = 100.0
"""A verdict that takes longer is of no use: the hold is 0.4 s, and the network takes a tenth."""

TRIAL_LIMIT_S: Final = 10.0
"""A file can hold a loop without an end; after this time its trial is broken off."""


class OpenModel(NamedTuple):
    """A model file that declares what the contract wants, ready to run."""

    card: ModelCard
    session: InferenceSession


@dataclass(frozen=True, slots=True)
class ModelProbe:
    """A model that kept the contract on trial pictures.

    ``latency_ms`` is the median time of one verdict on this machine and one
    thread, without detection and cropping.
    """

    model: OpenModel
    latency_ms: float

    @property
    def card(self) -> ModelCard:
        return self.model.card


def read_card(path: Path | str) -> ModelCard:
    """Check a model file without running it, and return its card.

    Raises :class:`ContractError`.
    """
    return open_model(path)[0]


def probe(
    path: Path | str, sha256: str | None = None, tell: Callable[[PassedStep], None] | None = None
) -> ModelProbe:
    """Check a model file by running it on black, grey, white and noise, one and two at a time.

    What was checked is what the returned model runs.  Where a ``sha256`` is given, a file
    of other bytes is not opened.  ``tell`` hears of each step that the file passes before
    its trial.  Raises :class:`ContractError`.
    Takes a fraction of a second; keep it off the GUI's thread.
    """
    passed: list[PassedStep] = []
    with _telling(passed):
        return _probe(Path(path), _Steps(passed, tell), sha256)


def _probe(path: Path, steps: "_Steps", sha256: str | None) -> ModelProbe:
    model = _open(path, 1, steps, sha256)
    shape = (2, model.card.size, model.card.size, 3)
    noise = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    pictures = (*(np.full_like(noise, level) for level in (0, 127, 255)), noise)
    with TimeLimit(TRIAL_LIMIT_S) as limit:
        _demand_speed(model, trial_frames(model.card, noise[:1]), limit)
        past: Tensor | None = None
        for frames in (trial_frames(model.card, picture) for picture in pictures):
            outputs = run_trial(model, frames, limit=limit)
            if model.card.form is ModelForm.STREAM:
                # As in the game: the past of the first frame is that frame itself.
                newest = outputs[-1][:, np.newaxis]
                past = np.repeat(newest, FRAMES - 1, axis=1) if past is None else past
                run_trial(model, frames, past, limit)
                past = np.concatenate([past[:, 1:], newest], axis=1)
    return ModelProbe(model, measure(model))


def _demand_speed(model: OpenModel, one: Tensor, limit: TimeLimit) -> None:
    """Refuse a model too slow for the game; one run in time is enough."""
    fastest_ms = math.inf
    for _ in range(WARM_UP_RUNS):
        begun = time.perf_counter()
        run_trial(model, one, limit=limit)
        fastest_ms = min(fastest_ms, (time.perf_counter() - begun) * 1000)
        if fastest_ms <= SLOWEST_MS:
            return
    raise ContractError(
        ContractCode.TOO_SLOW, f"a verdict within {SLOWEST_MS:.0f} ms", f"{fastest_ms:.0f} ms"
    )


def measure(model: OpenModel) -> float:
    """Return the median time of one verdict on this machine, in milliseconds.

    Without detection and cropping.  May run on any thread, also while the model
    judges on another; keep it off the GUI's.  Raises :class:`ContractError`.
    """
    shape = (1, model.card.size, model.card.size, 3)
    one = trial_frames(model.card, np.random.default_rng(0).integers(0, 256, shape, np.uint8))
    times_ms = []
    for _ in range(WARM_UP_RUNS + MEASURED_RUNS):
        begun = time.perf_counter()
        run_trial(model, one)
        times_ms.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times_ms[WARM_UP_RUNS:])


def open_model(path: Path | str, threads: int = 1) -> OpenModel:
    """Load a model file and check all of it that can be checked without running it.

    The file is read once, so what was checked is what runs.  Raises
    :class:`ContractError`.
    """
    passed: list[PassedStep] = []
    with _telling(passed):
        return _open(Path(path), threads, _Steps(passed))


@contextmanager
def _telling(passed: list[PassedStep]) -> Iterator[None]:
    """Let a refusal tell what the file had ``passed`` until then."""
    try:
        yield
    except ContractError as error:
        error.passed = tuple(passed)
        raise


@dataclass(frozen=True, slots=True)
class _Steps:
    """Where the steps that a file passes are put, and who hears of them."""

    passed: list[PassedStep]
    tell: Callable[[PassedStep], None] | None = None

    def add(self, step: ContractStep, found: str) -> None:
        self.passed.append(PassedStep(step, found))
        if self.tell is not None:
            self.tell(self.passed[-1])


def _open(path: Path, threads: int, steps: _Steps, sha256: str | None = None) -> OpenModel:
    """Open a model file, of the bytes of ``sha256`` alone, and tell of every step it passes."""
    data, about = read_model_file(path, sha256)
    try:
        session = open_session(data, threads)
        inputs, outputs, metadata = declared(session)
    except RUNTIME_ERRORS as error:
        raise ContractError(
            ContractCode.UNREADABLE, "a model that ONNX Runtime can load", _first_line(error)
        ) from error
    found = f"{file_size(len(data))} · opset {about.opset}"
    steps.add(ContractStep.OPEN, found)
    form = form_of(inputs)
    steps.add(ContractStep.INPUTS, check_inputs(inputs, form))
    steps.add(ContractStep.OUTPUTS, check_outputs(outputs, form))
    card = card_from_metadata(
        path,
        form,
        metadata,
        file_bytes=len(data),
        opset=about.opset,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    steps.add(ContractStep.DESCRIPTION, card.contract_version)
    return OpenModel(card, session)


def run_model(
    session: InferenceSession,
    form: ModelForm,
    inputs: Mapping[str, Tensor],
    limit: TimeLimit | None = None,
) -> list[Tensor]:
    """Run a session and return its outputs in the contract's order.

    Raises :class:`ContractError` where the run itself fails or goes beyond the ``limit``.
    """
    try:
        options = None if limit is None else limit.options
        answer: list[Tensor] = session.run(list(OUTPUTS[form]), inputs, options)
    except RUNTIME_ERRORS as error:
        if limit is not None and limit.over:
            raise ContractError(
                ContractCode.TOO_SLOW, f"answers within {limit.seconds:.0f} s", "none in that time"
            ) from error
        raise ContractError(
            ContractCode.RUN_FAILED, "an answer to every picture", _first_line(error)
        ) from error
    return answer


def trial_frames(card: ModelCard, pictures: Image) -> Tensor:
    """Scale pictures, uint8 (N, 224, 224, 3), to N of the form's first input.

    A sequence shows each picture five times.
    """
    frames = PixelScale(card).scaled(pictures)
    if card.form is ModelForm.SEQUENCE:
        return np.repeat(frames[:, np.newaxis], FRAMES, axis=1)
    return frames


def run_trial(
    model: OpenModel,
    frames: Tensor,
    past: Tensor | None = None,
    limit: TimeLimit | None = None,
) -> list[Tensor]:
    """Run the model, check the whole answer and return it in the contract's order.

    ``frames`` (N, …) come from :func:`trial_frames`.  A stream sees them after a ``past``
    (N, 4, 256) of features, or after none.  Raises :class:`ContractError`.
    """
    count, form = len(frames), model.card.form
    inputs = {next(iter(INPUTS[form])): frames}
    if form is ModelForm.STREAM:
        nothing = np.zeros((count, FRAMES - 1, FEATURES), np.float32)
        inputs["history"] = nothing if past is None else past
    outputs = run_model(model.session, form, inputs, limit)
    for (name, shape), output in zip(OUTPUTS[form].items(), outputs, strict=True):
        check_shape(name, output.shape, (count, *shape[1:]))
    check_answer(*outputs)
    return outputs


def check_answer(smile: Tensor, *others: Tensor) -> None:
    """Raise :class:`ContractError` unless all is finite and every smile lies in 0–1."""
    for output in (smile, *others):
        if not np.isfinite(output).all():
            bad = output[~np.isfinite(output)].flat[0]
            raise ContractError(ContractCode.NOT_FINITE, "finite numbers", str(bad))
    if smile.size and (smile.min() < 0 or smile.max() > 1):
        worst = smile.min() if smile.min() < 0 else smile.max()
        raise ContractError(ContractCode.OUT_OF_RANGE, "a smile from 0 to 1", f"{worst:.3g}")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
