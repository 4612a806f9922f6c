"""Two copies of the game at once, and a player who may write nothing."""

import sqlite3
import sys
import time

import pytest

from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings, SettingsFile
from tests.killed_game import PATIENCE_S, Victims, announced
from tests.round_writer import read_rounds, write_rounds

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a program with Qt in it forks safely on Linux"
)


@pytest.fixture(scope="module")
def copies():
    with Victims() as one, Victims() as other:
        yield one, other


def together(copies, do, folder, *tasks):
    """Let each copy do a task in the same folder, and begin at the same time."""
    for copy, task in zip(copies, tasks, strict=True):
        copy.begin(do, folder, **task)
    until_s = time.monotonic() + PATIENCE_S
    while len(announced(folder, "ready")) < len(tasks):
        assert time.monotonic() < until_s
        time.sleep(0.001)
    (folder / "go").touch()
    assert [copy.status() for copy in copies] == [0, 0]


def task(seed, first, until):
    """To play so many rounds and changes, once the gate is open."""
    return {"seed": seed, "first": first, "until": until, "gate": True}


def test_what_two_copies_change_in_the_settings_is_all_there(copies, tmp_path):
    """Each saves its own key twenty times; neither writes the other's back as it was."""
    file = SettingsFile(tmp_path / "settings.toml")
    file.save(Settings(match=MatchSettings(players=("민지",))))
    with file.path.open("a", encoding="utf-8") as text:
        text.write("\n[stage]\ncurtain = 'red'\n")
    volumes = [number / 100 for number in range(30, 50)]
    holds = [number / 100 for number in range(1, 21)]
    together(
        copies,
        "edit",
        tmp_path,
        {"section": "sound", "field": "volume", "values": volumes},
        {"section": "judge", "field": "hold_s", "values": holds},
    )
    loaded = file.load()
    assert loaded.reason is None
    assert loaded.settings.sound.volume == volumes[-1]
    assert loaded.settings.judge.hold_s == holds[-1]
    assert loaded.settings.match.players == ("민지",)
    assert "curtain" in file.path.read_text(encoding="utf-8")
    assert announced(tmp_path, "refused") == []
    assert len(announced(tmp_path, "saved")) == 40


def test_the_rounds_of_two_copies_are_all_there(copies, tmp_path):
    """From a folder in which there is nothing yet: both make the file at once."""
    for number in range(5):
        folder = tmp_path / str(number)
        folder.mkdir()
        together(copies, "play", folder, task(1, 1, 15), task(2, 101, 115))
        assert sorted(read_rounds(folder / "results.sqlite3")) == sorted(
            announced(folder, "keeping")
        )
        assert announced(folder, "closed") == [0, 0]


def test_two_copies_set_a_damaged_file_aside_once(copies, tmp_path):
    rubbish = b"no database at all" * 100
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "results.sqlite3").write_bytes(rubbish)
        (folder / "settings.toml").write_bytes(b"[judge")
        together(copies, "play", folder, task(1, 1, 5), task(2, 101, 105))
        aside = {file.suffix: file.read_bytes() for file in folder.glob("*.damaged-*")}
        assert aside == {".sqlite3": rubbish, ".toml": b"[judge"}
        assert len(list(folder.glob("*.damaged-*"))) == 2
        assert sorted(read_rounds(folder / "results.sqlite3")) == sorted(
            announced(folder, "keeping")
        )


def test_who_may_write_nothing_plays_all_the_same(copies, tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    SettingsFile(folder / "settings.toml").save(Settings(match=MatchSettings(lives=7)))
    write_rounds(folder, [1])
    (folder / "said").touch()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "said").chmod(0o666)
    for path in folder.iterdir():
        path.chmod(0o666 if path.name == "said" else 0o444)
    folder.chmod(0o555)
    try:
        assert copies[0].run("read_only", folder) == 0
    finally:
        folder.chmod(0o755)
    assert len(announced(folder, "none")) == 1, "that no results are kept is known at the start"
    assert len(announced(folder, "refused")) == 1, "that nothing is saved is told once"
    assert len(announced(folder, "saved")) > 1, "and it went on"
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert now | {"said": b""} == before
    with Results(folder / "results.sqlite3") as results:
        assert len(results.matches()) == 1


def test_a_copy_that_does_not_let_go_costs_no_round(copies, tmp_path):
    Results(tmp_path / "results.sqlite3").close()
    blocker = sqlite3.connect(tmp_path / "results.sqlite3", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    copies[0].begin("play", tmp_path, seed=1, first=1, until=6)
    copies[0].wait_for_lines(tmp_path, 8)
    assert announced(tmp_path, "kept") == []
    blocker.close()
    assert copies[0].status() == 0
    assert read_rounds(tmp_path / "results.sqlite3") == announced(tmp_path, "keeping")
