"""Make the films of real faces that the training draws its sequences from.

    python -m training.sequences.make --data DATA --prepared PREPARED --landmarker FILE --out FILMS

writes ``london_morphs``, ``lent_smiles``, ``real_hard_negatives``,
``real_moving_smiles`` and ``real_covered_faces`` (:mod:`training.sequences.prepared`
has the files), from people of the training side alone.  A finished set is kept,
so a command that was ended goes on with the set it was at; ``--again`` makes them
anew.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

import cv2
import numpy as np
from tqdm import tqdm

from laughgame.vision.face_detector import FaceDetector
from training.cropping import DETECTOR
from training.sequences.portrait import Landmarker
from training.sequences.prepared import Film, SequenceWriter, sequence_sets
from training.sequences.real import (
    covered_faces,
    hard_negatives,
    lent_smiles,
    london_morphs,
    moving_smiles,
)
from training.sequences.sources import Faces

Maker = Callable[[Faces, int, np.random.Generator], Iterator[Film]]

SETS: Final[dict[str, tuple[Maker, int]]] = {
    "london_morphs": (london_morphs, 378),
    "lent_smiles": (lent_smiles, 240),
    "real_hard_negatives": (hard_negatives, 640),
    "real_moving_smiles": (moving_smiles, 260),
    "real_covered_faces": (covered_faces, 140),
}
"""Name of a set → what makes its films, and how many: 2 GB together."""


def make(
    faces: Faces, out: Path, sets: Sequence[str], share: float, seed: int, again: bool
) -> None:
    """Make the named sets that are not finished; ``share`` of their usual films each."""
    for name, (maker, usual) in SETS.items():
        if name not in sets or (name in sequence_sets(out) and not again):
            continue
        count = max(1, round(usual * share))
        films = maker(faces, count, np.random.default_rng([seed, crc32(name.encode())]))
        with SequenceWriter(out, name) as writer:
            for film in tqdm(films, desc=name, total=count, unit="film", disable=None):
                writer.add(film)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.sequences.make``; 0 when done, 2 on bad usage."""
    parser = argparse.ArgumentParser(
        prog="python -m training.sequences.make",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument(
        "--prepared", type=Path, required=True, help="from training.prepare: its rejects stay out"
    )
    parser.add_argument("--landmarker", type=Path, required=True, help="face_landmarker.task")
    parser.add_argument("--out", type=Path, required=True, help="folder of the films")
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=list(SETS))
    parser.add_argument("--share", type=float, default=1.0, help="share of the films to make")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="make finished sets anew")
    chosen = parser.parse_args(arguments)
    try:
        # The work is many small steps: sharing them out costs more than it brings.
        cv2.setNumThreads(1)
        with FaceDetector(DETECTOR) as detector, Landmarker(chosen.landmarker) as landmarker:
            faces = Faces(chosen.data, chosen.prepared, detector, landmarker)
            make(faces, chosen.out, chosen.sets, chosen.share, chosen.seed, chosen.again)
    except FileNotFoundError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
