"""What a soak leaves behind: a page for people, JSON for machines, a table for the console.

Keys of the JSON form, all stable: ``version``, ``source``, ``seed``, ``machine``, ``minutes``
(``asked``, ``played``), ``ended``, ``window_minutes``, ``passed`` (``null`` where it was too short
to be judged), ``bars`` (of ``memory_slope``, ``threads``, ``handles``, ``latency_drift``,
``not_recovered``, ``errors`` and ``rounds`` each ``value``, ``unit``, ``limit``, ``passed``),
``memory_mb`` (``first``, ``last``, ``most``, ``all_slope``, ``anonymous_slope``),
``latency_ms`` (``first``, ``last``, ``whole``, each ``p50``, ``p95``, ``p99``),
``window_late_ms``, ``judged_fps``,
``frames`` (``captured``, ``judged``, ``dropped``), ``rounds``, ``hanging`` and ``faults[]``
(``do``, ``at_s``, ``for_s``, ``recovered_s``).  Of the faults ``null`` is for good in ``for_s``;
in ``recovered_s`` it is not recovered, or over too late to tell.
"""

import json
import sys
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Any

from laughgame.app.exit_codes import FAILED, OK
from laughgame.app.soaking import page
from laughgame.app.soaking.figures import LEAST_S, Bar, Figures, figures_of
from laughgame.app.soaking.samples import SamplesError, Soak, read_samples
from laughgame.storage import atomic
from laughgame.vision.pipeline_stats import Percentiles


def write(soak: Soak, html: Path, json_file: Path | None) -> int:
    """Write both reports and print the table; 1 where a bar was missed or a file not written.

    Without ``json_file`` the JSON lies beside the page.
    """
    figures = figures_of(soak)
    told = json.dumps(summary(soak, figures), indent=1, ensure_ascii=False, allow_nan=False)
    code = FAILED if figures.passed is False else OK
    written = []
    for file, text in (
        (html, page.render(soak, figures)),
        (json_file or html.with_suffix(".json"), told + "\n"),
    ):
        try:
            atomic.write_text(file, text)
        except OSError as error:
            code = _complain(f"{file}: {error.strerror or error}")
        else:
            written.append(str(file))
    print(table(soak, figures))
    if written:
        print(f"\nreport: {', '.join(written)}")
    return code


def again(samples: Path, html: Path, json_file: Path | None) -> int:
    """Report on the samples of an earlier soak; the exit code as of :func:`write`."""
    try:
        soak = read_samples(samples)
    except SamplesError as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{samples}: {error.strerror or error}")
    return write(soak, html, json_file)


def summary(soak: Soak, figures: Figures) -> dict[str, Any]:
    """Return the JSON form."""
    head = soak.head
    first_mb, last_mb, most_mb = figures.rss_mb
    return {
        "version": head.version,
        "source": head.source,
        "seed": head.seed,
        "machine": head.machine,
        "minutes": {"asked": head.minutes, "played": round(figures.seconds / 60, 2)},
        "ended": soak.ended,
        "window_minutes": round(figures.window_s / 60, 2),
        "passed": figures.passed,
        "bars": {bar.name: _bar(bar) for bar in figures.bars},
        "memory_mb": {
            "first": first_mb,
            "last": last_mb,
            "most": most_mb,
            "all_slope": _rounded(figures.slope_all),
            "anonymous_slope": _rounded(figures.slope_anonymous),
        },
        "latency_ms": {
            "first": _times(figures.first),
            "last": _times(figures.last),
            "whole": _times(figures.whole),
        },
        "window_late_ms": _times(figures.late_ms),
        "judged_fps": round(figures.fps, 2),
        "frames": {
            "captured": figures.captured,
            "judged": figures.judged,
            "dropped": figures.dropped,
        },
        "rounds": figures.rounds,
        "hanging": figures.most_hanging,
        "faults": [
            {
                "do": spell.verb.value,
                "at_s": spell.begin_s,
                "for_s": round(spell.end_s - spell.begin_s, 2) if isfinite(spell.end_s) else None,
                "recovered_s": figures.recovered_s.get(place),
            }
            for place, spell in enumerate(head.spells)
        ],
    }


def table(soak: Soak, figures: Figures) -> str:
    """Return the figures for the console."""
    lines = [
        f"{page.clock(figures.seconds)} played, {figures.rounds} rounds, {soak.ended}",
        "",
    ]
    for bar in figures.bars:
        value = "not measured" if bar.value is None else f"{page.number(bar.value)} {bar.unit}"
        lines.append(f"{page.word(bar.passed):8}{bar.title:44}{value:18}({bar.limit})")
    if figures.seconds < LEAST_S:
        lines += ["", f"too short to be judged by what grows: it takes {LEAST_S / 60:.0f} minutes"]
    return "\n".join(lines)


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "value": _rounded(bar.value),
        "unit": bar.unit,
        "limit": bar.limit,
        "passed": bar.passed,
    }


def _times(times: Percentiles) -> dict[str, float]:
    return {name: round(value, 2) for name, value in asdict(times).items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _complain(problem: str) -> int:
    print(f"laughgame soak: {problem}", file=sys.stderr)
    return FAILED
