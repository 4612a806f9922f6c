"""Label or voters: how right the emotions would be, were they fitted to the one or the other."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.evaluation.calibration_tables import EmotionCases, Sets, emotion_cases
from training.evaluation.table import Aside, Unit, written
from training.scoring.calibration import Calibration, Floats, fit_emotion_biases

LABEL_SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Weights of a picture's own label beside its voters that are tried; 0 is what is shipped."""

NOTE: Final = (
    "Whoever is right by the voters is wrong by the label on many faces, and the other way round: "
    "the first line is the voters' own first choice. The others are this model, its temperature "
    "and seven biases fitted anew to one half of PublicTest and asked about the other half."
)


def truths_table(judged: Sets) -> Aside | None:
    """Return what fitting the emotions to voters, label or both gives; ``None`` without voters."""
    fitted, asked = (emotion_cases(judged, fitted=half) for half in (True, False))
    if not len(fitted.said) or not len(asked.said):
        return None
    lines = [("nothing: the voters' own first choice", *_right(asked, asked.votes.argmax(axis=1)))]
    for share in LABEL_SHARES:
        temperature, biases = fit_emotion_biases(fitted.logits, _targets(fitted, share))
        calibration = Calibration(emotion_temperature=temperature, emotion_biases=biases)
        said = calibration.emotions(asked.logits).argmax(axis=1)
        lines.append((_fitted_to(share), *_right(asked, said)))
    return Aside(
        "Label or voters",
        (
            *("the emotions fitted to", "right by FER2013's label"),
            "right where more than five of the ten voters agree",
        ),
        tuple(lines),
        NOTE,
    )


def _fitted_to(share: float) -> str:
    if share in (0.0, 1.0):
        return "the label alone" if share else "the voters alone"
    return f"the label by {share:.0%}, the voters by the rest"


def _right(cases: EmotionCases, said: NDArray[np.int64]) -> tuple[str, str]:
    """Write the shares right by the label and by the voters' majority, each where there is one."""
    truths = (cases.label, cases.agreed)
    shares = (float((said == one)[one >= 0].mean()) if (one >= 0).any() else None for one in truths)
    by_label, by_voters = (written(share, Unit.SHARE) for share in shares)
    return by_label, by_voters


def _targets(cases: EmotionCases, label_share: float) -> Floats:
    single = np.eye(len(EMOTIONS))[np.maximum(cases.label, 0)]
    blended = label_share * single + (1 - label_share) * cases.votes
    return np.where((cases.label >= 0)[:, None], blended, cases.votes)
