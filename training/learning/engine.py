"""The training loop: steps, averaged weights, validation, and nothing else."""

import math
from collections.abc import Iterable, Iterator
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.learning import distributed
from training.learning.batches import Batch, Material
from training.learning.losses import MultiTaskLoss
from training.learning.recipe import Recipe
from training.learning.validation import predict
from training.scoring.predictions import Predictions


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
        self.loss = MultiTaskLoss(recipe.loss, frequency, recipe.distill).to(device)
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
        """Take one step per batch and yield its losses; raises :class:`NonFiniteLossError`.

        Where several processes share the batches, each passes its part of every one, and
        all yield the losses of the whole.
        """
        self.network.train()
        for batch in batches:
            yield self._step(batch)
        # Batch normalisation has counted in every process by itself.
        distributed.average_buffers(self.network)
        distributed.average_buffers(self.averaged)

    def validate(self, material: Material, size: int) -> Predictions:
        """Return what the averaged network says of the validation split."""
        self.averaged.eval()
        return predict(self.averaged.module, material, size, self.device)

    def state(self) -> dict[str, object]:
        """Return everything a later run needs to go on from here."""
        return {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "loss": self.loss.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "torch_random": torch.get_rng_state(),
            # Dropout on a GPU is drawn there.  Only what cuDNN drops between the LSTM's layers
            # is beyond reach: it keeps that state to itself, and begins anew in every process.
            "cuda_random": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
        }

    def load_state(self, state: dict[str, object]) -> None:
        """Go on from a state of :meth:`state`."""
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.loss.load_state_dict(state["loss"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["torch_random"])
        # There may be fewer GPUs here than there were, or none; older states kept nothing of them.
        for number, random in zip(
            range(torch.cuda.device_count()), state.get("cuda_random", []), strict=False
        ):
            torch.cuda.set_rng_state(random, number)

    def _step(self, batch: Batch) -> dict[str, float]:
        # Half precision is for GPUs; bfloat16 has float32's range and needs no loss scaling.
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            smile, emotion = self.network.answers(
                batch.stills.to(self.device), batch.sequences.to(self.device)
            )
        parts = self.loss(smile.float(), emotion.float(), batch.targets.to(self.device))
        # The same in every process, or one would stop and leave the others waiting.
        losses = distributed.mean(torch.stack([parts.total, parts.smile, parts.emotion])).tolist()
        if not math.isfinite(losses[0]):
            raise NonFiniteLossError(f"the loss became {losses[0]}")
        self.optimizer.zero_grad(set_to_none=True)
        parts.total.backward()
        distributed.average_gradients([*self.network.parameters(), *self.loss.parameters()])
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.averaged.update_parameters(self.network)
        return dict(zip(("loss", "smile", "emotion"), losses, strict=True))


def one_cycle(progress: float, warm_up: float) -> float:
    """Return the learning rate's share of its peak at ``progress`` (0–1) of the run."""
    if progress < warm_up:
        return max(progress / warm_up, 0.02)
    return max(0.5 * (1 + math.cos(math.pi * (progress - warm_up) / (1 - warm_up))), 0.002)
