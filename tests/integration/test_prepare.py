"""Preparing streams, survives a kill, and knows a data set by its layout."""

import csv
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data

from laughgame.game.reading import EMOTIONS
from tests.training_data import write_all, write_face, write_picture
from training.data import class_folders, kinds
from training.data.sample import Sample
from training.pictures.crop_store import HEADER, CropStore
from training.pictures.manifest import Row, read_manifest
from training.pictures.prepared import prepared_sets, read_prepared
from training.prepare import main
from training.sequences.prepared import read_sequences

IN_SHARDS_OF_FOUR = """
import sys, training.pictures.crop_store
training.pictures.crop_store.SHARD = 4
from training.prepare import main
main(sys.argv[1:])
"""


def row(number: int) -> Row:
    return {"file": f"{number}.png", "name": f"unlabelled_{number:06}", "split": "train"}


def pair(number: int, colour: bool = False) -> np.ndarray:
    crops = np.full((2, 16, 16, 3), number, np.uint8)
    crops[..., 2] += colour
    return crops


def write(folder: Path, numbers: range, colour: range = range(0)) -> None:
    with CropStore(folder, "set", 16) as store:
        for number in numbers:
            store.append(pair(number, number in colour), row(number))


def broken_off(folder: Path, numbers: range) -> None:
    """Write like somebody who is stopped by an error halfway."""
    store = CropStore(folder, "set", 16).__enter__()
    for number in numbers:
        store.append(pair(number), row(number))
    store.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)


@pytest.mark.timeout(300)
def test_a_kill_loses_at_most_the_shard_in_progress(tmp_path: Path) -> None:
    """The process is really killed, again and again, until it gets to the end."""
    data = write_all(tmp_path / "data", each=24)
    arguments = ["--data", str(data), "--sets", "smiles", "london", "--threads", "2"]
    assert main([*arguments, "--out", str(tmp_path / "whole")]) == 0
    part, kills, safe = tmp_path / "killed/smiles.csv.part", 0, 0
    while not (tmp_path / "killed/london.csv").is_file():
        command = [sys.executable, "-c", IN_SHARDS_OF_FOUR, *arguments]
        process = subprocess.Popen([*command, "--out", str(tmp_path / "killed")])
        while process.poll() is None and kills < 3:
            lines = part.read_bytes().count(b"\n") - 1 if part.is_file() else 0
            if lines > safe:
                process.send_signal(signal.SIGKILL)
                kills, safe = kills + 1, lines
            time.sleep(0.005)
        process.wait()
        if part.is_file():
            assert part.read_bytes().count(b"\n") - 1 >= safe, "what was safe is lost"
    assert kills == 3
    for name in ("smiles", "london"):
        for ending in ("csv", "npy"):
            left, right = (tmp_path / run / f"{name}.{ending}" for run in ("whole", "killed"))
            assert left.read_bytes() == right.read_bytes()


def test_whole_crops_without_their_line_and_half_lines_are_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.pictures.crop_store.SHARD", 3)
    broken_off(tmp_path, range(8))
    with (tmp_path / "set.npy.part").open("ab") as crops:
        crops.write(bytes(700))
    with (tmp_path / "set.csv.part").open("ab") as rows:
        rows.write(b"6.png,unlabel")
    with CropStore(tmp_path, "set", 16) as store:
        assert [line["file"] for line in store.written()] == [f"{n}.png" for n in range(6)]
        for number in range(6, 9):
            store.append(pair(number), row(number))
    assert read_prepared_values(tmp_path) == list(range(9))


def test_lines_whose_crops_never_reached_the_disk_are_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.pictures.crop_store.SHARD", 3)
    broken_off(tmp_path, range(6))
    with (tmp_path / "set.npy.part").open("r+b") as crops:
        crops.truncate(crops.seek(0, 2) - 1)
    with CropStore(tmp_path, "set", 16) as store:
        assert len(list(store.written())) == 5


def test_a_kill_between_the_last_two_renamings_loses_nothing(tmp_path: Path) -> None:
    write(tmp_path, range(5))
    (tmp_path / "set.csv").rename(tmp_path / "set.csv.part")
    write(tmp_path, range(5, 7))
    assert read_prepared_values(tmp_path) == list(range(7))


def test_a_manifest_of_an_older_form_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "set.csv.part").write_text("file,group\na,b\n")
    (tmp_path / "set.npy.part").write_bytes(bytes(100))
    write(tmp_path, range(2))
    assert read_prepared_values(tmp_path) == [0, 1]
    assert (tmp_path / "set.csv").read_bytes().startswith(HEADER)


def test_colour_widens_what_was_gray_until_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.pictures.crop_store.SHARD", 2)
    write(tmp_path, range(7), colour=range(5, 7))
    crops = np.load(tmp_path / "set.npy")
    assert crops.shape == (7, 2, 16, 16, 3)
    assert (crops[:5] == np.arange(5)[:, None, None, None, None]).all()
    assert crops[6, 0, 0, 0].tolist() == [6, 6, 7]


def test_going_on_with_other_pictures_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("training.pictures.crop_store.SHARD", 1)
    for name in "abc":
        write_face(tmp_path / f"faces/happy/{name}.png", 100 + ord(name))
    arguments = ["--set", f"faces={tmp_path / 'faces'}", "--out", str(tmp_path / "out")]
    stopped_at(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        main([*arguments, "--threads", "1"])
    monkeypatch.undo()
    (tmp_path / "faces/happy/a.png").unlink()
    assert main(arguments) == 1
    assert "--again begins anew" in capsys.readouterr().err
    assert main([*arguments, "--again"]) == 0
    assert len(read_prepared(tmp_path / "out", "faces").names) == 2


def test_the_manifest_names_masks_and_marks_what_cannot_be_read(tmp_path: Path) -> None:
    write_face(tmp_path / "faces/Happiness/a.png")
    write_picture(tmp_path / "faces/Happiness/b.png", 2)
    write_picture(tmp_path / "faces/smile/c.png", 3)
    (tmp_path / "faces/Happiness/broken.png").write_bytes(b"not a picture")
    assert main(["--set", f"faces={tmp_path / 'faces'}", "--out", str(tmp_path / "out")]) == 0
    rows = {line["file"].split("/")[-1]: line for line in read_manifest(tmp_path / "out/faces.csv")}
    names = ["happy_000001", "happy_000002", "happy_000003", "smile_000001"]
    assert [line["name"] for line in rows.values()] == names
    assert (rows["a.png"]["smile_mask"], rows["a.png"]["emotion_mask"]) == ("0", "1")
    assert (rows["c.png"]["smile_mask"], rows["c.png"]["emotion_mask"]) == ("1", "0")
    assert rows["broken.png"]["reject"] == "unreadable"
    prepared = read_prepared(tmp_path / "out", "faces")
    assert prepared.label.tolist() == [EMOTIONS.index("happy")] * 3 + [-1]
    assert not prepared.train[2], "what cannot be read teaches nothing"


def test_a_set_without_a_face_is_told_and_the_others_are_prepared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        write_picture(tmp_path / f"data/cats/happy/{number}.png", number)
    write_picture(tmp_path / "data/people/happy/noise.png", 7)
    write_face(tmp_path / "data/people/happy/face.png")
    out = tmp_path / "out"
    for arguments in ([], [], ["--no-report"], ["--again"]):
        assert main(["--data", str(tmp_path / "data"), "--out", str(out), *arguments]) == 1
        told = capsys.readouterr().err
        assert "error: cats: no face was found" in told
        assert "error: people" not in told
    assert read_prepared(out, "people").train.tolist().count(True) == 1
    assert len(read_prepared(out, "cats").names) == 3, "it can be looked at"
    one = ["--data", str(tmp_path / "data"), "--sets", "people", "--out", str(out)]
    assert main(one) == 0, "who did not ask for the others hears nothing of them"


def test_a_recording_without_a_face_is_told_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(6):
        write_picture(tmp_path / f"data/taken/ann/one/happy_smile/{number:06}.png", number)
    write_face(tmp_path / "data/people/happy/face.png")
    assert main(["--data", str(tmp_path / "data"), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "error: taken:" in told
    assert "no film was made" in told
    assert prepared_sets(tmp_path / "out") == ["people"]


def test_a_folder_without_a_set_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--data", str(tmp_path), "--out", str(tmp_path / "out")])
    assert f"{tmp_path} holds no data set: nothing in it" in capsys.readouterr().err


def test_a_broken_zip_is_named_and_the_others_are_prepared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_face(tmp_path / "data/people/happy/face.png")
    write_face(tmp_path / "data/more/sad/face.png")
    shutil.make_archive(str(tmp_path / "data/more"), "zip", tmp_path / "data/more")
    shutil.rmtree(tmp_path / "data/more")
    whole = (tmp_path / "data/more.zip").read_bytes()
    (tmp_path / "data/more.zip").write_bytes(whole[: len(whole) // 2])
    arguments = ["--data", str(tmp_path / "data"), "--out", str(tmp_path / "out")]
    assert main(arguments) == 1
    assert "more.zip is damaged" in capsys.readouterr().err
    assert read_prepared(tmp_path / "out", "people").names.tolist() == ["happy/face.png"]
    assert main([*arguments, "--sets", "people"]) == 0
    assert main([*arguments, "--sets", "more"]) == 1
    with pytest.raises(SystemExit, match="2"):
        main(["--set", f"more={tmp_path / 'data/more.zip'}", "--out", str(tmp_path / "out")])
    assert "more.zip is damaged" in capsys.readouterr().err


def test_a_wrong_line_is_named_and_the_others_are_prepared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write_all(tmp_path / "data", each=4)
    table = data / "smiles/labels.csv"
    lines = table.read_text().splitlines()
    table.write_text("\n".join([*lines[:2], lines[2].replace(",1,", ",yes,", 1), *lines[3:]]))
    arguments = ["--data", str(data), "--sets", "smiles", "press_faces"]
    assert main([*arguments, "--out", str(tmp_path / "out"), "--no-report"]) == 1
    told = capsys.readouterr().err
    assert f"{table}, line 3: smile is 'yes'" in told
    assert prepared_sets(tmp_path / "out") == ["press_faces"]


def test_what_cannot_be_read_any_more_replaces_nothing(tmp_path: Path) -> None:
    data = write_all(tmp_path / "data", each=4)
    arguments = ["--data", str(data), "--sets", "smiles", "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    before = (tmp_path / "out/smiles.npy").read_bytes()
    (data / "smiles/labels.csv").write_text("file,smile,person,second_label\nx.png,2,,\n")
    assert main([*arguments, "--again"]) == 1
    assert (tmp_path / "out/smiles.npy").read_bytes() == before


def test_a_picture_whose_bytes_are_damaged_within_a_zip_is_unreadable(tmp_path: Path) -> None:
    write_face(tmp_path / "faces/happy/a.png")
    write_face(tmp_path / "faces/happy/b.png", 200)
    shutil.make_archive(str(tmp_path / "faces"), "zip", tmp_path / "faces")
    packed = bytearray((tmp_path / "faces.zip").read_bytes())
    place = packed.index(b"happy/a.png") + 5000
    packed[place : place + 50] = bytes(50)
    (tmp_path / "faces.zip").write_bytes(packed)
    assert main(["--set", f"f={tmp_path / 'faces.zip'}", "--out", str(tmp_path / "out")]) == 0
    rejects = [line["reject"] for line in read_manifest(tmp_path / "out/f.csv")]
    assert rejects == ["unreadable", ""]


def test_a_set_is_listed_once_and_counted_while_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_face(tmp_path / "faces/happy/a.png")
    write_face(tmp_path / "faces/happy/b.png", 200)
    walks, load = [], class_folders.load

    def counted(root: Path, name: str) -> Iterator[Sample]:
        walks.append(root)
        return load(root, name)

    monkeypatch.setitem(kinds.STILLS, "class-folders", counted)
    assert main(["--set", f"f={tmp_path / 'faces'}", "--out", str(tmp_path / "out")]) == 0
    assert walks == [tmp_path / "faces"]
    assert len(read_prepared(tmp_path / "out", "f").names) == 2


def test_a_recording_becomes_films_of_its_people(tmp_path: Path) -> None:
    """Thirty-five frames of a real smile, a gap, and four more that are too few."""
    astronaut = cv2.cvtColor(skimage.data.astronaut(), cv2.COLOR_RGB2BGR)
    folder = tmp_path / "taken/eileen/monday/happy_smile070"
    folder.mkdir(parents=True)
    for number in [*range(35), *range(60, 64)]:
        cv2.imwrite(str(folder / f"{number:06}.jpg"), astronaut)
    assert main(["--set", f"mine={tmp_path / 'taken'}", "--out", str(tmp_path / "out")]) == 0
    films = read_sequences(tmp_path / "out", "mine")
    assert films.frames.shape == (2, 30, 160, 160, 3)
    assert np.allclose(films.smile, 0.7)
    assert films.emotion[..., EMOTIONS.index("happy")].all()
    assert films.kind.tolist() == ["smile", "smile"]


def read_prepared_values(folder: Path) -> list[int]:
    crops = np.load(folder / "set.npy")
    with (folder / "set.csv").open(newline="") as text:
        assert len(list(csv.DictReader(text))) == len(crops)
    return crops[:, 0, 0, 0, 0].tolist()


def stopped_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the storing of pictures be interrupted after so many."""
    append, stored = CropStore.append, []

    def stop(self: CropStore, pair: np.ndarray, row: Row) -> None:
        if len(stored) == number:
            raise KeyboardInterrupt
        stored.append(row)
        append(self, pair, row)

    monkeypatch.setattr(CropStore, "append", stop)
