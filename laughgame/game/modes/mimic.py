"""Mimic: a model plays an expression, the player imitates it.

After RE:ON.  The model is an actor's film or the illustrated actor; what counts are the seven
emotions over time, compared by :mod:`laughgame.game.mimicry`.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from typing import Final

from laughgame.game.mimicry import BEHIND_S, Grade, Sample, grade
from laughgame.game.reading import FaceReading, strongest

LIVE_S: Final = 0.5
"""The live score is renewed this often."""


@dataclass(frozen=True, slots=True)
class MimicView:
    """One moment: seconds played, what the player's face was, and the score (0–100) so far."""

    played_s: float
    emotions: tuple[float, ...] | None
    score: float | None
    over: bool


class Mimic:
    """One imitation of a model; raises ``ValueError`` for one without a face, or that hardly moves.

    It begins with the first moment fed and is over when the model is, and as much later as a
    player may lag behind.  The model's times count from its own first sample.
    """

    def __init__(self, model: Sequence[Sample]) -> None:
        self._model = [Sample(s.time_s - model[0].time_s, s.emotions) for s in model]
        grade(self._model, self._model)  # raises where it cannot be imitated
        self._player: list[Sample] = []
        self._start_s = 0.0
        self._score: float | None = None
        self._scored_s = 0.0

    @property
    def length_s(self) -> float:
        """Length of the model, in seconds."""
        return self._model[-1].time_s

    @property
    def model(self) -> tuple[Sample, ...]:
        """The model's curve, from 0 s on."""
        return tuple(self._model)

    @property
    def player(self) -> tuple[Sample, ...]:
        """The player's curve so far, from 0 s on."""
        return tuple(self._player)

    @property
    def wanted(self) -> str:
        """The strongest emotion of the model at the moment of the player's newest sample."""
        now_s = self._player[-1].time_s if self._player else 0.0
        seen = [s for s in self._model if s.emotions is not None]
        past = [s for s in seen if s.time_s <= now_s] or seen[:1]
        return strongest(past[-1].emotions or ())

    @property
    def over(self) -> bool:
        return bool(self._player) and self._player[-1].time_s >= self.length_s + BEHIND_S

    def feed(self, reading: FaceReading | None, time_s: float) -> MimicView:
        """Play one moment (monotonic seconds); once over it stays so.

        A time before the last one comes from another clock: the imitation begins again.
        Raises ``ValueError``, and changes nothing, for a time that is not finite.
        """
        if not isfinite(time_s):
            raise ValueError(f"time_s must be finite, not {time_s!r}")
        if self.over:
            return self._view()
        if not self._player or time_s - self._start_s < self._player[-1].time_s:
            self._player.clear()
            self._start_s, self._score, self._scored_s = time_s, None, 0.0
        played_s = time_s - self._start_s
        self._player.append(Sample(played_s, None if reading is None else reading.emotions))
        if played_s - self._scored_s >= LIVE_S:
            self._scored_s = played_s
            self._score = self._live(played_s)
        return self._view()

    def grade(self) -> Grade | None:
        """Return the grade of all that was played; ``None`` where no face was seen."""
        if all(sample.emotions is None for sample in self._player):
            return None
        return grade(self._model, self._player)

    def _live(self, played_s: float) -> float | None:
        seen = [sample for sample in self._player if sample.emotions is not None]
        so_far = [sample for sample in self._model if sample.time_s <= played_s - BEHIND_S]
        if not seen or not so_far:
            return None
        with suppress(ValueError):  # nothing was to be seen of the model so far
            return grade(so_far, self._player).score
        return None

    def _view(self) -> MimicView:
        last = self._player[-1]
        return MimicView(last.time_s, last.emotions, self._score, self.over)
