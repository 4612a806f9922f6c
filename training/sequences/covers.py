"""What comes before a face: a mask over mouth and nose, a hand.

Both are drawn: the mask along the landmarks, in cloth with folds; the hand from
rounded fingers in the colour of the face's own skin, seen from its back.
Lengths are in eye distances (63 mm in adults): a finger is 17 mm wide.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image
from training.sequences.expression import Anatomy
from training.sequences.light import light_on, skin_of
from training.sequences.portrait import Portrait

MASK_OUTLINE: Final = (
    *(227, 117, 118, 198, 197, 420, 347, 346, 447),
    *(361, 397, 379, 400, 152, 176, 150, 172, 132),
)
"""The edge of a mask: from ear to ear over the bridge of the nose, then along the jaw."""

EARS: Final = ((227, 127), (132, 234), (447, 356), (361, 454))
"""Where the loops of a mask begin and end."""

CLOTH: Final = (
    *((150, 195, 225), (235, 238, 240), (40, 42, 46), (190, 215, 200)),
    *((225, 170, 180), (60, 70, 110), (120, 120, 125), (150, 40, 50)),
)
"""Colours of masks, RGB: the paper ones first, which are the most."""

FINGER: Final = 0.135
"""Radius of a finger."""

Field = NDArray[np.float32]


def masked(portrait: Portrait, random: np.random.Generator) -> Image:
    """Return the portrait's picture with a mask over mouth and nose."""
    points = portrait.landmarks[:, :2]
    anatomy = Anatomy(portrait.landmarks)
    side = portrait.image.shape[0]
    outline = points[list(MASK_OUTLINE)].copy()
    center = outline.mean(axis=0)
    outline = _rounded(center + random.uniform(1.02, 1.09) * (outline - center))
    u, v = _measure(side, anatomy)
    number = random.choice(len(CLOTH), p=[0.4, 0.15, 0.15] + [0.06] * 5)
    colour = np.float32(CLOTH[number]) * random.uniform(0.85, 1.05, 3).astype(np.float32)
    shade = (1 - 0.38 * np.clip(np.abs(u) / 0.95, 0, 1.2) ** 2) * (1.02 - 0.18 * (v + 0.2))
    shade *= 1 + random.uniform(0, 0.3) * u
    folds = random.uniform(7, 14)
    shade *= (
        1 - random.uniform(0.02, 0.1) * np.sin(folds * (v + 0.25 * u**2)).astype(np.float32) ** 8
    )
    light = light_on(portrait) / 215
    cloth = colour * shade[..., None] * light
    if random.random() < 0.25:
        pattern = np.sin(random.uniform(8, 30) * (u * np.cos(number) + v * np.sin(number)))
        cloth *= 1 - 0.35 * (pattern > random.uniform(0, 0.9))[..., None]
    cover = np.zeros((side, side), np.uint8)
    cv2.fillPoly(cover, [_fixed(outline)], 255, cv2.LINE_AA, 4)
    blur = max(0.8, 0.5 * portrait.enlarged)
    picture = portrait.image.astype(np.float32)
    shadow = cv2.GaussianBlur(cover, (0, 0), 0.05 * anatomy.unit).astype(np.float32) / 255
    picture *= 1 - 0.35 * shadow[..., None]
    loops = np.zeros_like(cover)
    cv2.polylines(
        loops, [_fixed(points[list(pair)]) for pair in EARS], False, 200, 1, cv2.LINE_AA, 4
    )
    for shape, paint in ((loops, np.broadcast_to(225 * light, cloth.shape)), (cover, cloth)):
        share = cv2.GaussianBlur(shape, (0, 0), blur).astype(np.float32)[..., None] / 255
        picture += share * (paint - picture)
    return np.clip(picture, 0, 255).astype(np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """A hand drawn once, as it lies before the face, to be laid over the frames of a film.

    ``colours`` float32 [side, side, 3]; ``share`` float32 [side, side], 0 beside it;
    ``way`` is the direction it comes from, float [2], and ``unit`` an eye distance.
    """

    colours: Field
    share: Field
    way: NDArray[np.float64]
    unit: float

    def laid_over(self, picture: Image, away: float, turn: float = 0.0) -> Image:
        """Return the picture with the hand ``away`` eye distances from its place, turned."""
        side = picture.shape[0]
        matrix = cv2.getRotationMatrix2D((side / 2, side / 2), float(np.degrees(turn)), 1.0)
        matrix[:, 2] += away * self.unit * self.way
        share = cv2.warpAffine(self.share, matrix, (side, side))
        colours = cv2.warpAffine(
            self.colours, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE
        )
        fall = np.array([[1, 0, 0.06 * self.unit], [0, 1, 0.1 * self.unit]])
        shadow = cv2.GaussianBlur(
            cv2.warpAffine(share, fall, (side, side)), (0, 0), 0.08 * self.unit
        )
        under = picture.astype(np.float32) * (1 - 0.4 * shadow[..., None])
        return np.clip(under + share[..., None] * (colours - under), 0, 255).astype(np.uint8)


def hand(
    portrait: Portrait,
    place: tuple[float, float],
    random: np.random.Generator,
    upwards: bool = False,
) -> Hand:
    """Draw a hand whose fingers cover ``place`` (u, v), from either side or from below.

    With ``upwards`` it comes from below and from its own side of the face alone.
    """
    anatomy = Anatomy(portrait.landmarks)
    side = portrait.image.shape[0]
    u, v = _measure(side, anatomy)
    angle = random.uniform(0.9, 1.5) if upwards else random.uniform(-0.3, 1.2)
    mirrored = float(np.sign(place[0])) if upwards else random.choice([-1.0, 1.0])
    # The local picture of the hand: x from the tips to the wrist, y across the fingers.
    away = np.array([mirrored * np.cos(angle), np.sin(angle)])
    x = (u - place[0]) * away[0] + (v - place[1]) * away[1]
    y = mirrored * (-(u - place[0]) * away[1] + (v - place[1]) * away[0])
    size = random.uniform(0.9, 1.15)
    spread = random.uniform(-0.05, 0.12)
    inside = np.full_like(x, -1e3)
    relief = np.zeros_like(x)
    for finger, reach in enumerate((-0.45, -0.6, -0.52, -0.3)):
        middle = (finger - 1.5) * 2.02 * FINGER * size
        tip = (reach + random.normal(0, 0.04)) * size
        bent = y - middle - spread * (finger - 1.5) * np.clip(0.6 - x, 0, 1.3)
        radius = FINGER * size * (1 - 0.06 * np.clip(-x, 0, 1))
        beyond = np.clip(tip + radius - x, 0, None)
        depth = radius - np.hypot(bent, beyond)
        round_off = np.sqrt(np.clip(1 - (1 - np.clip(depth / radius, 0, 1)) ** 2, 0, 1))
        for joint in (0.3, 0.62):
            round_off *= 1 - 0.1 * np.exp(-(((x - tip - joint * size) / 0.015) ** 2))
        nail = np.hypot((x - tip - 0.12) / 0.11, bent / (0.62 * radius)) < 1
        relief = np.where(depth > inside, round_off + 0.16 * nail, relief)
        inside = np.maximum(inside, depth)
    palm_radius = 4.2 * FINGER * size
    # The hand narrows to the wrist.
    narrow = palm_radius * (1 - 0.28 * np.clip((x - 1.1 * size) / 0.6, 0, 1))
    palm = narrow - np.hypot(np.clip(size - x, 0, None), y)
    relief = np.where(palm > inside, 0.95, relief)
    inside = np.maximum(inside, palm)
    skin = skin_of(portrait) * random.uniform(0.85, 1.12)
    colours = skin * (0.62 + 0.42 * relief)[..., None]
    colours *= (1 + random.uniform(-0.15, 0.15) * y)[..., None]
    grain = cv2.GaussianBlur(random.normal(0, 1, (side, side)).astype(np.float32), (0, 0), 2)
    colours *= (1 + 0.05 * grain)[..., None]
    share = np.clip(inside * anatomy.unit + 0.5, 0, 1).astype(np.float32)
    blur = max(0.7, 0.45 * portrait.enlarged)
    colours = cv2.GaussianBlur(colours.astype(np.float32), (0, 0), blur)
    share = cv2.GaussianBlur(share, (0, 0), blur)
    if bool((portrait.image[..., 0] == portrait.image[..., 1]).all()):
        colours = cv2.cvtColor(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return Hand(colours, share, away @ anatomy.axes, anatomy.unit)


def _measure(side: int, anatomy: Anatomy) -> tuple[Field, Field]:
    """Return u and v, the face's own measure, at every pixel."""
    y, x = np.mgrid[0:side, 0:side]
    local = (np.stack([x, y], axis=-1) - anatomy.origin) @ anatomy.axes.T / anatomy.unit
    return local[..., 0].astype(np.float32), local[..., 1].astype(np.float32)


def _rounded(outline: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cut the corners of a closed outline twice (Chaikin's curve)."""
    for _ in range(2):
        following = np.roll(outline, -1, axis=0)
        cut = np.stack([0.75 * outline + 0.25 * following, 0.25 * outline + 0.75 * following], 1)
        outline = cut.reshape(-1, 2)
    return outline


def _fixed(points: NDArray[np.float32]) -> NDArray[np.int32]:
    """Return points for OpenCV's drawing with four bits below the pixel."""
    return np.rint(points * 16).astype(np.int32)
