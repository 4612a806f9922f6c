"""Mimicry: how alike two performances of an expression are, as curves of seven emotions.

Two people never do the same thing at the same time, nor as strongly.  So what is
compared is the change from each one's own resting face, with the player's strength
brought towards the model's, and time may bend: dynamic time warping within a band
(Sakoe & Chiba, "Dynamic programming algorithm optimization for spoken word
recognition", 1978).  The score is relative: 0 is hardly better than a straight face,
100 a performance that differs by no more than noise does.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Final, NamedTuple

from laughgame.game.reading import EMOTIONS

RATE: Final = 10.0
"""Samples a second in which curves are compared; faces change more slowly than that."""

BEHIND_S: Final = 0.8
AHEAD_S: Final = 0.2
"""So far behind the model a player may be, and so far ahead, in seconds: nobody imitates what they
have not seen yet, but for a guess."""

REST_S: Final = 0.5
"""The beginning of a curve that shows the resting face, where nothing else is said."""

WEAKEST: Final = 0.5
STRONGEST: Final = 2.5
"""How far a player's strength is brought towards the model's, as a factor."""

FREE: Final = 0.15
"""So much of a straight face's distance is forgiven: noise, and the eye's own doubt."""

WORTHLESS: Final = 0.8
"""At so much of a straight face's distance nothing is left of the score: who moves at random
comes a little nearer than who does not move at all."""

STILL: Final = 0.15
"""A model whose strongest change is less than this (0–1) shows nothing to be imitated."""

Emotions = tuple[float, ...]
Place = tuple[int, int]


class Sample(NamedTuple):
    """The seven emotions (0–1, in the order of ``EMOTIONS``) at a time in seconds.

    ``None`` where no face was seen: hiding imitates nothing.
    """

    time_s: float
    emotions: Emotions | None


@dataclass(frozen=True, slots=True)
class Grade:
    """How alike two performances are.

    ``score`` is 0–100; ``distance`` that along the path, a sample of the model, and ``straight``
    that of a straight face; ``path`` pairs the samples (model, player) of :data:`RATE`.
    """

    score: float
    distance: float
    straight: float
    path: tuple[Place, ...]


def grade(
    model: Sequence[Sample],
    player: Sequence[Sample],
    model_rest: Emotions | None = None,
    player_rest: Emotions | None = None,
) -> Grade:
    """Compare a player's curve with the model's; both begin at the same moment.

    Each is a row of samples in the order of time; what the player shows later than anybody may
    be is left out.  Raises ``ValueError`` where either has no sample with a face, and where the
    model hardly moves.
    """
    wanted = _changes(resampled(model), model_rest or rest_of(model))
    if max(map(_size, wanted)) < STILL:
        raise ValueError("the model hardly moves: there is nothing to be imitated")
    until_s = player[0].time_s + len(wanted) / RATE + BEHIND_S
    shown = _changes(resampled(player, until_s), player_rest or rest_of(player))
    gain = min(STRONGEST, max(WEAKEST, _strength(wanted) / max(_strength(shown), 1e-9)))
    shown = [tuple(gain * value for value in change) for change in shown]
    distance, path = aligned(wanted, shown, round(AHEAD_S * RATE), round(BEHIND_S * RATE))
    straight = sum(_size(change) for change in wanted) / len(wanted)
    share = distance / straight
    score = 100 * min(1.0, max(0.0, (WORTHLESS - share) / (WORTHLESS - FREE)))
    return Grade(score, distance, straight, path)


def rest_of(curve: Sequence[Sample]) -> Emotions:
    """Return the resting face at the beginning of a curve, emotion by emotion its median.

    Raises ``ValueError`` where no face was seen at all.
    """
    seen = [(time_s, emotions) for time_s, emotions in curve if emotions is not None]
    if not seen:
        raise ValueError("no face was seen: there is nothing to compare")
    until_s = seen[0][0] + REST_S
    first = [emotions for time_s, emotions in seen if time_s <= until_s]
    return tuple(median(values) for values in zip(*first, strict=True))


def resampled(curve: Sequence[Sample], until_s: float = inf) -> list[Emotions | None]:
    """Return the curve at :data:`RATE` from its first time on, the newest sample each time.

    It ends with its last sample, or at ``until_s``.
    """
    times = [sample.time_s for sample in curve]
    count = int((min(times[-1], until_s) - times[0]) * RATE + 1e-6) + 1
    return [
        # A hair later, so that a sample taken at that very time counts.
        curve[bisect_right(times, times[0] + number / RATE + 1e-6) - 1].emotions
        for number in range(count)
    ]


def aligned(
    wanted: Sequence[Emotions], shown: Sequence[Emotions], ahead: int, behind: int
) -> tuple[float, tuple[Place, ...]]:
    """Return the distance a sample of ``wanted`` along the cheapest path, and the path of indices.

    The path begins at both beginnings and takes in all of ``wanted``; it may end before all of
    ``shown`` is used, or with its last sample, for the player is late and the end is cut off.
    ``shown`` stays within ``ahead`` samples before ``wanted`` and ``behind`` after it, as far as
    both curves reach.
    """
    total: dict[Place, float] = {}
    before: dict[Place, Place | None] = {}
    for i, one in enumerate(wanted):
        low = min(max(0, i - ahead), len(shown) - 1)
        for j in range(low, min(i + behind, len(shown) - 1) + 1):
            steps = [place for place in ((i - 1, j - 1), (i - 1, j), (i, j - 1)) if place in total]
            best = min(steps, key=total.__getitem__, default=None)
            cost = _size(tuple(a - b for a, b in zip(one, shown[j], strict=True)))
            total[i, j] = cost + (0.0 if best is None else total[best])
            before[i, j] = best
    ends = [place for place in total if place[0] == len(wanted) - 1]
    # Of ends that are as good, the one that bends time least.
    end = min(ends, key=lambda place: (total[place], abs(place[1] - place[0])))
    path: list[Place] = []
    place: Place | None = end
    while place is not None:
        path.append(place)
        place = before[place]
    # By the samples of the model, not of the path: a detour over samples that cost nothing would
    # thin out those that do.
    return total[end] / len(wanted), tuple(reversed(path))


def _changes(samples: Sequence[Emotions | None], rest: Emotions) -> list[Emotions]:
    still = (0.0,) * len(EMOTIONS)
    return [
        still if sample is None else tuple(a - b for a, b in zip(sample, rest, strict=True))
        for sample in samples
    ]


def _size(change: Emotions) -> float:
    """Return half of the sum of what changed: the share of probability that moved, 0–1."""
    return sum(map(abs, change)) / 2


def _strength(changes: Sequence[Emotions]) -> float:
    """Return how strong a performance is where it is strong: the median of its upper half."""
    sizes = list(map(_size, changes))
    return median(size for size in sizes if size >= max(sizes) / 2)
