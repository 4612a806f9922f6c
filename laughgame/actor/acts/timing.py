"""The timing of slapstick: curves of time that wind up before they go and overshoot where they end.

Every function is pure.  Times are seconds of the act; results are shares, 0 before ``start``
and 1 from ``start + seconds`` on, unless it says otherwise.
"""

import math

from laughgame.actor.easing import eased


def ramp(now: float, start: float, seconds: float) -> float:
    """Go evenly from 0 to 1."""
    return min(max((now - start) / seconds, 0.0), 1.0)


def smooth(now: float, start: float, seconds: float) -> float:
    """Go from 0 to 1 with a soft beginning and end."""
    return eased(ramp(now, start, seconds))


def falling(now: float, start: float, seconds: float) -> float:
    """Go from 0 to 1 ever faster, as what is dropped."""
    return ramp(now, start, seconds) ** 2


def overshoot(now: float, start: float, seconds: float, reach: float = 1.9) -> float:
    """Go from 0 past 1 and back to it; a ``reach`` of 1.9 goes 12 % too far."""
    rest = ramp(now, start, seconds) - 1.0
    return 1.0 + (reach + 1) * rest**3 + reach * rest**2


def wobble(now: float, start: float, per_second: float, fading: float) -> float:
    """Swing between −1 and 1 from ``start`` on, by e less every 1 / ``fading`` seconds."""
    since = now - start
    if since <= 0:
        return 0.0
    return math.exp(-fading * since) * math.sin(2 * math.pi * per_second * since)


def hop(now: float, start: float, seconds: float) -> float:
    """Rise from 0 to 1 and fall back to 0, as what is thrown."""
    share = ramp(now, start, seconds)
    return 4 * share * (1 - share)


def stay(now: float, start: float, end: float, rise: float = 0.15, fall: float = 0.15) -> float:
    """Rise to 1 within ``rise`` seconds of ``start`` and be back at 0 at ``end``."""
    return smooth(now, start, rise) * (1 - smooth(now, end - fall, fall))


def along(now: float, *knots: tuple[float, float]) -> float:
    """Return the value at ``now`` between knots of (time, value), softly from one to the next."""
    before = knots[0]
    for knot in knots:
        if now < knot[0]:
            if knot is before:
                return knot[1]
            share = eased((now - before[0]) / (knot[0] - before[0]))
            return before[1] + (knot[1] - before[1]) * share
        before = knot
    return before[1]


def blinks(now: float, *times: float) -> float:
    """Return how far the lids are shut by blinks that begin at ``times``."""
    return max((stay(now, time, time + 0.2, 0.07, 0.1) for time in times), default=0.0)
