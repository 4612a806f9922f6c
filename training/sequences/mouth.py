"""What an opening mouth shows: teeth, tongue and the dark behind, and lids that shut.

The photographs have their lips closed, so this is painted.  Upper teeth stand
still with the skull, lower teeth and tongue go with the jaw, and the lips are
the curtain before them.  Measures are those of adults (central incisors 8.5 mm
wide and 10 high, eyes 63 mm apart), in the face's own unit, the distance of the eyes.

Painted teeth alone would teach that photographed ones belong to smiles, so a mouth
can also be filled with the teeth of a photograph (:class:`Inside`).
"""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image
from training.sequences.expression import JAW, Anatomy, Expression
from training.sequences.mesh import (
    LEFT_LOWER_LID,
    LOWER_INNER,
    LOWER_OUTER,
    RIGHT_LOWER_LID,
    UPPER_INNER,
    Points,
)
from training.sequences.portrait import Portrait

TOOTH_EDGES: Final = np.array([0.0, 0.13, 0.235, 0.35, 0.45, 0.53])
"""Where the upper teeth of one side meet, from the middle outwards."""

LOWER_EDGES: Final = np.array([0.0, 0.085, 0.175, 0.28, 0.38, 0.47])

TOOTH_HEIGHT: Final = 0.15

CHEEKS: Final = (50, 280, 205, 425)
"""Landmarks whose skin tells how much light falls on the face."""

INSIDE_WIDTH, INSIDE_HEIGHT = 64, 32
"""Size of a photographed inside: a mouth has about sixty pixels across in a portrait."""

TOOTH_WHITE: Final = 0.9
"""How bright a tooth is, as a share of something white."""

SKIN: Final = np.array([1.2, 0.95, 0.85], np.float32)
"""Colour of skin in white light, as shares of its mean."""

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

    def stretched(self, area: "_Area", upper: Points, lower: Points) -> Field:
        """Fill between the edges of the lips, [n, 2] in (u, v) and from corner to corner."""
        start, end = upper[0, 0], upper[-1, 0]
        along = (area.u - start) / (end - start) * (INSIDE_WIDTH - 1)
        top, bottom = (np.interp(area.u, row[:, 0], row[:, 1]) for row in (upper, lower))
        down = (area.v - top) / np.maximum(bottom - top, 1e-3) * (INSIDE_HEIGHT - 1)
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


class Mouth:
    """Paints the mouth of one face; give it the pictures of a film frame by frame."""

    def __init__(self, portrait: Portrait, anatomy: Anatomy, teeth: Teeth) -> None:
        self._anatomy, self._teeth = anatomy, teeth
        image, landmarks = portrait.image, portrait.landmarks
        # What is painted is as sharp as the photograph, which may have been enlarged.
        self._blur = max(0.8, 0.5 * portrait.enlarged)
        self._gray = bool((image[..., 0] == image[..., 1]).all())
        self._light = light_on(portrait)
        # A mouth that is open in the photograph keeps what it shows: a still of it.
        lips = landmarks[list(UPPER_INNER) + list(LOWER_INNER[-2:0:-1]), :2]
        shown = np.zeros(image.shape[:2], np.uint8)
        cv2.fillPoly(shown, [np.rint(lips * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        self._image, self._shown = image, cv2.erode(shown, np.ones((3, 3), np.uint8))

    def paint(self, picture: Image, moved: Points, how: Expression) -> Image:
        """Return the bent picture with the mouth's inside, the tongue and shut lids painted in.

        ``moved`` are the landmarks [468, 2] the picture was bent to.
        """
        painted = picture
        if how.blink > 0.5:
            painted = self._lashes(painted, moved, how)
        if max(how.jaw, how.upper, how.lower, how.tongue) > 0.02:
            painted = self._inside(painted, moved, how)
        if how.tongue > 0.05:
            painted = self._tongue_out(painted, moved, how)
        if self._gray and painted is not picture:
            painted = cv2.cvtColor(cv2.cvtColor(painted, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        return np.asarray(painted, np.uint8)

    def _inside(self, picture: Image, moved: Points, how: Expression) -> Image:
        outline = moved[list(UPPER_INNER) + list(LOWER_INNER[-2:0:-1])]
        area = _Area(outline, picture.shape[0], self._anatomy)
        if area.empty:
            return picture
        if self._teeth.inside is not None:
            upper, lower = (
                self._anatomy.measured(moved[list(row)]) for row in (UPPER_INNER, LOWER_INNER)
            )
            shade = 0.65 + 0.35 * np.clip(area.inside / (0.05 * self._anatomy.unit), 0, 1)
            colours = self._teeth.inside.stretched(area, upper, lower) * shade[..., None]
            return area.blend(picture, colours * self._light, self._blur)
        shade = 0.45 + 0.55 * np.clip(area.inside / (0.07 * self._anatomy.unit), 0, 1)
        colours = self._colours(area, how) * shade[..., None]
        shown = self._shown[area.window].astype(np.float32) / 255
        colours = _mix(colours, self._image[area.window].astype(np.float32), shown)
        return area.blend(picture, colours, self._blur)

    def _colours(self, area: "_Area", how: Expression) -> Field:
        """Return what stands behind the lips, float [h, w, 3] 0–255."""
        teeth, u = self._teeth, area.u
        rest = self._anatomy.seam(u).astype(np.float32)
        below = area.v - rest
        drop = JAW * how.jaw
        colours = np.broadcast_to(np.float32(teeth.cavity), (*u.shape, 3)).copy()
        tongue_top = drop * (0.52 + 0.25 * (u / 0.3) ** 2)
        tongue = _soft(below - tongue_top, 0.03) * _soft(0.3 - np.abs(u), 0.06)
        tongue *= float(np.clip(how.jaw * 6, 0, 1))
        groove = 1 - 0.15 * np.exp(-((u / 0.02) ** 2))
        colours = _mix(colours, np.float32(teeth.tongue) * groove[..., None] * 0.75, tongue)
        gum = np.float32(teeth.tongue) * 1.05
        lower = below - (drop + teeth.show - 0.02)
        row = _tooth_row(u, LOWER_EDGES, teeth)
        in_lower = _soft(lower - 0.01 * row.bulge, 0.008) * _soft(0.42 - np.abs(u), 0.05)
        colours = _mix(colours, np.float32(teeth.tooth) * 0.88 * row.light[..., None], in_lower)
        colours = _mix(colours, np.broadcast_to(gum, colours.shape), _soft(lower - 0.12, 0.01))
        upper = teeth.show - below
        row = _tooth_row(u, TOOTH_EDGES, teeth)
        in_upper = _soft(upper - 0.02 * row.bulge, 0.008) * _soft(0.5 - np.abs(u), 0.05)
        colours = _mix(colours, np.float32(teeth.tooth) * row.light[..., None], in_upper)
        over = _soft(upper - TOOTH_HEIGHT + 0.03 * row.bulge, 0.01) * in_upper
        colours = _mix(colours, np.broadcast_to(gum, colours.shape), over)
        return colours * self._light

    def _tongue_out(self, picture: Image, moved: Points, how: Expression) -> Image:
        unit, axes = self._anatomy.unit, self._anatomy.axes
        lip = moved[14] * 0.6 + moved[13] * 0.4
        bottom = moved[LOWER_OUTER[5]] + axes[1] * unit * 0.26 * how.tongue
        half = min(0.24, 0.62 * self._anatomy.half) * unit
        turn = np.linspace(0, np.pi, 16)
        tip = bottom - axes[1] * half * 0.9
        curve = tip + half * (np.cos(turn)[:, None] * axes[0] + np.sin(turn)[:, None] * axes[1])
        outline = np.concatenate([curve, [lip - axes[0] * half * 0.9, lip + axes[0] * half * 0.9]])
        area = _Area(outline.astype(np.float32), picture.shape[0], self._anatomy)
        if area.empty:
            return picture
        round_off = 0.6 + 0.4 * np.clip(area.inside / (0.1 * unit), 0, 1)
        middle = 1 - 0.18 * np.exp(-((area.u / 0.025) ** 2))
        colour = np.float32(self._teeth.tongue) * 1.2 * self._light
        return area.blend(picture, colour * (round_off * middle)[..., None], self._blur)

    def _lashes(self, picture: Image, moved: Points, how: Expression) -> Image:
        """Draw the dark line of the lashes of a shut eye."""
        lines = [moved[list(lid)] for lid in (RIGHT_LOWER_LID, LEFT_LOWER_LID)]
        ink = np.zeros(picture.shape[:2], np.uint8)
        fixed = [np.rint(line * 16).astype(np.int32) for line in lines]
        cv2.polylines(ink, fixed, False, 255, 2, cv2.LINE_AA, 4)
        strength = 0.75 * (how.blink - 0.5) / 0.5 / 255
        share = cv2.GaussianBlur(ink, (0, 0), self._blur).astype(np.float32) * strength
        dark = np.float32((0.22, 0.15, 0.12)) * self._light
        return np.asarray(_mix(picture.astype(np.float32), dark, share), np.uint8)


def skin_of(portrait: Portrait) -> Field:
    """Return the mean colour of the cheeks, float32 [3]."""
    side = portrait.image.shape[0]
    places = portrait.landmarks[list(CHEEKS), :2].astype(int).clip(2, side - 3)
    patches = [portrait.image[y - 2 : y + 3, x - 2 : x + 3].mean(axis=(0, 1)) for x, y in places]
    return np.asarray(np.mean(patches, axis=0), np.float32)


def light_on(portrait: Portrait) -> Field:
    """Return the colour white things have before this face, float32 [3].

    Teeth take the light of the face; dark skin has no darker teeth.  A face much
    redder or bluer than skin is stands in coloured light.
    """
    skin = skin_of(portrait)
    tint = np.clip(skin / max(float(skin.mean()), 1.0) / SKIN, 0.7, 1.4) ** 0.7
    return np.asarray(np.clip(60 + 0.85 * skin.max(), 70, 230) * tint / tint.max(), np.float32)


@dataclass(frozen=True, slots=True)
class _Row:
    light: Field
    bulge: Field


class _Area:
    """The rectangle around an outline: its soft mask and the face's measure at each pixel."""

    def __init__(self, outline: Points, side: int, anatomy: Anatomy) -> None:
        low = np.clip(np.floor(outline.min(axis=0)).astype(int) - 3, 0, side)
        high = np.clip(np.ceil(outline.max(axis=0)).astype(int) + 4, 0, side)
        width, height = high - low
        self.empty = bool(width < 2 or height < 2)
        if self.empty:
            return
        self.window = (slice(low[1], high[1]), slice(low[0], high[0]))
        mask = np.zeros((height, width), np.uint8)
        fixed = np.rint((outline - low) * 16).astype(np.int32)
        cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)
        self.inside = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 3)
        self._mask = mask.astype(np.float32) / 255
        y, x = np.mgrid[low[1] : high[1], low[0] : high[0]].astype(np.float32)
        places = np.stack([x, y], axis=-1) - anatomy.origin.astype(np.float32)
        local = places @ anatomy.axes.T.astype(np.float32) / anatomy.unit
        self.u, self.v = local[..., 0], local[..., 1]

    def blend(self, picture: Image, colours: Field, blur: float) -> Image:
        """Return the picture with the colours inside the outline, as blurred as itself."""
        blended = picture.copy()
        before = picture[self.window].astype(np.float32)
        colours, mask = (cv2.GaussianBlur(part, (0, 0), blur) for part in (colours, self._mask))
        blended[self.window] = np.clip(_mix(before, colours, mask), 0, 255)
        return blended


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


def _mix(under: Field, over: Field, share: Field) -> Field:
    return under + (over - under) * share[..., None]
