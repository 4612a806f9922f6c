"""Charts as inline SVG, coloured by the page's style sheet and so by its day or night."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from training.page import escaped

COLORS: Final = 6
"""Colours of the style sheet (``t0``–``t5``); from the seventh trace on the dashes change."""

DASHES: Final = 4

LEFT: Final = 56
RIGHT: Final = 36
TOP: Final = 12
BOTTOM: Final = 44
"""Room around the plot, in the drawing's pixels, for ticks at 14 px and the letters."""

LETTER_PITCH: Final = 15

DOTTED: Final = 20
"""Longest line whose points are all dotted."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One line: ``number`` picks its looks, ``letter`` stands at its end, ``name`` in its tip.

    ``dashes`` (0 none, 1–3) is chosen by the number if not given.
    """

    number: int
    letter: str
    name: str
    points: Sequence[tuple[float, float]]
    dashes: int | None = None

    @property
    def look(self) -> str:
        """Return the style sheet's classes of the line."""
        dashes = dash(self.number) if self.dashes is None else self.dashes
        return f"trace t{colour(self.number)} d{dashes}"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``low`` to ``high`` with its title and the writing of its ticks."""

    title: str
    low: float
    high: float
    write: Callable[[float], str] = "{:g}".format
    whole: bool = False

    def ticks(self) -> list[float]:
        """Return four to eight round values between the ends."""
        step = _round_step((self.high - self.low) / 6)
        if self.whole:
            step = max(1, math.ceil(step))
        first = math.ceil(self.low / step - 1e-9)
        return [k * step for k in range(first, math.floor(self.high / step + 1e-9) + 1)]


def colour(number: int) -> int:
    """Return which of the style sheet's colours a run has."""
    return number % COLORS


def dash(number: int) -> int:
    """Return which of the style sheet's dashes a run has: each of the first six its own rhythm."""
    return (number + number // COLORS) % DASHES


def around(values: Sequence[float], title: str, write: Callable[[float], str]) -> Axis:
    """Return an axis that holds all finite values with a little air."""
    finite = [v for v in values if math.isfinite(v)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    air = (high - low) * 0.06 or 0.05
    return Axis(title, low - air, high + air, write)


def line_chart(
    title: str,
    traces: Sequence[Trace],
    x: Axis,
    y: Axis,
    size: tuple[int, int] = (528, 320),
    diagonal: bool = False,
    dots: bool = True,
) -> str:
    """Return an SVG of lines; ``diagonal`` draws the straight line from corner to corner."""
    width, height = size
    right, bottom = width - RIGHT, height - BOTTOM

    def at(point: tuple[float, float]) -> tuple[float, float]:
        across = (point[0] - x.low) / ((x.high - x.low) or 1)
        up = (point[1] - y.low) / ((y.high - y.low) or 1)
        return LEFT + across * (right - LEFT), bottom - up * (bottom - TOP)

    parts = [
        f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{right - LEFT}" height="{bottom - TOP}"/>'
    ]
    for tick in x.ticks():
        across = at((tick, y.low))[0]
        parts.append(f'<path class="grid" d="M{across:.1f} {TOP}V{bottom}"/>')
        parts.append(_text(across, bottom + 18, x.write(tick), "middle"))
    for tick in y.ticks():
        up = at((x.low, tick))[1]
        parts.append(f'<path class="grid" d="M{LEFT} {up:.1f}H{right}"/>')
        parts.append(_text(LEFT - 8, up + 5, y.write(tick), "end"))
    parts.append(_text((LEFT + right) / 2, height - 6, x.title, "middle"))
    if diagonal:
        parts.append(f'<path class="line" d="M{LEFT} {bottom}L{right} {TOP}"/>')
    ends: list[tuple[float, float, Trace]] = []
    for trace in traces:
        points = [point for point in trace.points if all(map(math.isfinite, point))]
        places = [at(point) for point in points]
        if not places:
            continue
        path = "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
        parts.append(
            f'<path class="{trace.look}" d="M{path}"><title>{escaped(trace.name)}</title></path>'
        )
        if dots:
            # Of a long line only the end is dotted.
            few = slice(None if len(places) <= DOTTED else -1, None)
            parts += [
                f'<circle class="dot f{colour(trace.number)}" cx="{a:.1f}" cy="{b:.1f}" r="4">'
                f"<title>{escaped(trace.name)}: {escaped(x.write(p[0]))}, "
                f"{escaped(y.write(p[1]))}</title></circle>"
                for (a, b), p in zip(places[few], points[few], strict=True)
            ]
        ends.append((*places[-1], trace))
    for across, up, trace in _spread(ends, TOP, bottom):
        look = f"letter f{colour(trace.number)}"
        parts.append(_text(across + 8, up + 5, trace.letter, "start", look))
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escaped(title)}">{"".join(parts)}</svg>'
    )


def range_strip(
    marks: Sequence[tuple[int, str, float, tuple[float, float]]], low: float, width: int = 480
) -> str:
    """Return a strip from ``low`` to 1 with a dot and its interval for each run.

    ``marks``: (number, name, share, (from, to)).  Runs stand one under another.
    """
    pitch = 12
    height = pitch * len(marks) + 4
    parts = [f'<rect class="frame" x="0" y="0" width="{width}" height="{height}"/>']

    def across(share: float) -> float:
        return 6 + max(0.0, (share - low) / (1 - low)) * (width - 12)

    for step in range(math.ceil(low * 10), 11):
        parts.append(f'<path class="grid" d="M{across(step / 10):.1f} 0V{height}"/>')
    for row, (number, name, share, (start, end)) in enumerate(marks):
        if not math.isfinite(share):
            continue
        up = pitch * row + pitch / 2 + 2
        parts.append(
            f'<path class="span t{colour(number)}" d="M{across(start):.1f} {up}'
            f'H{across(end):.1f}"/>'
            f'<circle class="dot f{colour(number)}" cx="{across(share):.1f}" cy="{up}" r="5">'
            f"<title>{escaped(name)}: {share:.1%}, 95 % interval {start:.1%} to {end:.1%}</title>"
            f"</circle>"
        )
    return (
        f'<svg class="chart strip" viewBox="0 0 {width} {height}" '
        f'aria-hidden="true">{"".join(parts)}</svg>'
    )


def _spread(
    ends: Sequence[tuple[float, float, Trace]], top: float, bottom: float
) -> list[tuple[float, float, Trace]]:
    """Move the letters at the lines' ends apart, as little as is needed to read them."""
    ordered = sorted(ends, key=lambda end: end[1])
    ups = [up for _, up, _ in ordered]
    for index in range(1, len(ups)):
        if abs(ordered[index][0] - ordered[index - 1][0]) < 2 * LETTER_PITCH:
            ups[index] = max(ups[index], ups[index - 1] + LETTER_PITCH)
    # What was pushed below the frame goes up again, and takes its neighbours along.
    limit = bottom
    for index in range(len(ups) - 1, -1, -1):
        if ups[index] > limit:
            ups[index] = max(top, limit)
            limit = ups[index] - LETTER_PITCH
    return [(across, up, trace) for up, (across, _, trace) in zip(ups, ordered, strict=True)]


def _round_step(rough: float) -> float:
    scale = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next(scale * step for step in (1, 2, 2.5, 5, 10) if scale * step >= rough * (1 - 1e-9))


def _text(x: float, y: float, words: str, anchor: str, look: str = "") -> str:
    kind = f' class="{look}"' if look else ""
    return f'<text{kind} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escaped(words)}</text>'
