"""A round from its first reading on: the judge, the analysis, the clock and the OUTs."""

from dataclasses import dataclass

from laughgame.game.analysis import AnalysisResult, analyse
from laughgame.game.gauge import GaugeState, gauge_state
from laughgame.game.judge import MAX_CREDIT_S, Judge, JudgeSettings, Ruling
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import FaceReading


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All a view needs to show one moment of the game."""

    time_s: float
    """Capture time of the frame, monotonic seconds."""
    elapsed_s: float
    """Seconds of play that were judged; stands still while paused or without a face."""
    ruling: Ruling
    reading: FaceReading | None
    analysis: AnalysisResult | None
    """What kind of face the ruling's smile and emotions make; None while PAUSED."""
    gauge_state: GaugeState
    outs: int
    """How often the player has been OUT so far."""
    just_out: bool
    """Whether the player went OUT at this very moment."""
    paused: bool = False
    """Whether the player stopped the game (not merely left the picture)."""
    calibrated: bool = False
    """Whether the smile is judged by a range of the player's own, so that it is not the raw one."""


class Session:
    """One player's round.

    Pure: it looks at no clock and lives on no thread of its own.  Feed it the
    readings in the order of time, from one thread.
    """

    def __init__(
        self, settings: JudgeSettings | None = None, personal: PersonalRange = EVERYBODY
    ) -> None:
        self._judge = Judge(settings or JudgeSettings(), personal)
        self._elapsed_s = 0.0
        self._outs = 0
        self._last: Ruling | None = None
        self._paused = False

    @property
    def settings(self) -> JudgeSettings:
        """The rules in force."""
        return self._judge.settings

    @property
    def time_s(self) -> float:
        """Time of the last moment fed, in seconds; 0 before the first."""
        return 0.0 if self._last is None else self._last.time_s

    @property
    def paused(self) -> bool:
        """Whether the player stopped the game."""
        return self._paused

    def configure(self, settings: JudgeSettings) -> None:
        """Change the rules; they count from the next reading on."""
        self._judge.settings = settings

    def use_range(self, personal: PersonalRange) -> None:
        """Judge by another range from the next reading on."""
        self._judge.personal = personal

    def forget_face(self) -> None:
        """Judge from a clean start, as if the face had only just come."""
        self._judge.reset()

    def pause(self) -> None:
        """Stop judging; faces are still shown, and nothing counts until :meth:`resume`."""
        self._paused = True

    def resume(self) -> None:
        """Judge again: from a clean start, but after a moment no longer than a hand hides a laugh.

        Who could wipe out a laugh by pausing would never be OUT.
        """
        self._paused = False

    def reset(self) -> None:
        """Start a new round under the same rules; a pause ends."""
        self._judge.reset()
        self._elapsed_s, self._outs, self._last, self._paused = 0.0, 0, None, False

    def feed(self, reading: FaceReading | None, time_s: float) -> Snapshot:
        """Judge one moment; ``None`` means that no usable face was seen.

        Raises ``ValueError``, and changes nothing, for what the judge rejects.
        """
        ruling = self._judge.rule(None if self._paused else reading, time_s)
        smile, emotions = ruling.smile, ruling.emotions
        self._elapsed_s += self._judged_since(self._last, ruling)
        self._outs += ruling.just_out
        self._last = ruling
        return Snapshot(
            time_s=time_s,
            elapsed_s=self._elapsed_s,
            ruling=ruling,
            reading=reading,
            analysis=None if smile is None or emotions is None else analyse(smile, emotions),
            gauge_state=gauge_state(ruling),
            outs=self._outs,
            just_out=ruling.just_out,
            paused=self._paused,
            calibrated=self._judge.personal != EVERYBODY,
        )

    @staticmethod
    def _judged_since(last: Ruling | None, ruling: Ruling) -> float:
        """Seconds of play between two rulings: none unless both are on the same face."""
        if last is None or ruling.track_id is None or last.track_id != ruling.track_id:
            return 0.0
        return min(max(0.0, ruling.time_s - last.time_s), MAX_CREDIT_S)
