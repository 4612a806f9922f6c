"""A model that passed is kept, whatever becomes of the file it was chosen from."""

import hashlib
from pathlib import Path

import pytest

from laughgame.storage.model_shelf import KEPT, ChangedError, ModelShelf


@pytest.fixture
def shelf(tmp_path) -> ModelShelf:
    return ModelShelf(tmp_path / "models", "1.0")


def keep(shelf: ModelShelf, path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return shelf.keep(path, hashlib.sha256(content).hexdigest())


def copies(tmp_path: Path) -> set[bytes]:
    return {file.read_bytes() for file in (tmp_path / "models").glob("*.onnx")}


def test_the_copy_outlives_the_file(shelf, tmp_path):
    path = tmp_path / "웃음.onnx"
    copy = keep(shelf, path, b"good")
    path.unlink()

    kept = ModelShelf(tmp_path / "models", "1.0").last_good(path)

    assert (kept.copy, kept.copy.read_bytes()) == (copy, b"good")
    assert shelf.last_good(copy) == kept
    assert shelf.last_good(tmp_path / "other.onnx") is None


def test_a_file_that_changed_is_not_kept_and_the_last_good_one_stays(shelf, tmp_path):
    path = tmp_path / "m.onnx"
    keep(shelf, path, b"good")
    path.write_bytes(b"swapped")

    with pytest.raises(ChangedError):
        shelf.keep(path, hashlib.sha256(b"examined").hexdigest())

    assert shelf.last_good(path).copy.read_bytes() == b"good"
    assert copies(tmp_path) == {b"good"}
    assert {file.suffix for file in (tmp_path / "models").iterdir()} == {".onnx", ".json", ".lock"}


def test_a_better_file_of_the_same_name_takes_its_place(shelf, tmp_path):
    keep(shelf, tmp_path / "m.onnx", b"good")
    keep(shelf, tmp_path / "m.onnx", b"better")
    assert shelf.last_good(tmp_path / "m.onnx").copy.read_bytes() == b"better"
    assert copies(tmp_path) == {b"better"}


def test_only_the_newest_are_kept(shelf, tmp_path):
    for number in range(KEPT + 2):
        keep(shelf, tmp_path / f"{number}.onnx", b"%d" % number)
    assert copies(tmp_path) == {b"%d" % number for number in range(2, KEPT + 2)}
    assert shelf.last_good(tmp_path / "0.onnx") is None


def test_a_copy_that_is_open_elsewhere_goes_another_time(shelf, tmp_path, monkeypatch):
    """On Windows a file that another program has open cannot be deleted."""

    def refuse(path, **_):
        raise PermissionError(13, "The file is in use", str(path))

    with monkeypatch.context() as system:
        system.setattr(Path, "unlink", refuse)
        for number in range(KEPT + 1):
            path = tmp_path / f"{number}.onnx"
            assert keep(shelf, path, b"%d" % number) == shelf.last_good(path).copy
    assert len(copies(tmp_path)) == KEPT + 1
    keep(shelf, tmp_path / "last.onnx", b"last")
    assert len(copies(tmp_path)) == KEPT


def test_two_files_of_the_same_bytes_share_a_copy(shelf, tmp_path):
    (tmp_path / "a").mkdir()
    first = keep(shelf, tmp_path / "m.onnx", b"good")
    assert keep(shelf, tmp_path / "a" / "m.onnx", b"good") == first
    assert shelf.last_good(tmp_path / "m.onnx").copy == first


def test_a_copy_that_rotted_is_made_anew(shelf, tmp_path):
    path = tmp_path / "m.onnx"
    keep(shelf, path, b"good").write_bytes(b"rot")
    assert keep(shelf, path, b"good").read_bytes() == b"good"


def test_what_an_earlier_version_let_pass_is_examined_again(shelf, tmp_path):
    path = tmp_path / "m.onnx"
    keep(shelf, path, b"good")
    later = ModelShelf(tmp_path / "models", "1.1")
    assert shelf.passed(path) == hashlib.sha256(b"good").hexdigest()
    assert later.passed(path) is None
    assert later.last_good(path) is not None


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'[{"origin": 1}]', b"\xff", b"[" * 99_999])
def test_a_damaged_list_names_nothing_and_is_written_anew(shelf, tmp_path, damage):
    path = tmp_path / "m.onnx"
    keep(shelf, path, b"good")
    (tmp_path / "models" / "shelf.json").write_bytes(damage)

    assert shelf.last_good(path) is None
    keep(shelf, path, b"good")
    assert shelf.last_good(path).copy.read_bytes() == b"good"


def test_a_list_that_names_a_file_elsewhere_names_nothing(shelf, tmp_path):
    path = tmp_path / "m.onnx"
    copy = keep(shelf, path, b"good")
    index = tmp_path / "models" / "shelf.json"
    index.write_text(index.read_text().replace(copy.name, "../../m.onnx"))
    assert shelf.last_good(path) is None


def test_a_damaged_list_is_set_aside_and_none_of_its_models_is_dropped(shelf, tmp_path):
    for number in range(3):
        keep(shelf, tmp_path / f"{number}.onnx", b"%d" % number)
    index = tmp_path / "models" / "shelf.json"
    index.write_bytes(b"[{")

    for number in range(3, 5):
        keep(shelf, tmp_path / f"{number}.onnx", b"%d" % number)

    (aside,) = index.parent.glob("shelf.damaged-*.json")
    assert aside.read_bytes() == b"[{"
    assert copies(tmp_path) == {b"%d" % number for number in range(5)}


def test_a_list_that_cannot_be_read_for_a_moment_is_not_written_over(shelf, tmp_path, monkeypatch):
    keep(shelf, tmp_path / "0.onnx", b"0")

    def broken(path, **_):
        raise OSError(5, "Input/output error", str(path))

    with monkeypatch.context() as system:
        system.setattr(Path, "read_text", broken)
        with pytest.raises(OSError, match="Input"):
            keep(shelf, tmp_path / "1.onnx", b"1")
    assert shelf.last_good(tmp_path / "0.onnx") is not None
    assert copies(tmp_path) == {b"0"}
