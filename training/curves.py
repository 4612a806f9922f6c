"""Draw a run's metrics: losses on the left, held-out accuracy on the right."""

import csv
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


def draw_curves(metrics: Path, picture: Path) -> None:
    """Plot ``metrics.csv`` (a line an epoch) into a PNG."""
    with metrics.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    epochs = [int(row["epoch"]) for row in rows]
    figure = Figure(figsize=(11, 4), layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    for column in rows[0]:
        if column in ("epoch", "size"):
            continue
        axes = left if column in ("loss", "smile", "emotion") else right
        axes.plot(epochs, [float(row[column]) for row in rows], marker=".", label=column)
    left.set(title="training loss", xlabel="epoch")
    right.set(title="held out", xlabel="epoch", ylim=(None, 1))
    for axes in (left, right):
        axes.legend(fontsize=8)
        axes.grid(alpha=0.3)
    figure.savefig(picture, dpi=100)
