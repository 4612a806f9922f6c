"""The ablation's and the epochs study's outcome, as Markdown for the card and HTML for the page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from training.page import Section, escaped, table
from training.report import epochs
from training.report.runs import Run


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of the table; ``better`` is 1 where more is better, −1 where less is."""

    key: str
    title: str
    write: Callable[[float], str]
    gain: Callable[[float], str]
    better: int = 1


def _share(value: float) -> str:
    return f"{value * 100:.1f} %"


def _points(value: float) -> str:
    return _signed(f"{value * 100:+.1f}")


def _milliseconds(value: float) -> str:
    return f"{value * 1000:.0f} ms"


def _more_milliseconds(value: float) -> str:
    return _signed(f"{value * 1000:+.0f}")


def _signed(text: str) -> str:
    """Give a minus its sign, and nothing none."""
    return text.lstrip("+-") if not text.strip("+-0.") else text.replace("-", "−")


COLUMNS: Final = (
    Column("genki4k_smile", "GENKI-4K", _share, _points),
    Column("smiles_smile", "SMILEs", _share, _points),
    Column("london_smile", "London", _share, _points),
    Column("fer2013_emotion", "FER2013", _share, _points),
    Column("fer2013_votes", "FER2013, votes agree", _share, _points),
    Column("actor_delay_s", "actor: delay", _milliseconds, _more_milliseconds, -1),
    Column("actor_seen", "actor: smiles seen", _share, _points),
    Column("actor_false", "actor: false frames", _share, _points, -1),
    Column("clips_false", "clips: false frames", _share, _points, -1),
    Column("clips_seen", "clips: smiles seen", _share, _points),
)

READING: Final = (
    "Each line is a short run (recipes/ablation.toml) without one ingredient, all else the same. "
    "In brackets: what the ingredient gave, in points or milliseconds; + is better with it. The "
    "next two lines are the whole again with other seeds: that much is chance. What is larger than "
    "both is **bold**; with three seeds even that can be chance now and then. On pictures networks "
    "answer as trained: a shipped file looks at the mirror image too, and carries a calibration "
    "that would move some of the emotions."
)

AGAIN: Final = "reference_again"
"""How the names of runs begin that differ from the reference by their seed alone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line: ``figures`` by key, or in ``skipped`` why it was not run."""

    name: str
    title: str
    figures: Mapping[str, float]
    skipped: str = ""


def cells(outcomes: Sequence[Outcome]) -> tuple[list[str], list[list[str]]]:
    """Return the titles of the columns and the lines; the first outcome is the reference."""
    shown = [column for column in COLUMNS if any(column.key in o.figures for o in outcomes)]
    reference = outcomes[0].figures
    seeds = [outcome.figures for outcome in outcomes if outcome.name.startswith(AGAIN)]
    lines = []
    for number, outcome in enumerate(outcomes):
        if outcome.skipped:
            lines.append([outcome.title, f"not run: {outcome.skipped}", *[""] * (len(shown) - 1)])
            continue
        line = [outcome.title]
        for column in shown:
            value, whole = outcome.figures.get(column.key), reference.get(column.key)
            if value is None:
                line.append("–")
            elif number == 0 or whole is None:
                line.append(column.write(value))
            else:
                gained = column.gain((whole - value) * column.better)
                chance = [abs(whole - other[column.key]) for other in seeds if column.key in other]
                if chance and abs(whole - value) > max(chance):
                    gained = f"**{gained}**"
                line.append(f"{column.write(value)} ({gained})")
        lines.append(line)
    return ["without", *(column.title for column in shown)], lines


def ablation_markdown(outcomes: Sequence[Outcome]) -> str:
    """Return the table for the model card."""
    return "\n".join(["", READING, "", *_markdown(*cells(outcomes)), ""])


def ablation_section(outcomes: Sequence[Outcome]) -> Section:
    """Return the table for the page."""
    titles, lines = cells(outcomes)
    body = table(
        [escaped(title) for title in titles],
        [[_emphasised(escaped(cell)) for cell in line] for line in lines],
    )
    return Section("Ablation", body, READING.replace("**", ""))


def epochs_markdown(runs: Sequence[Run]) -> str:
    """Return the epochs study for the model card: a table and a sentence for each run."""
    titles = ["run", "epochs"]
    titles += [f"{when}: {what}" for when in epochs.MOMENTS for what in epochs.KEPT]
    lines, sentences = [], []
    for run in runs:
        lines.append([run.name, str(run.epochs), *epochs.moments(run)])
        sentences.append(f"- `{run.name}`: {epochs.verdict_of(run)}")
    return "\n".join(["", *_markdown(titles, lines), "", *sentences, ""])


def as_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return the outcomes as plain values."""
    return [
        {"name": o.name, "title": o.title, "figures": dict(o.figures), "skipped": o.skipped}
        for o in outcomes
    ]


def _emphasised(cell: str) -> str:
    """Write Markdown's bold as the page does."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", cell)


def _markdown(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    rows = [titles, ["---"] * len(titles), *lines]
    return [f"| {' | '.join(row)} |" for row in rows]
