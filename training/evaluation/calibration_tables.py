"""What probabilities mean: the cases calibration is measured on, and the tables that show it."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.data.fer2013 import VOTERS
from training.data.sample import Sample
from training.data.splits import Split
from training.evaluation.by_set import (
    known,
    on_published_side,
    smile_arrays,
    smile_labelled,
    votes_of,
)
from training.evaluation.judging import Judged
from training.evaluation.table import Aside
from training.scoring.calibration import Floats, chance_error, reliability
from training.scoring.metrics import majority

CALIBRATED_ON: Final = ("genki4k", "smiles", "london")
"""The sets whose smiles were labelled as smiles; those of FER2013 are derived from votes."""

EMOTION_SET: Final = "fer2013"

Sets = Mapping[str, Sequence[Judged]]


class EmotionCases(NamedTuple):
    """Pictures with voters.

    ``said`` and ``votes`` [N, 7]: the emotions' probabilities and the voters' shares;
    ``label`` int [N]: the set's own label, ``agreed`` int [N]: what more than half of all
    voters chose; −1 where there is none.
    """

    said: Floats
    votes: Floats
    label: NDArray[np.int64]
    agreed: NDArray[np.int64]

    @property
    def logits(self) -> Floats:
        """Return logits [N, 7] of what was said."""
        return np.log(np.maximum(self.said, 1e-12))

    @property
    def right(self) -> NDArray[np.bool_]:
        """Tell [N] whether the likeliest emotion is the set's own label."""
        return self.said.argmax(axis=1) == self.label

    @property
    def sure(self) -> Floats:
        """Return the probability [N] of the likeliest emotion."""
        return self.said.max(axis=1)

    @property
    def given(self) -> Floats:
        """Return the share [N] of the voters who named the likeliest emotion."""
        return self.votes[np.arange(len(self.votes)), self.said.argmax(axis=1)]


def calibration_cases(judged: Sets, split: Split | None = None) -> list[Judged]:
    """Return the pictures that calibration is measured on, of all held-out people or one side.

    A face that was not found has no probability and is left out.
    """
    return [
        one
        for name in CALIBRATED_ON
        for one in known(smile_labelled(judged.get(name, ())))
        if not np.isnan(one.smile) and split in (None, one.sample.split)
    ]


def is_fitted(sample: Sample) -> bool:
    """Tell whether a photograph of PublicTest is in the half that the emotions are fitted to.

    A hash of the photograph tells; its copies stand on one side.
    """
    return hashlib.sha256(f"calibration/{sample.group}".encode()).digest()[0] % 2 == 0


def emotion_cases(judged: Sets, fitted: bool) -> EmotionCases:
    """Return the half of the photographs that is fitted to, or the one that is measured on."""
    chosen = [
        one
        for one in on_published_side(judged.get(EMOTION_SET, ()))
        if one.emotions and sum(votes_of(one)) and is_fitted(one.sample) == fitted
    ]
    votes = np.array([votes_of(one) for one in chosen], float).reshape(-1, len(EMOTIONS))
    return EmotionCases(
        np.array([one.emotions for one in chosen], float).reshape(votes.shape),
        votes / votes.sum(axis=1, keepdims=True),
        np.array([-1 if one.sample.label is None else one.sample.label for one in chosen], int),
        majority(votes, VOTERS) if chosen else np.empty(0, int),
    )


def smile_table(judged: Sets) -> Aside:
    """Return the calibration errors of smile, by side and set."""
    lines = []
    for split in ("validation", "test"):
        for name in (*CALIBRATED_ON, "all"):
            chosen = judged if name == "all" else {name: judged.get(name, ())}
            ones = calibration_cases(chosen, split)
            if not ones:
                continue
            smile, truth = smile_arrays(ones)
            above = smile > 0.8
            lines.append(
                (
                    *(split, name, str(len(ones)), f"{truth.mean():.1%}"),
                    f"{reliability(smile, truth).error:.4f}",
                    f"{reliability(smile, truth, equal_mass=True).error:.4f}",
                    f"{chance_error(smile):.4f}",
                    f"{truth[above].mean():.1%}" if above.any() else "–",
                )
            )
    return Aside(
        "Calibration of smile",
        (
            *("people", "set", "pictures", "smiles", "ECE, equal width", "ECE, equal mass"),
            *("by chance alone", "smiles above 0.8"),
        ),
        tuple(lines),
        _what_it_means(judged),
    )


def emotion_table(judged: Sets) -> Aside:
    """Return the calibration errors of the likeliest emotion, against voters and label."""
    cases = emotion_cases(judged, fitted=False)
    lines = []
    if len(cases.said):
        sure = cases.sure > 0.7
        for name, came in (
            ("share of the voters who say so", cases.given),
            ("right, by the set's own label", cases.right * 1.0),
        ):
            lines.append(
                (
                    *(name, str(len(came)), f"{cases.sure.mean():.1%}", f"{came.mean():.1%}"),
                    f"{reliability(cases.sure, came).error:.4f}",
                    f"{came[sure].mean():.1%}" if sure.any() else "–",
                )
            )
    return Aside(
        "Calibration of the emotions",
        ("the likeliest emotion", "pictures", "said", "came", "ECE", "came, where above 0.7 said"),
        tuple(lines),
        "An emotion's probability is the share of people who would name it: 0.7 happy says that "
        "seven in ten voters call this face happy, not that the answer is right seven times in "
        "ten. People disagree about many faces where the label does not, and one number cannot "
        "tell both: the second line is there to show how far apart they are. Measured on the "
        "half of FER2013's PublicTest that temperature and biases were not fitted to.",
    )


def _what_it_means(judged: Sets) -> str:
    """Say what a calibrated 0.8 promises, here and where smiles are rarer (Bayes' rule)."""
    ones = calibration_cases(judged, "test")
    share = sum(bool(one.sample.smile) for one in ones) / max(1, len(ones))
    if not 0 < share < 1:
        return ""
    likelier = (0.8 / 0.2) / (share / (1 - share))
    odds = likelier * (0.1 / 0.9)
    return (
        f"A calibrated 0.8 says that of such readings 80 % smile, among people of whom "
        f"{share:.0%} do, as here. Where only one face in ten does, "
        f"{odds / (1 + odds):.0%} of the same readings are smiles: hence the hold time."
    )
