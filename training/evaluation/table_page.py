"""The table as a page for a browser, as JSON, and as lines for a terminal."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from training.evaluation.table import (
    MEANING,
    Aside,
    Measure,
    Row,
    Standing,
    Table,
    as_json,
    choices,
    span,
    written,
)
from training.files import write_text
from training.page import Section, escaped, page
from training.page import table as html_table

FLOOR_AT: Final = 40.0
AIM_AT: Final = 75.0
"""Where floor and aim stand on every track, in per cent of its width, so that they line up."""

SIGNS: Final = {
    Standing.AIM: ("★", "b0"),
    Standing.FLOOR: ("✓", "b0"),
    Standing.MISSED: ("✗", "b1"),
    Standing.OPEN: ("…", "b3"),
}
"""Sign and colour of a standing: never the colour alone, and blue against red, not green."""


def write_page(out: Path, table: Table) -> None:
    """Write ``table.json`` and ``table.html`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    write_text(out / "table.json", json.dumps(as_json(table), indent=2) + "\n")
    write_text(out / "table.html", as_html(table))


def print_table(table: Table) -> None:
    """Print the rows for a person to read."""
    for row in table.rows:
        print(f"{SIGNS[row.standing][0]} {row.title}")
        for one in row.measures:
            bounds = f"floor {written(one.floor, one.unit)}, aim {written(one.aim, one.unit)}"
            sides = [("held out", one.held_out, "")]
            if one.test is not None:
                sides += [("test", one.test, SIGNS[one.test_standing][0])]
            for number, (side, figure, sign) in enumerate(sides):
                print(
                    f"    {one.name if not number else '':28} {side:8} "
                    f"{written(figure.value, one.unit):>9}  [{span(figure, one.unit)}]  "
                    f"of {figure.count} {one.counted}   {sign or bounds}"
                )
    for titles, chosen in _choices(table):
        print(f"{titles}: {chosen}")


def as_html(table: Table) -> str:
    """Return the whole page; it needs nothing beside itself."""
    tested = [row.test_standing for row in table.rows if any(one.test for one in row.measures)]
    lead = _counted([row.standing for row in table.rows])
    if tested:
        lead += f". Of the {len(tested)} with a test side, on that alone: {_counted(tested)}"
    sections = [
        Section(
            "What the model must show",
            _main_table(table) + _legend() + _fitted(table),
            "Measured through the shipped file and the game's own face search and crop, on people "
            f"held out of the training. {MEANING}",
        ),
        *(Section(aside.title, _aside(aside), aside.note) for aside in table.asides),
        Section(
            "The file measured",
            html_table(
                ("", ""),
                [(escaped(k), f"<code>{escaped(v)}</code>") for k, v in table.model.items()],
                words=2,
            ),
        ),
    ]
    return page("The verdict on the model", f"{lead}.", sections)


def _counted(standings: Sequence[Standing]) -> str:
    return ", ".join(
        f"{standings.count(one)} × {one.value}" for one in Standing if one in standings
    )


def _main_table(table: Table) -> str:
    rows = []
    for row in table.rows:
        rows.append((_band(row),))
        rows += [_cells(one) for one in row.measures]
    heads = ("measure", "standing", "all held out", "95 % interval", _scale(), "floor", "aim")
    return html_table((*heads, "number", "test side alone"), rows, words=2)


def _scale() -> str:
    """Name the two marks that all tracks share."""
    words = "".join(
        f'<text x="{2 * place}" y="16" text-anchor="middle" style="font-size:12px">{name}</text>'
        for place, name in ((FLOOR_AT, "floor"), (AIM_AT, "aim"))
    )
    return f'<svg class="chart" viewBox="0 0 200 20" aria-hidden="true">{words}</svg>'


def _band(row: Row) -> str:
    note = f'<br><span class="dim" style="font-weight:400">{escaped(row.note)}</span>'
    return (
        f'<th scope="rowgroup" colspan="9" style="text-align:left;padding-top:20px">'
        f"<b>{escaped(row.title)}</b>{note if row.note else ''}</th>"
    )


def _cells(one: Measure) -> tuple[str, ...]:
    test = "–"
    if one.test is not None:
        test = (
            f'<td style="white-space:nowrap">{_badge(one.test_standing)} '
            f"<b>{written(one.test.value, one.unit)}</b><br>"
            f'<span class="dim">{span(one.test, one.unit)} of {one.test.count:,}'
            f"<br>{escaped(one.tested)}</span></td>"
        )
    return (
        escaped(one.name),
        f'<td class="word" style="white-space:nowrap">{_badge(one.standing)} '
        f"{one.standing.value}{f' ({escaped(one.tested)})' if one.fitted else ''}</td>",
        f"<b>{written(one.held_out.value, one.unit)}</b>",
        f'<td style="white-space:nowrap">{span(one.held_out, one.unit)}</td>',
        f'<td style="min-width:200px">{_track(one)}</td>',
        written(one.floor, one.unit),
        written(one.aim, one.unit),
        f"{one.held_out.count:,} {escaped(one.counted)}",
        test,
    )


def _track(one: Measure) -> str:
    """Draw floor, aim, figure and interval on one line; better is always further right."""
    figure = one.judged
    if figure is None or not math.isfinite(figure.value):
        return ""
    at, low, high = (_place(one, value) for value in (figure.value, figure.low, figure.high))
    left, right = min(low, high), max(low, high)
    colour = SIGNS[one.standing][1].replace("b", "f")
    label = escaped(
        f"{written(figure.value, one.unit)}, floor {written(one.floor, one.unit)}, "
        f"aim {written(one.aim, one.unit)}"
    )
    return (
        f'<svg class="chart" viewBox="0 0 200 24" role="img" aria-label="{label}">'
        '<rect class="frame" x="0" y="9" width="200" height="6" rx="3"/>'
        f'<rect x="{2 * left:.1f}" y="9" width="{max(2.0, 2 * (right - left)):.1f}" height="6" '
        f'class="{colour}" opacity=".45"/>'
        f'<line class="t3" x1="{2 * FLOOR_AT}" x2="{2 * FLOOR_AT}" y1="2" y2="22" '
        'stroke-width="2.5"/>'
        f'<line class="t3" x1="{2 * AIM_AT}" x2="{2 * AIM_AT}" y1="2" y2="22" stroke-width="2.5" '
        'stroke-dasharray="4 3"/>'
        f'<circle class="dot {colour}" cx="{min(194, max(6, 2 * at)):.1f}" cy="12" r="6"/></svg>'
    )


def _place(one: Measure, value: float) -> float:
    """Return where a value stands on the track, 0–100; what lies beyond stands at its end."""
    step = abs(one.aim - one.floor) or max(1.0, abs(one.floor))
    better = (value - one.floor) * (1 if one.higher_is_better else -1)
    return min(100.0, max(0.0, FLOOR_AT + (AIM_AT - FLOOR_AT) * better / step))


def _badge(standing: Standing) -> str:
    sign, colour = SIGNS[standing]
    return f'<span class="badge {colour}" title="{standing.value}">{sign}</span>'


def _legend() -> str:
    signs = " &nbsp; ".join(f"{_badge(one)} {one.value}" for one in SIGNS)
    return (
        f'<p style="margin-top:16px">{signs}</p><p class="dim">On each track the full line is the '
        "floor and the broken one the aim; better is to the right; the band is the 95 % interval "
        "(Wilson's, or the bootstrap over people, photographs or seconds).</p>"
    )


def _fitted(table: Table) -> str:
    entries = "".join(
        f"<p><b>{escaped(titles)}.</b> {escaped(chosen)}</p>" for titles, chosen in _choices(table)
    )
    title = "What was fitted to them, or chosen by looking at them"
    return f'<h3 style="margin-top:24px">{title}</h3>{entries}'


def _choices(table: Table) -> list[tuple[str, str]]:
    return choices((row.title, row.chosen) for row in table.rows)


def _aside(aside: Aside) -> str:
    lines = [tuple(escaped(cell) for cell in line) for line in aside.lines]
    return html_table([escaped(head) for head in aside.heads], lines, words=2)
