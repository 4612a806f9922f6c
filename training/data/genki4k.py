"""GENKI-4K: colour photographs as taken, smile yes or no, head pose.

Source: The MPLab GENKI Database, GENKI-4K Subset, http://mplab.ucsd.edu
No person is named, so near-duplicate photographs form the groups.
Layout: ``labels.csv`` with file, smile, yaw, pitch, roll (radians).
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from training.data.archive import Archive, read_image, read_rows
from training.data.sample import Sample
from training.data.splits import difference_hash, near_duplicate_groups, split_of

NAME: Final = "genki4k"


def load(root: Archive) -> list[Sample]:
    """Return every photograph; reads them all once to find the near duplicates."""
    rows = read_rows(root / "labels.csv")
    groups = _groups([root / row["file"] for row in rows])
    return [
        Sample(
            dataset=NAME,
            file=root / row["file"],
            name=row["file"],
            group=rows[group]["file"],
            split=split_of(NAME, rows[group]["file"]),
            smile=row.whole("smile", 1),
            notes=tuple((angle, row[angle]) for angle in ("yaw", "pitch", "roll")),
        )
        for row, group in zip(rows, groups, strict=True)
    ]


def _groups(files: Sequence[Archive]) -> list[int]:
    """Number the groups of near duplicates; what is no picture is like no other."""
    hashes: dict[int, int] = {}
    for number, file in enumerate(files):
        with suppress(ValueError):
            hashes[number] = difference_hash(read_image(file))
    read = list(hashes)
    groups = list(range(len(files)))
    for number, group in zip(read, near_duplicate_groups(list(hashes.values())), strict=True):
        groups[number] = read[group]
    return groups
