"""A second opinion: what a network that was never trained on faces makes of the crops.

The eye is MobileNetV3-Small as ImageNet left it, frozen; a linear classifier over
what it sees is fitted in seconds, on any labels, again and again.  It knows less
than a network trained end to end, but it can be asked about pictures that it was
not fitted on, which is what finding wrong labels takes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from tqdm import tqdm

from training.batches import scaled
from training.network import DualHeadSmileDetector, load_imagenet
from training.prepared import CROP, Prepared

SIZE: Final = 112
"""Side of the pictures the eye is shown."""

EARLY: Final = 4
"""After so many blocks the texture is read off; drawings differ there."""

FOLDS: Final = 4

STEPS: Final = 60

Floats = NDArray[np.float32]


class FrozenEye(nn.Module):
    """Mean and spread of the early features, mean and maximum of the last: [N, 1248]."""

    def __init__(self, imagenet: Path) -> None:
        """Load the weights; raises ``RuntimeError`` where they do not fit."""
        super().__init__()
        network = DualHeadSmileDetector()
        load_imagenet(network, imagenet)
        self.early, self.late = network.features[:EARLY], network.features[EARLY:]
        self.eval().to(memory_format=torch.channels_last)

    @torch.inference_mode()
    def forward(self, pictures: Tensor) -> Tensor:
        """Look at uint8 pictures [N, 3, size, size]."""
        early = self.early(scaled(pictures))
        late = self.late(early)
        return torch.cat(
            [early.mean((2, 3)), early.std((2, 3)), late.mean((2, 3)), late.amax((2, 3))], dim=1
        )


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear classifier over standardised features."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats

    def logits(self, features: Floats) -> Floats:
        """Return the logits [N, classes] of features [N, D]."""
        standard = (features - self.mean) / self.scale
        return np.asarray(standard @ self.weights + self.bias, np.float32)


def look_at(one: Prepared, eye: FrozenEye, batch: int = 128) -> Floats:
    """Return the features [N, 1248] of a set's crops, seen in gray, as most sets are."""
    parts = [eye(torch.from_numpy(pictures)).numpy() for pictures in _batches(one, batch)]
    return np.concatenate(parts).astype(np.float32)


def fit(
    features: Floats,
    classes: NDArray[np.int64],
    weights: Floats | None = None,
    decay: float = 1e-3,
) -> Classifier:
    """Fit by weighted cross-entropy plus ``decay`` times the squared weights (L-BFGS)."""
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    standard = torch.from_numpy((features - mean) / scale)
    wanted, count = torch.from_numpy(classes), int(classes.max()) + 1
    share = torch.ones(len(classes)) if weights is None else torch.from_numpy(weights)
    matrix = torch.zeros(standard.shape[1], count, requires_grad=True)
    bias = torch.zeros(count, requires_grad=True)
    # The tolerances are for steps in the thousands of values together.
    optimizer = torch.optim.LBFGS(
        [matrix, bias], max_iter=STEPS, tolerance_grad=1e-9, tolerance_change=1e-12,
        line_search_fn="strong_wolfe",
    )  # fmt: skip

    def loss() -> Tensor:
        optimizer.zero_grad()
        each = nn.functional.cross_entropy(standard @ matrix + bias, wanted, reduction="none")
        total = (each * share).sum() / share.sum() + decay * matrix.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return Classifier(mean, scale, matrix.detach().numpy(), bias.detach().numpy())


def out_of_fold(features: Floats, classes: NDArray[np.int64], groups: NDArray[np.str_]) -> Floats:
    """Return the probabilities [N, classes] by classifiers that never met the picture's group."""
    _, number = np.unique(groups, return_inverse=True)
    fold = np.random.default_rng(0).integers(0, FOLDS, number.max() + 1)[number]
    answers = np.zeros((len(features), int(classes.max()) + 1), np.float32)
    for one in range(FOLDS):
        away = fold == one
        if away.any() and len(np.unique(classes[~away])) == answers.shape[1]:
            logits = fit(features[~away], classes[~away]).logits(features[away])
            answers[away] = torch.from_numpy(logits).softmax(dim=1).numpy()
    return answers


def _batches(one: Prepared, batch: int) -> Iterator[NDArray[np.uint8]]:
    """Yield gray pictures, uint8 [N, 3, size, size]."""
    starts = range(0, len(one.crops), batch)
    for start in tqdm(starts, desc=f"looking at {one.name}", unit=" batches", disable=None):
        pictures = []
        for crop in one.crops[start : start + batch, CROP]:
            small = cv2.resize(
                np.ascontiguousarray(crop), (SIZE, SIZE), interpolation=cv2.INTER_AREA
            )
            gray = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
            pictures.append(np.broadcast_to(gray, (3, SIZE, SIZE)))
        yield np.stack(pictures)
