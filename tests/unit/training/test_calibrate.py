"""Probabilities are made to mean what they say, and the file that says them agrees."""

import dataclasses
from pathlib import Path

import matplotlib
import numpy as np
import pytest
import torch

from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import read_card
from tests.judged import judged, picture
from training.calibrate import draw, fit, measure, smile_weights
from training.evaluation.calibration_tables import emotion_cases, emotion_table
from training.evaluation.everything import calibration_of
from training.evaluation.judging import Judged
from training.export import export
from training.learning.network import DualHeadSmileDetector, StreamForm
from training.scoring.calibration import (
    Calibration,
    chance_error,
    fit_emotion,
    fit_emotion_biases,
    fit_smile,
    logit,
    read_calibration,
    reliability,
    sigmoid,
    softmax,
    write_calibration,
)

matplotlib.use("Agg")

BIASES = (0.4, -0.1, 0.0, 0.2, -0.2, -0.3, 0.0)


def test_the_temperature_and_bias_that_spoiled_the_probabilities_are_found() -> None:
    chance = np.random.default_rng(1)
    true = chance.normal(0, 2, 20_000)
    smiles = (chance.random(20_000) < sigmoid(true)) * 1.0
    spoiled = 2.5 * (true - 0.7)
    temperature, bias = fit_smile(spoiled, smiles, np.ones(20_000))
    assert temperature == pytest.approx(2.5, rel=0.05)
    assert bias == pytest.approx(0.7, abs=0.06)


def test_labels_told_apart_without_an_error_leave_no_temperature() -> None:
    with pytest.raises(ValueError, match="no temperature fits"):
        fit_smile(np.array([-3.0, -2.0, 2.0, 3.0]), np.array([0.0, 0, 1, 1]), np.ones(4))


def test_the_emotions_temperature_is_found() -> None:
    chance = np.random.default_rng(2)
    logits = chance.normal(0, 2, (3000, 7))
    assert fit_emotion(3 * logits, softmax(logits)) == pytest.approx(3, rel=0.01)


def test_the_emotions_biases_are_found_and_sum_to_nothing() -> None:
    chance = np.random.default_rng(5)
    logits = chance.normal(0, 2, (4000, 7))
    biases = np.array([0.6, 0.0, -0.5, 0.1, 0.0, -0.3, 0.1])
    temperature, found = fit_emotion_biases(3 * (logits - biases), softmax(logits))
    assert temperature == pytest.approx(3, rel=0.01)
    assert found == pytest.approx(biases, abs=0.01)
    assert sum(found) == pytest.approx(0, abs=1e-9)
    with pytest.raises(ValueError, match="no temperature fits"):
        fit_emotion_biases(logits, np.full_like(logits, 1 / 7))


@pytest.mark.parametrize("bad", [(0.0,) * 6, (float("nan"), *[0.0] * 6)])
def test_biases_that_are_not_seven_numbers_are_refused(bad: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="emotion_biases"):
        Calibration(emotion_biases=bad)


def test_probabilities_that_come_true_have_no_error_but_chance() -> None:
    said = np.random.default_rng(3).random(50_000)
    came = (np.random.default_rng(4).random(50_000) < said) * 1.0
    for equal_mass in (False, True):
        assert reliability(said, came, equal_mass=equal_mass).error < 0.01
    assert reliability(said, came).error == pytest.approx(chance_error(said, draws=20), abs=0.005)


def test_the_error_is_the_mean_distance_of_said_and_came() -> None:
    found = reliability(np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 0, 0, 0]))
    assert found.error == pytest.approx(0.5 * 0.4 + 0.5 * 0.1)
    assert found.share.sum() == pytest.approx(1)


def test_equal_mass_puts_as_many_cases_into_every_bin() -> None:
    found = reliability(np.linspace(0, 0.2, 30), np.zeros(30), bins=3, equal_mass=True)
    assert found.share == pytest.approx([1 / 3] * 3)


def test_weights_count_as_that_many_cases() -> None:
    said, came = np.array([0.9, 0.1]), np.array([1.0, 1.0])
    weighted = reliability(said, came, weight=np.array([3.0, 1.0])).error
    assert weighted == pytest.approx(reliability(said[[0, 0, 0, 1]], np.ones(4)).error)


def test_a_calibration_survives_its_file(tmp_path: Path) -> None:
    calibration = Calibration(1.3, -0.2, 0.8, BIASES)
    write_calibration(tmp_path / "c.json", calibration, "a1", {"ece": 0.01})
    assert read_calibration(tmp_path / "c.json", "a1") == calibration
    with pytest.raises(ValueError, match="other weights"):
        read_calibration(tmp_path / "c.json", "b2")


@pytest.mark.parametrize("text", ['{"calibration": {"heat": 1}}', "{}", "no JSON"])
def test_a_file_that_holds_no_calibration_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.json").write_text(text)
    with pytest.raises(ValueError, match="holds no calibration"):
        read_calibration(tmp_path / "c.json", "a1")


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), 1e9])
def test_a_temperature_without_meaning_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="smile_temperature"):
        Calibration(smile_temperature=bad)


def test_the_calibration_is_part_of_the_graph_and_of_the_metadata(tmp_path: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    network = DualHeadSmileDetector()
    calibration = Calibration(1.7, -0.4, 2.0, BIASES)
    export(network, tmp_path / "plain")
    _, file = export(network, tmp_path / "warm", calibration=calibration)
    crops = np.random.default_rng(0).integers(0, 255, (3, 224, 224, 3), np.uint8)
    plain, emotions = LaughModel(tmp_path / "plain" / file.name).read_stills(crops)
    warm, warm_emotions = LaughModel(file).read_stills(crops)
    assert warm == pytest.approx(sigmoid(logit(plain) / 1.7 - 0.4), abs=1e-4)
    shifted = softmax(np.log(emotions) / 2 + np.array(BIASES))
    assert warm_emotions == pytest.approx(shifted, abs=1e-4)
    assert calibration.emotions(np.log(emotions)) == pytest.approx(shifted)
    assert calibration_of(tmp_path / "plain" / file.name) == "none"
    assert calibration_of(file).startswith("smile: temperature 1.700, bias -0.400")
    card = read_card(file)
    assert card.parameters == read_card(tmp_path / "plain" / file.name).parameters == 1_923_368
    assert sum(p.numel() for p in StreamForm(network, calibration).parameters()) == 1_923_368


@pytest.fixture(scope="module")
def said() -> dict[str, list[Judged]]:
    """Return smiles and emotions said too surely of people on both held-out sides."""
    chance = np.random.default_rng(5)
    people: dict[str, list[Judged]] = {}
    for dataset, number in (("genki4k", 300), ("smiles", 900), ("london", 40)):
        for i in range(number):
            true = sigmoid(chance.normal(0, 2))
            people.setdefault(dataset, []).append(
                judged(
                    picture(dataset, i, smile=int(chance.random() < true), certain=True),
                    smile=float(sigmoid(3 * logit(true))),
                )
            )
    for i in range(400):
        sure = softmax(chance.normal(0, 1, (1, 7)))[0]
        votes = chance.multinomial(10, sure)
        people.setdefault("fer2013", []).append(
            judged(
                picture("fer2013", i, label=int(votes.argmax()), votes=votes, split="validation"),
                emotions=tuple(softmax(3 * np.log(sure)[None])[0]),
            )
        )
    return people


def test_fitted_on_validation_people_it_mends_the_test_people(
    said: dict[str, list[Judged]], tmp_path: Path
) -> None:
    calibration = fit(said)
    assert calibration.smile_temperature == pytest.approx(3, rel=0.25)
    assert calibration.emotion_temperature == pytest.approx(3, rel=0.25)
    found = measure(said, calibration)
    for name in ("smile, all", "emotion, voters"):
        assert found[name]["ece_after"] < found[name]["ece_before"]
    draw(said, calibration, tmp_path / "reliability.png")
    assert (tmp_path / "reliability.png").stat().st_size > 1000


def test_smiles_weigh_together_what_genki_does(said: dict[str, list[Judged]]) -> None:
    ones = [*said["genki4k"], *said["smiles"]]
    weight = smile_weights(ones)
    assert weight[:300].sum() == pytest.approx(weight[300:].sum())


def test_no_photograph_is_both_fitted_to_and_measured_on(said: dict[str, list[Judged]]) -> None:
    counts = [len(emotion_cases(said, fitted).said) for fitted in (True, False)]
    assert sum(counts) == 400
    assert min(counts) > 100
    private = [dataclasses.replace(one.sample, split="test") for one in said["fer2013"]]
    held_back = [Judged(one, 0.5, 0, False, 0.5, (1.0,) + (0.0,) * 6) for one in private]
    assert not len(emotion_cases({"fer2013": held_back}, fitted=True).said)


def test_the_page_says_that_an_emotions_probability_is_a_share_of_voters(
    said: dict[str, list[Judged]],
) -> None:
    voters, label = emotion_table(said).lines
    cases = emotion_cases(said, fitted=False)
    assert voters[3] == f"{cases.given.mean():.1%}"
    assert label[3] == f"{cases.right.mean():.1%}"
    assert "seven in ten voters call this face happy" in emotion_table(said).note
    assert emotion_table({}).lines == ()


def test_applying_nothing_changes_nothing() -> None:
    smile = np.array([0.01, 0.5, 0.99])
    assert Calibration().smiles(smile) == pytest.approx(smile)
