"""What is to be heard of what happens: rules without a loudspeaker.

Never over the joke: while a clip with a sound of its own plays, neither heart nor slide
is heard.  Jokes that are read leave the ears free.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from laughgame.game.cards import Shown
from laughgame.game.judge import Ruling, Verdict
from laughgame.game.session import Snapshot

CLOSE_CALL_S: Final = 1.0
"""Who stayed in the warning zone for so long has had a near miss, even below the line."""

LATE_S: Final = 0.5
"""A sound of an act that is later than this is left out: its gag is over."""

WELL_DONE: Final = 50.0
"""An imitation from this score on (0–100) is applauded."""

COUNTED_FROM: Final = 3
"""The first digit that is knocked."""

Line = tuple[str, ...]
"""Names of sounds, one after the other."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard from a moment on: ``lines`` at once, and a heart, or none."""

    lines: tuple[Line, ...] = ()
    heartbeat: float | None = None
    """How close it is: 0 where the warning zone begins, 1 at the line; None: no heart beats."""


STILL: Final = Heard()
OUT: Final[Line] = ("whistle", "laughter")


@dataclass(slots=True)
class _Stay:
    """One face in the warning zone or above."""

    start_s: float
    end_s: float
    over: bool = False
    out: bool = False

    @property
    def close_call(self) -> bool:
        return not self.out and (self.over or self.end_s - self.start_s >= CLOSE_CALL_S)


class SoundCues:
    """Remembers what was, to tell what is new.  Pure; tell it everything in the order of time."""

    def __init__(self) -> None:
        self._stays: dict[int, _Stay] = {}
        self._digit: int | None = None
        self._act: tuple[str, float] = ("", 0.0)

    def reset(self) -> None:
        """Forget what was: something else begins."""
        self._stays.clear()
        self._digit = None
        self._act = ("", 0.0)

    def moment(
        self,
        snapshots: Sequence[Snapshot],
        zone: float,
        *,
        whistled: bool = False,
        clip_playing: bool = False,
    ) -> Heard:
        """Return what is heard of one judged moment of everybody who plays, always in one order.

        ``zone`` is the depth of the warning zone (0–0.3).  ``whistled`` lets an OUT be heard at
        once: on the free meter, where no :meth:`card` follows.
        """
        self._digit = None
        lines: list[Line] = []
        close: list[float] = []
        for place, snapshot in enumerate(snapshots):
            ruling = snapshot.ruling
            ended = self._follow(place, ruling)
            if snapshot.just_out and whistled:
                lines.append(OUT)
            elif ended is not None and ended.close_call and not clip_playing:
                lines.append(("near_miss",))
            # After an OUT there is nothing left to fear until the face has calmed down.
            if ruling.verdict is Verdict.WARNING and not self._stays[place].out:
                close.append(closeness(ruling, zone))
        return Heard(tuple(lines), None if clip_playing else max(close, default=None))

    def countdown(self, left_s: float) -> Heard:
        """Return the knock of a digit that has just changed; a higher one when it is over."""
        digit, before = max(0, math.ceil(left_s)), self._digit
        self._digit = digit
        if digit == before or digit > COUNTED_FROM or (digit == 0 and before is None):
            return STILL
        return Heard((("block",),) if digit else (("block_high",),))

    def card(self, shown: Shown) -> Heard:
        """Return how a card sounds: it lands, the whistle goes, and a laugh is laughed at."""
        self.reset()
        return Heard((("card",), OUT if shown.of_laugh else OUT[:1]))

    def hiding(self) -> Heard:
        """Return two knocks: whoever hides does not look, but listens."""
        return Heard((("block", "block"),))

    def objection(self) -> Heard:
        """Return the horn of an appeal."""
        return Heard((("appeal",),))

    def survived(self) -> Heard:
        """Return what the last one standing is greeted with."""
        self.reset()
        return Heard((("survived", "applause"),))

    def graded(self, score: float | None) -> Heard:
        """Return what an imitation of this score (0–100) is greeted with; None: nobody was seen."""
        well = score is not None and score >= WELL_DONE
        return Heard((("survived", "applause") if well else ("trombone",),))

    def act(self, name: str, sounds: Sequence[tuple[float, str]], at_s: float) -> Heard:
        """Return the sounds of an act that have come due since the last moment of it.

        ``sounds`` are seconds into the act and names, ``at_s`` is where the act has come to.
        """
        began, before_s = self._act
        if began != name or at_s < before_s:
            before_s = -1.0
        self._act = (name, at_s)
        after_s = max(before_s, at_s - LATE_S)
        return Heard(tuple((sound,) for due_s, sound in sounds if after_s < due_s <= at_s))

    def _follow(self, place: int, ruling: Ruling) -> _Stay | None:
        """Take in a face's ruling; return the stay that it ended, if it did."""
        stay = self._stays.get(place)
        if ruling.verdict not in (Verdict.WARNING, Verdict.OUT):
            self._stays.pop(place, None)
            # Whoever left the picture held nothing in.
            return stay if ruling.verdict is Verdict.SAFE else None
        if stay is None or ruling.time_s < stay.end_s:
            stay = self._stays[place] = _Stay(ruling.time_s, ruling.time_s)
        stay.end_s = ruling.time_s
        stay.over = stay.over or ruling.over
        stay.out = stay.out or ruling.verdict is Verdict.OUT
        return None


def closeness(ruling: Ruling, zone: float) -> float:
    """Return how far through the warning zone a smile has come: 0 at its edge, 1 at the line."""
    if ruling.over or ruling.margin is None or zone <= 0:
        return 1.0
    return min(1.0, max(0.0, 1 + ruling.margin / zone))
