r"""Train the dual-head network, or a teacher of it, from a folder of prepared crops.

    python -m training.train --recipe quick --prepared runs/prepared --run runs/quick \
        --imagenet mobilenet_v3_small_imagenet.pth
    python -m training.train --recipe finetune --prepared runs/prepared --run runs/finetune \
        --start runs/pretrain --films runs/films --labels runs/ensemble/soft_labels.npz
    torchrun --nproc-per-node 2 -m -- training.train …     # the same in two processes

The run folder holds what ``training.experiments.experiment`` keeps of every run (configuration,
metrics, held-out predictions and their pictures; ``training.report`` compares runs),
``last.pt`` (to go on from: the same command resumes) and ``averaged.pt``, the weights to
export: those of the last epoch, averaged over the last steps.  No epoch is picked by its
held-out figures, so that they stay unbiased.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import torch
from torch import nn
from tqdm import tqdm

from training.command import command_parser, telling
from training.experiments.experiment import (
    keep_config,
    keep_epoch,
    keep_results,
    unfinished,
)
from training.experiments.fingerprint import fingerprint
from training.files import replacing
from training.learning.batches import (
    BatchDraw,
    Material,
    draw_epoch,
    emotion_frequency,
    training_batches,
)
from training.learning.distributed import Process, from_first, joined
from training.learning.engine import Engine
from training.learning.recipe import Recipe, Stage, as_table, read_recipe
from training.learning.soft_labels import digest_of, read_soft_labels
from training.learning.weights import load_weights, named
from training.pictures.prepared import read_sets
from training.places import LAST, WEIGHTS
from training.scoring.scores import epoch_row, headline
from training.sequences.prepared import read_films
from training.teaching.teachers import build, load_imagenet

RECIPES: Final = Path(__file__).parent / "recipes"


def train(
    material: Material,
    recipe: Recipe,
    run: Path,
    start: Path | None = None,
    workers: int = 1,
    device: torch.device | None = None,
    process: Process | None = None,
) -> Path:
    """Train or resume the run in ``run`` and return its ``averaged.pt``.

    ``start`` is where the weights start: an earlier phase's run folder, or the file
    of ImageNet's weights of the eye; by chance if not given.  ``process`` is this one
    of several that train together; only the first needs ``start`` and writes.  Raises
    ``NonFiniteLossError`` when the loss leaves the numbers, and ``ValueError`` when
    the folder holds a run of another recipe or other data, nobody is on the train side,
    or no teacher's word is at hand for a recipe that listens to them.
    """
    process = process or Process()
    if recipe.distill.share and not material.taught:
        raise ValueError("the recipe learns from teachers: give it their labels")
    if not any(one.train.any() for one in material.stills):
        names = ", ".join(one.name for one in material.stills)
        raise ValueError(f"nobody is on the train side of {names}: there is nothing to learn from")
    if not any((one.split == "validation").any() for one in (*material.stills, *material.films)):
        raise ValueError("nobody is on the validation side: nothing could be measured")
    torch.manual_seed(recipe.seed)
    network = build(recipe.network)
    data = described(material)
    if from_first(data) != data:
        # Each draws its part of the same batches: of other rows they would not be the same.
        raise ValueError(f"process {process.rank} holds other data than the first one")
    if process.first:
        # First what may fail: a wrong start leaves the folder free for the right one.
        if start is not None:
            start_from(network, start)
        keep_config(run, as_table(recipe), data, start and weights_of(start))
    # Every epoch of a stage draws as many batches as any other; only which is left to chance.
    steps = [len(_draws(material, recipe, stage, 0)) for stage in recipe.stages]
    device = device or process.device()
    engine = Engine(
        network,
        recipe,
        sum(count * stage.epochs for count, stage in zip(steps, recipe.stages, strict=True)),
        device,
        emotion_frequency(material, recipe),
    )
    first = _resume(engine, run / LAST, process)
    for epoch in range(first, recipe.epochs):
        stage = recipe.stage_of(epoch)
        draws = [draw.part(process) for draw in _draws(material, recipe, stage, epoch)]
        bar = tqdm(
            engine.train(training_batches(material, draws, stage.size, recipe, workers)),
            desc=f"epoch {epoch + 1}/{recipe.epochs} at {stage.size} px",
            total=len(draws),
            disable=None if process.first else True,
        )
        losses = [part for part in bar if not bar.set_postfix(loss=part["loss"])]
        if not process.first:
            continue
        row = {"epoch": epoch + 1, "size": stage.size}
        row |= {key: float(np.mean([part[key] for part in losses])) for key in losses[0]}
        predictions = engine.validate(material, stage.size)
        row |= epoch_row(predictions)
        keep_epoch(run, row)
        keep_results(run, predictions)
        _save(engine.averaged.module.state_dict(), run / WEIGHTS)
        _save({"epoch": epoch + 1, **engine.state()}, run / LAST)
        print(json.dumps(headline(row)), flush=True)
    return run / WEIGHTS


def weights_of(start: Path) -> Path:
    """Return the file of weights of a start: a run's averaged ones, or the file itself."""
    return start / WEIGHTS if start.is_dir() else start


def described(material: Material) -> dict[str, Any]:
    """Return the fingerprint of all that is learned from, teachers' words included."""
    data = fingerprint(material.stills, material.films)
    if material.taught:
        data["taught"] = digest_of(material.taught)
    return data


def read_material(
    prepared: Path,
    sets: Sequence[str] | None = None,
    films: Path | None = None,
    labels: Path | None = None,
) -> Material:
    """Read what is learned from: stills, films if there are any, and teachers' words.

    Raises ``FileNotFoundError`` or ``ValueError`` naming what is not there or does not fit.
    """
    stills = read_sets(prepared, sets)
    taught = () if labels is None else read_soft_labels(labels, stills)
    return Material(stills, read_films(films), taught)


def start_from(network: nn.Module, start: Path) -> None:
    """Load a run's averaged weights where ``start`` is its folder, else ImageNet's eye.

    Raises ``FileNotFoundError`` where the run has none yet, and ``ValueError`` naming the
    file where it is damaged or another network's.
    """
    if start.is_dir():
        load_weights(network, weights_of(start))
        if (sentence := unfinished(start)) is not None:
            print(f"note: {sentence}", file=sys.stderr)
    else:
        load_imagenet(network, start)


def _draws(material: Material, recipe: Recipe, stage: Stage, epoch: int) -> list[BatchDraw]:
    return draw_epoch(material, recipe, stage, np.random.default_rng((recipe.seed, epoch)))


def _resume(engine: Engine, file: Path, process: Process) -> int:
    """Return the epoch to go on with, in the state in which the first process goes on."""
    epoch = 0
    if process.first and file.is_file():
        # The state of chance stays on the processor; the rest goes where its owner is.
        with named(file):
            state = torch.load(file, map_location="cpu", weights_only=True)
            engine.load_state(state)
            epoch = int(state["epoch"])
    if process.count > 1:
        epoch, shared = from_first((epoch, engine.state()))
        engine.load_state(shared)
        if not process.first:
            # Dropout and made-up pasts are not to repeat themselves in every process.
            torch.manual_seed((engine.recipe.seed * 1000 + epoch) * 1000 + process.rank)
    return epoch


def _save(state: object, file: Path) -> None:
    with replacing(file) as part:
        torch.save(state, part)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every training command takes."""
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--films", type=Path, help="from training.sequences.make")
    parser.add_argument("--run", type=Path, required=True, help="run folder to write or resume")
    parser.add_argument("--recipe", required=True, help="a name in training/recipes, or a file")
    parser.add_argument("--network", help="dual_head or a teacher's name, instead of the recipe's")
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--imagenet", type=Path, help="ImageNet weights of the eye (.pth)")
    begin.add_argument("--start", type=Path, help="run folder of the phase before")
    parser.add_argument("--labels", type=Path, help="of training.ensemble, for [distill]")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only these sets")
    parser.add_argument("--workers", type=int, default=1, help="processes that augment")


def find_recipe(name: str) -> Path:
    """Return the file of a recipe, given by a name in ``RECIPES`` or as a file.

    Raises ``FileNotFoundError`` listing the names where it is neither.
    """
    named = RECIPES / f"{name}.toml"
    if named.is_file():
        return named
    if not Path(name).is_file():
        names = ", ".join(sorted(file.stem for file in RECIPES.glob("*.toml")))
        raise FileNotFoundError(f"{name} is no recipe and no file; there are: {names}")
    return Path(name)


def chosen_recipe(chosen: argparse.Namespace, change: Callable[[Recipe], Recipe]) -> Recipe:
    """Return the recipe of the arguments of :func:`add_arguments`, changed.

    Raises ``ValueError`` where it wants what the arguments do not name: it would train without.
    """
    recipe = change(read_recipe(find_recipe(chosen.recipe)))
    if chosen.network:
        recipe = dataclasses.replace(recipe, network=chosen.network)
    if recipe.starts_from and not (chosen.start or chosen.imagenet):
        raise ValueError(
            f"the recipe goes on from {recipe.starts_from}: --start must name its run folder"
        )
    if chosen.imagenet and chosen.imagenet.is_dir():
        raise ValueError(f"--imagenet {chosen.imagenet} is a folder: a run's is given as --start")
    if recipe.films and chosen.films is None:
        raise ValueError("the recipe learns from films: --films must name their folder")
    if recipe.distill.share and chosen.labels is None:
        raise ValueError("the recipe learns from teachers: --labels must name their words")
    return recipe


def follow(
    parser: argparse.ArgumentParser,
    chosen: argparse.Namespace,
    change: Callable[[Recipe], Recipe] = lambda recipe: recipe,
) -> int:
    """Train by the arguments of :func:`add_arguments`, with a changed recipe; the exit code."""
    with telling(parser):
        recipe = chosen_recipe(chosen, change)
        labels = chosen.labels if recipe.distill.share else None
        material = read_material(chosen.prepared, chosen.sets, chosen.films, labels)
        cv2.setNumThreads(1)
        start = chosen.imagenet or chosen.start
        with joined() as process:
            train(material, recipe, chosen.run, start, chosen.workers, process=process)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.train``; 0 when trained, 2 on bad usage."""
    parser = command_parser("train", __doc__)
    add_arguments(parser)
    return follow(parser, parser.parse_args(arguments))


if __name__ == "__main__":
    raise SystemExit(main())
