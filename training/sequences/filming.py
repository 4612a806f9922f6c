"""How a take is filmed: another room, light, place and camera every time.

The player is painted as in the game, but never in the game's own room: that one
belongs to the evaluation.
"""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from laughgame.actor.face import PLACE, paint_face
from laughgame.actor.look import Look
from laughgame.actor.pose import FacePose
from laughgame.vision.frame import Image

SIZES: Final = ((320, 240), (400, 300), (480, 270), (480, 360), (560, 315))
"""Sizes of the filmed pictures (width, height): a webcam's, small enough to paint fast."""

GRAIN_MARGIN: Final = 64
"""Pixels by which the sheet of grain is larger than a picture, to lay it differently each time."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands and what it does to the picture.

    ``size`` (width, height) in pixels; ``zoom`` relative to the game's actor,
    ``stretch`` of the width; ``place`` the shift of the player as shares of the
    picture; ``roll`` in radians; ``mirrored`` flips left and right.  ``gain``
    and ``gamma`` are the exposure, ``tint`` the colour of the light (RGB factors),
    ``side_light`` (strength, direction in radians) its fall-off, ``creep`` the change
    of exposure over a second.  ``blur`` and ``grain`` are standard deviations in
    pixels and levels, ``smear`` the length of motion blur in pixels, ``jpeg`` a
    quality or 0, ``gray`` a camera without colour.
    """

    size: tuple[int, int]
    zoom: float
    stretch: float
    place: tuple[float, float]
    roll: float
    mirrored: bool
    gain: float
    gamma: float
    tint: tuple[float, float, float]
    side_light: tuple[float, float]
    creep: float
    blur: float
    smear: int
    grain: float
    jpeg: int
    gray: bool

    @classmethod
    def drawn(cls, random: np.random.Generator) -> "Camera":
        """Draw a camera."""

        def sometimes(chance: float, low: float, high: float) -> float:
            return float(random.uniform(low, high)) if random.random() < chance else 0.0

        return cls(
            size=SIZES[random.integers(len(SIZES))],
            zoom=float(np.exp(random.uniform(math.log(0.5), math.log(1.45)))),
            stretch=float(random.uniform(0.92, 1.08)),
            place=(float(random.normal(0.035, 0.1)), float(random.normal(0, 0.06))),
            roll=float(random.normal(0, 0.12)),
            mirrored=bool(random.random() < 0.5),
            gain=float(np.clip(np.exp(random.normal(-0.05, 0.28)), 0.5, 1.6)),
            gamma=float(np.exp(random.normal(0, 0.2))),
            tint=_tint(random),
            side_light=(sometimes(0.6, 0.1, 0.6), float(random.uniform(0, 2 * math.pi))),
            creep=sometimes(0.3, -0.3, 0.3),
            blur=sometimes(0.5, 0.3, 1.8),
            smear=int(random.integers(3, 8)) if random.random() < 0.12 else 0,
            grain=sometimes(0.6, 1, 14),
            jpeg=int(random.integers(18, 90)) if random.random() < 0.5 else 0,
            gray=bool(random.random() < 0.15),
        )


class Take:
    """Films one player with one camera; a picture costs a few ms.

    One instance belongs to one thread.
    """

    def __init__(self, look: Look, camera: Camera, random: np.random.Generator) -> None:
        self._look, self._camera, self._random = look, camera, random
        width, height = camera.size
        self._backdrop = backdrop(camera.size, random)
        self._canvas = QImage(width, height, QImage.Format.Format_RGB32)
        self._light = _light(camera)
        sheet = (height + GRAIN_MARGIN, width + GRAIN_MARGIN, 1 if camera.gray else 3)
        grain = random.normal(0, camera.grain, sheet) if camera.grain else None
        self._grain = None if grain is None else grain.astype(np.float32)
        angle = random.uniform(0, math.pi)
        self._smear = _smear(camera.smear, angle) if camera.smear else None

    def picture(self, pose: FacePose, time_s: float) -> Image:
        """Return the picture of a pose, RGB uint8 (height, width, 3)."""
        camera = self._camera
        image = self._painted(pose)
        if self._smear is not None:
            image = np.asarray(cv2.filter2D(image, -1, self._smear), np.uint8)
        if camera.blur:
            image = np.asarray(cv2.GaussianBlur(image, (0, 0), camera.blur), np.uint8)
        if camera.gray:
            image = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)[..., None]
            image = np.repeat(image, 3, axis=2)
        lit = image * self._light * np.float32(math.exp(camera.creep * time_s))
        if self._grain is not None:
            lit += self._laid_grain(lit.shape)
        image = np.clip(lit, 0, 255).astype(np.uint8)
        if camera.jpeg:
            _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, camera.jpeg])
            image = np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)
        return np.ascontiguousarray(image[:, ::-1] if camera.mirrored else image)

    def _painted(self, pose: FacePose) -> Image:
        camera = self._camera
        width, height = camera.size
        painter = QPainter(self._canvas)
        painter.drawImage(0, 0, self._backdrop)
        painter.translate(width * (0.5 + camera.place[0]), height * (0.5 + camera.place[1]))
        painter.rotate(math.degrees(camera.roll))
        painter.scale(camera.zoom * camera.stretch, camera.zoom)
        # The player's head rests at PLACE of the picture: here the camera says where.
        painter.translate(-width * PLACE[0], -height * PLACE[1])
        paint_face(painter, pose, self._look, QRectF(0, 0, width, height))
        painter.end()
        pixels = np.frombuffer(self._canvas.constBits(), np.uint8).reshape(height, width, 4)
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGB), np.uint8)

    def _laid_grain(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        assert self._grain is not None
        top, left = self._random.integers(GRAIN_MARGIN, size=2)
        return self._grain[top : top + shape[0], left : left + shape[1]]


def backdrop(size: tuple[int, int], random: np.random.Generator) -> QImage:
    """Paint a room nobody lives in: soft clouds of colour and a few hard shapes, out of focus."""
    width, height = size
    coarse = random.uniform(0, 255, (int(random.integers(2, 7)), int(random.integers(2, 9)), 3))
    ground = cv2.resize(coarse.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    flat = random.uniform(20, 240, 3)
    image = flat + (ground - 127) * random.uniform(0, 0.8)
    image = np.ascontiguousarray(np.clip(image, 0, 255).astype(np.uint8))
    for _ in range(random.integers(0, 14)):
        color = [int(level) for level in random.integers(0, 256, 3)]
        x, y = int(random.integers(width)), int(random.integers(height))
        w, h = (int(side) for side in random.integers(8, max(width // 3, 9), 2))
        if random.random() < 0.6:
            cv2.rectangle(image, (x, y), (x + w, y + h), color, -1)
        else:
            cv2.ellipse(image, (x, y), (w, h), float(random.uniform(0, 180)), 0, 360, color, -1)
    if random.random() < 0.7:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), random.uniform(0.5, 6)), np.uint8)
    stored = np.ascontiguousarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGRA))
    # The copy owns its memory; the array's would be gone.
    return QImage(stored.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def _tint(random: np.random.Generator) -> tuple[float, float, float]:
    """Draw the light's colour, from lamp to sky, now and then that of a screen."""
    warm = random.normal(0, 0.08)
    green = random.normal(0, 0.03)
    if random.random() < 0.1:
        red, other, blue = random.uniform(0.7, 1.2, 3)
        return float(red), float(other), float(blue)
    return float(1 + warm), float(1 + green), float(1 - warm)


def _light(camera: Camera) -> NDArray[np.float32]:
    """Return the light on every pixel, float32 (height, width, 3), as factors of its level."""
    width, height = camera.size
    strength, angle = camera.side_light
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    slope = 1 + strength * (math.cos(angle) * x + math.sin(angle) * y)
    gains = np.clip(camera.gain * slope, 0.12, 2.2) ** camera.gamma
    return np.asarray(gains[..., None] * np.array(camera.tint, np.float32), np.float32)


def _smear(length: int, angle: float) -> NDArray[np.float32]:
    """Return the kernel of a picture that moved ``length`` pixels while it was taken."""
    side = length | 1
    kernel = np.zeros((side, side), np.float32)
    middle = side // 2
    for step in np.linspace(-middle, middle, 4 * side):
        kernel[round(middle + step * math.sin(angle)), round(middle + step * math.cos(angle))] = 1
    return kernel / kernel.sum()
