"""Shut eyes: who sees no joke keeps a straight face easily.

A blink is nothing, and a laugh squeezes the eyes shut: neither may pause a round, and no
laugh may ever be excused by it.  So eyes count as shut only while nothing of a smile is
read, after a time that no blink and no yawn takes, and of a face whose open eyes were
seen before: narrow eyes and dark glasses are nobody's hiding.
"""

from typing import Final

from laughgame.game.hold import HAIR_S
from laughgame.game.judge import MAX_CREDIT_S
from laughgame.game.reading import FaceReading
from laughgame.game.sight import EYES_SHUT

SHUT_FOR_S: Final = 3.0
"""Eyes shut for so long hide the player; a blink takes 0.1–0.4 s, a sneeze less than a second,
a yawn shuts them for one or two, and a glance down may look like shut eyes for as long."""

SMILING: Final = 0.35
"""A smile read this high may be a laugh with squeezed eyes: the judge goes on."""

OPEN_FOR_S: Final = 1.0
"""Open eyes must have been seen for so long before shut ones can be told from them."""

OPENED: Final = 0.5 * EYES_SHUT
"""Shut eyes count as open again below this probability."""


class EyesWatch:
    """Watches one player's eyes, moment by moment in the order of time.

    Time that passed between two moments counts for a quarter of a second at most, as
    everywhere in the rules.  Another face begins anew.
    """

    def __init__(self) -> None:
        self._track_id: int | None = None
        self._last_s = 0.0
        self._open_s = 0.0
        self._shut = False
        self._shut_s = 0.0

    def feed(self, reading: FaceReading | None, time_s: float) -> bool:
        """Take in one moment (monotonic seconds); tell whether the eyes are shut for long."""
        if reading is None:
            self._shut = False
            return False
        if reading.track_id != self._track_id:
            self._track_id, self._open_s, self._shut = reading.track_id, 0.0, False
            self._last_s = time_s
        step_s = min(max(0.0, time_s - self._last_s), MAX_CREDIT_S)
        self._last_s = time_s
        share = reading.quality.eyes_shut
        was_shut = self._shut
        # What is no number compares false: nobody knows, so they are not shut.
        self._shut = share >= (OPENED if was_shut else EYES_SHUT) and reading.smile < SMILING
        if self._shut:
            # What lies before this moment is part of it, as in presence.
            self._shut_s = (self._shut_s if was_shut else 0.0) + step_s
        elif share < OPENED:
            self._open_s += step_s
        return self._shut and self._open_s >= OPEN_FOR_S and self._shut_s >= SHUT_FOR_S - HAIR_S
