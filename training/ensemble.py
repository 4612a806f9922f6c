r"""Let several trained networks answer together, and keep what they say of every picture.

    python -m training.ensemble --prepared runs/prepared --out runs/ensemble \
        --members runs/vgg19 runs/resnet18 runs/efficientnet_b0 runs/finetune

Members are run folders of ``training.train``, teachers or the dual-head network with
other seeds.  Each looks at every prepared picture at the size it was trained to the end
with, in several views; its probabilities are calibrated and then averaged, with weights
that make the labels of the validation split likeliest, each data set counting alike.

The folder receives ``soft_labels.npz`` for ``training.distill``, ``ensemble.json`` (members,
weights, fingerprint of the data, figures) and each member's own word, so that a call that
was cut off goes on and a member more costs only its own time.  Weights are chosen on
validation, so its figures flatter a little; those of the test split had no say.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.batches import emotion_target
from training.calibration import Calibration, fit_emotion, fit_smile, logit, sigmoid, softmax
from training.data import LOADERS
from training.experiment import read_config, write_text
from training.fingerprint import fingerprint
from training.predictions import Predictions
from training.prepared import Prepared, read_prepared
from training.scores import head_scores
from training.soft_labels import (
    SoftLabels,
    about_soft_labels,
    read_soft_labels,
    write_soft_labels,
)
from training.teachers import build
from training.views import VIEWS, View, answer
from training.voting import as_two, averaged, mixture_weights

SOFT_LABELS = "soft_labels.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A trained network: its run's name, the picture size it answers at, and its weights' hash."""

    name: str
    network: nn.Module
    size: int
    weights: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What a member's word is worth: how it is calibrated, and its share in each head's mean."""

    calibration: Calibration
    smile: float
    emotion: float


def read_member(run: Path) -> Member:
    """Read a run of ``training.train``.

    Raises ``FileNotFoundError`` where it has no weights and ``ValueError`` where they
    belong to no network known here.
    """
    file = run / "averaged.pt"
    state = torch.load(file, map_location="cpu", weights_only=True)
    recipe = read_config(run)["recipe"]
    network = build(recipe.get("network", "dual_head"))
    try:
        network.load_state_dict(state)
    except RuntimeError as error:
        raise ValueError(f"{file}: {error}") from error
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    return Member(run.name, network.eval(), recipe["stages"][-1]["size"], digest)


def ensemble(
    runs: Sequence[Path],
    sets: Sequence[Prepared],
    out: Path,
    views: Sequence[View] = VIEWS,
    plain: bool = False,
    device: torch.device | None = None,
) -> Path:
    """Write the ensemble's folder and return its soft labels; ``plain`` calibrates nobody.

    Raises ``ValueError`` where two members share a name or validation has no labels.
    """
    if len({run.name for run in runs}) < len(runs):
        raise ValueError("two members have the same folder name")
    device = device or torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = fingerprint(sets)
    members, said = [], []
    for run in runs:
        member = read_member(run)
        said.append(_word_of(member, sets, views, device, out, data))
        members.append(asdict(member) | {"network": type(member.network).__name__})
    votes, together = agree(said, sets, plain)
    figures = {
        split: {
            name: figures_of(sets, word, split)
            for name, word in zip(
                [*(run.name for run in runs), "ensemble"], [*said, together], strict=True
            )
        }
        for split in ("validation", "test")
    }
    about = {
        "members": [
            member | {"vote": asdict(vote)} for member, vote in zip(members, votes, strict=True)
        ],
        "views": [asdict(view) for view in views],
        "data": data,
    }
    write_soft_labels(out / SOFT_LABELS, sets, together, about)
    write_text(out / "ensemble.json", json.dumps(about | {"figures": figures}, indent=2) + "\n")
    return out / SOFT_LABELS


def agree(
    said: Sequence[Sequence[SoftLabels]], sets: Sequence[Prepared], plain: bool = False
) -> tuple[list[Vote], list[SoftLabels]]:
    """Weigh what members said of the sets, [members][sets], and return their common word."""
    words, calibrations = [], []
    for own in said:
        calibration = Calibration() if plain else _calibration(own, sets)
        calibrations.append(calibration)
        words.append([_calibrated(one, calibration) for one in own])
    smiles = [
        as_two(np.stack([word[number].smile for word in words])) for number in range(len(sets))
    ]
    emotions = [np.stack([word[number].emotion for word in words]) for number in range(len(sets))]
    truths = [_truth(one) for one in sets]
    smile_votes = _votes(smiles, [as_two(truth) for truth, _ in truths])
    emotion_votes = _votes(emotions, [truth for _, truth in truths])
    together = [
        SoftLabels(averaged(smile, smile_votes)[:, 1], averaged(emotion, emotion_votes))
        for smile, emotion in zip(smiles, emotions, strict=True)
    ]
    votes = [
        Vote(calibration, float(smile), float(emotion))
        for calibration, smile, emotion in zip(
            calibrations, smile_votes, emotion_votes, strict=True
        )
    ]
    return votes, together


def figures_of(
    sets: Sequence[Prepared], word: Sequence[SoftLabels], split: str
) -> dict[str, dict[str, float]]:
    """Return accuracy and ROC AUC of each set's heads on one split; sets without one are left."""
    table: dict[str, dict[str, float]] = {}
    for prepared, said in zip(sets, word, strict=True):
        rows = np.flatnonzero(prepared.split == split)
        scores = head_scores(_predictions(prepared, said, rows)) if rows.size else {}
        for head, score in scores.items():
            table[f"{prepared.name}_{head}"] = {
                "count": score.count,
                "accuracy": round(score.accuracy, 4),
                "roc_auc": round(score.roc_auc, 4),
            }
    return table


def _word_of(
    member: Member,
    sets: Sequence[Prepared],
    views: Sequence[View],
    device: torch.device,
    out: Path,
    data: Mapping[str, Any],
) -> list[SoftLabels]:
    """Ask a member, or read what it said when it was last asked the same."""
    file = out / f"{member.name}.npz"
    about = {
        "weights": member.weights,
        "size": member.size,
        "views": [asdict(view) for view in views],
        "data": dict(data),
    }
    if file.is_file():
        known = about_soft_labels(file)
        if all(known.get(key) == value for key, value in about.items()):
            return list(read_soft_labels(file, sets))
    network = member.network.to(device, memory_format=torch.channels_last)
    said = [answer(network, one, member.size, views, device) for one in sets]
    write_soft_labels(file, sets, said, about)
    return said


def _truth(prepared: Prepared) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return smile [N] and emotion [N, 7] to judge members by; NaN but for validation."""
    judged = prepared.split == "validation"
    emotion = np.full(prepared.emotion.shape, np.nan, np.float32)
    for row in np.flatnonzero(judged):
        emotion[row] = emotion_target(prepared, int(row), label_share=0.5)
    return np.where(judged, prepared.smile, np.float32("nan")), emotion


def _votes(said: Sequence[NDArray[Any]], truths: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
    """Weigh members by what they said of sets, each [M, N, K], where there is a truth [N, K]."""
    known = [~np.isnan(truth).any(axis=1) for truth in truths]
    importance = [np.full(mask.sum(), 1 / max(1, mask.sum())) for mask in known]
    return mixture_weights(
        np.concatenate([one[:, mask] for one, mask in zip(said, known, strict=True)], axis=1),
        np.concatenate([truth[mask] for truth, mask in zip(truths, known, strict=True)]),
        np.concatenate(importance),
    )


def _calibration(said: Sequence[SoftLabels], sets: Sequence[Prepared]) -> Calibration:
    truths = [_truth(one) for one in sets]
    known = [~np.isnan(smile) for smile, _ in truths]
    temperature, bias = fit_smile(
        np.concatenate([logit(one.smile[mask]) for one, mask in zip(said, known, strict=True)]),
        np.concatenate([smile[mask] for (smile, _), mask in zip(truths, known, strict=True)]),
        np.concatenate([np.full(mask.sum(), 1 / max(1, mask.sum())) for mask in known]),
    )
    known = [~np.isnan(emotion).any(axis=1) for _, emotion in truths]
    emotion_temperature = fit_emotion(
        np.concatenate([_logs(one.emotion[mask]) for one, mask in zip(said, known, strict=True)]),
        np.concatenate([emotion[mask] for (_, emotion), mask in zip(truths, known, strict=True)]),
    )
    return Calibration(temperature, bias, emotion_temperature)


def _calibrated(said: SoftLabels, how: Calibration) -> SoftLabels:
    smile = sigmoid(logit(said.smile) / how.smile_temperature + how.smile_bias)
    emotion = softmax(_logs(said.emotion) / how.emotion_temperature)
    return SoftLabels(smile.astype(np.float32), emotion.astype(np.float32))


def _logs(probability: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.log(np.maximum(probability, 1e-9))


def _predictions(prepared: Prepared, said: SoftLabels, rows: NDArray[np.int64]) -> Predictions:
    count = len(rows)
    return Predictions(
        dataset=np.full(count, prepared.name),
        name=prepared.names[rows],
        kind=np.full(count, ""),
        smile=said.smile[rows],
        emotion=said.emotion[rows],
        smile_truth=prepared.smile[rows],
        emotion_truth=prepared.emotion[rows],
        label=prepared.label[rows],
        light=np.full(count, np.nan, np.float32),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.ensemble``; 0 when done, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.ensemble", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--members", type=Path, nargs="+", required=True, help="run folders")
    parser.add_argument("--out", type=Path, required=True, help="folder to write or go on with")
    parser.add_argument("--sets", nargs="+", default=list(LOADERS), choices=list(LOADERS))
    parser.add_argument(
        "--views", type=int, default=len(VIEWS), choices=range(1, len(VIEWS) + 1),
        help="how often each picture is looked at",
    )  # fmt: skip
    parser.add_argument("--plain", action="store_true", help="average without calibrating")
    chosen = parser.parse_args(arguments)
    try:
        sets = [read_prepared(chosen.prepared, name) for name in chosen.sets]
        file = ensemble(chosen.members, sets, chosen.out, VIEWS[: chosen.views], chosen.plain)
    except (FileNotFoundError, KeyError, ValueError) as error:
        parser.error(str(error))
    _print_table(json.loads((chosen.out / "ensemble.json").read_text(encoding="utf-8")))
    print(file)
    return 0


def _print_table(result: Mapping[str, Any]) -> None:
    for split, words in result["figures"].items():
        for figure in next(iter(words.values())):
            shares = "   ".join(
                f"{name} {table[figure]['accuracy']:.2%}" for name, table in words.items()
            )
            print(f"{split} {figure}: {shares}")
    for member in result["members"]:
        vote = member["vote"]
        print(f"{member['name']}: weight {vote['smile']:.2f} smile, {vote['emotion']:.2f} emotion")


if __name__ == "__main__":
    raise SystemExit(main())
