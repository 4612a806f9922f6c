"""Look at the same crop several times, each time a little differently, and average.

Krizhevsky et al., "ImageNet Classification with Deep Convolutional Neural Networks",
2012, section 4.1: an answer that holds for the mirrored and the shifted picture is worth
more than one that does not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from laughgame.game.reading import EMOTIONS
from laughgame.vision.frame import Image
from laughgame.vision.model_card import FRAMES
from training.learning.batches import scaled
from training.learning.soft_labels import SoftLabels
from training.pictures.prepared import CROP, Prepared

AT_ONCE: Final = 128


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking; ``right`` and ``down`` move the picture by shares of its side."""

    mirrored: bool = False
    zoom: float = 1.0
    right: float = 0.0
    down: float = 0.0


VIEWS: Final = (
    View(),
    View(mirrored=True),
    View(zoom=1.08),
    View(mirrored=True, zoom=0.94),
    View(right=0.03, down=0.02),
    View(mirrored=True, right=-0.03, down=-0.02),
)
"""The plain look first; who has time for two takes the mirrored one too."""


def looked_at(crop: Image, size: int, view: View) -> NDArray[np.uint8]:
    """Return a crop [h, w, 1 or 3] as uint8 [size, size, 3], seen that way."""
    side = crop.shape[0]
    scale = size / side * view.zoom
    across = -scale if view.mirrored else scale
    # About the centre, then shifted: target = A·(source − c) + t.
    matrix = np.array(
        [
            [across, 0.0, size * (0.5 + view.right) - across * side / 2],
            [0.0, scale, size * (0.5 + view.down) - scale * side / 2],
        ]
    )
    seen = cv2.warpAffine(
        np.ascontiguousarray(crop),
        matrix,
        (size, size),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cv2.cvtColor(seen, cv2.COLOR_GRAY2RGB) if seen.ndim == 2 else seen, np.uint8)


@torch.inference_mode()
def answer(
    network: nn.Module,
    prepared: Prepared,
    size: int,
    views: Sequence[View],
    device: torch.device,
) -> SoftLabels:
    """Return what a network says of every picture of a set, the mean over the views.

    The network is in evaluation mode and answers as in training; the pictures are the
    crops that the game would cut.  A progress bar shows on a terminal.
    """
    count = len(prepared.names)
    smile, emotion = np.zeros(count, np.float32), np.zeros((count, len(EMOTIONS)), np.float32)
    parts = np.array_split(np.arange(count), max(1, math.ceil(count / AT_ONCE)))
    for rows in tqdm(parts, desc=prepared.name, unit="batch", disable=None):
        crops = [np.asarray(prepared.crops[int(row), CROP]) for row in rows]
        for view in views:
            pictures = np.stack([looked_at(crop, size, view) for crop in crops])
            frames = scaled(torch.from_numpy(pictures).permute(0, 3, 1, 2)).to(device)
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                said = network.answers(frames, frames.new_empty(0, FRAMES, *frames.shape[1:]))
            smile[rows] += torch.sigmoid(said[0].float()).cpu().numpy() / len(views)
            emotion[rows] += torch.softmax(said[1].float(), dim=1).cpu().numpy() / len(views)
    return SoftLabels(smile, emotion)
