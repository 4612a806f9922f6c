r"""Let several trained networks answer together, and keep what they say of every picture.

    python -m training.ensemble --prepared runs/prepared --out runs/ensemble \
        --members runs/vgg19 runs/resnet18 runs/efficientnet_b0 runs/finetune

Members are run folders of ``training.train``, teachers or the dual-head network with
other seeds.  Each looks at every prepared picture at the size it was trained to the end
with, in several views; its probabilities are calibrated and then averaged, with weights
that make the labels of the validation split likeliest, each data set counting alike.  In
a head that no set there labels, all count alike.
``--blendshapes`` is the folder of ``training.sequences.labeller``: where it graded a smile,
faint or broad, the grade is averaged in by the same rule.

The folder receives ``soft_labels.npz`` for the ``--labels`` of ``training.train``,
``ensemble.json`` (members, weights, fingerprint of the data, figures) and each member's own
word, so that a call that was cut off goes on and a member more costs only its own time.
Weights are chosen on validation, so its figures flatter a little; those of the test split
had no say.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.command import command_parser, telling
from training.experiments.experiment import digest_of_file, read_config
from training.experiments.fingerprint import fingerprint
from training.files import write_text
from training.learning.soft_labels import (
    SoftLabels,
    about_soft_labels,
    digest_of_values,
    read_soft_labels,
    write_soft_labels,
)
from training.learning.weights import load_weights
from training.pictures.prepared import Prepared, read_sets
from training.places import WEIGHTS
from training.scoring.predictions import Predictions
from training.scoring.scores import head_scores
from training.sequences.labeller import graded_smiles
from training.teaching.ensemble_weights import agree
from training.teaching.teachers import DUAL_HEAD, build
from training.teaching.test_time_views import VIEWS, View, answer

SOFT_LABELS: Final = "soft_labels.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A trained network of that kind, its run's name, the picture size, and its weights' hash."""

    name: str
    kind: str
    network: nn.Module
    size: int
    weights: str


def read_member(run: Path) -> Member:
    """Read a run of ``training.train``.

    Raises ``FileNotFoundError`` where it has no weights and ``ValueError`` where they
    belong to no network known here.
    """
    file = run / WEIGHTS
    recipe = read_config(run).get("recipe")
    if recipe is None or not file.is_file():
        raise FileNotFoundError(f"{run} is no trained run: {WEIGHTS} or its setting is missing")
    # Runs that are older than the teachers do not say.
    kind = recipe.get("network", DUAL_HEAD)
    network = build(kind)
    load_weights(network, file)
    size = recipe["stages"][-1]["size"]
    return Member(run.name, kind, network.eval(), size, digest_of_file(file)[:16])


def ensemble(
    runs: Sequence[Path],
    sets: Sequence[Prepared],
    out: Path,
    views: Sequence[View] = VIEWS,
    plain: bool = False,
    device: torch.device | None = None,
    blendshapes: Path | None = None,
) -> Path:
    """Write the ensemble's folder and return its soft labels; ``plain`` calibrates nobody.

    Raises ``ValueError`` where two members share a name or validation has no label at all, and
    ``FileNotFoundError`` where ``blendshapes`` holds no grade.
    """
    if len({run.name for run in runs}) < len(runs):
        raise ValueError("two members have the same folder name")
    device = device or torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = fingerprint(sets)
    # Before the members are asked, which takes minutes: what is missing shows at once.
    graded = None if blendshapes is None else graded_smiles(blendshapes, sets)
    members, said = [], []
    for run in runs:
        member = read_member(run)
        said.append(_word_of(member, sets, views, device, out, data))
        members.append(
            {"name": member.name, "network": member.kind}
            | {"size": member.size, "weights": member.weights}
        )
    agreed = agree(said, sets, plain, graded)
    figures = {
        split: {
            name: figures_of(sets, word, split)
            for name, word in zip(
                [*(run.name for run in runs), "ensemble"], [*said, agreed.together], strict=True
            )
        }
        for split in ("validation", "test")
    }
    about = {
        "members": [
            member | {"vote": asdict(vote)}
            for member, vote in zip(members, agreed.votes, strict=True)
        ],
        "graded_smile": agreed.graded,
        "grades": None if graded is None else digest_of_values(graded),
        "views": [asdict(view) for view in views],
        "data": data,
    }
    write_text(out / "ensemble.json", json.dumps(about | {"figures": figures}, indent=2) + "\n")
    # Last: where it lies, all of it is there.
    write_soft_labels(out / SOFT_LABELS, sets, agreed.together, about)
    return out / SOFT_LABELS


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
    file = out / "members" / f"{member.name}.npz"
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
    parser = command_parser("ensemble", __doc__)
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--members", type=Path, nargs="+", required=True, help="run folders")
    parser.add_argument("--out", type=Path, required=True, help="folder to write or go on with")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only these sets")
    parser.add_argument(
        "--views", type=int, default=len(VIEWS), choices=range(1, len(VIEWS) + 1),
        help="how often each picture is looked at",
    )  # fmt: skip
    parser.add_argument("--blendshapes", type=Path, help="folder with graded smiles")
    parser.add_argument("--plain", action="store_true", help="average without calibrating")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        sets = read_sets(chosen.prepared, chosen.sets)
        file = ensemble(
            chosen.members,
            sets,
            chosen.out,
            VIEWS[: chosen.views],
            chosen.plain,
            blendshapes=chosen.blendshapes,
        )
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
    if result["graded_smile"] is not None:
        print(f"graded smile, where there is one: weight {result['graded_smile']:.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
