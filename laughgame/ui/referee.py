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
    licence: str = ""
    training_data: str = ""
    """Both as the file says them, in whatever language; empty where it does not."""
    previous: str | None = None
    """The file, without its suffix, of the model that can be brought back.

    Not the name that its metadata says: the models of one training may all say the same.
    """

    tells_laugh: bool = True
    """Whether it tells a laugh from a straight face, as far as that was tried."""

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
    """A step that was passed.

    ``detail`` is what was found there in names and numbers: file size and operator
    set, input, outputs, the contract's version, the time of one verdict.
    """

    step: Step
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RefusedModel:
    """A model file that was turned down.

    ``code``, ``expected`` and ``found`` are the contract's own finding
    (``vision.model_contract.ContractError``); ``passed`` are the steps before it.
    """

    path: Path
    code: str
    expected: str
    found: str
    passed: tuple[CheckStep, ...] = ()
