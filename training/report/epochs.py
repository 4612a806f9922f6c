"""The epochs study: how long to train, and whether the loss or the accuracy should say so."""

from collections.abc import Mapping, Sequence

import numpy as np

from training.report.charts import Axis, Trace, around, line_chart
from training.report.page import Section, escaped, number, percent, table
from training.report.runs import Run

NOTICEABLE = 0.01
"""A loss that ends less than this share above its lowest has not risen."""


def study(runs: Sequence[Run]) -> Section | None:
    """Return validation loss against accuracy over the epochs; ``None`` without such losses."""
    kept = [run for run in runs if run.column("validation_loss") and accuracy(run)]
    if not kept:
        return None
    rows, sentences, paths = [], [], []
    for run in kept:
        loss, right = dict(run.column("validation_loss")), dict(accuracy(run))
        lowest = min(loss, key=lambda epoch: loss[epoch])
        highest = max(right, key=lambda epoch: right[epoch])
        last = max(loss)
        cells = (lowest, highest, last)
        rows.append(
            [run.badge, str(run.epochs)]
            + [
                text
                for epoch in cells
                for text in (f"{epoch:.0f}", number(loss[epoch]), percent(right[epoch], 2))
            ]
        )
        sentences.append(
            f"<p>{run.badge} {escaped(verdict(loss, right))}</p>",
        )
        points = [(loss[epoch], right[epoch]) for epoch in sorted(loss)]
        paths.append(Trace(run.number, run.letter, f"{run.letter} {run.name}", points))
    titles = ["", "epochs"] + [
        f"{where}{what}"
        for where in ("lowest loss: ", "highest accuracy: ", "end: ")
        for what in ("epoch", "loss", "accuracy")
    ]
    chart = line_chart(
        "validation loss against accuracy",
        paths,
        around([x for path in paths for x, _ in path.points], "validation loss", "{:.3g}".format),
        around([y for path in paths for _, y in path.points], "", lambda y: f"{y * 100:.3g}%"),
        (584, 360),
    )
    losses = [
        Trace(
            run.number,
            f"{run.letter}{short}",
            f"{run.letter} {run.name}, {where}",
            run.column(column),
            dashes,
        )
        for run in kept
        for column, short, where, dashes in (
            ("validation_loss", "", "on validation", 0),
            ("loss", "t", "in training", 2),
        )
    ]
    x = Axis("epoch", 1, max(2, *(run.epochs for run in kept)), "{:.0f}".format, whole=True)
    both = line_chart(
        "loss in training and on validation",
        losses,
        x,
        around([value for trace in losses for _, value in trace.points], "", "{:.3g}".format),
        (584, 360),
    )
    body = (
        "".join(sentences)
        + '<div class="tiles"><figure><h3>Validation loss against accuracy</h3>'
        + f"{chart}<figcaption>A point an epoch; the letter stands at the last. Up is better, left "
        "is better.</figcaption></figure>"
        + f"<figure><h3>Loss by epoch</h3>{both}<figcaption>Solid: on validation. "
        "Dotted, with a t: in training, where the recipe’s smoothing and weights enter."
        "</figcaption></figure></div>" + table(titles, rows)
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


def verdict(loss: Mapping[float, float], right: Mapping[float, float]) -> str:
    """Say in words what loss and accuracy did after the loss was lowest."""
    lowest, last = min(loss, key=lambda epoch: loss[epoch]), max(loss)
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
