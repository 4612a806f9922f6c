"""The manifest of a prepared set: one CSV line a picture, both labels and their masks.

``face`` counts the faces that could be the one meant (0: none was found), a mask is 1
where its label counts, ``hash`` and ``digest`` find copies (see ``duplicates``), and
``reject`` says why a picture is kept out of training; blank means it is not.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.data.archive import Line, stream_rows
from training.data.sample import Sample
from training.files import replacing

Row = dict[str, str]

COLUMNS: Final = (
    *("file", "name", "group", "split", "face", "tight"),
    *("smile", "smile_mask", *EMOTIONS, "emotion_mask", "label"),
    *("digest", "hash", "reject"),
)


class Namer:
    """Gives pictures their names, ``emotion_number``, counting each emotion by itself.

    A picture without an emotion is named by its smile, ``smile_number`` or
    ``nosmile_number``, and one without either ``unlabelled_number``.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def name(self, sample: Sample) -> str:
        """Return the next name for a picture of this label."""
        kind = _kind(sample)
        self._counts[kind] += 1
        return f"{kind}_{self._counts[kind]:06}"

    def given(self, name: str) -> None:
        """Count a name that was given before."""
        self._counts[name.rsplit("_", 1)[0]] += 1


def row_of(sample: Sample, name: str, faces: int, digest: str, code: str, reject: str) -> Row:
    """Return the line of one picture."""
    emotion = [""] * len(EMOTIONS) if sample.emotion is None else map(_text, sample.emotion)
    return {
        "file": sample.name,
        "name": name,
        "group": sample.group,
        "split": sample.split,
        "face": str(faces),
        "tight": str(int(sample.tight)),
        "smile": "" if sample.smile is None else str(sample.smile),
        "smile_mask": str(int(sample.smile is not None)),
        **dict(zip(EMOTIONS, emotion, strict=True)),
        "emotion_mask": str(int(sample.emotion is not None)),
        "label": "" if sample.label is None else EMOTIONS[sample.label],
        "digest": digest,
        "hash": code,
        "reject": reject,
    }


def read_manifest(file: Path) -> Iterator[Line]:
    """Yield the lines one by one; columns of an older manifest may be missing.

    Raises ``ValueError`` naming the file where it is no table.
    """
    return stream_rows(file)


def rewrite_manifest(file: Path, change: Callable[[int, Row], Row]) -> None:
    """Replace every line by what ``change`` makes of its number and the line, all or none."""
    with replacing(file) as part, part.open("w", newline="", encoding="utf-8") as text:
        writer = csv.DictWriter(
            text, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(change(number, row) for number, row in enumerate(read_manifest(file)))


def is_faceless(file: Path) -> bool:
    """Tell whether not one line is of a face: found in the picture, or cropped to it before."""
    return not any(
        row.get("hash", "-") and (row.get("face", "1") != "0" or row.get("tight") == "1")
        for row in read_manifest(file)
    )


def smile_of(row: Line) -> float:
    """Return the smile of a line, NaN where it does not count.

    Raises ``ValueError`` naming the line where it is none.
    """
    return row.share("smile") if row.get("smile_mask", "1") == "1" else float("nan")


def emotion_of(row: Line) -> NDArray[np.float32]:
    """Return the seven shares of a line, float32 [7], all NaN where they do not count.

    Raises ``ValueError`` naming the line where one is none.
    """
    counts = row.get("emotion_mask", "1") == "1"
    shares = [row.share(emotion) if counts else float("nan") for emotion in EMOTIONS]
    return np.array(shares, np.float32)


def _kind(sample: Sample) -> str:
    if sample.label is not None:
        return EMOTIONS[sample.label]
    if sample.emotion is not None:
        return EMOTIONS[int(np.argmax(sample.emotion))]
    if sample.smile is not None:
        return "smile" if sample.smile else "nosmile"
    return "unlabelled"


def _text(share: float) -> str:
    return f"{share:.6g}"
