"""Plain measures of a classifier, from arrays."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


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


@dataclass(frozen=True, slots=True)
class BinaryScore(HeadScore):
    """The same of a head that says yes or no, with the share of the noes it called yes."""

    false_positive_rate: float


def binary_score(probability: Floats, truth: NDArray[np.bool_]) -> BinaryScore:
    """Score probabilities [N] at 0.5 against labels [N]; a share without cases is NaN."""
    said, yes = probability > 0.5, truth.astype(bool)
    hits = int((said & yes).sum())
    precision, recall = ratio(hits, int(said.sum())), ratio(hits, int(yes.sum()))
    return BinaryScore(
        count=len(yes),
        accuracy=ratio(int((said == yes).sum()), len(yes)),
        precision=precision,
        recall=recall,
        f1=f1(precision, recall),
        roc_auc=roc_auc(probability, yes),
        false_positive_rate=ratio(int((said & ~yes).sum()), int((~yes).sum())),
    )


def class_shares(table: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return precision and recall [C] of a :func:`confusion`; NaN where there is no case."""
    hits = np.diag(table).astype(float)
    with np.errstate(invalid="ignore"):
        return hits / table.sum(axis=0), hits / table.sum(axis=1)


def confusion(
    found: NDArray[np.integer], truth: NDArray[np.integer], classes: int
) -> NDArray[np.int64]:
    """Return the confusion matrix [truth, found]."""
    return np.bincount(truth * classes + found, minlength=classes**2).reshape(classes, classes)


def majority(votes: NDArray[np.number], voters: float) -> NDArray[np.int64]:
    """Return the class [N] that more than half of the voters chose, −1 where there is none.

    ``votes`` [N, C] counts them by class and ``voters`` is how many there were; or ``votes``
    are shares and ``voters`` is 1.
    """
    return np.where(2 * votes.max(axis=1) > voters, votes.argmax(axis=1), -1)


def roc(score: Floats, positive: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the ROC curve: shares [K] of false and of true alarms as the line is lowered."""
    order = np.argsort(-score, kind="stable")
    # Equal scores are one step: the line cannot pass between them.
    last = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    hits, alarms = np.cumsum(positive[order])[last], np.cumsum(~positive[order])[last]
    return (
        np.append(0.0, alarms / max(1, alarms[-1])),
        np.append(0.0, hits / max(1, hits[-1])),
    )


def roc_auc(score: Floats, positive: NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve by the rank sum (Mann & Whitney, 1947).

    Ties count half; NaN when a class is missing.
    """
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if not positives or not negatives:
        return float("nan")
    _, index, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[index]
    return float((rank[positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of the two; 0 where nothing was found, NaN where nothing is."""
    if math.isnan(recall):
        return math.nan
    total = precision + recall
    return 2 * precision * recall / total if total > 0 else 0.0


def ratio(part: int, whole: int) -> float:
    """Return a share; NaN of nothing."""
    return part / whole if whole else math.nan
