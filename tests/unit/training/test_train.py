"""Training refuses what would learn less than its recipe says, before it touches the folder."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from tests.unit.training.easy_sets import easy_set
from training.experiments.experiment import unfinished
from training.learning.batches import Material
from training.learning.recipe import Recipe, Stage
from training.train import find_recipe, main, train

TINY = Recipe(stages=(Stage(size=32, epochs=1, batch=8),))


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What is said of a call that ends as bad usage; it leaves no run."""
    run = folder / "run"
    with pytest.raises(SystemExit, match="2"):
        main(["--prepared", str(folder), "--run", str(run), *more])
    assert not run.exists()
    return capsys.readouterr().err


def test_a_recipe_that_is_not_there_is_told_with_those_that_are() -> None:
    assert find_recipe("quick").is_file()
    with pytest.raises(FileNotFoundError, match=r"nothere is no .* ablation, .*finetune, .*quick"):
        find_recipe("nothere")


def test_a_later_phase_names_where_it_starts_its_films_and_its_teachers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--recipe", "finetune"]
    for option, value, complaint in (
        ("--start", tmp_path / "pretrain", "goes on from pretrain: --start"),
        ("--films", tmp_path / "films", "learns from films: --films"),
        ("--labels", tmp_path / "labels.npz", "learns from teachers: --labels"),
    ):
        assert complaint in refused(tmp_path, capsys, *given)
        given += [option, str(value)]
    assert "holds no prepared set" in refused(tmp_path, capsys, *given)


def test_a_folder_is_no_file_of_imagenets_weights(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(tmp_path, capsys, "--recipe", "quick", "--imagenet", str(tmp_path))
    assert f"{tmp_path} is a folder: a run's is given as --start" in said


def test_a_start_that_stopped_early_is_told_and_a_damaged_checkpoint_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    material, begun, later = Material((easy_set(count=16),)), tmp_path / "begun", tmp_path / "later"
    train(material, TINY, begun, workers=0)
    assert unfinished(begun) is None
    config = json.loads((begun / "config.json").read_text())
    config["recipe"]["stages"][0]["epochs"] = 3
    (begun / "config.json").write_text(json.dumps(config))
    train(material, TINY, later, begun, workers=0)
    assert f"note: {begun} has done 1 of the 3 epochs" in capsys.readouterr().err

    (later / "last.pt").write_bytes(b"cut short")
    with pytest.raises(ValueError, match=r"last\.pt holds no weights"):
        train(material, TINY, later, begun, workers=0)


def test_nobody_to_learn_from_is_told(tmp_path: Path) -> None:
    faces = easy_set(count=8)
    held_out = dataclasses.replace(faces, train=np.zeros(8, bool), split=np.full(8, "validation"))
    with pytest.raises(ValueError, match="nobody is on the train side of easy"):
        train(Material((held_out,)), TINY, tmp_path / "run", workers=0)
    assert not (tmp_path / "run").exists()
