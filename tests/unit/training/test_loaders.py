"""The loaders mend the known faults of their sets and never split a group."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from laughgame.game.reading import EMOTIONS
from tests.training_data import FER_COLUMNS, write_all, write_labels, write_picture
from training.data import LOADERS, fer2013, genki4k, load, london, press_faces, smiles
from training.data.fer2013 import distribution


@pytest.mark.parametrize("name", LOADERS)
def test_no_group_stands_on_both_sides(name: str, tmp_path: Path) -> None:
    samples = load(write_all(tmp_path), [name])[name]
    train = {sample.group for sample in samples if sample.split == "train"}
    validation = {sample.group for sample in samples if sample.split == "validation"}
    test = {sample.group for sample in samples if sample.split == "test"}
    assert samples
    assert not train & (validation | test)
    assert not validation & test
    assert {sample.group for sample in samples if sample.held_out} == validation | test


@pytest.mark.parametrize("name", LOADERS)
def test_a_zip_reads_like_a_folder(name: str, tmp_path: Path) -> None:
    data = write_all(tmp_path / "folders")
    (tmp_path / "zips").mkdir()
    shutil.make_archive(str(tmp_path / "zips" / name), "zip", data / name)
    unpacked, zipped = load(data, [name])[name], load(tmp_path / "zips", [name])[name]
    assert [(s.name, s.split, s.smile, s.label) for s in unpacked] == [
        (s.name, s.split, s.smile, s.label) for s in zipped
    ]
    assert (unpacked[0].read() == zipped[0].read()).all()


def test_missing_sets_are_all_named(tmp_path: Path) -> None:
    shutil.rmtree(write_all(tmp_path) / "smiles")
    shutil.rmtree(tmp_path / "london")
    with pytest.raises(FileNotFoundError, match="smiles, london"):
        load(tmp_path)


def test_a_negative_called_happy_elsewhere_is_left_out(tmp_path: Path) -> None:
    rows = [
        ("images/a.jpg", 0, "Ann", 1, "happiness"),
        ("images/b.jpg", 0, "Bo", 1, "neutral"),
        ("images/c.jpg", 1, "Cy", 1, "happiness"),
    ]
    columns = ("file", "smile", "person", "person_is_certain", "second_label")
    write_labels(tmp_path, columns, rows)
    assert [sample.name for sample in smiles.load(tmp_path)] == ["images/b.jpg", "images/c.jpg"]


def test_nobody_trained_on_in_press_faces_is_held_out_of_smiles(tmp_path: Path) -> None:
    people = [f"person{number}" for number in range(60)]
    rows = [(f"{person}.jpg", 1, person, 1, "happiness") for person in people]
    columns = ("file", "smile", "person", "person_is_certain", "second_label")
    write_labels(tmp_path / "smiles", columns, rows)
    rows = [(f"{person}.jpg", "happiness", person) for person in people]
    write_labels(tmp_path / "press_faces", ("file", "emotion", "person"), rows)
    sides = [sample.split for sample in smiles.load(tmp_path / "smiles")]
    assert set(sides) == {"train", "validation", "test"}
    assert sides == [sample.split for sample in press_faces.load(tmp_path / "press_faces")]


def test_press_faces_have_an_emotion_no_smile_and_no_contempt(tmp_path: Path) -> None:
    rows = [
        ("images/a.jpg", "happiness", "Ann"),
        ("images/b.jpg", "contempt", "Bo"),
        ("images/Actor_12.jpg", "sadness", ""),
    ]
    write_labels(tmp_path, ("file", "emotion", "person"), rows)
    happy, sad = press_faces.load(tmp_path)
    assert happy.label == EMOTIONS.index("happy")
    assert happy.smile is None
    assert (sad.label, sad.group) == (EMOTIONS.index("sad"), "Actor")


def test_a_photograph_saved_twice_is_one_group(tmp_path: Path) -> None:
    write_picture(tmp_path / "images/a.png", 1, 180)
    shutil.copy(tmp_path / "images/a.png", tmp_path / "images/b.png")
    write_picture(tmp_path / "images/c.png", 2, 180)
    rows = [(f"images/{name}.png", 1, 0, 0, 0) for name in "abc"]
    write_labels(tmp_path, ("file", "smile", "yaw", "pitch", "roll"), rows)
    assert len({sample.group for sample in genki4k.load(tmp_path)}) == 2


def fer_row(file: str, usage: str, group: int, ambiguous: int = 0, votes: str = "") -> tuple:
    counts = [int(count) for count in (votes or "0 10 0 0 0 0 0 0 0 0").split()]
    return (file, usage, "happy", ambiguous, group, *counts)


def test_fer_drops_the_ambiguous_and_the_training_copies_of_validated_pictures(
    tmp_path: Path,
) -> None:
    rows = [
        fer_row("a", "Training", 1),
        fer_row("b", "Training", 2),
        fer_row("c", "PublicTest", 2),
        fer_row("d", "Training", 3, ambiguous=1),
        fer_row("e", "Training", 4, votes="0 2 0 0 0 0 0 0 0 8"),
        fer_row("f", "Training", 5),
        fer_row("g", "PrivateTest", 5),
    ]
    write_labels(tmp_path, FER_COLUMNS, rows)
    kept = {sample.name: sample.split for sample in fer2013.load(tmp_path)}
    assert kept == {"a": "train", "c": "validation", "g": "test"}


@pytest.mark.parametrize(
    ("votes", "smile"),
    [
        ("0 10 0 0 0 0 0 0 0 0", 1),
        ("10 0 0 0 0 0 0 0 0 0", 0),
        ("5 5 0 0 0 0 0 0 0 0", None),
        ("0 0 0 0 0 0 0 10 0 0", None),
    ],
)
def test_fer_votes_give_a_smile_only_where_they_are_sure(
    votes: str, smile: int | None, tmp_path: Path
) -> None:
    write_labels(tmp_path, FER_COLUMNS, [fer_row("a", "Training", 1, votes=votes)])
    assert fer2013.load(tmp_path)[0].smile == smile


def test_the_voters_are_shares_and_where_nobody_voted_the_label_stands() -> None:
    happy = EMOTIONS.index("happy")
    shares = distribution(happy, (5, 0, 0, 0, 15, 0, 0))
    assert sum(shares) == pytest.approx(1)
    assert shares[happy] == pytest.approx(0.75)
    assert distribution(happy, (0,) * 7)[happy] == 1


SMILES = ("file", "smile", "person", "person_is_certain", "second_label")
GENKI = ("file", "smile", "yaw", "pitch", "roll")


@pytest.mark.parametrize(
    ("loader", "columns", "line", "told"),
    [
        (smiles.load, SMILES, ("a.jpg", "yes", "Ann", 1, "neutral"), "smile is 'yes'"),
        (smiles.load, SMILES, ("a.jpg", 2, "Ann", 1, "neutral"), "smile is '2'"),
        (smiles.load, SMILES[:-1], ("a.jpg", 0, "Ann", 1), "no 'second_label'"),
        (smiles.load, SMILES, ("a.jpg", 0), "no 'second_label'"),
        (london.load, ("file", "smile", "person"), ("a.jpg", "", "1"), "smile is ''"),
        (press_faces.load, ("file", "emotion", "person"), ("a.jpg", "joi", ""), "emotion is 'joi'"),
        (fer2013.load, FER_COLUMNS, fer_row("a", "Foo", 1), "usage is 'Foo'"),
        (fer2013.load, FER_COLUMNS[:-1], fer_row("a", "Training", 1)[:-1], "no 'votes_NF'"),
        (fer2013.load, FER_COLUMNS, (*fer_row("a", "Training", 1)[:-1], "-3"), "votes_NF is '-3'"),
    ],
)
def test_a_wrong_line_is_named_with_its_file_and_value(
    loader: Callable[[Path], object],
    columns: tuple[str, ...],
    line: tuple,
    told: str,
    tmp_path: Path,
) -> None:
    (tmp_path / "people.csv").write_text("face_id,face_gender,face_eth\n")
    write_labels(tmp_path, columns, [line])
    with pytest.raises(ValueError, match=re.escape("labels.csv, line 2")) as error:
        loader(tmp_path)
    assert told in str(error.value)


def test_a_table_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_bytes(b"file,smile\n\xff\xfe\x00,1\n")
    with pytest.raises(ValueError, match=r"labels\.csv, line"):
        smiles.load(tmp_path)


def test_a_damaged_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "smiles.zip").write_bytes(b"PK and nothing more")
    with pytest.raises(ValueError, match=r"smiles\.zip is damaged"):
        load(tmp_path, ["smiles"])


def test_a_photograph_that_cannot_be_read_is_left_to_the_report(tmp_path: Path) -> None:
    write_picture(tmp_path / "images/a.png", 1, 180)
    (tmp_path / "images/b.png").write_bytes(b"no picture")
    (tmp_path / "images/c.png").write_bytes(b"no picture")
    write_labels(tmp_path, GENKI, [(f"images/{name}.png", 1, 0, 0, 0) for name in "abc"])
    assert [sample.group for sample in genki4k.load(tmp_path)] == [
        f"images/{name}.png" for name in "abc"
    ]
