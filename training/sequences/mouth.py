"""Paint what an opening mouth shows, a tongue put out, and the lashes of shut eyes.

The photographs have their lips closed, so the inside is painted or taken from
another photograph (:mod:`training.sequences.teeth`); the lips are the curtain before it.
"""

import cv2
import numpy as np

from laughgame.vision.frame import Image
from training.sequences.expression import JAW, Anatomy, Expression
from training.sequences.light import light_on
from training.sequences.mesh import (
    LEFT_LOWER_LID,
    LOWER_INNER,
    LOWER_OUTER,
    RIGHT_LOWER_LID,
    UPPER_INNER,
    Points,
)
from training.sequences.portrait import Portrait
from training.sequences.teeth import Field, Teeth, behind_lips, mix


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
            colours = self._teeth.inside.stretched(area.u, area.v, upper, lower)
            colours *= shade[..., None]
            return area.blend(picture, colours * self._light, self._blur)
        shade = 0.45 + 0.55 * np.clip(area.inside / (0.07 * self._anatomy.unit), 0, 1)
        below = area.v - self._anatomy.seam(area.u).astype(np.float32)
        colours = behind_lips(area.u, below, JAW * how.jaw, self._teeth)
        colours *= self._light * shade[..., None]
        shown = self._shown[area.window].astype(np.float32) / 255
        colours = mix(colours, self._image[area.window].astype(np.float32), shown)
        return area.blend(picture, colours, self._blur)

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
        return np.asarray(mix(picture.astype(np.float32), dark, share), np.uint8)


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
        blended[self.window] = np.clip(mix(before, colours, mask), 0, 255)
        return blended
