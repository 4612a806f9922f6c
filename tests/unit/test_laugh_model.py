"""The model remembers four frames, and both of its forms remember them alike."""

from pathlib import Path

import numpy as np
import pytest

from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import BATCH, LaughModel
from laughgame.vision.model_contract import ContractCode, ContractError
from tests.onnx_models import METADATA, smile_of, write_model

FORMS = ["sequence", "stream"]

ROUNDING = 1e-3
"""The tiny models average 150,000 numbers in single precision."""


def grey(level: int) -> Image:
    return np.full((224, 224, 3), level, np.uint8)


@pytest.fixture(params=FORMS)
def model(request: pytest.FixtureRequest, tmp_path: Path) -> LaughModel:
    return LaughModel(write_model(tmp_path / "model.onnx", request.param))


def test_the_first_frame_is_its_own_past(model: LaughModel) -> None:
    assert model.read(grey(200)).smile == pytest.approx(smile_of(200), abs=ROUNDING)


def test_a_verdict_rests_on_the_last_five_frames(model: LaughModel) -> None:
    levels = [0, 40, 80, 120, 160, 200, 240]
    smiles = [model.read(grey(level)).smile for level in levels]

    assert smiles[1] == pytest.approx(smile_of(0, 0, 0, 0, 40), abs=ROUNDING)
    assert smiles[4] == pytest.approx(smile_of(0, 40, 80, 120, 160), abs=ROUNDING)
    assert smiles[6] == pytest.approx(smile_of(80, 120, 160, 200, 240), abs=ROUNDING)


def test_after_a_reset_the_past_is_forgotten(model: LaughModel) -> None:
    model.read(grey(0))
    model.reset()

    assert model.read(grey(255)).smile == pytest.approx(smile_of(255), abs=ROUNDING)


def test_a_still_leaves_the_history_alone(model: LaughModel) -> None:
    model.read(grey(0))
    still = model.read_still(grey(255))
    next_smile = model.read(grey(0)).smile

    assert still.smile == pytest.approx(smile_of(255), abs=ROUNDING)
    assert next_smile == pytest.approx(smile_of(0), abs=ROUNDING)


def test_stills_in_a_batch_are_judged_one_by_one(model: LaughModel) -> None:
    levels = np.linspace(0, 255, BATCH + 3).astype(int)
    smiles, emotions = model.read_stills(np.stack([grey(level) for level in levels]))

    assert smiles == pytest.approx([smile_of(level) for level in levels], abs=ROUNDING)
    assert emotions.shape == (BATCH + 3, 7)
    assert emotions.sum(axis=1) == pytest.approx(np.ones(BATCH + 3), abs=1e-5)


def test_no_stills_give_no_answers(model: LaughModel) -> None:
    smiles, emotions = model.read_stills(np.empty((0, 224, 224, 3), np.uint8))

    assert smiles.shape == (0,)
    assert emotions.shape == (0, 7)


def test_emotions_are_the_softmax_of_the_logits(model: LaughModel) -> None:
    emotions = model.read(grey(255)).emotions

    logits = np.linspace(-1, 1, 7)  # the tiny model's weights at full brightness
    assert emotions == pytest.approx(np.exp(logits) / np.exp(logits).sum(), abs=ROUNDING)


def test_pixels_are_scaled_as_the_card_asks(tmp_path: Path) -> None:
    card = {**METADATA, "mean": "0,10,20", "std": "255,100,50"}
    model = LaughModel(write_model(tmp_path / "model.onnx", metadata=card))
    crop = np.zeros((224, 224, 3), np.uint8)
    crop[:] = (51, 60, 70)

    mean = np.mean([51 / 255, (60 - 10) / 100, (70 - 20) / 50])
    assert model.read(crop).smile == pytest.approx(1 / (1 + np.exp(-4 * mean)), abs=ROUNDING)


def test_an_answer_that_turns_bad_later_is_refused_and_forgotten(tmp_path: Path) -> None:
    # Grey, which loading tries, answers 0.95; white answers 1.87.
    model = LaughModel(write_model(tmp_path / "model.onnx", smile_factor=1.9))

    with pytest.raises(ContractError) as caught:
        model.read(grey(255))

    assert caught.value.code is ContractCode.OUT_OF_RANGE
    assert model.read(grey(0)).smile == pytest.approx(1.9 * smile_of(0), abs=ROUNDING)


def test_each_face_has_a_past_of_its_own(model: LaughModel) -> None:
    for level in (0, 40, 80):
        model.read(grey(level), track=1)
        assert model.read(grey(255), track=2).smile == pytest.approx(smile_of(255), abs=ROUNDING)

    assert model.read(grey(120), track=1).smile == pytest.approx(
        smile_of(0, 0, 40, 80, 120), abs=ROUNDING
    )
    model.forget(1)
    assert model.read(grey(120), track=1).smile == pytest.approx(smile_of(120), abs=ROUNDING)
    model.read(grey(0), track=2)
    assert model.read(grey(0), track=2).smile == pytest.approx(
        smile_of(255, 255, 255, 0, 0), abs=ROUNDING
    )
