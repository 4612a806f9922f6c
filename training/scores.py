"""The figures of a run, from its held-out predictions: by set, by head, by group."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.metrics import confusion, roc_auc
from training.predictions import Predictions

FAINT: Final = (0.25, 0.75)
"""A graded smile strictly between these is neither a smile nor none, and counts in no share."""

MEASURES: Final = ("accuracy", "precision", "recall", "f1", "roc_auc")

TINY: Final = 1e-7
"""Probabilities are kept this far from 0 and 1 before their logarithm is taken."""


@dataclass(frozen=True, slots=True)
class HeadScore:
    """How one head does on one set; shares 0–1, NaN where a class has no case.

    For the smile head at 0.5; for the emotion head the plain averages over the classes that
    occur (macro precision, recall, F1 and one-against-the-rest ROC AUC).
    """

    count: int
    accuracy: float
    precision: float
    recall: float
    f1: float
    roc_auc: float


def smile_cases(p: Predictions) -> NDArray[np.bool_]:
    """Return which entries [N] are clearly a smile or clearly none."""
    with np.errstate(invalid="ignore"):
        return (p.smile_truth <= FAINT[0]) | (p.smile_truth >= FAINT[1])


def agreed(p: Predictions) -> NDArray[np.int64]:
    """Return the emotion [N] that more than half of the voters named, −1 where none was."""
    votes = np.nan_to_num(p.emotion_truth)
    return np.where(votes.max(axis=1) > 0.5, votes.argmax(axis=1), -1)


def voted(p: Predictions) -> bool:
    """Tell whether these labels were voted on: voters disagree somewhere, a single label never."""
    return bool((np.nan_to_num(p.emotion_truth) % 1 > 0).any())


def smile_score(p: Predictions) -> HeadScore | None:
    """Score the smile head at 0.5; ``None`` without a case."""
    chosen = smile_cases(p)
    if not chosen.any():
        return None
    smile, yes = p.smile[chosen], p.smile_truth[chosen] > 0.5
    said = smile > 0.5
    hits = int((said & yes).sum())
    precision, recall = _ratio(hits, int(said.sum())), _ratio(hits, int(yes.sum()))
    return HeadScore(
        len(smile),
        float((said == yes).mean()),
        precision,
        recall,
        _f1(precision, recall),
        roc_auc(smile, yes),
    )


def emotion_score(p: Predictions, label: NDArray[np.int64] | None = None) -> HeadScore | None:
    """Score the emotion head against the sets' own labels, or another [N]; ``None`` without one."""
    label = p.label if label is None else label
    chosen = label >= 0
    if not chosen.any():
        return None
    emotion, truth = p.emotion[chosen], label[chosen]
    table = confusion(emotion.argmax(axis=1), truth, len(EMOTIONS))
    present = np.flatnonzero(table.sum(axis=1))
    precision = [_ratio(int(table[c, c]), int(table[:, c].sum())) for c in present]
    recall = [_ratio(int(table[c, c]), int(table[c].sum())) for c in present]
    f1 = [_f1(a, b) for a, b in zip(precision, recall, strict=True)]
    areas = [roc_auc(emotion[:, c], truth == c) for c in present]
    return HeadScore(
        len(truth),
        float(np.trace(table) / len(truth)),
        # A class never given has no precision; as one that was never found it lowers the mean.
        float(np.nan_to_num(precision).mean()),
        float(np.mean(recall)),
        float(np.mean(f1)),
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

    ``votes`` is the emotion head again, on the pictures whose voters agree.
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


def roc(
    score: NDArray[np.floating], positive: NDArray[np.bool_]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the ROC curve: shares [K] of false and of true alarms as the line is lowered."""
    order = np.argsort(-score, kind="stable")
    # Equal scores are one step: the line cannot pass between them.
    last = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    hits, alarms = np.cumsum(positive[order])[last], np.cumsum(~positive[order])[last]
    return (
        np.append(0.0, alarms / max(1, alarms[-1])),
        np.append(0.0, hits / max(1, hits[-1])),
    )


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was said against what came true, in ten equal steps of the probability.

    ``said``, ``came`` [10]: mean probability and share of smiles (NaN in an empty step);
    ``count`` [10]; ``error`` the expected calibration error (Naeini et al., "Obtaining Well
    Calibrated Probabilities Using Bayesian Binning", 2015).
    """

    said: NDArray[np.floating]
    came: NDArray[np.floating]
    count: NDArray[np.int64]
    error: float


def reliability(probability: NDArray[np.floating], positive: NDArray[np.bool_]) -> Reliability:
    """Compare probabilities [N] with what was true [N]."""
    step = np.minimum((probability * 10).astype(int), 9)
    count = np.bincount(step, minlength=10)
    with np.errstate(invalid="ignore"):
        said = np.bincount(step, probability, 10) / count
        came = np.bincount(step, positive, 10) / count
    return Reliability(
        said, came, count, float(np.nansum(np.abs(said - came) * count) / max(1, count.sum()))
    )


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, 1927), 0–1; everything without a case."""
    if not count or math.isnan(share):
        return 0.0, 1.0
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + (z / count / 2) ** 2)
    return max(0.0, middle - half), min(1.0, middle + half)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def _f1(precision: float, recall: float) -> float:
    if math.isnan(recall):
        return math.nan
    total = precision + recall
    return 2 * precision * recall / total if total > 0 else 0.0
