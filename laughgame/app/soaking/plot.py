"""A plot over time as SVG: lines, and behind them when something was wrong on purpose."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 960
HEIGHT: Final = 200
LEFT: Final = 64
RIGHT: Final = 16
TOP: Final = 12
BOTTOM: Final = 28
LINES: Final = 4
"""So many horizontal lines at about the most."""

Point = tuple[float, float | None]
"""Seconds and value; ``None`` leaves a gap."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line; ``style`` is its class in the page's style sheet."""

    name: str
    points: Sequence[Point]
    style: str


@dataclass(frozen=True, slots=True)
class Band:
    """A time in seconds that is marked, and why."""

    begin_s: float
    end_s: float
    title: str


def svg(
    title: str,
    series: Sequence[Series],
    bands: Sequence[Band],
    seconds: float,
    *,
    from_zero: bool = True,
) -> str:
    """Return the plot as an element of a page; empty where there is nothing to draw.

    ``from_zero`` begins the vertical axis at 0 rather than at the least value.
    """
    values = [value for line in series for _, value in line.points if value is not None]
    if not values or seconds <= 0:
        return ""
    low, high, step = _axis(0.0 if from_zero else min(values), max(values))

    def x(at_s: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, at_s / seconds))

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low)

    label = html.escape(f"{title}: " + ", ".join(line.name for line in series), quote=True)
    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">']
    for band in bands:
        wide = max(2.0, x(band.end_s) - x(band.begin_s))
        parts.append(
            f'<rect class="fault" x="{x(band.begin_s):.1f}" y="{TOP}" width="{wide:.1f}"'
            f' height="{HEIGHT - TOP - BOTTOM}"><title>{html.escape(band.title)}</title></rect>'
        )
    for number in range(round((high - low) / step) + 1):
        value = low + number * step
        parts.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}"'
            f' y2="{y(value):.1f}"/><text class="tick" x="{LEFT - 8}" y="{y(value) + 4:.1f}"'
            f' text-anchor="end">{_plain(value)}</text>'
        )
    for minute, words in _minutes(seconds):
        anchor = "end" if x(minute * 60) > WIDTH - 2 * RIGHT else "middle"
        parts.append(
            f'<text class="tick" x="{x(minute * 60):.1f}" y="{HEIGHT - 8}"'
            f' text-anchor="{anchor}">{words}</text>'
        )
    for line in series:
        parts += [
            f'<polyline class="line {line.style}" points="{points}"/>'
            for points in _strokes([(x(at), None if v is None else y(v)) for at, v in line.points])
        ]
    return "".join(parts) + "</svg>"


def _strokes(points: Sequence[tuple[float, float | None]]) -> list[str]:
    """Return the corners of each unbroken part of a line."""
    strokes: list[list[str]] = [[]]
    for x, y in points:
        if y is None:
            strokes.append([])
        else:
            strokes[-1].append(f"{x:.1f},{y:.1f}")
    return [" ".join(stroke) for stroke in strokes if stroke]


def _axis(least: float, most: float) -> tuple[float, float, float]:
    """Return an axis around the values: its ends and the step of its lines, all round."""
    span = most - least or abs(most) or 1.0
    rough = span / LINES
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    return low, high if high > low else low + step, step


def _minutes(seconds: float) -> list[tuple[float, str]]:
    """Return where the axis of time is written on, in minutes."""
    _, _, step = _axis(0.0, max(seconds / 60, 0.1))
    count = math.floor(seconds / 60 / step + 1e-9)
    return [(number * step, f"{_plain(number * step)} min") for number in range(count + 1)]


def _plain(value: float) -> str:
    return f"{value:.6g}"
