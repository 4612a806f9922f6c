"""What the runs were told and given: differing settings, data, and how they were called."""

from collections.abc import Mapping, Sequence
from typing import Any

from training.page import Section, escaped, table
from training.report.runs import Run, flat


def differences(runs: Sequence[Run]) -> Section:
    """Return the settings in which the runs differ, and folded away those they share."""
    settings = [
        flat(run.config.get("recipe", {})) | {"start": str(run.config.get("start") or "–")}
        for run in runs
    ]
    keys = list(dict.fromkeys(key for one in settings for key in one))
    differing = [key for key in keys if len({one.get(key, "–") for one in settings}) > 1]
    head = ["setting", *(run.badge for run in runs)]
    rows = [
        [
            f"<code>{escaped(key)}</code>",
            *(_cell(one.get(key, "–"), settings[0].get(key, "–")) for one in settings),
        ]
        for key in differing
    ]
    body = table(head, rows) if rows else "<p>The runs were told the same.</p>"
    shared = [
        [f"<code>{escaped(key)}</code>", escaped(settings[0].get(key, "–"))]
        for key in keys
        if key not in differing
    ]
    if shared:
        body += (
            f"<details><summary>{len(shared)} settings are the same in all</summary>"
            f"{table(['setting', 'value'], shared)}</details>"
        )
    lead = f"Marked: what is not as in {runs[0].letter}." if rows else ""
    return Section("Settings that differ", body, lead)


def data(runs: Sequence[Run]) -> Section:
    """Return the fingerprints of the data set by set, and how each run was called."""
    names = list(dict.fromkeys(name for run in runs for name in run.data.get("sets", {})))
    rows = []
    for name in names:
        described = [run.data.get("sets", {}).get(name) for run in runs]
        texts = [
            "–" if one is None else f"{one['count']:,} · {one['labels'][:6]} · {one['pixels'][:6]}"
            for one in described
        ]
        rows.append([escaped(name), *(_cell(text, texts[0], code=True) for text in texts)])
    for key, title, missing in (("all", "all", "not kept"), ("taught", "teachers’ labels", "–")):
        marks = [str(run.data.get(key, missing)) for run in runs]
        if set(marks) != {"–"}:
            rows.append([title, *(_cell(mark, marks[0], code=True) for mark in marks)])
    body = table(["set", *(run.badge for run in runs)], rows)
    calls = [[run.badge, *_call(call)] for run in runs for call in run.config.get("calls", [])]
    if calls:
        titles = ["", "time", "Python", "system", "commit", "versions", "command"]
        body += (
            f"<details><summary>How they were called</summary>{table(titles, calls, words=7)}"
            "</details>"
        )
    return Section(
        "Data",
        body,
        "Number of pictures or films, then a digest of their labels and of their pixels.",
    )


def _call(call: Mapping[str, Any]) -> list[str]:
    versions = ", ".join(f"{name} {v}" for name, v in (call.get("versions") or {}).items())
    command = " ".join(call.get("command", []))
    words = [call.get(key) or "–" for key in ("time", "python", "system")]
    codes = [call.get("commit") or "–", versions, command]
    return [*map(escaped, words), *(f"<code>{escaped(code)}</code>" for code in codes)]


def _cell(text: str, first: str, code: bool = False) -> str:
    differs = ' class="differs"' if text != first else ""
    words = f"<code>{escaped(text)}</code>" if code else escaped(text)
    return f"<td{differs}>{words}</td>"
