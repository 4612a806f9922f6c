"""Loaders: one module a data set, each yielding :class:`~training.data.sample.Sample`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from training.data import fer2013, genki4k, london, press_faces, smiles
from training.data.archive import open_archive
from training.data.sample import Sample

LOADERS: Final[dict[str, Callable[..., list[Sample]]]] = {
    "genki4k": genki4k.load,
    "smiles": smiles.load,
    "fer2013": fer2013.load,
    "london": london.load,
    "press_faces": press_faces.load,
}
"""Name of the folder or zip file below the data folder → its loader."""


def load(data: Path, names: Sequence[str] = tuple(LOADERS)) -> dict[str, list[Sample]]:
    """Load the named data sets found below ``data``, each a folder or a ``.zip``.

    Raises ``FileNotFoundError`` naming every data set that is missing, and
    ``KeyError`` for a name without a loader.
    """
    missing = [
        name
        for name in names
        if not (data / name).is_dir() and not (data / f"{name}.zip").is_file()
    ]
    if missing:
        raise FileNotFoundError(
            f"{data} holds neither a folder nor a .zip named: {', '.join(missing)}"
        )
    return {name: LOADERS[name](open_archive(data, name)) for name in names}
