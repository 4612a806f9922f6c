"""The training loop: steps, averaged weights, validation, and nothing else."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from laughgame.vision.model_card import FRAMES
from training.augment import Augmentation, augment
from training.batches import Batch, scaled
from training.losses import MultiTaskLoss, Targets
from training.metrics import binary_score
from training.prepare import CROP, Prepared
from training.recipe import Recipe

STILL = Augmentation(
    flip=0, turn=0, zoom=0, shift=0, light=0, contrast=0, gray=0, tint=0,
    blur=0, coarse=0, noise=0, jpeg=0, cover=0,
)  # fmt: skip
"""No augmentation: validation looks at the crops as they are."""


class NonFiniteLossError(RuntimeError):
    """The loss became NaN or infinite; the run stops rather than average it away."""


class DualHead(Protocol):
    """A network that answers smile and emotion: the one that is shipped, or a teacher."""

    def answers(self, stills: Tensor, sequences: Tensor) -> tuple[Tensor, Tensor]:
        """Return smile [N + M] and emotion logits [N + M, 7] of the stills, then the sequences."""
        ...


class Engine:
    """A network (a :class:`DualHead`) in training with its optimiser and its averaged twin."""

    def __init__(
        self,
        network: nn.Module,
        recipe: Recipe,
        steps: int,
        device: torch.device,
        frequency: Tensor | None = None,
    ) -> None:
        """Prepare for ``steps`` steps in all; one cycle of the learning rate spans them.

        ``frequency`` [7] is how often each emotion is the target.
        """
        self.device = device
        self.network = network.to(device, memory_format=torch.channels_last)
        self.recipe = recipe
        self.averaged = AveragedModel(
            self.network, multi_avg_fn=get_ema_multi_avg_fn(recipe.averaging), use_buffers=True
        )
        self.loss = MultiTaskLoss(recipe.loss, frequency).to(device)
        # Biases and normalisation scales are not decayed, as is usual.
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        plain += list(self.loss.parameters())
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed}, {"params": plain, "weight_decay": 0.0}],
            lr=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: one_cycle(step / max(1, steps), recipe.warm_up)
        )

    def train(self, batches: Iterable[Batch]) -> Iterator[dict[str, float]]:
        """Take one step per batch and yield its losses; raises :class:`NonFiniteLossError`."""
        self.network.train()
        for batch in batches:
            yield self._step(batch)

    def validate(self, sets: Sequence[Prepared], size: int) -> dict[str, float]:
        """Measure the averaged network on everybody held out; shares, by set and head."""
        self.averaged.eval()
        scores: dict[str, float] = {}
        for prepared in sets:
            rows = np.flatnonzero(~prepared.train)
            smile, emotion = self._predict(prepared, rows, size)
            labelled = ~np.isnan(prepared.smile[rows])
            if labelled.any():
                truth = prepared.smile[rows][labelled].round().astype(int)
                score = binary_score(smile[labelled], truth)
                scores[f"{prepared.name}_smile"] = score.accuracy
                scores[f"{prepared.name}_auc"] = score.roc_auc
            labelled = prepared.label[rows] >= 0
            if labelled.any():
                found, truth = emotion[labelled].argmax(axis=1), prepared.label[rows][labelled]
                scores[f"{prepared.name}_emotion"] = float((found == truth).mean())
                votes = prepared.emotion[rows][labelled]
                clear = votes.max(axis=1) > 0.5
                hits = found[clear] == votes[clear].argmax(axis=1)
                scores[f"{prepared.name}_votes_emotion"] = float(hits.mean())
        return scores

    def state(self) -> dict[str, object]:
        """Return everything a later run needs to go on from here."""
        return {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "loss": self.loss.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "torch_random": torch.get_rng_state(),
        }

    def load_state(self, state: dict[str, object]) -> None:
        """Go on from a state of :meth:`state`."""
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.loss.load_state_dict(state["loss"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["torch_random"])

    def _step(self, batch: Batch) -> dict[str, float]:
        smile, emotion = self.network.answers(
            batch.stills.to(self.device), batch.sequences.to(self.device)
        )
        targets = batch.targets
        parts = self.loss(
            smile, emotion, Targets(targets.smile.to(self.device), targets.emotion.to(self.device))
        )
        if not math.isfinite(parts.total.item()):
            raise NonFiniteLossError(f"the loss became {parts.total.item()}")
        self.optimizer.zero_grad(set_to_none=True)
        parts.total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.averaged.update_parameters(self.network)
        return {
            "loss": parts.total.item(), "smile": parts.smile.item(), "emotion": parts.emotion.item()
        }  # fmt: skip

    @torch.inference_mode()
    def _predict(
        self, prepared: Prepared, rows: np.ndarray, size: int
    ) -> tuple[np.ndarray, np.ndarray]:
        network, random = self.averaged.module, np.random.default_rng(0)
        smiles, emotions = [], []
        for part in np.array_split(rows, max(1, math.ceil(len(rows) / 128))):
            pictures = np.stack(
                [augment(prepared.crops[row, CROP], size, STILL, random) for row in part]
            )
            frames = scaled(torch.from_numpy(pictures).permute(0, 3, 1, 2)).to(self.device)
            smile, emotion = network.answers(frames, frames.new_empty(0, FRAMES, *frames.shape[1:]))
            smiles.append(torch.sigmoid(smile).cpu().numpy())
            emotions.append(emotion.cpu().numpy())
        return np.concatenate(smiles), np.concatenate(emotions)


def one_cycle(progress: float, warm_up: float) -> float:
    """Return the learning rate's share of its peak at ``progress`` (0–1) of the run."""
    if progress < warm_up:
        return max(progress / warm_up, 0.02)
    return max(0.5 * (1 + math.cos(math.pi * (progress - warm_up) / (1 - warm_up))), 0.002)
