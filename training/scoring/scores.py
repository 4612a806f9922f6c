"""The figures of a run, from its held-out predictions: by set, by head, by group."""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.scoring.metrics import (
    HeadScore,
    binary_score,
    class_shares,
    confusion,
    f1,
    majority,
    roc_auc,
)
from training.scoring.predictions import Predictions

FAINT: Final = (0.25, 0.75)
"""A graded smile strictly between these is neither a smile nor none, and counts in no share."""

MEASURES: Final = ("accuracy", "precision", "recall", "f1", "roc_auc")

TINY: Final = 1e-7
"""Probabilities are kept this far from 0 and 1 before their logarithm is taken."""


def smile_cases(p: Predictions) -> NDArray[np.bool_]:
    """Return which entries [N] are clearly a smile or clearly none."""
    with np.errstate(invalid="ignore"):
        return (p.smile_truth <= FAINT[0]) | (p.smile_truth >= FAINT[1])


def clear_smiles(p: Predictions) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return probabilities and truths [K] of the entries of :func:`smile_cases`."""
    chosen = smile_cases(p)
    return p.smile[chosen], p.smile_truth[chosen] > 0.5


def agreed(p: Predictions) -> NDArray[np.int64]:
    """Return the emotion [N] that has more than half of the votes for the seven, −1 where none has.

    Prepared sets keep shares, not counts: a vote for contempt or for no face is lost in them.  So
    this is easier to reach, and the pictures harder, than the strict majority of all ten voters
    on which ``training.evaluate`` measures FER+.
    """
    return majority(np.nan_to_num(p.emotion_truth), 1)


def voted(p: Predictions) -> bool:
    """Tell whether these labels were voted on: voters disagree somewhere, a single label never."""
    return bool((np.nan_to_num(p.emotion_truth) % 1 > 0).any())


def smile_score(p: Predictions) -> HeadScore | None:
    """Score the smile head at 0.5; ``None`` without a case."""
    said, truth = clear_smiles(p)
    return binary_score(said, truth) if len(said) else None


def emotion_score(p: Predictions, label: NDArray[np.int64] | None = None) -> HeadScore | None:
    """Score the emotion head against the sets' own labels, or another [N]; ``None`` without one."""
    label = p.label if label is None else label
    chosen = label >= 0
    if not chosen.any():
        return None
    emotion, truth = p.emotion[chosen], label[chosen]
    table = confusion(emotion.argmax(axis=1), truth, len(EMOTIONS))
    present = np.flatnonzero(table.sum(axis=1))
    precision, recall = (shares[present] for shares in class_shares(table))
    areas = [roc_auc(emotion[:, c], truth == c) for c in present]
    return HeadScore(
        len(truth),
        float(np.trace(table) / len(truth)),
        # A class never given has no precision; as one that was never found it lowers the mean.
        float(np.nan_to_num(precision).mean()),
        float(recall.mean()),
        float(np.mean([f1(a, b) for a, b in zip(precision, recall, strict=True)])),
        float(np.mean(areas)),
    )


def losses(p: Predictions) -> dict[str, float]:
    """Return the held-out losses: plain cross-entropies, per head the mean over its labels.

    No smoothing, focus or weight enters, and no film, so that runs of different recipes compare.
    ``validation_loss`` is the two heads' sum; a head without labels adds nothing.
    """
    p = p.where(p.kind == "")
    labelled = ~np.isnan(p.smile_truth)
    truth, said = p.smile_truth[labelled], np.clip(p.smile[labelled], TINY, 1 - TINY)
    smile = -(truth * np.log(said) + (1 - truth) * np.log(1 - said))
    chosen = ~np.isnan(p.emotion_truth).any(axis=1)
    said = np.clip(p.emotion[chosen], TINY, 1)
    emotion = -(p.emotion_truth[chosen] * np.log(said)).sum(axis=1)
    parts = {
        "validation_smile": float(smile.mean()) if smile.size else math.nan,
        "validation_emotion": float(emotion.mean()) if emotion.size else math.nan,
    }
    return {"validation_loss": float(np.nansum(list(parts.values()))), **parts}


def epoch_row(p: Predictions) -> dict[str, float]:
    """Return an epoch's held-out columns for ``metrics.csv``: losses, then set by set.

    ``SET_smile``, ``SET_emotion`` and ``SET_votes`` are accuracies; the other measures stand
    behind them, as in ``SET_smile_recall``.
    """
    row = losses(p)
    for dataset in p.datasets:
        for head, score in head_scores(p.of(dataset)).items():
            row[f"{dataset}_{head}"] = score.accuracy
            row |= {f"{dataset}_{head}_{m}": getattr(score, m) for m in MEASURES[1:]}
    return row


def head_scores(p: Predictions) -> dict[str, HeadScore]:
    """Score one set by all its truths: ``smile``, ``emotion``, and ``votes`` where there are any.

    ``votes`` is the emotion head again, against the emotion that is :func:`agreed` on.
    """
    scores = {
        "smile": smile_score(p),
        "emotion": emotion_score(p),
        "votes": emotion_score(p, agreed(p)) if voted(p) else None,
    }
    return {head: score for head, score in scores.items() if score is not None}


def headline(row: Mapping[str, float]) -> dict[str, float]:
    """Return the columns of an epoch worth a line on the screen: losses and accuracies."""
    heads = ("loss", "smile", "emotion", "votes")
    return {key: round(value, 4) for key, value in row.items() if key.endswith((*heads, "epoch"))}


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, 1927), 0–1; everything without a case."""
    if not count or math.isnan(share):
        return 0.0, 1.0
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + (z / count / 2) ** 2)
    return max(0.0, middle - half), min(1.0, middle + half)
