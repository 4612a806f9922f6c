"""One process of ``test_distributed``: trains with the others and tells what it saw.

WORLD_SIZE=2 RANK=0 … python -m tests.unit.training.one_process OUT.json
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from tests.unit.training.easy_sets import easy_set
from training.learning.batches import Material, draw_epoch, training_batches
from training.learning.distributed import (
    Process,
    average_buffers,
    average_gradients,
    from_first,
    joined,
)
from training.learning.engine import Engine
from training.learning.losses import LossRecipe
from training.learning.network import DualHeadSmileDetector
from training.learning.recipe import Recipe, Stage

STAGE = Stage(size=32, epochs=1, batch=30)
RECIPE = Recipe(
    stages=(STAGE,),
    seed=3,
    drifting=3,
    learning_rate=3e-3,
    averaging=0.9,
    repeats={"labelled": 6, "unlabelled": 6},
    loss=LossRecipe(smoothing=0.1, focal=1.0, adaptive=True),
)


class Plain(nn.Module):
    """No batch normalisation and no chance: its curve in two processes is that in one."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.AvgPool2d(4), nn.Flatten(), nn.Linear(192, 16), nn.Tanh())
        self.heads = nn.Linear(16, 8)
        self.unused = nn.Linear(2, 2)

    def answers(self, stills: Tensor, sequences: Tensor) -> tuple[Tensor, Tensor]:
        said = self.heads(self.layers(torch.cat([stills, sequences[:, -1]])))
        return said[:, 0], said[:, 1:]


def curve(network: nn.Module, process: Process, seed: int = 0) -> list[float]:
    """Train an epoch on sets whose labels fall unevenly on the processes; the loss of each step."""
    material = Material(
        (easy_set("labelled", 30, unlabelled=0.3), easy_set("unlabelled", 30, emotions=False))
    )
    draws = draw_epoch(material, RECIPE, STAGE, np.random.default_rng(1))
    engine = Engine(network, RECIPE, len(draws), torch.device("cpu"))
    torch.manual_seed(seed + process.rank)
    batches = training_batches(
        material, [draw.part(process) for draw in draws], STAGE.size, RECIPE, workers=0
    )
    return [losses["loss"] for losses in engine.train(batches)]


def curves(process: Process, seed: int = 0) -> dict[str, list[float]]:
    torch.manual_seed(0)
    return {
        "plain": curve(Plain(), process),
        "dual_head": curve(DualHeadSmileDetector(), process, seed),
    }


def _exchanges(process: Process) -> dict[str, object]:
    """What the first hands out, gradients that only some have, and running averages."""
    first, second, third = (nn.Parameter(torch.zeros(2)) for _ in range(3))
    first.grad = torch.full((2,), 1.0 + process.rank)
    if process.first:
        second.grad = torch.full((2,), 4.0)
    average_gradients([first, second, third])
    norm = nn.BatchNorm1d(1)
    norm.running_mean.fill_(2.0 * process.rank)
    average_buffers(norm)
    return {
        "handed_out": from_first({"epoch": 5} if process.first else None),
        "gradients": [None if p.grad is None else p.grad.tolist() for p in (first, second, third)],
        "running_mean": norm.running_mean.tolist(),
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    with joined() as here:
        seen = {"rank": here.rank, "curves": curves(here), **_exchanges(here)}
    Path(sys.argv[1]).write_text(json.dumps(seen), encoding="utf-8")
