"""Weights read from files that others wrote: what is damaged or does not fit is named."""

import pickle
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

DAMAGE: Final = (
    *(RuntimeError, pickle.UnpicklingError, EOFError, LookupError, ValueError),
    *(TypeError, AttributeError, AssertionError, OverflowError, struct.error),
)
"""What ``torch.load`` was seen to raise over files cut short, overwritten or of another kind."""

TOLD: Final = 300
"""Letters of an error that are repeated; PyTorch lists every key."""


@contextmanager
def named(file: Path) -> Iterator[None]:
    """Turn what is raised over a file's weights into a ``ValueError`` that begins with its name.

    A file that is missing or may not be read raises ``OSError``, which names it already.
    """
    try:
        yield
    except (*DAMAGE, OSError) as error:
        # Where a file was cut short, reading may begin before it does, which names no file.
        if isinstance(error, OSError) and error.filename is not None:
            raise
        said = " ".join(str(error).split())[:TOLD] or type(error).__name__
        if not said.startswith(str(file)):
            said = f"{file} holds no weights of use here: {said}"
        raise ValueError(said) from error


def read_weights(file: Path) -> dict[str, Tensor]:
    """Read a state dict to the processor's memory; raises ``ValueError`` where there is none."""
    with named(file):
        state = torch.load(file, map_location="cpu", weights_only=True)
        if not isinstance(state, dict) or not all(map(torch.is_tensor, state.values())):
            raise ValueError(f"{file} holds no weights but {type(state).__name__}")
    return state


def load_weights(network: nn.Module, file: Path) -> None:
    """Give a network all its weights from a file, or none.

    Raises ``ValueError`` naming the file where they are another network's.
    """
    state, own = read_weights(file), network.state_dict()
    missing, unknown = own.keys() - state.keys(), state.keys() - own.keys()
    other = {key for key in own.keys() & state.keys() if own[key].shape != state[key].shape}
    if missing or unknown or other:
        first = min(missing or unknown or other)
        raise ValueError(
            f"{file} holds the weights of another network than {type(network).__name__}:"
            f" {len(missing)} are missing, {len(unknown)} unknown, {len(other)} of another shape,"
            f" such as {first}"
        )
    network.load_state_dict(state)
