"""A photographed person who can be made to move: bend, paint and turn one portrait."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image
from training.sequences.expression import Anatomy, Expression
from training.sequences.mesh import OVAL, SURFACE, Points, bend, warp_map, with_rings
from training.sequences.mouth import Mouth
from training.sequences.portrait import Portrait
from training.sequences.teeth import Teeth

BEHIND: Final = 0.5
"""How far behind the face's outline lies the axis the head turns about, in eye distances."""

HAIR_FOLLOWS: Final = 0.8
"""How far hair and ears go along with a turning head; the background stays."""

CHIN_FOLLOWS: Final = 0.5
"""How far the neck goes along with a dropping chin."""


class Player:
    """One face; :meth:`show` gives its picture with an expression and a turn of the head."""

    def __init__(self, portrait: Portrait, teeth: Teeth | None) -> None:
        """Take the stage; without ``teeth`` the mouth is behind a mask and nothing is painted."""
        self.portrait = portrait
        self.anatomy = Anatomy(portrait.landmarks)
        self._mouth = None if teeth is None else Mouth(portrait, self.anatomy, teeth)

    def show(self, how: Expression, yaw: float = 0.0, pitch: float = 0.0) -> Image:
        """Return the picture; ``yaw`` (to the picture's right) and ``pitch`` (up) in radians."""
        picture, moved = self.portrait.image, self.portrait.landmarks[:SURFACE, :2]
        if how != Expression():
            moved = self.anatomy.moved(how)
            picture = _bent(picture, self.portrait.landmarks, moved, CHIN_FOLLOWS)
            if self._mouth is not None:
                picture = self._mouth.paint(picture, moved, how)
        if yaw or pitch:
            turned, depth = self.turned(moved, yaw, pitch)
            picture = _bent(picture, moved, turned, HAIR_FOLLOWS, depth)
        return picture

    def turned(self, moved: Points, yaw: float, pitch: float) -> tuple[Points, NDArray[np.float32]]:
        """Turn landmarks [468, 2] in depth; return them and the depth of all mesh points."""
        z = self.portrait.landmarks[:SURFACE, 2]
        outline = list(OVAL)
        center = moved[outline].mean(axis=0)
        behind = float(z[outline].mean()) + BEHIND * self.anatomy.unit
        x, y = (moved - center).T
        depth = z - behind
        x, depth = x * np.cos(yaw) - depth * np.sin(yaw), x * np.sin(yaw) + depth * np.cos(yaw)
        y, depth = (
            y * np.cos(pitch) + depth * np.sin(pitch),
            depth * np.cos(pitch) - y * np.sin(pitch),
        )
        # The head stays in the middle of the picture, where a player keeps it.
        place = np.stack([x, y], axis=1)
        place += center - 0.7 * place[outline].mean(axis=0)
        rings = np.full(2 * len(OVAL), depth.max() + 1)
        return place.astype(np.float32), np.concatenate([depth, rings]).astype(np.float32)


def _bent(
    picture: Image,
    source: Points,
    target: Points,
    follow: float,
    depth: NDArray[np.float32] | None = None,
) -> Image:
    points = with_rings(source, target, follow)
    return bend(picture, warp_map(with_rings(source), points, picture.shape[0], depth))
