r"""Measure what each ingredient of the recipe gives, and how many epochs are enough.

    python -m training.ablate --data DATA --prepared runs/prepared --films runs/films \
        --labels runs/ensemble/soft_labels.npz --imagenet WEIGHTS.pth --out runs/ablation
    python -m training.ablate --study epochs --data DATA --prepared runs/prepared \
        --imagenet WEIGHTS.pth --out runs/epochs

The first trains ``recipes/ablation.toml`` with everything, again with two other seeds, and once
without each ingredient: the ImageNet start, FER+ votes, the dropping of doubtful negatives,
London morphs, actor sequences, distillation.  The second trains ``recipes/epochs_10.toml`` and
``recipes/epochs_50.toml`` on the same few pictures.  Each run has its folder below ``--out`` and
is kept: the same command goes on where it was stopped.  ``STUDY.json``, ``STUDY.md`` and
``STUDY.html`` are written after every run; ``--write-readme FILE`` puts the table into a text.

All figures are of the validation people and of networks as they were trained, without the
calibration that an exported file carries: shares of emotions right differ from those of
``training.evaluate``, whose biases move some answers.  The actor and the clips are watched
through the runtime's face search and crop, at the size the runs are trained at.
"""

import argparse
import dataclasses
import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import torch

from training.command import command_parser, telling
from training.experiments.experiment import PREDICTIONS, read_config
from training.files import check_marks, write_between, write_text
from training.learning.network import MirroredDetector
from training.learning.recipe import Recipe, as_table, read_recipe
from training.learning.weights import load_weights
from training.page import Section
from training.report.__main__ import report
from training.report.runs import read_runs
from training.scoring.predictions import load_predictions
from training.scoring.scores import epoch_row
from training.studies import watching
from training.studies.ablation_table import (
    AGAIN,
    Outcome,
    ablation_markdown,
    ablation_section,
    as_json,
    epochs_markdown,
)
from training.studies.switches import SWITCHES, Setting, thinned
from training.train import RECIPES, described, read_material, train

FIGURES: Final = "figures.json"
"""Written into a run's folder when it is trained and measured."""

EPOCHS: Final = ("epochs_10", "epochs_50")

FEW: Final = 0.12
"""Share of every set's training side that the epochs study learns from, pass after pass."""

ASKED: Final = 0.25
"""Share of the validation people it asks after each of its many epochs."""

MARKS: Final = {
    study: (
        f"<!-- {study}: written by training.ablate --write-readme -->",
        f"<!-- end of {study} -->",
    )
    for study in ("ablation", "epochs")
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A run to be made; ``setting`` is asked for only when it is, ``None`` where it cannot be."""

    name: str
    title: str
    setting: Callable[[], Setting | None]


Watch = Callable[[torch.nn.Module], Mapping[str, float]]
"""Gives the figures of a network on video."""


def planned_ablation(setting: Setting) -> list[Planned]:
    """Return the runs of the ablation: everything, twice more, and all but one thing."""

    def seeded(more: int) -> Setting:
        recipe = dataclasses.replace(setting.recipe, seed=setting.recipe.seed + more)
        return dataclasses.replace(setting, recipe=recipe)

    return [
        Planned("reference", "nothing", lambda: setting),
        Planned(AGAIN, "nothing, another seed", lambda: seeded(1)),
        Planned(f"{AGAIN}_2", "nothing, a third seed", lambda: seeded(2)),
        *(
            # The default argument keeps this round's switch; a closure would keep the last.
            Planned(f"without_{switch.name}", switch.title, lambda s=switch: s.off(setting))
            for switch in SWITCHES
        ),
    ]


def planned_epochs(setting: Setting, recipes: Mapping[str, Recipe]) -> list[Planned]:
    """Return the runs of the epochs study, all on the same few pictures."""
    few = thinned(setting.material, FEW, setting.recipe.seed, ASKED)
    return [
        Planned(
            name,
            f"{recipe.epochs} epochs",
            lambda r=recipe: dataclasses.replace(setting, recipe=r, material=few),
        )
        for name, recipe in recipes.items()
    ]


def make(planned: Planned, out: Path, watch: Watch, workers: int) -> Outcome:
    """Train and measure one run, or read what it was measured to be.

    Raises ``ValueError`` where it was measured by another recipe or on other data.
    """
    run = out / planned.name
    setting = planned.setting()
    if setting is None:
        return Outcome(planned.name, planned.title, {}, "there is none of it here")
    if (run / FIGURES).is_file():
        config = read_config(run)
        now = {"recipe": as_table(setting.recipe), "data": described(setting.material)}
        for part, said in now.items():
            if config.get(part) != json.loads(json.dumps(said)):
                raise ValueError(f"{run} was made with another {part}: remove it or change --out")
        kept = json.loads((run / FIGURES).read_text(encoding="utf-8"))
        return Outcome(planned.name, planned.title, kept["figures"])
    print(f"{planned.name}: {setting.recipe.epochs} epochs", flush=True)
    begin = time.monotonic()
    weights = train(setting.material, setting.recipe, run, setting.start, workers)
    network = MirroredDetector().eval()
    load_weights(network, weights)
    measured = epoch_row(load_predictions(run / PREDICTIONS)) | dict(watch(network))
    # A figure without a case is no number, and JSON has no word for it.
    figures = {name: value for name, value in measured.items() if math.isfinite(value)}
    minutes = round((time.monotonic() - begin) / 60, 1)
    kept = {"figures": figures, "minutes": minutes}
    write_text(run / FIGURES, json.dumps(kept, indent=2) + "\n")
    return Outcome(planned.name, planned.title, figures)


def write_results(study: str, out: Path, outcomes: Sequence[Outcome], readme: Path | None) -> None:
    """Write what is known so far as JSON, Markdown and a page."""
    folders = [out / outcome.name for outcome in outcomes if not outcome.skipped]
    runs = read_runs(folders)
    words = ablation_markdown(outcomes) if study == "ablation" else epochs_markdown(runs)
    first: list[Section] = [ablation_section(outcomes)] if study == "ablation" else []
    table: dict[str, Any] = {"study": study, "runs": as_json(outcomes)}
    write_text(out / f"{study}.json", json.dumps(table, indent=2, ensure_ascii=False) + "\n")
    write_text(out / f"{study}.md", words)
    write_text(out / f"{study}.html", report(runs, first=first))
    if readme is not None:
        write_between(readme, *MARKS[study], words)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.ablate``; 0 when all runs are made, 2 on bad usage."""
    parser = command_parser("ablate", __doc__)
    parser.add_argument("--study", choices=list(MARKS), default="ablation")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--films", type=Path, help="from training.sequences.make")
    parser.add_argument("--labels", type=Path, help="of training.ensemble: what teachers say")
    parser.add_argument("--imagenet", type=Path, help="ImageNet weights of the eye (.pth)")
    parser.add_argument("--out", type=Path, required=True, help="folder of the runs")
    parser.add_argument("--recipes", type=Path, default=RECIPES, help="folder of the recipes")
    parser.add_argument("--only", nargs="+", metavar="RUN", help="only these runs, by name")
    parser.add_argument("--write-readme", type=Path, help="renew the table in this file")
    parser.add_argument("--workers", type=int, default=1, help="processes that augment")
    chosen = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    with telling(parser):
        if chosen.write_readme is not None:
            check_marks(chosen.write_readme, *MARKS[chosen.study])
        plan, size = _plan(chosen)
        films: list[watching.Films] = []

        def watch(network: torch.nn.Module) -> Mapping[str, float]:
            if chosen.study == "epochs":
                return {}
            if not films:
                films.append(watching.record(chosen.data, size))
            return watching.figures(network, films[0], torch.device("cpu"))

        chosen.out.mkdir(parents=True, exist_ok=True)
        outcomes = []
        for planned in plan:
            outcomes.append(make(planned, chosen.out, watch, chosen.workers))
            write_results(chosen.study, chosen.out, outcomes, chosen.write_readme)
    print((chosen.out / f"{chosen.study}.md").read_text(encoding="utf-8"))
    return 0


def _plan(chosen: argparse.Namespace) -> tuple[list[Planned], int]:
    """Return the runs to be made and the size (pixels) they end at."""
    names = ("ablation",) if chosen.study == "ablation" else EPOCHS
    recipes = {name: read_recipe(chosen.recipes / f"{name}.toml") for name in names}
    material = read_material(chosen.prepared, films=chosen.films, labels=chosen.labels)
    first = next(iter(recipes.values()))
    if not material.taught:
        first = dataclasses.replace(first, distill=type(first.distill)())
    setting = Setting(first, material, chosen.imagenet, chosen.data)
    if chosen.study == "ablation":
        plan = planned_ablation(setting)
    else:
        plan = planned_epochs(setting, recipes)
    begun = read_config(chosen.out / plan[0].name).get("recipe")
    if begun is not None and begun != json.loads(json.dumps(as_table(first))):
        raise ValueError(f"{chosen.out} holds a study of another recipe")
    unknown = set(chosen.only or ()) - {planned.name for planned in plan}
    if unknown:
        raise ValueError(f"no such run: {', '.join(sorted(unknown))}")
    # The reference is what the others are compared with.
    kept = {plan[0].name, *(chosen.only or (planned.name for planned in plan))}
    return [planned for planned in plan if planned.name in kept], first.stages[-1].size


if __name__ == "__main__":
    raise SystemExit(main())
