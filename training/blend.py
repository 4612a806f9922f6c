r"""Blend a phase's weights with those it started from, by as much as the validation people like.

    python -m training.blend runs/pretrain runs/finetune --prepared runs/prepared \
        --films runs/films --out runs/blended

A phase that teaches something new forgets a little of what was known; a point on the
straight line between its weights and those before often knows both (Wortsman et al.,
"Robust fine-tuning of zero-shot models", 2022, https://arxiv.org/abs/2109.01903).  The
share of the earlier weights is chosen once, by the calibrated loss of the smile, which is
what judges, on the validation people, each set counting alike; nobody is trained.  OUT
receives ``averaged.pt``, which the other commands take like any run's, and ``blend.json``
with what every share gave.
"""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from training.command import command_parser, telling
from training.evaluation.calibration_tables import CALIBRATED_ON
from training.experiments.experiment import (
    CONFIG,
    PREDICTIONS,
    digest_of_file,
    keep_config,
    read_config,
)
from training.experiments.fingerprint import fingerprint
from training.export import CALIBRATION_FILE, load_network
from training.files import replacing, write_text
from training.learning.batches import Material
from training.learning.validation import predict
from training.pictures.prepared import read_sets
from training.places import WEIGHTS
from training.scoring.calibration import Calibration, fit_smile, logit
from training.scoring.predictions import Predictions, save_predictions
from training.scoring.scores import epoch_row, headline, losses
from training.sequences.prepared import read_films

REPORT: Final = "blend.json"

SHARES: Final = (0.0, 0.2, 0.4, 0.6, 0.8)
"""Shares of the earlier weights that are tried; 0 leaves the later ones as they are."""

Weights = Mapping[str, Tensor]


def blend(earlier: Weights, later: Weights, share: float) -> dict[str, Tensor]:
    """Return ``share`` of the earlier weights and the rest of the later ones.

    Whole numbers (counters) are the later ones'.  Raises ``ValueError`` where the two
    are not of one network.
    """
    if {k: v.shape for k, v in earlier.items()} != {k: v.shape for k, v in later.items()}:
        raise ValueError("the weights are of different networks")
    return {
        key: torch.lerp(value, earlier[key], share) if value.is_floating_point() else value
        for key, value in later.items()
    }


def loss_of(predictions: Predictions) -> float:
    """Return the smile loss of the validation people, calibrated as the files will be.

    Each set of photographs counts alike, but that the few of London are counted among those of
    GENKI-4K, and all films together as one more set: they are made from few of the same
    people.  Weights that are only surer or shyer than others know neither more nor less, hence
    the calibration.
    """
    said = calibrated(pooled_sets(predictions))
    stills = [losses(said.of(name))["validation_smile"] for name in judged_sets(said)]
    films = []
    for name in said.datasets:
        one = said.of(name)
        if (one.kind != "").any():
            # The losses of an epoch leave films out; here they are what a phase teaches.
            shown = dataclasses.replace(one, kind=np.full(len(one), ""))
            films.append(losses(shown)["validation_smile"])
    moving = [loss for loss in films if not np.isnan(loss)]
    return float(np.mean([*stills, *([float(np.mean(moving))] if moving else [])]))


def pooled_sets(p: Predictions) -> Predictions:
    """Count London's photographs among GENKI-4K's where both are there: they are a few dozen."""
    genki, london = CALIBRATED_ON[0], CALIBRATED_ON[-1]
    if genki not in p.datasets:
        return p
    return dataclasses.replace(p, dataset=np.where(p.dataset == london, genki, p.dataset))


def judged_sets(p: Predictions) -> list[str]:
    """Return the sets of photographs with smiles of their own; all with any, where none has."""
    labelled = (p.kind == "") & ~np.isnan(p.smile_truth)
    names = [name for name in p.datasets if (labelled & (p.dataset == name)).any()]
    return [name for name in names if name in CALIBRATED_ON] or names


def calibrated(p: Predictions) -> Predictions:
    """Return the answers with their smile calibrated, each set of photographs counting alike.

    What cannot be fitted to, for want of smiles or of errors, stays as it is.
    """
    names = judged_sets(p)
    fitted = (p.kind == "") & ~np.isnan(p.smile_truth) & np.isin(p.dataset, names)
    counts = {name: int((fitted & (p.dataset == name)).sum()) for name in names}
    weight = np.array([1 / counts[str(name)] for name in p.dataset[fitted]])
    truth = p.smile_truth[fitted].astype(float)
    smile = p.smile
    with suppress(ValueError):
        temperature, bias = fit_smile(logit(smile[fitted]), truth, weight)
        smile = Calibration(temperature, bias).smiles(smile).astype(np.float32)
    return dataclasses.replace(p, smile=smile)


def choose(
    earlier: Weights,
    later: Weights,
    ask: Callable[[Weights], Predictions],
    shares: Sequence[float] = SHARES,
) -> tuple[float, dict[float, dict[str, float]], Predictions]:
    """Return the share with the lowest loss, what each gave, and the best one's predictions.

    ``ask`` returns what a network of some weights says of the validation people.
    """
    found: dict[float, dict[str, float]] = {}
    best: tuple[float, float, Predictions] | None = None
    for share in tqdm(shares, desc="blends", disable=None):
        said = ask(blend(earlier, later, share))
        row = {key: value for key, value in headline(epoch_row(said)).items() if value == value}
        found[share] = {"loss": loss_of(said), **row}
        if best is None or found[share]["loss"] < best[0]:
            best = found[share]["loss"], share, said
    if best is None:
        raise ValueError("no share to try")
    return best[1], found, best[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.blend``; 0 when blended, 2 on bad usage."""
    parser = command_parser("blend", __doc__)
    parser.add_argument("earlier", type=Path, help="run folder of the phase before")
    parser.add_argument("later", type=Path, help="run folder of the phase")
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--films", type=Path, help="from training.sequences.make")
    parser.add_argument("--out", type=Path, required=True, help="run folder to write")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only these sets")
    parser.add_argument("--shares", nargs="+", type=float, default=list(SHARES))
    chosen = parser.parse_args(arguments)
    with telling(parser):
        recipe = read_recipe_of(chosen.later)
        network = load_network(chosen.later)
        weights = load_network(chosen.earlier).state_dict(), network.state_dict()
        material = Material(
            read_sets(chosen.prepared, chosen.sets),
            read_films(chosen.films),
        )
    size = recipe["stages"][-1]["size"]
    later = {key: value.clone() for key, value in weights[1].items()}

    def ask(candidate: Weights) -> Predictions:
        network.load_state_dict(dict(candidate))
        return predict(network.eval(), material, size, torch.device("cpu"))

    share, found, said = choose(weights[0], later, ask, chosen.shares)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with replacing(chosen.out / WEIGHTS) as part:
        torch.save(blend(weights[0], later, share), part)
    save_predictions(chosen.out / PREDICTIONS, said)
    report = {
        "earlier": _digest(chosen.earlier),
        "later": _digest(chosen.later),
        "share_of_earlier": share,
        "tried": {str(tried): row for tried, row in found.items()},
    }
    # What the other commands ask a run: which network, at what size, from what data.
    for old in (CONFIG, CALIBRATION_FILE):
        (chosen.out / old).unlink(missing_ok=True)
    data = fingerprint(material.stills, material.films)
    keep_config(chosen.out, recipe, data, chosen.later / WEIGHTS)
    write_text(chosen.out / REPORT, json.dumps(report, indent=2) + "\n")
    for tried, row in found.items():
        print(f"{tried:4} {'*' if tried == share else ' '} {json.dumps(row)}")
    return 0


def read_recipe_of(run: Path) -> dict[str, Any]:
    """Return the recipe a run was trained by, as plain values; its last size is what it sees.

    Raises ``FileNotFoundError`` where the run kept none.
    """
    recipe: dict[str, Any] | None = read_config(run).get("recipe")
    if not recipe:
        raise FileNotFoundError(f"{run} is no trained run: its {CONFIG} is missing or older")
    return recipe


def is_blend_of(out: Path, earlier: Path, later: Path) -> bool:
    """Tell whether the folder holds the blend of these two runs, as they are now."""
    report = out / REPORT
    needed = (report, out / WEIGHTS, earlier / WEIGHTS, later / WEIGHTS)
    if not all(file.is_file() for file in needed):
        return False
    kept = json.loads(report.read_text(encoding="utf-8"))
    return bool(kept["earlier"] == _digest(earlier) and kept["later"] == _digest(later))


def _digest(run: Path) -> dict[str, str]:
    return {"run": run.name, "sha256": digest_of_file(run / WEIGHTS)}


if __name__ == "__main__":
    raise SystemExit(main())
