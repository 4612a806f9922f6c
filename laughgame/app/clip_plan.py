"""Which picture a clip shows when: real time, slow motion from before the line on, a freeze."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from laughgame.ui.replay import SLOWER, Replay

LEAD_S: Final = 2.5
"""So long before the line was crossed the clip begins."""

SLOW_LEAD_S: Final = 0.35
"""So long before it the motion becomes slow."""

LONGEST_SLOW_S: Final = 1.4
"""Of the capture's time, so much at most is shown slowly: the end of it."""

FREEZE_S: Final = 1.6
"""So long the last picture stands, with the verdict on it."""


@dataclass(frozen=True, slots=True)
class Still:
    """One picture of a clip.

    ``place`` is the shot's index; ``offset_s`` its capture time from the crossing of the line,
    negative before it; ``slow`` whether the motion is slow, ``called`` whether it stands with the
    verdict.
    """

    place: int
    offset_s: float
    slow: bool
    called: bool


def plan(replay: Replay, fps: float) -> list[Still]:
    """Return the pictures of a clip at ``fps`` a second, in their order.

    They are evenly timed by the shots' capture times: each shows the newest shot of its moment,
    so that a camera's stutter stays where it was.  Empty where the replay has no shots.
    """
    times = [shot.ruling.time_s for shot in replay.shots]
    if not times:
        return []
    crossed_s, end_s = replay.crossed_s, times[-1]
    begin_s = max(times[0], crossed_s - LEAD_S)
    slow_s = min(end_s, max(begin_s, crossed_s - SLOW_LEAD_S, end_s - LONGEST_SLOW_S))
    real_s = slow_s - begin_s
    moving_s = real_s + (end_s - slow_s) / SLOWER

    def still(shown_s: float) -> Still:
        slow = shown_s >= real_s
        at_s = slow_s + (shown_s - real_s) * SLOWER if slow else begin_s + shown_s
        # A hair's breadth later, or rounding would show the shot before.
        place = max(0, bisect_right(times, at_s + 1e-6) - 1)
        return Still(place, times[place] - crossed_s, slow, called=False)

    moving = [still(number / fps) for number in range(int(moving_s * fps))]
    last = Still(len(times) - 1, end_s - crossed_s, slow=False, called=True)
    return moving + [last] * max(1, round(FREEZE_S * fps))
