"""Whatever a folder of faces looks like, its layout tells its kind, and its labels are read."""

import csv
import json
import shutil
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from laughgame.game.reading import EMOTIONS
from tests.training_data import write_all, write_picture
from training.data import LOADERS, aihub, class_folders, fer2013_table, recordings
from training.data.class_names import KOREAN, class_label
from training.data.kinds import find_sets, parse_set, recognise
from training.data.sample import Sample

PHOTO = "abc12_여_20_기쁨_도심_20201204-000-001.jpg"


def emotions(samples: list[Sample]) -> dict[str, str]:
    return {s.name: "" if s.label is None else EMOTIONS[s.label] for s in samples}


def touch(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def annotations(name: str, *votes: str) -> dict[str, object]:
    seen = {key: {"faceExp": vote} for key, vote in zip(aihub.ANNOTATORS, votes, strict=True)}
    return {"filename": name, "faceExp_uploader": "기쁨", **seen}


def write_aihub(root: Path, records: list[dict[str, object]], encoding: str = "utf-8") -> None:
    for record in records:
        touch(root / "Training/[원천]EMOIMG_기쁨_TRAIN_01" / str(record["filename"]))
    labels = root / "Training/[라벨]EMOIMG_기쁨_TRAIN/img_emotion_training_data(기쁨).json"
    labels.parent.mkdir(parents=True)
    labels.write_bytes(json.dumps(records, ensure_ascii=False).encode(encoding))


def write_table(folder: Path, rows: list[tuple[int, int, str]]) -> None:
    """Rows are emotion's number, gray level, usage."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "fer2013.csv").open("w", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(("emotion", "pixels", "Usage"))
        for emotion, level, usage in rows:
            writer.writerow((emotion, " ".join([str(level)] * 48 * 48), usage))


@pytest.mark.parametrize("name", LOADERS)
def test_the_five_sets_are_known_by_their_tables(name: str, tmp_path: Path) -> None:
    found = {one.name: one.kind for one in find_sets(write_all(tmp_path)).sets}
    assert found[name] == name


def test_the_other_layouts_are_known_too(tmp_path: Path) -> None:
    touch(tmp_path / "kaggle/archive/train/angry/1.jpg")
    touch(tmp_path / "korean/Training/[원천]EMOIMG_당황_TRAIN_01/a_b.jpg")
    touch(tmp_path / "taken/ann/first/happy_smile/000001.jpg")
    write_table(tmp_path / "challenge/fer2013", [(0, 1, "Training")])
    (tmp_path / "notes").mkdir()
    kinds = {one.name: one.kind for one in find_sets(tmp_path).sets}
    assert kinds == {
        "kaggle": "class-folders",
        "korean": "aihub",
        "taken": "recordings",
        "challenge": "fer2013-table",
    }


def test_a_layout_of_no_kind_says_which_there_are(tmp_path: Path) -> None:
    touch(tmp_path / "cats/1.jpg")
    with pytest.raises(ValueError, match="class-folders"):
        recognise(tmp_path)


@pytest.mark.parametrize("text", ["faces", "=path", "faces=", "a/b=path"])
def test_a_set_is_given_as_name_and_path(text: str) -> None:
    with pytest.raises(ValueError, match="NAME=PATH"):
        parse_set(text)


def test_a_set_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        parse_set("faces=class-folders:nowhere")


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Happiness", "happy"),
        ("ANGRY", "angry"),
        ("3_surprised", "surprise"),
        ("normal", "neutral"),
    ],
)
def test_class_names_are_known_in_any_dress(name: str, ours: str) -> None:
    label = class_label(name)
    assert label is not None
    assert label.emotion == EMOTIONS.index(ours)


def test_the_korean_classes_are_known_decomposed_as_well() -> None:
    for korean, ours in KOREAN.items():
        label = class_label(unicodedata.normalize("NFD", korean))
        assert label is not None
        assert label.emotion == EMOTIONS.index(ours)


def test_an_unknown_class_is_named_and_contempt_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path / "happy/1.jpg")
    touch(tmp_path / "contempt/2.jpg")
    assert emotions(list(class_folders.load(tmp_path, "set"))) == {"happy/1.jpg": "happy"}
    touch(tmp_path / "hapy/3.jpg")
    with pytest.raises(ValueError, match="hapy"):
        list(class_folders.load(tmp_path, "set"))


def test_official_splits_stay_and_train_spares_a_validation(tmp_path: Path) -> None:
    for number in range(200):
        touch(tmp_path / f"train/happy/{number}.jpg")
    touch(tmp_path / "test/sad/x.png")
    samples = list(class_folders.load(tmp_path, "set"))
    sides = [sample.split for sample in samples if sample.name.startswith("train")]
    assert set(sides) == {"train", "validation"}
    assert 8 <= sides.count("validation") <= 35
    assert [s.split for s in samples if s.name.startswith("test")] == ["test"]
    touch(tmp_path / "Valid/sad/y.png")
    sides = [s.split for s in class_folders.load(tmp_path, "set") if s.name.startswith("train")]
    assert set(sides) == {"train"}


def test_a_folder_within_a_class_is_a_person(tmp_path: Path) -> None:
    for person in "ab":
        for number in range(3):
            touch(tmp_path / f"happy/{person}/{number}.jpg")
    assert {s.group for s in class_folders.load(tmp_path, "set")} == {"a", "b"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_aihub_takes_what_the_annotators_saw(encoding: str, tmp_path: Path) -> None:
    records = [
        annotations("a_1.jpg", "기쁨", "기쁨", "기쁨"),
        annotations("b_2.jpg", "기쁨", "당황", "당황"),
        annotations("c_3.jpg", "기쁨", "슬픔", "분노"),
        annotations("d_4.jpg", "상처", "슬픔", "불안"),
    ]
    write_aihub(tmp_path, records, encoding)
    samples = {sample.group: sample for sample in aihub.load(tmp_path, "korean")}
    assert list(samples) == ["a", "b", "d"], "nobody agreed on the third"
    assert [samples[person].smile for person in "abd"] == [1, None, 0]
    assert samples["b"].label == EMOTIONS.index("surprise")
    assert samples["b"].emotion is not None
    assert samples["b"].emotion[EMOTIONS.index("happy")] == pytest.approx(1 / 3)
    assert samples["d"].label == EMOTIONS.index("sad"), "hurt and sad are one class of ours"


def test_aihub_without_records_takes_the_folder_and_keeps_people_together(tmp_path: Path) -> None:
    for person in range(60):
        for korean in ("기쁨", "상처"):
            touch(tmp_path / f"Training/{korean}/p{person}_{korean}.jpg")
            touch(tmp_path / f"Validation/{korean}/q{person}_{korean}.jpg")
    samples = list(aihub.load(tmp_path, "korean"))
    assert {EMOTIONS[s.label] for s in samples if s.label is not None} == {"happy", "sad"}
    assert all(s.smile is None for s in samples), "a posed class alone proves no smile"
    sides: dict[str, set[str]] = {}
    for sample in samples:
        sides.setdefault(sample.group, set()).add(sample.split)
    assert all(len(found) == 1 for found in sides.values())
    assert {s.split for s in samples if s.group.startswith("q")} == {"validation"}
    assert {s.split for s in samples if s.group.startswith("p")} == {"train", "test"}


def test_aihub_reads_each_record_file_once_and_asks_the_disk_about_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each class lies in several folders, as the downloaded parts do, and on two sides."""
    for korean in ("기쁨", "슬픔"):
        for side, words in (("Training", "TRAIN"), ("Validation", "VALID")):
            records = []
            for part in range(3):
                name = f"{side}{part}_{korean}.jpg"
                touch(tmp_path / side / f"[원천]EMOIMG_{korean}_{words}_{part:02}" / name)
                records.append(annotations(name, *["상처"] * 3))
            labels = tmp_path / side / f"[라벨]EMOIMG_{korean}_{words}/{words}({korean}).json"
            touch(labels)
            labels.write_text(json.dumps(records, ensure_ascii=False))
    read: list[str] = []
    asked: list[str] = []
    read_bytes, is_dir = Path.read_bytes, Path.is_dir
    monkeypatch.setattr(Path, "read_bytes", lambda file: read.append(str(file)) or read_bytes(file))
    monkeypatch.setattr(Path, "is_dir", lambda file: asked.append(file.suffix) or is_dir(file))
    samples = list(aihub.load(tmp_path, "korean"))
    assert len(read) == len(set(read)) == 4
    assert not {".jpg", ".json"} & set(asked)
    assert len(samples) == 12
    assert {sample.label for sample in samples} == {EMOTIONS.index("sad")}, "all have their record"
    assert recognise(tmp_path) == "aihub"


def test_a_broken_record_file_is_named(tmp_path: Path) -> None:
    write_aihub(tmp_path, [annotations(PHOTO, "기쁨", "기쁨", "기쁨")])
    file = next(tmp_path.rglob("*.json"))
    file.write_text("[{")
    with pytest.raises(ValueError, match="training_data"):
        list(aihub.load(tmp_path, "korean"))


def test_the_original_table_is_read_with_and_without_votes(tmp_path: Path) -> None:
    rows = [(3, 10, "Training"), (6, 20, "Training"), (3, 30, "PublicTest"), (4, 20, "PrivateTest")]
    write_table(tmp_path, rows)
    samples = list(fer2013_table.load(tmp_path, "fer"))
    assert [s.split for s in samples] == ["train", "validation", "test"], "one copy is held out"
    assert emotions(samples) == {"fer0000000": "happy", "fer0000002": "happy", "fer0000003": "sad"}
    assert (samples[0].read() == 10).all()
    assert samples[0].smile is None
    header = (
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"
    )
    lines = [f"Training,fer{n}.png,0,10,0,0,0,0,0,0,0,0" for n in range(4)]
    (tmp_path / "fer2013new.csv").write_text("\n".join([header, *lines]))
    samples = list(fer2013_table.load(tmp_path, "fer"))
    assert samples[0].smile == 1
    (tmp_path / "fer2013new.csv").write_text("\n".join([header, *lines[:2]]))
    with pytest.raises(ValueError, match="fewer lines"):
        list(fer2013_table.load(tmp_path, "fer"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ((9, 10, "Training"), "emotion is '9'"),
        ((3, 10, "Foo"), "Usage is 'Foo'"),
    ],
)
def test_a_wrong_line_of_the_original_table_is_named(
    wrong: tuple[int, int, str], told: str, tmp_path: Path
) -> None:
    write_table(tmp_path, [(3, 10, "Training"), wrong])
    with pytest.raises(ValueError, match=r"fer2013\.csv, line 3") as error:
        list(fer2013_table.load(tmp_path, "fer"))
    assert told in str(error.value)


def test_a_column_that_the_original_table_lacks_is_named(tmp_path: Path) -> None:
    write_table(tmp_path, [(3, 10, "Training")])
    file = tmp_path / "fer2013.csv"
    file.write_text(file.read_text().replace("emotion,", "feeling,", 1))
    with pytest.raises(ValueError, match=r"fer2013\.csv, line 2 has no 'emotion'"):
        list(fer2013_table.load(tmp_path, "fer"))


def test_a_zip_or_table_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    write_all(tmp_path)
    (tmp_path / "broken.zip").write_bytes(b"PK no more")
    (tmp_path / "noise").mkdir()
    (tmp_path / "noise/labels.csv").write_bytes(b"\xff\xfe\x00")
    found = find_sets(tmp_path)
    assert [one.name for one in found.sets] == sorted(LOADERS)
    assert sorted(found.broken) == ["broken", "noise"]
    assert "broken.zip is damaged" in found.broken["broken"]
    assert "labels.csv" in found.broken["noise"]


def test_a_set_named_as_none_can_be_is_told_and_hides_no_other(tmp_path: Path) -> None:
    for name in ("faces", "faces.v2", "my faces"):
        touch(tmp_path / name / "happy/1.jpg")
    touch(tmp_path / "notes.d/readme.txt")
    found = find_sets(tmp_path)
    assert [one.name for one in found.sets] == ["faces", "my faces"]
    assert list(found.broken) == ["faces.v2"], "what is no set may be called anything"
    assert "rename it, or --set NAME=" in found.broken["faces.v2"]
    with pytest.raises(ValueError, match="NAME=PATH"):
        parse_set(f"faces.v2={tmp_path / 'faces.v2'}")
    assert parse_set(f"newer={tmp_path / 'faces.v2'}").kind == "class-folders"


def test_a_table_written_by_a_spreadsheet_is_known(tmp_path: Path) -> None:
    """With the mark that says the text is Unicode before its first column."""
    table = write_all(tmp_path) / "smiles/labels.csv"
    table.write_text(table.read_text(), encoding="utf-8-sig")
    assert recognise(tmp_path / "smiles") == "smiles"
    assert list(parse_set(f"more={tmp_path / 'smiles'}").samples())


@pytest.mark.parametrize(
    ("folder", "emotion", "smile", "kind"),
    [
        ("happy_smile", "happy", 1.0, "smile"),
        ("neutral_nosmile_speech", "neutral", 0.0, "speech"),
        ("sad_unknown", "sad", None, "still"),
        ("unknown_smile040", None, 0.4, "smile"),
        ("neutral_nosmile", "neutral", 0.0, "still"),
    ],
)
def test_a_recordings_folder_carries_both_labels(
    folder: str, emotion: str | None, smile: float | None, kind: str
) -> None:
    label = recordings.read_label(folder)
    wanted = None if emotion is None else EMOTIONS.index(emotion)
    assert (label.emotion, label.smile, label.kind) == (wanted, smile, kind)


@pytest.mark.parametrize("folder", ["happy", "happy_grin", "hapy_smile", "happy_smile140", "smile"])
def test_a_misnamed_recording_is_refused(folder: str) -> None:
    with pytest.raises(ValueError, match="EMOTION_SMILE"):
        recordings.read_label(folder)


def test_a_take_bridges_what_a_slow_camera_left_out_and_ends_at_a_gap(tmp_path: Path) -> None:
    for number in (1, 3, 5, 20, 21):
        touch(tmp_path / f"ann/first/happy_smile/{number:06}.jpg")
    first, second = recordings.takes(tmp_path, "mine")
    assert [file.name[:6] for file in first.frames] == [f"{n:06}" for n in (1, 1, 3, 3, 5)]
    assert len(second.frames) == 2
    assert first.split == second.split


def test_zips_are_read_in_place(tmp_path: Path) -> None:
    write_picture(tmp_path / "set/train/happy/a.png", 1)
    write_picture(tmp_path / "set/test/sad/b.png", 2)
    shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "set")
    zipped = parse_set(f"packed={tmp_path / 'packed.zip'}")
    samples = list(zipped.samples())
    assert emotions(samples) == {"train/happy/a.png": "happy", "test/sad/b.png": "sad"}
    unpacked = next(iter(class_folders.load(tmp_path / "set", "x")))
    assert np.array_equal(samples[0].read(), unpacked.read())
