"""Press faces: gray 160×160 face crops with an emotion, of the people SMILEs shows.

The labels were given by students.  They carry no smile: SMILEs itself calls a third
of the pictures labelled happiness unsmiling, and a twentieth of the neutral ones
smiling, so an emotion here proves neither.  Contempt has no class of ours and is left
out.  Everybody stands on the side SMILEs puts them on.
Layout: ``labels.csv`` with file, emotion, person; where the person is blank the file
is a still of a film, named ``Actor_number.jpg``.
"""

from pathlib import PurePosixPath
from typing import Final

from laughgame.game.reading import EMOTIONS
from training.data import smiles
from training.data.archive import Archive, Line, read_rows
from training.data.sample import Sample
from training.data.splits import split_of

NAME: Final = "press_faces"

CLASSES: Final = {
    "neutral": EMOTIONS.index("neutral"),
    "anger": EMOTIONS.index("angry"),
    "disgust": EMOTIONS.index("disgust"),
    "fear": EMOTIONS.index("fear"),
    "happiness": EMOTIONS.index("happy"),
    "sadness": EMOTIONS.index("sad"),
    "surprise": EMOTIONS.index("surprise"),
    "contempt": None,
}
"""The set's names of the emotions → ours, ``None`` where we have none."""


def load(root: Archive) -> list[Sample]:
    """Return the crops labelled with one of the seven emotions.

    Raises ``ValueError`` naming the line where an emotion is none of the set's.
    """
    rows = read_rows(root / "labels.csv")
    labels = [row.choice("emotion", CLASSES) for row in rows]
    return [
        _sample(root, row, label)
        for row, label in zip(rows, labels, strict=True)
        if label is not None
    ]


def _sample(root: Archive, row: Line, label: int) -> Sample:
    person = row["person"] or PurePosixPath(row["file"]).stem.rsplit("_", 1)[0]
    return Sample(
        dataset=NAME,
        file=root / row["file"],
        name=row["file"],
        group=person,
        split=split_of(smiles.NAME, person),
        emotion=tuple(float(index == label) for index in range(len(EMOTIONS))),
        label=label,
        tight=True,
    )
