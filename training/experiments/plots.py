"""The pictures a run leaves: curves, confusion, ROC and reliability, in the game's day colours."""

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from laughgame.game.reading import EMOTIONS
from training.files import replacing
from training.scoring.calibration import reliability
from training.scoring.metrics import confusion, roc
from training.scoring.predictions import Predictions
from training.scoring.scores import clear_smiles, smile_cases, smile_score

PAPER: Final = "#FFFDF4"
INK: Final = "#0A1F1B"
DIM: Final = "#46645A"
RAIL: Final = "#7C966F"
TRACES: Final = ("#0A64B4", "#C4270E", "#B07D00", "#0A1F1B", "#8A4FA3", "#2E8B6B")
"""Told apart by colour-blind eyes in this order; the dashes tell them apart without colour."""

DASHES: Final = ("-", (0, (6, 2)), (0, (2, 2)), (0, (6, 2, 2, 2)))

SHADES: Final = LinearSegmentedColormap.from_list("paper to sky", [PAPER, "#6CC7FF", "#0A64B4"])


def draw_curves(rows: Sequence[dict[str, float]], picture: Path) -> None:
    """Plot the lines of ``metrics.csv``: losses on the left, held-out accuracy on the right."""
    figure, (left, right) = _figure(1, 2, "Loss", "Right of the held out, validation")
    columns = list(dict.fromkeys(key for row in rows for key in row))
    shown = {"loss": "training", "validation_loss": "validation"}
    parts = {"validation_smile": "validation, smile", "validation_emotion": "validation, emotion"}
    for axes, names in (
        (left, {key: label for key, label in (shown | parts).items() if key in columns}),
        (right, {key: key for key in columns if key.count("_") and _is_accuracy(key)}),
    ):
        for (key, label), color, dash in zip(
            names.items(), cycle(TRACES), _dashes(len(names)), strict=False
        ):
            points = [(row["epoch"], row[key]) for row in rows if key in row]
            axes.plot(*zip(*points, strict=True), marker=".", color=color, ls=dash, label=label)
        axes.set_xlabel("epoch")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        _name_lines(axes, "best")
    right.yaxis.set_major_formatter("{x:.0%}")
    _save(figure, picture)


def draw_confusion(predictions: Predictions, picture: Path) -> None:
    """Draw the emotion confusion of each set that has emotions: shares of the true class."""
    sets = [s for s in predictions.datasets if (predictions.of(s).label >= 0).any()]
    figure, plots = _figure(1, max(1, len(sets)), *sets)
    for name, axes in zip(sets, plots, strict=False):
        table = emotion_confusion(predictions.of(name))
        cases = table.sum(axis=1, keepdims=True)
        shares = table / np.maximum(cases, 1)
        axes.imshow(shares, vmin=0, vmax=1, cmap=SHADES)
        for (truth, found), share in np.ndenumerate(shares):
            color = PAPER if share > 0.6 else INK
            axes.text(found, truth, f"{share:.0%}", ha="center", va="center", color=color, size=8)
        axes.set_xticks(range(len(EMOTIONS)), EMOTIONS, rotation=45, ha="right")
        axes.set_yticks(range(len(EMOTIONS)), EMOTIONS)
        axes.set(xlabel="said", ylabel="true")
        axes.grid(False)
    _save(figure, picture)


def draw_roc(predictions: Predictions, picture: Path) -> None:
    """Draw the ROC curve of the smile head, a line a set."""
    figure, (axes,) = _figure(1, 1, "Smile: ROC")
    for color, (name, part) in zip(cycle(TRACES), _with_smiles(predictions), strict=False):
        score = smile_score(part)
        assert score is not None
        alarms, hits = roc(*clear_smiles(part))
        axes.plot(alarms, hits, color=color, label=f"{name}, area {score.roc_auc:.3f}")
    axes.set(xlabel="false alarms", ylabel="smiles seen", xlim=(0, 1), ylim=(0, 1.01))
    _name_lines(axes, "lower right")
    _save(figure, picture)


def draw_reliability(predictions: Predictions, picture: Path) -> None:
    """Draw how often a said probability of a smile came true, a line a set."""
    figure, (axes,) = _figure(1, 1, "Smile: said against true")
    axes.plot([0, 1], [0, 1], color=INK, lw=3)
    for color, (name, part) in zip(cycle(TRACES), _with_smiles(predictions), strict=False):
        kept = reliability(*clear_smiles(part))
        label = f"{name}, error {kept.error:.3f}"
        axes.plot(kept.said, kept.came, marker=".", color=color, label=label)
    axes.set(xlabel="probability said", ylabel="share of smiles", xlim=(0, 1), ylim=(0, 1.01))
    _name_lines(axes, "upper left")
    _save(figure, picture)


def emotion_confusion(part: Predictions) -> np.ndarray:
    """Return the counts [true class, said class] of one set."""
    chosen = part.label >= 0
    return confusion(part.emotion[chosen].argmax(axis=1), part.label[chosen], len(EMOTIONS))


def _with_smiles(predictions: Predictions) -> list[tuple[str, Predictions]]:
    parts = [(name, predictions.of(name)) for name in predictions.datasets]
    return [(name, part) for name, part in parts if smile_cases(part).any()]


def _is_accuracy(column: str) -> bool:
    heads = ("_smile", "_emotion", "_votes")
    return column.endswith(heads) and not column.startswith("validation_")


def _name_lines(axes: Axes, place: str) -> None:
    """Put a legend where lines were drawn; of none matplotlib warns."""
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, fontsize=8, loc=place)


def _dashes(count: int) -> list[object]:
    return [DASHES[(number // len(TRACES)) % len(DASHES)] for number in range(count)]


def _figure(rows: int, columns: int, *titles: str) -> tuple[Figure, list[Axes]]:
    figure = Figure(
        figsize=(5.5 * columns, 4.5 * rows), layout="constrained", facecolor=PAPER, edgecolor=INK
    )
    FigureCanvasAgg(figure)
    plots = list(figure.subplots(rows, columns, squeeze=False).flat)
    for axes, title in zip(plots, titles or [""], strict=False):
        axes.set_facecolor(PAPER)
        axes.set_title(title, loc="left", color=INK, fontweight="bold", fontsize=11)
        axes.grid(color=RAIL, alpha=0.35, lw=0.8)
        axes.tick_params(colors=DIM, labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(RAIL)
    return figure, plots


def _save(figure: Figure, picture: Path) -> None:
    with replacing(picture) as part:
        figure.savefig(part, dpi=110, format="png")
