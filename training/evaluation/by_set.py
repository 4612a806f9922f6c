"""The figures of what the runtime said of held-out pictures: by set, by head, by group."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.data.fer2013 import VOTERS
from training.data.splits import Split
from training.evaluation.groups import groups_of
from training.evaluation.judging import Judged
from training.scoring.metrics import BinaryScore, binary_score, class_shares, confusion, majority

PUBLISHED_ON: Final[Mapping[str, tuple[Split, str]]] = {"fer2013": ("validation", "PublicTest")}
"""The one side that the emotions of a set are measured on, and its name in publications.

PrivateTest, where there is one, is the test side and no part of these figures."""


def smile_labelled(judged: Sequence[Judged]) -> list[Judged]:
    """Return the pictures that are labelled smile or no smile."""
    return [one for one in judged if one.sample.smile is not None]


def smile_arrays(
    judged: Sequence[Judged],
) -> tuple[NDArray[np.floating], NDArray[np.integer]]:
    """Return probabilities and truths [N] of labelled pictures; an unseen face is wrong."""
    truth = np.array([one.sample.smile for one in judged], int)
    smile = np.array([one.smile for one in judged], float)
    # The wrong side of 0.5, whichever that is for this picture.
    return np.where(np.isnan(smile), 1.0 - truth, smile), truth


def on_published_side(judged: Sequence[Judged]) -> list[Judged]:
    """Return the pictures that a figure on emotions counts: see :data:`PUBLISHED_ON`."""
    return [
        one
        for one in judged
        if one.sample.dataset not in PUBLISHED_ON
        or one.sample.split == PUBLISHED_ON[one.sample.dataset][0]
    ]


def smile_figures(judged: Sequence[Judged]) -> BinaryScore | None:
    """Score the smile head on the labelled pictures; ``None`` without one."""
    labelled = smile_labelled(judged)
    return binary_score(*smile_arrays(labelled)) if labelled else None


def emotion_figures(judged: Sequence[Judged]) -> dict[str, object] | None:
    """Score the emotion head against the sets' own single labels; ``None`` without one."""
    labelled = [one for one in judged if one.sample.label is not None and one.emotion >= 0]
    if not labelled:
        return None
    truth = np.array([one.sample.label for one in labelled])
    found = np.array([one.emotion for one in labelled])
    table = confusion(found, truth, len(EMOTIONS))
    _, recall = class_shares(table)
    return {
        "count": len(labelled),
        "accuracy": float((found == truth).mean()),
        "recall": {
            name: float(share)
            for name, share in zip(EMOTIONS, recall, strict=True)
            if not np.isnan(share)
        },
        "confusion": table.tolist(),
    }


def known(judged: Sequence[Judged]) -> list[Judged]:
    """Leave out the pictures of SMILEs whose person is a guess: training may know the person."""
    return [one for one in judged if dict(one.sample.notes).get("person_is_certain") != "0"]


def votes_of(one: Judged) -> tuple[int, ...]:
    """Return the FER+ votes for the seven emotions; empty where nobody voted."""
    return tuple(int(count) for count in dict(one.sample.notes).get("votes", "").split())


def by_majority(judged: Sequence[Judged]) -> list[tuple[Judged, int]]:
    """Return the pictures on which more than half of all ten voters chose one of the seven.

    With the emotion they chose: FER+'s strict majority.
    """
    voted = [one for one in judged if votes_of(one) and one.emotion >= 0]
    if not voted:
        return []
    labels = majority(np.array([votes_of(one) for one in voted]), VOTERS).tolist()
    return [(one, label) for one, label in zip(voted, labels, strict=True) if label >= 0]


def votes_accuracy(judged: Sequence[Judged]) -> float | None:
    """Return the accuracy on pictures with a strict majority of the FER+ votes."""
    hits = [one.emotion == label for one, label in by_majority(judged)]
    return float(np.mean(hits)) if hits else None


def report(judged: Mapping[str, Sequence[Judged]]) -> dict[str, object]:
    """Return the whole report: per set, per head and per group."""
    sets: dict[str, object] = {}
    for name, everybody in judged.items():
        ones = known(everybody)
        smile, emotional = smile_figures(ones), on_published_side(ones)
        sets[name] = {
            "pictures": len(ones),
            "no_face": sum(math.isnan(one.smile) for one in ones),
            "taken_whole": sum(one.whole for one in ones),
            "smile": None if smile is None else asdict(smile),
            "emotion": emotion_figures(emotional),
            "votes_emotion_accuracy": votes_accuracy(emotional),
            "groups": {
                group: asdict(score)
                for group, members in groups_of(ones).items()
                if (score := smile_figures(members)) is not None
            },
        }
    return {"sets": sets, "accuracy": accuracy(judged)}


def accuracy(judged: Mapping[str, Sequence[Judged]]) -> dict[str, float]:
    """Return the figures of the model card: share right (0–1), four digits."""
    figures: dict[str, float] = {}
    for name, everybody in judged.items():
        ones = known(everybody)
        emotional = on_published_side(ones)
        smile, emotion = smile_figures(ones), emotion_figures(emotional)
        votes = votes_accuracy(emotional)
        # The smiles of a set with emotions are derived from its votes, not given.
        if smile is not None and emotion is None:
            figures[f"{name}_smile"] = round(smile.accuracy, 4)
        if emotion is not None:
            figures[f"{name}_emotion"] = round(float(str(emotion["accuracy"])), 4)
        if votes is not None:
            figures[f"{name}_votes_emotion"] = round(votes, 4)
    return figures


def print_report(result: Mapping[str, Any]) -> None:
    """Print the figures for a person to read."""
    for name, entry in result["sets"].items():
        found = f"{entry['no_face']} without a face, {entry['taken_whole']} taken whole"
        print(f"{name}: {entry['pictures']} pictures, {found}")
        if entry["smile"]:
            print(_smile_line("smile", entry["smile"]))
        for group, score in entry["groups"].items():
            print(_smile_line(group, score))
        if entry["emotion"]:
            print(f"  {'emotion':24} {entry['emotion']['accuracy']:7.2%}")
            for emotion, recall in entry["emotion"]["recall"].items():
                print(f"    {emotion:22} {recall:7.2%} recall")
        if entry["votes_emotion_accuracy"] is not None:
            print(f"  {'six or more of ten voters':24} {entry['votes_emotion_accuracy']:7.2%}")


def _smile_line(name: str, score: Mapping[str, float]) -> str:
    return (
        f"  {name:24} {score['accuracy']:7.2%} of {score['count']:5}   seen "
        f"{score['recall']:7.2%}   false {score['false_positive_rate']:7.2%}   "
        f"ROC AUC {score['roc_auc']:.4f}"
    )
