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
from training.data.archive import Archive, read_rows
from training.data.sample import Sample
from training.data.splits import split_of

NAME: Final = "press_faces"

CLASSES: Final = {
    "neutral": "neutral",
    "anger": "angry",
    "disgust": "disgust",
    "fear": "fear",
    "happiness": "happy",
    "sadness": "sad",
    "surprise": "surprise",
}
"""The set's names of the seven emotions → ours."""


def load(root: Archive) -> list[Sample]:
    """Return the crops labelled with one of the seven emotions."""
    return [
        _sample(root, row) for row in read_rows(root / "labels.csv") if row["emotion"] in CLASSES
    ]


def _sample(root: Archive, row: dict[str, str]) -> Sample:
    label = EMOTIONS.index(CLASSES[row["emotion"]])
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
