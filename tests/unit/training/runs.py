"""Runs as training leaves them, made up on the spot."""

from pathlib import Path

import numpy as np

from training.experiments.experiment import keep_config, keep_epoch, keep_results
from training.scoring.predictions import Predictions, join
from training.scoring.scores import epoch_row

DATA = {
    "all": "0123456789abcdef",
    "sets": {
        "genki4k": {"count": 60, "labels": "aaaa", "pixels": "bbbb"},
        "fer2013": {"count": 60, "labels": "cccc", "pixels": "dddd"},
    },
}


def predictions(skill: float = 2.0, count: int = 60) -> Predictions:
    """A set with smiles, one with emotions and votes, and one film; ``skill`` 0 is guessing."""
    random = np.random.default_rng(4)
    smiling = np.tile([0.0, 1.0], count // 2).astype(np.float32)
    label = np.arange(count) % 7
    nobody = np.full((count, 7), np.nan, np.float32)
    votes = 0.7 * np.eye(7, dtype=np.float32)[label] + 0.3 / 7
    logits = skill * np.eye(7)[label] + random.normal(size=(count, 7))
    emotion = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    smile = 1 / (1 + np.exp(-skill * (2 * smiling - 1) - random.normal(size=count)))
    names = np.array([f"images/{i}.jpg" for i in range(count)])

    def one(
        dataset: str, kind: str, truth: np.ndarray, votes: np.ndarray, label: np.ndarray
    ) -> Predictions:
        return Predictions(
            dataset=np.full(count, dataset),
            name=names,
            kind=np.full(count, kind),
            smile=smile.astype(np.float32),
            emotion=emotion.astype(np.float32),
            smile_truth=truth,
            emotion_truth=votes,
            label=label,
            light=np.linspace(0.2, 0.8, count, dtype=np.float32),
        )

    nothing = np.full(count, -1)
    unknown = np.full(count, np.nan, np.float32)
    return join(
        [
            one("genki4k", "", smiling, nobody, nothing),
            one("fer2013", "", unknown, votes.astype(np.float32), label),
            one("actor", "speech", np.zeros(count, np.float32), nobody, nothing),
        ]
    )


def leave_run(
    folder: Path, epochs: int = 3, seed: int = 1, data: dict | None = None, rising: float = 0.0
) -> Path:
    """Write a whole run folder; ``rising`` is added to the validation loss epoch by epoch."""
    recipe = {
        "seed": seed,
        "starts_from": "",
        "loss": {"smoothing": 0.05},
        "stages": [{"size": 96, "epochs": epochs}],
    }
    start = folder.parent / "imagenet.pth"
    start.write_bytes(b"weights")
    keep_config(folder, recipe, data or DATA, start)
    for epoch in range(1, epochs + 1):
        said = predictions(skill=0.5 * epoch)
        row = {"epoch": epoch, "size": 96, "loss": 2 / epoch} | epoch_row(said)
        row["validation_loss"] += rising * epoch
        keep_epoch(folder, row)
    keep_results(folder, said)
    return folder
