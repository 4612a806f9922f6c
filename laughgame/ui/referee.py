"""What the window knows about a model: the referee's card, and the steps of its examination."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

_DATA_SETS: Final = {"genki4k": "GENKI-4K", "smiles": "SMILEs", "fer2013": "FER2013"}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """A measured share of right answers (0–1) and the data set it was measured on."""

    share: float
    data_set: str


def lowest_accuracy(accuracy: Mapping[str, float], head: str) -> Accuracy | None:
    """The least flattering figure for a head ("smile", "emotion") on a model's card.

    The card names its figures DATASET_HEAD.  None where it has none for this head: a figure
    that was not measured is not shown.
    """
    figures = [(share, key) for key, share in accuracy.items() if key.endswith(f"_{head}")]
    if not figures:
        return None
    share, key = min(figures)
    data_set = key.removesuffix(f"_{head}")
    return Accuracy(share, _DATA_SETS.get(data_set, data_set))


@dataclass(frozen=True, slots=True)
class RefereeView:
    """A model as the settings show it."""

    path: Path
    name: str
    contract_version: str
    form: str
    """``sequence`` or ``stream``."""
    frames: int
    size: int
    """Side of the face crop, in pixels."""
    file_bytes: int
    opset: int
    parameters: int | None = None
    smile_accuracy: Accuracy | None = None
    emotion_accuracy: Accuracy | None = None
    latency_ms: float | None = None
    """Median time of one verdict, measured on this machine; None where not measured yet."""
    previous: str | None = None
    """Name of the model that can be brought back."""

    @property
    def inputs(self) -> str:
        """The picture input and its shape, as exporters write it."""
        if self.form == "stream":
            return f"frame [N, 3, {self.size}, {self.size}]"
        return f"frames [N, {self.frames}, 3, {self.size}, {self.size}]"


class Step(Enum):
    """The steps of the examination, in order."""

    OPEN = 0
    INPUTS = 1
    OUTPUTS = 2
    DESCRIPTION = 3
    TRIAL = 4


@dataclass(frozen=True, slots=True)
class CheckStep:
    """A step that was passed, with what was found there."""

    step: Step
    detail: str = ""


_FAILS_AT: Final = {
    "NOT_FOUND": Step.OPEN,
    "TOO_LARGE": Step.OPEN,
    "NOT_ONNX": Step.OPEN,
    "UNREADABLE": Step.OPEN,
    "EXTERNAL_DATA": Step.OPEN,
    "OPSET": Step.OPEN,
    "INPUTS": Step.INPUTS,
    "OUTPUTS": Step.OUTPUTS,
    "VERSION": Step.DESCRIPTION,
    "METADATA": Step.DESCRIPTION,
    "LABELS": Step.DESCRIPTION,
    "CROP": Step.DESCRIPTION,
    "SIZE": Step.DESCRIPTION,
    "RUN_FAILED": Step.TRIAL,
    "NOT_FINITE": Step.TRIAL,
    "OUT_OF_RANGE": Step.TRIAL,
}
_TENSORS: Final = {
    "frame": Step.INPUTS,
    "frames": Step.INPUTS,
    "history": Step.INPUTS,
    "smile_prob": Step.OUTPUTS,
    "emotion_logits": Step.OUTPUTS,
    "features": Step.OUTPUTS,
}


def failed_step(code: str, found: str) -> Step:
    """The step at which a contract code is found.

    A wrong shape is told by the tensor that ``found`` begins with.  A code that is not known
    fails at the first step: nothing is claimed to be in order that was not seen.
    """
    tensor, bracket, _ = found.partition(" [")
    if bracket and tensor in _TENSORS:
        return _TENSORS[tensor]
    return _FAILS_AT.get(code, Step.OPEN)
