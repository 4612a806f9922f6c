"""SMILEs: gray 64×64 tight crops of press photographs, smile yes or no.

Source: https://github.com/hromi/SMILEsmileD
About a fifth of the negatives that a second set of labels calls happy do show a
smile.  Such a doubtful negative keeps no smile label: it teaches nothing and
counts in no figure.
Layout: ``labels.csv`` with file, smile, person, person_is_certain, second_label.
"""

from typing import Final

from training.data.archive import Archive, Line, read_rows
from training.data.sample import Sample
from training.data.splits import split_of

NAME: Final = "smiles"


def load(root: Archive, doubtful: bool = False) -> list[Sample]:
    """Return the crops with a trustworthy label; a picture without a person is its own group.

    ``doubtful`` returns the others instead, labelled as the set does: for measuring the harm.
    """
    return [
        Sample(
            dataset=NAME,
            file=root / row["file"],
            name=row["file"],
            group=row["person"] or row["file"],
            split=split_of(NAME, row["person"] or row["file"]),
            smile=row.whole("smile", 1),
            tight=True,
            notes=(("person_is_certain", row["person_is_certain"]),),
        )
        for row in read_rows(root / "labels.csv")
        if is_doubtful(row) == doubtful
    ]


def is_doubtful(row: Line) -> bool:
    """Tell a negative that the second labels call happy."""
    return row["smile"] == "0" and row["second_label"] == "happiness"
