"""A GIF that moves: one choice of colours, and of each picture only what changed.

OpenCV can write GIFs, but keeps all pictures in memory, stores each one whole, chooses poor colours
and brings the program down with some of its own settings (5.0.0).  Layout of the file and its
compression: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
"""

import struct
from collections.abc import Sequence
from types import TracebackType
from typing import BinaryIO, Final, Self

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
"""RGB, of shape (height, width, 3)."""

COLORS: Final = 255
"""One more is needed for what has not changed."""

NOISE: Final = 10
"""A channel may change by so much (0–255) before a pixel counts as changed: cameras flicker."""

MOST_NOISE: Final = 40
"""The same where the file would become too large otherwise."""

LARGEST: Final = 8_000_000
"""Bytes; messengers and forums begin to refuse what is larger."""

STEP_S: Final = 0.01
"""The unit of a GIF's times."""

_UNCHANGED: Final = COLORS
_BITS: Final = 5
"""Of each channel, while colours are chosen and looked up."""
_SIDE: Final = 1 << _BITS
_LONGEST_CODE: Final = 12
_CLEAR: Final = 256
_END: Final = 257

_LOOP_FOR_EVER: Final = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
_LEAVE_IN_PLACE: Final = 0b000_001_00
_SEE_THROUGH: Final = 0b1


class GifFile:
    """Writes pictures of one size to an open file; one instance belongs to one thread."""

    def __init__(
        self, file: BinaryIO, samples: Sequence[Picture], frame_s: float, count: int
    ) -> None:
        """Choose the colours by ``samples``, pictures of the size of all that follow.

        Every picture stands for ``frame_s`` seconds, in hundredths; ``count`` of them will
        follow, and are kept below :data:`LARGEST` together.  Raises ``OSError`` where ``file``
        cannot be written.
        """
        self._file = file
        self._written = self._pictures = 0
        self._share = LARGEST / count
        self._noise = NOISE
        self._delay = max(2, round(frame_s / STEP_S))
        self._shown: Picture | None = None
        palette = _palette(samples)
        self._nearest = _nearest(palette)
        height, width = samples[0].shape[:2]
        colors = np.zeros((256, 3), np.uint8)
        colors[: len(palette)] = palette
        file.write(b"GIF89a" + struct.pack("<HHBBB", width, height, 0b1_111_0_111, 0, 0))
        file.write(colors.tobytes() + _LOOP_FOR_EVER)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._file.write(b"\x3b")

    def add(self, picture: Picture) -> None:
        """Append a picture; raises ``OSError`` where it cannot be written."""
        if self._shown is None:
            self._shown = picture.copy()
            self._write(self._nearest[_cells(picture)], 0, 0)
            return
        difference = np.abs(picture.astype(np.int16) - self._shown)
        changed = difference.max(axis=2) > self._noise
        rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
        if not rows.size:  # there is no picture of nothing: one pixel, unchanged
            rows = columns = np.zeros(1, np.intp)
        part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        np.copyto(self._shown, picture, where=changed[:, :, None])
        indices = np.where(changed[part], self._nearest[_cells(picture[part])], _UNCHANGED)
        self._write(indices.astype(np.uint8), int(columns[0]), int(rows[0]))

    def _write(self, indices: npt.NDArray[np.uint8], left: int, top: int) -> None:
        """Write the blocks of a picture whose upper left corner is at ``left`` and ``top``."""
        packed = _LEAVE_IN_PLACE | _SEE_THROUGH
        control = struct.pack("<BBBBHBB", 0x21, 0xF9, 4, packed, self._delay, _UNCHANGED, 0)
        height, width = indices.shape
        place = struct.pack("<BHHHHB", 0x2C, left, top, width, height, 0)
        data = compressed(indices.tobytes())
        blocks = [
            bytes((len(data[at : at + 255]),)) + data[at : at + 255]
            for at in range(0, len(data), 255)
        ]
        self._written += self._file.write(control + place + b"\x08" + b"".join(blocks) + b"\x00")
        self._pictures += 1
        # Pictures that move much may borrow from those that do not, but not for long.
        ahead = self._written > self._share * (self._pictures + 2)
        self._noise = min(MOST_NOISE, self._noise + 3) if ahead else NOISE


def compressed(indices: bytes) -> bytes:
    """Return 8-bit indices as GIF's variable-length LZW codes, without the blocks' lengths."""
    codes: list[int] = [_CLEAR]
    widths: list[tuple[int, int]] = [(0, 9)]  # from which code on how many bits
    table: dict[int, int] = {}
    following, width = _END + 1, 9
    prefix = indices[0]
    for index in indices[1:]:
        key = prefix << 8 | index
        code = table.get(key)
        if code is not None:
            prefix = code
            continue
        codes.append(prefix)
        prefix = index
        if following < 1 << _LONGEST_CODE:
            if following == 1 << width:
                width += 1
                widths.append((len(codes), width))
            table[key] = following
            following += 1
        else:
            codes.append(_CLEAR)
            table.clear()
            following, width = _END + 1, 9
            widths.append((len(codes), width))
    codes.append(prefix)
    if following == 1 << width and width < _LONGEST_CODE:
        widths.append((len(codes), width + 1))
    codes.append(_END)
    values = np.array(codes, np.uint16)
    starts = np.array([start for start, _ in widths])
    bits = np.array([bits for _, bits in widths])
    each = bits[np.searchsorted(starts, np.arange(len(values)), side="right") - 1]
    places = np.arange(_LONGEST_CODE)
    spread = (values[:, None] >> places) & 1
    return np.packbits(spread[places < each[:, None]].astype(np.uint8), bitorder="little").tobytes()


def _cells(picture: Picture) -> npt.NDArray[np.uint16]:
    """Return each pixel's place in the coarse cube of colours."""
    coarse = (picture >> (8 - _BITS)).astype(np.uint16)
    cells = (coarse[..., 0] << 2 * _BITS) | (coarse[..., 1] << _BITS) | coarse[..., 2]
    return np.asarray(cells, np.uint16)


def _palette(samples: Sequence[Picture]) -> npt.NDArray[np.float32]:
    """Choose the colours by median cut: boxes of colours are halved where they spread most.

    P. Heckbert, "Color image quantization for frame buffer display", SIGGRAPH 1982.
    """
    pixels = np.concatenate([sample.reshape(-1, 3) for sample in samples])
    cells = _cells(pixels)
    counts = np.bincount(cells, minlength=_SIDE**3).astype(np.float64)
    used = np.flatnonzero(counts)
    sums = np.stack([np.bincount(cells, pixels[:, c], _SIDE**3)[used] for c in range(3)], axis=1)
    weights = counts[used]
    means = sums / weights[:, None]
    # Square roots: a wall must not take all the colours from a face.
    votes = np.sqrt(weights)
    boxes = [np.arange(len(used))]
    spreads = [_spread(means, votes)]
    while len(boxes) < COLORS and max(spreads) > 0:
        widest = int(np.argmax(spreads))
        box = boxes.pop(widest)
        spreads.pop(widest)
        channel = int(np.argmax(np.ptp(means[box], axis=0)))
        box = box[np.argsort(means[box, channel], kind="stable")]
        running = np.cumsum(votes[box])
        half = int(np.searchsorted(running, running[-1] / 2))
        half = min(max(1, half), len(box) - 1)
        for part in (box[:half], box[half:]):
            boxes.append(part)
            spreads.append(_spread(means[part], votes[part]))
    chosen = [np.average(means[box], axis=0, weights=weights[box]) for box in boxes]
    return np.array(chosen, np.float32).round()


def _spread(means: npt.NDArray[np.float64], votes: npt.NDArray[np.float64]) -> float:
    """Return how much a box of colours asks to be halved; 0 where it cannot be."""
    return float(np.ptp(means, axis=0).max() * np.sqrt(votes.sum())) if len(means) > 1 else 0.0


def _nearest(palette: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Return the nearest colour's index for every cell of the coarse cube."""
    grid = np.indices((_SIDE, _SIDE, _SIDE)).reshape(3, -1).T
    middle = ((grid << (8 - _BITS)) + (1 << (7 - _BITS))).astype(np.float32)
    # The square of the cell's own length is the same for all colours.
    distances = (palette**2).sum(axis=1) - 2 * middle @ palette.T
    return np.asarray(distances.argmin(axis=1), np.uint8)
