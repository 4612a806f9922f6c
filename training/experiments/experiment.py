"""What every run leaves in its folder, so that it can be understood and repeated later.

``config.json`` (recipe, seed, fingerprint of the data, commands, versions, commit),
``metrics.csv`` (a line an epoch), ``validation.npz`` with the held-out predictions, and the
pictures ``curves.png``, ``confusion.png``, ``roc.png`` and ``reliability.png``.
"""

import csv
import datetime
import hashlib
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from training.experiments.plots import draw_confusion, draw_curves, draw_reliability, draw_roc
from training.files import replacing, write_text
from training.places import WEIGHTS
from training.scoring.predictions import Predictions, save_predictions

CONFIG: Final = "config.json"
METRICS: Final = "metrics.csv"
PREDICTIONS: Final = "validation.npz"

PACKAGES: Final = ("torch", "torchvision", "numpy", "opencv-python-headless", "mediapipe")
"""Whose versions may change a result."""

FIXED: Final = ("recipe", "data", "start")
"""Parts of the configuration in which a resumed run must agree with its beginning."""


def keep_config(
    run: Path, recipe: Mapping[str, Any], data: Mapping[str, Any], start: Path | None = None
) -> None:
    """Write ``config.json``, or add this call to one that says the same.

    ``recipe`` is the whole recipe as plain values, ``data`` its
    :func:`~training.experiments.fingerprint.fingerprint`, ``start`` the file of weights it starts
    from.  Raises ``ValueError`` naming what differs when the folder holds a run of another recipe,
    other data or another start.
    """
    run.mkdir(parents=True, exist_ok=True)
    file = run / CONFIG
    begin = None if start is None else _named(start)
    fixed = json.loads(json.dumps({"recipe": recipe, "data": data, "start": begin}))
    config = fixed | {"seed": fixed["recipe"].get("seed"), "calls": []}
    if file.is_file():
        config = read_config(run)
        differing = [
            key for part in FIXED for key in _differing(part, config.get(part), fixed[part])
        ]
        if differing:
            raise ValueError(f"{file} belongs to another run; these differ: {', '.join(differing)}")
    config["calls"].append(_this_call())
    write_text(file, json.dumps(config, indent=2, ensure_ascii=False) + "\n")


def read_config(run: Path) -> dict[str, Any]:
    """Read a run's configuration; an empty one where none was kept.

    Raises ``ValueError`` naming the file where it is damaged.
    """
    file = run / CONFIG
    if not file.is_file():
        return {}
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file} is damaged: {error}") from error
    if not isinstance(config, dict):
        raise ValueError(f"{file} is damaged: it holds no configuration")
    return config


def unfinished(run: Path) -> str | None:
    """Return a sentence about a run that stopped before its recipe's last epoch, else ``None``.

    Its weights are of use, but not what the recipe promises.
    """
    stages = read_config(run).get("recipe", {}).get("stages", [])
    wanted = sum(stage["epochs"] for stage in stages)
    lines = _lines(run)
    done = int(lines[-1]["epoch"]) if lines else 0
    # A blend keeps the recipe of its later half, and has no epochs of its own.
    if not lines or done >= wanted:
        return None
    return f"{run} has done {done} of the {wanted} epochs of its recipe"


def of_recipe(run: Path, recipe: Mapping[str, Any]) -> bool:
    """Tell whether the run in the folder is one of this recipe, as plain values."""
    return bool(read_config(run).get("recipe") == json.loads(json.dumps(recipe)))


def started_from(run: Path, weights: Path) -> bool:
    """Tell whether the run in the folder began with these weights, as the file is now."""
    start = read_config(run).get("start")
    # Runs older than the digest kept a name alone, and can only be believed.
    if start is not None and " " not in start:
        return True
    return weights.is_file() and start == _named(weights)


def _named(weights: Path) -> str:
    name = weights.parent.name if weights.name == WEIGHTS else weights.name
    return f"{name} {digest_of_file(weights)[:16]}"


def digest_of_file(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def keep_epoch(run: Path, row: Mapping[str, float]) -> None:
    """Add a line to ``metrics.csv``; lines of epochs that are being done again are replaced."""
    lines: list[Mapping[str, object]] = [
        line for line in _lines(run) if int(line["epoch"]) < row["epoch"]
    ]
    columns = list(dict.fromkeys([*(key for line in lines for key in line), *row]))
    with replacing(run / METRICS) as part, part.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=columns, restval="")
        writer.writeheader()
        writer.writerows([*lines, row])


def read_metrics(run: Path) -> list[dict[str, float]]:
    """Read ``metrics.csv``: a table an epoch, without the columns it left empty."""
    return [{key: float(value) for key, value in line.items() if value} for line in _lines(run)]


def keep_results(run: Path, predictions: Predictions) -> None:
    """Keep the held-out predictions of the newest weights, and draw what they and the epochs show.

    Called after every epoch, so that a run that is stopped leaves all of it, too.
    """
    save_predictions(run / PREDICTIONS, predictions)
    draw_curves(read_metrics(run), run / "curves.png")
    draw_confusion(predictions, run / "confusion.png")
    draw_roc(predictions, run / "roc.png")
    draw_reliability(predictions, run / "reliability.png")


def _lines(run: Path) -> list[dict[str, str]]:
    file = run / METRICS
    if not file.is_file():
        return []
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _this_call() -> dict[str, Any]:
    return {
        "command": ["python", *sys.orig_argv[1:]],
        "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "versions": {name: _version(name) for name in PACKAGES},
        "commit": _commit(),
    }


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _commit() -> str | None:
    """Return the commit of the source, with a ``+`` where it has been changed since.

    ``None`` outside a repository, or where there is no git.
    """
    here = Path(__file__).parent
    try:
        commit, changes = (
            subprocess.run(
                ["git", "-C", str(here), *arguments],
                capture_output=True, text=True, check=True, timeout=20,
            ).stdout.strip()
            for arguments in (("rev-parse", "HEAD"), ("status", "--porcelain", "--", "."))
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return commit + ("+" if changes else "")


def _differing(path: str, one: Any, other: Any) -> list[str]:
    """Return the dotted names of the leaves in which two configurations differ."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return [] if one == other else [path]
    return [
        leaf
        for key in dict.fromkeys([*one, *other])
        for leaf in _differing(f"{path}.{key}", one.get(key), other.get(key))
    ]
