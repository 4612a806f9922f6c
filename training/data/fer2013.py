"""FER2013 with the FER+ votes: gray 48×48 faces, seven emotions.

Sources: Goodfellow et al., "Challenges in Representation Learning", 2013,
https://arxiv.org/abs/1307.0414; Barsoum et al., "Training Deep Networks for Facial
Expression Recognition with Crowd-Sourced Label Distribution", 2016,
https://arxiv.org/abs/1608.01041

The official sides are kept: Training is trained on, PublicTest is for choosing and
PrivateTest for the last word.  Rows whose emotion is ambiguous are dropped, and so
are training copies of a picture that is also held out.
Layout: ``labels.csv`` with file, usage, emotion, ambiguous, duplicate_group and
ten vote counts.
"""

from typing import Final

from laughgame.game.reading import EMOTIONS
from training.data.archive import Archive, Line, read_rows
from training.data.sample import Sample
from training.data.splits import Split

NAME: Final = "fer2013"

SIDES: Final[dict[str, Split]] = {
    "Training": "train",
    "PublicTest": "validation",
    "PrivateTest": "test",
}

LABELS: Final = {emotion: index for index, emotion in enumerate(EMOTIONS)}

VOTERS: Final = 10
"""So many looked at every picture."""

VOTE_COLUMNS: Final = (
    "votes_neutral",
    "votes_anger",
    "votes_disgust",
    "votes_fear",
    "votes_happiness",
    "votes_sadness",
    "votes_surprise",
)
"""The FER+ columns in the order of ``EMOTIONS``; contempt has no class of ours."""

SURE_SMILE: Final = 0.8
"""From this share of happy votes on, the face is taken to smile; with none, not to."""

NO_FACE: Final = 5
"""A picture in which so many of the ten voters saw no face is not trained on."""


def load(root: Archive) -> list[Sample]:
    """Return the usable pictures of all sides.

    Raises ``ValueError`` naming the line where a value is none of the set's.
    """
    rows = [row for row in read_rows(root / "labels.csv") if row["ambiguous"] != "1"]
    held_out = {row["duplicate_group"] for row in rows if row["usage"] != "Training"}
    return [
        _sample(root, row)
        for row in rows
        if _is_face(row) and (row["usage"] != "Training" or row["duplicate_group"] not in held_out)
    ]


def distribution(label: int, votes: tuple[int, ...]) -> tuple[float, ...]:
    """Return the seven vote counts as shares; all of it is the label's (an index) without votes."""
    total = sum(votes)
    if total == 0:
        return tuple(float(index == label) for index in range(len(EMOTIONS)))
    return tuple(count / total for count in votes)


def sure_smile(votes: tuple[int, ...]) -> int | None:
    """A smile only where nearly everybody voted happy, none where nobody did."""
    total, happy = sum(votes), votes[EMOTIONS.index("happy")]
    if total == 0:
        return None
    if happy == 0:
        return 0
    return 1 if happy / total >= SURE_SMILE else None


def _sample(root: Archive, row: Line) -> Sample:
    votes = _votes(row)
    label = row.choice("emotion", LABELS)
    return Sample(
        dataset=NAME,
        file=root / row["file"],
        name=row["file"],
        group=row["duplicate_group"],
        split=row.choice("usage", SIDES),
        smile=sure_smile(votes),
        emotion=distribution(label, votes),
        label=label,
        tight=True,
        notes=(("votes", " ".join(map(str, votes))),),
    )


def _votes(row: Line) -> tuple[int, ...]:
    return tuple(row.whole(column, VOTERS) for column in VOTE_COLUMNS)


def _is_face(row: Line) -> bool:
    # Held out, everything stays, or the figure would not compare with published ones.
    return row["usage"] != "Training" or row.whole("votes_NF", VOTERS) < NO_FACE
