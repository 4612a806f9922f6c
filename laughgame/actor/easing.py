"""How values go from one to the next without a jerk."""

from bisect import bisect_right
from collections.abc import Sequence


def eased(share: float) -> float:
    """Return the smoothstep of a share: flat at both ends, so no motion jerks."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


def between(knots: Sequence[tuple[float, ...]], now: float) -> tuple[float, float]:
    """Return the two values at a time between knots of (time, value, value)."""
    index = bisect_right(knots, now, key=lambda knot: knot[0])
    if index == 0:
        return knots[0][1], knots[0][2]
    if index == len(knots):
        return knots[-1][1], knots[-1][2]
    (start, a, b), (end, c, d) = knots[index - 1], knots[index]
    share = eased((now - start) / (end - start))
    return a + (c - a) * share, b + (d - b) * share
