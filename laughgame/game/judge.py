"""The judge: SAFE, WARNING or OUT, from one reading at a time.

The bare rule is one comparison.  In simple mode the player is OUT when the smile
is above the threshold; in two-stage mode only while P(happy) is above one half as
well.  Four stages stand around that rule so that a verdict is never a matter of
one noisy frame: smoothing, a warning zone, hysteresis and a hold time.  Each is
turned off by 0, and with all four at 0 the bare rule is what is left, exactly.

Times are the capture times of the frames, in seconds.  Nothing is counted in
frames, and what lies between two of them is taken for a straight line, so the same
face is judged alike at 15 and at 60 frames a second: within one frame's time.
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from laughgame.game.hold import Excess, HoldClock
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import EMOTIONS, HAPPY, FaceReading
from laughgame.game.smoothing import Smoothing

HAPPY_GATE: Final = 0.5
"""Two-stage mode judges only while P(happy) is above this."""

MAX_CREDIT_S: Final = 0.25
"""The most that the gap between two readings adds to any clock, in seconds.

What happened between two frames was not seen.  At a usable frame rate the gap is
far below this; when the camera stalls, the stall is not held against the player.
"""

RESTART_GAP_S: Final = 1.0
"""The longest that a face, or the camera, may be away; after that the judge starts afresh.

Within it the same player goes on where they were, so that a hand before the face does
not wipe out the laugh behind it.
"""


class Range(NamedTuple):
    """The legal values of one setting, both ends included."""

    low: float
    high: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and self.low <= value <= self.high


THRESHOLD_RANGE: Final = Range(0.5, 0.9)
WARNING_MARGIN_RANGE: Final = Range(0.0, 0.3)
HYSTERESIS_RANGE: Final = Range(0.0, 0.1)
HOLD_RANGE_S: Final = Range(0.0, 1.0)
SMOOTHING_RANGE_S: Final = Range(0.0, 0.5)


class Verdict(StrEnum):
    """What the judge says about one moment."""

    SAFE = "SAFE"
    WARNING = "WARNING"
    OUT = "OUT"
    PAUSED = "PAUSED"
    """There is no face to judge."""


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """How strict the judge is; raises ``ValueError`` for a value outside its range."""

    threshold: float = 0.8
    """A smile above this line is a laugh (0.5–0.9)."""
    two_stage: bool = False
    """Judge only while P(happy) is above :data:`HAPPY_GATE`."""
    warning_margin: float = 0.15
    """Depth of the warning zone under the line (0–0.3); 0: no zone, no forewarning."""
    hysteresis: float = 0.03
    """How far the smile may dip under the line before it counts as fallen (0–0.1)."""
    hold_s: float = 0.40
    """Seconds the smile has to stay over the line to be OUT (0–1)."""
    smoothing_s: float = 0.10
    """Time constant of the exponential smoothing, in seconds (0–0.5)."""

    def __post_init__(self) -> None:
        for name, legal in RANGES.items():
            value = getattr(self, name)
            if value not in legal:
                raise ValueError(f"{name} must be {legal.low}–{legal.high}, not {value!r}")


RANGES: Final = {
    "threshold": THRESHOLD_RANGE,
    "warning_margin": WARNING_MARGIN_RANGE,
    "hysteresis": HYSTERESIS_RANGE,
    "hold_s": HOLD_RANGE_S,
    "smoothing_s": SMOOTHING_RANGE_S,
}
"""The range of every numeric setting, by its name."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with the numbers it rests on; the optional ones are None without a face."""

    time_s: float
    verdict: Verdict
    threshold: float
    """The line of the rules that were in force (0.5–0.9)."""
    track_id: int | None
    """Whose face was judged."""
    smile: float | None
    """The smile in the player's own range, smoothed: what was judged (0–1)."""
    raw_smile: float | None
    """The smile as the model read it (0–1)."""
    emotions: tuple[float, ...] | None
    """The seven emotions, smoothed like the smile (each 0–1, in the order of ``EMOTIONS``)."""
    greyed: bool
    """Two-stage mode, and P(happy) is too low for the smile to count."""
    over: bool
    """The smile rose over the line and has not fallen below the hysteresis since."""
    held_s: float
    """Seconds the smile has been over the line."""
    hold_progress: float
    """``held_s`` as a share of the hold time, 0–1."""
    just_out: bool
    """The player went OUT at this very moment: each laugh once, hidden in between or not."""

    @property
    def happy(self) -> float | None:
        """P(happy) as two-stage mode judges it (0–1)."""
        return None if self.emotions is None else self.emotions[HAPPY]

    @property
    def margin(self) -> float | None:
        """Smile minus threshold: how far over (positive) or under the line."""
        return None if self.smile is None else self.smile - self.threshold


@dataclass(slots=True)
class Judge:
    """Rules on one player, reading by reading.

    Feed it in the order of time from one thread.  ``settings`` and ``personal``, the player's
    own range, may be replaced at any moment and count from the next reading on.
    """

    settings: JudgeSettings = field(default_factory=JudgeSettings)
    personal: PersonalRange = EVERYBODY
    _time_s: float | None = field(default=None, init=False)
    _seen_s: float = field(default=0.0, init=False)
    _track_id: int | None = field(default=None, init=False)
    _smoothing: Smoothing = field(default_factory=Smoothing, init=False)
    _hold: HoldClock = field(default_factory=HoldClock, init=False)
    _verdict: Verdict = field(default=Verdict.PAUSED, init=False)
    _judged_by: tuple[float, bool, PersonalRange] | None = field(default=None, init=False)
    """Line, gate and range of the last reading."""

    def rule(self, reading: FaceReading | None, time_s: float) -> Ruling:
        """Rule on the moment ``time_s`` (monotonic seconds).

        ``None`` is a moment without a usable face: PAUSED, and nothing counts until there
        is one again.  The same face goes on where it was; another person's face is judged
        from the start, and so is one that was away for more than :data:`RESTART_GAP_S`
        or comes at a time before the last one (another clock).
        Raises ``ValueError``, and changes nothing, for a time that is not finite
        and for a probability that is not within 0–1.
        """
        check_moment(reading, time_s)
        if reading is None:
            self._lose(time_s)
            return self._paused(time_s)
        step_s = self._advance(time_s, reading.track_id)
        self._notice_new_rules()
        read = (self.personal.relative(reading.smile), *reading.emotions)
        if step_s is None:
            self._smoothing.start(read)
        else:
            self._smoothing.add(read, step_s, self.settings.smoothing_s)
        smile, *emotions = self._smoothing.value

        gate = emotions[HAPPY] - HAPPY_GATE if self.settings.two_stage else 1.0
        greyed = not gate > 0
        excess = Excess(smile - self.settings.threshold, gate)
        self._hold.update(excess, min(step_s or 0.0, MAX_CREDIT_S), self.settings.hysteresis)
        before, self._verdict = self._verdict, self._decide(smile, greyed)
        return Ruling(
            time_s=time_s,
            verdict=self._verdict,
            threshold=self.settings.threshold,
            track_id=reading.track_id,
            smile=smile,
            raw_smile=reading.smile,
            emotions=tuple(emotions),
            greyed=greyed,
            over=self._hold.over,
            held_s=self._hold.held_s,
            hold_progress=self._hold_progress(),
            just_out=self._verdict is Verdict.OUT and before is not Verdict.OUT,
        )

    def reset(self) -> None:
        """Forget the past: the next reading is the first."""
        self._time_s = None
        self._hold.clear()
        self._verdict = Verdict.PAUSED

    def _paused(self, time_s: float) -> Ruling:
        return Ruling(
            time_s=time_s,
            verdict=Verdict.PAUSED,
            threshold=self.settings.threshold,
            track_id=None,
            smile=None,
            raw_smile=None,
            emotions=None,
            greyed=False,
            over=False,
            held_s=0.0,
            hold_progress=0.0,
            just_out=False,
        )

    def _lose(self, time_s: float) -> None:
        """Stand still for a moment without a face; forget a face that is away for too long."""
        if self._time_s is None:
            return
        if self._goes_on(self._time_s, time_s):
            self._time_s = time_s
            self._interrupt()
        else:
            self.reset()

    def _advance(self, time_s: float, track_id: int) -> float | None:
        """Move on; return the seconds since the last moment of this face, None at a start."""
        last_s = self._time_s
        if last_s is not None and (track_id != self._track_id or not self._goes_on(last_s, time_s)):
            self.reset()
        step_s = None if self._time_s is None else time_s - self._time_s
        self._time_s, self._seen_s, self._track_id = time_s, time_s, track_id
        return step_s

    def _goes_on(self, last_s: float, time_s: float) -> bool:
        """Whether ``time_s`` follows ``last_s`` and the last sight of the face closely enough."""
        return time_s >= last_s and time_s - self._seen_s <= RESTART_GAP_S

    def _notice_new_rules(self) -> None:
        """Let nothing count between a reading by other rules and this one."""
        rules = self.settings.threshold, self.settings.two_stage, self.personal
        if rules != self._judged_by:
            self._interrupt()
        self._judged_by = rules

    def _interrupt(self) -> None:
        self._smoothing.interrupt()
        self._hold.interrupt()

    def _decide(self, smile: float, greyed: bool) -> Verdict:
        if greyed:
            return Verdict.SAFE
        if self._hold.over:
            return Verdict.OUT if self._is_out() else Verdict.WARNING
        in_zone = smile > self.settings.threshold - self.settings.warning_margin
        return Verdict.WARNING if in_zone else Verdict.SAFE

    def _is_out(self) -> bool:
        """Whether a smile that is over the line is OUT by now."""
        if self._verdict is Verdict.OUT:
            return True
        warned = self._verdict is Verdict.WARNING or self.settings.warning_margin == 0
        return warned and self._hold.above and self._hold.full(self.settings.hold_s)

    def _hold_progress(self) -> float:
        if not self._hold.over:
            return 0.0
        if self._hold.full(self.settings.hold_s):
            return 1.0
        return self._hold.held_s / self.settings.hold_s


def check_moment(reading: FaceReading | None, time_s: float) -> None:
    """Raise ``ValueError`` for a time that is not finite or a probability not within 0–1."""
    if not math.isfinite(time_s):
        raise ValueError(f"time_s must be finite, not {time_s!r}")
    if reading is None:
        return
    shares = {f"P({name})": p for name, p in zip(EMOTIONS, reading.emotions, strict=True)}
    for name, value in {"smile": reading.smile, **shares}.items():
        if not 0 <= value <= 1:  # NaN compares false and is caught here too
            raise ValueError(f"{name} must be within 0–1, not {value!r}")
