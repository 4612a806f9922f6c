"""The rows of the table that are measured on pictures, with their floors and aims.

Floors and aims stand here and in ``film_rows``, and nowhere else.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.data.splits import Split
from training.evaluation.bootstrap import interval
from training.evaluation.by_set import by_majority, known, smile_arrays, smile_labelled
from training.evaluation.calibration_tables import Sets, calibration_cases, is_fitted
from training.evaluation.judging import Judged
from training.evaluation.table import NOTHING, Figure, Measure, Row, Unit, open_row
from training.scoring.calibration import BINS, chance_error, reliability
from training.scoring.metrics import roc_auc
from training.scoring.scores import wilson

LINE: Final = 0.5
"""Above this probability a still counts as said to be a smile."""

CHOSEN_ON_VALIDATION: Final = (
    "The validation people took part in choosing: the calibration, whose bias moves what 0.5 "
    "means, was fitted to them, and so were the share of a blend and the weights of teachers in "
    "an ensemble, where the recipe has them. Nothing was fitted to the test people; but their "
    "figures were in sight, together with those of the validation people, while recipes and "
    "films were being made."
)

CHOSEN_ON_PUBLIC_TEST: Final = (
    "PublicTest is the validation side. The emotions' temperature and seven biases, which move "
    "some answers, were fitted to half of it: the other half decides, or PrivateTest where it is "
    "there. That other half is not untouched either: the temperature of a teacher (and its "
    "weight, among several) was fitted to all of PublicTest, and its figures were in sight while "
    "recipes were being made."
)


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


def _genki(judged: Sequence[Judged]) -> Row:
    ones = smile_labelled(judged)
    right = Measure("accuracy", Unit.SHARE, 0.955, 0.97, *_both(ones, _accuracy))
    area = Measure("ROC AUC", Unit.NUMBER, 0.990, 0.995, *_both(ones, _area))
    note = "Photographs as taken; near copies held together."
    return Row("genki4k", "GENKI-4K", (right, area), note, CHOSEN_ON_VALIDATION)


def _smiles(judged: Sequence[Judged]) -> Row:
    ones = known(smile_labelled(judged))
    right = Measure("accuracy", Unit.SHARE, 0.975, 0.985, *_both(ones, _accuracy))
    note = "People known for certain; negatives that a second labelling calls happy left out."
    return Row("smiles", "SMILEs, certain persons", (right,), note, CHOSEN_ON_VALIDATION)


def _fer(judged: Sequence[Judged]) -> Row:
    labelled = [(one, one.sample.label) for one in judged if one.sample.label is not None]
    right = _emotions_right(labelled, 0.65, 0.712)
    note = "Seven classes. PublicTest; its copies in Training were removed from the training."
    return Row("fer2013", "FER2013 PublicTest", (right,), note, CHOSEN_ON_PUBLIC_TEST)


def _votes(judged: Sequence[Judged]) -> Row:
    right = _emotions_right(by_majority(judged), 0.83, 0.875)
    note = "PublicTest, where more than five of the ten voters chose the same of the seven classes."
    title = "FER+, strict majority of the ten votes"
    return Row("ferplus", title, (right,), note, CHOSEN_ON_PUBLIC_TEST)


def _emotions_right(labelled: Sequence[tuple[Judged, int]], floor: float, aim: float) -> Measure:
    """Return the share right on PublicTest, to be judged where no bias was fitted to it.

    That is PrivateTest where the set has it, and else the other half of PublicTest.
    """
    public, private = (
        [(one, label) for one, label in labelled if one.sample.split == side]
        for side in ("validation", "test")
    )
    rest = [(one, label) for one, label in public if not is_fitted(one.sample)]
    whole, test = (
        share(np.array([one.emotion == label for one, label in ones], bool))
        for ones in (public, private or rest)
    )
    return Measure(
        "accuracy", Unit.SHARE, floor, aim, whole, test, fitted=True,
        tested="PrivateTest" if private else "half not fitted to",
    )  # fmt: skip


def _london(judged: Sequence[Judged]) -> Row:
    pairs = pairs_right(judged)
    held_out = share(np.array([right for right, _ in pairs], bool))
    test = share(np.array([right for right, split in pairs if split == "test"], bool))
    both = Measure("both right", Unit.SHARE, 0.88, 1.0, held_out, test, counted="pairs")
    note = "A person counts where the neutral face reads below 0.5 and the smiling one above."
    return Row("london", "London pairs", (both,), note, CHOSEN_ON_VALIDATION)


def _calibration(judged: Sets) -> Row:
    def figure(ones: Sequence[Judged]) -> Figure:
        smile, truth = smile_arrays(ones)
        low, high = interval(
            lambda rows: reliability(smile[rows], truth[rows]).error, _groups(ones), draws=400
        )
        return Figure(reliability(smile, truth).error, len(ones), low, high)

    title = "Expected calibration error of smile"
    held_out, test = calibration_cases(judged), calibration_cases(judged, "test")
    if not test:
        return open_row("calibration", title, "There are no labelled test people to measure it on.")
    error = Measure(
        "ECE", Unit.NUMBER, 0.03, 0.015, figure(held_out), figure(test),
        higher_is_better=False, fitted=True,
    )  # fmt: skip
    note = (
        f"{BINS} bins of equal width, people of GENKI-4K, SMILEs and London together. A perfect "
        f"model would show {chance_error(smile_arrays(test)[0]):.3f} on as many pictures of test "
        "people by chance."
    )
    chosen = (
        "Temperature and bias were fitted to the validation people: the test people alone decide."
    )
    return Row("calibration", title, (error,), note, chosen)


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
        return NOTHING
    value = float(hits.mean())
    low, high = wilson(value, len(hits))
    if groups is not None and len(set(groups)) < len(hits) and 0 < value < 1:
        low, high = interval(lambda rows: float(hits[rows].mean()), groups)
    return Figure(value, len(hits), low, high)


def _groups(ones: Sequence[Judged]) -> list[str]:
    return [f"{one.sample.dataset}/{one.sample.group}" for one in ones]
