"""Seats: who of several people before one camera is who, from moment to moment."""

from collections.abc import Sequence
from math import hypot
from typing import Final

from laughgame.game.reading import FaceReading
from laughgame.game.sight import advice_for

FARTHEST_SEAT: Final = 1.5
"""A face that was lost is taken for the one seen nearest to it, within so many of its widths."""


class Seating:
    """Gives everybody a seat, in the order in which they see themselves, and keeps it for them.

    Seats are taken when as many faces are well seen as there are seats, the largest where there
    are more: from left to right in the picture, or from right to left where it is shown
    ``mirrored``.  They are kept by the face that is followed, and where that was lost by the
    place it was last seen in.
    """

    def __init__(self, count: int, mirrored: bool = False) -> None:
        self._count = count
        self._mirrored = mirrored
        self._last: list[FaceReading] = []
        """Who was last seen in each seat; empty until all are taken."""

    @property
    def taken(self) -> bool:
        """Whether everybody has a seat."""
        return bool(self._last)

    def leave(self) -> None:
        """Let everybody stand up: seats are taken anew."""
        self._last = []

    def seat(self, faces: Sequence[FaceReading]) -> list[FaceReading | None]:
        """Return the face in every seat; ``None`` where nobody sits at this moment.

        All are empty until they are taken.
        """
        if not self.taken:
            self._take(faces)
        return self._find(faces) if self.taken else [None] * self._count

    def _take(self, faces: Sequence[FaceReading]) -> None:
        well_seen = [face for face in faces if advice_for(face) is None]
        if len(well_seen) < self._count:
            return
        largest = sorted(well_seen, key=lambda face: -face.face.box.area)[: self._count]
        self._last = sorted(
            largest, key=lambda face: face.face.box.center.x, reverse=self._mirrored
        )

    def _find(self, faces: Sequence[FaceReading]) -> list[FaceReading | None]:
        found: list[FaceReading | None] = [None] * self._count
        by_track = {face.track_id: face for face in faces}
        for seat, before in enumerate(self._last):
            found[seat] = by_track.pop(before.track_id, None)
        # Who was lost and found again carries another number.  The nearest pair first, or two
        # who were lost at once might swap.
        steps = sorted(
            (_steps(self._last[seat], face), seat, track)
            for seat, one in enumerate(found)
            if one is None
            for track, face in by_track.items()
        )
        for step, seat, track in steps:
            if step <= FARTHEST_SEAT and found[seat] is None and track in by_track:
                found[seat] = by_track.pop(track)
        for seat, one in enumerate(found):
            if one is not None:
                self._last[seat] = one
        return found


def _steps(before: FaceReading, now: FaceReading) -> float:
    """Return how far a face moved, in widths of its box."""
    a, b = before.face.box.center, now.face.box.center
    return hypot(b.x - a.x, b.y - a.y) / max(before.face.box.width, 1.0)
