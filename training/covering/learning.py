"""The network learns, and its lines are drawn where seen faces are seldom taken for hidden."""

import math
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from training.covering.batches import batches, shown, varied
from training.covering.faces import Faces
from training.covering.network import CoverNetwork, scaled

STEPS: Final = 2000
REAL_STEPS: Final = 700
"""Steps with drawn covers alone, and then with the real ones too."""

SIZE: Final = 128
RATE: Final = 4e-3
REAL_RATE: Final = 1.5e-3
AVERAGING: Final = 0.995

FALSE_COVERED: Final = 0.005
FALSE_SHUT: Final = 0.002
"""Shares of the validation people's seen mouths and open eyes that may lie over a line.

They are varied as for learning, darker and noisier than a room is: of plain pictures fewer do."""

COPIES: Final = 3
"""Views of every validation face by which the lines are drawn."""


def learn(
    faces: Faces,
    objects: NDArray[np.uint8],
    steps: int,
    seed: int,
    start: CoverNetwork | None = None,
) -> CoverNetwork:
    """Return a network that learned from faces and what may come before them.

    It goes on from ``start`` at a lower rate, where there is one; ``start`` itself stays as it
    is.  Raises ``RuntimeError`` where the loss is no number any more.
    """
    torch.manual_seed(seed)
    network = CoverNetwork()
    if start is not None:
        network.load_state_dict(start.state_dict())
    network = network.to(memory_format=torch.channels_last)
    rate = RATE if start is None else REAL_RATE
    averaged = AveragedModel(
        network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING), use_buffers=True
    )
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    drawn = batches(faces, objects, SIZE, np.random.default_rng([seed, 4]))
    network.train()
    shown_loss = math.nan
    progress = tqdm(range(steps), desc="learning", unit="step", disable=None)
    for step in progress:
        batch = next(drawn)
        logits = network(scaled(torch.from_numpy(batch.crops)))
        loss = _loss(logits, torch.from_numpy(batch.truths))
        if not torch.isfinite(loss):
            raise RuntimeError(f"the loss is {loss.item()} at step {step}")
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
        averaged.update_parameters(network)
        shown_loss = loss.item() if step == 0 else 0.98 * shown_loss + 0.02 * loss.item()
        if step % 100 == 99:
            progress.set_postfix(loss=f"{shown_loss:.4f}")
    learned = averaged.module
    assert isinstance(learned, CoverNetwork)
    return learned.eval()


def draw_lines(
    network: CoverNetwork, faces: Faces, objects: NDArray[np.uint8], seed: int
) -> Tensor:
    """Return the logits [2] that are to count as one half, from validation people alone."""
    random = np.random.default_rng([seed, 5])
    logits, truths = [], []
    for _ in range(COPIES):
        pairs = [shown(faces, index, objects, random) for index in range(len(faces))]
        crops = np.stack([varied(crop, random) for crop, _ in pairs])
        logits.append(answers(network, crops))
        truths.append(np.array([truth for _, truth in pairs]))
    found, true = np.concatenate(logits), np.concatenate(truths)
    lines = [
        np.quantile(found[true[:, head] < 0.2, head], 1 - allowed)
        for head, allowed in enumerate((FALSE_COVERED, FALSE_SHUT))
    ]
    return torch.tensor(np.array(lines), dtype=torch.float32)


@torch.inference_mode()
def answers(network: nn.Module, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the logits [N, 2] of crops, uint8 [N, SIDE, SIDE, 3]."""
    parts = [network(scaled(torch.from_numpy(part))) for part in _parts(crops)]
    return torch.cat(parts).numpy()


def _parts(crops: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    return [crops[begin : begin + 512] for begin in range(0, len(crops), 512)]


def _loss(logits: Tensor, truths: Tensor) -> Tensor:
    """Return the mean cross-entropy of both heads over what is known."""
    known = ~truths.isnan()
    losses = nn.functional.binary_cross_entropy_with_logits(
        logits, torch.where(known, truths, 0.0), reduction="none"
    )
    return ((losses * known).sum(0) / known.sum(0).clamp(min=1)).sum()
