"""Follow one face from frame to frame, so that a passer-by does not play for the player."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from laughgame.game.reading import Box, Face
from laughgame.vision.face_detector import largest

MEMORY_S: Final = 1.0
"""A face that was away for longer is a new one."""

FARTHEST_STEP: Final = 0.8
"""How far a face may move between two sights of it, in widths of its box."""

LARGEST_GROWTH: Final = 1.8
"""How much a face may grow or shrink between two sights of it."""


class TrackedFace(NamedTuple):
    """``track_id`` stays the same while one face is followed; it starts at 1."""

    face: Face
    track_id: int


class FaceTracker:
    """Picks the face to read: the largest one at first, and then that one.

    Where it is missing nobody takes its place until it was away for
    :data:`MEMORY_S`: a detection may fail for a frame, and a bystander must not
    play on for the player.  One instance belongs to one thread.
    """

    def __init__(self) -> None:
        self._box: Box | None = None
        self._seen_s = 0.0
        self._track_id = 0

    def pick(self, faces: Sequence[Face], time_s: float) -> TrackedFace | None:
        """Choose among the faces of the frame taken at ``time_s``.

        ``None`` where there is none, or none that is the one followed.
        """
        if self._box is not None and 0 <= time_s - self._seen_s <= MEMORY_S:
            face = _continuation(self._box, faces)
        else:
            face = largest(list(faces))
            self._track_id += face is not None
        if face is None:
            return None
        self._box, self._seen_s = face.box, time_s
        return TrackedFace(face, self._track_id)

    def reset(self) -> None:
        """Forget the face followed; the next one gets a new ``track_id``."""
        self._box = None


def _continuation(box: Box, faces: Sequence[Face]) -> Face | None:
    """Return the face that was last seen in ``box``, the nearest of those that could be it."""
    candidates = [face for face in faces if _is_continued(box, face)]
    return min(candidates, key=lambda face: _step(box, face.box), default=None)


def _is_continued(box: Box, face: Face) -> bool:
    growth = max(face.box.width, 1.0) / max(box.width, 1.0)
    near = _step(box, face.box) <= FARTHEST_STEP
    return near and 1 / LARGEST_GROWTH <= growth <= LARGEST_GROWTH


def _step(before: Box, after: Box) -> float:
    """Return how far the centre moved, in widths of the larger of both boxes."""
    dx = after.center.x - before.center.x
    dy = after.center.y - before.center.y
    width = max(before.width, after.width, 1.0)
    return float((dx * dx + dy * dy) ** 0.5 / width)
