"""Short films of faces on disk: the frames of one set with the labels of every frame.

A set is two files in a folder: ``NAME.sequences.npy`` (uint8
[films, frames, size, size, 3], memory-mapped when read) and
``NAME.sequences.csv``, one row a frame, which appears last: a set without it is
not finished.  Writing keeps one film in memory at a time.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedWriter, TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.data.splits import Split
from training.files import write_text

FRAME_RATE: Final = 30.0
"""Frames per second of real time that a film is made for."""

HOW: Final = "films.json"
"""Beside the sets: how each was made."""

COLUMNS: Final = ("film", "frame", "name", "kind", "split", "smile", *EMOTIONS)


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """One sequence before it is stored.

    ``frames`` uint8 [T, S, S, 3] RGB, 1/30 s apart; ``smile`` float32 [T] graded
    0–1 and ``emotion`` float32 [T, 7] distributions, NaN where not labelled;
    ``kind`` says what happens ("smile", "speech", …), ``name`` whose face it is.
    """

    frames: NDArray[np.uint8]
    smile: NDArray[np.float32]
    emotion: NDArray[np.float32]
    name: str
    split: Split
    kind: str

    def __post_init__(self) -> None:
        count = len(self.frames)
        if self.frames.dtype != np.uint8 or self.frames.ndim != 4 or self.frames.shape[-1] != 3:
            raise ValueError(f"{self.name}: frames must be uint8 [T, S, S, 3]")
        if self.smile.shape != (count,) or self.emotion.shape != (count, len(EMOTIONS)):
            raise ValueError(f"{self.name}: {count} frames need as many labels")
        if (self.smile < 0).any() or (self.smile > 1).any():
            raise ValueError(f"{self.name}: a smile is 0 to 1, or NaN where it is unknown")


@dataclass(frozen=True, slots=True, eq=False)
class PreparedSequences:
    """The films of one set with the labels of each frame.

    ``frames`` uint8 [N, T, S, S, 3], memory-mapped; ``smile`` float32 [N, T] graded
    0–1, ``emotion`` float32 [N, T, 7], NaN where not labelled; ``split``, ``kind``
    and ``names`` are strings [N].
    """

    name: str
    frames: NDArray[np.uint8]
    smile: NDArray[np.float32]
    emotion: NDArray[np.float32]
    split: NDArray[np.str_]
    kind: NDArray[np.str_]
    names: NDArray[np.str_]


def sequence_files(folder: Path, name: str) -> tuple[Path, Path]:
    """Return the frames' file and the labels' file of a set."""
    return folder / f"{name}.sequences.npy", folder / f"{name}.sequences.csv"


def sequence_sets(folder: Path) -> list[str]:
    """Return the names of the finished sets of a folder, sorted."""
    return sorted(
        path.name.removesuffix(".sequences.csv") for path in folder.glob("*.sequences.csv")
    )


def made_as(folder: Path, name: str, how: Mapping[str, object]) -> bool:
    """Tell whether a set is finished, and was made as is wanted now."""
    # Of a set that nobody kept note of there is nothing to hold against it.
    return name in sequence_sets(folder) and _notes(folder).get(name, how) == how


def note_made(folder: Path, name: str, how: Mapping[str, object]) -> None:
    """Keep how a set was made: plain values, such as its number of films and its seed."""
    write_text(folder / HOW, json.dumps(_notes(folder) | {name: how}, indent=2) + "\n")


def _notes(folder: Path) -> dict[str, Any]:
    file = folder / HOW
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def read_sequences(folder: Path, name: str) -> PreparedSequences:
    """Map one finished set.

    Raises ``FileNotFoundError`` when it is not there and ``ValueError`` when its
    frames and its labels do not belong together.
    """
    frames_file, labels_file = sequence_files(folder, name)
    with labels_file.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    frames = np.load(frames_file, mmap_mode="r")
    count, length = frames.shape[:2]
    if len(rows) != count * length:
        raise ValueError(
            f"{folder / name}: {count} films of {length} frames but {len(rows)} labels;"
            " make it again"
        )
    firsts = rows[::length]
    return PreparedSequences(
        name=name,
        frames=frames,
        smile=np.array([_number(row["smile"]) for row in rows], np.float32).reshape(count, length),
        emotion=np.array(
            [[_number(row[emotion]) for emotion in EMOTIONS] for row in rows], np.float32
        ).reshape(count, length, len(EMOTIONS)),
        split=np.array([row["split"] for row in firsts], np.str_),
        kind=np.array([row["kind"] for row in firsts], np.str_),
        names=np.array([row["name"] for row in firsts], np.str_),
    )


def read_films(folder: Path | None) -> tuple[PreparedSequences, ...]:
    """Map every finished set of a folder; none where no folder is given.

    Raises ``FileNotFoundError`` where a folder is given and holds none.
    """
    if folder is None:
        return ()
    names = sequence_sets(folder)
    if not names:
        raise FileNotFoundError(f"{folder} holds no finished set of films")
    return tuple(read_sequences(folder, name) for name in names)


class SequenceWriter:
    """Writes one set, film by film; the set appears when the ``with`` block ends well.

    A set of the same name stays readable until then, and stays when the block
    fails.  All films must have the length and size of the first.
    """

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._targets = sequence_files(folder, name)
        self._parts = tuple(path.with_name(path.name + ".part") for path in self._targets)
        self._shape: tuple[int, ...] | None = None
        self._count = 0

    def __enter__(self) -> Self:
        self._frames: BufferedWriter = self._parts[0].open("wb")
        self._labels: TextIOWrapper = self._parts[1].open("w", newline="", encoding="utf-8")
        self._rows: Any = csv.writer(self._labels)
        self._rows.writerow(COLUMNS)
        return self

    def add(self, film: Film) -> None:
        """Append a film; raises ``ValueError`` when its length or size differs from the first."""
        if self._shape is None:
            self._shape = film.frames.shape
            self._write_header()
        if film.frames.shape != self._shape:
            raise ValueError(f"{film.name}: {film.frames.shape} among films of {self._shape}")
        self._frames.write(np.ascontiguousarray(film.frames).data)
        for frame, (smile, emotion) in enumerate(zip(film.smile, film.emotion, strict=True)):
            labels = (_text(value) for value in (smile, *emotion))
            self._rows.writerow((self._count, frame, film.name, film.kind, film.split, *labels))
        self._count += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        complete = kind is None and self._shape is not None
        if complete:
            self._frames.seek(0)
            self._write_header()
        self._frames.close()
        self._labels.close()
        if not complete:
            for part in self._parts:
                part.unlink()
            if kind is None:
                raise ValueError(f"{self._targets[1]}: no film was made")
            return
        # Without its labels the old set is gone before the new frames replace its own.
        self._targets[1].unlink(missing_ok=True)
        for part, target in zip(self._parts, self._targets, strict=True):
            part.replace(target)

    def _write_header(self) -> None:
        # NumPy leaves room in the header for the first axis to grow, so the header
        # written over it at the end, when the films are counted, is as long.
        assert self._shape is not None
        np.lib.format.write_array_header_1_0(
            self._frames,
            {"descr": "|u1", "fortran_order": False, "shape": (self._count, *self._shape)},
        )


def _text(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.4g}"


def _number(text: str) -> float:
    return float(text) if text else float("nan")
