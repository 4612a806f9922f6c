"""The player's own folder: what is found, what is refused and why, and that names last."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.deck import ItemKind
from laughgame.storage import deck_folder
from laughgame.storage.deck_folder import (
    IMAGE_S,
    LINGER_S,
    LONGEST_S,
    PREFIX,
    SHORTEST_S,
    FolderProblem,
    OwnFile,
    Reason,
    own_name,
    read_folder,
    title_of,
)
from laughgame.storage.file_kind import HEAD, SUFFIXES, agrees

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
WAV = b"RIFF\x24\0\0\0WAVEfmt " + bytes(20)
MP4 = b"\0\0\0\x18ftypisom" + bytes(20)
JOKES = 'language = "ko"\n[[joke]]\nname = "a"\nsetup = "왜?"\npunchline = "그냥."\n'


def put(path: Path, content: bytes = PNG) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def reasons(folder: Path) -> dict[str, Reason]:
    return {one.path.name: one.reason for one in read_folder(folder).refused}


def test_every_kind_is_found_by_its_suffix_and_named_by_its_place(tmp_path):
    put(tmp_path / "cat.PNG")
    put(tmp_path / "sub" / "hum.wav", WAV)
    put(tmp_path / "sub" / "film.mp4", MP4)
    (tmp_path / "mine.toml").write_text(JOKES, encoding="utf-8")

    deck = read_folder(tmp_path)

    assert {file.name: file.kind for file in deck.found} == {
        "own/cat.PNG": ItemKind.IMAGE,
        "own/sub/hum.wav": ItemKind.SOUND,
        "own/sub/film.mp4": ItemKind.VIDEO,
    }
    (joke,) = deck.jokes
    assert (joke.name, joke.punchline) == ("own/mine.toml/a", "그냥.")
    assert deck.refused == ()
    assert deck.problem is None
    assert not deck.empty
    assert [deck.count(kind) for kind in ItemKind] == [1, 0, 1, 1, 1]


def test_files_come_as_a_person_counts(tmp_path):
    for name in ("10.png", "9.png", "b/1.png", "1.png"):
        put(tmp_path / name)
    assert [file.title for file in read_folder(tmp_path).found] == ["1", "9", "10", "1"]


def test_folders_are_looked_through_two_levels_deep(tmp_path):
    put(tmp_path / "a" / "b" / "seen.png")
    put(tmp_path / "a" / "b" / "c" / "too_deep.png")
    assert [file.title for file in read_folder(tmp_path).found] == ["seen"]


def test_what_is_hidden_is_passed_over_and_other_files_are_counted(tmp_path):
    put(tmp_path / ".hidden.png")
    put(tmp_path / ".git" / "a.png")
    put(tmp_path / "read me.txt", b"hello")
    deck = read_folder(tmp_path)
    assert (deck.found, deck.refused, deck.others) == ((), (), 1)
    assert deck.empty


def test_what_cannot_be_used_is_named_with_its_reason(tmp_path):
    put(tmp_path / "empty.png", b"")
    put(tmp_path / "text.mp4", b"not a film\n" * 100)
    put(tmp_path / "text.jpg", b"not a picture")
    put(tmp_path / "film.wav", MP4)
    put(tmp_path / "phone.heic", MP4)
    put(tmp_path / "jokes.toml", b"language = ")
    assert reasons(tmp_path) == {
        "empty.png": Reason.EMPTY,
        "text.mp4": Reason.MISNAMED,
        "text.jpg": Reason.MISNAMED,
        "film.wav": Reason.MISNAMED,
        "phone.heic": Reason.FOREIGN,
        "jokes.toml": Reason.BAD_JOKES,
    }


def test_a_picture_may_be_of_another_kind_than_it_is_called(tmp_path):
    put(tmp_path / "really_a_jpeg.png", JPEG)
    assert len(read_folder(tmp_path).found) == 1


def test_what_is_wrong_with_a_file_of_jokes_is_told_without_its_path(tmp_path):
    put(tmp_path / "jokes.toml", JOKES.replace("setup", "set_up").encode())
    (refused,) = read_folder(tmp_path).refused
    assert refused.detail == "joke.0.setup: Field required"


def test_large_files_are_refused_by_their_kind(tmp_path, monkeypatch):
    monkeypatch.setitem(deck_folder.MOST_BYTES, ItemKind.IMAGE, 2_000_000)
    put(tmp_path / "large.png", PNG + bytes(2_000_000))
    put(tmp_path / "large.mp4", MP4 + bytes(2_000_000))
    deck = read_folder(tmp_path)
    assert [(one.path.name, one.reason, one.detail) for one in deck.refused] == [
        ("large.png", Reason.TOO_LARGE, "2 MB")
    ]
    assert [file.title for file in deck.found] == ["large"]


def test_a_heap_of_files_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(deck_folder, "MOST_FILES", 3)
    for number in range(5):
        put(tmp_path / f"{number}.png")
    deck = read_folder(tmp_path)
    assert ([file.title for file in deck.found], deck.left_off) == (["0", "1", "2"], 2)


def test_links_out_of_the_folder_are_refused_and_links_within_it_are_followed(tmp_path):
    outside, folder = put(tmp_path / "outside" / "secret.png"), tmp_path / "mine"
    put(folder / "real.png")
    try:
        (folder / "to_secret.png").symlink_to(outside)
        (folder / "to_real.png").symlink_to(folder / "real.png")
        (folder / "to_nothing.png").symlink_to(folder / "gone.png")
        (folder / "to_itself.png").symlink_to(folder / "to_itself.png")
        (folder / "to_folder").symlink_to(outside.parent, target_is_directory=True)
        (folder / "round").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    deck = read_folder(folder)
    assert [file.title for file in deck.found] == ["real", "to_real"]
    assert {one.path.name for one in deck.refused} == {
        "to_secret.png",
        "to_nothing.png",
        "to_itself.png",
    }
    assert reasons(folder)["to_secret.png"] is Reason.OUTSIDE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are files only on Unix")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp3")
    assert reasons(tmp_path) == {"pipe.mp3": Reason.UNREADABLE}


def test_two_spellings_of_one_name_are_one_item_too_many(tmp_path):
    for form in ("NFC", "NFD"):
        put(tmp_path / unicodedata.normalize(form, "고양이.png"))
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system knows one spelling only")
    deck = read_folder(tmp_path)
    assert [file.name for file in deck.found] == [
        "own/" + unicodedata.normalize("NFC", "고양이.png")
    ]
    assert [one.reason for one in deck.refused] == [Reason.BAD_NAME]


def test_a_name_that_is_no_text_is_refused(tmp_path):
    try:
        put(tmp_path / os.fsdecode(b"caf\xe9.png"))
    except OSError:
        pytest.skip("this file system takes text only")
    assert [one.reason for one in read_folder(tmp_path).refused] == [Reason.BAD_NAME]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: None, FolderProblem.MISSING),
        (lambda path: put(path), FolderProblem.NO_FOLDER),
        (lambda path: path.mkdir(), None),
    ],
)
def test_a_folder_without_use_says_why(tmp_path, make, problem):
    make(tmp_path / "folder")
    deck = read_folder(tmp_path / "folder")
    assert deck.problem is problem
    assert deck.empty


def test_a_folder_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    def forbid(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(deck_folder.os, "scandir", forbid)
    assert read_folder(tmp_path).problem is FolderProblem.UNREADABLE


def test_a_folder_within_that_may_not_be_read_costs_nothing_else(tmp_path, monkeypatch):
    put(tmp_path / "a.png")
    put(tmp_path / "sub" / "b.png")
    scandir = os.scandir

    def forbid_sub(path):
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(deck_folder.os, "scandir", forbid_sub)
    deck = read_folder(tmp_path)
    assert ([file.title for file in deck.found], deck.problem) == (["a"], None)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    put(tmp_path / "locked.png")

    def forbid(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbid)
    (refused,) = read_folder(tmp_path).refused
    assert (refused.reason, refused.detail) == (Reason.UNREADABLE, "Permission denied")


def test_the_look_can_be_stopped(tmp_path):
    for number in range(4):
        put(tmp_path / f"{number}.png")
    assert read_folder(tmp_path, stopped=lambda: True).found == ()


@pytest.mark.parametrize(
    ("kind", "length_s", "shown_s"),
    [
        (ItemKind.IMAGE, IMAGE_S, IMAGE_S),
        (ItemKind.SOUND, 0.4, SHORTEST_S),
        (ItemKind.SOUND, 10.0, 10.0 + LINGER_S),
        (ItemKind.VIDEO, 600.0, LONGEST_S + LINGER_S),
    ],
)
def test_how_long_an_item_is_shown(kind, length_s, shown_s):
    file = OwnFile("own/a.x", kind, Path("a.x"), length_s)
    assert file.item.seconds == shown_s
    assert file.plays_s == min(length_s, LONGEST_S)


def test_what_has_no_known_length_is_no_item_yet():
    with pytest.raises(ValueError, match=r"own/a\.mp4 is not known yet"):
        _ = OwnFile("own/a.mp4", ItemKind.VIDEO, Path("a.mp4")).item


letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/")
relatives = st.lists(st.text(letters, min_size=1, max_size=12), min_size=1, max_size=3).map(
    "/".join
)


@given(relatives)
def test_a_name_is_the_same_in_every_spelling_and_on_every_system(relative):
    name = own_name(relative)
    assert name.startswith(PREFIX)
    assert unicodedata.is_normalized("NFC", name)
    spellings = {own_name(unicodedata.normalize(form, relative)) for form in ("NFC", "NFD")}
    assert spellings == {name}
    assert name.count("/") == relative.count("/") + 1


@given(relatives, relatives)
def test_two_files_never_share_a_name(one, other):
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (own_name(one) == own_name(other)) is same


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_a_title_is_one_line_that_can_be_printed(relative):
    title = title_of(own_name(relative))
    assert title.isprintable() or title == own_name(relative)


def test_a_title_is_the_files_stem():
    assert title_of("own/sub/My  cat.v2.png") == "My cat.v2"


@given(st.binary(max_size=200), st.sampled_from(sorted(SUFFIXES)))
def test_any_first_bytes_can_be_looked_at(head, suffix):
    assert agrees(suffix, head) in (True, False)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=HEAD))
def test_plain_text_is_no_picture_sound_or_film(text):
    head = text.encode()
    if head.startswith((b"BM", b"ID3", b"ADIF", b"G", b"FORM", b"OggS", b"fLaC")):
        return  # chosen to look like one
    for suffix in ("png", "jpg", "mp3", "wav", "webm", "mkv", "avi", "mpg"):
        assert not agrees(suffix, head)
