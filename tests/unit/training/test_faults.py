"""What ought not to be trained on is found, shown, kept out, and given back."""

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from laughgame.game.reading import EMOTIONS, Box, Face, Keypoints, Point
from tests.training_data import write_picture
from training import faults
from training.data.sample import Sample
from training.data.splits import Split
from training.pictures.crop_store import CropStore
from training.pictures.cropping import count_meant
from training.pictures.duplicates import difference_bits, pixel_digest
from training.pictures.manifest import Namer, read_manifest, row_of
from training.pictures.prepared import read_prepared
from training.prepare import main

NAMES = Namer()


def pattern(seed: int) -> np.ndarray:
    """A picture as different from the next as two photographs, uint8 [160, 160, 3]."""
    coarse = np.random.default_rng(seed).integers(0, 256, (24, 24, 3), np.uint8)
    return cv2.resize(coarse, (160, 160), interpolation=cv2.INTER_CUBIC)


def saved_again(picture: np.ndarray) -> np.ndarray:
    encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 50])[1]
    return cv2.imdecode(encoded, cv2.IMREAD_COLOR)


def write_set(
    folder: Path, name: str, pictures: list[tuple[str, Split, np.ndarray, int, bool]]
) -> None:
    """Write a prepared set of (file, split, crop, faces, tight); a black crop is unreadable."""
    with CropStore(folder, name, 160) as store:
        for file, split, crop, count, tight in pictures:
            sample = Sample(name, Path(file), file, file, split, smile=1, tight=tight)
            bits = difference_bits(crop) if crop.any() else ""
            reject = "" if bits else "unreadable"
            row = row_of(sample, NAMES.name(sample), count, pixel_digest(crop), bits, reject)
            store.append(np.stack([crop, crop]), row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one, two = pattern(1), pattern(2)
    write_set(
        tmp_path,
        "a",
        [
            ("good", "train", pattern(3), 1, False),
            ("empty", "train", pattern(4), 0, False),
            ("crowd", "train", pattern(5), 2, False),
            ("tight", "train", pattern(6), 0, True),
            ("near", "train", saved_again(one), 1, False),
            ("broken", "train", np.zeros((160, 160, 3), np.uint8), 0, False),
        ],
    )
    write_set(
        tmp_path,
        "b",
        [
            ("held", "test", one, 1, False),
            ("first", "train", two, 1, False),
            ("second", "train", two, 1, False),
            ("checked", "validation", saved_again(one), 1, False),
        ],
    )
    return tmp_path


def write_doubles(folder: Path, labels: list[tuple[int | None, str | None]]) -> None:
    """Write a set ``c`` of one picture again and again, with these smiles and emotions."""
    crop = pattern(7)
    with CropStore(folder, "c", 160) as store:
        for number, (smile, emotion) in enumerate(labels):
            label = None if emotion is None else EMOTIONS.index(emotion)
            shares = None if label is None else tuple(np.eye(len(EMOTIONS))[label])
            sample = Sample(
                "c", Path(), str(number), str(number), "train", smile, shares, label, tight=True
            )
            codes = pixel_digest(crop), difference_bits(crop)
            store.append(np.stack([crop, crop]), row_of(sample, f"c_{number:06}", 1, *codes, ""))


def rejects(folder: Path, name: str) -> dict[str, str]:
    return {row["file"]: row["reject"] for row in read_manifest(folder / f"{name}.csv")}


def test_every_fault_is_noted_and_kept_out(folder: Path) -> None:
    assert faults.main(["--prepared", str(folder)]) == 0
    assert rejects(folder, "a") == {
        "good": "",
        "empty": "no_face",
        "crowd": "several_faces",
        "tight": "",
        "near": "copy",
        "broken": "unreadable",
    }
    assert rejects(folder, "b") == {"held": "", "first": "", "second": "twice", "checked": ""}
    assert read_prepared(folder, "a").train.tolist() == [True, False, False, True, False, False]


def test_the_page_shows_them_with_pictures_and_needs_nothing_else(folder: Path) -> None:
    faults.main(["--prepared", str(folder)])
    page = (folder / "rejects/index.html").read_text(encoding="utf-8")
    for shown in ("a/empty", "a/crowd", "a/near", "b/second"):
        assert shown in page
    assert "a/good" not in page
    assert page.count('src="data:image/jpeg;base64,') == 5
    assert 'src="http' not in page
    with (folder / "rejects/rejects.csv").open(newline="") as text:
        listed = {(row["set"], row["file"]): row for row in csv.DictReader(text)}
    assert listed["a", "near"]["reason"] == "copy"
    assert listed["a", "near"]["rejected"] == "1"


def test_of_exact_copies_that_disagree_none_is_left(tmp_path: Path) -> None:
    write_doubles(tmp_path, [(None, "sad"), (None, "sad"), (None, "angry"), (0, None)])
    faults.main(["--prepared", str(tmp_path)])
    assert set(rejects(tmp_path, "c").values()) == {"conflict"}
    with (tmp_path / "rejects/rejects.csv").open(newline="") as text:
        details = [row["detail"] for row in csv.DictReader(text)]
    assert details == ["sad and angry", "sad and angry", "angry and sad", "no smile and sad"]
    page = (tmp_path / "rejects/index.html").read_text(encoding="utf-8")
    assert "conflict · c" in page


def test_of_exact_copies_that_agree_the_first_is_left(tmp_path: Path) -> None:
    """One that says nothing of the emotion does not contradict one that does."""
    write_doubles(tmp_path, [(1, "happy"), (1, None), (None, "happy")])
    faults.main(["--prepared", str(tmp_path)])
    assert list(rejects(tmp_path, "c").values()) == ["", "twice", "twice"]


def test_smiles_that_disagree_are_a_conflict_too(tmp_path: Path) -> None:
    write_doubles(tmp_path, [(1, None), (0, None)])
    faults.main(["--prepared", str(tmp_path)])
    assert list(rejects(tmp_path, "c").values()) == ["conflict", "conflict"]


def test_what_is_listed_to_be_kept_stays_and_all_can_be_restored(folder: Path) -> None:
    (folder / "rejects").mkdir()
    (folder / "rejects/keep.txt").write_text("# looked at\na/crowd\n")
    faults.main(["--prepared", str(folder), "--ignore", "no_face"])
    assert (rejects(folder, "a")["crowd"], rejects(folder, "a")["empty"]) == ("", "")
    assert "a/crowd" in (folder / "rejects/index.html").read_text(encoding="utf-8")
    faults.main(["--prepared", str(folder), "--restore"])
    assert set(rejects(folder, "a").values()) == {"", "unreadable"}
    assert set(rejects(folder, "b").values()) == {""}


def test_what_only_a_network_sees_is_not_forgotten_without_one(folder: Path) -> None:
    faults.rewrite_manifest(
        folder / "a.csv",
        lambda number, row: row | {"reject": "drawing" if number == 0 else row["reject"]},
    )
    faults.main(["--prepared", str(folder)])
    assert rejects(folder, "a")["good"] == "drawing"


def test_a_manifest_too_old_to_be_looked_through_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (folder / "a.csv").read_text().replace(",hash,", ",code,")
    (folder / "a.csv").write_text(rows)
    with pytest.raises(SystemExit):
        faults.main(["--prepared", str(folder)])
    assert "prepare it again" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("faces", "meant"),
    [
        ([(0.9, 80)], 1),
        ([(0.9, 80), (0.7, 30)], 1),
        ([(0.9, 80), (0.6, 70)], 2),
        ([(0.6, 80), (0.6, 70)], 1),
        ([(0.9, 80), (0.5, 80)], 1),
        ([], 1),
    ],
)
def test_a_label_means_one_face_unless_another_is_as_large(
    faces: list[tuple[float, float]], meant: int
) -> None:
    eye = Point(0, 0)
    keypoints = Keypoints(eye, eye, eye, eye, eye, eye)
    found = [
        Face(box=Box(0, 0, width, width), keypoints=keypoints, roll=0, yaw=0, score=score)
        for score, width in faces
    ]
    assert count_meant(found) == meant


def test_preparing_ends_with_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_picture(tmp_path / "faces/happy/noise.png", 1)
    astronaut = cv2.cvtColor(skimage.data.astronaut(), cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(tmp_path / "faces/happy/face.png"), astronaut)
    assert main(["--set", f"faces={tmp_path / 'faces'}", "--out", str(tmp_path / "out")]) == 0
    assert rejects(tmp_path / "out", "faces") == {
        "happy/face.png": "",
        "happy/noise.png": "no_face",
    }
    assert "no_face" in capsys.readouterr().out
    assert EMOTIONS[read_prepared(tmp_path / "out", "faces").label[0]] == "happy"


@pytest.mark.parametrize(
    ("column", "value"),
    [("smile", "yes"), ("smile", "1.5"), ("happy", "much"), ("label", "joy"), ("split", "trian")],
)
def test_a_wrong_line_of_a_manifest_is_named(column: str, value: str, folder: Path) -> None:
    faults.rewrite_manifest(
        folder / "a.csv",
        lambda number, row: row | {column: value, "emotion_mask": "1"} if number == 2 else row,
    )
    with pytest.raises(ValueError, match=rf"a\.csv, line 4: {column} is '{value}'"):
        read_prepared(folder, "a")
