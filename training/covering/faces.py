"""The faces that covers are laid on, and what their eyes do.

Every photograph is cut out as the game cuts a face, at half the size of the game's crop,
with the landmarks that say where mouth, eyes and cheeks are.  MediaPipe's blendshapes
eyeBlinkLeft and eyeBlinkRight are the teacher of the eyes; because few people are
photographed with their eyes shut, some faces shut them by their landmarks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from laughgame.vision.face_crop import CROP_SCALE, CROP_SIZE, crop_face
from laughgame.vision.face_detector import FaceDetector, largest
from laughgame.vision.frame import Image
from training.data.sample import Sample
from training.files import replacing
from training.sequences.covers import hand, masked
from training.sequences.expression import Expression
from training.sequences.light import skin_of
from training.sequences.mesh import LOWER_OUTER, UPPER_OUTER
from training.sequences.player import Player
from training.sequences.portrait import (
    BLENDSHAPES,
    ROOM,
    SIDE,
    Landmarker,
    Portrait,
    portrait_of,
)

STORED: Final = CROP_SIZE // 2
"""Side of a stored crop, in pixels."""

LIPS: Final = (*UPPER_OUTER, *LOWER_OUTER[-2:0:-1])
"""The outline of the mouth, closed."""

SHUT: Final = (0.4, 0.6)
"""Mean eyeBlink up to which eyes are open, and from which they are shut; a glance down
reaches 0.4."""

MADE: Final = {"eyes shut": 0.12, "eyes narrowed": 0.05, "mask": 0.12, "hand": 0.16, "beside": 0.1}
"""For how many of the photographs each is made besides, as shares."""

EYES: Final[Mapping[str, Callable[[np.random.Generator], Expression]]] = {
    "eyes shut": lambda random: Expression(
        blink=random.uniform(0.9, 1), brow=random.uniform(-0.4, 0.4)
    ),
    "eyes narrowed": lambda random: Expression(
        squint=random.uniform(0.4, 1), brow=random.uniform(-0.6, 0.2)
    ),
}
"""What landmarks do with eyes."""

WIDEST_EYES: Final = 0.35
"""Only eyes that read below this are shut by their landmarks."""


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Crops with what is known of each.

    ``crops`` uint8 [N, STORED, STORED, 3]; ``lips`` float32 [N, 20, 2] the outline of the
    mouth, ``eyes`` float32 [N, 2, 2] the middles of both eyes, in the crop's pixels, NaN where
    nothing may be laid on the face; ``skin`` float32 [N, 3] the colour of the cheeks;
    ``covered`` and ``shut`` float32 [N] the truths, 0–1, NaN where not known;
    ``split``, ``source`` and ``name`` strings [N].
    """

    crops: NDArray[np.uint8]
    lips: NDArray[np.float32]
    eyes: NDArray[np.float32]
    skin: NDArray[np.float32]
    covered: NDArray[np.float32]
    shut: NDArray[np.float32]
    split: NDArray[np.str_]
    source: NDArray[np.str_]
    name: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.crops)

    def chosen(self, which: NDArray[np.bool_]) -> Self:
        """Return the faces of a mask [N]."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))

    def joined(self, others: Self) -> Self:
        """Return these faces and then the others."""
        pairs = ((getattr(self, f.name), getattr(others, f.name)) for f in fields(self))
        return type(self)(*(np.concatenate(pair) for pair in pairs))

    def write(self, file: Path) -> None:
        """Keep everything in one file."""
        with replacing(file) as part, part.open("wb") as whole:
            np.savez(whole, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read what :meth:`write` kept; raises ``ValueError`` where it is something else."""
        with np.load(file) as kept:
            missing = [field.name for field in fields(cls) if field.name not in kept]
            if missing:
                raise ValueError(f"{file} lacks {', '.join(missing)}; remove it")
            return cls(*(kept[field.name] for field in fields(cls)))


class Collector:
    """Collects faces one by one."""

    def __init__(self) -> None:
        self._rows: list[tuple[object, ...]] = []

    def add(
        self,
        crop: Image,
        covered: float,
        shut: float,
        *,
        split: str,
        source: str,
        name: str,
        portrait: Portrait | None = None,
    ) -> None:
        """Add a crop of any size; with its ``portrait`` others may be laid on it later."""
        lips, eyes = np.full((len(LIPS), 2), np.nan), np.full((2, 2), np.nan)
        skin = np.full(3, np.nan)
        if portrait is not None:
            lips = _in_crop(portrait.landmarks[list(LIPS), :2])
            pairs = portrait.landmarks[[33, 133, 263, 362], :2].reshape(2, 2, 2)
            eyes, skin = _in_crop(pairs.mean(axis=1)), skin_of(portrait)
        if crop.shape[0] != STORED:
            crop = np.asarray(
                cv2.resize(crop, (STORED, STORED), interpolation=cv2.INTER_AREA), np.uint8
            )
        self._rows.append((crop, lips, eyes, skin, covered, shut, split, source, name))

    def faces(self) -> Faces:
        """Return everything collected; raises ``ValueError`` where that is nothing."""
        if not self._rows:
            raise ValueError("no face was found in any of the pictures")
        types = (np.uint8, *(np.float32,) * 5, np.str_, np.str_, np.str_)
        columns = zip(*self._rows, strict=True)
        return Faces(*(np.array(c, kind) for c, kind in zip(columns, types, strict=True)))


def collect(
    collector: Collector,
    samples: Sequence[Sample],
    detector: FaceDetector,
    landmarker: Landmarker,
    random: np.random.Generator,
) -> None:
    """Cut out the faces of all pictures, and make what photographs seldom show."""
    for sample in tqdm(samples, desc="faces", unit="picture", disable=None):
        image = sample.read_if_readable()
        portrait = None if image is None else portrait_of(image, detector, landmarker)
        if portrait is None:
            continue
        blink = blink_of(portrait)
        shut = shut_of(blink)
        keep = partial(collector.add, split=sample.split, name=f"{sample.dataset}/{sample.name}")
        keep(_middle(portrait.image), 0.0, shut, source=sample.dataset, portrait=portrait)
        made = [kind for kind, share in MADE.items() if random.random() < share]
        for kind in made:
            if kind in EYES and blink < WIDEST_EYES:
                shown = Player(portrait, None).show(EYES[kind](random))
                keep(_middle(shown), 0.0, float(kind == "eyes shut"), source=kind)
            elif kind not in EYES:
                crop = _found(_covered(portrait, kind, random), detector)
                if crop is not None:
                    keep(crop, float(kind != "beside"), shut, source=kind)


def blink_of(portrait: Portrait) -> float:
    """Return the mean of the blendshapes eyeBlinkLeft and eyeBlinkRight, 0–1."""
    sides = [BLENDSHAPES.index(f"eyeBlink{side}") for side in ("Left", "Right")]
    return float(portrait.blendshapes[sides].mean())


def shut_of(blink: float) -> float:
    """Return how surely the eyes are shut, 0–1."""
    low, high = SHUT
    return min(1.0, max(0.0, (blink - low) / (high - low)))


def _covered(portrait: Portrait, kind: str, random: np.random.Generator) -> Image:
    """Return the portrait with a mask, or a hand over or beside the mouth."""
    if kind == "mask":
        picture = masked(portrait, random)
        # A coloured mask in a gray photograph would be told by its colour alone.
        return gray(picture) if _is_gray(portrait.image) else picture
    if kind == "hand":
        place = (random.normal(0, 0.1), random.normal(0, 0.07))
    else:
        # With the fingers beyond the corner of the mouth nothing of it is hidden.
        place = (random.choice([-1, 1]) * random.uniform(1.0, 1.35), random.uniform(-1.2, 0.6))
    cover = hand(portrait, place, random, upwards=kind == "beside")
    return cover.laid_over(portrait.image, 0.0, float(random.normal(0, 0.1)))


def gray(picture: Image) -> Image:
    """Return the picture without colour, in three equal channels."""
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(luma, cv2.COLOR_GRAY2RGB), np.uint8)


def _is_gray(picture: Image) -> bool:
    return bool((picture[..., 0] == picture[..., 2]).all())


def _found(picture: Image, detector: FaceDetector) -> Image | None:
    """Cut the face out where the game's own detector finds it behind its cover."""
    face = largest(detector.detect(picture))
    return None if face is None else crop_face(picture, face, STORED)


def _middle(picture: Image) -> Image:
    """Cut the crop out of a portrait, which is the same square with more room."""
    side = SIDE * CROP_SCALE / ROOM
    edge = (SIDE - side) / 2
    scale = STORED / side
    matrix = np.array([[scale, 0, -edge * scale], [0, scale, -edge * scale]])
    cut = cv2.warpAffine(picture, matrix, (STORED, STORED), flags=cv2.INTER_AREA)
    return np.asarray(cut, np.uint8)


def _in_crop(points: NDArray[np.float32]) -> NDArray[np.float32]:
    side = SIDE * CROP_SCALE / ROOM
    return np.asarray((points - (SIDE - side) / 2) * STORED / side, np.float32)
