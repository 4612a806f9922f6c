"""Presence: hiding is not keeping a straight face.

A face that is lost, turned away, too small or covered, and one whose eyes stay shut,
cannot be judged.  For a moment that is nothing (a hand passes, a head nods); then the
round pauses, so that the hidden time is nobody's survival.  And hiding adds up: whoever
was hidden for some seconds, at once or by and by, is warned, or a laugh could be hidden
a blink at a time.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from laughgame.game.eyes import EyesWatch
from laughgame.game.hold import HAIR_S
from laughgame.game.judge import MAX_CREDIT_S
from laughgame.game.reading import FaceReading
from laughgame.game.sight import Advice, advice_for

GRACE_S: Final = 0.5
"""So long a face may be hidden before the round pauses."""

WARN_AFTER_S: Final = 5.0
"""So many hidden seconds bring a warning, and as many again the next one."""

FORGIVEN: Final = 0.1
"""A second of a seen face takes back so many hidden ones: a detection that fails now and
then is nobody's fault."""

BACK_S: Final = 0.3
"""So long a face must be seen before the round goes on: not for a single lucky frame."""


class Presence(StrEnum):
    """Whether there is a face to judge."""

    SEEN = "seen"
    GRACE = "grace"
    """Hidden for a moment."""
    HIDDEN = "hidden"
    """The round is paused."""
    RETURNING = "returning"
    """Seen again, and the round goes on at once."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """What is known of a player's presence at one moment.

    ``advice`` is what would help; ``hidden_s`` the seconds since the face went away, 0 while it
    is seen; ``warned`` is true at the moment of a warning.
    """

    presence: Presence
    advice: Advice | None
    hidden_s: float
    warned: bool

    @property
    def counts(self) -> bool:
        """Whether the face of this moment is judged."""
        return self.presence is Presence.SEEN


class PresenceWatch:
    """Watches one player, moment by moment in the order of time.

    What happened between two moments was not seen: a camera that stalls for a minute counts
    for a quarter of a second of hiding, like everywhere in the rules.
    """

    def __init__(self) -> None:
        self._presence = Presence.SEEN
        self._away_s = 0.0  # when the face went away
        self._back_s = 0.0  # when it came back
        self._last_s: float | None = None
        self._hidden_s = 0.0  # hidden seconds that are not paid for yet
        self._eyes = EyesWatch()

    def feed(self, reading: FaceReading | None, time_s: float) -> Attendance:
        """Take in one moment (monotonic seconds, finite).

        A time before the last one comes from another clock, and begins a new stretch.
        """
        if self._last_s is None or time_s < self._last_s:
            self._presence, self._last_s = Presence.SEEN, time_s
        step_s = min(time_s - self._last_s, MAX_CREDIT_S)
        self._last_s = time_s
        eyes_shut = self._eyes.feed(reading, time_s)
        advice = advice_for(reading) or (Advice.OPEN_EYES if eyes_shut else None)
        # What lies before this moment is part of it: a stretch begins where the other one was
        # last seen to hold, or it would be the longer the fewer moments there are.
        if advice is None:
            self._see(time_s, since_s=time_s - step_s)
        else:
            self._miss(time_s, since_s=time_s - step_s)
        if self._presence is Presence.SEEN:
            self._hidden_s = max(0.0, self._hidden_s - FORGIVEN * step_s)
        else:
            self._hidden_s += step_s
        warned = self._hidden_s >= WARN_AFTER_S - HAIR_S
        if warned:
            self._hidden_s = max(0.0, self._hidden_s - WARN_AFTER_S)
        away = self._presence in (Presence.GRACE, Presence.HIDDEN)
        return Attendance(self._presence, advice, time_s - self._away_s if away else 0.0, warned)

    def _see(self, time_s: float, since_s: float) -> None:
        if self._presence is Presence.GRACE:
            self._presence = Presence.SEEN
        elif self._presence is Presence.HIDDEN:
            self._presence, self._back_s = Presence.RETURNING, since_s
        elif self._presence is Presence.RETURNING and time_s - self._back_s >= BACK_S - HAIR_S:
            self._presence = Presence.SEEN

    def _miss(self, time_s: float, since_s: float) -> None:
        if self._presence is Presence.SEEN:
            self._presence, self._away_s = Presence.GRACE, since_s
        elif self._presence is Presence.RETURNING:
            # One glimpse of a face is no return: they were away all the time.
            self._presence = Presence.HIDDEN
        if self._presence is Presence.GRACE and time_s - self._away_s >= GRACE_S - HAIR_S:
            self._presence = Presence.HIDDEN
