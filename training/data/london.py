"""Face Research Lab London Set: each adult once neutral, once smiling, often faintly.

Source: DeBruine & Jones, https://doi.org/10.6084/m9.figshare.5047666 (CC BY 4.0).
Layout: ``labels.csv`` with file, smile, person and ``people.csv`` with face_id,
face_age, face_gender, face_eth.
"""

from typing import Final

from training.data.archive import Archive, read_rows
from training.data.sample import Sample
from training.data.splits import split_of

NAME: Final = "london"
HELD_OUT: Final = 0.25
"""More is held out than elsewhere: the set is small."""


def load(root: Archive) -> list[Sample]:
    """Return both photographs of everybody, grouped by person."""
    people = {row["face_id"]: row for row in read_rows(root / "people.csv")}
    return [
        Sample(
            dataset=NAME,
            file=root / row["file"],
            name=row["file"],
            group=row["person"],
            split=split_of(NAME, row["person"], HELD_OUT),
            smile=row.whole("smile", 1),
            notes=tuple(
                (key, people[row["person"]][column])
                for key, column in (("gender", "face_gender"), ("ethnicity", "face_eth"))
                if row["person"] in people
            ),
        )
        for row in read_rows(root / "labels.csv")
    ]
