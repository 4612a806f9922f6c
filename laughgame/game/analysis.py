"""What kind of smile it is: the mouth says one thing, the feeling another.

The verdict rests on the smile alone; this explains it, from the very numbers that
were judged.  The words for the player live in the window, here are the kinds and
the two numbers behind each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from laughgame.game.judge import HAPPY_GATE
from laughgame.game.reading import EMOTIONS

SMILING: Final = 0.5
"""From this smile probability on, the mouth is smiling."""

SMIRKING: Final = 0.4
"""From here on a scornful mouth is curled; scorn shows before a smile does."""

FEELING: Final = HAPPY_GATE
"""Above this probability a feeling is there; the same gate as the two-stage judge's."""

SCORN: Final = ("disgust", "angry")
"""The feelings that turn a smile into a sneer."""


class Analysis(StrEnum):
    """The kinds of face, by mouth and feeling."""

    GENUINE = "genuine"
    """Smiling and happy: a real laugh."""
    FORCED = "forced"
    """Smiling without being happy: put on for show."""
    HOLDING = "holding"
    """Happy with a straight mouth: holding it in."""
    SCORNFUL = "scornful"
    """Smirking in disgust or anger."""
    NEUTRAL = "neutral"
    """Nothing to see."""


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """A kind of face with the two numbers behind it.

    ``emotion`` is one of :data:`~laughgame.game.reading.EMOTIONS`: the feeling
    that decided, or the strongest one of a neutral face.  Both values are 0–1.
    """

    kind: Analysis
    emotion: str
    emotion_value: float
    smile: float


def analyse(smile: float, emotions: Sequence[float]) -> AnalysisResult:
    """Tell what kind of face it is; pure, and total over legal numbers.

    ``smile`` is a probability (0–1), ``emotions`` seven in the order of
    :data:`~laughgame.game.reading.EMOTIONS`.
    """
    feelings = dict(zip(EMOTIONS, emotions, strict=True))
    scorn = max(SCORN, key=feelings.__getitem__)
    kind, emotion = _kind(smile, feelings, scorn)
    return AnalysisResult(kind, emotion, feelings[emotion], smile)


def _kind(smile: float, feelings: dict[str, float], scorn: str) -> tuple[Analysis, str]:
    if feelings["happy"] > FEELING:
        return (Analysis.GENUINE if smile >= SMILING else Analysis.HOLDING), "happy"
    if feelings[scorn] > FEELING and smile >= SMIRKING:
        return Analysis.SCORNFUL, scorn
    if smile >= SMILING:
        return Analysis.FORCED, "happy"
    return Analysis.NEUTRAL, max(EMOTIONS, key=feelings.__getitem__)
