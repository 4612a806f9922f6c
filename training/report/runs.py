"""What the report knows of a run: everything its folder holds, and nothing that it lacks."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.experiments.experiment import CONFIG, METRICS, PREDICTIONS, read_config, read_metrics
from training.page import escaped
from training.report.charts import colour
from training.scoring.predictions import Predictions, load_predictions

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: ``number`` gives its letter and its looks, the rest is as its folder keeps it.

    ``config`` and ``metrics`` are empty and ``predictions`` ``None`` where nothing was kept.
    """

    number: int
    name: str
    config: Mapping[str, Any]
    metrics: Sequence[Mapping[str, float]]
    predictions: Predictions | None

    @property
    def letter(self) -> str:
        return LETTERS[self.number % len(LETTERS)] * (1 + self.number // len(LETTERS))

    @property
    def badge(self) -> str:
        """Return the letter on the run's colour, as HTML."""
        return (
            f'<span class="badge b{colour(self.number)}" title="{escaped(self.name)}">'
            f"{self.letter}</span>"
        )

    @property
    def data(self) -> Mapping[str, Any]:
        """Return the fingerprint of its data, empty where none was kept."""
        data: Mapping[str, Any] = self.config.get("data") or {}
        return data

    @property
    def epochs(self) -> int:
        return int(self.metrics[-1]["epoch"]) if self.metrics else 0

    def column(self, name: str) -> list[tuple[float, float]]:
        """Return (epoch, value) of a column of ``metrics.csv`` where it has a number."""
        return [
            (row["epoch"], row[name])
            for row in self.metrics
            if name in row and math.isfinite(row[name])
        ]


def read_runs(folders: Sequence[Path]) -> list[Run]:
    """Read run folders; raises ``FileNotFoundError`` naming one that holds no run."""
    runs = []
    for number, folder in enumerate(folders):
        if not any((folder / file).is_file() for file in (CONFIG, METRICS, PREDICTIONS)):
            raise FileNotFoundError(f"{folder} holds no run: neither {CONFIG} nor {METRICS}")
        twice = [other.name for other in folders].count(folder.name) > 1
        predictions = folder / PREDICTIONS
        runs.append(
            Run(
                number,
                f"{folder.parent.name}/{folder.name}" if twice else folder.name,
                read_config(folder),
                read_metrics(folder),
                load_predictions(predictions) if predictions.is_file() else None,
            )
        )
    return runs


def flat(value: Any, path: str = "") -> dict[str, str]:
    """Return nested plain values as dotted names → text."""
    if isinstance(value, Mapping):
        pairs: list[tuple[str, Any]] = list(value.items())
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        pairs = [(str(place + 1), item) for place, item in enumerate(value)]
    else:
        return {path: _written(value)}
    leaves: dict[str, str] = {}
    for key, item in pairs:
        leaves |= flat(item, f"{path}.{key}" if path else key)
    return leaves


def _written(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)
