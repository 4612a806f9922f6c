"""Made-up moments of a game, from a straight face to an OUT, for pictures of the window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from laughgame.actor.pose import FacePose
from laughgame.game.reading import Face, FaceReading, Quality

RATE: Final = 20
"""Made-up readings a second."""
CURVE_S: Final = 20.0
PLAYED_S: Final = 87.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A made-up twenty seconds and how they end."""

    curve: tuple[float, ...]
    """Smiles, evenly spread over the twenty seconds."""
    emotions: tuple[int, ...]
    """Percentages in the order of EMOTIONS."""
    pose: FacePose
    two_stage: bool = False
    face: bool = True
    end: float | None = None
    """The smile of the last moments; None is the curve's own end."""
    held_s: float = 0.0
    """How long the last moments last."""


_RISE: Final = (
    *(0.08, 0.10, 0.09, 0.2, 0.34, 0.30, 0.22, 0.15, 0.18, 0.42),
    *(0.66, 0.69, 0.5, 0.36, 0.3, 0.33, 0.45, 0.60, 0.74),
)
_CALM: Final = (
    *(0.06, 0.07, 0.1, 0.22, 0.52, 0.70, 0.61, 0.4, 0.22, 0.14),
    *(0.12, 0.10, 0.16, 0.22, 0.19, 0.15, 0.2, 0.28, 0.33, 0.31),
)
_SMIRK: Final = (
    *(0.10, 0.12, 0.1, 0.15, 0.18, 0.22, 0.36, 0.52, 0.61, 0.55),
    *(0.5, 0.58, 0.7, 0.78, 0.83, 0.8, 0.72, 0.7, 0.73, 0.74),
)

MOMENTS: Final = {
    "below": Moment(_CALM, (71, 3, 2, 4, 16, 2, 2), FacePose()),
    "zone": Moment((*_RISE, 0.72), (14, 2, 1, 2, 76, 1, 4), FacePose(smile=0.5, eye_squeeze=0.3)),
    "holding": Moment(
        (*_RISE, 0.79),
        (4, 1, 0, 2, 88, 1, 4),
        FacePose(smile=0.75, eye_squeeze=0.8, press=0.6, roll=-0.07),
        end=0.82,
        held_s=0.25,
    ),
    "out": Moment(
        (*_RISE, 0.79),
        (2, 1, 0, 1, 93, 1, 2),
        FacePose(smile=1.0, mouth_open=0.8, teeth=1.0, eye_squeeze=0.9),
        end=0.88,
        held_s=0.6,
    ),
    "greyed": Moment(_SMIRK, (38, 2, 41, 3, 11, 2, 3), FacePose(smile=0.3), two_stage=True),
    "no_face": Moment(_CALM, (0,) * 7, FacePose(), face=False),
}


def readings(moment: Moment, face: Face) -> Iterator[tuple[float, FaceReading | None]]:
    """Readings along the moment's curve; the last ones are its end."""
    emotions = tuple(percent / 100 for percent in moment.emotions)
    seen = Quality(face.box.width, 0.6, 120.0, True)
    count = round((PLAYED_S + moment.held_s) * RATE)
    for index in range(count + 1):
        time_s = index / RATE
        place = (time_s - (PLAYED_S - CURVE_S)) / CURVE_S
        smile = _along(moment.curve, place)
        if moment.end is not None and time_s > PLAYED_S - 1e-9:
            smile = moment.end
        reading = FaceReading(time_s, smile, emotions, face, seen, 1)
        yield time_s, reading if moment.face or index < count else None


def _along(curve: Sequence[float], share: float) -> float:
    """The curve's height at ``share`` (0–1) of its length, with soft steps between its points."""
    at = min(max(share, 0.0), 1.0) * (len(curve) - 1)
    index = min(int(at), len(curve) - 2)
    step = at - index
    step = step * step * (3 - 2 * step)
    return curve[index] * (1 - step) + curve[index + 1] * step
