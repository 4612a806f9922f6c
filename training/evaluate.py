"""Measure a model file on people it never met, through the game's own eyes.

    python -m training.evaluate --data DATA --out runs/evaluation

Every held-out picture goes the way a still goes in ``laughgame analyze``: the
runtime finds and crops the face and the ONNX file answers.  A tight crop in which
the detector finds no face is taken whole, as ``analyze --whole`` does; where a
loose picture shows none, that counts as wrong.  The folder receives
``report.json`` and ``predictions.csv``; a table is printed.
"""

import argparse
import csv
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from training.data import LOADERS, load
from training.export import write_accuracy
from training.figures import write_figures
from training.groups import groups_of
from training.judging import Judged, judge
from training.metrics import BinaryScore, binary_score, confusion
from training.prepare import DETECTOR

MODELS: Final = Path(__file__).parents[1] / "models"


def smile_score(judged: Sequence[Judged]) -> BinaryScore | None:
    """Score the smile head on the labelled pictures; an unseen face counts as wrong."""
    labelled = [one for one in judged if one.sample.smile is not None]
    if not labelled:
        return None
    truth = np.array([one.sample.smile for one in labelled])
    smile = np.array([one.smile for one in labelled])
    # The wrong side of 0.5, whichever that is for this picture.
    smile = np.where(np.isnan(smile), 1.0 - truth, smile)
    return binary_score(smile, truth)


def emotion_score(judged: Sequence[Judged]) -> dict[str, object] | None:
    """Score the emotion head against the sets' own single labels."""
    labelled = [one for one in judged if one.sample.label is not None and one.emotion >= 0]
    if not labelled:
        return None
    truth = np.array([one.sample.label for one in labelled])
    found = np.array([one.emotion for one in labelled])
    table = confusion(found, truth, len(EMOTIONS))
    cases = table.sum(axis=1)
    return {
        "count": len(labelled),
        "accuracy": float((found == truth).mean()),
        "recall": {
            name: float(table[i, i] / cases[i]) for i, name in enumerate(EMOTIONS) if cases[i]
        },
        "confusion": table.tolist(),
    }


def votes_accuracy(judged: Sequence[Judged]) -> float | None:
    """Return the accuracy on pictures where more than half of the FER+ votes agree."""
    hits = []
    for one in judged:
        votes = [int(count) for count in dict(one.sample.notes).get("votes", "").split()]
        if votes and one.emotion >= 0 and max(votes) * 2 > sum(votes):
            hits.append(votes.index(max(votes)) == one.emotion)
    return float(np.mean(hits)) if hits else None


def report(judged: Mapping[str, Sequence[Judged]]) -> dict[str, object]:
    """Return the whole report: per set, per head and per group."""
    sets: dict[str, object] = {}
    for name, ones in judged.items():
        smile = smile_score(ones)
        sets[name] = {
            "pictures": len(ones),
            "no_face": sum(math.isnan(one.smile) for one in ones),
            "taken_whole": sum(one.whole for one in ones),
            "smile": None if smile is None else asdict(smile),
            "emotion": emotion_score(ones),
            "votes_emotion_accuracy": votes_accuracy(ones),
            "groups": {
                group: asdict(score)
                for group, members in groups_of(ones).items()
                if (score := smile_score(members)) is not None
            },
        }
    return {"sets": sets, "accuracy": accuracy(judged)}


def accuracy(judged: Mapping[str, Sequence[Judged]]) -> dict[str, float]:
    """Return the figures of the model card: share right (0–1), four digits."""
    figures: dict[str, float] = {}
    for name, ones in judged.items():
        smile, emotion, votes = smile_score(ones), emotion_score(ones), votes_accuracy(ones)
        # The smiles of a set with emotions are derived from its votes, not given.
        if smile is not None and emotion is None:
            figures[f"{name}_smile"] = round(smile.accuracy, 4)
        if emotion is not None:
            figures[f"{name}_emotion"] = round(float(str(emotion["accuracy"])), 4)
        if votes is not None:
            figures[f"{name}_votes_emotion"] = round(votes, 4)
    return figures


def print_table(result: dict[str, object]) -> None:
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
            print(f"  {'emotion, majority vote':24} {entry['votes_emotion_accuracy']:7.2%}")


def _smile_line(name: str, score: Mapping[str, float]) -> str:
    return (
        f"  {name:24} {score['accuracy']:7.2%} of {score['count']:5}   seen "
        f"{score['true_positive_rate']:7.2%}   false {score['false_positive_rate']:7.2%}   "
        f"ROC AUC {score['roc_auc']:.4f}"
    )


def _write(out: Path, result: dict[str, object], judged: Mapping[str, Sequence[Judged]]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    with (out / "predictions.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("dataset", "file", "smile_truth", "smile", "label", "emotion", "whole"))
        for ones in judged.values():
            for one in ones:
                sample = one.sample
                smile = "" if math.isnan(one.smile) else f"{one.smile:.4f}"
                label = "" if sample.label is None else EMOTIONS[sample.label]
                emotion = EMOTIONS[one.emotion] if one.emotion >= 0 else ""
                truth = "" if sample.smile is None else sample.smile
                writer.writerow(
                    (sample.dataset, sample.name, truth, smile, label, emotion, int(one.whole))
                )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.evaluate``; 1 when a figure asked for is missed, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--model", type=Path, default=MODELS / "dual_head_stream.onnx")
    parser.add_argument("--out", type=Path, help="folder for report.json and predictions.csv")
    parser.add_argument("--sets", nargs="+", default=list(LOADERS), choices=list(LOADERS))
    parser.add_argument(
        "--at-least", nargs="+", default=[], metavar="FIGURE=SHARE",
        help="fail unless reached, for example genki4k_smile=0.94",
    )  # fmt: skip
    parser.add_argument(
        "--write-card", nargs="+", type=Path, default=[], metavar="MODEL",
        help="put the figures into the metadata of these model files",
    )  # fmt: skip
    parser.add_argument("--write-readme", type=Path, help="renew the table of figures in this file")
    chosen = parser.parse_args(arguments)
    try:
        wanted = {name: float(share) for name, share in (w.split("=") for w in chosen.at_least)}
        samples = load(chosen.data, chosen.sets)
    except (FileNotFoundError, ValueError) as error:
        parser.error(str(error))
    with FaceDetector(DETECTOR) as detector:
        reader = FaceReader(detector, LaughModel(chosen.model, threads=2))
        judged = {
            name: judge([s for s in ones if s.held_out], reader)
            for name, ones in samples.items()
        }
    result = report(judged)
    print_table(result)
    if chosen.out is not None:
        _write(chosen.out, result, judged)
    figures = accuracy(judged)
    for model in chosen.write_card:
        write_accuracy(model, figures)
    if chosen.write_readme is not None:
        write_figures(chosen.write_readme, result)
    missed = {name: share for name, share in wanted.items() if figures.get(name, 0.0) < share}
    for name, share in missed.items():
        print(f"missed: {name} is {figures.get(name)}, wanted at least {share}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
