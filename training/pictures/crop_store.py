"""Crops and their manifest on disk, written in shards: bounded memory, and a kill costs one.

A set in the making is ``NAME.npy.part`` and ``NAME.csv.part``.  Shard after shard
is appended, the crops first, then the lines that vouch for them, each forced to
the disk.  Whoever opens the set again keeps the lines that are whole and have
their crops, cuts off the rest and goes on.  When the set is complete the files
lose their ``.part``, the manifest last.
"""

import csv
import os
from collections.abc import Iterator
from io import BufferedRandom, StringIO
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from training.pictures.manifest import COLUMNS, Row, read_manifest

SHARD: Final = 256
"""Pictures written at once: 40 MB in colour."""

HEADER: Final = (",".join(COLUMNS) + "\n").encode()


def is_complete(folder: Path, name: str) -> bool:
    """Tell whether a set of this name is prepared to its end."""
    return (folder / f"{name}.csv").is_file()


def discard(folder: Path, name: str) -> None:
    """Remove a set, complete or not; its manifest first, which makes it incomplete."""
    for suffix in ("csv", "csv.part", "npy.part", "npy"):
        (folder / f"{name}.{suffix}").unlink(missing_ok=True)


class CropStore:
    """The set in the making; a ``with`` block that ends well leaves it complete.

    Crops are kept in one channel until the first picture in colour comes.
    """

    def __init__(self, folder: Path, name: str, size: int) -> None:
        """Open the set or begin it; raises ``ValueError`` when its crops have another size."""
        folder.mkdir(parents=True, exist_ok=True)
        self._crops_file, self._rows_file = folder / f"{name}.npy", folder / f"{name}.csv"
        self._crops_part = folder / f"{name}.npy.part"
        self._rows_part = folder / f"{name}.csv.part"
        self._size = size
        self._channels = 1
        self._count = 0
        self._pending: list[tuple[NDArray[np.uint8], Row]] = []

    def __enter__(self) -> Self:
        if self._crops_file.is_file() and not self._crops_part.is_file():
            # Killed between the two renamings at the very end.
            self._crops_file.rename(self._crops_part)
        known = self._crops_part.is_file() and _begins(self._rows_part, HEADER)
        if not known:
            self._rows_part.write_bytes(HEADER)
            self._crops_part.write_bytes(b"")
        self._crops = self._crops_part.open("r+b")
        self._recover()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._flush()
                self._write_header()
                _settle(self._crops)
        finally:
            self._crops.close()
        if kind is None:
            self._crops_part.replace(self._crops_file)
            self._rows_part.replace(self._rows_file)

    def written(self) -> Iterator[Row]:
        """Yield the lines that are safe on disk, in their order."""
        return read_manifest(self._rows_part)

    def append(self, pair: NDArray[np.uint8], row: Row) -> None:
        """Add a picture: its crops uint8 [2, size, size, 3] and its line."""
        self._pending.append((pair, row))
        if len(self._pending) >= SHARD:
            self._flush()

    @property
    def _bytes(self) -> int:
        return 2 * self._size * self._size * self._channels

    def _recover(self) -> None:
        """Keep the pictures whose crops and line are both whole."""
        shape = _read_shape(self._crops)
        if shape is None:
            self._write_header()
        elif shape[2] != self._size:
            self._crops.close()
            raise ValueError(f"{self._crops_part} holds crops of {shape[2]} pixels")
        else:
            self._channels = shape[-1]
        start = self._start()
        whole = (self._crops_part.stat().st_size - start) // self._bytes
        end = len(HEADER)
        with self._rows_part.open("r+b") as rows:
            rows.seek(end)
            for line in rows:
                if self._count == whole or not line.endswith(b"\n"):
                    break
                self._count += 1
                end += len(line)
            rows.truncate(end)
        self._crops.truncate(start + self._count * self._bytes)

    def _flush(self) -> None:
        if not self._pending:
            return
        pairs = np.stack([pair for pair, _ in self._pending])
        if self._channels == 1 and not _is_gray(pairs):
            self._widen()
        self._crops.seek(0, os.SEEK_END)
        self._crops.write(np.ascontiguousarray(pairs[..., : self._channels]).data)
        _settle(self._crops)
        text = StringIO()
        csv.DictWriter(text, COLUMNS, lineterminator="\n").writerows(r for _, r in self._pending)
        with self._rows_part.open("ab") as rows:
            rows.write(text.getvalue().encode())
            _settle(rows)
        self._count += len(self._pending)
        self._pending.clear()

    def _widen(self) -> None:
        """Copy the gray crops into three channels, for the set turns out to have colour."""
        part = self._crops_part.with_name(self._crops_part.name + ".wide")
        start, narrow = self._start(), self._bytes
        self._channels = 3
        with part.open("w+b") as wide:
            self._write_header(wide)
            self._crops.seek(start)
            for _ in range(self._count):
                gray = np.frombuffer(self._crops.read(narrow), np.uint8)
                wide.write(gray.repeat(3).data)
            _settle(wide)
        self._crops.close()
        part.replace(self._crops_part)
        self._crops = self._crops_part.open("r+b")

    def _start(self) -> int:
        """Return where the first crop begins in the file."""
        self._crops.seek(0)
        _read_shape(self._crops)
        return self._crops.tell()

    def _write_header(self, file: BufferedRandom | None = None) -> None:
        # NumPy leaves room in the header for the first axis to grow, so the header
        # written over it at the end, when the pictures are counted, is as long.
        file = self._crops if file is None else file
        shape = (self._count, 2, self._size, self._size, self._channels)
        file.seek(0)
        np.lib.format.write_array_header_1_0(
            file, {"descr": "|u1", "fortran_order": False, "shape": shape}
        )
        file.flush()


def _begins(file: Path, start: bytes) -> bool:
    """Tell whether a file is there and begins like this; another header is of another time."""
    if not file.is_file():
        return False
    with file.open("rb") as content:
        return content.read(len(start)) == start


def _read_shape(file: BufferedRandom) -> tuple[int, ...] | None:
    """Return the shape in the header, ``None`` where there is no whole header."""
    file.seek(0)
    try:
        np.lib.format.read_magic(file)
        shape, _, _ = np.lib.format.read_array_header_1_0(file)
    except ValueError:
        return None
    return shape


def _is_gray(pairs: NDArray[np.uint8]) -> bool:
    return bool((pairs[..., 0] == pairs[..., 1]).all() and (pairs[..., 0] == pairs[..., 2]).all())


def _settle(file: BufferedRandom) -> None:
    """Force what was written to the disk."""
    file.flush()
    os.fsync(file.fileno())
