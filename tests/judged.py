"""What the runtime might have said of held-out pictures, made up for tests."""

import math
from collections.abc import Sequence
from pathlib import Path

from training.data.sample import Sample
from training.evaluation.judging import Judged


def picture(
    dataset: str,
    number: int,
    smile: int | None = None,
    label: int | None = None,
    votes: Sequence[int] | None = None,
    person: str = "",
    certain: bool = False,
    split: str = "",
) -> Sample:
    """Return a sample without a file; odd numbers are test people unless ``split`` says else."""
    notes = []
    if votes is not None:
        notes.append(("votes", " ".join(map(str, votes))))
    if dataset == "smiles":
        notes.append(("person_is_certain", str(int(certain))))
    return Sample(
        dataset=dataset,
        file=Path(f"{number}.png"),
        name=f"{number}.png",
        group=person or str(number),
        split=split or ("test" if number % 2 else "validation"),
        smile=smile,
        label=label,
        notes=tuple(notes),
    )


def judged(
    sample: Sample, smile: float = math.nan, emotions: tuple[float, ...] = (), emotion: int = -1
) -> Judged:
    """Return what was said of a sample; ``emotion`` follows from ``emotions`` where given."""
    if emotions:
        emotion = max(range(len(emotions)), key=emotions.__getitem__)
    return Judged(sample, smile, emotion, False, 0.5, tuple(map(float, emotions)))
