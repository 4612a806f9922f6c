"""What comes before a face: hands, arms, sheets, cups, microphones, scarves, masks.

Each is drawn once, in many shapes, without a colour of its own, and laid on many faces
(:mod:`training.covering.batches`): over the mouth, or where it hides nothing.  Lengths
are in eye distances (63 mm in adults); the middle of the canvas is what lies on the place
that is to be covered.  These hands are another draughtsman's than those of
:mod:`training.sequences.covers`, so that one kind tells how the other would be seen.
"""

from collections.abc import Callable, Mapping
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

CANVAS: Final = 256
"""Side of a drawn object, in pixels."""

UNIT: Final = 38.0
"""Pixels of the canvas per eye distance: about as many as a stored crop has."""

RELIEF, ALPHA, SKIN = range(3)
"""Channels of an object: its light (128 is plain), how far it hides, where it is skin."""

Field = NDArray[np.float32]
Shape = Callable[[Field, Field, np.random.Generator], tuple[Field, Field, Field]]
"""Takes x and y at every pixel; returns the depth inside (eye distances, negative outside),
the light (1 is plain) and where it is skin (0–1)."""


def draw(count: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """Return ``count`` objects, uint8 [count, CANVAS, CANVAS, 3]."""
    names = list(KINDS)
    shares = np.array([share for _, share in KINDS.values()])
    chosen = random.choice(len(names), count, p=shares / shares.sum())
    return np.stack([draw_one(names[number], random) for number in chosen])


def draw_one(kind: str, random: np.random.Generator) -> NDArray[np.uint8]:
    """Draw one object; raises ``KeyError`` for a kind that is none of :data:`KINDS`."""
    y, x = (np.mgrid[0:CANVAS, 0:CANVAS].astype(np.float32) - CANVAS / 2) / UNIT
    depth, light, skin = KINDS[kind][0](x, y, random)
    slope = random.uniform(-0.15, 0.15, 2)
    light = light * (1 + slope[0] * x + slope[1] * y).clip(0.5, 1.5)
    grain = random.normal(0, random.uniform(0, 0.06), x.shape).astype(np.float32)
    light = light + cv2.GaussianBlur(grain, (0, 0), random.uniform(0.6, 2.5))
    drawn = np.stack(
        [128 * light.clip(0, 1.95), 255 * (depth * UNIT + 0.5).clip(0, 1), 255 * skin.clip(0, 1)],
        axis=-1,
    )
    return np.asarray(drawn.clip(0, 255), np.uint8)


def _hand(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """A flat hand, its fingers together or spread, from any side."""
    x, y = _turned(x, y, random.uniform(-np.pi, np.pi))
    x = x + random.uniform(-0.5, 0.7)
    if random.random() < 0.5:
        y = -y
    size = random.uniform(0.85, 1.25)
    fan, radius = random.uniform(-0.02, 0.16), random.uniform(0.12, 0.155) * size
    depth = np.full_like(x, -9.0)
    light = np.ones_like(x)
    parts = []
    for finger in range(4):
        middle = (finger - 1.5) * 2.05 * radius
        reach = (0.95, 1.1, 1.02, 0.8)[finger] * size * random.uniform(0.92, 1.05)
        end = (-reach, middle + fan * (finger - 1.5) * reach * 2)
        parts.append((_capsule(x, y, (0.1, middle), end), radius))
    thumb = random.uniform(0.1, 0.9)
    parts.append(
        (_capsule(x, y, (0.75 * size, 0.45 * size), (0.05, 0.55 * size + 0.45 * thumb)), radius)
    )
    for distance, wide in parts:
        inside = wide - distance
        over = inside > np.maximum(depth, -0.02)
        light = np.where(over, _rounded(inside / wide), light)
        depth = np.maximum(depth, inside)
    palm = _box(x - 0.55 * size, y, 0.62 * size, 4.3 * radius, 0.22)
    light = np.where((palm > depth) & (palm > 0), 0.97, light)
    depth = np.maximum(depth, palm)
    return _with_arm(x, y, depth, light, 1.0 * size, random)


def _fist(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """Bent fingers: a fist, or a hand that holds the chin."""
    x, y = _turned(x, y, random.uniform(-np.pi, np.pi))
    size = random.uniform(0.8, 1.2)
    depth = _box(x - 0.3 * size, y, 0.75 * size, 0.66 * size, 0.3)
    light = np.full_like(x, 0.95)
    for finger in range(4):
        middle = (finger - 1.5) * 0.3 * size
        inside = 0.17 * size - _capsule(
            x, y, (-0.5 * size, middle), (random.uniform(-0.1, 0.3) * size, middle)
        )
        light = np.where(inside > 0, _rounded(inside / (0.17 * size)), light)
        depth = np.maximum(depth, inside)
    return _with_arm(x, y, depth, light, 1.0 * size, random)


def _arm(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """A forearm or the bend of an elbow, bare or in a sleeve."""
    x, y = _turned(x, y, random.uniform(-0.6, 0.6))
    radius, bend = random.uniform(0.5, 1.0), random.uniform(-0.9, 0.2)
    left = _capsule(x, y, (0.0, 0.0), (-5.0, -5 * bend))
    depth = radius - np.minimum(left, _capsule(x, y, (0.0, 0.0), (5.0, -5 * bend * 0.6)))
    light = 0.75 + 0.25 * _rounded(depth / radius)
    skin = float(random.random() < 0.35)
    if not skin:
        light = light * _folds(x, y, random)
    return depth, light, np.full_like(x, skin)


def _sheet(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """Paper, a book, a telephone: flat, with print or a picture on it, or plain."""
    x, y = _turned(x, y, random.uniform(-0.5, 0.5))
    wide, high = random.uniform(0.6, 2.4), random.uniform(0.55, 1.8)
    depth = _box(x, y, wide, high, random.uniform(0.01, 0.15))
    light = np.ones_like(x)
    kind = random.random()
    if kind < 0.4:
        lines = np.sin(y * random.uniform(12, 40)) > random.uniform(0, 0.8)
        words = np.sin(x * random.uniform(5, 20) + 7 * np.floor(y * 6)) > -0.5
        light = light - random.uniform(0.2, 0.8) * (lines & words)
    elif kind < 0.6:
        border = (_box(x, y, 0.9 * wide, 0.85 * high, 0.02) > 0) * random.uniform(-0.8, 0.5)
        light = light + border
    return depth, light * random.uniform(0.8, 1.2), np.zeros_like(x)


def _cup(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """A cup, a can or a bottle before the mouth, now and then with the fingers around it."""
    x, y = _turned(x, y, random.uniform(-0.35, 0.35))
    top, length = -random.uniform(0.3, 0.9), random.uniform(1.4, 3.0)
    wide = random.uniform(0.45, 0.9) * (1 - random.uniform(0, 0.2) * (y - top) / length)
    depth = np.minimum(np.minimum(y - top, top + length - y), wide - np.abs(x))
    light = 0.7 + 0.3 * np.cos(1.4 * x / wide) + 0.5 * np.exp(-(((x / wide + 0.45) / 0.1) ** 2))
    if random.random() < 0.4:
        light = light * (1 - 0.4 * (np.abs(y - top - 0.5 * length) < 0.25 * length))
    skin = np.zeros_like(x)
    if random.random() < 0.5:
        for finger in range(4):
            height = top + 0.35 * length + 0.3 * finger
            inside = 0.15 - _capsule(x, y, (1.2, height + 0.1), (-0.6, height))
            light = np.where(inside > 0, _rounded(inside / 0.15), light)
            skin = np.where(inside > 0, 1.0, skin)
            depth = np.maximum(depth, inside)
    return depth, light, skin


def _microphone(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """The head of a microphone or of a lollipop, on its handle."""
    x, y = _turned(x, y, random.uniform(-1.0, 1.0))
    radius = random.uniform(0.25, 0.75)
    ball = radius - np.hypot(x, y)
    handle = random.uniform(0.1, 0.3) - _capsule(x, y, (0.0, 0.0), (0.0, 5.0))
    light = 0.5 + 0.5 * _rounded(ball / radius)
    if random.random() < 0.7:
        light = light * (0.8 + 0.2 * np.sign(np.sin(30 * x) * np.sin(30 * y)))
    light = np.where(ball > 0, light, 0.7)
    return np.maximum(ball, handle), light, np.zeros_like(x)


def _scarf(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """A scarf, a blanket, a collar pulled up: everything below a line."""
    x, y = _turned(x, y, random.normal(0, 0.15))
    edge = -random.uniform(0.2, 0.75) + random.uniform(-0.15, 0.15) * np.sin(
        random.uniform(0.8, 3) * x + random.uniform(0, 6)
    )
    edge = edge + random.uniform(-0.12, 0.12) * x**2
    light = _folds(x, y, random)
    if random.random() < 0.5:
        light = light * (0.9 + 0.1 * np.sin(random.uniform(20, 50) * x) * np.sin(35 * y))
    return y - edge, light, np.zeros_like(x)


def _mask(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """A mask whose outline follows no landmark: too large, too small, or askew."""
    x, y = _turned(x, y, random.normal(0, 0.12))
    wide = random.uniform(0.8, 1.35) * (1 - random.uniform(0.1, 0.4) * (y / 0.9).clip(0, 1) ** 2)
    high = random.uniform(0.65, 1.0)
    top = -high + random.uniform(0, 0.35) * np.abs(x)
    low = high * random.uniform(0.8, 1.2) - 0.3 * x**2
    depth = np.minimum(np.minimum(y - top, low - y), wide - np.abs(x))
    light = 1.05 - 0.35 * (x / wide) ** 2 - random.uniform(0, 0.15) * np.sin(10 * y) ** 8
    return depth, light, np.zeros_like(x)


def _thing(x: Field, y: Field, random: np.random.Generator) -> tuple[Field, Field, Field]:
    """Anything round: a ball, fruit, the back of somebody's head."""
    x, y = _turned(x, y, random.uniform(-np.pi, np.pi))
    wide, high = random.uniform(0.4, 1.6, 2)
    wave = 1 + random.uniform(0, 0.2) * np.sin(np.arctan2(y, x) * random.integers(2, 6))
    depth = (1 - np.hypot(x / wide, y / high) * wave) * min(wide, high)
    light = 0.6 + 0.4 * _rounded(depth / min(wide, high))
    return depth, light * _folds(x, y, random), np.full_like(x, float(random.random() < 0.3))


KINDS: Final[Mapping[str, tuple[Shape, float]]] = {
    "hand": (_hand, 0.34),
    "fist": (_fist, 0.14),
    "arm": (_arm, 0.07),
    "sheet": (_sheet, 0.1),
    "cup": (_cup, 0.09),
    "microphone": (_microphone, 0.07),
    "scarf": (_scarf, 0.07),
    "mask": (_mask, 0.07),
    "thing": (_thing, 0.05),
}
"""What is drawn, and how often, as shares."""


def _with_arm(
    x: Field, y: Field, depth: Field, light: Field, wrist: float, random: np.random.Generator
) -> tuple[Field, Field, Field]:
    """Give a hand, whose wrist lies at ``wrist`` on the x axis, its arm, and a sleeve or none."""
    wide = random.uniform(0.36, 0.5)
    lean = random.uniform(-0.5, 0.5)
    arm = wide + 0.05 * (x - wrist).clip(0, 4) - _capsule(x, y, (wrist, 0.0), (7.0, lean))
    light = np.where((arm > depth) & (arm > 0), 0.75 + 0.25 * _rounded(arm / wide), light)
    depth = np.maximum(depth, arm)
    skin = np.ones_like(x)
    if random.random() < 0.7:
        sleeve = x > wrist + random.uniform(0.2, 1.2)
        depth = np.where(sleeve, np.maximum(depth, arm + 0.14), depth)
        light = np.where(sleeve, (0.7 + 0.3 * _rounded(arm / wide)) * _folds(x, y, random), light)
        skin = np.where(sleeve, 0.0, 1.0)
    return depth, light, skin


def _turned(x: Field, y: Field, angle: float) -> tuple[Field, Field]:
    cos, sin = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return cos * x + sin * y, cos * y - sin * x


def _capsule(x: Field, y: Field, start: tuple[float, float], end: tuple[float, float]) -> Field:
    """Return the distance from a line between two points."""
    along = (end[0] - start[0], end[1] - start[1])
    length = max(along[0] ** 2 + along[1] ** 2, 1e-6)
    share = (((x - start[0]) * along[0] + (y - start[1]) * along[1]) / length).clip(0, 1)
    return np.asarray(np.hypot(x - start[0] - share * along[0], y - start[1] - share * along[1]))


def _box(x: Field, y: Field, wide: float, high: float, corner: float) -> Field:
    """Return the depth inside a rounded rectangle of these half sides."""
    beyond_x, beyond_y = np.abs(x) - wide + corner, np.abs(y) - high + corner
    outside = np.hypot(beyond_x.clip(0), beyond_y.clip(0))
    return np.asarray(corner - outside - np.minimum(np.maximum(beyond_x, beyond_y), 0))


def _rounded(share: Field) -> Field:
    """Return the light on something round, 0.6 at its edge and 1 at half its depth."""
    return np.asarray(0.6 + 0.4 * np.sqrt(1 - (1 - share.clip(0, 1)) ** 2))


def _folds(x: Field, y: Field, random: np.random.Generator) -> Field:
    """Return the light on cloth."""
    light = np.ones_like(x)
    for _ in range(random.integers(1, 4)):
        angle, often = random.uniform(0, np.pi), random.uniform(1, 8)
        light += random.uniform(0, 0.12) * np.sin(
            often * (x * np.cos(angle) + y * np.sin(angle)) + random.uniform(0, 6)
        )
    return light
