"""Personal calibration: a few seconds in which a player's own range is found.

First the calm face, reading a line aloud, then, if the player likes, a big smile.
It is refused, with advice, where light, size or angle would make it worthless, and
where the calm face was not calm.

Times are those of the readings.  What counts is seconds of a well seen face, not
frames: at 15 and at 60 frames a second the same face gives the same range.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import Final

from laughgame.game.judge import MAX_CREDIT_S
from laughgame.game.personal_range import EVERYBODY, HIGHEST_NEUTRAL, SMALLEST_SPAN, PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.sight import Advice, advice_for

NEUTRAL_S: Final = 4.0
"""Seconds of the calm face, a line read aloud among them."""

SMILE_S: Final = 1.5
"""Seconds of the big smile."""

PATIENCE_S: Final = 15.0
"""After so long without enough of a well seen face there is advice instead of a range."""

NEUTRAL_SHARE: Final = 0.9
"""The calm face reads below its neutral for this share of the time: speech is within it."""

SMILE_SHARE: Final = 0.5
"""The big smile reads above its level for half of the time that counts."""

CALM_SPREAD: Final = 0.35
"""From its median to its neutral a calm face climbs no further; a giggle does."""


class Stage(StrEnum):
    """What the player is asked to do."""

    NEUTRAL = "neutral"
    """Look calm and read a line aloud."""
    SMILE = "smile"
    """Smile as broadly as you can, or skip it."""
    DONE = "done"


class Doubt(StrEnum):
    """Why a range would be worthless, though the face was well seen."""

    LAUGHED = "laughed"
    """The calm face was not calm."""
    RESTS_HIGH = "rests_high"
    """The calm face reads like a smile."""
    NO_SMILE = "no_smile"
    """The big smile does not stand out from the calm face."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a calibration has come.

    ``share`` (0–1) is of the present stage; ``advice`` is what keeps it from moving on.
    ``refused`` is why there is no range to be had: begin again.
    """

    stage: Stage
    share: float
    advice: Advice | None = None
    refused: Advice | Doubt | None = None


@dataclass(slots=True)
class _Collected:
    """Smiles with the seconds each stands for."""

    smiles: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, smile: float, seconds: float) -> None:
        self.smiles.append((smile, seconds))
        self.seconds += seconds


class Calibration:
    """Collects one player's range, reading by reading, in the order of time.

    Only well seen moments count, and of the big smile only those that stand out from the calm
    face: it takes a moment to begin.  Another face begins the stage anew.  The stages follow each
    other by themselves; the second may be skipped with :meth:`skip`, even where it was refused:
    the calm face is known by then.  Otherwise, once refused or done, it stays so.
    """

    def __init__(self) -> None:
        self._stage = Stage.NEUTRAL
        self._collected = {Stage.NEUTRAL: _Collected(), Stage.SMILE: _Collected()}
        self._asked_since_s: float | None = None
        self._last_s: float | None = None
        self._track_id: int | None = None
        self._was_seen = False
        self._in_the_way: dict[Advice, float] = {}
        """Seconds for which each advice stood."""
        self._refused: Advice | Doubt | None = None
        self._range = EVERYBODY

    @property
    def result(self) -> PersonalRange | None:
        """The player's range; ``None`` until the calibration is done."""
        return self._range if self._stage is Stage.DONE else None

    def feed(self, reading: FaceReading | None, time_s: float) -> Progress:
        """Take in one moment (monotonic seconds) and tell how far the calibration has come."""
        if self._stage is Stage.DONE or self._refused is not None:
            return self._progress(None)
        if self._last_s is not None and time_s < self._last_s:
            self._asked_since_s = self._last_s = None  # another clock
        if self._asked_since_s is None:
            self._asked_since_s = time_s
        advice = advice_for(reading)
        seen = None if reading is None or advice is not None else reading
        passed_s = 0.0 if self._last_s is None else time_s - self._last_s
        seconds = min(passed_s, MAX_CREDIT_S)
        # What no camera saw has tried nobody's patience.
        self._asked_since_s += passed_s - seconds
        if advice is not None:
            self._in_the_way[advice] = self._in_the_way.get(advice, 0.0) + seconds
        if seen is not None and self._track_id not in (None, seen.track_id):
            self._collected[self._stage] = _Collected()
        # What counts is the time between two sights of the same face.
        elif seen is not None and self._was_seen and self._counts(seen.smile):
            self._collected[self._stage].add(seen.smile, seconds)
        self._last_s, self._was_seen = time_s, seen is not None
        if seen is not None:
            self._track_id = seen.track_id
        if self._collected[self._stage].seconds >= _wanted_s(self._stage):
            self._finish_stage(time_s)
        elif time_s - self._asked_since_s > PATIENCE_S:
            self._refused = self._why_not()
        return self._progress(advice)

    def skip(self) -> Progress:
        """Do without the big smile; does nothing in another stage."""
        if self._stage is Stage.SMILE:
            self._stage, self._refused = Stage.DONE, None
        return self._progress(None)

    def _finish_stage(self, time_s: float) -> None:
        smiles = self._collected[self._stage].smiles
        if self._stage is Stage.NEUTRAL:
            neutral = quantile(smiles, NEUTRAL_SHARE)
            if neutral - quantile(smiles, 0.5) > CALM_SPREAD:
                self._refused = Doubt.LAUGHED
            elif neutral > HIGHEST_NEUTRAL:
                self._refused = Doubt.RESTS_HIGH
            else:
                self._range = PersonalRange(neutral, 1.0)
                self._stage, self._asked_since_s = Stage.SMILE, time_s
                self._in_the_way.clear()
            return
        laugh = quantile(smiles, SMILE_SHARE)
        self._range, self._stage = PersonalRange(self._range.neutral, laugh), Stage.DONE

    def _counts(self, smile: float) -> bool:
        """Whether a smile is one that the present stage is about."""
        return self._stage is Stage.NEUTRAL or smile - self._range.neutral >= SMALLEST_SPAN

    def _why_not(self) -> Advice | Doubt:
        """Return what was in the way for longest; a face well seen all the time did not smile."""
        longest = max(self._in_the_way, key=self._in_the_way.__getitem__, default=None)
        if longest is not None:
            return longest
        return Doubt.NO_SMILE if self._stage is Stage.SMILE else Advice.COME_BACK

    def _progress(self, advice: Advice | None) -> Progress:
        if self._stage is Stage.DONE:
            return Progress(Stage.DONE, 1.0)
        done = self._collected[self._stage].seconds / _wanted_s(self._stage)
        return Progress(self._stage, min(1.0, done), advice, self._refused)


def quantile(values: Iterable[tuple[float, float]], share: float) -> float:
    """Return the value below or at which ``share`` (0–1) of the weight lies.

    ``values`` are pairs of value and weight, one at least with a weight above 0.
    """
    ordered = sorted(values)
    passed = list(accumulate(weight for _, weight in ordered))
    wanted = share * passed[-1]
    return next(
        value for (value, _), weight in zip(ordered, passed, strict=True) if weight >= wanted
    )


def _wanted_s(stage: Stage) -> float:
    return NEUTRAL_S if stage is Stage.NEUTRAL else SMILE_S
