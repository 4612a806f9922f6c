"""The masked multi-task loss: every head learns only from the labels that exist."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Targets:
    """Labels of N sequences; NaN where a data set does not give one.

    ``smile`` [N] in 0–1, ``emotion`` [N, 7] distributions.
    """

    smile: Tensor
    emotion: Tensor


@dataclass(frozen=True, slots=True)
class LossParts:
    """The loss and what it is made of, each a scalar tensor."""

    total: Tensor
    smile: Tensor
    emotion: Tensor


def multi_task_loss(
    smile_logits: Tensor,
    emotion_logits: Tensor,
    targets: Targets,
    smile_weight: float = 1.0,
    emotion_weight: float = 1.0,
    smoothing: float = 0.0,
) -> LossParts:
    """Weigh the two heads' masked losses together.

    Per head: the sum over the labelled entries divided by their number, so a
    batch with few labels counts them in full and one with none adds exactly 0.
    ``smoothing`` moves the targets that far towards the uniform one.
    """
    smile = _masked_mean(
        functional.binary_cross_entropy_with_logits(
            smile_logits, _filled(targets.smile) * (1 - smoothing) + smoothing / 2, reduction="none"
        ),
        ~targets.smile.isnan(),
    )
    classes = emotion_logits.shape[1]
    emotion = _masked_mean(
        functional.cross_entropy(
            emotion_logits,
            _filled(targets.emotion) * (1 - smoothing) + smoothing / classes,
            reduction="none",
        ),
        ~targets.emotion.isnan().any(dim=1),
    )
    return LossParts(smile_weight * smile + emotion_weight * emotion, smile, emotion)


def _filled(labels: Tensor) -> Tensor:
    # The value under the mask is multiplied by zero later; NaN times zero stays NaN.
    return torch.nan_to_num(labels, nan=0.0)


def _masked_mean(losses: Tensor, valid: Tensor) -> Tensor:
    return (losses * valid).sum() / valid.sum().clamp(min=1)
