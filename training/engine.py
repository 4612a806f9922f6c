"""The training loop: steps, averaged weights, validation, and nothing else."""

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.augment import Augmentation, augment
from training.batches import scaled
from training.losses import Targets, multi_task_loss
from training.metrics import binary_score
from training.network import DualHeadSmileDetector
from training.prepare import CROP, Prepared
from training.recipe import Recipe
from training.sequences.stills import from_stills, held

STILL = Augmentation(
    flip=0, turn=0, zoom=0, shift=0, light=0, contrast=0, gray=0, tint=0,
    blur=0, coarse=0, noise=0, jpeg=0, cover=0,
)  # fmt: skip
"""No augmentation: validation looks at the crops as they are."""


class NonFiniteLossError(RuntimeError):
    """The loss became NaN or infinite; the run stops rather than average it away."""


class Engine:
    """A network in training with its optimiser and its averaged twin."""

    def __init__(
        self, network: DualHeadSmileDetector, recipe: Recipe, steps: int, device: torch.device
    ) -> None:
        """Prepare for ``steps`` steps in all; one cycle of the learning rate spans them."""
        self.device = device
        self.network = network.to(device, memory_format=torch.channels_last)
        self.recipe = recipe
        self.averaged = AveragedModel(
            self.network, multi_avg_fn=get_ema_multi_avg_fn(recipe.averaging), use_buffers=True
        )
        # Biases and normalisation scales are not decayed, as is usual.
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed}, {"params": plain, "weight_decay": 0.0}],
            lr=recipe.learning_rate,
            weight_decay=recipe.weight_decay,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: one_cycle(step / max(1, steps), recipe.warm_up)
        )

    def train(self, batches: Iterable[tuple[Tensor, Targets]]) -> Iterator[dict[str, float]]:
        """Take one step per batch and yield its losses; raises :class:`NonFiniteLossError`."""
        self.network.train()
        for frames, targets in batches:
            yield self._step(frames.to(self.device), targets)

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
            labelled = ~np.isnan(prepared.emotion[rows]).any(axis=1)
            if labelled.any():
                truth = prepared.emotion[rows][labelled].argmax(axis=1)
                hits = emotion[labelled].argmax(axis=1) == truth
                scores[f"{prepared.name}_emotion"] = float(hits.mean())
        return scores

    def state(self) -> dict[str, object]:
        """Return everything a later run needs to go on from here."""
        return {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "torch_random": torch.get_rng_state(),
        }

    def load_state(self, state: dict[str, object]) -> None:
        """Go on from a state of :meth:`state`."""
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["torch_random"])

    def _step(self, frames: Tensor, targets: Targets) -> dict[str, float]:
        smile, emotion = self.network.remember(from_stills(self.network.look(frames)))
        parts = multi_task_loss(
            smile,
            emotion,
            Targets(targets.smile.to(self.device), targets.emotion.to(self.device)),
            self.recipe.smile_weight,
            self.recipe.emotion_weight,
            self.recipe.smoothing,
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
            smile, emotion = network.remember(held(network.look(frames)))
            smiles.append(torch.sigmoid(smile).cpu().numpy())
            emotions.append(emotion.cpu().numpy())
        return np.concatenate(smiles), np.concatenate(emotions)


def one_cycle(progress: float, warm_up: float) -> float:
    """Return the learning rate's share of its peak at ``progress`` (0–1) of the run."""
    if progress < warm_up:
        return max(progress / warm_up, 0.02)
    return max(0.5 * (1 + math.cos(math.pi * (progress - warm_up) / (1 - warm_up))), 0.002)
