"""The measures agree with what they mean."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.scoring.metrics import binary_score, class_shares, confusion, majority, roc, roc_auc


def test_a_perfect_order_has_an_area_of_one_and_a_reversed_one_of_zero() -> None:
    score, yes = np.array([0.1, 0.2, 0.8, 0.9]), np.array([False, False, True, True])
    assert roc_auc(score, yes) == 1
    assert roc_auc(-score, yes) == 0


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40))
def test_the_area_is_the_chance_that_a_positive_outranks_a_negative(
    cases: list[tuple[int, bool]],
) -> None:
    score = np.array([value for value, _ in cases], float)
    yes = np.array([positive for _, positive in cases])
    pairs = [(p > n) + 0.5 * (p == n) for p in score[yes] for n in score[~yes]]
    area = roc_auc(score, yes)
    assert math.isnan(area) if not pairs else abs(area - np.mean(pairs)) < 1e-9


def test_rates_count_their_own_class() -> None:
    score = binary_score(np.array([0.9, 0.2, 0.6, 0.1, 0.3]), np.array([1, 1, 0, 0, 0]))
    assert (score.accuracy, score.precision, score.recall) == (0.6, 0.5, 0.5)
    assert (score.f1, score.false_positive_rate) == (0.5, 1 / 3)


def test_the_confusion_matrix_has_the_truth_in_rows() -> None:
    table = confusion(np.array([1, 1, 0]), np.array([0, 1, 0]), 2)
    assert table.tolist() == [[1, 1], [0, 1]]
    precision, recall = class_shares(table)
    assert (precision.tolist(), recall.tolist()) == ([1.0, 0.5], [0.5, 1.0])


def test_five_of_ten_are_no_majority_but_five_of_the_nine_that_count_are() -> None:
    votes = np.array([[5, 4, 0], [6, 3, 0], [0, 0, 0]])
    assert majority(votes, 10).tolist() == [-1, 0, -1]
    assert majority(votes[:2] / votes[:2].sum(axis=1, keepdims=True), 1).tolist() == [0, 0]


def test_the_roc_goes_from_nothing_to_everything_and_takes_ties_at_once() -> None:
    alarms, hits = roc(np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False]))
    assert alarms.tolist() == [0, 0, 0.5, 1]
    assert hits.tolist() == [0, 0.5, 1, 1]
