"""Read the bytes of a model file: only from a file, never more of it than a model can have."""

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from laughgame.vision.model_card import MIN_OPSET, ContractCode, ContractError
from laughgame.vision.model_operators import ALLOWED
from laughgame.vision.onnx_file import DamagedOnnxError, NotOnnxError, OnnxOutline, outline

MAX_FILE_BYTES: Final = 256_000_000
"""The network of the game has 8 MB; a file beyond this size is something else."""

_CHUNK_BYTES: Final = 1 << 20

MOST_NAMED: Final = 5
"""How many of the operators that may not be used a refusal names."""


def read_model_file(path: Path, sha256: str | None = None) -> tuple[bytes, OnnxOutline]:
    """Return the bytes of a model file and what they say of themselves.

    A device or a pipe, which might give bytes for ever or none at all, is not
    read.  Where a ``sha256`` is given, other bytes are not looked into.  Raises
    :class:`ContractError`.
    """
    data = _file_bytes(path)
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise ContractError(ContractCode.CHANGED, "the file that was examined", "another one")
    return data, _outline(data)


def file_size(size: int) -> str:
    """Return a number of bytes in words."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} KB"


def _file_bytes(path: Path) -> bytes:
    try:
        _demand_file(path, path.stat())
        with open(path, "rb", opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            _demand_file(path, status)  # it may be another one by now
            # Asking for the most there can be would take the memory for it.
            data: bytes = file.read(status.st_size + 1)
            while len(data) <= MAX_FILE_BYTES and (more := file.read(_CHUNK_BYTES)):
                data += more  # files of the system, as in /proc, call themselves empty
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ContractError(ContractCode.NOT_FOUND, f"a file at {path}", reason) from error
    _demand_size(len(data))
    return data


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for whoever writes into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _demand_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ContractError(
            ContractCode.NOT_FOUND, f"a file at {path}", "something else than a file"
        )
    _demand_size(status.st_size)


def _demand_size(size: int) -> None:
    if size > MAX_FILE_BYTES:
        raise ContractError(
            ContractCode.TOO_LARGE, f"at most {file_size(MAX_FILE_BYTES)}", file_size(size)
        )


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
    foreign = sorted(about.operators - ALLOWED)
    if foreign:
        raise ContractError(
            ContractCode.OPERATORS,
            "plain operators on tensors",
            ", ".join(name or "one without a name" for name in foreign[:MOST_NAMED]),
        )
    return about
