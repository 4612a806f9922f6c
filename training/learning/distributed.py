"""One training run in several processes, on one machine or many.

    torchrun --nproc-per-node 2 -m -- training.train …

starts the same command twice, with the environment that tells each process who it is.
All draw the same batches from the same seed and each computes its part of every batch;
losses and gradients are then averaged, so that every process takes the step that one
alone would have taken.  Gloo carries this between processors, NCCL between GPUs.  The
first process alone measures and writes; whoever resumes gets its state from there, so
other machines need no run folder, only the prepared data.

Gradients are averaged here and not by ``DistributedDataParallel``, whose hooks follow
``forward`` while a network learns through ``answers``.

What stays different from one process is noise: dropout and made-up pasts are drawn in
each process by itself, and batch normalisation counts over a process's own part of the
batch.  Leave each at least 16 pictures.  (``SyncBatchNorm``, which counts over all, exists
for GPUs only and would make two processes differ in another way from machine to machine.)
Its running averages are averaged too, before anything is measured or kept.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

import torch
from torch import Tensor, distributed, nn

PATIENCE: Final = timedelta(hours=2)
"""How long a process waits for another: the first one measures while the others wait."""


@dataclass(frozen=True, slots=True)
class Process:
    """Which process this is: ``rank`` of ``count``; ``local`` counts those of this machine."""

    rank: int = 0
    count: int = 1
    local: int = 0

    @property
    def first(self) -> bool:
        """Tell whether this is the one that measures and writes."""
        return self.rank == 0

    def device(self) -> torch.device:
        """Return the GPU of this process if there is one, else the processor."""
        if torch.cuda.is_available():
            return torch.device("cuda", self.local % torch.cuda.device_count())
        return torch.device("cpu")


@contextmanager
def joined() -> Iterator[Process]:
    """Join the processes that ``torchrun`` started, and leave them; alone without it."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Process()
        return
    process = Process(int(os.environ["RANK"]), count, int(os.environ["LOCAL_RANK"]))
    # NCCL refuses two processes on one GPU.
    on_this = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if gpus:
        torch.cuda.set_device(process.device())
    distributed.init_process_group("nccl" if gpus >= on_this else "gloo", timeout=PATIENCE)
    try:
        yield process
    finally:
        distributed.destroy_process_group()


def mean(value: Tensor) -> Tensor:
    """Return the mean of a tensor over all processes, without its gradient."""
    if not _several():
        return value.detach()
    total = value.detach().clone()
    distributed.all_reduce(total)
    return total / distributed.get_world_size()


@torch.no_grad()
def average_gradients(parameters: Iterable[nn.Parameter]) -> None:
    """Replace every gradient by its mean over all processes, in one exchange.

    One that a process lacks counts as zeros; one that all lack stays away, for the
    optimiser passes over it.
    """
    if not _several():
        return
    learned = [parameter for parameter in parameters if parameter.requires_grad]
    grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in learned]
    there = torch.tensor([p.grad is not None for p in learned]).to(learned[0])
    averaged = mean(torch.cat([*(grad.flatten() for grad in grads), there]))
    *parts, shares = averaged.split([*(p.numel() for p in learned), len(learned)])
    for parameter, grad, part, share in zip(learned, grads, parts, shares, strict=True):
        if share > 0:
            parameter.grad = grad.copy_(part.view_as(grad))


@torch.no_grad()
def average_buffers(module: nn.Module) -> None:
    """Replace the running averages of batch normalisation by their mean over all processes."""
    if not _several():
        return
    for buffer in module.buffers():
        if buffer.is_floating_point():
            buffer.copy_(mean(buffer))


def from_first(value: Any) -> Any:
    """Return the first process's value in every process; what the others give does not matter.

    It may hold what a checkpoint may hold.  Tensors arrive on the processor, for another
    machine need not have the device they left.
    """
    if not _several():
        return value
    sent = BytesIO()
    if distributed.get_rank() == 0:
        torch.save(value, sent)
    box = [sent.getvalue()]
    distributed.broadcast_object_list(box, src=0)
    return torch.load(BytesIO(box[0]), map_location="cpu", weights_only=True)


def _several() -> bool:
    return distributed.is_available() and distributed.is_initialized()
