"""How much each member of an ensemble counts: the mixture that makes the labels likeliest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from training.learning.batches import emotion_target
from training.learning.soft_labels import SoftLabels
from training.pictures.prepared import Prepared
from training.scoring.calibration import Calibration, fit_emotion, fit_smile, logit

ROUNDS: Final = 500

LABEL_SHARE: Final = 0.7
"""Weight of a picture's own emotion beside its voters, as in the recipes that listen."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Vote:
    """What a member's word is worth: how it is calibrated, and its share in each head's mean."""

    calibration: Calibration
    smile: float
    emotion: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an ensemble says of the sets, and how much each had to say.

    ``graded`` is the share of the graded smile where there is one; ``None`` without.
    """

    votes: list[Vote]
    together: list[SoftLabels]
    graded: float | None = None


def agree(
    said: Sequence[Sequence[SoftLabels]],
    sets: Sequence[Prepared],
    plain: bool = False,
    graded: Sequence[Floats] | None = None,
) -> Agreement:
    """Weigh what members said of the sets, [members][sets], and return their common word.

    ``graded`` is a labeller's smile [N] of every picture of each set, NaN where it saw
    nothing; it counts beside the members by the same rule, where it says something.
    A head without a label in the validation split is not calibrated, and all count alike
    in it.  Raises ``ValueError`` where no head has one.
    """
    truths = [_truth(one) for one in sets]
    if all(np.isnan(smile).all() and np.isnan(emotion).all() for smile, emotion in truths):
        raise ValueError("no picture of the validation split has a label to weigh members by")
    words, calibrations = [], []
    for own in said:
        calibration = Calibration() if plain else _calibration(own, sets)
        calibrations.append(calibration)
        words.append([_calibrated(one, calibration) for one in own])
    smiles = [
        as_two(np.stack([word[number].smile for word in words])) for number in range(len(sets))
    ]
    emotions = [np.stack([word[number].emotion for word in words]) for number in range(len(sets))]
    smile_votes = _votes(smiles, [as_two(truth) for truth, _ in truths])
    emotion_votes = _votes(emotions, [truth for _, truth in truths])
    smile_words = [averaged(smile, smile_votes)[:, 1] for smile in smiles]
    share = None
    if graded is not None:
        share, smile_words = _with_grade(smile_words, graded, [truth for truth, _ in truths])
    together = [
        SoftLabels(smile, averaged(emotion, emotion_votes))
        for smile, emotion in zip(smile_words, emotions, strict=True)
    ]
    votes = [
        Vote(calibration, float(smile), float(emotion))
        for calibration, smile, emotion in zip(
            calibrations, smile_votes, emotion_votes, strict=True
        )
    ]
    return Agreement(votes, together, share)


def mixture_weights(said: Floats, truth: Floats, importance: Floats) -> NDArray[np.float64]:
    """Return the weights [M] ≥ 0, sum 1, of members that said ``said`` [M, N, K].

    ``truth`` [N, K] are distributions, ``importance`` [N] how much each picture counts.
    The cross-entropy of the averaged probabilities is convex in the weights; expectation
    maximisation (Dempster et al., 1977) goes down to its lowest place without a step size.
    Raises ``ValueError`` without a picture.
    """
    members, count, _ = said.shape
    if not count:
        raise ValueError("no picture has a label: the members cannot be weighed")
    kept = np.maximum(said.astype(float), 1e-9)
    importance = importance / importance.sum()
    weights = np.full(members, 1 / members)
    for _ in range(ROUNDS):
        together = np.einsum("m,mnk->nk", weights, kept)
        # The share of each picture's truth that a member's word explains.
        merit = np.einsum("n,nk,mnk->m", importance, truth / together, kept)
        renewed = weights * merit
        renewed /= renewed.sum()
        moved = float(np.abs(renewed - weights).max())
        weights = renewed
        if moved < 1e-7:
            break
    return weights


def averaged(said: Floats, weights: Floats) -> NDArray[np.float32]:
    """Return the weighted mean [N, K] of what members said [M, N, K]."""
    return np.einsum("m,mnk->nk", weights, said).astype(np.float32)


def as_two(probability: Floats) -> Floats:
    """Return the distributions [..., 2] over no and yes of a probability [...] of yes."""
    return np.stack([1 - probability, probability], axis=-1)


def _truth(prepared: Prepared) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return smile [N] and emotion [N, 7] to judge members by; NaN but for validation."""
    judged = prepared.split == "validation"
    emotion = np.full(prepared.emotion.shape, np.nan, np.float32)
    for row in np.flatnonzero(judged):
        emotion[row] = emotion_target(prepared, int(row), LABEL_SHARE)
    return np.where(judged, prepared.smile, np.float32("nan")), emotion


def _votes(said: Sequence[NDArray[Any]], truths: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
    """Weigh members by what they said of sets, each [M, N, K], where there is a truth [N, K]."""
    known = [~np.isnan(truth).any(axis=1) for truth in truths]
    if not any(mask.any() for mask in known):
        # Nothing tells one from another.
        return np.full(len(said[0]), 1 / len(said[0]))
    importance = [np.full(mask.sum(), 1 / max(1, mask.sum())) for mask in known]
    return mixture_weights(
        np.concatenate([one[:, mask] for one, mask in zip(said, known, strict=True)], axis=1),
        np.concatenate([truth[mask] for truth, mask in zip(truths, known, strict=True)]),
        np.concatenate(importance),
    )


def _with_grade(
    members: Sequence[NDArray[np.float32]], graded: Sequence[Floats], truths: Sequence[Floats]
) -> tuple[float, list[NDArray[np.float32]]]:
    """Return the grade's share, and the smile [N] of each set with the grade in it."""
    # A picture that was not graded has no say in how much a grade is worth.
    judged = [
        np.where(np.isnan(grade), np.float32("nan"), truth)
        for grade, truth in zip(graded, truths, strict=True)
    ]
    pairs = [np.stack([own, grade]) for own, grade in zip(members, graded, strict=True)]
    share = float(_votes([as_two(pair) for pair in pairs], [as_two(one) for one in judged])[1])
    words = [
        np.where(np.isnan(grade), own, (1 - share) * own + share * grade).astype(np.float32)
        for own, grade in pairs
    ]
    return share, words


def _calibration(said: Sequence[SoftLabels], sets: Sequence[Prepared]) -> Calibration:
    truths = [_truth(one) for one in sets]
    known = [~np.isnan(smile) for smile, _ in truths]
    temperature, bias, emotion_temperature = 1.0, 0.0, 1.0
    if any(mask.any() for mask in known):
        temperature, bias = fit_smile(
            np.concatenate([logit(one.smile[mask]) for one, mask in zip(said, known, strict=True)]),
            np.concatenate([smile[mask] for (smile, _), mask in zip(truths, known, strict=True)]),
            np.concatenate([np.full(mask.sum(), 1 / max(1, mask.sum())) for mask in known]),
        )
    known = [~np.isnan(emotion).any(axis=1) for _, emotion in truths]
    if any(mask.any() for mask in known):
        emotion_temperature = fit_emotion(
            np.concatenate([_logs(o.emotion[mask]) for o, mask in zip(said, known, strict=True)]),
            np.concatenate([one[mask] for (_, one), mask in zip(truths, known, strict=True)]),
        )
    return Calibration(temperature, bias, emotion_temperature)


def _calibrated(said: SoftLabels, how: Calibration) -> SoftLabels:
    smile, emotion = how.smiles(said.smile), how.emotions(_logs(said.emotion))
    return SoftLabels(smile.astype(np.float32), emotion.astype(np.float32))


def _logs(probability: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.log(np.maximum(probability, 1e-9))
