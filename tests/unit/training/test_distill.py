"""A student hears labels and teachers, each with its weight, and nothing where nothing is said."""

import dataclasses
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.unit.training.easy_sets import easy_set
from training import distill
from training.learning.batches import Material, draw_epoch, training_batches
from training.learning.distillation_loss import (
    Distillation,
    emotion_distances,
    shares,
    smile_distances,
)
from training.learning.losses import LossRecipe, MultiTaskLoss, Targets
from training.learning.recipe import Recipe, Stage, as_table, read_recipe
from training.learning.soft_labels import (
    SoftLabels,
    about_soft_labels,
    digest_of,
    read_soft_labels,
    write_soft_labels,
)
from training.train import train

NAN = float("nan")
STAGE = Stage(size=32, epochs=1, batch=8)


def sure(names: int) -> SoftLabels:
    return SoftLabels(
        np.linspace(0.1, 0.9, names, dtype=np.float32),
        np.full((names, 7), 1 / 7, np.float32),
    )


@pytest.mark.parametrize("temperature", [1.0, 2.0, 5.0])
def test_a_student_that_says_the_same_is_at_no_distance(temperature: float) -> None:
    logits = torch.tensor([-3.0, 0.0, 1.5])
    assert smile_distances(logits, torch.sigmoid(logits), temperature).abs().max() < 1e-5
    emotions = torch.randn(3, 7, generator=torch.Generator().manual_seed(1))
    same = torch.softmax(emotions, dim=1)
    assert emotion_distances(emotions, same, temperature).abs().max() < 1e-5
    assert emotion_distances(emotions, same.flip(1), temperature).min() > 0.01


def test_at_temperature_one_a_sure_teacher_is_a_label() -> None:
    distance = smile_distances(torch.tensor([0.7]), torch.tensor([1.0]), 1.0)
    assert distance.item() == pytest.approx(math.log(1 + math.exp(-0.7)), abs=1e-4)


def test_gradients_keep_their_size_at_any_temperature() -> None:
    def gradient(temperature: float) -> float:
        logits = torch.zeros(1, 7, requires_grad=True)
        taught = torch.softmax(torch.linspace(-0.1, 0.1, 7)[None], dim=1)
        emotion_distances(logits, taught, temperature).sum().backward()
        return float(logits.grad.norm())

    assert gradient(4.0) == pytest.approx(gradient(1.0), rel=0.05)


def test_a_label_alone_counts_in_full_and_a_word_alone_its_share() -> None:
    label, word = shares(torch.tensor([1.0, 1.0, 0.0, 0.0]), torch.tensor([1.0, 0, 1, 0]), 0.7)
    assert label.tolist() == pytest.approx([0.3, 1.0, 0.0, 0.0])
    assert word.tolist() == pytest.approx([0.7, 0.0, 0.7, 0.0])


def loss(share: float, taught: Targets | None) -> tuple[torch.Tensor, torch.Tensor]:
    """The smile loss of three pictures, the first two labelled, and its gradient."""
    logits = torch.tensor([1.0, -2.0, 0.5], requires_grad=True)
    targets = Targets(torch.tensor([1.0, 1.0, NAN]), torch.full((3, 7), NAN), taught)
    measure = MultiTaskLoss(LossRecipe(), distill=Distillation(share, 1.0))
    parts = measure(logits, torch.zeros(3, 7), targets)
    parts.total.backward()
    return parts.smile.detach(), logits.grad


def test_nothing_said_by_teachers_leaves_the_labels_as_they_were() -> None:
    silence = Targets(torch.full((3,), NAN), torch.full((3, 7), NAN))
    plain, gradient = loss(0.0, None)
    for share, taught in ((0.7, silence), (0.0, Targets(torch.ones(3), torch.full((3, 7), 1 / 7)))):
        value, slope = loss(share, taught)
        assert value == pytest.approx(plain.item())
        assert torch.allclose(slope, gradient)


def test_a_teacher_speaks_where_there_is_no_label() -> None:
    taught = Targets(torch.tensor([NAN, NAN, 0.1]), torch.full((3, 7), NAN))
    _, gradient = loss(0.5, taught)
    assert loss(0.0, None)[1][2] == 0
    assert gradient[2] > 0, "the student said 0.62, the teacher 0.1"


def test_soft_labels_find_their_pictures_by_name(tmp_path: Path) -> None:
    file, known = tmp_path / "labels.npz", easy_set(count=12)
    write_soft_labels(file, [known], [sure(12)], {"members": ["one"]})
    assert about_soft_labels(file) == {"members": ["one"]}
    turned = dataclasses.replace(known, names=known.names[::-1], train=known.train[::-1])
    (found,) = read_soft_labels(file, [turned])
    assert (found.smile == sure(12).smile[::-1]).all()
    assert digest_of([found]) != digest_of([sure(12)])


def test_of_pictures_held_out_nothing_need_be_known(tmp_path: Path) -> None:
    file, some, more = tmp_path / "labels.npz", easy_set(count=8), easy_set(count=12)
    write_soft_labels(file, [some], [sure(8)], {})
    with pytest.raises(ValueError, match=r"nothing of 3 pictures of easy, such as easy_000008"):
        read_soft_labels(file, [more])
    held_out = dataclasses.replace(more, train=more.train & (np.arange(12) < 8))
    (found,) = read_soft_labels(file, [held_out])
    assert np.isnan(found.smile[8:]).all()
    with pytest.raises(ValueError, match=r"knows nothing of .* other"):
        read_soft_labels(file, [easy_set("other", 8)])


def test_of_a_set_that_is_all_held_out_nothing_need_be_known(tmp_path: Path) -> None:
    file, known, other = tmp_path / "labels.npz", easy_set(count=8), easy_set("other", 8)
    write_soft_labels(file, [known], [sure(8)], {})
    held_out = dataclasses.replace(other, train=np.zeros(8, bool))
    found, nothing = read_soft_labels(file, [known, held_out])
    assert (found.smile == sure(8).smile).all()
    assert (nothing.smile.shape, nothing.emotion.shape) == ((8,), (8, 7))
    assert np.isnan(nothing.smile).all()
    assert np.isnan(nothing.emotion).all()


def test_batches_carry_what_teachers_say_of_each_picture() -> None:
    prepared = easy_set(count=16)
    # Told apart by what the teachers say: each picture's own smile label, moved inwards.
    said = SoftLabels(0.25 + prepared.smile / 2, prepared.emotion)
    recipe = Recipe(stages=(STAGE,), drifting=2)
    material = Material((prepared,), (), (said,))
    draws = draw_epoch(material, recipe, STAGE, np.random.default_rng(1))
    for batch in training_batches(material, draws, STAGE.size, recipe, workers=0):
        taught = batch.targets.taught
        assert taught is not None
        assert len(taught.smile) == len(batch.stills) + 2
        assert torch.equal(taught.smile, 0.25 + batch.targets.smile / 2)
        assert torch.equal(taught.emotion, batch.targets.emotion)


def test_a_recipe_that_listens_is_not_trained_without_teachers(tmp_path: Path) -> None:
    recipe = Recipe(stages=(STAGE,), distill=Distillation(share=0.5))
    with pytest.raises(ValueError, match="learns from teachers"):
        train(Material((easy_set(),)), recipe, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_recipe_says_how_much_it_listens(tmp_path: Path) -> None:
    file = tmp_path / "recipe.toml"
    stage = "[[stages]]\nsize = 32\nepochs = 1\n"
    file.write_text(f"[distill]\nshare = 0.6\ntemperature = 3.0\n{stage}")
    recipe = read_recipe(file)
    assert recipe.distill == Distillation(0.6, 3.0)
    assert as_table(recipe)["distill"]["share"] == 0.6
    file.write_text(f"[distill]\nshare = 1.6\n{stage}")
    with pytest.raises(ValueError, match="share must be within 0 and 1"):
        read_recipe(file)


@pytest.mark.parametrize(
    ("table", "options", "heard"),
    [
        ("[distill]\nshare = 0.3\ntemperature = 4.0\n", [], (0.3, 4.0)),
        ("[distill]\nshare = 0.3\ntemperature = 4.0\n", ["--share", "0.9"], (0.9, 4.0)),
        ("[distill]\nshare = 0.3\n", ["--temperature", "1"], (0.3, 1.0)),
        ("", [], (0.5, 2.0)),
    ],
)
def test_only_what_is_given_takes_the_place_of_the_recipe_s_word(
    table: str,
    options: list[str],
    heard: tuple[float, float],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "recipe.toml"
    file.write_text(f"{table}[[stages]]\nsize = 32\nepochs = 1\n")
    changed = []

    def follow(parser: object, chosen: object, change: Callable[[Recipe], Recipe]) -> int:
        changed.append(change(read_recipe(file)).distill)
        return 0

    monkeypatch.setattr(distill, "follow", follow)
    paths = ["--prepared", str(tmp_path), "--run", str(tmp_path / "run"), "--labels", "a.npz"]
    assert distill.main([*paths, "--recipe", str(file), *options]) == 0
    assert [(one.share, one.temperature) for one in changed] == [heard]


def test_bad_usage_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = ["--prepared", str(tmp_path), "--run", str(tmp_path / "run"), "--labels", "no.npz"]
    for more, complaint in (
        (["--recipe", "finetune", "--share", "0"], "use training.train"),
        (["--recipe", "finetune", "--share", "2"], "within 0 and 1"),
        (["--recipe", "nothere"], "nothere is no recipe and no file; there are: ablation,"),
    ):
        with pytest.raises(SystemExit, match="2"):
            distill.main([*paths, *more])
        assert complaint in capsys.readouterr().err
