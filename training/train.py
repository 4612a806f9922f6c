r"""Train the dual-head network from a folder of prepared crops.

    python -m training.train --prepared runs/prepared --run runs/first \
        --imagenet mobilenet_v3_small_imagenet.pth

The run folder holds ``config.json``, ``metrics.csv`` (a line an epoch),
``curves.png``, ``last.pt`` (to go on from: the same command resumes) and
``averaged.pt`` (the weights to export: those of the last epoch, averaged over the
last steps.  No epoch is picked by its held-out figures, so that they stay unbiased).
"""

import argparse
import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import torch
from tqdm import tqdm

from training.batches import draw_epoch, training_batches
from training.curves import draw_curves
from training.data import LOADERS
from training.engine import Engine
from training.network import DualHeadSmileDetector, load_imagenet
from training.prepare import Prepared, read_prepared
from training.recipe import Recipe, as_table, read_recipe

RECIPES: Final = Path(__file__).parent / "recipes"


def train(
    sets: Sequence[Prepared],
    recipe: Recipe,
    run: Path,
    imagenet: Path | None = None,
    workers: int = 1,
    device: torch.device | None = None,
) -> Path:
    """Train or resume the run in ``run`` and return its ``averaged.pt``.

    Raises ``NonFiniteLossError`` when the loss leaves the numbers, and ``ValueError``
    when the folder holds a run of another recipe.
    """
    run.mkdir(parents=True, exist_ok=True)
    config = {"recipe": as_table(recipe), "sets": {s.name: len(s.smile) for s in sets}}
    _keep_config(run / "config.json", config)
    torch.manual_seed(recipe.seed)
    network = DualHeadSmileDetector()
    if imagenet is not None:
        load_imagenet(network, imagenet)
    # Every epoch draws as many pictures as any other; only which ones is left to chance.
    drawn = len(draw_epoch(sets, recipe.repeats, np.random.default_rng(recipe.seed)))
    steps = sum(_steps(drawn, phase.batch) * phase.epochs for phase in recipe.phases)
    device = device or torch.device("cuda" if torch.cuda.is_available() else "cpu")
    engine = Engine(network, recipe, steps, device)
    first = _resume(engine, run / "last.pt")
    for epoch in range(first, recipe.epochs):
        phase = recipe.phase_of(epoch)
        draws = draw_epoch(sets, recipe.repeats, np.random.default_rng((recipe.seed, epoch)))
        batches = training_batches(
            sets, draws, phase.size, phase.batch, workers, recipe.augmentation
        )
        bar = tqdm(
            engine.train(batches),
            desc=f"epoch {epoch + 1}/{recipe.epochs} at {phase.size} px",
            total=_steps(drawn, phase.batch),
            disable=None,
        )
        losses = [part for part in bar if not bar.set_postfix(loss=part["loss"])]
        row = {"epoch": epoch + 1, "size": phase.size}
        row |= {key: float(np.mean([part[key] for part in losses])) for key in losses[0]}
        row |= engine.validate(sets, phase.size)
        _append(run / "metrics.csv", row)
        draw_curves(run / "metrics.csv", run / "curves.png")
        _save(engine.averaged.module.state_dict(), run / "averaged.pt")
        _save({"epoch": epoch + 1, **engine.state()}, run / "last.pt")
        print(json.dumps(row), flush=True)
    return run / "averaged.pt"


def _steps(draws: int, batch: int) -> int:
    return max(1, draws // batch)


def _keep_config(file: Path, config: dict[str, object]) -> None:
    text = json.dumps(config, indent=2) + "\n"
    if file.is_file() and file.read_text(encoding="utf-8") != text:
        raise ValueError(f"{file} belongs to a run with another recipe or other data")
    file.write_text(text, encoding="utf-8")


def _resume(engine: Engine, file: Path) -> int:
    """Return the epoch to go on with."""
    if not file.is_file():
        return 0
    state = torch.load(file, map_location=engine.device, weights_only=True)
    engine.load_state(state)
    return int(state["epoch"])


def _append(file: Path, row: dict[str, float]) -> None:
    """Add a line to the CSV; lines of epochs that are being done again are replaced."""
    lines: list[dict[str, str]] = []
    if file.is_file():
        with file.open(newline="", encoding="utf-8") as old:
            lines = [line for line in csv.DictReader(old) if int(line["epoch"]) < row["epoch"]]
    part = file.with_suffix(".part")
    with part.open("w", newline="", encoding="utf-8") as new:
        writer = csv.DictWriter(new, fieldnames=list(row))
        writer.writeheader()
        writer.writerows([*lines, row])
    part.replace(file)


def _save(state: object, file: Path) -> None:
    part = file.with_suffix(".part")
    torch.save(state, part)
    part.replace(file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.train``; 0 when trained, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--run", type=Path, required=True, help="run folder to write or resume")
    parser.add_argument("--recipe", default="base", help="a name in training/recipes, or a file")
    parser.add_argument("--imagenet", type=Path, help="ImageNet weights of the eye (.pth)")
    parser.add_argument("--sets", nargs="+", default=list(LOADERS), choices=list(LOADERS))
    parser.add_argument("--workers", type=int, default=1, help="processes that augment")
    chosen = parser.parse_args(arguments)
    named = RECIPES / f"{chosen.recipe}.toml"
    try:
        recipe = read_recipe(named if named.is_file() else Path(chosen.recipe))
        sets = [read_prepared(chosen.prepared, name) for name in chosen.sets]
        cv2.setNumThreads(1)
        train(sets, recipe, chosen.run, chosen.imagenet, chosen.workers)
    except (FileNotFoundError, ValueError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
