"""A second opinion on prepared crops: a frozen network's view, and a linear classifier over it.

The classifier is fitted in seconds, on any labels, again and again, and can be asked
about pictures that it was not fitted on, which is what finding wrong labels takes.
Two eyes are lent: MobileNetV3-Small as ImageNet left it, which was never taught on
faces, and a model file of ours, which knows them well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path
from typing import Final, Protocol

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from tqdm import tqdm

from laughgame.vision.model_card import (
    DEFAULT_MEAN,
    DEFAULT_STD,
    FEATURES,
    FRAMES,
    ContractError,
    ModelForm,
)
from laughgame.vision.model_contract import open_model
from training.learning.batches import scaled
from training.learning.network import DualHeadSmileDetector
from training.pictures.prepared import CROP, Prepared
from training.teaching.teachers import load_imagenet

EARLY: Final = 4
"""After so many blocks the texture is read off; drawings differ there."""

FOLDS: Final = 4

STEPS: Final = 60

RAREST: Final = 20.0

Floats = NDArray[np.float32]


class Eye(Protocol):
    """Looks at uint8 pictures [N, size, size, 3] and returns float32 features [N, D]."""

    size: int

    def look(self, pictures: NDArray[np.uint8]) -> Floats: ...


class ImageNetEye:
    """Mean and spread of the early features, mean and maximum of the last: [N, 1200].

    It is shown everything in gray, as most sets are.
    """

    size = 112

    def __init__(self, imagenet: Path) -> None:
        """Load the weights; raises ``ValueError`` naming a file that does not fit."""
        network = DualHeadSmileDetector()
        load_imagenet(network, imagenet)
        network.eval().to(memory_format=torch.channels_last)
        self._early, self._late = network.features[:EARLY], network.features[EARLY:]

    @torch.inference_mode()
    def look(self, pictures: NDArray[np.uint8]) -> Floats:
        gray = np.stack([cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in pictures])
        early = self._early(scaled(torch.from_numpy(gray)[:, None].expand(-1, 3, -1, -1)))
        late = self._late(early)
        means = [early.mean((2, 3)), early.std((2, 3)), late.mean((2, 3)), late.amax((2, 3))]
        return np.asarray(torch.cat(means, dim=1).numpy(), np.float32)


class ModelEye:
    """The features [N, 256] of a model file in the stream form."""

    size = 224

    def __init__(self, model: Path) -> None:
        """Open the file; raises ``ValueError`` naming one that is damaged or of another form."""
        try:
            opened = open_model(model, cpu_count() or 1)
        except ContractError as error:
            raise ValueError(f"{model}: {error}") from error
        if opened.card.form != ModelForm.STREAM:
            raise ValueError(f"{model} gives no features: take the model's stream form")
        self._session = opened.session

    def look(self, pictures: NDArray[np.uint8]) -> Floats:
        frame = (pictures.astype(np.float32) - DEFAULT_MEAN) / DEFAULT_STD
        history = np.zeros((len(pictures), FRAMES - 1, FEATURES), np.float32)
        inputs = {"frame": frame.transpose(0, 3, 1, 2).astype(np.float32), "history": history}
        return np.asarray(self._session.run(["features"], inputs)[0], np.float32)


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


def look_at(one: Prepared, eye: Eye, batch: int = 64) -> Floats:
    """Return the features [N, D] of a set's crops."""
    return np.concatenate([eye.look(pictures) for pictures in _batches(one, eye.size, batch)])


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


def out_of_fold(
    features: Floats,
    classes: NDArray[np.int64],
    groups: NDArray[np.str_],
    taught: NDArray[np.bool_] | None = None,
) -> Floats:
    """Return the probabilities [N, classes] by classifiers that never met the picture's group.

    Only where ``taught`` [N] is true (everywhere if not given) is a picture fitted on; the
    others are judged by the classifier of their fold.  Classes weigh the same however rare,
    up to ``RAREST`` times: being rare is no proof of being wrong.
    """
    taught = np.ones(len(features), bool) if taught is None else taught
    _, number = np.unique(groups, return_inverse=True)
    fold = np.random.default_rng(0).integers(0, FOLDS, number.max() + 1)[number]
    counts = np.bincount(classes[taught], minlength=classes.max() + 1)
    shares = np.minimum(counts.max() / np.maximum(counts, 1), RAREST).astype(np.float32)
    answers = np.zeros((len(features), len(counts)), np.float32)
    for one in range(FOLDS):
        away = fold == one
        fitted = taught & ~away
        if away.any() and fitted.any():
            known = classes[fitted]
            classifier = fit(features[fitted], known, shares[known])
            logits = classifier.logits(features[away])
            answers[away, : logits.shape[1]] = torch.from_numpy(logits).softmax(dim=1).numpy()
    return answers


def _batches(one: Prepared, size: int, batch: int) -> Iterator[NDArray[np.uint8]]:
    """Yield pictures in colour, uint8 [N, size, size, 3]."""
    starts = range(0, len(one.crops), batch)
    for start in tqdm(starts, desc=f"looking at {one.name}", unit=" batches", disable=None):
        pictures = []
        for crop in one.crops[start : start + batch, CROP]:
            method = cv2.INTER_AREA if len(crop) > size else cv2.INTER_LINEAR
            resized = cv2.resize(np.ascontiguousarray(crop), (size, size), interpolation=method)
            gray = resized.ndim == 2
            pictures.append(cv2.cvtColor(resized, cv2.COLOR_GRAY2RGB) if gray else resized)
        yield np.stack(pictures)
