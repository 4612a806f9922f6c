"""Would a smaller model file do? int8 and float16 beside float32, in one run.

    python -m training.smaller --data DATA --out runs/smaller

makes three variants of a model file, judges the same held-out crops with each and
measures their speed in turns, so that what else the machine does falls on all alike:

- ``int8``: convolutions and linear layers in 8 bits, their ranges taken from crops of
  *training* people (static quantisation, Jacob et al., 2018,
  https://arxiv.org/abs/1712.05877), the LSTM's weights in 8 bits as well;
- ``int8 memory``: only the LSTM and the linear layers behind it, ranges found as it runs;
- ``float16``: all weights and sums in 16 bits.

What a variant costs is counted picture by picture: those that float32 has right and it
has wrong, less the others (a paired count; the shares right by themselves could not tell
0.3 points apart).  It is worth shipping where either head, over all its held-out pictures,
costs less than 0.3 points with 95 % certainty, where no single set is surely worse, and
where it is faster beyond the doubt of the measurement.  ``OUT`` receives the variants,
``smaller.json`` and ``smaller.md``, a paragraph for the model card.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from tqdm import tqdm

from laughgame.vision.face_crop import CROP_SIZE, crop_face, whole_image
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import ModelForm
from laughgame.vision.still_search import find_face
from training.command import command_parser, telling
from training.data import load
from training.data.sample import Sample
from training.evaluation.bootstrap import interval
from training.evaluation.everything import SETS
from training.evaluation.flips import Flips
from training.evaluation.judging import check_model
from training.evaluation.variant_rule import (
    HEADS,
    PARAGRAPH,
    Variant,
    as_json,
    paragraph,
    worth_shipping,
)
from training.evaluation.variants import make_variants
from training.files import check_marks, copy, write_between, write_text
from training.places import DETECTOR, SHIPPED

AT_ONCE: Final = 64
"""Crops that are held and judged together."""

RANGED_ON: Final = 192
"""Crops of training people that the ranges of int8 are taken from."""

ROUNDS: Final = 21
EACH_ROUND: Final = 20
"""Speed: each file judges this many frames in a row, in so many rounds."""


class Picture(NamedTuple):
    """A crop with its set and its truth: 0 or 1 for a smile, or 2 + the number of an emotion."""

    dataset: str
    truth: int
    crop: Image


def measure(files: Mapping[str, Path], pictures: Iterable[Picture]) -> list[Variant]:
    """Judge the same pictures with every file, the first of which the others are held against.

    The pictures are taken as they come; few are held at a time.
    """
    models = {name: LaughModel(file, threads=1) for name, file in files.items()}
    smiles: dict[str, list[np.ndarray]] = {name: [] for name in models}
    hits: dict[str, list[np.ndarray]] = {name: [] for name in models}
    datasets: list[str] = []
    truths: list[int] = []
    some: list[Image] = []
    remaining = iter(pictures)
    while batch := list(islice(remaining, AT_ONCE)):
        truth = np.array([one.truth for one in batch])
        crops = np.stack([one.crop for one in batch])
        for name, model in models.items():
            smile, emotions = model.read_stills(crops)
            said = np.where(truth < 2, smile > 0.5, 2 + emotions.argmax(axis=1))
            smiles[name].append(smile)
            hits[name].append(said == truth)
        datasets += [one.dataset for one in batch]
        truths += truth.tolist()
        some += [one.crop for one in batch][: EACH_ROUND - len(some)]
    spent = _speeds(models, np.stack(some))
    groups = _groups(np.array(datasets), np.array(truths))
    first = next(iter(models))
    before = np.concatenate(hits[first])
    variants = []
    for name in models:
        after = np.concatenate(hits[name])
        moved = np.abs(np.concatenate(smiles[name]) - np.concatenate(smiles[first]))
        gains = spent[first] / spent[name]
        low, high = interval(
            lambda rows, gains=gains: float(np.median(gains[rows])), [str(i) for i in range(ROUNDS)]
        )
        variants.append(
            Variant(
                name,
                files[name].stat().st_size / 1e6,
                float(np.median(spent[name])),
                float(np.median(gains)),
                low,
                high,
                {group: float(after[rows].mean()) for group, rows in groups.items()},
                {group: Flips.between(before[rows], after[rows]) for group, rows in groups.items()},
                float(np.quantile(moved, 0.99)),
            )
        )
    return variants


def _groups(dataset: np.ndarray, truth: np.ndarray) -> dict[str, np.ndarray]:
    """Return the pictures (a mask [N]) of every set and of every head that has any."""
    groups = {name: dataset == name for name in dict.fromkeys(dataset.tolist())}
    heads = zip(HEADS, (truth < 2, truth >= 2), strict=True)
    return groups | {head: rows for head, rows in heads if rows.any()}


def _speeds(models: Mapping[str, LaughModel], crops: np.ndarray) -> dict[str, np.ndarray]:
    """Return the processor milliseconds a frame of each round [ROUNDS].

    One thread does it all, so its own time leaves out what else the machine did.
    """
    spent: dict[str, list[float]] = {name: [] for name in models}
    for _ in range(ROUNDS):
        for name, model in models.items():
            begin = time.thread_time()
            for crop in crops:
                model.read(crop)
            spent[name].append(1000 * (time.thread_time() - begin) / len(crops))
    return {name: np.array(rounds) for name, rounds in spent.items()}


def held_out(
    samples: Mapping[str, Sequence[Sample]], detector: FaceDetector, most: int | None
) -> Iterator[Picture]:
    """Yield the labelled held-out pictures, at most about ``most`` a set."""
    for name, ones in samples.items():
        labelled = [one for one in ones if one.held_out and _truth(one) is not None]
        chosen = labelled if most is None else _spread(labelled, most)
        for one, crop in zip(chosen, crops_of(chosen, detector), strict=True):
            truth = _truth(one)
            assert truth is not None
            yield Picture(name, truth, crop)


def crops_of(samples: Sequence[Sample], detector: FaceDetector) -> Iterator[Image]:
    """Yield each sample's face as the runtime cuts it; one without a face is taken whole.

    What cannot be read is black, and as wrong for one variant as for the other.
    """
    for sample in tqdm(samples, unit="crop", disable=None):
        image = sample.read_if_readable()
        if image is None:
            image = np.zeros((CROP_SIZE, CROP_SIZE, 3), np.uint8)
        face = find_face(detector, image)
        yield whole_image(image) if face is None else crop_face(image, face)


def _spread(samples: Sequence[Sample], count: int) -> list[Sample]:
    """Return about ``count`` samples, evenly from the beginning to the end."""
    return list(samples[:: max(1, len(samples) // count)])[:count]


def _truth(sample: Sample) -> int | None:
    return sample.smile if sample.label is None else 2 + sample.label


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.smaller``; 0 when measured, 2 on bad usage."""
    parser = command_parser("smaller", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for variants and report")
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--ship", type=Path, help="put the best there, if one is worth it")
    parser.add_argument("--write-readme", type=Path, help="renew the paragraph in this file")
    parser.add_argument("--pictures", type=int, help="held-out pictures a set, instead of all")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        if check_model(chosen.model).form is not ModelForm.STREAM:
            raise ValueError(f"{chosen.model} is not in the stream form")
        if chosen.write_readme is not None:
            check_marks(chosen.write_readme, *PARAGRAPH)
        samples = load(chosen.data, SETS)
        trained = [one for ones in samples.values() for one in ones if one.split == "train"]
        if not trained:
            raise ValueError(f"nobody in {chosen.data} is on the train side, for int8's ranges")
    with FaceDetector(DETECTOR) as detector:
        ranged_on = list(crops_of(_spread(trained, RANGED_ON), detector))
        files = make_variants(chosen.model, chosen.out, ranged_on)
        variants = measure(files, held_out(samples, detector, chosen.pictures))
    text = paragraph(variants)
    write_text(chosen.out / "smaller.json", json.dumps(as_json(variants), indent=2) + "\n")
    write_text(chosen.out / "smaller.md", text)
    if chosen.write_readme is not None:
        write_between(chosen.write_readme, *PARAGRAPH, f"\n{text}")
    # Last, so that what is shipped is what the card speaks of.
    if chosen.ship is not None:
        worth = worth_shipping(variants)
        _ship(chosen.ship, None if worth is None else files[worth.name])
    print(text)
    return 0


def _ship(place: Path, variant: Path | None) -> None:
    """Put a variant in its place; where none is worth it, one of older weights goes."""
    if variant is None:
        place.unlink(missing_ok=True)
        return
    copy(variant, place)


if __name__ == "__main__":
    raise SystemExit(main())
