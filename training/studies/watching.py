"""Show a network in training the actor and the clips, as the game would, without a model file.

What the runtime cuts out of the frames does not depend on the network: it is recorded once and
shown to every run at the size that run was trained at.
"""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import Prediction
from training.evaluation import actor, clips
from training.evaluation.actor_plays import plays
from training.learning.batches import scaled
from training.learning.validation import answers_in_time
from training.places import DETECTOR

NOTHING: Final = Prediction(0.0, (1 / len(EMOTIONS),) * len(EMOTIONS))

Trace = TypeVar("Trace", actor.Trace, clips.Trace)


class Recorder:
    """Stands where the model stands in the runtime, and keeps what it is shown.

    ``crops``: uint8 [size, size, 3] each; ``starts``: the number of the first crop since the
    runtime last made the model forget.
    """

    def __init__(self, size: int) -> None:
        self.crops: list[Image] = []
        self.starts: list[int] = []
        self.size, self._start = size, 0

    def read(self, crop: Image) -> Prediction:
        size = (self.size, self.size)
        self.crops.append(cv2.resize(crop, size, interpolation=cv2.INTER_AREA))
        self.starts.append(self._start)
        return NOTHING

    def read_still(self, crop: Image) -> Prediction:
        return NOTHING

    def reset(self) -> None:
        self._start = len(self.crops)


@dataclass(frozen=True, slots=True, eq=False)
class Watched(Generic[Trace]):
    """A play or a clip with its truth, and what the runtime cut out of it.

    ``crops`` uint8 [K, size, size, 3], one for each frame of the trace that shows a face;
    ``starts`` int [K] as in :class:`Recorder`.
    """

    trace: Trace
    crops: NDArray[np.uint8]
    starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Films:
    """Everything that is watched."""

    plays: tuple[Watched[actor.Trace], ...]
    clips: tuple[Watched[clips.Trace], ...]


def record(data: Path, size: int) -> Films:
    """Play the actor, and the clips where the data folder has them, through the runtime once."""
    with FaceDetector(DETECTOR) as detector:
        acted = []
        for play in tqdm(plays(), desc="recording the actor", unit="play", disable=None):
            recorder = Recorder(size)
            trace = actor.watch(play, FaceReader(detector, recorder))
            acted.append(_watched(trace, recorder))
        filmed = []
        with clips.clip_files(data) as videos:
            marks = clips.read_marks()
            for clip in sorted(set(marks) & set(videos)):
                recorder = Recorder(size)
                trace = clips.play(videos[clip], marks[clip], FaceReader(detector, recorder))
                filmed.append(_watched(trace, recorder))
    return Films(tuple(acted), tuple(filmed))


def figures(network: nn.Module, films: Films, device: torch.device) -> dict[str, float]:
    """Return what a network in evaluation mode makes of it; shares 0–1, the delay in seconds.

    A figure is left out where there is nothing to measure it on.
    """
    acted = actor.figures([_seen(network, one, device) for one in films.plays])
    seen = [_seen(network, one, device) for one in films.clips]
    found: dict[str, float | None] = {
        "actor_delay_s": None if acted.delay_ms is None else acted.delay_ms / 1000,
        "actor_seen": len(acted.delays_ms) / max(1, acted.missed + len(acted.delays_ms)),
        "actor_false": acted.false_share,
    }
    if seen:
        counted = clips.count(seen)
        found["clips_false"] = counted.false_half / max(1, counted.without_smile)
        found["clips_seen"] = counted.seen_half / max(1, counted.smiling)
    return {name: value for name, value in found.items() if value is not None}


def _watched(trace: Trace, recorder: Recorder) -> Watched[Trace]:
    crops = np.array(recorder.crops, np.uint8).reshape(-1, recorder.size, recorder.size, 3)
    return Watched(trace, crops, np.array(recorder.starts, np.int64))


@torch.inference_mode()
def _seen(network: nn.Module, one: Watched[Trace], device: torch.device) -> Trace:
    """Return the trace with what the network says in the place of what the recorder said."""
    smile = np.full(len(one.trace.smile), math.nan)
    said: Sequence[float] = []
    if len(one.crops):
        frames = scaled(torch.from_numpy(one.crops).permute(0, 3, 1, 2)).to(device)
        logits = answers_in_time(network, frames, torch.from_numpy(one.starts))[0]
        said = torch.sigmoid(logits).cpu().numpy()
    smile[~np.isnan(one.trace.smile)] = said
    return dataclasses.replace(one.trace, smile=smile)
