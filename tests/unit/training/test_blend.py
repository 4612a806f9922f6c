"""Between two phases lies a better network, and validation people say where."""

import numpy as np
import pytest
import torch

from training.blend import blend, choose, loss_of
from training.predictions import Predictions


def said(smile: list[float], truth: list[float], dataset: list[str], kind: str = "") -> Predictions:
    count = len(smile)
    return Predictions(
        dataset=np.array(dataset),
        name=np.array([str(i) for i in range(count)]),
        kind=np.full(count, kind),
        smile=np.array(smile, np.float32),
        emotion=np.full((count, 7), 1 / 7, np.float32),
        smile_truth=np.array(truth, np.float32),
        emotion_truth=np.full((count, 7), np.nan, np.float32),
        label=np.full(count, -1),
        light=np.full(count, 0.5, np.float32),
    )


def test_a_share_of_the_earlier_weights_is_mixed_in_and_counters_are_the_later_ones() -> None:
    earlier = {"w": torch.tensor([0.0, 2.0]), "n": torch.tensor(5)}
    later = {"w": torch.tensor([1.0, 0.0]), "n": torch.tensor(9)}
    mixed = blend(earlier, later, 0.25)
    assert mixed["w"].tolist() == [0.75, 0.5]
    assert mixed["n"] == 9
    assert blend(earlier, later, 0.0)["w"].tolist() == [1.0, 0.0]


def test_weights_of_different_networks_do_not_mix() -> None:
    with pytest.raises(ValueError, match="different networks"):
        blend({"w": torch.zeros(2)}, {"w": torch.zeros(3)}, 0.5)


def test_the_share_with_the_lowest_loss_is_chosen() -> None:
    def ask(weights: dict[str, torch.Tensor]) -> Predictions:
        smile = float(weights["w"])
        return said([smile], [1.0], ["genki4k"])

    # Weights say the smile itself: 0.9 lies half way.
    earlier, later = {"w": torch.tensor(1.3)}, {"w": torch.tensor(0.5)}
    share, found, best = choose(earlier, later, ask, (0.0, 0.25, 0.5))
    assert share == 0.5
    assert list(found) == [0.0, 0.25, 0.5]
    assert found[0.0]["loss"] > found[0.25]["loss"] > found[0.5]["loss"]
    assert best.smile[0] == pytest.approx(0.9)


def test_a_large_set_counts_no_more_than_a_small_one_and_films_count() -> None:
    many = said([0.5] * 9 + [0.1], [1.0] * 10, ["big"] * 9 + ["small"])
    assert loss_of(many) == pytest.approx(2 * (-np.log(0.5) - np.log(0.1)) / 2, rel=1e-5)
    assert loss_of(said([0.5], [1.0], ["film"], kind="speech")) > 0
