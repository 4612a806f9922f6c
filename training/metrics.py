"""Plain measures of a classifier, from arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class BinaryScore:
    """How well a probability tells two classes apart, at 0.5; shares are 0–1."""

    count: int
    accuracy: float
    true_positive_rate: float
    false_positive_rate: float
    roc_auc: float


def binary_score(probability: NDArray[np.floating], truth: NDArray[np.integer]) -> BinaryScore:
    """Score probabilities [N] against 0/1 labels [N]; a rate without cases is NaN."""
    said, yes = probability > 0.5, truth == 1
    return BinaryScore(
        count=len(truth),
        accuracy=_share(said == yes),
        true_positive_rate=_share(said[yes]),
        false_positive_rate=_share(said[~yes]),
        roc_auc=roc_auc(probability, yes),
    )


def roc_auc(score: NDArray[np.floating], positive: NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve by the rank sum (Mann & Whitney, 1947).

    Ties count half; NaN when a class is missing.
    """
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if not positives or not negatives:
        return float("nan")
    _, index, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[index]
    return float((rank[positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def confusion(
    found: NDArray[np.integer], truth: NDArray[np.integer], classes: int
) -> NDArray[np.int64]:
    """Return the confusion matrix [truth, found]."""
    return np.bincount(truth * classes + found, minlength=classes**2).reshape(classes, classes)


def _share(hits: NDArray[np.bool_]) -> float:
    return float(hits.mean()) if hits.size else float("nan")
