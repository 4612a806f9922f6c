"""Read the bytes of a model file: only from a file, never more of it than a model can have."""

import stat
from pathlib import Path
from typing import Final

from laughgame.vision.model_card import MIN_OPSET, ContractCode, ContractError
from laughgame.vision.onnx_file import DamagedOnnxError, NotOnnxError, OnnxOutline, outline

MAX_FILE_BYTES: Final = 256_000_000
"""The network of the game has 8 MB; a file beyond this size is something else."""


def read_model_file(path: Path) -> tuple[bytes, OnnxOutline]:
    """Return the bytes of a model file and what they say of themselves.

    A device or a pipe, which might give bytes for ever or none at all, is not
    opened.  Raises :class:`ContractError`.
    """
    data = _file_bytes(path)
    return data, _outline(data)


def file_size(size: int) -> str:
    """Return a number of bytes in words."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} KB"


def _file_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ContractError(
                ContractCode.NOT_FOUND, f"a file at {path}", "something else than a file"
            )
        _demand_size(status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ContractError(ContractCode.NOT_FOUND, f"a file at {path}", reason) from error
    _demand_size(len(data))  # files of the system, as in /proc, call themselves empty
    return data


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
    return about
