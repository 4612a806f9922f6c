"""A drawn face with MediaPipe's 478 landmarks, for tests that need no landmarker.

The landmarks are a template: an oval, and rows for lips and eyes where the mesh has
them; every other point of the surface is placed by its neighbours in the mesh.
"""

from functools import cache

import cv2
import numpy as np

from training.sequences import mesh
from training.sequences.portrait import BLENDSHAPES, LANDMARKS, SIDE, Portrait

UNIT = 75.0
"""Distance of the eyes in pixels."""

CENTER = np.array([160.0, 215.0])
"""The middle of the mouth."""


def drawn_portrait(lift: float = 0.0) -> Portrait:
    """Return a face of stripes and spots whose corners of the mouth are lifted."""
    landmarks = np.zeros((LANDMARKS, 3), np.float32)
    points = template().copy()
    beside = np.abs(np.abs(points[:, 0]) - 0.4)
    points[:, 1] -= lift * np.exp(-((beside / 0.2) ** 2) - (points[:, 1] / 0.2) ** 2)
    landmarks[: mesh.SURFACE, :2] = CENTER + UNIT * points
    landmarks[: mesh.SURFACE, 2] = 0.6 * UNIT * (points[:, 0] ** 2 - 0.3)
    landmarks[mesh.SURFACE :] = landmarks[33]
    return Portrait(painted(landmarks), landmarks, np.zeros(len(BLENDSHAPES), np.float32))


def painted(landmarks: np.ndarray) -> np.ndarray:
    """Paint skin, lips and eyes where the landmarks are."""
    image = np.full((SIDE, SIDE, 3), 200, np.uint8)

    def fill(indices, colour):
        outline = np.rint(landmarks[list(indices), :2] * 16).astype(np.int32)
        cv2.fillPoly(image, [outline], colour, cv2.LINE_AA, 4)

    fill(mesh.OVAL, (190, 140, 120))
    fill(mesh.UPPER_OUTER + mesh.LOWER_OUTER[::-1], (160, 70, 70))
    for upper, lower in (
        (mesh.RIGHT_UPPER_LID, mesh.RIGHT_LOWER_LID),
        (mesh.LEFT_UPPER_LID, mesh.LEFT_LOWER_LID),
    ):
        fill(upper + lower[::-1], (240, 240, 240))
    return cv2.GaussianBlur(image, (0, 0), 1.0)


@cache
def template() -> np.ndarray:
    """Return the surface's points [468, 2] in eye distances about the mouth."""
    fixed: dict[int, tuple[float, float]] = {}
    turn = np.linspace(0, 2 * np.pi, len(mesh.OVAL), endpoint=False)
    for index, angle in zip(mesh.OVAL, turn, strict=True):
        fixed[index] = (0.95 * np.sin(angle), -0.55 - 1.3 * np.cos(angle))
    for rows, half, height in (
        ((mesh.UPPER_OUTER, mesh.LOWER_OUTER), 0.4, 0.12),
        ((mesh.UPPER_INNER, mesh.LOWER_INNER), 0.36, 0.0),
    ):
        for row, side in zip(rows, (-1, 1), strict=True):
            for place, index in enumerate(row):
                along = place / (len(row) - 1) * 2 - 1
                fixed[index] = (half * along, side * height * (1 - along**2))
    for upper, lower, middle in (
        (mesh.RIGHT_UPPER_LID, mesh.RIGHT_LOWER_LID, -0.5),
        (mesh.LEFT_UPPER_LID, mesh.LEFT_LOWER_LID, 0.5),
    ):
        outwards = np.sign(middle)
        for row, side in ((upper, -1), (lower, 1)):
            for place, index in enumerate(row):
                along = 1 - place / (len(row) - 1) * 2
                fixed[index] = (
                    middle + outwards * 0.2 * along,
                    -1.1 + side * 0.08 * (1 - along**2),
                )
    return _settled(fixed)


def _settled(fixed: dict[int, tuple[float, float]]) -> np.ndarray:
    """Place the points in between: each in the middle of its neighbours (Tutte's embedding)."""
    count = mesh.SURFACE
    triangles = mesh.TRIANGLES[(count > mesh.TRIANGLES).all(axis=1)]
    weight = np.zeros((count, count))
    for a, b in ((0, 1), (1, 2), (2, 0)):
        weight[triangles[:, a], triangles[:, b]] = weight[triangles[:, b], triangles[:, a]] = 1
    system = np.diag(weight.sum(axis=1)) - weight
    known = np.zeros((count, 2))
    for index, place in fixed.items():
        system[index] = 0
        system[index, index] = 1
        known[index] = place
    return np.linalg.solve(system, known)
