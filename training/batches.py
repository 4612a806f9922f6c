"""Batches of augmented crops, drawn so that small sets are heard beside large ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from laughgame.vision.model_card import DEFAULT_MEAN, DEFAULT_STD
from training.augment import Augmentation, augment
from training.losses import Targets
from training.prepare import CROP, WHOLE, Prepared

WHOLE_OF_TIGHT = 0.5
"""How often a picture that is already a face crop is shown whole."""

WHOLE_OF_LOOSE = 0.1
"""How often any other picture is: a player right before the lens is cut off too."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One picture of an epoch: which set, which row, and the seed of its augmentation."""

    dataset: int
    row: int
    seed: int


class TrainingPictures(Dataset[tuple[Tensor, Tensor, Tensor]]):
    """The drawn pictures of one epoch, augmented: uint8 [3, size, size], smile, emotion."""

    def __init__(
        self, sets: Sequence[Prepared], draws: Sequence[Draw], size: int, how: Augmentation
    ) -> None:
        self._sets, self._draws, self._size, self._how = sets, draws, size, how

    def __len__(self) -> int:
        return len(self._draws)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        draw = self._draws[index]
        source = self._sets[draw.dataset]
        random = np.random.default_rng(draw.seed)
        share = WHOLE_OF_TIGHT if source.tight[draw.row] else WHOLE_OF_LOOSE
        which = WHOLE if random.random() < share else CROP
        picture = augment(source.crops[draw.row, which], self._size, self._how, random)
        return (
            torch.from_numpy(picture.transpose(2, 0, 1).copy()),
            torch.tensor(source.smile[draw.row]),
            torch.from_numpy(source.emotion[draw.row].copy()),
        )


def draw_epoch(
    sets: Sequence[Prepared], repeats: Mapping[str, float], random: np.random.Generator
) -> list[Draw]:
    """Draw the training pictures of one epoch in random order.

    ``repeats`` says how often each set's pictures come per epoch (1 where not
    named); a fraction draws that share of them.
    """
    draws: list[Draw] = []
    for number, prepared in enumerate(sets):
        rows = np.flatnonzero(prepared.train)
        wanted = repeats.get(prepared.name, 1.0)
        chosen = np.concatenate(
            [rows] * int(wanted)
            + [random.choice(rows, round(len(rows) * (wanted % 1)), replace=False)]
        )
        draws += [Draw(number, int(row), int(random.integers(2**31))) for row in chosen]
    order = random.permutation(len(draws))
    return [draws[index] for index in order]


def training_batches(
    sets: Sequence[Prepared],
    draws: Sequence[Draw],
    size: int,
    batch: int,
    workers: int,
    how: Augmentation,
) -> Iterator[tuple[Tensor, Targets]]:
    """Yield (frames float32 [N, 3, size, size] in −1…1, targets); the last short batch is left."""
    loader = DataLoader(
        TrainingPictures(sets, draws, size, how),
        batch_size=batch,
        num_workers=workers,
        drop_last=len(draws) > batch,
    )
    for pictures, smile, emotion in loader:
        yield scaled(pictures), Targets(smile, emotion)


def scaled(pictures: Tensor) -> Tensor:
    """Scale uint8 pictures to the model contract's −1…1, which ImageNet's weights expect too."""
    mean, std = DEFAULT_MEAN[0], DEFAULT_STD[0]
    floats = pictures.to(torch.float32).sub_(mean).div_(std)
    return floats.contiguous(memory_format=torch.channels_last)
