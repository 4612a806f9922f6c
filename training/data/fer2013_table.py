"""FER2013 as first published: ``fer2013.csv`` with the pixels in a column.

Columns: emotion (0–6), pixels (48×48 gray values in a row), Usage.  Where
``fer2013new.csv`` (FER+, https://github.com/microsoft/FERPlus) lies beside it, its
votes are taken line by line.  Training copies of a picture that is also held out are
left out, found by their pixels.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np

from laughgame.game.reading import EMOTIONS
from training.data import fer2013
from training.data.archive import PIXEL_TABLE, Archive, Line, stream_rows
from training.data.sample import Sample
from training.data.splits import Split

VOTES: Final = "fer2013new.csv"

CODES: Final = {
    str(code): EMOTIONS.index(emotion)
    for code, emotion in enumerate(
        ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
    )
}
"""Number in the column ``emotion`` → ours."""

VOTE_COLUMNS: Final = ("neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise")
"""The columns of FER+ in the order of ``EMOTIONS``."""

SIDE: Final = 48
"""Width and height of a picture."""


@dataclass(frozen=True, slots=True)
class PixelText:
    """A picture written as numbers."""

    pixels: str

    def read_bytes(self) -> bytes:
        """Return the picture as a PGM file; raises ``ValueError`` where it is none."""
        values = np.array(self.pixels.split(), np.int64)
        if len(values) != SIDE * SIDE or values.min() < 0 or values.max() > 255:
            raise ValueError(f"{len(values)} numbers are no picture of {SIDE}×{SIDE} pixels")
        return f"P5 {SIDE} {SIDE} 255\n".encode() + values.astype(np.uint8).tobytes()


def load(root: Archive, name: str) -> Iterator[Sample]:
    """Yield the pictures line by line.

    Raises ``ValueError`` where the votes do not fit them, and one naming the line where a
    value is none of the set's.
    """
    table = root / PIXEL_TABLE
    held_out = {_digest(row) for row in stream_rows(table) if _side(row) != "train"}
    votes = stream_rows(root / VOTES) if (root / VOTES).is_file() else repeat(Line({}, ""))
    for number, row in enumerate(stream_rows(table)):
        cast = next(votes, None)
        if cast is None:
            raise ValueError(f"{root / VOTES} has fewer lines than {PIXEL_TABLE}")
        sample = _sample(name, number, row, cast)
        # Held out, everything stays, or the figure would not compare with published ones.
        faceless = bool(cast) and cast.whole("NF", fer2013.VOTERS) >= fer2013.NO_FACE
        taught = _digest(row) not in held_out and not faceless
        if sample.held_out or taught:
            yield sample


def _sample(name: str, number: int, row: Line, cast: Line) -> Sample:
    votes = (0,) * len(EMOTIONS)
    if cast:
        votes = tuple(cast.whole(column, fer2013.VOTERS) for column in VOTE_COLUMNS)
    label = row.choice("emotion", CODES)
    file = f"fer{number:07}"
    return Sample(
        dataset=name,
        file=PixelText(row["pixels"]),
        name=file,
        group=_digest(row),
        split=_side(row),
        smile=fer2013.sure_smile(votes),
        emotion=fer2013.distribution(label, votes),
        label=label,
        tight=True,
        notes=(("votes", " ".join(map(str, votes))),) if cast else (),
    )


def _side(row: Line) -> Split:
    return row.choice("Usage", fer2013.SIDES)


def _digest(row: Line) -> str:
    return hashlib.blake2b(row["pixels"].encode(), digest_size=8).hexdigest()
