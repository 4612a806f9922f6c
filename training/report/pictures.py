"""The drawn part of the report: curves, ROC, reliability and confusion."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from laughgame.game.reading import EMOTIONS
from training.experiments.plots import emotion_confusion
from training.page import Section, escaped
from training.report.charts import Axis, Trace, around, line_chart
from training.report.runs import Run
from training.report.summary import HEADS
from training.scoring.calibration import BINS, reliability
from training.scoring.metrics import roc
from training.scoring.predictions import Predictions
from training.scoring.scores import clear_smiles, head_scores, smile_cases

LOSSES = {
    "loss": "loss in training",
    "validation_loss": "loss on validation",
    "validation_smile": "smile loss on validation",
    "validation_emotion": "emotion loss on validation",
}

CORNER = (0.25, 0.75)
"""Where every curve is good, only the upper left corner of the ROC plot is worth its space."""

CURVE_POINTS = 200

FEW = 4
"""Up to this many confusion matrices a set are shown at once; more are folded away."""


def curves(runs: Sequence[Run]) -> Section | None:
    """Return losses and accuracies by epoch; ``None`` where no run kept metrics."""
    columns = list(dict.fromkeys(key for run in runs for row in run.metrics for key in row))
    shown = {key: name for key, name in LOSSES.items() if key in columns}
    for column in columns:
        dataset, _, head = column.rpartition("_")
        if head in HEADS and dataset not in ("", "validation"):
            shown[column] = f"{dataset} · {HEADS[head]}, accuracy"
    if not shown:
        return None
    last = max(run.epochs for run in runs)
    x = Axis("epoch", 1, max(2, last), "{:.0f}".format, whole=True)
    tiles = [
        _figure(title, [_trace(run, run.column(column)) for run in runs], x, _writer(column))
        for column, title in shown.items()
    ]
    return Section(
        "Curves",
        f'<div class="tiles thirds">{"".join(tiles)}</div>',
        "Losses on validation are plain cross-entropies, the same for every recipe; losses in "
        "training carry the recipe’s smoothing, weights and augmentation.",
    )


def rocs(runs: Sequence[Run]) -> Section | None:
    """Return the smile head's ROC curves, a plot a set."""
    tiles = []
    for dataset, parts in _smiles(runs).items():
        areas = [head_scores(part)["smile"].roc_auc for _, part in parts]
        if not all(math.isfinite(area) for area in areas):
            continue
        corner = min(areas) > 0.96
        x = Axis("false alarms", 0, CORNER[0] if corner else 1, _percent)
        y = Axis("smiles seen", CORNER[1] if corner else 0, 1, _percent)
        traces = [_trace(run, _roc_points(part, x, y)) for run, part in parts]
        chart = line_chart(f"ROC, {dataset}", traces, x, y, (344, 344), dots=False)
        legend = ", ".join(
            f"{run.letter} {area:.4f}" for (run, _), area in zip(parts, areas, strict=True)
        )
        note = f"Area {legend}." + (" Only the upper left corner." if corner else "")
        tiles.append(_tile(dataset, chart, note))
    return _section("ROC of the smile", tiles, "Smiles seen against false alarms.")


def reliabilities(runs: Sequence[Run]) -> Section | None:
    """Return how often said probabilities of a smile came true, a plot a set."""
    tiles = []
    axes = Axis("probability said", 0, 1, _percent), Axis("smiles", 0, 1, _percent)
    for dataset, parts in _smiles(runs).items():
        kept = [(run, reliability(*clear_smiles(part))) for run, part in parts]
        traces = [
            _trace(run, list(zip(one.said.tolist(), one.came.tolist(), strict=True)))
            for run, one in kept
        ]
        chart = line_chart(f"reliability, {dataset}", traces, *axes, size=(344, 344), diagonal=True)
        errors = ", ".join(f"{run.letter} {one.error:.3f}" for run, one in kept)
        tiles.append(_tile(dataset, chart, f"Expected calibration error {errors}."))
    return _section(
        "Reliability",
        tiles,
        "On the straight line 0.8 means that eight in ten are smiles; below it the network is too "
        f"sure of itself. {BINS} equal steps; points of few pictures jump about.",
    )


def confusions(runs: Sequence[Run]) -> Section | None:
    """Return the emotion head's confusion matrices, one a set and run."""
    parts: dict[str, list[str]] = {}
    for run in runs:
        for dataset in run.predictions.datasets if run.predictions is not None else ():
            part = run.predictions.of(dataset)
            if (part.label >= 0).any():
                title = f"{run.badge} {escaped(dataset)}"
                parts.setdefault(dataset, []).append(
                    f"<div><h3>{title}</h3>{_matrix(emotion_confusion(part))}</div>"
                )
    if not parts:
        return None
    body = []
    for dataset, tiles in parts.items():
        grid = f'<div class="tiles">{"".join(tiles)}</div>'
        if len(tiles) > FEW:
            grid = (
                f"<details><summary>{escaped(dataset)}, {len(tiles)} runs</summary>{grid}</details>"
            )
        body.append(grid)
    return Section(
        "Confusion of the emotions",
        "".join(body),
        "Share of each true emotion (line) that was called each (column), in percent.",
    )


def _smiles(runs: Sequence[Run]) -> dict[str, list[tuple[Run, Predictions]]]:
    sets: dict[str, list[tuple[Run, Predictions]]] = {}
    for run in runs:
        for dataset in run.predictions.datasets if run.predictions is not None else ():
            part = run.predictions.of(dataset)
            if smile_cases(part).any():
                sets.setdefault(dataset, []).append((run, part))
    return sets


def _roc_points(part: Predictions, x: Axis, y: Axis) -> list[tuple[float, float]]:
    alarms, hits = roc(*clear_smiles(part))
    shown = np.flatnonzero((alarms <= x.high) & (hits >= y.low))
    if len(shown) > CURVE_POINTS:
        shown = shown[np.linspace(0, len(shown) - 1, CURVE_POINTS).round().astype(int)]
    return list(zip(alarms[shown].tolist(), hits[shown].tolist(), strict=True))


def _matrix(counts: np.ndarray) -> str:
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    head = "".join(f'<th scope="col">{escaped(e)}</th>' for e in EMOTIONS)
    rows = []
    for truth, emotion in enumerate(EMOTIONS):
        cells = "".join(
            f'<td style="--share:{shares[truth, found]:.2f}"'
            f"{' class=right' if truth == found else ''} "
            f'title="{counts[truth, found]} of {counts[truth].sum()}">'
            f"{shares[truth, found] * 100:.0f}</td>"
            for found in range(len(EMOTIONS))
        )
        rows.append(f'<tr><th scope="row">{escaped(emotion)}</th>{cells}</tr>')
    return (
        f'<table class="matrix"><thead><tr><th class="word">true ↓ said →</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _trace(run: Run, points: list[tuple[float, float]]) -> Trace:
    return Trace(run.number, run.letter, f"{run.letter} {run.name}", points)


def _figure(title: str, traces: list[Trace], x: Axis, write: Callable[[float], str]) -> str:
    y = around([value for trace in traces for _, value in trace.points], "", write)
    return _tile(title, line_chart(title, traces, x, y, (344, 260)), "")


def _tile(title: str, chart: str, note: str) -> str:
    return (
        f"<figure><h3>{escaped(title)}</h3>{chart}"
        + (f"<figcaption>{escaped(note)}</figcaption>" if note else "")
        + "</figure>"
    )


def _section(title: str, tiles: Sequence[str], lead: str) -> Section | None:
    if not tiles:
        return None
    return Section(title, f'<div class="tiles thirds">{"".join(tiles)}</div>', lead)


def _writer(column: str) -> Callable[[float], str]:
    return "{:.3g}".format if column in LOSSES else _percent


def _percent(share: float) -> str:
    return f"{share * 100:.3g}%"
