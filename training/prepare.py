"""Crop every face once, through the game's own crop, into a folder that trains fast.

    python -m training.prepare --data DATA --out runs/prepared

writes, for each data set, ``NAME.npy`` (uint8 [pictures, 2, size, size, channels])
and its manifest ``NAME.csv``, which appears last: a set without one is not
prepared.  Of each picture two crops are kept: the one
the game would cut (``CROP``) and the whole picture (``WHOLE``), for pictures that
already are face crops.  Gray sets keep one channel.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import crop_face, whole_image
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.still_search import find_face
from training.data import LOADERS, load
from training.data.sample import Sample

STORED_SIZE: Final = 160
"""Side of the stored crops: the pictures of the sets hold no more detail than this."""

CROP: Final = 0
WHOLE: Final = 1

DETECTOR: Final = Path(__file__).parents[1] / "models" / "face_detector.tflite"

COLUMNS: Final = ("file", "group", "split", "face", "tight", "smile", "label", *EMOTIONS)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The crops of one data set with the labels of each.

    ``crops`` uint8 [N, 2, size, size, 1 or 3]; ``smile`` float32 [N] and
    ``emotion`` float32 [N, 7], NaN where not labelled; ``tight`` bool [N];
    ``label`` int [N] is the data set's own single emotion, −1 where it has none.
    ``split`` str [N] (train, validation or test) and ``train`` bool [N], which says the same of
    train alone; ``names`` str [N], the file within the set.  Where no face was found both crops
    are the whole picture; the manifest's column ``face`` tells.
    """

    name: str
    crops: NDArray[np.uint8]
    smile: NDArray[np.float32]
    emotion: NDArray[np.float32]
    label: NDArray[np.int64]
    tight: NDArray[np.bool_]
    train: NDArray[np.bool_]
    split: NDArray[np.str_]
    names: NDArray[np.str_]


def prepare(samples: dict[str, list[Sample]], out: Path) -> None:
    """Crop all samples into ``out``; a progress bar shows on a terminal."""
    out.mkdir(parents=True, exist_ok=True)
    with FaceDetector(DETECTOR) as detector:
        for name, chosen in samples.items():
            manifest = out / f"{name}.csv"
            manifest.unlink(missing_ok=True)
            part = manifest.with_suffix(".part")
            with part.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(COLUMNS)
                writer.writerows(_crop_set(name, chosen, out, detector))
            part.replace(manifest)


def read_prepared(folder: Path, name: str) -> Prepared:
    """Map one prepared data set.

    Raises ``FileNotFoundError`` when it is not there and ``ValueError`` when its
    crops and its manifest do not belong together.
    """
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    crops = np.load(folder / f"{name}.npy", mmap_mode="r")
    if len(rows) != len(crops):
        raise ValueError(
            f"{folder / name}: {len(crops)} crops but {len(rows)} labels; prepare it again"
        )
    return Prepared(
        name=name,
        crops=crops,
        smile=np.array([_number(row["smile"]) for row in rows], np.float32),
        emotion=np.array([[_number(row[e]) for e in EMOTIONS] for row in rows], np.float32),
        label=np.array(
            [EMOTIONS.index(row["label"]) if row["label"] else -1 for row in rows], np.int64
        ),
        tight=np.array([row["tight"] == "1" for row in rows]),
        train=np.array([row["split"] == "train" for row in rows]),
        split=np.array([row["split"] for row in rows], np.str_),
        names=np.array([row["file"] for row in rows], np.str_),
    )


def _crop_set(
    name: str, samples: list[Sample], out: Path, detector: FaceDetector
) -> Iterator[tuple[object, ...]]:
    """Write the crops of one set and yield its manifest row by row."""
    gray = all(_is_gray(sample) for sample in samples[:: max(1, len(samples) // 20)])
    crops = np.lib.format.open_memmap(
        out / f"{name}.npy",
        mode="w+",
        dtype=np.uint8,
        shape=(len(samples), 2, STORED_SIZE, STORED_SIZE, 1 if gray else 3),
    )
    for row, sample in enumerate(tqdm(samples, desc=name, unit="picture", disable=None)):
        image = sample.read()
        face = find_face(detector, image)
        whole = whole_image(image, STORED_SIZE)
        pair = [whole if face is None else crop_face(image, face, STORED_SIZE), whole]
        crops[row] = np.stack(pair)[..., : crops.shape[-1]]
        emotion = ["" for _ in EMOTIONS] if sample.emotion is None else sample.emotion
        smile = "" if sample.smile is None else sample.smile
        yield (
            *(sample.name, sample.group, sample.split, int(face is not None), int(sample.tight)),
            *(smile, "" if sample.label is None else EMOTIONS[sample.label], *emotion),
        )
    crops.flush()


def _is_gray(sample: Sample) -> bool:
    image = sample.read()
    return bool((image[..., 0] == image[..., 1]).all() and (image[..., 0] == image[..., 2]).all())


def _number(text: str) -> float:
    return float(text) if text else float("nan")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.prepare``; 0 when done, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.prepare", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the crops to")
    parser.add_argument("--sets", nargs="+", default=list(LOADERS), choices=list(LOADERS))
    chosen = parser.parse_args(arguments)
    try:
        samples = load(chosen.data, chosen.sets)
    except FileNotFoundError as error:
        parser.error(str(error))
    prepare(samples, chosen.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
