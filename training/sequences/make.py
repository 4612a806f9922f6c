"""Make the films of real faces: those training learns from, and those it is chosen by.

    python -m training.sequences.make --data DATA --prepared PREPARED --landmarker FILE --out FILMS

writes ``london_morphs``, ``lent_smiles``, ``real_hard_negatives``,
``real_moving_smiles`` and ``real_covered_faces`` (:mod:`training.sequences.prepared`
has the files).  Each holds films of training people and then fewer of validation
people, every film made from one side's photographs alone: whose face it is, whose
smile is lent, whose teeth are shown.  A finished set of as many films and the same seed is
kept, so a command that was ended goes on with the set it was at; ``--again`` makes them anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

import cv2
import numpy as np
from tqdm import tqdm

from laughgame.vision.face_detector import FaceDetector
from training.command import command_parser, telling
from training.data.splits import Split
from training.places import DETECTOR
from training.sequences.portrait import Landmarker
from training.sequences.prepared import Film, SequenceWriter, made_as, note_made
from training.sequences.real import (
    covered_faces,
    hard_negatives,
    lent_smiles,
    london_morphs,
    moving_smiles,
)
from training.sequences.sources import SIDES, Faces

Maker = Callable[[Faces, int, np.random.Generator], Iterator[Film]]

SETS: Final[dict[str, tuple[Maker, Mapping[Split, int]]]] = {
    "london_morphs": (london_morphs, {"train": 378, "validation": 32}),
    "lent_smiles": (lent_smiles, {"train": 240, "validation": 32}),
    "real_hard_negatives": (hard_negatives, {"train": 640, "validation": 64}),
    "real_moving_smiles": (moving_smiles, {"train": 260, "validation": 32}),
    "real_covered_faces": (covered_faces, {"train": 140, "validation": 32}),
}
"""Name of a set → what makes its films, and how many of each side: 2.3 GB together."""


def make(
    sides: Mapping[Split, Faces],
    out: Path,
    sets: Sequence[str],
    share: float,
    seed: int,
    again: bool,
) -> None:
    """Make the named sets that are not finished; ``share`` of their usual films each."""
    for name, (maker, usual) in SETS.items():
        counts = {split: max(1, round(films * share)) for split, films in usual.items()}
        how = {"films": counts, "seed": seed}
        if name not in sets or (made_as(out, name, how) and not again):
            continue
        with SequenceWriter(out, name) as writer:
            for split, count in counts.items():
                # Each side has its own stream: one's films do not depend on the other's.
                stream = name if split == "train" else f"{name}/{split}"
                random = np.random.default_rng([seed, crc32(stream.encode())])
                made = maker(sides[split], count, random)
                for film in tqdm(made, stream, total=count, unit="film", disable=None):
                    writer.add(film)
        note_made(out, name, how)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.sequences.make``; 0 when done, 2 on bad usage."""
    parser = command_parser("sequences.make", __doc__)
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
    with telling(parser):
        # The work is many small steps: sharing them out costs more than it brings.
        cv2.setNumThreads(1)
        with FaceDetector(DETECTOR) as detector, Landmarker(chosen.landmarker) as landmarker:
            sides: dict[Split, Faces] = {
                split: Faces(chosen.data, chosen.prepared, split, detector, landmarker)
                for split in SIDES
            }
            make(sides, chosen.out, chosen.sets, chosen.share, chosen.seed, chosen.again)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
