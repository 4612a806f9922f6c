"""The labeller: what it writes can be read, and its curve grades smiles without reordering."""

import dataclasses
import os
from pathlib import Path

import matplotlib.cbook
import numpy as np
import pytest
import skimage.data

from laughgame.vision.face_detector import FaceDetector
from tests.unit.training.easy_sets import easy_set
from training.data.archive import read_image
from training.data.sample import Sample
from training.places import DETECTOR
from training.sequences.grade import Grade, read_grade, write_grade
from training.sequences.labeller import (
    BlendshapeLabels,
    fit_grade,
    graded_smiles,
    label,
    labels_file,
    read_labels,
)
from training.sequences.portrait import BLENDSHAPES, SIDE, Landmarker, portrait_of

MODEL = os.environ.get("LAUGHGAME_LANDMARKER", "")

needs_landmarker = pytest.mark.skipif(
    not Path(MODEL).is_file(), reason="LAUGHGAME_LANDMARKER names no face_landmarker.task"
)


def smiles(count: int = 400):
    """Blendshapes of unsmiling and smiling people, and of some who smile faintly."""
    random = np.random.default_rng(0)
    truth = (np.arange(count) % 2).astype(float)
    smile = np.where(truth == 1, random.beta(4, 2, count), random.beta(1, 12, count))
    split = np.where(np.arange(count) % 10 == 0, "validation", "train")
    split[1::20] = "validation"
    return smile, truth, split


def test_the_grade_rises_from_unsmiling_to_smiling():
    smile, truth, split = smiles()
    grade = Grade.fitted(smile, truth, split)
    graded = grade(np.linspace(0, 1, 20))
    assert (np.diff(graded) > 0).all()
    assert graded[0] < 0.1
    assert graded[-1] > 0.9
    assert grade.accuracy > 0.9
    assert grade.auc > 0.95
    assert grade.pictures == (split == "train").sum()


def test_the_grade_is_calibrated():
    smile, truth, split = smiles(4000)
    graded = Grade.fitted(smile, truth, split)(smile)
    train = split == "train"
    assert graded[train].mean() == pytest.approx(truth[train].mean(), abs=0.01)


def test_unknown_pictures_are_left_out_of_the_grade():
    smile, truth, split = smiles()
    smile[3], truth[4] = np.nan, np.nan
    assert Grade.fitted(smile, truth, split).pictures == (split == "train").sum() - 2
    assert np.isnan(Grade.fitted(smile, truth, split)(smile)[3])


def test_a_grade_needs_both_kinds_of_pictures():
    smile, truth, split = smiles()
    with pytest.raises(ValueError, match="both sides"):
        Grade.fitted(smile, np.ones_like(truth), split)


def test_the_grade_is_kept(tmp_path):
    grade = Grade(8.5, -2.8, 100, 0.94, 0.98)
    write_grade(tmp_path, grade)
    assert read_grade(tmp_path) == grade


def test_left_and_right_are_found_by_name():
    values = np.zeros((1, len(BLENDSHAPES)), np.float32)
    values[0, BLENDSHAPES.index("mouthSmileLeft")] = 0.8
    values[0, BLENDSHAPES.index("jawOpen")] = 0.3
    labels = BlendshapeLabels(np.array(["a"]), values)
    assert labels.both("mouthSmile")[0] == pytest.approx(0.4)
    assert labels.column("jawOpen")[0] == pytest.approx(0.3)


def test_every_picture_has_its_graded_smile_or_none(tmp_path):
    """By name: prepared sets and labels need not be in the same order, nor both be there."""
    write_grade(tmp_path, Grade(10.0, -5.0, 100, 0.94, 0.98))
    wide = [0.9 if shape.startswith("mouthSmile") else 0.0 for shape in BLENDSHAPES]
    lines = [",".join(("file", *BLENDSHAPES)), ",".join(("b", *map(str, wide)))]
    lines.append(",".join(("a", *["nan"] * len(BLENDSHAPES))))
    labels_file(tmp_path, "easy").write_text("\n".join(lines) + "\n")
    easy = dataclasses.replace(easy_set(count=3), names=np.array(["a", "b", "c"]))
    graded, ungraded = graded_smiles(tmp_path, [easy, easy_set("other", count=4)])
    assert graded[1] == pytest.approx(1 / (1 + np.exp(-4)), abs=1e-6)
    assert np.isnan(graded[[0, 2]]).all()
    assert np.isnan(ungraded).all()


def test_labels_of_other_pictures_are_refused(tmp_path):
    header = ",".join(("file", *BLENDSHAPES))
    labels_file(tmp_path, "set").write_text(f"{header}\nother.jpg{',nan' * len(BLENDSHAPES)}\n")
    sample = Sample("set", tmp_path / "a.jpg", "a.jpg", "a", "train", smile=1)
    with pytest.raises(ValueError, match="other pictures"):
        fit_grade({"set": [sample]}, tmp_path)


@needs_landmarker
def test_the_landmarker_tells_a_smile_from_a_straight_face(tmp_path):
    """The broad smile of one sample picture and the closed mouth of another, and no face at all."""
    hopper = matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)
    with FaceDetector(DETECTOR) as detector, Landmarker(Path(MODEL)) as landmarker:
        straight = portrait_of(read_image(Path(hopper)), detector, landmarker)
        smiling = portrait_of(skimage.data.astronaut(), detector, landmarker)
        nobody = portrait_of(np.zeros((200, 200, 3), np.uint8), detector, landmarker)
    assert nobody is None
    assert straight is not None
    assert smiling is not None
    assert smiling.image.shape == (SIDE, SIDE, 3)
    left = BLENDSHAPES.index("mouthSmileLeft")
    assert smiling.blendshapes[left] > 0.6
    assert straight.blendshapes[left] < 0.3
    eyes = smiling.landmarks[[33, 263]]
    assert eyes[0, 0] < SIDE / 2 < eyes[1, 0]


@needs_landmarker
def test_pictures_are_labelled_once(tmp_path):
    hopper = Path(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))
    sample = Sample("set", hopper, "hopper", "hopper", "train", smile=0)
    with Landmarker(Path(MODEL)) as landmarker:
        label({"set": [sample]}, landmarker, tmp_path)
        labels = read_labels(tmp_path, "set")
        before = labels_file(tmp_path, "set").stat().st_mtime_ns
        label({"set": [sample]}, landmarker, tmp_path)
    assert labels.names.tolist() == ["hopper"]
    assert 0 <= labels.both("mouthSmile")[0] < 0.3
    assert labels_file(tmp_path, "set").stat().st_mtime_ns == before
