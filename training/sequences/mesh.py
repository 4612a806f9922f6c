"""Bend a picture of a face by moving its landmarks.

The 468 points of MediaPipe's face mesh, its triangles, the eyes and the mouth
filled in, and two rings around the face: the inner one goes along with the head,
the outer one holds the picture still.  A moved mesh becomes a map from every
target pixel to its source, triangle by triangle (piecewise affine, backward), at
half the picture's resolution; the triangles are small against the lips.
"""

from functools import cache
from typing import Final

import cv2
import numpy as np
from mediapipe.tasks.python.vision.face_landmarker import FaceLandmarksConnections
from numpy.typing import NDArray

from laughgame.vision.frame import Image

SURFACE: Final = 468
"""The landmarks of the face's surface; those of the irises follow them."""

UPPER_INNER: Final = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_INNER: Final = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
"""The inner edges of the lips, from the person's right corner to the left one."""

UPPER_OUTER: Final = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
LOWER_OUTER: Final = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)

RIGHT_UPPER_LID: Final = (33, 246, 161, 160, 159, 158, 157, 173, 133)
RIGHT_LOWER_LID: Final = (33, 7, 163, 144, 145, 153, 154, 155, 133)
LEFT_UPPER_LID: Final = (263, 466, 388, 387, 386, 385, 384, 398, 362)
LEFT_LOWER_LID: Final = (263, 249, 390, 373, 374, 380, 381, 382, 362)

OVAL: Final = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""The face's outline, clockwise in the picture from the top of the forehead."""

RINGS: Final = (1.3, 1.75)
"""The rings around the face: the outline, enlarged about its centre."""

Points = NDArray[np.float32]
"""Landmarks in pixels, float32 [478, 2 or 3], or the mesh's points [540, 2]."""


def _strip(upper: tuple[int, ...], lower: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Fill between two rows of points that share their ends."""
    triangles = []
    for a, b, c, d in zip(upper, upper[1:], lower, lower[1:], strict=False):
        triangles += [(a, b, d), (a, d, c)]
    return [triangle for triangle in triangles if len(set(triangle)) == 3]


def _triangles() -> NDArray[np.int32]:
    # The openings come first: where one is shut, the skin around it is drawn over it.
    triangles = _strip(UPPER_INNER, LOWER_INNER)
    triangles += _strip(RIGHT_UPPER_LID, RIGHT_LOWER_LID)
    triangles += _strip(LEFT_UPPER_LID, LEFT_LOWER_LID)
    edges = FaceLandmarksConnections.FACE_LANDMARKS_TESSELATION
    triangles += [
        (edges[i].start, edges[i + 1].start, edges[i + 2].start) for i in range(0, len(edges), 3)
    ]
    count = len(OVAL)
    inner = [SURFACE + i for i in range(count)]
    outer = [SURFACE + count + i for i in range(count)]
    for i in range(count):
        j = (i + 1) % count
        triangles += [(OVAL[i], OVAL[j], inner[j]), (OVAL[i], inner[j], inner[i])]
        triangles += [(inner[i], inner[j], outer[j]), (inner[i], outer[j], outer[i])]
    return np.array(triangles, np.int32)


TRIANGLES: Final = _triangles()

UNMOVED: Final = 0.05
"""Pixels below which a point has not moved."""

_SHRINK: Final = 2
"""The map is worked out on a grid this many times coarser than the picture."""

_SUBPIXEL_BITS: Final = 4


def with_rings(landmarks: Points, moved: Points | None = None, follow: float = 0.5) -> Points:
    """Return the mesh's points [540, 2]: the surface, then the inner and the outer ring.

    With ``moved`` landmarks the surface is theirs, and the inner ring goes
    ``follow`` of the way of the outline; the outer ring stays where it was.
    """
    surface = landmarks[:SURFACE, :2]
    oval = surface[list(OVAL)]
    center = oval.mean(axis=0)
    inner, outer = (center + ring * (oval - center) for ring in RINGS)
    if moved is None:
        return np.concatenate([surface, inner, outer]).astype(np.float32)
    target = moved[:SURFACE, :2]
    inner = inner + follow * (target[list(OVAL)] - oval)
    return np.concatenate([target, inner, outer]).astype(np.float32)


def warp_map(
    source: Points, target: Points, side: int, depth: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """Return where each target pixel comes from, float32 [side, side, 2] (x, y).

    ``source`` and ``target`` are mesh points [540, 2].  Triangles that fold over
    each other are drawn from far to near by ``depth`` [540]; those turned away
    are not drawn.
    """
    side_coarse = side // _SHRINK
    # The centre of the coarse grid's cell i lies at 2 i + 0.5 of the fine grid.
    scaled = (target - (_SHRINK - 1) / 2) / _SHRINK
    corners = scaled[TRIANGLES]
    affine, usable = _affine(corners, source[TRIANGLES])
    # What stands still need not be drawn: where nothing is drawn, nothing moves.
    still = (np.abs(source - target).max(axis=1) < UNMOVED)[TRIANGLES].all(axis=1)
    order = np.flatnonzero(usable & ~still)
    if depth is not None:
        order = order[np.argsort(-depth[TRIANGLES[order]].mean(axis=1))]
    index = np.full((side_coarse, side_coarse), -1, np.int32)
    fixed = np.rint(corners * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    for triangle in order.tolist():
        cv2.fillConvexPoly(index, fixed[triangle], triangle, shift=_SUBPIXEL_BITS)
    rows, columns = _grid(side_coarse)
    chosen = affine[index]
    x = chosen[..., 0, 0] * columns + chosen[..., 1, 0] * rows + chosen[..., 2, 0]
    y = chosen[..., 0, 1] * columns + chosen[..., 1, 1] * rows + chosen[..., 2, 1]
    # Changes of place are interpolated, not places: at the edges these would stand still.
    change = np.stack([x - columns * _SHRINK - 0.5, y - rows * _SHRINK - 0.5], axis=-1)
    change[index < 0] = 0
    fine = cv2.resize(change, (side, side), interpolation=cv2.INTER_LINEAR)
    rows, columns = _grid(side)
    fine[..., 0] += columns
    fine[..., 1] += rows
    return np.asarray(fine, np.float32)


@cache
def _grid(side: int) -> NDArray[np.float32]:
    return np.mgrid[0:side, 0:side].astype(np.float32)


def bend(image: Image, places: NDArray[np.float32]) -> Image:
    """Return the picture seen through a map of :func:`warp_map`."""
    bent = cv2.remap(image, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(bent, np.uint8)


def _affine(
    corners: NDArray[np.float32], sources: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return per triangle the [3, 2] matrix that takes (x, y, 1) to its source, and if it can."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    u, v = b - a, c - a
    twice_area = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    su, sv = sources[:, 1] - sources[:, 0], sources[:, 2] - sources[:, 0]
    usable = np.abs(twice_area) > 1e-3
    area = np.where(usable, twice_area, 1.0)[:, None]
    along_x = (su * v[:, 1:] - sv * u[:, 1:]) / area
    along_y = (sv * u[:, :1] - su * v[:, :1]) / area
    constant = sources[:, 0] - along_x * a[:, :1] - along_y * a[:, 1:]
    return np.stack([along_x, along_y, constant], axis=1).astype(np.float32), usable
