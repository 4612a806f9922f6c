"""A run leaves what it takes to understand and repeat it, and refuses to become another."""

import dataclasses
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.unit.training.runs import DATA, leave_run, predictions
from training.experiments.experiment import (
    keep_config,
    keep_epoch,
    read_config,
    read_metrics,
    started_from,
)
from training.experiments.fingerprint import fingerprint
from training.experiments.plots import draw_reliability, draw_roc
from training.pictures.prepared import Prepared
from training.report.pictures import reliabilities
from training.report.runs import Run
from training.report.summary import figures
from training.scoring.calibration import reliability
from training.scoring.predictions import load_predictions, save_predictions
from training.scoring.scores import (
    agreed,
    clear_smiles,
    emotion_score,
    epoch_row,
    losses,
    smile_cases,
    smile_score,
    wilson,
)

RECIPE = {"seed": 3, "loss": {"focal": 2.0}}


def prepared(seed: int = 0) -> Prepared:
    random = np.random.default_rng(seed)
    return Prepared(
        name="genki4k",
        crops=random.integers(0, 256, (10, 2, 8, 8, 1), np.uint8),
        smile=np.tile([0, 1, np.nan, 1, 0], 2).astype(np.float32),
        emotion=np.full((10, 7), np.nan, np.float32),
        label=np.full(10, -1),
        tight=np.zeros(10, bool),
        train=np.arange(10) < 8,
        split=np.where(np.arange(10) < 8, "train", "validation"),
        names=np.arange(10).astype(str),
    )


def test_a_set_without_smiles_is_drawn_without_a_warning(tmp_path: Path) -> None:
    said = predictions()
    emotions_alone = said.of("fer2013")
    assert not smile_cases(emotions_alone).any()
    for draw in (draw_roc, draw_reliability):
        draw(emotions_alone, tmp_path / "picture.png")
        assert cv2.imread(str(tmp_path / "picture.png")) is not None


def test_a_run_keeps_recipe_seed_data_and_how_it_was_called(tmp_path: Path) -> None:
    eye = tmp_path / "imagenet.pth"
    eye.write_bytes(b"weights")
    keep_config(tmp_path, RECIPE, DATA, eye)
    config = read_config(tmp_path)
    assert config["start"].startswith("imagenet.pth ")
    assert started_from(tmp_path, eye)
    eye.write_bytes(b"other weights")
    assert not started_from(tmp_path, eye)
    assert config["recipe"] == RECIPE
    assert config["seed"] == 3
    assert config["data"]["all"] == DATA["all"]
    call = config["calls"][0]
    assert call["command"][0] == "python"
    assert call["versions"]["torch"]
    assert "commit" in call


def test_a_resumed_run_adds_its_call_and_changes_nothing_else(tmp_path: Path) -> None:
    for _ in range(2):
        keep_config(tmp_path, RECIPE, DATA)
    config = read_config(tmp_path)
    assert len(config["calls"]) == 2
    assert config["recipe"] == RECIPE


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"recipe": RECIPE | {"loss": {"focal": 0.0}}}, "recipe.loss.focal"),
        ({"data": DATA | {"all": "other"}}, "data.all"),
        ({"start": Path(__file__)}, "start"),
    ],
)
def test_another_recipe_start_or_data_is_refused_and_named(
    tmp_path: Path, change: dict, named: str
) -> None:
    same = {"recipe": RECIPE, "data": DATA, "start": None}
    keep_config(tmp_path, **same)
    before = (tmp_path / "config.json").read_text()
    with pytest.raises(ValueError, match=f"differ: {named}$"):
        keep_config(tmp_path, **(same | change))
    assert (tmp_path / "config.json").read_text() == before


@pytest.mark.parametrize("text", ['{"recipe": ', "[]"])
def test_a_damaged_configuration_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text(text)
    with pytest.raises(ValueError, match=r"config\.json is damaged"):
        read_config(tmp_path)


def test_an_epoch_done_again_replaces_its_line_and_those_after_it(tmp_path: Path) -> None:
    for epoch in (1, 2, 3):
        keep_epoch(tmp_path, {"epoch": epoch, "loss": 1.0})
    keep_epoch(tmp_path, {"epoch": 2, "loss": 0.5, "actor_smile": 0.9})
    assert read_metrics(tmp_path) == [
        {"epoch": 1, "loss": 1.0},
        {"epoch": 2, "loss": 0.5, "actor_smile": 0.9},
    ]


def test_a_finished_run_holds_every_picture_and_all_predictions(tmp_path: Path) -> None:
    leave_run(tmp_path)
    for picture in ("curves", "confusion", "roc", "reliability"):
        assert cv2.imread(str(tmp_path / f"{picture}.png")) is not None, picture
    kept = load_predictions(tmp_path / "validation.npz")
    assert len(kept) == len(predictions())
    assert kept.datasets == ["genki4k", "fer2013", "actor"]
    assert not list(tmp_path.glob("*.part"))


def test_predictions_of_an_older_kind_are_refused_by_name(tmp_path: Path) -> None:
    save_predictions(tmp_path / "kept.npz", predictions())
    with np.load(tmp_path / "kept.npz") as arrays:
        fewer = {name: arrays[name] for name in arrays if name != "light"}
    np.savez(tmp_path / "kept.npz", **fewer)
    with pytest.raises(ValueError, match="lacks light"):
        load_predictions(tmp_path / "kept.npz")


def test_the_fingerprint_is_of_labels_and_pixels_and_of_nothing_else() -> None:
    one = prepared()
    mark = fingerprint([one])
    assert mark == fingerprint([prepared()])
    assert json.loads(json.dumps(mark)) == mark
    assert mark["sets"]["genki4k"]["count"] == 10

    other = one.smile.copy()
    other[0] = 1
    relabelled = fingerprint([dataclasses.replace(one, smile=other)])["sets"]["genki4k"]
    assert relabelled["labels"] != mark["sets"]["genki4k"]["labels"]
    assert relabelled["pixels"] == mark["sets"]["genki4k"]["pixels"]

    repainted = fingerprint([dataclasses.replace(one, crops=one.crops ^ 1)])
    assert repainted["sets"]["genki4k"]["pixels"] != mark["sets"]["genki4k"]["pixels"]
    assert repainted["all"] != mark["all"]

    fewer = fingerprint([dataclasses.replace(one, train=np.zeros(10, bool))])
    assert fewer["all"] != mark["all"], "which pictures are trained on is part of the data"


def test_scores_are_those_counted_by_hand() -> None:
    said = predictions().of("genki4k")
    said = dataclasses.replace(
        said.where(np.arange(len(said)) < 6),
        smile=np.array([0.9, 0.8, 0.2, 0.4, 0.6, 0.9], np.float32),
        smile_truth=np.array([1, 1, 1, 0, 0, 0.5], np.float32),
    )
    score = smile_score(said)
    assert score is not None
    assert score.count == 5, "a half smile is neither"
    assert score.accuracy == pytest.approx(3 / 5)
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(2 / 3)
    assert score.f1 == pytest.approx(2 / 3)
    assert score.roc_auc == pytest.approx(4 / 6)


def test_voters_who_do_not_agree_count_for_nothing() -> None:
    said = predictions().of("fer2013")
    split = said.emotion_truth.copy()
    split[0] = [0.5, 0.5, 0, 0, 0, 0, 0]
    said = dataclasses.replace(said, emotion_truth=split)
    assert agreed(said)[0] == -1
    score = emotion_score(said, agreed(said))
    assert score is not None
    assert score.count == len(said) - 1


def test_films_have_their_figures_and_leave_the_loss_alone() -> None:
    said = predictions()
    row = epoch_row(said)
    assert 0 <= row["actor_smile"] <= 1
    assert losses(said) == losses(said.where(said.dataset != "actor"))
    assert row["validation_loss"] == pytest.approx(
        row["validation_smile"] + row["validation_emotion"]
    )


def test_the_report_and_the_table_mean_the_same_calibration_error() -> None:
    said = predictions().of("genki4k")
    said = dataclasses.replace(said, smile=np.linspace(0.3, 0.7, 60, dtype=np.float32))
    error = reliability(*clear_smiles(said)).error
    assert error != pytest.approx(reliability(*clear_smiles(said), bins=10).error, abs=0.002)
    run = Run(0, "r", {}, [], said)
    words = (figures([run]), reliabilities([run]))
    assert all(section is not None and f"{error:.3f}" in section.body for section in words)


def test_the_interval_of_a_share_holds_it_and_narrows() -> None:
    low, high = wilson(0.9, 50)
    assert 0 < low < 0.9 < high < 1
    assert wilson(0.9, 5000)[0] > low
    assert wilson(float("nan"), 0) == (0.0, 1.0)
