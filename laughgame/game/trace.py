"""Smile and feeling of a whole turn, thin enough to be kept and drawn: ten points a second."""

from dataclasses import dataclass
from typing import Final

from laughgame.game.reading import strongest
from laughgame.game.turn import TurnView

STEP_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class TracePoint:
    """The judged smile (0–1) after so many seconds of play, and the line it was judged by.

    ``threshold`` (0.5–0.9) is ``None`` where it is not known, and so is ``emotion``, the name of
    the strongest one.
    """

    played_s: float
    smile: float
    threshold: float | None = None
    emotion: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened after so many seconds of play: a card, or a near miss's peak."""

    played_s: float
    smile: float
    card: bool


class Trace:
    """Collects a turn, moment by moment; paused and hidden time is not part of it."""

    def __init__(self) -> None:
        self._points: list[TracePoint] = []
        self._marks: list[Mark] = []
        self._played_at: list[tuple[float, float]] = []

    @property
    def points(self) -> tuple[TracePoint, ...]:
        """Oldest first, at least a tenth of a second apart."""
        return tuple(self._points)

    @property
    def cards(self) -> tuple[Mark, ...]:
        """The moments at which a laugh cost a card."""
        return tuple(self._marks)

    def add(self, view: TurnView) -> None:
        """Take in a moment of the turn."""
        ruling, played_s = view.snapshot.ruling, view.snapshot.elapsed_s
        smile = ruling.smile
        if smile is None:
            return
        # A hair less, or three frames of a thirtieth each would not make a tenth.
        if not self._points or played_s - self._points[-1].played_s >= STEP_S - 1e-6:
            emotion = None if ruling.emotions is None else strongest(ruling.emotions)
            self._points.append(TracePoint(played_s, smile, ruling.threshold, emotion))
            self._played_at.append((view.snapshot.time_s, played_s))
        if view.laughed:
            self._marks.append(Mark(played_s, smile, card=True))

    def pardon(self) -> None:
        """Forget the last card: it was appealed against, and rightly."""
        self._marks.pop()

    def played_at(self, time_s: float) -> float:
        """Return the seconds of play at a moment of the turn; those before the nearest point."""
        played_s = 0.0
        for at_s, after_s in self._played_at:
            if at_s > time_s:
                break
            played_s = after_s
        return played_s
