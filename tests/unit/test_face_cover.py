"""The network that tells covered faces: what the shipped file promises, and how it is asked."""

import json

import numpy as np
import onnx
import pytest

from laughgame.app import paths
from laughgame.vision.face_cover import INPUT, LOOK_AGAIN_S, OUTPUTS, SIDE, FaceCover, shrunk
from laughgame.vision.onnx_session import declared, open_session
from tests.onnx_models import write_model

FILE = paths.face_cover()
CROPS = np.random.default_rng(1).integers(0, 256, (3, 224, 224, 3), np.uint8)


class Counting(FaceCover):
    """Counts its looks."""

    looks = 0

    def look(self, crop):
        self.looks += 1
        return super().look(crop)


@pytest.fixture
def cover():
    counting = Counting(FILE)
    counting.looks = 0
    return counting


def test_the_file_keeps_its_contract():
    assert FILE.stat().st_size < 300_000
    model = onnx.load(FILE)
    onnx.checker.check_model(model, full_check=True)
    assert {entry.version for entry in model.opset_import if not entry.domain} == {17}
    weights = sum(np.prod(one.dims) for one in model.graph.initializer)
    assert 20_000 < weights < 60_000
    inputs, outputs, metadata = declared(open_session(FILE.read_bytes()))
    (crop,) = inputs
    assert (crop.name, crop.type, crop.shape[1:]) == (INPUT, "tensor(uint8)", [SIDE, SIDE, 3])
    assert [node.name for node in outputs] == list(OUTPUTS)
    assert metadata["labels"] == "mouth_covered,eyes_shut"
    assert metadata["crop"] == "blazeface-box-1.30-eye-roll"
    assert "research" in metadata["licence"]
    assert "GENKI-4K" in metadata["training_data"]
    measured = json.loads(metadata["accuracy"])
    assert measured["in play: behind a hand"] >= 0.9
    assert measured["by eye: mouth covered"] >= 0.6
    assert max(v for name, v in measured.items() if name.endswith("mouth seen")) <= 0.05


def test_several_crops_are_answered_as_one_by_one(cover):
    session = open_session(FILE.read_bytes())
    together = session.run(OUTPUTS, {INPUT: np.stack([shrunk(crop) for crop in CROPS])})
    for number, crop in enumerate(CROPS):
        one = cover.look(crop)
        assert one == pytest.approx([answer[number] for answer in together], abs=1e-5)
        assert all(0 <= share <= 1 for share in one)


def test_a_look_serves_for_a_tenth_of_a_second_of_the_frames(cover):
    first = cover.follow(CROPS[0], 1, 10.0)
    assert cover.follow(CROPS[1], 1, 10.0 + 0.9 * LOOK_AGAIN_S) == first
    assert cover.looks == 1
    assert cover.follow(CROPS[1], 1, 10.0 + 1.1 * LOOK_AGAIN_S) == cover.look(CROPS[1])
    cover.follow(CROPS[1], 1, 3.0)  # another clock
    assert cover.looks == 4


@pytest.mark.parametrize("rate", [15, 30, 60])
def test_it_looks_about_ten_times_a_second_whatever_the_frame_rate(cover, rate):
    for n in range(2 * rate):
        cover.follow(CROPS[0], 1, n / rate)
    assert 14 <= cover.looks <= 21


def test_every_face_has_a_look_of_its_own_and_can_be_forgotten(cover):
    for track in (1, 2):
        cover.follow(CROPS[track], track, 0.0)
    assert cover.looks == 2
    cover.forget(1)
    cover.forget(9)
    for track in (1, 2):
        cover.follow(CROPS[track], track, 0.01)
    assert cover.looks == 3
    cover.reset()
    cover.follow(CROPS[2], 2, 0.02)
    assert cover.looks == 4


def test_a_file_that_tells_no_covered_faces_is_refused(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        FaceCover(tmp_path / "none.onnx")
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(FILE.read_bytes()[:1000])
    with pytest.raises(ValueError, match=r"damaged\.onnx tells no covered faces"):
        FaceCover(damaged)
    with pytest.raises(ValueError, match="tells no covered faces"):
        FaceCover(write_model(tmp_path / "laugh.onnx"))
