"""Ask a network about everybody in the validation split, stills and films."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from laughgame.vision.model_card import FRAMES
from training.learning.batches import Material, scaled
from training.learning.network import DualHeadSmileDetector
from training.pictures.augment import Augmentation, augment
from training.pictures.prepared import CROP, Prepared
from training.scoring.predictions import Predictions, join
from training.sequences.prepared import PreparedSequences

STILL: Final = Augmentation(
    flip=0, turn=0, zoom=0, shift=0, light=0, contrast=0, gray=0, tint=0,
    blur=0, coarse=0, noise=0, jpeg=0, cover=0,
)  # fmt: skip
"""No augmentation: validation looks at the crops as they are."""

FILMS: Final = 32
"""Films of a set that are looked at, evenly spread over its kinds: their frames are many and
alike, and they are looked at after every epoch."""

AT_ONCE: Final = 128
"""Frames that a network is shown together."""


def predict(network: nn.Module, material: Material, size: int, device: torch.device) -> Predictions:
    """Return what a network in evaluation mode says of the validation split at ``size`` pixels.

    Raises ``ValueError`` where nobody is in it.
    """
    parts = [
        part
        for one in material.stills
        if (part := _of_stills(network, one, size, device)) is not None
    ]
    parts += [part for one in material.films for part in _of_films(network, one, size, device)]
    if not parts:
        raise ValueError("no picture is in the validation split: nothing can be measured")
    return join(parts)


@torch.inference_mode()
def _of_stills(
    network: nn.Module, prepared: Prepared, size: int, device: torch.device
) -> Predictions | None:
    rows = np.flatnonzero(prepared.split == "validation")
    if not rows.size:
        return None
    smiles, emotions, lights = [], [], []
    for part in np.array_split(rows, math.ceil(len(rows) / AT_ONCE)):
        pictures = _seen([prepared.crops[row, CROP] for row in part], size)
        frames = _tensor(pictures, device)
        answers = network.answers(frames, frames.new_empty(0, FRAMES, *frames.shape[1:]))
        smiles.append(answers[0])
        emotions.append(answers[1])
        lights.append(_light(pictures))
    return _kept(
        (prepared.name, prepared.names[rows], np.full(len(rows), "")),
        (torch.cat(smiles), torch.cat(emotions)),
        (prepared.smile[rows], prepared.emotion[rows], prepared.label[rows]),
        np.concatenate(lights),
    )


@torch.inference_mode()
def _of_films(
    network: nn.Module, films: PreparedSequences, size: int, device: torch.device
) -> Iterator[Predictions]:
    rows = np.flatnonzero(films.split == "validation")
    rows = rows[np.argsort(films.kind[rows], kind="stable")]
    if len(rows) > FILMS:
        rows = rows[np.linspace(0, len(rows) - 1, FILMS).round().astype(int)]
    for row in rows:
        pictures = _seen(films.frames[row], size)
        frames = _tensor(pictures, device)
        count = len(frames)
        answers = answers_in_time(network, frames, torch.zeros(count, dtype=torch.int64))
        truth = films.emotion[row]
        clear = np.nan_to_num(truth).max(axis=1) > 0.5
        yield _kept(
            (films.name, np.full(count, films.names[row]), np.full(count, films.kind[row])),
            answers,
            (films.smile[row], truth, np.where(clear, np.nan_to_num(truth).argmax(axis=1), -1)),
            _light(pictures),
        )


def answers_in_time(network: nn.Module, frames: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
    """Return the logits, smile [T] and emotion [T, 7], at each of T frames in the order of time.

    ``frames`` [T, 3, size, size] in −1…1; ``starts`` int [T] is the oldest frame each may look
    back to, which stands in where there are no five, as in the game.
    """
    window = torch.arange(len(frames))[:, None] + torch.arange(1 - FRAMES, 1)
    window = torch.maximum(window, starts[:, None]).to(frames.device)
    if isinstance(network, DualHeadSmileDetector):
        # A frame is looked at once, not once for each of the five windows it stands in.
        looks = torch.cat([network.look(part) for part in frames.split(AT_ONCE)])
        return network.remember(looks[window])
    # Another network sees the five frames anew each time.
    parts = [network.answers(frames[:0], frames[w]) for w in window.split(AT_ONCE // FRAMES)]
    return torch.cat([smile for smile, _ in parts]), torch.cat([emotion for _, emotion in parts])


def _kept(
    which: tuple[str, NDArray[np.str_], NDArray[np.str_]],
    answers: tuple[Tensor, Tensor],
    truths: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]],
    light: NDArray[np.float32],
) -> Predictions:
    dataset, names, kinds = which
    smile, emotion = answers
    return Predictions(
        dataset=np.full(len(names), dataset),
        name=names,
        kind=kinds,
        smile=torch.sigmoid(smile).float().cpu().numpy(),
        emotion=torch.softmax(emotion.float(), dim=1).cpu().numpy(),
        smile_truth=truths[0],
        emotion_truth=truths[1],
        label=truths[2],
        light=light,
    )


def _seen(pictures: Sequence[NDArray[np.uint8]], size: int) -> NDArray[np.uint8]:
    random = np.random.default_rng(0)
    return np.stack([augment(np.asarray(one), size, STILL, random) for one in pictures])


def _tensor(pictures: NDArray[np.uint8], device: torch.device) -> Tensor:
    return scaled(torch.from_numpy(pictures).permute(0, 3, 1, 2)).to(device)


def _light(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the mean luma (0–1) of each picture [N, size, size, 3]."""
    lumas = [cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).mean() / 255 for one in pictures]
    return np.array(lumas, np.float32)
