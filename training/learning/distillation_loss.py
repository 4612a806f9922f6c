"""Learning from what a teacher says beside what the labels say.

Hinton et al., "Distilling the Knowledge in a Neural Network", 2015,
https://arxiv.org/abs/1503.02531: both sides are softened by a temperature T, so that
the small probabilities count, which tell what a face might also have been.  Gradients
of softened answers shrink with T²; multiplying by T² keeps the two losses' balance at
any temperature.
"""

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

TINY: Final = 1e-6
"""Probabilities of a teacher are kept this far from 0 and 1 before their logarithm."""


@dataclass(frozen=True, slots=True)
class Distillation:
    """How much is learned from teachers: the recipe's table ``[distill]``.

    ``share`` (0–1) is the weight of a teacher's word where there is a label too;
    0 learns from labels alone.
    """

    share: float = 0.0
    temperature: float = 2.0

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1 or self.temperature <= 0:
            raise ValueError("distill: share must be within 0 and 1, the temperature above 0")


def smile_distances(logits: Tensor, taught: Tensor, temperature: float) -> Tensor:
    """Return how far smile logits [N] are from a teacher's probabilities [N], each ≥ 0.

    The cross-entropy with the softened target, less what no student can undercut.
    """
    softened = torch.sigmoid(torch.logit(taught, eps=TINY) / temperature)
    said = logits / temperature
    crossed = functional.binary_cross_entropy_with_logits(said, softened, reduction="none")
    least = functional.binary_cross_entropy(softened, softened, reduction="none")
    return temperature**2 * (crossed - least)


def emotion_distances(logits: Tensor, taught: Tensor, temperature: float) -> Tensor:
    """Return the divergences [N] of emotion logits [N, 7] from a teacher's probabilities."""
    softened = torch.log_softmax(taught.clamp(min=TINY).log() / temperature, dim=1)
    said = torch.log_softmax(logits / temperature, dim=1)
    divergence = functional.kl_div(said, softened, reduction="none", log_target=True)
    return temperature**2 * divergence.sum(dim=1)


def shares(labelled: Tensor, taught: Tensor, share: float) -> tuple[Tensor, Tensor]:
    """Return the weights of labels and of teachers, each [N], from two masks [N].

    With both, a teacher's word counts ``share`` and the label the rest; a label alone
    counts in full, and a teacher's word alone its ``share``.
    """
    word = share * taught
    return labelled * (1 - word), word
