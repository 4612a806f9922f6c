"""What the examination of a model says: its steps, what it found, what was to be found."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from laughgame.ui.referee import CheckStep, RefereeView, Step
from laughgame.ui.screens.settings_pages.referee_card import megabytes

_translate = QCoreApplication.translate


def step_name(step: Step) -> str:
    """The step in a word or two."""
    match step:
        case Step.OPEN:
            return _translate("ModelCheck", "Opens")
        case Step.INPUTS:
            return _translate("ModelCheck", "Inputs")
        case Step.OUTPUTS:
            return _translate("ModelCheck", "Outputs")
        case Step.DESCRIPTION:
            return _translate("ModelCheck", "Description")
        case Step.TRIAL:
            return _translate("ModelCheck", "Trial match")


def wanted(step: Step) -> str:
    """What a model needs to pass the step."""
    match step:
        case Step.OPEN:
            return _translate("ModelCheck", "one ONNX file, opset 17 or newer")
        case Step.INPUTS:
            return "frames [N, 5, 3, 224, 224]"
        case Step.OUTPUTS:
            return "smile_prob [N], emotion_logits [N, 7]"
        case Step.DESCRIPTION:
            return _translate("ModelCheck", "seven emotions, contract version 1")
        case Step.TRIAL:
            return _translate("ModelCheck", "every smile from 0 to 1")


def steps_of(view: RefereeView) -> list[CheckStep]:
    """The steps of a model that passed them all, with what was found."""
    latency = "" if view.latency_ms is None else f"{view.latency_ms:.2f} ms"
    version = _translate("ModelCheck", "seven emotions, contract version {version}").format(
        version=view.contract_version
    )
    return [
        CheckStep(Step.OPEN, f"{megabytes(view.file_bytes)} · opset {view.opset}"),
        CheckStep(Step.INPUTS, view.inputs),
        CheckStep(Step.OUTPUTS, "smile_prob [N], emotion_logits [N, 7]"),
        CheckStep(Step.DESCRIPTION, version),
        CheckStep(Step.TRIAL, latency),
    ]


def file_size(path: Path) -> str:
    """The size of a file, or nothing where it cannot be told."""
    try:
        return megabytes(path.stat().st_size)
    except OSError:
        return ""


def finding(expected: str, found: str) -> str:
    """The contract's own finding in one line: what was there, and what has to be."""
    return _translate("ModelCheck", "Found: {found}. Needed: {expected}.").format(
        found=_in_words(found), expected=_in_words(expected)
    )


def _in_words(finding: str) -> str:
    """A finding that is a sentence, in the player's language; names and shapes as they are."""
    early = re.fullmatch(r"the file ends ([\d,]+) bytes too early", finding)
    if early:
        return _translate("ModelCheck", "the file ends {count} bytes too early").format(
            count=early[1]
        )
    # Written out one by one, so that the translation tools find them.
    known = {
        "an ONNX file": _translate("ModelCheck", "an ONNX file"),
        "a whole ONNX file": _translate("ModelCheck", "a whole ONNX file"),
        "finite numbers": _translate("ModelCheck", "finite numbers"),
        "a smile from 0 to 1": _translate("ModelCheck", "a smile from 0 to 1"),
        "an answer to every picture": _translate("ModelCheck", "an answer to every picture"),
        "none": _translate("ModelCheck", "none"),
        "external data": _translate("ModelCheck", "external data"),
        "all weights inside the one file": _translate(
            "ModelCheck", "all weights inside the one file"
        ),
        "an empty file": _translate("ModelCheck", "an empty file"),
        "a text file": _translate("ModelCheck", "a text file"),
        "a file of another kind": _translate("ModelCheck", "a file of another kind"),
        "a PNG picture": _translate("ModelCheck", "a PNG picture"),
        "a JPEG picture": _translate("ModelCheck", "a JPEG picture"),
        "a GIF picture": _translate("ModelCheck", "a GIF picture"),
        "a PDF document": _translate("ModelCheck", "a PDF document"),
        "a TensorFlow Lite model": _translate("ModelCheck", "a TensorFlow Lite model"),
        "a ZIP archive, as PyTorch and Keras checkpoints are": _translate(
            "ModelCheck", "a ZIP archive, as PyTorch and Keras checkpoints are"
        ),
        "a Python pickle, as old PyTorch checkpoints are": _translate(
            "ModelCheck", "a Python pickle, as old PyTorch checkpoints are"
        ),
        "an HDF5 file, as old Keras models are": _translate(
            "ModelCheck", "an HDF5 file, as old Keras models are"
        ),
        "a Git LFS pointer in place of the file itself": _translate(
            "ModelCheck", "a Git LFS pointer in place of the file itself"
        ),
        "the file ends before the network begins": _translate(
            "ModelCheck", "the file ends before the network begins"
        ),
        "the file ends in the middle of a number": _translate(
            "ModelCheck", "the file ends in the middle of a number"
        ),
        "a model that ONNX Runtime can load": _translate(
            "ModelCheck", "a model that ONNX Runtime can load"
        ),
    }
    return known.get(finding, finding)
