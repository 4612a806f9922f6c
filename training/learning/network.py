"""The dual-head network: one eye, a short memory, two answers.

MobileNetV3-Small (Howard et al., "Searching for MobileNetV3", 2019,
https://arxiv.org/abs/1905.02244) looks at each frame, a bidirectional LSTM reads
the last five looks, and two heads answer: is it a smile, and which emotion.
"""

from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import mobilenet_v3_small

from laughgame.vision.model_card import FEATURES, FRAMES
from training.scoring.calibration import Calibration
from training.sequences.stills import from_stills, held

HIDDEN: Final = 128
"""Width of the LSTM in each direction."""


class DualHeadSmileDetector(nn.Module):
    """Five frames in, a smile logit and seven emotion logits out; 1,923,368 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.features = mobilenet_v3_small(weights=None).features
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.project = nn.Linear(576, FEATURES)
        self.lstm = nn.LSTM(
            FEATURES, HIDDEN, num_layers=2, batch_first=True, dropout=0.2, bidirectional=True
        )
        self.smile_head = nn.Sequential(
            nn.Linear(2 * HIDDEN, 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, 1)
        )
        self.emotion_head = nn.Sequential(
            nn.Linear(2 * HIDDEN, 128),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(128, 64),
            nn.ReLU(),
            nn.Linear(64, 7),
        )

    def look(self, frame: Tensor) -> Tensor:
        """Return the features [N, 256] of frames [N, 3, size, size] scaled to −1…1."""
        return self.project(self.pool(self.features(frame)).flatten(1))

    def remember(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits, smile [N] and emotion [N, 7], of features [N, 5, 256]."""
        # Zeros are the default, but spelled out their batch size stays free in the ONNX file.
        state = features.new_zeros(2 * self.lstm.num_layers, features.shape[0], HIDDEN)
        last = self.lstm(features, (state, state))[0][:, -1]
        return self.smile_head(last).squeeze(1), self.emotion_head(last)

    def answers(self, stills: Tensor, sequences: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of stills [N, 3, size, size], then sequences [M, 5, 3, size, size].

        In training mode a still's past is made up in feature space (``from_stills``);
        otherwise it stood still.
        """
        looks = self.look(torch.cat([stills, sequences.flatten(0, 1)]))
        still, moving = looks[: len(stills)], looks[len(stills) :]
        taken = from_stills(still) if self.training else held(still)
        return self.remember(torch.cat([taken, moving.view(-1, FRAMES, FEATURES)]))

    def forward(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits, smile [N] and emotion [N, 7], of frames [N, 5, 3, size, size]."""
        features = self.look(frames.flatten(0, 1))
        return self.remember(features.view(frames.shape[0], FRAMES, FEATURES))


class MirroredDetector(DualHeadSmileDetector):
    """The same network and weights, looking at every frame and at its mirror image.

    A face means the same in a mirror, so whatever the two looks differ in is error, and their
    mean has less of it (test-time augmentation: Krizhevsky et al., "ImageNet Classification
    with Deep Convolutional Neural Networks", 2012, section 4.1).  So the model files see;
    training looks once.
    """

    def look(self, frame: Tensor) -> Tensor:
        """Return the mean [N, 256] of the two looks at frames [N, 3, size, size]."""
        looks = super().look(torch.cat([frame, frame.flip(3)]))
        return looks.view(2, -1, FEATURES).mean(dim=0)


def halved(frames: Tensor) -> Tensor:
    """Average frames [N, 3, size, size] over squares of two by two: what the eye gets to see.

    A constant first step of both model files: they take the 224 pixels of the contract,
    and the eye sees the 112 it was trained at.  Trained at one size and used at another,
    a network reads video markedly worse (Touvron et al., "Fixing the train-test
    resolution discrepancy", 2019, https://arxiv.org/abs/1906.06423); and 112 pixels hold a
    smile: looked at twice they are still half the work of 224.
    """
    return functional.avg_pool2d(frames, 2)


class SequenceForm(nn.Module):
    """The model file's *sequence* form: ``frames`` → ``smile_prob``, ``emotion_logits``."""

    def __init__(
        self, network: DualHeadSmileDetector, calibration: Calibration | None = None
    ) -> None:
        super().__init__()
        self.network = network
        self.calibration = calibration or Calibration()

    def forward(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Return smile probability [N] and emotion logits [N, 7] of [N, 5, 3, 224, 224]."""
        features = self.network.look(halved(frames.flatten(0, 1)))
        smile, emotion = self.network.remember(features.view(frames.shape[0], FRAMES, FEATURES))
        return calibrated(smile, emotion, self.calibration)


class StreamForm(nn.Module):
    """The *stream* form: one new ``frame`` and the ``history`` of four frames' features."""

    def __init__(
        self, network: DualHeadSmileDetector, calibration: Calibration | None = None
    ) -> None:
        super().__init__()
        self.network = network
        self.calibration = calibration or Calibration()

    def forward(self, frame: Tensor, history: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return smile [N], emotion logits [N, 7] and this frame's features [N, 256]."""
        features = self.network.look(halved(frame))
        smile, emotion = self.network.remember(torch.cat([history, features[:, None]], dim=1))
        return *calibrated(smile, emotion, self.calibration), features


def calibrated(smile: Tensor, emotion: Tensor, calibration: Calibration) -> tuple[Tensor, Tensor]:
    """Return the smile's probability [N] and the emotions' logits [N, 7] of the logits.

    Constants of the graph, not parameters: nothing is learned here.  A calibration that
    changes nothing leaves no trace in the file.
    """
    if calibration.smile_temperature != 1 or calibration.smile_bias != 0:
        smile = smile * (1 / calibration.smile_temperature) + calibration.smile_bias
    if calibration.emotion_temperature != 1:
        emotion = emotion * (1 / calibration.emotion_temperature)
    if any(calibration.emotion_biases):
        emotion = emotion + torch.tensor(calibration.emotion_biases)
    return torch.sigmoid(smile), emotion


def load_imagenet(network: DualHeadSmileDetector, weights: Path) -> None:
    """Start the eye from ImageNet weights: torchvision's file of ``mobilenet_v3_small``.

    The state dict of its ``features`` alone does as well; of the whole the classifier of
    a thousand things is left out.  Raises ``RuntimeError`` naming the keys that do not fit.
    """
    state = torch.load(weights, map_location="cpu", weights_only=True)
    state = {
        key.removeprefix("features."): value
        for key, value in state.items()
        if not key.startswith("classifier.")
    }
    missing, unexpected = network.features.load_state_dict(state, strict=False)
    # The running batch counters carry no learned value and are absent from some exports.
    missing = [key for key in missing if not key.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise RuntimeError(f"{weights} does not fit: missing {missing}, unexpected {unexpected}")


def count_parameters(module: nn.Module) -> int:
    """Return the number of learned values."""
    return sum(parameter.numel() for parameter in module.parameters())
