"""What the examination of a model says: its steps, what it found, what was to be found."""

import re

from PySide6.QtCore import QCoreApplication

from laughgame.ui.referee import CheckStep, RefereeView, Step
from laughgame.ui.screens.settings_pages.referee_card import file_size

translate = QCoreApplication.translate


def step_name(step: Step) -> str:
    """The step in a word or two."""
    match step:
        case Step.OPEN:
            return translate("ModelCheck", "Opens")
        case Step.INPUTS:
            return translate("ModelCheck", "Inputs")
        case Step.OUTPUTS:
            return translate("ModelCheck", "Outputs")
        case Step.DESCRIPTION:
            return translate("ModelCheck", "Description")
        case Step.TRIAL:
            return translate("ModelCheck", "Trial match")


def wanted(step: Step) -> str:
    """What a model needs to pass the step."""
    match step:
        case Step.OPEN:
            return translate("ModelCheck", "one ONNX file, opset 17 or newer")
        case Step.INPUTS:
            return "frames [N, 5, 3, 224, 224]"
        case Step.OUTPUTS:
            return "smile_prob [N], emotion_logits [N, 7]"
        case Step.DESCRIPTION:
            return _description("1")
        case Step.TRIAL:
            return translate("ModelCheck", "every smile from 0 to 1")


def steps_of(view: RefereeView) -> list[CheckStep]:
    """The steps of a model that passed them all, with what was found."""
    latency = "" if view.latency_ms is None else f"{view.latency_ms:.2f} ms"
    return [
        CheckStep(Step.OPEN, f"{file_size(view.file_bytes)} · opset {view.opset}"),
        CheckStep(Step.INPUTS, view.inputs),
        CheckStep(Step.OUTPUTS, "smile_prob [N], emotion_logits [N, 7]"),
        CheckStep(Step.DESCRIPTION, view.contract_version),
        CheckStep(Step.TRIAL, latency),
    ]


def detail(passed: CheckStep) -> str:
    """What was found at a step, in the player's language where it is no name or number."""
    return _description(passed.detail) if passed.step is Step.DESCRIPTION else passed.detail


def _description(version: str) -> str:
    return translate("ModelCheck", "seven emotions, contract version {version}").format(
        version=version
    )


def finding(expected: str, found: str) -> str:
    """The contract's own finding in one line: what was there, and what has to be."""
    found_name, found_shape = _tensor(found)
    expected_name, expected_shape = _tensor(expected)
    if found_shape and expected_shape and found_name == expected_name:
        return translate("ModelCheck", "{found}, but the shape has to be {shape}").format(
            found=f"{found_name}\N{NO-BREAK SPACE}{found_shape}", shape=expected_shape
        )
    first = translate("ModelCheck", "Found: {found}.").format(found=_in_words(found))
    second = translate("ModelCheck", "Needed: {expected}.").format(expected=_in_words(expected))
    # Where both do not fit into one line, the break comes between them.
    return f"{first} {_unbroken(second)}"


def _tensor(finding: str) -> tuple[str, str]:
    """A tensor's name and its shape, which no line break may tear; no shape: not a tensor."""
    match = re.fullmatch(r"(\w+) (\[[^\]]*\])", finding)
    if match is None:
        return finding, ""
    return match[1], _unbroken(match[2])


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _in_words(finding: str) -> str:
    """A finding that is a sentence, in the player's language; names and shapes as they are."""
    early = re.fullmatch(r"the file ends ([\d,]+) bytes too early", finding)
    if early:
        return translate("ModelCheck", "the file ends {count} bytes too early").format(
            count=early[1]
        )
    most = re.fullmatch(r"at most ([\d.]+ [KM]B)", finding)
    if most:
        return translate("ModelCheck", "at most {size}").format(size=most[1])
    always = re.fullmatch(r"always ([\d.e-]+)", finding)
    if always:
        return translate("ModelCheck", "always {smile}").format(smile=always[1])
    # Written out one by one, so that the translation tools find them.
    known = {
        "an ONNX file": translate("ModelCheck", "an ONNX file"),
        "a whole ONNX file": translate("ModelCheck", "a whole ONNX file"),
        "finite numbers": translate("ModelCheck", "finite numbers"),
        "a smile from 0 to 1": translate("ModelCheck", "a smile from 0 to 1"),
        "a smile that changes with the face": translate(
            "ModelCheck", "a smile that changes with the face"
        ),
        "an answer to every picture": translate("ModelCheck", "an answer to every picture"),
        "none": translate("ModelCheck", "none"),
        "external data": translate("ModelCheck", "external data"),
        "all weights inside the one file": translate(
            "ModelCheck", "all weights inside the one file"
        ),
        "an empty file": translate("ModelCheck", "an empty file"),
        "a text file": translate("ModelCheck", "a text file"),
        "a file of another kind": translate("ModelCheck", "a file of another kind"),
        "a PNG picture": translate("ModelCheck", "a PNG picture"),
        "a JPEG picture": translate("ModelCheck", "a JPEG picture"),
        "a GIF picture": translate("ModelCheck", "a GIF picture"),
        "a PDF document": translate("ModelCheck", "a PDF document"),
        "a TensorFlow Lite model": translate("ModelCheck", "a TensorFlow Lite model"),
        "a ZIP archive, as PyTorch and Keras checkpoints are": translate(
            "ModelCheck", "a ZIP archive, as PyTorch and Keras checkpoints are"
        ),
        "a Python pickle, as old PyTorch checkpoints are": translate(
            "ModelCheck", "a Python pickle, as old PyTorch checkpoints are"
        ),
        "an HDF5 file, as old Keras models are": translate(
            "ModelCheck", "an HDF5 file, as old Keras models are"
        ),
        "a Git LFS pointer in place of the file itself": translate(
            "ModelCheck", "a Git LFS pointer in place of the file itself"
        ),
        "the file ends before the network begins": translate(
            "ModelCheck", "the file ends before the network begins"
        ),
        "the file ends in the middle of a number": translate(
            "ModelCheck", "the file ends in the middle of a number"
        ),
        "a model that ONNX Runtime can load": translate(
            "ModelCheck", "a model that ONNX Runtime can load"
        ),
        "plain operators on tensors": translate("ModelCheck", "plain operators on tensors"),
        "a verdict": translate("ModelCheck", "a verdict"),
        "a verdict in time": translate("ModelCheck", "a verdict in time"),
        "an examination to its end": translate("ModelCheck", "an examination to its end"),
        "a word to stop": translate("ModelCheck", "a word to stop"),
        "the file that was examined": translate("ModelCheck", "the file that was examined"),
        "another one": translate("ModelCheck", "another one"),
        "a model of modest size": translate("ModelCheck", "a model of modest size"),
        "no memory left": translate("ModelCheck", "no memory left"),
        "words that make no sense": translate("ModelCheck", "words that make no sense"),
        "more, or a single piece of more": translate(
            "ModelCheck", "more, or a single piece of more"
        ),
    }
    return known.get(finding, finding)
