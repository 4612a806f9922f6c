"""What a network said of everybody held out, kept so that any question can be asked of it later."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.files import replacing


@dataclass(frozen=True, slots=True)
class Predictions:
    """Answers and truths of N held-out pictures or frames, in the order of their sets.

    ``dataset``, ``name`` str [N]: the set and the file within it; frames of one sequence share
    a name and stand in the order of time.  ``kind`` str [N]: what a sequence shows (speech, yawn,
    …), empty for a still.  ``smile`` float32 [N] 0–1 and ``emotion`` float32 [N, 7] probabilities;
    ``smile_truth`` [N] and ``emotion_truth`` [N, 7], how the voters divide, are NaN where there is
    no label; ``label`` int [N] is the set's own single emotion, −1 where there is none.
    ``light`` float32 [N]: mean luma of the crop, 0–1.
    """

    dataset: NDArray[np.str_]
    name: NDArray[np.str_]
    kind: NDArray[np.str_]
    smile: NDArray[np.float32]
    emotion: NDArray[np.float32]
    smile_truth: NDArray[np.float32]
    emotion_truth: NDArray[np.float32]
    label: NDArray[np.int64]
    light: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.smile)

    @property
    def datasets(self) -> list[str]:
        """Return the sets in the order in which they come."""
        return list(dict.fromkeys(self.dataset.tolist()))

    def where(self, chosen: NDArray[np.bool_]) -> "Predictions":
        """Return the chosen entries (a mask [N])."""
        return Predictions(**{f.name: getattr(self, f.name)[chosen] for f in fields(self)})

    def of(self, dataset: str) -> "Predictions":
        """Return the entries of one set."""
        return self.where(self.dataset == dataset)


def join(parts: list[Predictions]) -> Predictions:
    """Put the predictions on several sets together."""
    return Predictions(
        **{
            f.name: np.concatenate([getattr(part, f.name) for part in parts])
            for f in fields(Predictions)
        }
    )


def save_predictions(file: Path, predictions: Predictions) -> None:
    """Write a compressed ``.npz``; the file appears whole or not at all."""
    with replacing(file) as part, part.open("wb") as stream:
        np.savez_compressed(
            stream, **{f.name: getattr(predictions, f.name) for f in fields(predictions)}
        )


def load_predictions(file: Path) -> Predictions:
    """Read what :func:`save_predictions` wrote.

    Raises ``FileNotFoundError``, or ``ValueError`` naming an array that is not there.
    """
    with np.load(file, allow_pickle=False) as arrays:
        missing = [f.name for f in fields(Predictions) if f.name not in arrays]
        if missing:
            raise ValueError(f"{file} lacks {', '.join(missing)}: validate the run again")
        return Predictions(**{f.name: arrays[f.name] for f in fields(Predictions)})
