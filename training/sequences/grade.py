"""From blendshapes to one number: the probability that people call a face smiling.

The blendshapes were learnt from captured actors and know no threshold: of the
pictures that people call smiling, the faint ones score 0.1 to 0.4.  A logistic
curve over the mean of mouthSmileLeft and mouthSmileRight is fitted to the smile
labels of the training side (Platt, "Probabilistic Outputs for Support Vector
Machines", 1999).  It rises with the blendshape alone, so it grades and never
reorders; the other blendshapes added less than half a point when tried.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from training.files import write_text
from training.scoring.metrics import roc_auc

FILE: Final = "smile_grade.json"

Numbers = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Grade:
    """The curve 1 / (1 + exp(−(slope · smile + bias))) and how well it tells smiles.

    ``pictures`` counts what it was fitted to; ``accuracy`` and ``auc`` were measured on
    the validation side.
    """

    slope: float
    bias: float
    pictures: int
    accuracy: float
    auc: float

    @classmethod
    def fitted(cls, smile: Numbers, truth: Numbers, split: Sequence[str]) -> Self:
        """Fit the curve to blendshapes [N] and labels (0 or 1) [N]; NaN rows are left out.

        Raises ``ValueError`` where a side lacks smiling or unsmiling pictures.
        """
        known = ~(np.isnan(smile) | np.isnan(truth))
        sides = np.asarray(split)
        train, validation = (known & (sides == side) for side in ("train", "validation"))
        for rows in (train, validation):
            if len(np.unique(truth[rows])) != 2:
                raise ValueError("a grade needs smiling and unsmiling pictures on both sides")
        slope, bias = _logistic(smile[train].astype(np.float64), truth[train])
        predicted = slope * smile[validation] + bias > 0
        return cls(
            slope=round(slope, 4),
            bias=round(bias, 4),
            pictures=int(train.sum()),
            accuracy=round(float((predicted == truth[validation]).mean()), 4),
            auc=round(roc_auc(smile[validation], truth[validation] == 1), 4),
        )

    def __call__(self, smile: Numbers) -> NDArray[np.float32]:
        """Return the graded smile, 0–1, of blendshapes of any shape; NaN stays NaN."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * smile + self.bias))), np.float32)


def write_grade(folder: Path, grade: Grade) -> None:
    """Keep the curve beside the prepared sets."""
    write_text(folder / FILE, json.dumps(asdict(grade), indent=2) + "\n")


def read_grade(folder: Path) -> Grade:
    """Read the curve; raises ``FileNotFoundError`` when none was fitted."""
    return Grade(**json.loads((folder / FILE).read_text(encoding="utf-8")))


def _logistic(x: Numbers, truth: Numbers) -> tuple[float, float]:
    """Fit slope and bias by Newton's method."""
    design = np.stack([x, np.ones_like(x)], axis=1)
    weights = np.zeros(2)
    for _ in range(50):
        probability = 1 / (1 + np.exp(-design @ weights))
        spread = probability * (1 - probability)
        # The small constant holds the slope where the sides separate entirely.
        curvature = (design * spread[:, None]).T @ design + 1e-3 * np.eye(2)
        step = np.linalg.solve(curvature, design.T @ (truth - probability) - 1e-3 * weights)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])
