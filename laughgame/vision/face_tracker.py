"""Follow faces from frame to frame, so that a passer-by does not play for the player."""

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

    def rescale(self, times: float) -> None:
        """Look for the face where it is in pictures so many times as large."""
        if self._box is not None:
            self._box = _rescaled(self._box, times)

    def reset(self) -> None:
        """Forget the face followed; the next one gets a new ``track_id``."""
        self._box = None


class CrowdTracker:
    """Follows up to ``most`` faces: the largest ones at first, and then those.

    A face that is missing keeps its number for :data:`MEMORY_S`, and nobody takes its place
    meanwhile.  One instance belongs to one thread.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[int, tuple[Box, float]] = {}
        """Where each face followed was last seen, and when."""
        self._newest_id = 0

    @property
    def known(self) -> frozenset[int]:
        """The numbers of the faces followed, seen in the last frame or not."""
        return frozenset(self._known)

    def follow(self, faces: Sequence[Face], time_s: float) -> list[TrackedFace]:
        """Return the followed faces among those of the frame taken at ``time_s``."""
        self._known = {
            track: (box, seen_s)
            for track, (box, seen_s) in self._known.items()
            if 0 <= time_s - seen_s <= MEMORY_S
        }
        left = list(faces)
        found: list[TrackedFace] = []
        steps = sorted(
            (_step(box, face.box), track, number)
            for track, (box, _) in self._known.items()
            for number, face in enumerate(faces)
            if _is_continued(box, face)
        )
        # The nearest pair first: two faces side by side must not swap.
        for _, track, number in steps:
            if faces[number] in left and track not in (one.track_id for one in found):
                left.remove(faces[number])
                found.append(TrackedFace(faces[number], track))
        left.sort(key=lambda face: -face.box.area)
        for face in left[: max(0, self._most - len(self._known))]:
            self._newest_id += 1
            found.append(TrackedFace(face, self._newest_id))
        self._known |= {track: (face.box, time_s) for face, track in found}
        return sorted(found, key=lambda one: one.track_id)

    def rescale(self, times: float) -> None:
        """Look for the faces where they are in pictures so many times as large."""
        self._known = {
            track: (_rescaled(box, times), seen_s) for track, (box, seen_s) in self._known.items()
        }

    def reset(self) -> None:
        """Forget the faces followed; the next ones get new numbers."""
        self._known.clear()


def _rescaled(box: Box, times: float) -> Box:
    return Box(box.x * times, box.y * times, box.width * times, box.height * times)


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
