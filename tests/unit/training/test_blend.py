"""Between two phases lies a better network, and validation people say where."""

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.unit.training.easy_sets import easy_set
from training.blend import blend, choose, is_blend_of, loss_of, main
from training.experiments.experiment import keep_config, read_config
from training.experiments.provenance import learned_sets
from training.learning.network import DualHeadSmileDetector
from training.learning.recipe import Recipe, Stage, as_table
from training.learning.validation import predict
from training.places import WEIGHTS
from training.scoring.predictions import Predictions, join


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


def test_a_large_set_counts_no_more_than_a_small_one_and_all_films_as_one_set() -> None:
    many = said([0.5] * 9 + [0.1], [1.0] * 10, ["big"] * 9 + ["small"])
    assert loss_of(many) == pytest.approx((-np.log(0.5) - np.log(0.1)) / 2, rel=1e-5)
    films = join(
        [
            said([0.5], [1.0], ["still"]),
            said([0.2], [1.0], ["film"], kind="speech"),
            said([0.4], [1.0], ["another"], kind="yawn"),
        ]
    )
    moving = (-np.log(0.2) - np.log(0.4)) / 2
    assert loss_of(films) == pytest.approx((-np.log(0.5) + moving) / 2, rel=1e-5)


def test_the_few_photographs_of_london_are_counted_among_those_of_genki() -> None:
    few = said([0.5, 0.5, 0.5, 0.1, 0.2], [1.0] * 5, ["genki4k"] * 3 + ["london", "smiles"])
    photographs = (-3 * np.log(0.5) - np.log(0.1)) / 4
    assert loss_of(few) == pytest.approx((photographs - np.log(0.2)) / 2, rel=1e-5)
    assert loss_of(said([0.1], [1.0], ["london"])) == pytest.approx(-np.log(0.1), rel=1e-5)


def test_smiles_that_were_labelled_as_smiles_decide_where_there_are_any() -> None:
    both = said([0.5, 0.1], [1.0, 1.0], ["genki4k", "fer2013"])
    assert loss_of(both) == pytest.approx(-np.log(0.5), rel=1e-5)
    assert loss_of(said([0.1], [1.0], ["fer2013"])) == pytest.approx(-np.log(0.1), rel=1e-5)


def test_weights_that_are_only_shyer_are_no_worse() -> None:
    random = np.random.default_rng(1)
    truth = random.integers(0, 2, 400).astype(float)
    sure = 1 / (1 + np.exp(-(4 * truth - 2 + random.normal(0, 1.5, 400))))
    shy = 0.5 + (sure - 0.5) / 4
    losses = [loss_of(said(list(one), list(truth), ["genki4k"] * 400)) for one in (sure, shy)]
    assert losses[0] == pytest.approx(losses[1], rel=0.05)
    noisy = np.clip(sure + random.normal(0, 0.3, 400), 0.01, 0.99)
    assert loss_of(said(list(noisy), list(truth), ["genki4k"] * 400)) > 1.1 * losses[0]


def test_a_blend_is_a_run_of_its_two_and_no_longer_when_one_is_trained_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, later, out = (tmp_path / name for name in ("pretrain", "finetune", "blended"))
    for seed, run in enumerate((earlier, later)):
        torch.manual_seed(seed)
        recipe = Recipe(stages=(Stage(size=112, epochs=1), Stage(size=64, epochs=1)), seed=seed)
        keep_config(run, as_table(recipe), {})
        torch.save(DualHeadSmileDetector().state_dict(), run / WEIGHTS)
    faces = easy_set(count=8)
    monkeypatch.setattr("training.blend.read_sets", lambda *_: (faces,))
    sizes = []

    def ask(network: torch.nn.Module, material: object, size: int, *rest: torch.device):
        sizes.append(size)
        return predict(network, material, size, *rest)

    monkeypatch.setattr("training.blend.predict", ask)
    assert not is_blend_of(out, earlier, later)
    arguments = [str(earlier), str(later), "--prepared", str(tmp_path), "--out", str(out)]
    assert main([*arguments, "--shares", "0", "0.5"]) == 0
    assert is_blend_of(out, earlier, later)
    config = read_config(out)
    assert config["recipe"]["stages"][0]["size"] == 112
    assert set(sizes) == {64}, "the size at which the later run ended"
    assert config["start"].startswith("finetune ")
    assert learned_sets(out) == {"easy"}
    torch.save(DualHeadSmileDetector().state_dict(), earlier / WEIGHTS)
    assert not is_blend_of(out, earlier, later)
    assert main([*arguments, "--shares", "0.5"]) == 0, "a blend is made over an older one"
    assert is_blend_of(out, earlier, later)
