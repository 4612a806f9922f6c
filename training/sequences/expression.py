"""Move the landmarks of a face as its muscles would.

Each action is a field of displacements around the mouth or the eyes, in the
face's own measure: the unit is the distance between the eyes' centres, the
origin the middle of the mouth, u to the picture's right and v down.  The
amounts at 1 are near what the actions of the Facial Action Coding System reach
in adults (Ekman & Friesen, 1978; the unit's number stands with each action).
None of them raises the corners of the mouth: that is the smile's alone.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.sequences.mesh import (
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_INNER,
    LOWER_OUTER,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    SURFACE,
    UPPER_INNER,
    UPPER_OUTER,
    Points,
)

Field = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Expression:
    """How far each action goes, 0 to 1; ``shift`` and ``tilt`` run from −1 to 1.

    ``jaw`` opens the mouth (AU 26, 27), ``pucker`` rounds the lips (18, 22),
    ``stretch`` pulls them wide (20), ``upper`` and ``lower`` bare the teeth (10, 16),
    ``frown`` pulls the corners down (15), ``press`` thins the lips (24), ``sneer``
    wrinkles the nose (9), ``blink`` closes the eyes (45), ``squint`` narrows them
    (7), ``brow`` raises the brows (1, 2; negative lowers them, 4); ``shift`` moves
    the mouth sideways and ``tilt`` lets one side go further than the other.
    ``tongue`` (19) moves no landmark: :mod:`training.sequences.mouth` paints it.
    """

    jaw: float = 0.0
    pucker: float = 0.0
    stretch: float = 0.0
    upper: float = 0.0
    lower: float = 0.0
    frown: float = 0.0
    press: float = 0.0
    sneer: float = 0.0
    blink: float = 0.0
    squint: float = 0.0
    brow: float = 0.0
    shift: float = 0.0
    tilt: float = 0.0
    tongue: float = 0.0


JAW: Final = 0.56
"""How far the chin drops, in eye distances, with the jaw wide open."""


class Anatomy:
    """The landmarks of one face in its own measure, and how each follows each action."""

    def __init__(self, landmarks: Points) -> None:
        """Measure a face from its landmarks [478, 2 or more] in pixels."""
        points = np.asarray(landmarks[:SURFACE, :2], np.float64)
        right = points[[33, 133]].mean(axis=0)
        left = points[[263, 362]].mean(axis=0)
        self.unit = float(np.linalg.norm(left - right))
        across = (left - right) / self.unit
        self.axes = np.array([across, [-across[1], across[0]]])
        self.origin = points[[61, 291]].mean(axis=0)
        self._points = points
        self._u, self._v = self.measured(points).T
        self.half = max(0.5 * float(np.ptp(self._u[[61, 291]])), 1e-3)
        self._lower_side = self._is_below_mouth()

    def measured(self, points: NDArray[np.floating]) -> Field:
        """Return points in pixels [n, 2] in the face's own measure (u, v)."""
        return np.asarray((points - self.origin) @ self.axes.T / self.unit)

    def moved(self, how: Expression) -> Points:
        """Return the landmarks [468, 2] with the expression."""
        u, v, half = self._u, self._v, self.half
        side = np.clip(u / half, -1, 1)
        uneven = 1 + how.tilt * side
        near = _fade(np.hypot(u / half, v / 0.24), 1.0, 2.5)
        du, dv = np.zeros_like(u), np.zeros_like(v)
        dv += JAW * how.jaw * self._jaw_share()
        # An opening mouth draws its corners in, unless they are pulled wide.
        du -= (0.10 * how.jaw + 0.42 * how.pucker) * u * near
        dv += 0.35 * how.pucker * v * _fade(np.hypot(u / half, v / 0.2), 0.8, 1.6)
        du += 0.11 * how.stretch * side * near * uneven
        lips = _fade(np.abs(u) / half, 0.3, 1.35) * uneven
        dv -= 0.11 * how.upper * ~self._lower_side * _fade(np.abs(v), 0.12, 0.5) * lips
        dv += 0.11 * how.lower * self._lower_side * _fade(np.abs(v), 0.12, 0.42) * lips
        corner = np.exp(-(((np.abs(u) - half) / 0.2) ** 2) - ((v - 0.02) / 0.2) ** 2)
        dv += 0.14 * how.frown * corner * uneven
        dv -= 0.55 * how.press * (v - self._seam()) * _fade(np.abs(v), 0.1, 0.22) * near
        wing = np.exp(-(((np.abs(u) - 0.24) / 0.2) ** 2) - ((v + 0.45) / 0.22) ** 2)
        dv -= 0.08 * how.sneer * wing * uneven
        du += 0.12 * how.shift * near
        dv += self._eyes(how) - 0.12 * how.brow * self._brow_share()
        change = np.stack([du, dv], axis=1) * self.unit
        return np.asarray(self._points + change @ self.axes, np.float32)

    def _is_below_mouth(self) -> NDArray[np.bool_]:
        below = self._v > self._seam()
        below[list(UPPER_INNER + UPPER_OUTER)] = False
        below[list(LOWER_INNER[1:-1] + LOWER_OUTER[1:-1])] = True
        return below

    def _seam(self) -> Field:
        """Height of the line between the lips at every landmark's u."""
        return self.seam(self._u)

    def seam(self, u: Field) -> Field:
        """Return the height v of the line between the lips at rest, at the places ``u``."""
        upper, lower = list(UPPER_INNER), list(LOWER_INNER)
        along = (self._u[upper] + self._u[lower]) / 2
        height = (self._v[upper] + self._v[lower]) / 2
        order = np.argsort(along)
        return np.interp(u, along[order], height[order])

    def _jaw_share(self) -> Field:
        """How far each point goes down with the chin: the jaw turns about the ears."""
        u, v, half = np.abs(self._u), self._v, self.half
        inside = np.clip(u / half, 0, 1)
        lip = 1 - 0.58 * inside**2
        beyond = 0.42 * _fade(u, half, half + 0.75)
        across = np.where(u <= half, lip, beyond)
        # Under the mouth the skin goes with the bone, above the corners it hangs on.
        bone = (1 - 0.6 * np.clip(u / 0.95, 0, 1) ** 2) * _rise(v, -0.15, 0.45)
        lower = np.maximum(across * _rise(v, -0.35, 0.05), bone)
        upper = 0.42 * inside**3 * _fade(np.abs(v), 0.02, 0.3) * _fade(u, half, half + 0.5)
        return np.where(self._lower_side, lower, upper)

    def _eyes(self, how: Expression) -> Field:
        change = np.zeros_like(self._v)
        for upper, lower in (
            (RIGHT_UPPER_LID, RIGHT_LOWER_LID),
            (LEFT_UPPER_LID, LEFT_LOWER_LID),
        ):
            top, bottom = self._v[list(upper)], self._v[list(lower)]
            along = self._u[list(upper)]
            order = np.argsort(along)
            u = np.clip(self._u, along.min(), along.max())
            lid = np.interp(u, along[order], top[order])
            floor = np.interp(u, along[order], bottom[order])
            width = float(np.ptp(along))
            beside = _fade(np.abs(self._u - along.mean()) / width, 0.5, 0.8)
            gap = np.maximum(floor - lid, 0) * beside
            # The skin between lid and brow is drawn along, the brow itself is not.
            above = (self._v <= lid + 1e-6) * _fade(lid - self._v, 0.0, 0.3)
            below = (self._v >= floor - 1e-6) * _fade(self._v - floor, 0.0, 0.3)
            change += gap * above * (0.92 * how.blink + 0.25 * how.squint)
            change -= gap * below * (0.08 * how.blink + 0.3 * how.squint)
        return change

    def _brow_share(self) -> Field:
        brow = self._v[[70, 63, 105, 66, 107, 336, 296, 334, 293, 300]].mean()
        return np.exp(-(((self._v - brow) / 0.22) ** 2)) * _fade(np.abs(self._u), 0.8, 1.2)


def _fade(value: Field, full: float, none: float) -> Field:
    """1 up to ``full``, 0 from ``none`` on, smooth between."""
    return 1 - _rise(value, full, none)


def _rise(value: Field, none: float, full: float) -> Field:
    """0 up to ``none``, 1 from ``full`` on, smooth between (smoothstep)."""
    share = np.clip((value - none) / (full - none), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))
