"""The epochs study: how long to train, and whether the loss or the accuracy should say so."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from training.page import Section, escaped, number, percent, table
from training.report.charts import Axis, Trace, around, line_chart
from training.report.runs import Run

NOTICEABLE: Final = 0.01
"""A loss that ends less than this share above its lowest has not risen."""

MOMENTS: Final = ("lowest loss", "highest accuracy", "end")
KEPT: Final = ("at epoch", "loss", "accuracy")
"""What :func:`moments` gives, in this order: of each moment all three."""

CHART: Final = (584, 360)


def study(runs: Sequence[Run]) -> Section | None:
    """Return validation loss against accuracy over the epochs; ``None`` without such losses."""
    kept = [run for run in runs if run.column("validation_loss") and accuracy(run)]
    if not kept:
        return None
    sentences = "".join(f"<p>{run.badge} {escaped(verdict_of(run))}</p>" for run in kept)
    titles = ["", "epochs", *(f"{when}: {what}" for when in MOMENTS for what in KEPT)]
    rows = [[run.badge, str(run.epochs), *moments(run)] for run in kept]
    body = (
        f'{sentences}<div class="tiles"><figure><h3>Validation loss against accuracy</h3>'
        f"{_paths(kept)}<figcaption>From epoch to epoch; the letter stands at the last. Up is "
        "better, left is better.</figcaption></figure>"
        f"<figure><h3>Loss by epoch</h3>{_losses(kept)}<figcaption>Solid: on validation. Dotted, "
        "with a t: in training, where the recipe’s smoothing and weights enter.</figcaption>"
        f"</figure></div>{table(titles, rows)}"
    )
    return Section(
        "Epochs: loss against accuracy",
        body,
        "Accuracy is the mean over all sets and heads on the validation people.",
    )


def accuracy(run: Run) -> list[tuple[float, float]]:
    """Return (epoch, mean accuracy over all sets and heads) where a run kept them all."""
    columns = [
        key
        for key in dict.fromkeys(key for row in run.metrics for key in row)
        if key.endswith(("_smile", "_emotion")) and not key.startswith("validation_")
    ]
    return [
        (row["epoch"], float(np.mean([row[key] for key in columns])))
        for row in run.metrics
        if columns and all(key in row for key in columns)
    ]


def moments(run: Run) -> list[str]:
    """Return epoch, validation loss and accuracy at each of the :data:`MOMENTS`, as text."""
    loss, right = dict(run.column("validation_loss")), dict(accuracy(run))
    return [
        text
        for epoch in (_lowest(loss), max(right, key=lambda epoch: right[epoch]), max(loss))
        for text in (f"{epoch:.0f}", number(loss[epoch]), percent(right[epoch], 2))
    ]


def verdict_of(run: Run) -> str:
    """Say in words what a run's loss and accuracy did after the loss was lowest."""
    return verdict(dict(run.column("validation_loss")), dict(accuracy(run)))


def verdict(loss: Mapping[float, float], right: Mapping[float, float]) -> str:
    """Say in words what validation loss and accuracy, by epoch, did after the loss was lowest."""
    lowest, last = _lowest(loss), max(loss)
    at_end, there = right[last], right[lowest]
    begin = (
        f"After {last:.0f} epochs the validation loss is {loss[last]:.3f} and {percent(at_end)} "
        "of the answers are right."
    )
    if loss[last] <= loss[lowest] * (1 + NOTICEABLE):
        return f"{begin} The loss has not risen: there was nothing to stop early for."
    middle = (
        f" The loss was lowest, {loss[lowest]:.3f}, at epoch {lowest:.0f}, "
        f"with {percent(there)} right."
    )
    if at_end > there:
        end = "Stopping there would have cost accuracy: it grew surer of mistakes, and made fewer."
    else:
        end = "Nothing was gained after it: stopping there would have been right."
    return f"{begin}{middle} {end}"


def _paths(runs: Sequence[Run]) -> str:
    traces = []
    for run in runs:
        loss, right = dict(run.column("validation_loss")), dict(accuracy(run))
        points = [(loss[epoch], right[epoch]) for epoch in sorted(loss) if epoch in right]
        traces.append(Trace(run.number, run.letter, f"{run.letter} {run.name}", points))
    return line_chart(
        "validation loss against accuracy",
        traces,
        around([x for t in traces for x, _ in t.points], "validation loss", "{:.3g}".format),
        around([y for t in traces for _, y in t.points], "", lambda y: f"{y * 100:.3g}%"),
        CHART,
    )


def _losses(runs: Sequence[Run]) -> str:
    traces = [
        Trace(run.number, run.letter + short, f"{run.letter} {run.name}, {where}", points, dashes)
        for run in runs
        for points, short, where, dashes in (
            (run.column("validation_loss"), "", "on validation", 0),
            (run.column("loss"), "t", "in training", 2),
        )
    ]
    return line_chart(
        "loss in training and on validation",
        traces,
        Axis("epoch", 1, max(2, *(run.epochs for run in runs)), "{:.0f}".format, whole=True),
        around([value for t in traces for _, value in t.points], "", "{:.3g}".format),
        CHART,
    )


def _lowest(loss: Mapping[float, float]) -> float:
    return min(loss, key=lambda epoch: loss[epoch])
