"""What a model file says about itself, and the error that says what is wrong with it."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import CROP_SIZE, RECIPE

CONTRACT_VERSION: Final = "1"
FRAMES: Final = 5
FEATURES: Final = 256
MIN_OPSET: Final = 17

SMALLEST_STD: Final = 1e-3
LARGEST_PIXEL_NUMBER: Final = 1e6
"""Mean and std are in 8-bit units; beyond these bounds scaling a pixel could overflow."""

LONGEST_FOUND: Final = 160
"""Characters kept of what was found: a hostile file may hold a label of any length."""

LONGEST_NAME: Final = 80
LONGEST_TEXT: Final = 1000
MOST_ACCURACIES: Final = 50
"""Characters and entries kept of a description, which is shown on screens of any size."""

DEFAULT_MEAN: Final = (127.5, 127.5, 127.5)
DEFAULT_STD: Final = (127.5, 127.5, 127.5)


class ContractCode(StrEnum):
    """Why a model file was refused."""

    NOT_FOUND = "NOT_FOUND"
    TOO_LARGE = "TOO_LARGE"
    NOT_ONNX = "NOT_ONNX"
    UNREADABLE = "UNREADABLE"
    EXTERNAL_DATA = "EXTERNAL_DATA"
    OPSET = "OPSET"
    OPERATORS = "OPERATORS"
    VERSION = "VERSION"
    METADATA = "METADATA"
    LABELS = "LABELS"
    SIZE = "SIZE"
    CROP = "CROP"
    INPUTS = "INPUTS"
    OUTPUTS = "OUTPUTS"
    RUN_FAILED = "RUN_FAILED"
    TOO_SLOW = "TOO_SLOW"
    NOT_FINITE = "NOT_FINITE"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    BLIND = "BLIND"
    TOO_HUNGRY = "TOO_HUNGRY"
    HUNG = "HUNG"
    CRASHED = "CRASHED"
    ABANDONED = "ABANDONED"
    CHANGED = "CHANGED"
    NOT_EXAMINED = "NOT_EXAMINED"
    NOT_INSTALLED = "NOT_INSTALLED"


_SENTENCES: Final[Mapping[ContractCode, str]] = {
    ContractCode.NOT_FOUND: "The model file cannot be opened",
    ContractCode.TOO_LARGE: "The model file is too large",
    ContractCode.NOT_ONNX: "The file is not an ONNX model",
    ContractCode.UNREADABLE: "The ONNX file is damaged or cut short",
    ContractCode.EXTERNAL_DATA: "The model keeps its weights in another file",
    ContractCode.OPSET: "The model uses too old an operator set",
    ContractCode.OPERATORS: "The model uses operators that a judge may not use",
    ContractCode.VERSION: "The model was made for another version of the contract",
    ContractCode.METADATA: "The model's description is not valid",
    ContractCode.LABELS: "The model's emotions are not the seven of the game",
    ContractCode.SIZE: "The model's tensors have the wrong shape",
    ContractCode.CROP: "The model was trained on another face crop",
    ContractCode.INPUTS: "The model's inputs have other names or types",
    ContractCode.OUTPUTS: "The model's outputs have other names or types",
    ContractCode.RUN_FAILED: "The model fails when it runs",
    ContractCode.TOO_SLOW: "The model is too slow for the game",
    ContractCode.NOT_FINITE: "The model answers with numbers that are not finite",
    ContractCode.OUT_OF_RANGE: "The model's smile leaves the range from 0 to 1",
    ContractCode.BLIND: "The model gives the same smile to every face",
    ContractCode.TOO_HUNGRY: "The model asks for more memory than a judge may have",
    ContractCode.HUNG: "The examination of the model never came to an end",
    ContractCode.CRASHED: "The model broke the process that examined it",
    ContractCode.ABANDONED: "The examination of the model was broken off",
    ContractCode.CHANGED: "The model file changed while it was examined",
    ContractCode.NOT_EXAMINED: "The model could not be examined",
    ContractCode.NOT_INSTALLED: "The model passed, but its copy could not be kept",
}


class ContractStep(StrEnum):
    """The steps of checking a model file, in order."""

    OPEN = "OPEN"
    INPUTS = "INPUTS"
    OUTPUTS = "OUTPUTS"
    DESCRIPTION = "DESCRIPTION"
    TRIAL = "TRIAL"


@dataclass(frozen=True, slots=True)
class PassedStep:
    """A step that a file passed, and what was ``found`` there in names and numbers.

    These are file size and operator set, the input the pictures go into with its
    shape, the verdict's two outputs with theirs, and the contract's version.
    """

    step: ContractStep
    found: str


class ContractError(Exception):
    """A model file that breaks the contract: ``code``, what was ``expected``, what was ``found``.

    ``passed`` are the steps before the one it was refused at, where a file was
    checked.  ``str()`` of it is one plain English sentence.
    """

    passed: tuple[PassedStep, ...] = ()

    def __init__(self, code: ContractCode, expected: str, found: str) -> None:
        # What is not printable would reach a console; a line's end would make two of it.
        found = "".join(letter for letter in " ".join(found.split()) if letter.isprintable())
        if len(found) > LONGEST_FOUND:
            found = f"{found[: LONGEST_FOUND - 1]}…"
        super().__init__(code, expected, found)
        self.code = code
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        return f"{_SENTENCES[self.code]}: expected {self.expected}, found {self.found}."


class ModelForm(StrEnum):
    """How a model takes its five frames: all at once, or one after another."""

    SEQUENCE = "sequence"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model file's description of itself, checked.

    ``mean`` and ``std`` are in 8-bit RGB units: the network sees (x − mean) / std.
    ``accuracy`` holds shares of right answers (0–1) by data set, as the file
    claims them.  ``parameters`` is ``None`` where the file does not tell.
    """

    path: Path
    name: str
    form: ModelForm
    labels: tuple[str, ...]
    frames: int
    size: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    crop: str
    contract_version: str
    licence: str
    training_data: str
    accuracy: Mapping[str, float]
    parameters: int | None
    file_bytes: int
    opset: int
    sha256: str = ""
    """Of the file's bytes, in hexadecimal."""


def card_from_metadata(
    path: Path,
    form: ModelForm,
    metadata: Mapping[str, str],
    *,
    file_bytes: int,
    opset: int,
    sha256: str,
) -> ModelCard:
    """Read the ``metadata_props`` of a model file; what is missing takes the contract's default.

    Raises :class:`ContractError` where an entry cannot be read or asks for
    something the game does not do.
    """
    version = metadata.get("contract_version", CONTRACT_VERSION)
    _demand(version == CONTRACT_VERSION, ContractCode.VERSION, CONTRACT_VERSION, version)
    labels = tuple(part.strip() for part in metadata.get("labels", ",".join(EMOTIONS)).split(","))
    _demand(labels == EMOTIONS, ContractCode.LABELS, ", ".join(EMOTIONS), ", ".join(labels))
    named_form = metadata.get("form", form.value)
    _demand(named_form == form, ContractCode.METADATA, f"form = {form.value}", named_form)
    frames = _whole_number(metadata, "frames", FRAMES)
    _demand(frames == FRAMES, ContractCode.SIZE, f"{FRAMES} frames", f"{frames} frames")
    size = _whole_number(metadata, "size", CROP_SIZE)
    _demand(size == CROP_SIZE, ContractCode.SIZE, f"{CROP_SIZE} pixels", f"{size} pixels")
    crop = metadata.get("crop", RECIPE)
    _demand(crop == RECIPE, ContractCode.CROP, RECIPE, crop)
    std = _three_numbers(metadata, "std", DEFAULT_STD)
    _demand(
        min(std) >= SMALLEST_STD,
        ContractCode.METADATA,
        f"std of at least {SMALLEST_STD}",
        metadata.get("std", ""),
    )
    return ModelCard(
        path=path,
        name=_text(metadata, "name", LONGEST_NAME) or _shown(path.stem, LONGEST_NAME),
        form=form,
        labels=labels,
        frames=frames,
        size=size,
        mean=_three_numbers(metadata, "mean", DEFAULT_MEAN),
        std=std,
        crop=crop,
        contract_version=version,
        licence=_text(metadata, "licence", LONGEST_TEXT),
        training_data=_text(metadata, "training_data", LONGEST_TEXT),
        accuracy=_accuracy(metadata),
        parameters=_whole_number(metadata, "parameters", 0) or None,
        file_bytes=file_bytes,
        opset=opset,
        sha256=sha256,
    )


def _demand(met: bool, code: ContractCode, expected: str, found: str) -> None:
    if not met:
        raise ContractError(code, expected, found)


def _text(metadata: Mapping[str, str], key: str, longest: int) -> str:
    return _shown(metadata.get(key, ""), longest)


def _shown(text: str, longest: int) -> str:
    """Keep what can be shown of a text, on one line, cut to ``longest`` characters.

    What is not printable would reach a console or turn the direction of a line.
    """
    begin = " ".join(text[: 4 * longest].split())
    kept = "".join(letter for letter in begin if letter.isprintable())
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def _whole_number(metadata: Mapping[str, str], key: str, default: int) -> int:
    text = metadata.get(key, str(default)).strip()
    readable = text.isascii() and text.isdigit() and len(text) < 19
    _demand(readable, ContractCode.METADATA, f"a whole number as {key}", repr(text))
    return int(text)


def _three_numbers(
    metadata: Mapping[str, str], key: str, default: tuple[float, float, float]
) -> tuple[float, float, float]:
    if key not in metadata:
        return default
    try:
        red, green, blue = (float(part) for part in metadata[key].split(","))
    except ValueError:
        red = green = blue = math.nan
    readable = all(abs(number) <= LARGEST_PIXEL_NUMBER for number in (red, green, blue))
    _demand(
        readable,
        ContractCode.METADATA,
        f"three numbers up to {LARGEST_PIXEL_NUMBER:g} as {key}",
        repr(metadata[key]),
    )
    return red, green, blue


def _accuracy(metadata: Mapping[str, str]) -> Mapping[str, float]:
    text = metadata.get("accuracy", "{}")
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        entries = None
    readable = isinstance(entries, dict) and all(
        isinstance(share, int | float) and 0 <= share <= 1 for share in entries.values()
    )
    _demand(readable, ContractCode.METADATA, "shares from 0 to 1 as accuracy", repr(text))
    kept = islice(entries.items(), MOST_ACCURACIES)
    return MappingProxyType({_shown(name, LONGEST_NAME): float(share) for name, share in kept})
