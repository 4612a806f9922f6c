"""All sets of a prepared folder side by side, pictures numbered through, to look for copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.faultfinding.fault import Place
from training.pictures.duplicates import BITS, Copy, copies, read_bits
from training.pictures.manifest import COLUMNS, read_manifest
from training.pictures.prepared import CROP, Prepared, prepared_sets, read_prepared


@dataclass(frozen=True, slots=True)
class Looked:
    """What the manifests say of all pictures [N] together, set after set.

    ``starts`` is the number of each set's first picture.
    """

    sets: tuple[Prepared, ...]
    starts: NDArray[np.int64]
    split: NDArray[np.str_]
    groups: NDArray[np.str_]
    faces: NDArray[np.int64]
    tight: NDArray[np.bool_]
    unreadable: NDArray[np.bool_]
    digests: NDArray[np.str_]
    codes: NDArray[np.str_]

    def place(self, number: int) -> Place:
        """Return where the picture of this number stands."""
        one = int(np.searchsorted(self.starts, number, side="right")) - 1
        return Place(self.sets[one].name, number - int(self.starts[one]))

    def crop(self, place: Place) -> NDArray[np.uint8]:
        """Return a picture's crop, uint8 [size, size, 1 or 3]."""
        return np.asarray(self._set(place.dataset).crops[place.row, CROP])

    def groups_of(self, name: str) -> NDArray[np.str_]:
        """Return the groups of one set."""
        one = [one.name for one in self.sets].index(name)
        start = int(self.starts[one])
        return self.groups[start : start + len(self.sets[one].names)]

    def label_of(self, place: Place) -> tuple[int, int]:
        """Return a picture's smile (0 or 1) and its emotion (0–6), −1 where it has none."""
        one = self._set(place.dataset)
        smile = one.smile[place.row]
        return -1 if np.isnan(smile) else round(float(smile)), int(one.label[place.row])

    def copies(self) -> Iterator[Copy]:
        """Yield the copies that matter across the sides: one in training, one held out."""
        rows = np.flatnonzero(~self.unreadable)
        train = self.split[rows] == "train"

        def wanted(pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
            first, second = pairs.T
            return np.asarray(train[first] != train[second], bool)

        bits = read_bits(self.codes[rows].tolist())

        def crop(index: int) -> NDArray[np.uint8]:
            return self.crop(self.place(int(rows[index])))

        for copy in copies(bits, self.digests[rows], crop, wanted):
            yield Copy(int(rows[copy.first]), int(rows[copy.second]), copy.score)

    def doubles(self) -> Iterator[list[Place]]:
        """Yield the training pictures that are equal pixel by pixel, each group in its order."""
        rows = np.flatnonzero(~self.unreadable & (self.split == "train"))
        same: dict[str, list[int]] = {}
        for number, digest in zip(rows.tolist(), self.digests[rows].tolist(), strict=True):
            same.setdefault(digest, []).append(number)
        for numbers in same.values():
            if len(numbers) > 1:
                yield [self.place(number) for number in numbers]

    def _set(self, name: str) -> Prepared:
        return next(one for one in self.sets if one.name == name)


def look_through(folder: Path) -> Looked:
    """Read all manifests of a folder.

    Raises ``FileNotFoundError`` when it holds no prepared set and ``ValueError``
    when a manifest lacks the columns that copies are found by.
    """
    names = prepared_sets(folder)
    if not names:
        raise FileNotFoundError(f"{folder} holds no prepared set")
    sets = tuple(read_prepared(folder, name) for name in names)
    rows: dict[str, list[str]] = {key: [] for key in _READ}
    for name in names:
        for row in read_manifest(folder / f"{name}.csv"):
            if not row.keys() >= set(COLUMNS):
                raise ValueError(f"{folder / name}.csv was written before; prepare it again")
            for key, values in rows.items():
                values.append(row[key])
    return Looked(
        sets=sets,
        starts=np.cumsum([0, *(len(one.names) for one in sets[:-1])]),
        split=np.array(rows["split"], np.str_),
        groups=np.array(rows["group"], np.str_),
        faces=np.array(rows["face"], np.int64),
        tight=np.array(rows["tight"], np.str_) == "1",
        unreadable=np.array(rows["hash"], np.str_) == "",
        digests=np.array(rows["digest"], np.str_),
        codes=np.array(rows["hash"], f"U{BITS // 4}"),
    )


_READ = ("split", "group", "face", "tight", "hash", "digest")
