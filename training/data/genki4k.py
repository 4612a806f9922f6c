"""GENKI-4K: colour photographs as taken, smile yes or no, head pose.

Source: The MPLab GENKI Database, GENKI-4K Subset, http://mplab.ucsd.edu
No person is named, so near-duplicate photographs form the groups.
Layout: ``labels.csv`` with file, smile, yaw, pitch, roll (radians).
"""

from typing import Final

from training.data.archive import Archive, read_image, read_rows
from training.data.sample import Sample
from training.data.splits import difference_hash, near_duplicate_groups, split_of

NAME: Final = "genki4k"


def load(root: Archive) -> list[Sample]:
    """Return every photograph; reads them all once to find the near duplicates."""
    rows = read_rows(root / "labels.csv")
    hashes = [difference_hash(read_image(root / row["file"])) for row in rows]
    groups = near_duplicate_groups(hashes)
    return [
        Sample(
            dataset=NAME,
            file=root / row["file"],
            name=row["file"],
            group=rows[group]["file"],
            split=split_of(NAME, rows[group]["file"]),
            smile=int(row["smile"]),
            notes=tuple((angle, row[angle]) for angle in ("yaw", "pitch", "roll")),
        )
        for row, group in zip(rows, groups, strict=True)
    ]
