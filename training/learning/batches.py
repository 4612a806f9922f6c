"""Batches of augmented stills and films, drawn so that small sets are heard beside large ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from laughgame.game.reading import EMOTIONS
from laughgame.vision.frame import Image
from laughgame.vision.model_card import DEFAULT_MEAN, DEFAULT_STD, FRAMES
from training.learning.distributed import Process
from training.learning.losses import Targets
from training.learning.recipe import Recipe, Stage
from training.learning.soft_labels import SoftLabels
from training.pictures.augment import augment
from training.pictures.prepared import CROP, WHOLE, Prepared
from training.sequences.drift import drift, vary
from training.sequences.prepared import PreparedSequences

WHOLE_OF_TIGHT: Final = 0.5
"""How often a picture that is already a face crop is shown whole."""

WHOLE_OF_LOOSE: Final = 0.1
"""How often any other picture is: a player right before the lens is cut off too."""

STRIDES: Final = (1, 1, 2, 3)
"""Frames of a film between two of a sequence: a camera gives 30, 15 or 10 a second."""

Labels: TypeAlias = tuple[float, NDArray[np.float32]]
"""Smile and emotion [7], NaN where not labelled."""

Drawn: TypeAlias = tuple[Image, float, NDArray[np.float32]]
"""A picture, or a take of five, with its labels."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One picture or film of an epoch: which set, which row, and its augmentation's seed."""

    dataset: int
    row: int
    seed: int


@dataclass(frozen=True, slots=True)
class BatchDraw:
    """What one batch is made of: stills, stills that drift for five frames, and films."""

    stills: tuple[Draw, ...]
    drifting: tuple[Draw, ...]
    films: tuple[Draw, ...]

    def part(self, process: Process) -> "BatchDraw":
        """Return what one of several processes makes of it; all of it where it is alone."""
        rank, count = process.rank, process.count
        return BatchDraw(
            self.stills[rank::count], self.drifting[rank::count], self.films[rank::count]
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step learns from.

    ``stills`` float32 [N, 3, size, size] and ``sequences`` float32
    [M, 5, 3, size, size], both in −1…1; ``targets`` of all N + M, stills first.
    """

    stills: Tensor
    sequences: Tensor
    targets: Targets


@dataclass(frozen=True, slots=True)
class Material:
    """Everything there is to learn from: prepared stills and prepared films.

    ``taught`` is what teachers say of the stills, set by set; empty without teachers.
    """

    stills: tuple[Prepared, ...]
    films: tuple[PreparedSequences, ...] = ()
    taught: tuple[SoftLabels, ...] = ()


class TrainingBatches(Dataset[tuple[Tensor, ...]]):
    """The batches of one epoch, augmented.

    Each is uint8 stills [N, 3, size, size] and sequences [M, 5, 3, size, size],
    smile [N + M] and emotion [N + M, 7]; with teachers also their smile and emotion.
    """

    def __init__(
        self, material: Material, draws: Sequence[BatchDraw], size: int, recipe: Recipe
    ) -> None:
        self._material, self._draws, self._size, self._recipe = material, draws, size, recipe

    def __len__(self) -> int:
        return len(self._draws)

    def __getitem__(self, index: int) -> tuple[Tensor, ...]:
        draw = self._draws[index]
        stills = [self._still(one) for one in draw.stills]
        takes = [self._drifting(one) for one in draw.drifting]
        takes += [self._film(one) for one in draw.films]
        size = self._size
        return (
            _pictures([picture for picture, _, _ in stills], (size, size, 3)),
            _pictures([take for take, _, _ in takes], (FRAMES, size, size, 3)),
            *_stacked([(smile, emotion) for _, smile, emotion in (*stills, *takes)]),
            *(_stacked(self._taught(draw)) if self._material.taught else ()),
        )

    def _taught(self, draw: BatchDraw) -> list[Labels]:
        """Return what the teachers say of all that was drawn; of films they say nothing."""
        said = [
            (float(labels.smile[one.row]), labels.emotion[one.row])
            for one in (*draw.stills, *draw.drifting)
            for labels in (self._material.taught[one.dataset],)
        ]
        silence = (np.nan, np.full(len(EMOTIONS), np.nan, np.float32))
        return said + [silence] * len(draw.films)

    def _still(self, draw: Draw) -> Drawn:
        crop, random, labels = self._crop(draw)
        return (augment(crop, self._size, self._recipe.augmentation, random), *labels)

    def _drifting(self, draw: Draw) -> Drawn:
        crop, random, labels = self._crop(draw)
        return (drift(crop, self._size, self._recipe.augmentation, random), *labels)

    def _film(self, draw: Draw) -> Drawn:
        source = self._material.films[draw.dataset]
        random = np.random.default_rng(draw.seed)
        chosen = window(source.frames.shape[1], random)
        frames = np.asarray(source.frames[draw.row][chosen])
        take = vary(frames, self._size, self._recipe.augmentation, random)
        last = int(chosen[-1])
        return take, float(source.smile[draw.row, last]), source.emotion[draw.row, last]

    def _crop(self, draw: Draw) -> tuple[Image, np.random.Generator, Labels]:
        source = self._material.stills[draw.dataset]
        random = np.random.default_rng(draw.seed)
        share = WHOLE_OF_TIGHT if source.tight[draw.row] else WHOLE_OF_LOOSE
        which = WHOLE if random.random() < share else CROP
        emotion = emotion_target(source, draw.row, self._recipe.label_share)
        return source.crops[draw.row, which], random, (float(source.smile[draw.row]), emotion)


def window(length: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Choose five frames of a film of ``length`` frames, evenly apart, oldest first."""
    strides = [stride for stride in STRIDES if (FRAMES - 1) * stride < length]
    stride = int(random.choice(strides))
    last = int(random.integers((FRAMES - 1) * stride, length))
    return last - stride * np.arange(FRAMES - 1, -1, -1)


def emotion_target(source: Prepared, row: int, label_share: float) -> NDArray[np.float32]:
    """Blend the voters' shares with the set's own single label; NaN where there is none."""
    votes, label = source.emotion[row], source.label[row]
    if label < 0:
        return votes.copy()
    single = np.eye(len(votes), dtype=np.float32)[label]
    return (label_share * single + (1 - label_share) * votes).astype(np.float32)


def emotion_frequency(material: Material, recipe: Recipe) -> Tensor:
    """Return how often each emotion [7] is the target in an epoch of stills; sums to 1."""
    total = np.full(len(EMOTIONS), 1e-6)
    for source in material.stills:
        rows = np.flatnonzero(source.train & ~np.isnan(source.emotion).any(axis=1))
        targets = [emotion_target(source, int(row), recipe.label_share) for row in rows]
        if targets:
            total += np.sum(targets, axis=0) * recipe.repeats.get(source.name, 1.0)
    return torch.tensor(total / total.sum(), dtype=torch.float32)


def draw_epoch(
    material: Material, recipe: Recipe, stage: Stage, random: np.random.Generator
) -> list[BatchDraw]:
    """Draw the batches of one epoch; the last short batch is left, unless it is the only one.

    The stills give the epoch its length: each comes as often as ``repeats`` says
    (once where not named; a fraction draws that share).  Films, and the stills that
    drift, are drawn anew for every batch.
    """
    stills = _shuffled(_repeated(material.stills, recipe, random), random)
    films = np.array(_repeated(material.films, recipe, random), np.int64).reshape(-1, 2)
    batches = max(1, len(stills) // stage.batch)
    moving = recipe.films if len(films) else 0

    def drawn(rows: NDArray[np.int64]) -> tuple[Draw, ...]:
        return tuple(Draw(int(s), int(row), int(random.integers(2**31))) for s, row in rows)

    return [
        BatchDraw(
            drawn(stills[number * stage.batch : (number + 1) * stage.batch]),
            drawn(stills[random.integers(0, len(stills), recipe.drifting)]),
            drawn(films[random.integers(0, max(1, len(films)), moving)]),
        )
        for number in range(batches)
    ]


def training_batches(
    material: Material,
    draws: Sequence[BatchDraw],
    size: int,
    recipe: Recipe,
    workers: int,
) -> Iterator[Batch]:
    """Yield the drawn batches, made by ``workers`` processes (0: in this one)."""
    dataset = TrainingBatches(material, draws, size, recipe)
    loader = DataLoader(dataset, batch_size=None, num_workers=workers)
    for stills, sequences, smile, emotion, *taught in loader:
        targets = Targets(smile, emotion, Targets(*taught) if taught else None)
        yield Batch(scaled(stills), scaled(sequences), targets)


def scaled(pictures: Tensor) -> Tensor:
    """Scale uint8 pictures to the model contract's −1…1, which ImageNet's weights expect too."""
    mean, std = DEFAULT_MEAN[0], DEFAULT_STD[0]
    floats = pictures.to(torch.float32).sub_(mean).div_(std)
    layout = torch.channels_last if floats.ndim == 4 else torch.contiguous_format
    return floats.contiguous(memory_format=layout)


def _repeated(
    sets: Sequence[Prepared] | Sequence[PreparedSequences],
    recipe: Recipe,
    random: np.random.Generator,
) -> list[tuple[int, int]]:
    """Return (set, row) of everything trained on, as often as the recipe wants it."""
    chosen: list[tuple[int, int]] = []
    for number, source in enumerate(sets):
        # Of the stills, what was rejected when they were prepared is not trained on.
        trained = source.train if isinstance(source, Prepared) else source.split == "train"
        rows = np.flatnonzero(trained)
        wanted = recipe.repeats.get(source.name, 1.0)
        part = random.choice(rows, round(len(rows) * (wanted % 1)), replace=False)
        chosen += [(number, int(row)) for row in np.concatenate([rows] * int(wanted) + [part])]
    return chosen


def _shuffled(rows: list[tuple[int, int]], random: np.random.Generator) -> NDArray[np.int64]:
    return np.array(rows, np.int64)[random.permutation(len(rows))]


def _stacked(labels: Sequence[Labels]) -> tuple[Tensor, Tensor]:
    return (
        torch.tensor(np.array([smile for smile, _ in labels], np.float32)),
        torch.tensor(
            np.array([emotion for _, emotion in labels], np.float32).reshape(-1, len(EMOTIONS))
        ),
    )


def _pictures(pictures: Sequence[Image], shape: tuple[int, ...]) -> Tensor:
    """Stack pictures [..., h, w, 3] and put the channels before height and width."""
    stacked = np.stack(pictures) if pictures else np.empty((0, *shape), np.uint8)
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(stacked, -1, -3)))
