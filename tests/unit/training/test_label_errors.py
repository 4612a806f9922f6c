"""Labels that were turned round are doubted, right ones are not, and drawings are known."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from laughgame.game.reading import EMOTIONS
from tests.training_data import write_face
from training import faults
from training.faultfinding import drawings as drawings_module
from training.faultfinding.drawings import drawings, listed_drawings
from training.faultfinding.label_errors import doubtful_labels
from training.faultfinding.probe import ImageNetEye, ModelEye, fit, look_at, out_of_fold
from training.learning.network import DualHeadSmileDetector
from training.pictures.prepared import Prepared
from training.prepare import main as prepare

MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def prepared(name: str, smile: np.ndarray, label: np.ndarray, names: list[str]) -> Prepared:
    count = len(names)
    return Prepared(
        name=name,
        crops=np.random.default_rng(0).integers(0, 256, (count, 2, 160, 160, 1), np.uint8),
        smile=smile.astype(np.float32),
        emotion=np.full((count, len(EMOTIONS)), np.nan, np.float32),
        label=label,
        tight=np.zeros(count, bool),
        train=np.ones(count, bool),
        split=np.full(count, "train"),
        names=np.array(names),
    )


def two_kinds(count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Features [N, 6] of two classes that a line divides, and the classes [N]."""
    random = np.random.default_rng(seed)
    classes = random.integers(0, 2, count)
    features = random.normal(0, 1, (count, 6)).astype(np.float32)
    features[:, 0] += np.where(classes == 1, 4, -4)
    return features, classes


def test_labels_turned_round_are_doubted_and_no_others() -> None:
    features, smile = two_kinds(600)
    turned = np.arange(0, 600, 40)
    given = smile.copy()
    given[turned] = 1 - given[turned]
    one = prepared("set", given, np.full(600, -1), [str(n) for n in range(600)])
    doubts = list(doubtful_labels(one, features, one.names))
    assert {doubt.row for doubt in doubts} <= set(turned)
    assert len(doubts) >= 13
    for doubt in doubts:
        assert (doubt.head, doubt.given) == ("smile", given[doubt.row])
        assert doubt.seems == 1 - doubt.given


def test_emotions_are_doubted_by_themselves_and_few_labels_not_at_all() -> None:
    features, label = two_kinds(400)
    clearest = int(np.abs(features[:, 0]).argmax())
    label[clearest] = 1 - label[clearest]
    smile = np.full(400, np.nan)
    smile[:50] = 1
    one = prepared("set", smile, label, [str(n) for n in range(400)])
    (doubt,) = doubtful_labels(one, features, one.names)
    assert (doubt.row, doubt.head) == (clearest, "emotion")


def test_nobody_is_judged_by_what_was_fitted_on_them() -> None:
    """Every group carries its own mark; only who met the group could know its label."""
    random = np.random.default_rng(3)
    groups = np.repeat(np.arange(100), 4)
    classes = random.integers(0, 2, 100)[groups]
    features = np.eye(100, dtype=np.float32)[groups]
    answers = out_of_fold(features, classes, groups.astype(str))
    assert (answers.argmax(axis=1) == classes).mean() < 0.7
    known = fit(features, classes, decay=1e-6).logits(features)
    assert (known.argmax(axis=1) == classes).mean() > 0.99


def test_held_out_pictures_are_judged_but_teach_nothing() -> None:
    """All labels of the held-out side are turned round, and they outnumber the others."""
    features, smile = two_kinds(1000)
    held_out = np.arange(1000) >= 400
    given = np.where(held_out, 1 - smile, smile)
    split = np.where(held_out, "validation", "train")
    one = prepared("set", given, np.full(1000, -1), [str(n) for n in range(1000)])
    one = dataclasses.replace(one, split=split, train=~held_out)
    rows = np.array([doubt.row for doubt in doubtful_labels(one, features, one.names)])
    assert held_out[rows].all(), "what is held out must not make the train side doubted"
    assert len(rows) > 500
    turned = dataclasses.replace(one, split=np.full(1000, "validation"))
    assert list(doubtful_labels(turned, features, one.names)) == []


def test_drawings_are_taught_by_the_list_and_found_in_other_sets() -> None:
    listed = sorted(listed_drawings())[:40]
    features, kind = two_kinds(400, seed=2)
    names = [f"images/photo{n}.png" for n in range(400)]
    for place, name in zip(np.flatnonzero(kind == 1), listed, strict=False):
        names[place] = name
    photo = np.array(["photo" in name for name in names])
    features[photo & (kind == 1), 0] -= 8
    nothing = np.full(400, np.nan)
    fer = prepared("fer2013", nothing, np.full(400, -1), names)
    other = prepared("other", nothing[:50], np.full(50, -1), [str(n) for n in range(50)])
    strangers, drawn = two_kinds(50, seed=9)
    found = drawings([fer, other], {"fer2013": features, "other": strangers})
    assert {row for row, _ in found["fer2013"]} == set(np.flatnonzero(~photo))
    assert {row for row, _ in found["other"]} <= set(np.flatnonzero(drawn))
    assert len(found["other"]) > 0.5 * drawn.sum()
    assert drawings([other], {"other": strangers}) == {}, "nothing is known without FER2013"


def test_the_list_of_drawings_names_files_once() -> None:
    text = drawings_module.LIST.read_text(encoding="utf-8")
    numbers = text.split("[")[1].split("]")[0].replace(",", " ").split()
    assert len(numbers) == len(set(numbers)) == len(listed_drawings()) > 200


def test_both_eyes_look_at_gray_and_coloured_crops(tmp_path: Path) -> None:
    one = prepared("set", np.ones(3), np.full(3, -1), list("abc"))
    torch.manual_seed(0)
    torch.save(DualHeadSmileDetector().features.state_dict(), tmp_path / "eye.pth")
    assert look_at(one, ImageNetEye(tmp_path / "eye.pth")).shape == (3, 1200)
    assert look_at(one, ModelEye(MODELS / "dual_head_stream.onnx")).shape == (3, 256)
    with pytest.raises(ValueError, match="stream form"):
        ModelEye(MODELS / "dual_head.onnx")


def test_a_damaged_model_file_is_bad_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (MODELS / "dual_head_stream.onnx").read_bytes()
    (tmp_path / "cut.onnx").write_bytes(whole[:1000])
    write_face(tmp_path / "faces/happy/face.png")
    folder = tmp_path / "prepared"
    assert prepare(["--set", f"faces={tmp_path / 'faces'}", "--out", str(folder)]) == 0
    for option, file in (("--model", "cut.onnx"), ("--imagenet", "cut.onnx")):
        with pytest.raises(SystemExit, match="2"):
            faults.main(["--prepared", str(folder), option, str(tmp_path / file)])
        assert "cut.onnx" in capsys.readouterr().err
