"""The top of the report: which runs, what stands in the way of comparing them, their figures."""

import math
from collections.abc import Sequence

from training.page import Section, escaped, number, percent, table
from training.report.runs import Run
from training.scoring.calibration import reliability
from training.scoring.metrics import HeadScore
from training.scoring.scores import MEASURES, clear_smiles, head_scores, wilson

HEADS = {
    "smile": "smile",
    "emotion": "emotion, by the set’s own label",
    "votes": "emotion, where over half of the votes for the seven agree",
}
"""What each figure is measured against.  The last is not FER+'s strict majority, which asks more
than half of all ten voters, whatever they voted for."""


def overview(runs: Sequence[Run]) -> Section:
    """Return the list of runs with their letters, and the notices."""
    entries = "".join(
        f"<dt>{run.badge}</dt><dt>{escaped(run.name)}</dt><dd>{escaped(_facts(run))}</dd>"
        for run in runs
    )
    notices = "".join(f'<p class="notice">{escaped(text)}</p>' for text in notices_of(runs))
    return Section("Runs", f'{notices}<dl class="runs">{entries}</dl>')


def notices_of(runs: Sequence[Run]) -> list[str]:
    """Return what a reader must know before comparing: other data, other people, other code."""
    notices = []
    unknown = [run.letter for run in runs if not run.data]
    if unknown:
        notices.append(f"No fingerprint of the data was kept by {_and(unknown)}.")
    known = [run for run in runs if run.data]
    for other in known[1:]:
        differing = data_differences(known[0], other)
        if differing:
            notices.append(
                f"{known[0].letter} and {other.letter} saw different data "
                f"({'; '.join(differing)}): their figures may differ for that alone."
            )
    judged = [run for run in runs if run.predictions is not None]
    for other in judged[1:]:
        mine, yours = _held_out(judged[0]), _held_out(other)
        differing = [name for name in mine if name in yours and mine[name] != yours[name]]
        if differing:
            notices.append(
                f"{judged[0].letter} and {other.letter} were judged on different pictures of "
                f"{_and(differing)}: those figures do not compare."
            )
    commits = {str(call.get("commit")) for run in runs for call in run.config.get("calls", [])}
    if len(commits) > 1:
        notices.append("Not all were run by the same source; the commits stand at the end.")
    return notices


def data_differences(one: Run, other: Run) -> list[str]:
    """Say per set in what two fingerprints differ."""
    mine, yours = one.data.get("sets", {}), other.data.get("sets", {})
    differences = []
    for name in dict.fromkeys([*mine, *yours]):
        if name not in mine or name not in yours:
            owner = one if name in mine else other
            differences.append(f"{name} only in {owner.letter}")
            continue
        parts = [part for part in mine[name] if mine[name][part] != yours[name].get(part)]
        if parts:
            differences.append(f"{name}: {', '.join(parts)}")
    return differences


def figures(runs: Sequence[Run]) -> Section | None:
    """Return a table for each set and head, a line a run; ``None`` without predictions."""
    scored = [
        (run, run.predictions.of(dataset), dataset)
        for run in runs
        if run.predictions is not None
        for dataset in run.predictions.datasets
    ]
    by_set: dict[tuple[str, str], list[tuple[Run, HeadScore, float]]] = {}
    for run, part, dataset in scored:
        for head, score in head_scores(part).items():
            error = reliability(*clear_smiles(part)).error if head == "smile" else math.nan
            by_set.setdefault((dataset, head), []).append((run, score, error))
    if not by_set:
        return None
    things = {
        dataset: "frames" if (part.kind != "").any() else "pictures" for _, part, dataset in scored
    }
    tiles = "".join(
        f"<div><h3>{escaped(dataset)} · {escaped(HEADS[head])}</h3>"
        f"{_table(rows, head, things[dataset])}</div>"
        for (dataset, head), rows in by_set.items()
    )
    return Section(
        "Figures",
        f'<div class="tiles">{tiles}</div>',
        "On the validation people, measured on prepared crops by the averaged weights of the last "
        "epoch. The smile head is read at 0.5; for emotions precision, recall, F1 and area are the "
        "mean over the classes. ± is half of a 95 % interval: smaller differences are noise.",
    )


def _table(rows: Sequence[tuple[Run, HeadScore, float]], head: str, things: str) -> str:
    titles = ["", "accuracy", "±", "precision", "recall", "F1", "ROC AUC"]
    titles += ["calibration error"] if head == "smile" else []
    best = {m: max((getattr(score, m) for _, score, _ in rows), default=0.0) for m in MEASURES}
    worst = {m: min((getattr(score, m) for _, score, _ in rows), default=0.0) for m in MEASURES}
    lines = []
    for run, score, error in rows:
        low, high = wilson(score.accuracy, score.count)
        cells = {m: percent(getattr(score, m)) for m in MEASURES[:-1]}
        cells["roc_auc"] = number(score.roc_auc, 4)
        written = [
            f'<td class="best">{cells[m]}</td>'
            if getattr(score, m) == best[m] > worst[m]
            else cells[m]
            for m in MEASURES
        ]
        written.insert(1, f"{(high - low) * 50:.1f}")
        lines.append([run.badge, *written, *([number(error)] if head == "smile" else [])])
    return table(titles, lines, f"{rows[0][1].count:,} {things}")


def _facts(run: Run) -> str:
    recipe = run.config.get("recipe", {})
    length = f"{run.epochs} epoch{'s' if run.epochs > 1 else ''}"
    facts = [length if run.metrics else "no metrics kept"]
    if "seed" in recipe:
        facts.append(f"seed {recipe['seed']}")
    if run.data:
        facts.append(f"data {run.data.get('all')}")
    if run.config.get("start"):
        facts.append(f"starts from {run.config['start']}")
    if run.predictions is None:
        facts.append("no held-out predictions kept")
    return ", ".join(facts)


def _held_out(run: Run) -> dict[str, set[str]]:
    said = run.predictions
    assert said is not None
    return {name: set(said.of(name).name.tolist()) for name in said.datasets}


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
