"""A soak as one page that needs nothing else: the figures against their bars, and plots."""

import html
from collections.abc import Callable, Iterable, Sequence
from math import isfinite
from typing import Final, NamedTuple

from laughgame.app.soaking.figures import Bar, Figures, longest_gap_s
from laughgame.app.soaking.plot import Band, Series, svg
from laughgame.app.soaking.samples import Sample, Soak
from laughgame.vision.pipeline_stats import Percentiles, percentiles

GROUP_S: Final = 5.0
"""Percentiles and dropped frames are drawn of so many seconds at a time."""

STYLE: Final = """
:root { color-scheme: light dark; --back: #FFF8E7; --text: #0A1F1B; --dim: #55645C;
  --panel: #fff; --grid: #0A1F1B1c; --fault: #FF4F3826; --one: #0B7A5B; --two: #1D6FB8;
  --three: #C9381F; --good: #0B7A5B; --bad: #C9281A }
@media (prefers-color-scheme: dark) { :root { --back: #0B2A24; --text: #FFF8E7; --dim: #A9CABE;
  --panel: #123A32; --grid: #FFF8E71f; --fault: #FF4F3840; --one: #FFD22E; --two: #6CC7FF;
  --three: #FF8A78; --good: #7FE0B0; --bad: #FF8A78 } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 24px; max-width: 1040px; background: var(--back);
  color: var(--text); font: 16px/1.5 "Pretendard", "Noto Sans", system-ui, sans-serif }
h1 { font-size: 28px; margin: 0 } h2 { font-size: 18px; margin: 28px 0 6px }
p { margin: 4px 0 } .dim { color: var(--dim) }
.verdict { display: inline-block; margin: 14px 0 6px; padding: 6px 16px; border-radius: 12px;
  border: 3px solid currentColor; font-weight: 700; font-size: 20px }
.good { color: var(--good) } .bad { color: var(--bad) } .open { color: var(--dim) }
.panel { background: var(--panel); border-radius: 16px; padding: 12px 16px; overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--grid) }
tr:last-child td { border-bottom: 0 } td.n { font-variant-numeric: tabular-nums }
th { color: var(--dim); font-weight: 400 }
svg { width: 100%; height: auto; display: block }
.grid { stroke: var(--grid) } .tick { fill: var(--dim); font-size: 12px }
.fault { fill: var(--fault) }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
.one { stroke: var(--one) } .two { stroke: var(--two) } .three { stroke: var(--three) }
.trend { stroke: var(--three); stroke-dasharray: 6 6 }
.key { display: inline-block; width: 18px; height: 4px; border-radius: 2px; margin: 0 6px 4px 14px }
.key.one { background: var(--one) } .key.two { background: var(--two) }
.key.three, .key.trend { background: var(--three) }
.key.fault { background: var(--fault); height: 14px; margin-bottom: -2px }
"""

Value = Callable[[Sample], float | None]


class _Group(NamedTuple):
    """A few seconds: latencies in milliseconds, ``None`` without a verdict, and dropped frames."""

    at_s: float
    p50: float | None
    p99: float | None
    dropped: int


def render(soak: Soak, figures: Figures) -> str:
    """Return the whole page."""
    head = soak.head
    title = "LaughGame soak"
    about = (
        f"LaughGame {head.version} · {head.source} · seed {head.seed} · {head.machine}"
        f" · {figures.seconds / 60:.1f} of {head.minutes:g} minutes, {soak.ended}"
    )
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>{title}</title><style>{STYLE}</style></head><body>",
        f"<h1>{title}</h1><p class='dim'>{html.escape(about)}</p>",
        _verdict(figures),
        "<h2>What must hold</h2>",
        _table(("", "", "measured", "must be"), map(_bar_row, figures.bars)),
        "<h2>Figures</h2>",
        _table((), _rows(soak, figures)),
        *_plots(soak, figures),
        "<h2>Faults</h2>",
        _table(("at", "fault", "for", "a face again after"), _faults(soak, figures)),
        "</body></html>",
    ]
    return "\n".join(parts)


def word(passed: bool | None) -> str:
    """Return what became of a bar, in one word."""
    return {True: "passed", False: "failed", None: "–"}[passed]


def clock(seconds: float) -> str:
    """Return a time as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def number(value: float) -> str:
    """Return a figure as people read it."""
    return f"{value:.0f}" if value == round(value) else f"{value:.2f}"


def _verdict(figures: Figures) -> str:
    passed = figures.passed
    words = "Too short to be judged" if passed is None else word(passed).capitalize()
    return f"<p class='verdict {_tone(passed)}'>{words}</p>"


def _tone(passed: bool | None) -> str:
    return {True: "good", False: "bad", None: "open"}[passed]


def _bar_row(bar: Bar) -> tuple[str, ...]:
    value = "not measured" if bar.value is None else f"{number(bar.value)} {bar.unit}"
    return (
        f"<span class='{_tone(bar.passed)}'>{word(bar.passed)}</span>",
        html.escape(bar.title),
        html.escape(value),
        html.escape(bar.limit),
    )


def _rows(soak: Soak, figures: Figures) -> list[tuple[str, ...]]:
    first_mb, last_mb, most_mb = figures.rss_mb
    taken = [after_s for after_s in figures.recovered_s.values() if after_s is not None]
    slowest = f", the slowest in {max(taken):.1f} s" if taken else ""
    dropped = figures.dropped / figures.captured if figures.captured else 0.0
    return [
        ("Memory", f"{first_mb:.0f} MB when settled, {last_mb:.0f} at the end, {most_mb:.0f} most"),
        ("Line through every second", _slope(figures.slope_all)),
        ("Least of a minute, no file's", _slope(figures.slope_anonymous)),
        ("Latency, first minutes", _three(figures.first)),
        ("Latency, last minutes", _three(figures.last)),
        ("Latency, all", _three(figures.whole)),
        ("Verdicts", f"{figures.judged}, {figures.fps:.1f} a second in the middle"),
        ("Frames dropped", f"{figures.dropped} of {figures.captured} ({dropped:.1%})"),
        ("Window's timer late", _three(figures.late_ms)),
        ("Window's longest silence", f"{longest_gap_s(soak.samples):.1f} s"),
        ("Threads hanging at once", str(figures.most_hanging)),
        ("Faults recovered from", f"{len(taken)} of {len(figures.recovered_s)}{slowest}"),
    ]


def _slope(slope: float | None) -> str:
    return "not measured" if slope is None else f"{slope:+.2f} MB a minute"


def _three(times: Percentiles) -> str:
    return f"p50 {times.p50:.0f} ms, p95 {times.p95:.0f} ms, p99 {times.p99:.0f} ms"


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    top = "".join(f"<th>{title}</th>" for title in titles)
    body = "".join(
        "<tr>" + "".join(f"<td class='n'>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<div class='panel'><table>{f'<tr>{top}</tr>' if titles else ''}{body}</table></div>"


def _faults(soak: Soak, figures: Figures) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for place, spell in enumerate(soak.head.spells):
        at_s = spell.begin_s - soak.head.began_s
        if at_s > figures.seconds:
            continue
        after_s = figures.recovered_s.get(place)
        missed = place in figures.recovered_s and after_s is None
        rows.append(
            (
                clock(max(0.0, at_s)),
                spell.verb.value.replace("_", " "),
                f"{spell.end_s - spell.begin_s:.1f} s" if isfinite(spell.end_s) else "good",
                f"{after_s:.2f} s"
                if after_s is not None
                else "<span class='bad'>never</span>"
                if missed
                else "–",
            )
        )
    return rows


def _plots(soak: Soak, figures: Figures) -> list[str]:
    samples, seconds = soak.samples, figures.seconds
    began_s = soak.head.began_s
    bands = [
        Band(spell.begin_s - began_s, spell.end_s - began_s, spell.verb.value.replace("_", " "))
        for spell in soak.head.spells
        if spell.begin_s - began_s <= seconds and spell.end_s >= began_s
    ]

    def plot(title: str, series: Sequence[Series], *, from_zero: bool = True) -> str:
        drawn = svg(title, series, bands, seconds, from_zero=from_zero)
        if not drawn:
            return f"<h2>{title}</h2><p class='dim'>not measured</p>"
        keys = "".join(
            f"<span class='key {line.style}'></span>{html.escape(line.name)}" for line in series
        )
        if bands:
            keys += "<span class='key fault'></span>a fault"
        return f"<h2>{title}</h2><div class='panel'><p class='dim'>{keys}</p>{drawn}</div>"

    def line(name: str, value: Value, style: str) -> Series:
        return Series(name, [(sample.at_s, value(sample)) for sample in samples], style)

    groups = _groups(samples)
    return [
        plot(
            "Memory (MB)",
            [
                line("resident", lambda sample: sample.rss_mb, "one"),
                line("no file's", lambda sample: sample.anonymous_mb, "two"),
                Series("trend", figures.trend_mb, "trend"),
            ],
            from_zero=False,
        ),
        plot(
            "Threads",
            [
                line("threads", lambda sample: sample.threads, "one"),
                line("hanging", lambda sample: sample.hanging, "three"),
            ],
        ),
        plot("Handles", [line("open", lambda sample: sample.handles, "one")]),
        plot(
            "Latency (ms)",
            [
                Series("p50", [(group.at_s, group.p50) for group in groups], "one"),
                Series("p99", [(group.at_s, group.p99) for group in groups], "three"),
            ],
        ),
        plot("Verdicts a second", [line("judged", lambda sample: sample.fps, "one")]),
        plot(
            f"Dropped frames in {GROUP_S:g} seconds",
            [Series("dropped", [(group.at_s, group.dropped) for group in groups], "two")],
        ),
        plot("Load of the machine", [line("load", lambda sample: sample.load, "one")]),
        plot("Window's timer late (ms)", [line("late", lambda sample: sample.late_ms, "two")]),
    ]


def _groups(samples: Sequence[Sample]) -> list[_Group]:
    groups: dict[int, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(int(sample.at_s / GROUP_S), []).append(sample)
    found = []
    dropped = 0
    for place, group in groups.items():
        times = percentiles([each for sample in group for each in sample.latencies_ms])
        judged = any(sample.latencies_ms for sample in group)
        found.append(
            _Group(
                place * GROUP_S,
                times.p50 if judged else None,
                times.p99 if judged else None,
                group[-1].dropped - dropped,
            )
        )
        dropped = group[-1].dropped
    return found
