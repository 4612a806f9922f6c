"""The rows of the table that are measured on pictures, with their floors and aims.

Floors and aims stand here and in ``film_rows``, and nowhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.calibration import BINS, chance_error, reliability
from training.data.splits import Split
from training.evaluation.bootstrap import interval
from training.evaluation.by_set import by_majority, smile_arrays, smile_labelled
from training.evaluation.table import Figure, Measure, Row, Unit
from training.judging import Judged
from training.metrics import roc_auc
from training.scores import wilson

LINE: Final = 0.5
"""Above this probability a still counts as said to be a smile."""

CALIBRATED_ON: Final = ("genki4k", "smiles", "london")
"""The sets whose smiles were labelled as smiles; those of FER2013 are derived from votes."""

Sets = Mapping[str, Sequence[Judged]]


def picture_rows(judged: Sets) -> list[Row]:
    """Return the rows measured on pictures; a set that was not judged leaves its row open."""
    return [
        _genki(judged.get("genki4k", ())),
        _smiles(judged.get("smiles", ())),
        _fer(judged.get("fer2013", ())),
        _votes(judged.get("fer2013", ())),
        _london(judged.get("london", ())),
        _calibration(judged),
    ]


def is_certain(one: Judged) -> bool:
    """Tell whether SMILEs knows for certain who is in the picture."""
    return dict(one.sample.notes).get("person_is_certain") == "1"


def pairs_right(judged: Sequence[Judged]) -> list[tuple[bool, Split]]:
    """Return per person whether the neutral and the smiling face were both judged rightly."""
    people: dict[str, list[Judged]] = {}
    for one in smile_labelled(judged):
        people.setdefault(one.sample.group, []).append(one)
    right = []
    for pair in people.values():
        smile, truth = smile_arrays(pair)
        if len(set(truth.tolist())) == 2:
            right.append((bool(((smile > LINE) == (truth == 1)).all()), pair[0].sample.split))
    return right


def calibration_cases(judged: Sets, split: Split | None = None) -> list[Judged]:
    """Return the pictures that calibration is measured on, of all held-out people or one side.

    A face that was not found has no probability and is left out.
    """
    return [
        one
        for name in CALIBRATED_ON
        for one in smile_labelled(judged.get(name, ()))
        if (name != "smiles" or is_certain(one))
        and not np.isnan(one.smile)
        and split in (None, one.sample.split)
    ]


def _genki(judged: Sequence[Judged]) -> Row:
    ones = smile_labelled(judged)
    right = Measure("accuracy", Unit.SHARE, 0.955, 0.97, *_both(ones, _accuracy))
    area = Measure("ROC AUC", Unit.NUMBER, 0.990, 0.995, *_both(ones, _area))
    return Row(
        "genki4k", "GENKI-4K", (right, area), "Photographs as taken; near copies held together."
    )


def _smiles(judged: Sequence[Judged]) -> Row:
    ones = [one for one in smile_labelled(judged) if is_certain(one)]
    right = Measure("accuracy", Unit.SHARE, 0.975, 0.985, *_both(ones, _accuracy))
    note = "People known for certain; negatives that a second labelling calls happy left out."
    return Row("smiles", "SMILEs, certain persons", (right,), note)


def _fer(judged: Sequence[Judged]) -> Row:
    ones = [
        one for one in judged if one.sample.label is not None and one.sample.split == "validation"
    ]
    hits = np.array([one.emotion == one.sample.label for one in ones], bool)
    right = Measure("accuracy", Unit.SHARE, 0.65, 0.712, share(hits))
    note = "Seven classes. PublicTest; its copies in Training were removed from the training."
    return Row("fer2013", "FER2013 PublicTest", (right,), note)


def _votes(judged: Sequence[Judged]) -> Row:
    ones = by_majority([one for one in judged if one.sample.split == "validation"])
    hits = np.array([one.emotion == label for one, label in ones], bool)
    right = Measure("accuracy", Unit.SHARE, 0.83, 0.875, share(hits))
    note = "PublicTest, where more than five of the ten voters chose the same of the seven classes."
    return Row("ferplus", "FER+, strict majority", (right,), note)


def _london(judged: Sequence[Judged]) -> Row:
    pairs = pairs_right(judged)
    held_out = share(np.array([right for right, _ in pairs], bool))
    test = share(np.array([right for right, split in pairs if split == "test"], bool))
    both = Measure("both right", Unit.SHARE, 0.88, 1.0, held_out, test, counted="pairs")
    note = "A person counts where the neutral face reads below 0.5 and the smiling one above."
    return Row("london", "London pairs", (both,), note)


def _calibration(judged: Sets) -> Row:
    def figure(ones: Sequence[Judged]) -> Figure:
        smile, truth = smile_arrays(ones)
        low, high = interval(
            lambda rows: reliability(smile[rows], truth[rows]).error, _groups(ones), draws=400
        )
        return Figure(reliability(smile, truth).error, len(ones), low, high)

    test = calibration_cases(judged, "test")
    if not test:
        return Row("calibration", "Expected calibration error of smile", ())
    one = figure(test)
    smile, _ = smile_arrays(test)
    error = Measure("ECE", Unit.NUMBER, 0.03, 0.015, one, one, higher_is_better=False)
    note = (
        f"{BINS} bins of equal width, test people of GENKI-4K, SMILEs and London together: the "
        "temperature was fitted on the validation people. A perfect model would show "
        f"{chance_error(smile):.3f} on as many pictures by chance."
    )
    return Row("calibration", "Expected calibration error of smile", (error,), note)


def _both(
    ones: Sequence[Judged], figure: Callable[[Sequence[Judged]], Figure]
) -> tuple[Figure, Figure]:
    return figure(ones), figure([one for one in ones if one.sample.split == "test"])


def _accuracy(ones: Sequence[Judged]) -> Figure:
    smile, truth = smile_arrays(ones)
    return share((smile > LINE) == (truth == 1), _groups(ones))


def _area(ones: Sequence[Judged]) -> Figure:
    smile, truth = smile_arrays(ones)
    low, high = interval(lambda rows: roc_auc(smile[rows], truth[rows] == 1), _groups(ones))
    return Figure(roc_auc(smile, truth == 1), len(ones), low, high)


def share(hits: NDArray[np.bool_], groups: Sequence[str] | None = None) -> Figure:
    """Return a share with Wilson's interval, or over groups by the bootstrap where there are any.

    A share of exactly 0 or 1 does not vary when drawn again: it keeps Wilson's interval.
    """
    if not hits.size:
        return Figure(float("nan"), 0, float("nan"), float("nan"))
    value = float(hits.mean())
    low, high = wilson(value, len(hits))
    if groups is not None and len(set(groups)) < len(hits) and 0 < value < 1:
        low, high = interval(lambda rows: float(hits[rows].mean()), groups)
    return Figure(value, len(hits), low, high)


def _groups(ones: Sequence[Judged]) -> list[str]:
    return [f"{one.sample.dataset}/{one.sample.group}" for one in ones]
