"""Would a smaller model file do? int8 and float16 beside float32, in one run.

    python -m training.smaller --data DATA --out runs/smaller

makes three variants of a model file, judges the same held-out crops with each and
measures their speed in turns, so that what else the machine does falls on all alike:

- ``int8``: convolutions and linear layers in 8 bits, their ranges taken from crops of
  *training* people (static quantisation, Jacob et al., 2018,
  https://arxiv.org/abs/1712.05877), the LSTM's weights in 8 bits as well;
- ``int8 memory``: only the LSTM and the linear layers behind it, ranges found as it runs;
- ``float16``: all weights and sums in 16 bits.

A variant is worth shipping where it costs less than 0.3 points on every set and is
faster beyond the doubt of the measurement.  ``OUT`` receives the variants,
``smaller.json`` and ``smaller.md``, a paragraph for the model card.
"""

import argparse
import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from tqdm import tqdm

from laughgame.vision.face_crop import crop_face, whole_image
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.still_search import find_face
from training.clips import MODELS
from training.cropping import DETECTOR
from training.data import load
from training.data.sample import Sample
from training.evaluation.bootstrap import interval
from training.evaluation.everything import SETS
from training.evaluation.variants import make_variants

MOST_LOST: Final = 0.003
"""Accuracy, as a share, that a variant may cost on any set."""

RANGED_ON: Final = 192
"""Crops of training people that the ranges of int8 are taken from."""

ROUNDS: Final = 21
EACH_ROUND: Final = 20
"""Speed: each file judges this many frames in a row, in so many rounds."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A model file's size, speed and shares right by set.

    ``frame_ms`` is processor time; ``faster`` how many times as fast as the first file,
    with the 95 % interval ``faster_low`` to ``faster_high`` over the rounds.
    """

    name: str
    megabytes: float
    frame_ms: float
    faster: float
    faster_low: float
    faster_high: float
    right: dict[str, float]
    most_smile_moved: float

    def lost_against(self, other: "Variant") -> float:
        """Return the largest loss of accuracy on any set, as a share; negative for a gain."""
        return max(other.right[name] - self.right[name] for name in other.right)


def measure(
    files: Mapping[str, Path], crops: Mapping[str, tuple[np.ndarray, np.ndarray]]
) -> list[Variant]:
    """Judge the same crops with every file; ``crops`` gives set → (crops [N], truths [N]).

    A truth is 0 or 1 for a smile, and 2 + the number of an emotion.
    """
    models = {name: LaughModel(file, threads=1) for name, file in files.items()}
    some = next(iter(crops.values()))[0][:EACH_ROUND]
    spent = _speeds(models, some)
    first: dict[str, np.ndarray] = {}
    variants = []
    for name, model in models.items():
        right, moved = {}, 0.0
        for dataset, (pictures, truth) in crops.items():
            smile, emotions = model.read_stills(pictures)
            said = np.where(truth < 2, smile > 0.5, 2 + emotions.argmax(axis=1))
            right[dataset] = float((said == truth).mean())
            base = first.setdefault(dataset, smile)
            moved = max(moved, float(np.quantile(np.abs(smile - base), 0.99)))
        megabytes = files[name].stat().st_size / 1e6
        gains = spent[next(iter(models))] / spent[name]
        low, high = interval(
            lambda rows, gains=gains: float(np.median(gains[rows])), [str(i) for i in range(ROUNDS)]
        )
        variants.append(
            Variant(
                name,
                megabytes,
                float(np.median(spent[name])),
                float(np.median(gains)),
                low,
                high,
                right,
                moved,
            )
        )
    return variants


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


def verdict(base: Variant, variant: Variant) -> str:
    """Say in one clause whether a variant is worth shipping, and why not."""
    lost = variant.lost_against(base)
    if lost >= MOST_LOST:
        return f"not shipped: it costs {100 * lost:.1f} points on one set"
    if variant.faster_low <= 1:
        return "not shipped: it is no faster"
    return f"worth shipping: it costs {100 * max(0, lost):.1f} points"


def worth_shipping(variants: Sequence[Variant]) -> Variant | None:
    """Return the fastest variant that keeps the rule; the first of ``variants`` is the base."""
    base, *others = variants
    kept = [one for one in others if verdict(base, one).startswith("worth")]
    return max(kept, key=lambda one: one.faster, default=None)


def paragraph(variants: Sequence[Variant]) -> str:
    """Return the Markdown for the model card."""
    base = variants[0]
    sets = list(base.right)
    heads = (
        "variant",
        "size",
        "a frame, one core",
        "times as fast",
        *(f"{name}, right" for name in sets),
    )
    lines = [f"| {' | '.join((*heads, 'verdict'))} |", "|" + "---|" * (len(heads) + 1)]
    for one in variants:
        shares = (f"{100 * one.right[name]:.1f} %" for name in sets)
        said = "shipped" if one is base else verdict(base, one)
        gain = (
            "" if one is base else f"{one.faster:.2f} ({one.faster_low:.2f}–{one.faster_high:.2f})"
        )
        size, speed = f"{one.megabytes:.1f} MB", f"{one.frame_ms:.2f} ms"
        cells = (one.name, size, speed, gain, *shares, said)
        lines.append(f"| {' | '.join(cells)} |")
    worth = worth_shipping(variants)
    end = "By that rule float32 stays alone."
    if worth is not None:
        end = (
            f"By that rule {worth.name} is worth shipping beside float32. It saves "
            f"{base.frame_ms - worth.frame_ms:.2f} ms a frame of the network's own time."
        )
    return (
        "**Smaller variants** (`python -m training.smaller`), judged on the same held-out crops "
        "and timed in turns in the same run. The rule: under 0.3 points lost on every set, and "
        "faster with 95 % certainty.\n\n" + "\n".join(lines) + f"\n\n{end}\n"
    )


def crops_of(samples: Sequence[Sample], detector: FaceDetector) -> Iterator[Image]:
    """Yield each sample's face as the runtime cuts it; one without a face is taken whole."""
    for sample in tqdm(samples, unit="crop", disable=None):
        image = sample.read()
        face = find_face(detector, image)
        yield whole_image(image) if face is None else crop_face(image, face)


def _spread(samples: Sequence[Sample], count: int) -> list[Sample]:
    """Return about ``count`` samples, evenly from the beginning to the end."""
    return list(samples[:: max(1, len(samples) // count)])[:count]


def _truth(sample: Sample) -> int | None:
    return sample.smile if sample.label is None else 2 + sample.label


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.smaller``; 0 when measured, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.smaller", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for variants and report")
    parser.add_argument("--model", type=Path, default=MODELS / "dual_head_stream.onnx")
    parser.add_argument("--ship", type=Path, help="where to put the best, if one is worth it")
    parser.add_argument("--pictures", type=int, default=1000, help="held-out pictures a set")
    chosen = parser.parse_args(arguments)
    try:
        samples = load(chosen.data, SETS)
        trained = [one for ones in samples.values() for one in ones if one.split == "train"]
        with FaceDetector(DETECTOR) as detector:
            ranged_on = list(crops_of(_spread(trained, RANGED_ON), detector))
            crops = {}
            for name, ones in samples.items():
                held_out = _spread(
                    [one for one in ones if one.held_out and _truth(one) is not None],
                    chosen.pictures,
                )
                truth = np.array([_truth(one) for one in held_out])
                crops[name] = np.stack(list(crops_of(held_out, detector))), truth
        files = make_variants(chosen.model, chosen.out, ranged_on)
    except (FileNotFoundError, ValueError) as error:
        parser.error(str(error))
    variants = measure(files, crops)
    worth = worth_shipping(variants)
    if chosen.ship is not None and worth is not None:
        part = chosen.ship.with_suffix(".part")
        shutil.copyfile(files[worth.name], part)
        part.replace(chosen.ship)
    text = paragraph(variants)
    (chosen.out / "smaller.json").write_text(
        json.dumps([asdict(one) for one in variants], indent=2) + "\n", encoding="utf-8"
    )
    (chosen.out / "smaller.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
