"""The last trial of a model: a laugh and a straight face of the illustrated player."""

import cv2
import numpy as np
import pytest

from laughgame.app import paths
from laughgame.vision.face_trial import FaceTrial, TrialFaces, read_faces, try_faces
from laughgame.vision.model_card import ContractCode, ContractError
from laughgame.vision.model_contract import open_model
from tests.onnx_models import smile_of, write_model, write_sluggish_model
from tests.trial_faces import paint


def faces_of(calm, laugh):
    """Two stretches of five grey pictures each."""
    rows = [np.array(levels, np.uint8)[:, None, None, None] for levels in (calm, laugh)]
    return TrialFaces(*(np.broadcast_to(row, (5, 224, 224, 3)).copy() for row in rows))


def test_the_faces_are_those_that_the_player_shows_today(qapp):
    painted = paint().reshape(2, 224, 5, 224, 3).transpose(0, 2, 1, 3, 4)
    for kept, fresh in zip(read_faces(paths.trial_faces()), painted, strict=True):
        difference = np.abs(kept.astype(float) - fresh)
        assert difference.mean() < 2, "python -m tests.trial_faces"


@pytest.mark.parametrize("model", [paths.default_model(), paths.sequence_model()], ids=str)
def test_the_shipped_models_tell_a_laugh(model):
    trial = try_faces(open_model(model), read_faces(paths.trial_faces()))
    assert trial.calm < 0.2
    assert trial.laugh > 0.8


@pytest.mark.parametrize("form", ["stream", "sequence"])
def test_all_five_frames_count_as_in_the_game(tmp_path, form):
    model = open_model(write_model(tmp_path / "m.onnx", form))
    calm, laugh = (10, 20, 30, 40, 50), (100, 120, 140, 160, 180)
    trial = try_faces(model, faces_of(calm, laugh))
    assert trial == FaceTrial(
        pytest.approx(smile_of(*calm), abs=1e-3), pytest.approx(smile_of(*laugh), abs=1e-3)
    )


def test_a_model_that_smiles_at_everything_alike_judges_nobody(tmp_path):
    model = open_model(write_model(tmp_path / "m.onnx", smile_factor=0.0))
    with pytest.raises(ContractError) as caught:
        try_faces(model, read_faces(paths.trial_faces()))
    assert caught.value.code is ContractCode.BLIND
    assert caught.value.found == "always 0"


def test_a_model_that_sees_the_same_in_both_faces_but_not_elsewhere_may_play(tmp_path):
    model = open_model(write_model(tmp_path / "m.onnx"))
    trial = try_faces(model, faces_of([200] * 5, [200] * 5))
    assert trial.calm == trial.laugh


def test_a_model_that_never_answers_is_broken_off(tmp_path, monkeypatch):
    monkeypatch.setattr("laughgame.vision.model_contract.TRIAL_LIMIT_S", 0.2)
    path = write_sluggish_model(tmp_path / "m.onnx")
    with pytest.raises(ContractError) as caught:
        try_faces(open_model(path), faces_of([0] * 5, [0] * 5))
    assert caught.value.code is ContractCode.TOO_SLOW


@pytest.mark.parametrize("content", [b"", b"text", None], ids=["empty", "text", "small"])
def test_another_picture_is_refused(tmp_path, content):
    path = tmp_path / "faces.png"
    small = cv2.imencode(".png", np.zeros((10, 10, 3), np.uint8))[1].tobytes()
    path.write_bytes(small if content is None else content)
    with pytest.raises(OSError, match=r"faces\.png"):
        read_faces(path)
