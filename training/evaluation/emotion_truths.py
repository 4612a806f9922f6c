"""Label or voters: how right the emotions would be, were they fitted to the one or the other."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from laughgame.game.reading import EMOTIONS
from training.evaluation.by_set import by_majority, on_published_side, votes_of
from training.evaluation.calibration_tables import EMOTION_SET, Sets, is_fitted
from training.evaluation.judging import Judged
from training.evaluation.table import Aside, Unit, written
from training.scoring.calibration import Floats, fit_emotion_biases

LABEL_SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Weights of a picture's own label beside its voters that are tried; 0 is what is shipped."""

TINY: Final = 1e-12

NOTE: Final = (
    "Whoever is right by the voters is wrong by the label on many faces, and the other way round: "
    "the first line is the voters' own first choice. The others are this model, its temperature "
    "and seven biases fitted anew to one half of PublicTest and asked about the other half."
)


def truths_table(judged: Sets) -> Aside | None:
    """Return what fitting the emotions to voters, label or both gives; ``None`` without voters."""
    ones = [
        one
        for one in on_published_side(judged.get(EMOTION_SET, ()))
        if one.emotions and sum(votes_of(one)) and one.sample.label is not None
    ]
    fitted = [one for one in ones if is_fitted(one.sample)]
    asked = [one for one in ones if not is_fitted(one.sample)]
    if not fitted or not asked:
        return None
    voters = [int(np.argmax(votes_of(one))) for one in asked]
    lines = [("nothing: the voters' own first choice", *_right(asked, voters))]
    for share in LABEL_SHARES:
        temperature, biases = fit_emotion_biases(_logits(fitted), _targets(fitted, share))
        said = (_logits(asked) / temperature + np.array(biases)).argmax(axis=1)
        lines.append((_fitted_to(share), *_right(asked, said.tolist())))
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


def _right(ones: Sequence[Judged], said: Sequence[int]) -> tuple[str, str]:
    label = np.mean([a == one.sample.label for one, a in zip(ones, said, strict=True)])
    answer = dict(zip(map(id, ones), said, strict=True))
    agreed = [answer[id(one)] == emotion for one, emotion in by_majority(ones)]
    share = float(np.mean(agreed)) if agreed else None
    return written(float(label), Unit.SHARE), written(share, Unit.SHARE)


def _logits(ones: Sequence[Judged]) -> Floats:
    return np.log(np.maximum(np.array([one.emotions for one in ones], float), TINY))


def _targets(ones: Sequence[Judged], label_share: float) -> Floats:
    votes = np.array([votes_of(one) for one in ones], float)
    single = np.eye(len(EMOTIONS))[[one.sample.label or 0 for one in ones]]
    return label_share * single + (1 - label_share) * votes / votes.sum(axis=1, keepdims=True)
