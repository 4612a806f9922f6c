"""An ensemble trusts who is right, says so in figures, and keeps its word by the picture's name."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tqdm import tqdm

from tests.unit.training.easy_sets import SIDE, easy_set
from training import ensemble as command
from training.ensemble import ensemble, figures_of
from training.experiments.experiment import keep_config
from training.learning.recipe import Recipe, Stage, as_table
from training.learning.soft_labels import SoftLabels, about_soft_labels, read_soft_labels
from training.scoring.calibration import Calibration
from training.teaching.ensemble_weights import agree, as_two, averaged, mixture_weights
from training.teaching.teachers import build
from training.teaching.test_time_views import VIEWS, View, answer, looked_at

# The progress bar's monitor would be a thread that outlives its test.
tqdm.monitor_interval = 0

CPU = torch.device("cpu")


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def word(prepared, right: float, seed: int) -> SoftLabels:
    """What a member says that is right about a share of the pictures, and never quite sure."""
    random = np.random.default_rng(seed)
    count = len(prepared.names)
    smile = np.where(random.random(count) < right, prepared.smile, 1 - prepared.smile)
    label = np.where(random.random(count) < right, prepared.label, random.integers(0, 7, count))
    return SoftLabels(
        (0.1 + 0.8 * smile).astype(np.float32), (0.05 + 0.65 * np.eye(7)[label]).astype(np.float32)
    )


def kept_run(folder: Path, name: str, network: str, seed: int) -> Path:
    """The folder of a run as training leaves it, with weights that were never trained."""
    recipe = Recipe(stages=(Stage(size=64, epochs=1), Stage(size=32, epochs=1)), network=network)
    keep_config(folder / name, as_table(recipe), {})
    torch.manual_seed(seed)
    torch.save(build(network).state_dict(), folder / name / "averaged.pt")
    return folder / name


def test_the_plain_look_changes_nothing_but_the_size() -> None:
    crop = easy_set().crops[1, 0]
    assert (looked_at(crop, SIDE, View()) == crop).all(), "gray, in three channels"
    assert looked_at(crop, 24, View()).shape == (24, 24, 3)


def test_a_mirrored_look_is_mirrored_and_a_shifted_one_shifted() -> None:
    crop = np.zeros((40, 40, 3), np.uint8)
    crop[8:12, 4:8] = 200
    mirrored = looked_at(crop, 40, View(mirrored=True))
    # Warping counts from pixel centres, so the mirror's axis lies half a pixel off.
    assert mirrored[8:12, 33:37].min() == 200
    assert looked_at(crop, 40, View(right=0.25, down=0.5))[28:32, 14:18].min() == 200
    assert looked_at(crop, 40, View(zoom=0.5))[15, 13].min() == 200


def test_the_views_average_to_one_answer() -> None:
    class Brightness(torch.nn.Module):
        def answers(self, stills, sequences):
            left = stills[:, 0, :, :16].mean(dim=(1, 2))
            return left, torch.zeros(len(stills), 7)

    prepared = easy_set(count=6)
    both = answer(Brightness(), prepared, 32, VIEWS[:2], CPU)
    single = [answer(Brightness(), prepared, 32, [view], CPU).smile for view in VIEWS[:2]]
    assert np.allclose(both.smile, np.mean(single, axis=0), atol=1e-6)
    assert not np.allclose(single[0], single[1])
    assert np.allclose(both.emotion, 1 / 7)


def test_the_better_member_counts_more_and_a_copy_shares_its_weight() -> None:
    random = np.random.default_rng(1)
    truth = as_two(random.integers(0, 2, 400).astype(float))
    good = as_two(np.clip(truth[:, 1] * 0.8 + 0.1 + random.normal(0, 0.1, 400), 0.01, 0.99))
    poor = as_two(random.uniform(0.2, 0.8, 400))
    weights = mixture_weights(np.stack([good, poor]), truth, np.ones(400))
    assert weights.sum() == pytest.approx(1)
    assert weights[0] > 0.95
    twice = mixture_weights(np.stack([good, good, poor]), truth, np.ones(400))
    assert twice[0] == pytest.approx(twice[1])
    assert twice[2] < 0.05


def test_members_that_err_elsewhere_are_better_together() -> None:
    truth = as_two(np.tile([0.0, 1.0], 200))
    random = np.random.default_rng(2)
    said = np.stack(
        [as_two(np.clip(truth[:, 1] + random.normal(0, 0.4, 400), 0.02, 0.98)) for _ in range(3)]
    )
    weights = mixture_weights(said, truth, np.ones(400))
    together = averaged(said, weights)

    def surprise(one) -> float:
        return -np.log((one * truth).sum(axis=1)).mean()

    assert weights.min() > 0.1
    assert surprise(together) < min(surprise(one) for one in said)


def test_without_a_label_nobody_can_be_weighed() -> None:
    with pytest.raises(ValueError, match="cannot be weighed"):
        mixture_weights(np.zeros((2, 0, 7)), np.zeros((0, 7)), np.zeros(0))


def test_only_validation_chooses_the_weights() -> None:
    prepared = easy_set(count=400)
    good, poor = word(prepared, 0.95, 1), word(prepared, 0.6, 2)
    agreed = agree([[good], [poor]], [prepared])
    assert agreed.votes[0].smile > 0.9
    # Whatever is said of the other pictures, the weights stay.
    held_out = prepared.split == "validation"
    turned = SoftLabels(np.where(held_out, good.smile, 1 - good.smile), good.emotion)
    again = agree([[turned], [poor]], [prepared])
    assert again.votes[0].smile == pytest.approx(agreed.votes[0].smile)
    figures = figures_of([prepared], agreed.together, "test")
    assert figures["easy_smile"]["accuracy"] > 0.9
    assert figures["easy_emotion"]["count"] == (prepared.split == "test").sum()


def test_calibration_makes_a_shy_member_say_what_it_knows() -> None:
    prepared = easy_set(count=400)
    right = word(prepared, 0.95, 1)
    shy = SoftLabels(0.5 + (right.smile - 0.5) / 10, right.emotion)
    agreed = agree([[shy]], [prepared])
    assert agreed.votes[0].calibration.smile_temperature < 0.5
    assert agreed.together[0].smile.max() > 0.85
    plain = agree([[shy]], [prepared], plain=True)
    assert plain.votes[0].calibration == Calibration()
    assert np.allclose(plain.together[0].smile, shy.smile, atol=1e-6)


def test_a_head_without_a_label_is_averaged_alike_and_the_other_weighed() -> None:
    faces = easy_set(count=400)
    unlabelled = np.full(400, np.nan, np.float32)
    unsmiling = dataclasses.replace(faces, smile=unlabelled)
    agreed = agree([[word(faces, 0.95, 1)], [word(faces, 0.6, 2)]], [unsmiling])
    assert [vote.smile for vote in agreed.votes] == [0.5, 0.5]
    assert agreed.votes[0].calibration.smile_temperature == 1
    assert agreed.votes[0].emotion > 0.9
    only_smiles = dataclasses.replace(
        faces, emotion=np.full((400, 7), np.nan), label=np.full(400, -1)
    )
    agreed = agree([[word(faces, 0.95, 1)], [word(faces, 0.6, 2)]], [only_smiles])
    assert [vote.emotion for vote in agreed.votes] == [0.5, 0.5]
    assert agreed.votes[0].smile > 0.9
    nothing = dataclasses.replace(only_smiles, smile=unlabelled)
    with pytest.raises(ValueError, match="no picture of the validation split has a label"):
        agree([[word(faces, 0.95, 1)]], [nothing])


def test_a_graded_smile_counts_by_its_worth_and_only_where_there_is_one() -> None:
    prepared = easy_set(count=400)
    unsure, sure = word(prepared, 0.6, 1), word(prepared, 0.97, 2)
    graded = np.where(np.arange(400) % 2, sure.smile, np.float32("nan"))
    agreed = agree([[unsure]], [prepared], plain=True, graded=[graded])
    assert agreed.graded > 0.8
    seen = ~np.isnan(graded)
    assert np.array_equal(agreed.together[0].smile[~seen], unsure.smile[~seen])
    mixed = agreed.graded * sure.smile + (1 - agreed.graded) * unsure.smile
    assert np.allclose(agreed.together[0].smile[seen], mixed[seen], atol=1e-6)
    noise = np.random.default_rng(3).uniform(0, 1, 400).astype(np.float32)
    worthless = agree([[sure]], [prepared], plain=True, graded=[noise])
    assert worthless.graded < 0.1
    assert agree([[sure]], [prepared]).graded is None


def test_the_folder_holds_the_word_of_each_and_of_all(tmp_path: Path) -> None:
    runs = [kept_run(tmp_path, "one", "resnet18", 1), kept_run(tmp_path, "two", "dual_head", 2)]
    sets = [easy_set(count=24), easy_set("unseen", 8, emotions=False)]
    file = ensemble(runs, sets, tmp_path / "out", VIEWS[:1], plain=True)
    labels = read_soft_labels(file, sets)
    assert np.allclose(labels[0].emotion.sum(axis=1), 1, atol=1e-5)
    assert not np.isnan(labels[1].emotion).any(), "teachers give every picture both labels"
    about = about_soft_labels(file)
    assert [member["network"] for member in about["members"]] == [
        "resnet18",
        "dual_head",
    ]
    assert [member["size"] for member in about["members"]] == [32, 32], "the last stage's"
    assert sum(member["vote"]["smile"] for member in about["members"]) == pytest.approx(1)
    figures = json.loads((tmp_path / "out" / "ensemble.json").read_text())["figures"]
    assert set(figures["validation"]) == {"one", "two", "ensemble"}
    assert set(figures["test"]["ensemble"]) == {"easy_smile", "easy_emotion", "unseen_smile"}


def test_a_member_is_asked_again_only_when_it_or_the_question_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counting(network, prepared, *rest):
        asked.append(prepared.name)
        return answer(network, prepared, *rest)

    monkeypatch.setattr(command, "answer", counting)
    runs, sets = [kept_run(tmp_path, "one", "dual_head", 1)], [easy_set(count=16)]
    for _ in range(2):
        ensemble(runs, sets, tmp_path / "out", VIEWS[:1], plain=True)
    assert asked == ["easy"]
    ensemble(runs, sets, tmp_path / "out", VIEWS[:2], plain=True)
    assert asked == ["easy"] * 2
    torch.save(build("dual_head").state_dict(), runs[0] / "averaged.pt")
    ensemble(runs, sets, tmp_path / "out", VIEWS[:2], plain=True)
    assert asked == ["easy"] * 3


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    run = kept_run(tmp_path, "one", "resnet18", 1)
    torch.save(build("dual_head").state_dict(), run / "averaged.pt")
    with pytest.raises(ValueError, match=r"averaged\.pt"):
        ensemble([run], [easy_set()], tmp_path / "out")
    with pytest.raises(ValueError, match="same folder name"):
        ensemble([run, run], [easy_set()], tmp_path / "out")
