"""A prepared data set, as training reads it: crops mapped from disk, labels beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.data.splits import Split
from training.pictures.manifest import emotion_of, read_manifest, smile_of

STORED_SIZE: Final = 160
"""Side of the stored crops: the pictures of the sets hold no more detail than this."""

LABELS: Final = {emotion: index for index, emotion in enumerate(EMOTIONS)}

SIDES: Final = {side: side for side in get_args(Split)}

CROP: Final = 0
WHOLE: Final = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """The crops of one data set with the labels of each.

    ``crops`` uint8 [N, 2, size, size, 1 or 3]; ``smile`` float32 [N] and
    ``emotion`` float32 [N, 7], NaN where not labelled; ``tight`` bool [N];
    ``label`` int [N] is the data set's own single emotion, −1 where it has none.
    ``split`` str [N] is train, validation or test; ``train`` bool [N] is true on the
    train side, but for the pictures that the manifest's column ``reject`` keeps out.
    ``names`` str [N] are the files within the set.  Where no face was found both
    crops are the whole picture; the manifest's column ``face`` tells.
    """

    name: str
    crops: NDArray[np.uint8]
    smile: NDArray[np.float32]
    emotion: NDArray[np.float32]
    label: NDArray[np.int64]
    tight: NDArray[np.bool_]
    train: NDArray[np.bool_]
    split: NDArray[np.str_]
    names: NDArray[np.str_]


def prepared_sets(folder: Path) -> list[str]:
    """Return the names of the complete sets of a folder, sorted."""
    return sorted(
        file.stem
        for file in folder.glob("*.csv")
        # Films may lie beside the stills, as NAME.sequences.
        if "." not in file.stem and file.with_suffix(".npy").is_file()
    )


def read_sets(folder: Path, names: Sequence[str] | None = None) -> tuple[Prepared, ...]:
    """Map the named sets of a folder, or all that are complete.

    Raises ``FileNotFoundError`` where one is not there, or none at all.
    """
    complete = prepared_sets(folder)
    missing = [name for name in names or () if name not in complete]
    if missing or not complete:
        raise FileNotFoundError(
            f"{folder} holds no prepared set named {', '.join(missing) or 'anything'};"
            f" it has: {', '.join(complete) or 'none'}"
        )
    return tuple(read_prepared(folder, name) for name in names or complete)


def read_prepared(folder: Path, name: str) -> Prepared:
    """Map one prepared data set.

    Raises ``FileNotFoundError`` when it is not there and ``ValueError`` when its
    crops and its manifest do not belong together or a line of the latter is wrong.
    """
    smile, emotion, label, tight, split, names, good = [], [], [], [], [], [], []
    # Column by column, so that a million lines take no more than their arrays.
    for row in read_manifest(folder / f"{name}.csv"):
        smile.append(smile_of(row))
        emotion.append(emotion_of(row))
        label.append(row.choice("label", LABELS) if row.get("label") else -1)
        tight.append(row["tight"] == "1")
        split.append(row.choice("split", SIDES))
        names.append(row["file"])
        good.append(not row.get("reject"))
    crops = np.load(folder / f"{name}.npy", mmap_mode="r")
    if len(names) != len(crops):
        raise ValueError(
            f"{folder / name}: {len(crops)} crops but {len(names)} labels; prepare it again"
        )
    sides = np.array(split, np.str_)
    return Prepared(
        name=name,
        crops=crops,
        smile=np.array(smile, np.float32),
        emotion=np.array(emotion, np.float32).reshape(-1, len(EMOTIONS)),
        label=np.array(label, np.int64),
        tight=np.array(tight, bool),
        train=(sides == "train") & np.array(good, bool),
        split=sides,
        names=np.array(names, np.str_),
    )
