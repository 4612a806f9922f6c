"""The tensors that go into a model and come out of it, and the check of what a file declares."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import CROP_SIZE
from laughgame.vision.model_card import FEATURES, FRAMES, ContractCode, ContractError, ModelForm
from laughgame.vision.onnx_session import NodeArg

Tensor = NDArray[np.float32]

Shape = tuple[int | None, ...]
"""Sizes; ``None`` is the free batch size N."""

INPUTS: Final[Mapping[ModelForm, Mapping[str, Shape]]] = {
    ModelForm.SEQUENCE: {"frames": (None, FRAMES, 3, CROP_SIZE, CROP_SIZE)},
    ModelForm.STREAM: {
        "frame": (None, 3, CROP_SIZE, CROP_SIZE),
        "history": (None, FRAMES - 1, FEATURES),
    },
}
"""The inputs of each form by name, the pictures first."""

_VERDICT: Final[Mapping[str, Shape]] = {
    "smile_prob": (None,),
    "emotion_logits": (None, len(EMOTIONS)),
}
OUTPUTS: Final[Mapping[ModelForm, Mapping[str, Shape]]] = {
    ModelForm.SEQUENCE: _VERDICT,
    ModelForm.STREAM: {**_VERDICT, "features": (None, FEATURES)},
}
"""The outputs of each form by name, in the order in which they are asked for."""


def form_of(inputs: Sequence[NodeArg]) -> ModelForm:
    """Tell the form by the names of the inputs; raises :class:`ContractError`."""
    names = {node.name for node in inputs}
    for form, wanted in INPUTS.items():
        if names == set(wanted):
            return form
    expected = " or ".join(" and ".join(wanted) for wanted in INPUTS.values())
    raise ContractError(ContractCode.INPUTS, expected, _listed(names))


def check_inputs(nodes: Sequence[NodeArg], form: ModelForm) -> str:
    """Check the declared inputs and return what the pictures go into, as ``name [N, 5, …]``.

    Raises :class:`ContractError`.
    """
    found = _check_declared(nodes, INPUTS[form], ContractCode.INPUTS)
    for node in nodes:
        if isinstance(node.shape[0], int):
            raise ContractError(
                ContractCode.SIZE,
                _shape_text(node.name, [None, *node.shape[1:]]),
                _shape_text(node.name, node.shape),
            )
    return found[0]


def check_outputs(nodes: Sequence[NodeArg], form: ModelForm) -> str:
    """Check the declared outputs and return the verdict's two, as ``name [N], name [N, 7]``.

    Raises :class:`ContractError`.
    """
    found = _check_declared(nodes, OUTPUTS[form], ContractCode.OUTPUTS)
    return ", ".join(found[: len(_VERDICT)])


def check_shape(name: str, found: Sequence[int | str | None], wanted: Shape) -> None:
    """Compare a shape with the contract's; a declared size that is no number is still open.

    Raises :class:`ContractError`.
    """
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


def _check_declared(
    nodes: Sequence[NodeArg], wanted: Mapping[str, Shape], code: ContractCode
) -> list[str]:
    """Check names, types and shapes; return what was found in the contract's order."""
    found = {node.name: node for node in nodes}
    if not set(wanted) <= set(found):
        raise ContractError(code, ", ".join(wanted), _listed(found))
    for name, shape in wanted.items():
        node = found[name]
        if node.type != "tensor(float)":
            raise ContractError(code, f"{name} of tensor(float)", f"{name} of {node.type}")
        check_shape(name, node.shape, shape)
    return [_shape_text(name, found[name].shape) for name in wanted]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _shape_text(name: str, shape: Sequence[int | str | None]) -> str:
    return f"{name} [{', '.join('N' if size is None else str(size) for size in shape)}]"
