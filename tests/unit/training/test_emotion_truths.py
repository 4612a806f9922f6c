"""Label and voters pull one answer two ways, and the table shows how far."""

import numpy as np

from tests.judged import judged, picture
from training.evaluation.emotion_truths import LABEL_SHARES, truths_table
from training.evaluation.judging import Judged
from training.scoring.calibration import softmax

NEUTRAL, SAD, CLASSES = 0, 5, 7


def torn(count: int) -> list[Judged]:
    """Faces labelled sad, of which voters call every second one neutral."""
    random = np.random.default_rng(1)
    ones = []
    for number in range(count):
        neutral = number % 2 == 0
        votes = [7, 0, 0, 0, 0, 3, 0] if neutral else [1, 0, 0, 0, 0, 9, 0]
        logits = random.normal(0, 0.5, CLASSES)
        logits[NEUTRAL] += 1.0 if neutral else -1.0
        logits[SAD] += 1.5
        said = tuple(softmax(logits[None])[0])
        sample = picture("fer2013", number, label=SAD, votes=votes, split="validation")
        ones.append(judged(sample, emotions=said))
    return ones


def shares(line: tuple[str, ...]) -> tuple[float, float]:
    label, agreed = (float(cell.removesuffix(" %")) for cell in line[1:])
    return label, agreed


def test_who_is_fitted_to_the_label_is_right_by_it_and_wrong_by_the_voters() -> None:
    table = truths_table({"fer2013": torn(400)})
    assert table is not None
    voters, *fitted = table.lines
    assert len(fitted) == len(LABEL_SHARES)
    assert shares(voters)[1] == 100.0
    assert 35 < shares(voters)[0] < 65, "half of the voters' choices are the label"
    by_voters, by_label = shares(fitted[0]), shares(fitted[-1])
    assert by_label[0] > by_voters[0] + 20
    assert by_voters[1] > by_label[1] + 20


def test_without_voters_there_is_nothing_to_choose() -> None:
    alone = [judged(picture("fer2013", 0, label=SAD, split="validation"), emotion=SAD)]
    assert truths_table({"fer2013": alone}) is None
    assert truths_table({}) is None
