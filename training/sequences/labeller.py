"""MediaPipe's blendshapes as a labeller: how broad a smile is, how far a jaw is open.

    python -m training.sequences.labeller --data DATA --landmarker FILE --out PREPARED

writes ``NAME.blendshapes.csv`` beside the prepared sets, one row a picture in the
order of the set's manifest and with its name, so training needs the landmarker
only once.  A set whose file is complete is not labelled again.

The blendshapes themselves know no threshold.  Once sets with smile labels are
labelled, a curve is fitted to their training side and kept as
``smile_grade.json`` (:mod:`training.sequences.grade`); :func:`graded_smiles` reads both,
and ``training.ensemble`` takes them into what the network is taught.
"""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from laughgame.vision.face_detector import FaceDetector
from training.command import command_parser, telling
from training.data import LOADERS, load
from training.data.sample import Sample
from training.files import replacing
from training.pictures.prepared import Prepared
from training.places import DETECTOR
from training.sequences.grade import Grade, read_grade, write_grade
from training.sequences.portrait import BLENDSHAPES, Landmarker, portrait_of

LABELLED: Final = ("genki4k", "london", "press_faces")
"""The sets whose pictures hold enough detail for landmarks; others can be named."""


@dataclass(frozen=True, slots=True, eq=False)
class BlendshapeLabels:
    """The blendshapes of one set: ``names`` of the pictures [N], ``values`` float32 [N, 51].

    Where no landmarks were found the values are NaN.
    """

    names: NDArray[np.str_]
    values: NDArray[np.float32]

    def column(self, name: str) -> NDArray[np.float32]:
        """Return one blendshape [N], "jawOpen" for instance."""
        return self.values[:, BLENDSHAPES.index(name)]

    def both(self, name: str) -> NDArray[np.float32]:
        """Return the mean [N] of a blendshape's left and right, of "mouthSmile" for instance."""
        return (self.column(f"{name}Left") + self.column(f"{name}Right")) / 2


def labels_file(folder: Path, name: str) -> Path:
    """Return where the blendshapes of a set are kept."""
    return folder / f"{name}.blendshapes.csv"


def read_labels(folder: Path, name: str) -> BlendshapeLabels:
    """Read the blendshapes of a set; raises ``FileNotFoundError`` when it was not labelled."""
    with labels_file(folder, name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    values = [[float(row[shape] or "nan") for shape in BLENDSHAPES] for row in rows]
    return BlendshapeLabels(
        np.array([row["file"] for row in rows], np.str_),
        np.array(values, np.float32).reshape(len(rows), len(BLENDSHAPES)),
    )


def graded_smiles(folder: Path, sets: Sequence[Prepared]) -> list[NDArray[np.float32]]:
    """Return the graded smile [N] of every picture of each set; NaN where there is none.

    Raises ``FileNotFoundError`` when no grade was fitted in the folder.
    """
    grade = read_grade(folder)
    graded = []
    for one in sets:
        known: dict[str, float] = {}
        if labels_file(folder, one.name).is_file():
            labels = read_labels(folder, one.name)
            known = dict(zip(labels.names.tolist(), grade(labels.both("mouthSmile")), strict=True))
        graded.append(np.array([known.get(str(name), np.nan) for name in one.names], np.float32))
    return graded


def label(samples: dict[str, list[Sample]], landmarker: Landmarker, out: Path) -> None:
    """Label every picture of the sets that are not labelled yet."""
    out.mkdir(parents=True, exist_ok=True)
    with FaceDetector(DETECTOR) as detector:
        for name, pictures in samples.items():
            target = labels_file(out, name)
            if target.is_file():
                continue
            with replacing(target) as part, part.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(("file", *BLENDSHAPES))
                shown = tqdm(pictures, desc=name, unit="picture", disable=None)
                writer.writerows(_rows(shown, detector, landmarker))


def _rows(
    samples: Sequence[Sample], detector: FaceDetector, landmarker: Landmarker
) -> Iterator[tuple[str, ...]]:
    for sample in samples:
        image = sample.read_if_readable()
        portrait = None if image is None else portrait_of(image, detector, landmarker)
        values = [math.nan] * len(BLENDSHAPES) if portrait is None else portrait.blendshapes
        yield (sample.name, *(f"{value:.4f}" for value in values))


def fit_grade(samples: dict[str, list[Sample]], out: Path) -> Grade:
    """Fit the graded smile to every labelled set that knows who smiles."""
    smile, truth, split = [], [], []
    for name, pictures in samples.items():
        labels = read_labels(out, name)
        if labels.names.tolist() != [sample.name for sample in pictures]:
            raise ValueError(f"{labels_file(out, name)} belongs to other pictures; remove it")
        smile.append(labels.both("mouthSmile"))
        truth += [math.nan if sample.smile is None else sample.smile for sample in pictures]
        split += [sample.split for sample in pictures]
    grade = Grade.fitted(np.concatenate(smile), np.array(truth), split)
    write_grade(out, grade)
    return grade


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.sequences.labeller``; 0 when done, 2 on bad usage."""
    parser = command_parser("sequences.labeller", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--landmarker", type=Path, required=True, help="face_landmarker.task")
    parser.add_argument("--out", type=Path, required=True, help="folder of the prepared sets")
    parser.add_argument("--sets", nargs="+", default=list(LABELLED), choices=list(LOADERS))
    chosen = parser.parse_args(arguments)
    with telling(parser):
        samples = load(chosen.data, chosen.sets)
        with Landmarker(chosen.landmarker) as landmarker:
            label(samples, landmarker, chosen.out)
        if any(sample.smile is not None for sample in chain(*samples.values())):
            print(fit_grade(samples, chosen.out))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
