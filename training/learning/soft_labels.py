"""What teachers say of every prepared picture, kept by the picture's name."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.files import replacing
from training.pictures.prepared import Prepared


@dataclass(frozen=True, slots=True, eq=False)
class SoftLabels:
    """Probabilities for the pictures of one set, in the order of its manifest.

    ``smile`` float32 [N] and ``emotion`` float32 [N, 7], NaN where nothing was said.
    """

    smile: NDArray[np.float32]
    emotion: NDArray[np.float32]


def write_soft_labels(
    file: Path, sets: Sequence[Prepared], said: Sequence[SoftLabels], about: Mapping[str, Any]
) -> None:
    """Write a compressed ``.npz``, whole or not at all; ``about`` says whose word it is."""
    arrays: dict[str, NDArray[Any]] = {"about": np.array(json.dumps(about))}
    for prepared, labels in zip(sets, said, strict=True):
        arrays[f"{prepared.name}.names"] = prepared.names
        arrays[f"{prepared.name}.smile"] = labels.smile
        arrays[f"{prepared.name}.emotion"] = labels.emotion
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as part, part.open("wb") as stream:
        np.savez_compressed(stream, **arrays)


def read_soft_labels(file: Path, sets: Sequence[Prepared]) -> tuple[SoftLabels, ...]:
    """Read the labels of these sets, picture by picture, whatever their order then was.

    Raises ``FileNotFoundError``, and ``ValueError`` naming the file where it is none, or a
    picture to be trained on that no teacher has seen.
    """
    with _opened(file) as arrays:
        return tuple(_of(one, arrays, file) for one in sets)


def about_soft_labels(file: Path) -> dict[str, Any]:
    """Return what the file says about itself; raises as :func:`read_soft_labels` does."""
    with _opened(file) as arrays:
        about: dict[str, Any] = json.loads(str(arrays["about"]))
        return about


@contextmanager
def _opened(file: Path) -> Iterator[Mapping[str, NDArray[Any]]]:
    try:
        arrays = np.load(file, allow_pickle=False)
    except (ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"{file} holds no soft labels: run training.ensemble again") from error
    if not isinstance(arrays, NpzFile) or "about" not in arrays:
        raise ValueError(f"{file} holds no soft labels: run training.ensemble again")
    with arrays:
        yield arrays


def digest_of(said: Sequence[SoftLabels]) -> str:
    """Return a short name of these labels that is the same on every machine."""
    return digest_of_values(part for labels in said for part in (labels.smile, labels.emotion))


def digest_of_values(values: Iterable[NDArray[np.floating]]) -> str:
    """Return a short name of probabilities, NaN where there is none, the same on every machine."""
    digest = hashlib.sha256()
    for one in values:
        digest.update(np.ascontiguousarray(np.nan_to_num(one, nan=-1), "<f4").tobytes())
    return digest.hexdigest()[:16]


def _of(prepared: Prepared, arrays: Mapping[str, NDArray[Any]], file: Path) -> SoftLabels:
    key = f"{prepared.name}.names"
    known = {str(name): row for row, name in enumerate(arrays[key])} if key in arrays else {}
    row = np.array([known.get(str(name), -1) for name in prepared.names])
    unseen = np.flatnonzero((row < 0) & prepared.train)
    if len(unseen):
        raise ValueError(
            f"{file} knows nothing of {len(unseen)} pictures of {prepared.name}, such as"
            f" {prepared.names[unseen[0]]}; run training.ensemble again"
        )
    # A held-out picture is not learned from, so nothing need be known of it.
    if not known:
        nothing = np.full((len(row), len(EMOTIONS)), np.nan, np.float32)
        return SoftLabels(nothing[:, 0], nothing)
    smile, emotion = arrays[f"{prepared.name}.smile"], arrays[f"{prepared.name}.emotion"]
    return SoftLabels(
        np.where(row < 0, np.float32("nan"), smile[row]),
        np.where(row[:, None] < 0, np.float32("nan"), emotion[row]),
    )
