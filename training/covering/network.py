"""The network that tells a covered mouth and shut eyes: five small convolutions."""

from typing import Final

import torch
from torch import Tensor, nn

from laughgame.vision.face_cover import SIDE

CHANNELS: Final = ((3, 16, 2), (16, 24, 2), (24, 32, 1), (32, 48, 2), (48, 64, 2))
"""Channels in and out, and the stride, of each convolution of 3×3."""

LAST: Final = 4
"""Side of the last map: SIDE halved four times, rounded up."""


class CoverNetwork(nn.Module):
    """Pictures [N, 3, SIDE, SIDE] from −1 to 1 → logits [N, 2]: mouth covered, eyes shut.

    The last map is read place by place: where a thing lies matters.
    """

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after, stride in CHANNELS:
            layers += [
                nn.Conv2d(before, after, 3, stride, 1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(inplace=True),
            ]
        self.layers = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(CHANNELS[-1][1] * LAST * LAST, 2)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the logits."""
        return self.heads(self.dropout(self.layers(pictures).flatten(1)))


class CoverFile(nn.Module):
    """What is exported: crops as the camera gives them → two probabilities.

    ``lines`` [2] are the logits that become one half.
    """

    def __init__(self, network: CoverNetwork, lines: Tensor) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("lines", lines)

    def forward(self, crop: Tensor) -> tuple[Tensor, Tensor]:
        """Take uint8 [N, SIDE, SIDE, 3]; return mouth_covered [N] and eyes_shut [N]."""
        logits = self.network(scaled(crop)) - self.lines
        shares = torch.sigmoid(logits)
        return shares[:, 0], shares[:, 1]


def scaled(crops: Tensor) -> Tensor:
    """Return uint8 crops [N, SIDE, SIDE, 3] as the network takes them."""
    assert crops.shape[1] == SIDE
    return crops.permute(0, 3, 1, 2).float() / 127.5 - 1
