"""Larger networks with the same two heads, to teach the small one.

VGG19 (Simonyan & Zisserman, 2014, https://arxiv.org/abs/1409.1556; with batch
normalisation), ResNet-18 and -50 (He et al., 2015, https://arxiv.org/abs/1512.03385)
and EfficientNet-B0 (Tan & Le, 2019, https://arxiv.org/abs/1905.11946), all from
torchvision, and EfficientNet-Lite0 (``efficientnet_lite``) are trained like the network
they teach:

    python -m training.train --recipe teacher --network resnet18 --prepared runs/prepared \
        --run runs/resnet18

They look at single pictures.  Of a sequence they see the last frame, whose label it is.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torchvision import models

from laughgame.game.reading import EMOTIONS
from training.learning import network
from training.learning.weights import named, read_weights
from training.teaching.efficientnet_lite import FIRST, efficientnet_lite0, renamed

IMAGENET_MEAN: Final = (0.485, 0.456, 0.406)
IMAGENET_STD: Final = (0.229, 0.224, 0.225)
"""What torchvision's weights expect of red, green and blue in 0…1."""

EXPECTED: Final = {"efficientnet_lite0": ((0.5,) * 3, (0.5,) * 3)}
"""Mean and deviation that other weights expect: these want −1…1, as pictures come here."""

DROPOUT: Final = 0.3


def _vgg19() -> tuple[nn.Module, int]:
    eye = models.vgg19_bn(weights=None)
    # Its three wide layers hold 120 of 140 million values, and fit one picture size only.
    eye.avgpool, eye.classifier = nn.AdaptiveAvgPool2d(1), nn.Identity()
    return eye, 512


def _resnet(build: Callable[..., models.ResNet]) -> tuple[nn.Module, int]:
    eye = build(weights=None)
    width = eye.fc.in_features
    eye.fc = nn.Identity()
    return eye, width


def _efficientnet_b0() -> tuple[nn.Module, int]:
    eye = models.efficientnet_b0(weights=None)
    eye.classifier = nn.Identity()
    return eye, 1280


EYES: Final[dict[str, Callable[[], tuple[nn.Module, int]]]] = {
    "vgg19": _vgg19,
    "resnet18": lambda: _resnet(models.resnet18),
    "resnet50": lambda: _resnet(models.resnet50),
    "efficientnet_b0": _efficientnet_b0,
    "efficientnet_lite0": lambda: (efficientnet_lite0(), 1280),
}
"""Name → the network up to its pooled features, and their number."""

DUAL_HEAD: Final = "dual_head"
"""Name of the network that is shipped; it may sit among those that teach it."""


def build(name: str) -> nn.Module:
    """Return a new network by its name; raises ``ValueError`` listing all where it has none."""
    if name == DUAL_HEAD:
        return network.DualHeadSmileDetector()
    if name not in EYES:
        raise ValueError(f"no network is called {name}; there are {DUAL_HEAD}, {', '.join(EYES)}")
    return Teacher(name)


class Teacher(nn.Module):
    """A picture in, a smile logit and seven emotion logits out."""

    def __init__(self, name: str) -> None:
        """Build the network of that name; raises ``KeyError`` where :data:`EYES` has none."""
        super().__init__()
        self.eye, width = EYES[name]()
        self.dropout = nn.Dropout(DROPOUT)
        self.smile_head = nn.Linear(width, 1)
        self.emotion_head = nn.Linear(width, len(EMOTIONS))
        # Pictures come in −1…1; scale and offset turn them into what the weights expect.
        mean, std = map(torch.tensor, EXPECTED.get(name, (IMAGENET_MEAN, IMAGENET_STD)))
        self.register_buffer("scale", (0.5 / std).view(3, 1, 1), persistent=False)
        self.register_buffer("offset", ((0.5 - mean) / std).view(3, 1, 1), persistent=False)

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits, smile [N] and emotion [N, 7], of pictures [N, 3, size, size]."""
        features = self.dropout(self.eye(pictures * self.scale + self.offset))
        return self.smile_head(features).squeeze(1), self.emotion_head(features)

    def answers(self, stills: Tensor, sequences: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of stills [N, 3, size, size], then sequences [M, 5, 3, size, size]."""
        return self(torch.cat([stills, sequences[:, -1]]))


def load_imagenet(teacher: nn.Module, weights: Path) -> None:
    """Start the eye of any of these networks from ImageNet's weights, a state dict.

    A teacher takes torchvision's whole file of the same network; what belongs to its
    thousand classes is left out.  Raises ``ValueError`` naming the file where it is damaged,
    and the keys where they do not fit.
    """
    with named(weights):
        if isinstance(teacher, network.DualHeadSmileDetector):
            network.load_imagenet(teacher, weights)
            return
        state = read_weights(weights)
        if FIRST in state:
            teacher.eye.load_state_dict(renamed(state, teacher.eye))
            return
    own = teacher.eye.state_dict()
    fitting = {
        key: value for key, value in state.items() if key in own and own[key].shape == value.shape
    }
    # The running batch counters carry no learned value and are absent from some exports.
    missing = [key for key in own if key not in fitting and not key.endswith("num_batches_tracked")]
    if missing:
        raise ValueError(f"{weights} does not fit: {len(missing)} missing, first {missing[:3]}")
    teacher.eye.load_state_dict(fitting, strict=False)
