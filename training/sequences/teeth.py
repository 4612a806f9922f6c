"""What stands behind the lips: painted teeth, tongue and dark, or a photographed mouth's.

Upper teeth stand still with the skull, lower teeth and tongue go with the jaw.
Measures are those of adults (central incisors 8.5 mm wide and 10 high, eyes 63 mm
apart), in the face's own unit, the distance of the eyes.

Painted teeth alone would teach that photographed ones belong to smiles, so a mouth
can also be filled with the teeth of a photograph (:class:`Inside`).
"""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from training.sequences.mesh import LOWER_INNER, UPPER_INNER, Points
from training.sequences.portrait import Portrait

TOOTH_EDGES: Final = np.array([0.0, 0.13, 0.235, 0.35, 0.45, 0.53])
"""Where the upper teeth of one side meet, from the middle outwards."""

LOWER_EDGES: Final = np.array([0.0, 0.085, 0.175, 0.28, 0.38, 0.47])

TOOTH_HEIGHT: Final = 0.15

TOOTH_WHITE: Final = 0.9
"""How bright a tooth is, as a share of something white."""

INSIDE_WIDTH, INSIDE_HEIGHT = 64, 32
"""Size of a photographed inside: a mouth has about sixty pixels across in a portrait."""

Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """The inside of a photographed mouth, from corner to corner and lip to lip.

    ``picture`` float32 [INSIDE_HEIGHT, INSIDE_WIDTH, 3], as a share of the light: its
    brightest places are taken to be teeth.
    """

    picture: Field

    @classmethod
    def of(cls, portrait: Portrait) -> Self:
        """Cut out what stands between the lips."""
        upper, lower = (portrait.landmarks[list(row), :2] for row in (UPPER_INNER, LOWER_INNER))
        # A little inside the landmarks, or the patch has a rim of lip.
        along = np.linspace(0.05, 0.95, INSIDE_WIDTH) * (len(UPPER_INNER) - 1)
        down = np.linspace(0.1, 0.9, INSIDE_HEIGHT)[:, None, None]
        top, bottom = (
            np.stack([np.interp(along, range(len(row)), row[:, axis]) for axis in (0, 1)], axis=1)
            for row in (upper, lower)
        )
        places = (top + down * (bottom - top)).astype(np.float32)
        patch = cv2.remap(portrait.image, places, None, cv2.INTER_LINEAR)
        brightest = float(np.percentile(patch.mean(axis=2), 95))
        return cls(patch.astype(np.float32) * (TOOTH_WHITE / max(brightest, 1.0)))

    def stretched(self, u: Field, v: Field, upper: Points, lower: Points) -> Field:
        """Fill the places (u, v) between the edges of the lips, each [n, 2] from right to left."""
        start, end = upper[0, 0], upper[-1, 0]
        along = (u - start) / (end - start) * (INSIDE_WIDTH - 1)
        top, bottom = (np.interp(u, row[:, 0], row[:, 1]) for row in (upper, lower))
        down = (v - top) / np.maximum(bottom - top, 1e-3) * (INSIDE_HEIGHT - 1)
        places = (part.astype(np.float32) for part in (along, down))
        filled = cv2.remap(self.picture, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(filled, np.float32)


@dataclass(frozen=True, slots=True)
class Teeth:
    """One person's teeth: colours as shares of full light, heights in eye distances.

    With ``inside`` the mouth shows that photograph instead.
    """

    tooth: tuple[float, float, float]
    tongue: tuple[float, float, float]
    cavity: tuple[float, float, float]
    show: float
    gaps: float
    inside: Inside | None = None

    @classmethod
    def drawn(cls, random: np.random.Generator) -> Self:
        """Draw a set of teeth: how white, how far below the resting lip, how marked the gaps."""
        white = random.uniform(0.78, 1.05)
        warm = random.uniform(0.75, 0.97)
        red = random.uniform(0.8, 1.1)
        return cls(
            tooth=(0.95 * white, 0.92 * white, 0.92 * white * warm),
            tongue=(0.72 * red, 0.38 * red, 0.37 * red),
            cavity=(0.20 * red, 0.07, 0.07),
            show=random.uniform(-0.02, 0.06),
            gaps=random.uniform(0.1, 0.35),
        )


def behind_lips(u: Field, below: Field, drop: float, teeth: Teeth) -> Field:
    """Paint the inside of a mouth, float32 [h, w, 3] as a share of the light.

    ``u`` and ``below`` are the place across and below the line the lips close on,
    [h, w]; ``drop`` is how far the chin has gone, all in eye distances.
    """
    colours = np.broadcast_to(np.float32(teeth.cavity), (*u.shape, 3)).copy()
    tongue_top = drop * (0.52 + 0.25 * (u / 0.3) ** 2)
    tongue = _soft(below - tongue_top, 0.03) * _soft(0.3 - np.abs(u), 0.06)
    tongue *= float(np.clip(drop * 10, 0, 1))
    groove = 1 - 0.15 * np.exp(-((u / 0.02) ** 2))
    colours = mix(colours, np.float32(teeth.tongue) * groove[..., None] * 0.75, tongue)
    gum = np.float32(teeth.tongue) * 1.05
    lower = below - (drop + teeth.show - 0.02)
    row = _tooth_row(u, LOWER_EDGES, teeth)
    in_lower = _soft(lower - 0.01 * row.bulge, 0.008) * _soft(0.42 - np.abs(u), 0.05)
    colours = mix(colours, np.float32(teeth.tooth) * 0.88 * row.light[..., None], in_lower)
    colours = mix(colours, np.broadcast_to(gum, colours.shape), _soft(lower - 0.12, 0.01))
    upper = teeth.show - below
    row = _tooth_row(u, TOOTH_EDGES, teeth)
    in_upper = _soft(upper - 0.02 * row.bulge, 0.008) * _soft(0.5 - np.abs(u), 0.05)
    colours = mix(colours, np.float32(teeth.tooth) * row.light[..., None], in_upper)
    over = _soft(upper - TOOTH_HEIGHT + 0.03 * row.bulge, 0.01) * in_upper
    colours = mix(colours, np.broadcast_to(gum, colours.shape), over)
    return np.asarray(colours, np.float32)


@dataclass(frozen=True, slots=True)
class _Row:
    light: Field
    bulge: Field


def _tooth_row(u: Field, edges: NDArray[np.float64], teeth: Teeth) -> _Row:
    """Return the light on a row of teeth and how rounded each tooth is at a place (0–1)."""
    along = np.abs(u)
    tooth = np.clip(np.searchsorted(edges, along) - 1, 0, len(edges) - 2)
    middle = (edges[tooth] + edges[tooth + 1]) / 2
    half = (edges[tooth + 1] - edges[tooth]) / 2
    across = np.clip(np.abs(along - middle) / half, 0, 1)
    gap = 1 - teeth.gaps * across**8
    # The row bends away from the light towards the corners.
    arch = 1 - 0.75 * np.clip(along / 0.5, 0, 1) ** 2
    return _Row((gap * arch).astype(np.float32), (across**3).astype(np.float32))


def _soft(distance: Field, softness: float) -> Field:
    """Return 0 outside, 1 inside, over a seam ``softness`` wide."""
    return np.clip(distance / softness + 0.5, 0, 1)


def mix(under: Field, over: Field, share: Field) -> Field:
    """Return ``over`` before ``under`` [h, w, 3] where ``share`` [h, w] is 1."""
    return under + (over - under) * share[..., None]
