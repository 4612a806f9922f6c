"""Five-frame sequences made from stills, in feature space.

A still is looked at once and its features stand for five frames: held, or coming
over from another face's look.  The label is always that of the last frame, so the
memory learns that the present decides and that the past may differ from it.
"""

import torch
from torch import Tensor

from laughgame.vision.model_card import FRAMES

HELD = 0.5
"""Share of the sequences that show one look throughout."""

CUT = 0.25
"""Share in which the look changes at once; in the rest it comes over gradually."""

JITTER = 0.1
"""Frame-to-frame variation, as a share of the features' own spread."""


def held(features: Tensor) -> Tensor:
    """Return [N, 5, 256]: each look [N, 256] repeated, as in a still picture."""
    return features[:, None].expand(-1, FRAMES, -1)


def from_stills(features: Tensor, random: torch.Generator | None = None) -> Tensor:
    """Return sequences [N, 5, 256] that end in the looks ``features`` [N, 256]."""
    count = len(features)
    device = features.device
    before = features[torch.randperm(count, generator=random).to(device)]
    kind = torch.rand(count, 1, generator=random)
    step = torch.arange(FRAMES)[None]
    # How much of the look before is left at each step; the last step holds none.
    switch = torch.randint(1, FRAMES, (count, 1), generator=random)
    cut = (step < switch).float()
    start = torch.rand(count, 1, generator=random)
    gradual = start * (1 - step / (FRAMES - 1))
    left = torch.where(kind < HELD, 0.0, torch.where(kind < HELD + CUT, cut, gradual)).to(device)
    mixed = torch.lerp(held(features), held(before), left[..., None])
    spread = features.detach().std(dim=0, keepdim=True)
    jitter = torch.randn(mixed.shape, generator=random).to(device) * spread * JITTER
    return mixed + jitter
