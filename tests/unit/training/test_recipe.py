"""The recipes that are kept say what the phases are."""

from pathlib import Path

import pytest
import torch

from laughgame.vision.face_crop import CROP_SIZE
from training.learning.network import halved
from training.learning.recipe import Recipe, read_recipe
from training.train import RECIPES


def kept(name: str) -> Recipe:
    return read_recipe(RECIPES / f"{name}.toml")


@pytest.mark.parametrize("file", sorted(RECIPES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_recipe_can_be_read(file: Path) -> None:
    assert read_recipe(file).epochs > 0


def test_three_phases_follow_each_other() -> None:
    assert kept("pretrain").starts_from == ""
    assert kept("finetune").starts_from == "pretrain"
    assert kept("hard_cases").starts_from == "finetune"


@pytest.mark.parametrize(
    ("name", "heads", "smoothing", "focal", "adaptive"),
    [
        ("pretrain", (1, 1), 0.1, 0, False),
        ("finetune", (2, 1), 0.05, 0, True),
        ("hard_cases", (3, 1), 0, 2, False),
    ],
)
def test_the_phases_weigh_the_smile_more_and_more(
    name: str, heads: tuple[int, int], smoothing: float, focal: float, adaptive: bool
) -> None:
    loss = kept(name).loss
    assert (loss.smile_weight, loss.emotion_weight) == heads
    assert (loss.smoothing, loss.focal, loss.adaptive) == (smoothing, focal, adaptive)


def test_the_last_phase_ends_at_the_size_that_is_seen_in_play() -> None:
    taken = torch.zeros(1, 3, CROP_SIZE, CROP_SIZE)
    assert kept("hard_cases").stages[-1].size == halved(taken).shape[-1]


def test_an_unknown_word_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text("[[stages]]\nsize = 32\nepochs = 1\n[loss]\nfocus = 2\n")
    with pytest.raises(ValueError, match=r"odd\.toml.*focus"):
        read_recipe(file)
