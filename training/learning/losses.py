"""The masked multi-task loss: every head learns only from the labels that exist."""

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from laughgame.game.reading import EMOTIONS
from training.learning import distributed
from training.learning.distillation_loss import (
    Distillation,
    emotion_distances,
    shares,
    smile_distances,
)

NEIGHBOURS: Final[dict[str, dict[str, float]]] = {
    "neutral": {"sad": 0.6, "angry": 0.2, "happy": 0.2},
    "angry": {"neutral": 0.3, "surprise": 0.3, "sad": 0.2, "disgust": 0.2},
    "disgust": {"angry": 0.4, "neutral": 0.3, "sad": 0.3},
    "fear": {"surprise": 0.6, "sad": 0.3, "neutral": 0.1},
    "happy": {"neutral": 0.6, "surprise": 0.4},
    "sad": {"neutral": 0.8, "angry": 0.2},
    "surprise": {"fear": 0.4, "neutral": 0.4, "happy": 0.2},
}
"""Which emotions each is taken for, and how often: each row sums to 1.

Ordered classes lend what they give up to their neighbours only, as in [0.8, 0.2, 0.0]
for young, middle and old.  Emotions have no such order; their neighbours are what the
minority of the FER+ voters (Barsoum et al., 2016) said of FER2013's training pictures
where most said the first, in round numbers.
"""


@dataclass(frozen=True, slots=True)
class Targets:
    """Labels of N sequences; NaN where a data set does not give one.

    ``smile`` [N] in 0–1, ``emotion`` [N, 7] distributions.  ``taught`` is what teachers
    say of the same sequences, where there are any.
    """

    smile: Tensor
    emotion: Tensor
    taught: "Targets | None" = None

    def to(self, device: torch.device) -> "Targets":
        """Return the same labels on a device."""
        taught = None if self.taught is None else self.taught.to(device)
        return Targets(self.smile.to(device), self.emotion.to(device), taught)


@dataclass(frozen=True, slots=True)
class LossParts:
    """The loss and what it is made of, each a scalar tensor."""

    total: Tensor
    smile: Tensor
    emotion: Tensor


@dataclass(frozen=True, slots=True)
class LossRecipe:
    """How the two heads' losses are made; the defaults are plain cross-entropies.

    ``smoothing`` moves the targets that far towards the uniform one, ``similarity``
    an emotion that far towards its :data:`NEIGHBOURS`.  ``focal`` is the exponent
    gamma that plays down what is already right (Lin et al., "Focal Loss for Dense
    Object Detection", 2017; for soft targets as in Li et al., "Generalized Focal
    Loss", 2020).  ``balance`` is the strength tau of the logit adjustment that stops
    frequent emotions from swallowing rare ones (Menon et al., "Long-tail learning via
    logit adjustment", 2021).  ``adaptive`` learns the heads' weights beside the given
    ones (Kendall et al., "Multi-Task Learning Using Uncertainty", 2018).
    """

    smile_weight: float = 1.0
    emotion_weight: float = 1.0
    smoothing: float = 0.0
    similarity: float = 0.0
    focal: float = 0.0
    balance: float = 0.0
    adaptive: bool = False

    def __post_init__(self) -> None:
        if not (0 <= self.smoothing < 1 and 0 <= self.similarity < 1):
            raise ValueError("loss: smoothing and similarity must be within 0 and 1, 1 excluded")
        if min(self.smile_weight, self.emotion_weight, self.focal, self.balance) < 0:
            raise ValueError("loss: weights, focal and balance must not be negative")


class MultiTaskLoss(nn.Module):
    """Weigh the two heads' masked losses together.

    Per head: the sum over the labelled entries divided by their number, so a batch
    with few labels counts them in full and one with none adds exactly 0.  The number is
    that of the whole batch where several processes share it.
    """

    def __init__(
        self,
        recipe: LossRecipe,
        frequency: Tensor | None = None,
        distill: Distillation | None = None,
    ) -> None:
        """``frequency`` [7] is how often each emotion is the target; uniform if not given."""
        super().__init__()
        self.recipe = recipe
        self.distill = distill or Distillation()
        classes = len(EMOTIONS)
        frequency = torch.full((classes,), 1 / classes) if frequency is None else frequency
        # Only who comes more rarely than a fair share is lifted: to lower the frequent ones
        # as well bought half a point of FER2013 with more than one of FER+.  The floor
        # keeps the offset of a class that never comes finite.
        prior = recipe.balance * torch.log((frequency * classes).clamp(0.01, 1.0))
        self.register_buffer("offset", prior, persistent=False)
        self.register_buffer("neighbours", similarity_matrix(), persistent=False)
        # Kendall's s = log of the variance of each head, smile first.
        self.log_variance = nn.Parameter(torch.zeros(2), requires_grad=recipe.adaptive)

    def forward(self, smile_logits: Tensor, emotion_logits: Tensor, targets: Targets) -> LossParts:
        """Return the loss of logits [N] and [N, 7]."""
        terms = [
            (self._smile_losses(smile_logits, _filled(targets.smile)), ~targets.smile.isnan()),
            (
                self._emotion_losses(emotion_logits, _filled(targets.emotion)),
                ~targets.emotion.isnan().any(dim=1),
            ),
        ]
        if targets.taught is None:
            smile, emotion = (_weighted_mean((losses, mask.float())) for losses, mask in terms)
        else:
            distances = self._distances(smile_logits, emotion_logits, targets.taught)
            smile, emotion = (
                self._with_teachers(*label, *teacher)
                for label, teacher in zip(terms, distances, strict=True)
            )
        total = self._weighed(smile, self.recipe.smile_weight, 0) + self._weighed(
            emotion, self.recipe.emotion_weight, 1
        )
        return LossParts(total, smile, emotion)

    def _distances(
        self, smile_logits: Tensor, emotion_logits: Tensor, taught: Targets
    ) -> list[tuple[Tensor, Tensor]]:
        """Return each head's distances [N] from its teachers, and where they said anything."""
        smile, emotion, warm = taught.smile, taught.emotion, self.distill.temperature
        return [
            (smile_distances(smile_logits, _filled(smile), warm), ~smile.isnan()),
            (
                emotion_distances(emotion_logits, _filled(emotion), warm),
                ~emotion.isnan().any(dim=1),
            ),
        ]

    def _with_teachers(
        self, losses: Tensor, labelled: Tensor, distances: Tensor, taught: Tensor
    ) -> Tensor:
        label, word = shares(labelled.float(), taught.float(), self.distill.share)
        return _weighted_mean((losses, label), (distances, word))

    def _weighed(self, loss: Tensor, weight: float, head: int) -> Tensor:
        if not self.recipe.adaptive:
            return weight * loss
        # exp(−s)·L + s/2: both heads are classifiers, Kendall's equation 10.
        variance = self.log_variance[head]
        return weight * (torch.exp(-variance) * loss + variance / 2)

    def _smile_losses(self, logits: Tensor, wanted: Tensor) -> Tensor:
        wanted = wanted * (1 - self.recipe.smoothing) + self.recipe.smoothing / 2
        losses = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        if self.recipe.focal:
            losses = losses * (wanted - torch.sigmoid(logits)).abs() ** self.recipe.focal
        return losses

    def _emotion_losses(self, logits: Tensor, wanted: Tensor) -> Tensor:
        similar = self.recipe.similarity
        wanted = wanted * (1 - similar) + wanted @ self.neighbours * similar
        wanted = wanted * (1 - self.recipe.smoothing) + self.recipe.smoothing / wanted.shape[1]
        logs = torch.log_softmax(logits + self.offset, dim=1)
        if self.recipe.focal:
            logs = logs * (wanted - logs.exp()).abs() ** self.recipe.focal
        return -(wanted * logs).sum(dim=1)


def similarity_matrix() -> Tensor:
    """Return :data:`NEIGHBOURS` as a matrix [from, to] in the order of ``EMOTIONS``."""
    return torch.tensor(
        [[NEIGHBOURS[one].get(other, 0.0) for other in EMOTIONS] for one in EMOTIONS]
    )


def _filled(labels: Tensor) -> Tensor:
    # The value under the mask is multiplied by zero later; NaN times zero stays NaN.
    return torch.nan_to_num(labels, nan=0.0)


def _weighted_mean(*terms: tuple[Tensor, Tensor]) -> Tensor:
    """Return the mean of losses [N] with weights [N]; exactly 0 where no weight is."""
    # Every process divides by the mean of all their weights, so that the mean of their
    # losses is that of the whole batch.
    weight = distributed.mean(sum(weights.sum() for _, weights in terms))
    total = sum((losses * weights).sum() for losses, weights in terms)
    return total / torch.where(weight > 0, weight, torch.ones_like(weight))
