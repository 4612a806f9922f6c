"""Whose faces the films show: photographs of one side, by what they are good for."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_detector import FaceDetector
from training.data import load
from training.data.sample import Sample
from training.data.splits import Split
from training.pictures.manifest import read_manifest
from training.pictures.prepared import read_sets
from training.sequences.expression import Anatomy
from training.sequences.portrait import BLENDSHAPES, Landmarker, Portrait, portrait_of
from training.sequences.teeth import Inside

SETS: Final = ("london", "genki4k", "press_faces")

SIDES: Final[tuple[Split, ...]] = ("train", "validation")
"""Who is filmed: people to learn from and people to choose by; the test people never."""

UNSMILING: Final = 0.3
"""Blendshape mouthSmile up to which a face without a smile label is taken not to smile."""

SMILING: Final = 0.5
"""From here on a face that is labelled smiling does so plainly enough to talk meanwhile."""

SHOWS_TEETH: Final = 0.08
"""From this gap between the lips on, in eye distances, a smile shows a row of teeth."""

MOST_ROUNDS: Final = 3
"""So often everybody is looked at in vain before the search is given up."""

NEUTRAL: Final = EMOTIONS.index("neutral")


class Faces:
    """One side's photographs of the sets, and their portraits when asked for."""

    def __init__(
        self,
        data: Path,
        prepared: Path,
        split: Split,
        detector: FaceDetector,
        landmarker: Landmarker,
    ) -> None:
        """Load the tables.

        Raises ``FileNotFoundError`` where a set is missing, ``ValueError`` where one has
        nobody on this side.
        """
        self.split: Final = split
        self._samples = filmable(data, prepared, split)
        self.detector, self.landmarker = detector, landmarker

    def pairs(self) -> Iterator[tuple[str, Portrait, Portrait]]:
        """Yield everybody of the London set as name, neutral and smiling portrait."""
        people: dict[str, dict[int | None, Sample]] = {}
        for sample in self._samples["london"]:
            people.setdefault(sample.group, {})[sample.smile] = sample
        for person, both in sorted(people.items()):
            portraits = [self._portrait(both[smile]) for smile in (0, 1) if smile in both]
            if len(portraits) == 2 and portraits[0] and portraits[1]:
                yield f"london/{person}", portraits[0], portraits[1]

    def insides(self) -> list[Inside]:
        """Return the insides of the mouths that show teeth in the London set."""
        portraits = [smiling for _, _, smiling in self.pairs()]
        return [Inside.of(portrait) for portrait in portraits if _gap(portrait) > SHOWS_TEETH]

    def unsmiling(
        self, random: np.random.Generator, london: bool = True, at_most: float = UNSMILING
    ) -> Iterator[tuple[Sample, Portrait]]:
        """Yield faces without a smile for ever, half of GENKI-4K, the rest of the others.

        None of them has a blendshape mouthSmile above ``at_most``.
        """
        chosen = {
            "london": [s for s in self._samples["london"] if s.smile == 0],
            "genki4k": [s for s in self._samples["genki4k"] if s.smile == 0],
            "press_faces": [s for s in self._samples["press_faces"] if s.label == NEUTRAL],
        }
        shares = (0.3, 0.5, 0.2) if london else (0.0, 0.6, 0.4)
        yield from self._drawn(chosen, shares, random, lambda smile: smile <= at_most)

    def smiling(self, random: np.random.Generator) -> Iterator[tuple[Sample, Portrait]]:
        """Yield plainly smiling faces for ever, most of GENKI-4K."""
        chosen = {
            name: [s for s in self._samples[name] if s.smile == 1] for name in ("london", "genki4k")
        }
        yield from self._drawn(chosen, (0.2, 0.8), random, lambda smile: smile >= SMILING)

    def _drawn(
        self,
        chosen: dict[str, list[Sample]],
        shares: Sequence[float],
        random: np.random.Generator,
        fits: Callable[[float], bool],
    ) -> Iterator[tuple[Sample, Portrait]]:
        """Go through each set in random order, and again when it is used up.

        Raises ``ValueError`` where as many faces as there are yield none of use.
        """
        queues = {name: iter(()) for name in chosen}
        names = list(chosen)
        everybody = sum(map(len, chosen.values()))
        fruitless = 0
        while fruitless <= MOST_ROUNDS * everybody:
            name = names[random.choice(len(names), p=shares)]
            sample = next(queues[name], None)
            if sample is None:
                order = random.permutation(len(chosen[name]))
                queues[name] = iter([chosen[name][index] for index in order])
                fruitless += not chosen[name]
                continue
            portrait = self._portrait(sample)
            if portrait is not None and fits(smile_of(portrait)):
                yield sample, portrait
                fruitless = 0
            else:
                fruitless += 1
        raise ValueError(f"{self.split}: none of {everybody} faces can be filmed as is wanted")

    def _portrait(self, sample: Sample) -> Portrait | None:
        image = sample.read_if_readable()
        return None if image is None else portrait_of(image, self.detector, self.landmarker)


def filmable(data: Path, prepared: Path, split: Split) -> dict[str, list[Sample]]:
    """Return the pictures of each set that are on one side, and no other.

    What was rejected when the set was prepared, a copy of a held-out picture above all,
    is not to come back as a film.
    """
    read_sets(prepared, SETS)  # says which are not complete
    chosen = {}
    for name, samples in load(data, SETS).items():
        rows = read_manifest(prepared / f"{name}.csv")
        kept = {row["file"] for row in rows if row["split"] == split and not row.get("reject")}
        chosen[name] = [one for one in samples if one.split == split and one.name in kept]
        if not chosen[name]:
            raise ValueError(f"{name}: nobody of the {split} side may be filmed")
    return chosen


def _gap(portrait: Portrait) -> float:
    """Return how far the lips are apart, in eye distances."""
    upper, lower = portrait.landmarks[13, :2], portrait.landmarks[14, :2]
    return float(np.linalg.norm(lower - upper)) / Anatomy(portrait.landmarks).unit


def smile_of(portrait: Portrait) -> float:
    """Return the mean of the blendshapes mouthSmileLeft and mouthSmileRight, 0–1."""
    sides = [BLENDSHAPES.index(f"mouthSmile{side}") for side in ("Left", "Right")]
    return float(portrait.blendshapes[sides].mean())
