"""Faces with something before them, as the network learns them: drawn anew every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.face_cover import shrunk
from laughgame.vision.frame import Image
from training.covering.faces import STORED, Faces, gray
from training.covering.objects import ALPHA, CANVAS, RELIEF, SKIN, UNIT
from training.pictures.augment import Augmentation, augment

HIDDEN: Final = 0.75
SEEN: Final = 0.3
"""From this share of the mouth on it is covered, and up to that one it is not; between them
nobody is asked."""

OVER: Final = 0.4
BESIDE: Final = 0.25
"""Shares of the faces with an object over the mouth, and with one somewhere else."""

EYES_SHUT: Final = 0.15
ACTED: Final = 0.15
"""Shares of the faces that are drawn from those with shut eyes, and from the actor's."""

REAL_COVERS: Final = 0.12
REAL_MOUTHS: Final = 0.14
MARKED: Final = ("by eye", "plain")
"""Shares of the real hands marked by eye, and of the mouths marked as seen, where there are any;
and what such faces are called."""

OTHER_SKIN: Final = 0.2
"""Share of the hands that are somebody else's."""

DARK: Final = 0.1
"""Share of the pictures taken in a dark room."""

HOW: Final = Augmentation(
    turn=0.15, zoom=0.15, shift=0.07, light=0.3, contrast=0.35, tint=0.25, blur=0.2, coarse=0.3,
    noise=0.2, cover=0.0,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """``crops`` uint8 [N, SIDE, SIDE, 3]; ``truths`` float32 [N, 2], NaN where nobody knows."""

    crops: NDArray[np.uint8]
    truths: NDArray[np.float32]


def batches(
    faces: Faces, objects: NDArray[np.uint8], size: int, random: np.random.Generator
) -> Iterator[Batch]:
    """Yield batches for ever."""
    everybody = np.arange(len(faces))
    acted, marked = faces.source == "actor", np.isin(faces.source, MARKED)
    special = [
        (EYES_SHUT, everybody[~acted & (faces.shut > 0.5)]),
        (ACTED, everybody[acted]),
        (REAL_COVERS, everybody[marked & (faces.covered > 0.5)]),
        (REAL_MOUTHS, everybody[marked & (faces.covered < 0.5)]),
    ]
    pools = [(share, pool) for share, pool in special if len(pool)]
    people = everybody[~acted & ~marked]
    pools.append((1.0, people if len(people) else everybody))
    while True:
        crops, truths = [], []
        for _ in range(size):
            index = int(random.choice(_drawn_from(pools, random.random())))
            crop, truth = shown(faces, index, objects, random)
            crops.append(varied(crop, random))
            truths.append(truth)
        yield Batch(np.stack(crops), np.array(truths, np.float32))


def _drawn_from(
    pools: Sequence[tuple[float, NDArray[np.int64]]], chance: float
) -> NDArray[np.int64]:
    """Return the pool on which a chance (0–1) falls; the last takes what the others leave."""
    for share, pool in pools[:-1]:
        if chance < share:
            return pool
        chance -= share
    return pools[-1][1]


def shown(
    faces: Faces, index: int, objects: NDArray[np.uint8], random: np.random.Generator
) -> tuple[Image, tuple[float, float]]:
    """Return a face as it is, or with an object before it, and its two truths."""
    crop, covered, shut = faces.crops[index], faces.covered[index], faces.shut[index]
    chance = random.random()
    if np.isnan(faces.lips[index]).any() or chance > OVER + BESIDE:
        return crop, (float(covered), float(shut))
    eyes, lips = faces.eyes[index], faces.lips[index]
    unit = max(float(np.linalg.norm(eyes[1] - eyes[0])), 0.2 * STORED)
    mouth = lips.mean(axis=0)
    if chance < OVER:
        place = mouth + random.normal(0, 0.12, 2) * unit
    else:
        angle, far = random.uniform(0, 2 * np.pi), random.uniform(0.6, 2.3) * unit
        place = mouth + far * np.array([np.cos(angle), np.sin(angle)])
    layer = _placed(objects[random.integers(len(objects))], place, unit, random)
    picture = laid_over(crop, layer, faces.skin[index], random)
    hidden = _share_of(lips, layer[..., ALPHA])
    truth = 1.0 if hidden >= HIDDEN else 0.0 if hidden <= SEEN else np.nan
    for x, y in eyes.clip(0, STORED - 1).astype(int):
        if layer[y, x, ALPHA] > 127:
            shut = np.nan
    return picture, (truth, float(shut))


def laid_over(
    crop: Image, layer: NDArray[np.uint8], skin: NDArray[np.float32], random: np.random.Generator
) -> Image:
    """Lay a placed object on a face, in a colour of its own or of the face's skin."""
    light = float(np.clip(skin.mean() / 150, 0.35, 1.3))
    hue = random.uniform(0, 1, 3) ** random.uniform(0.3, 1.5)
    cloth = 255 * light * random.uniform(0.1, 1) * (0.35 + 0.65 * hue / hue.max())
    own = skin * random.uniform(0.75, 1.2) * random.normal(1, 0.04, 3)
    if random.random() < OTHER_SKIN:
        own = np.array([1.2, 0.92, 0.75]) * random.uniform(50, 200) * light
    share = layer[..., SKIN, None].astype(np.float32) / 255
    colour = share * own + (1 - share) * cloth
    paint = colour * (layer[..., RELIEF, None].astype(np.float32) / 128)
    if (crop[..., 0] == crop[..., 2]).all():
        paint = gray(np.clip(paint, 0, 255).astype(np.uint8)).astype(np.float32)
    alpha = layer[..., ALPHA]
    shadow = cv2.GaussianBlur(alpha, (0, 0), STORED / 40).astype(np.float32)[..., None] / 255
    under = crop * (1 - random.uniform(0, 0.4) * shadow)
    over = cv2.GaussianBlur(alpha, (0, 0), random.uniform(0.4, 1.1)).astype(np.float32) / 255
    return np.asarray(np.clip(under + over[..., None] * (paint - under), 0, 255), np.uint8)


def varied(crop: Image, random: np.random.Generator) -> Image:
    """Return a crop as some other camera would have taken it, shrunk for the network."""
    picture = augment(crop, STORED, HOW, random)
    if random.random() < DARK:
        dark = picture * random.uniform(0.1, 0.45)
        dark += random.normal(0, random.uniform(0, 7), picture.shape)
        picture = np.clip(dark, 0, 255).astype(np.uint8)
    return shrunk(np.asarray(picture, np.uint8))


def _placed(
    drawn: NDArray[np.uint8],
    place: NDArray[np.float64],
    unit: float,
    random: np.random.Generator,
) -> NDArray[np.uint8]:
    """Bring an object from its canvas before a crop, turned, mirrored and sized at random."""
    scale = unit / UNIT * random.uniform(0.85, 1.2)
    angle, mirror = random.normal(0, 0.15), random.choice([-1.0, 1.0])
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    linear = np.array([[mirror * cos, -sin], [mirror * sin, cos]])
    offset = place - linear @ np.array([CANVAS / 2, CANVAS / 2])
    matrix = np.column_stack([linear, offset])
    layer = cv2.warpAffine(drawn, matrix, (STORED, STORED), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(layer, np.uint8)


def _share_of(lips: NDArray[np.float32], alpha: NDArray[np.uint8]) -> float:
    """Return how much of the mouth is hidden, 0–1."""
    mouth = np.zeros_like(alpha)
    cv2.fillPoly(mouth, [np.rint(lips * 16).astype(np.int32)], 255, cv2.LINE_8, 4)
    return cv2.mean(alpha, mouth)[0] / 255 if mouth.any() else 0.0
