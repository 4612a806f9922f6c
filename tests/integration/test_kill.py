"""Nothing is lost to kill -9, wherever it strikes."""

import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from laughgame.storage import atomic
from laughgame.storage.results import Results
from laughgame.storage.settings import ACTOR, CameraSettings, Settings, SettingsFile
from tests.killed_game import STRACE, Victims, announced
from tests.round_writer import read_rounds, write_rounds
from tests.written_files import WRITTEN, left_over, prepare

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a program with Qt in it forks safely on Linux"
)
needs_strace = pytest.mark.skipif(
    STRACE is None, reason="strace meddles with what a program asks of the system"
)

CALLS = ("openat", "pwrite64", "fdatasync", "ftruncate", "unlink")
"""The steps of SQLite on Linux."""
ERRORS = ("ENOSPC", "EIO", "EROFS")

FOLDERS, MOMENTS = 10, 20
MOST_LINES, MOST_S = 8, 0.008
"""A moment is up to so many lines into the play and so many seconds later: in any of its steps."""


@pytest.fixture
def home(tmp_path):
    """A folder in memory, where there is one: what is killed is the program, not the computer.

    Every step is the same there, but nobody waits for a disk.
    """
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def victims():
    with Victims() as program:
        yield program


def whole(path):
    """Whether SQLite finds nothing wrong with a file."""
    database = sqlite3.connect(path)
    try:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        database.close()


def database(folder):
    """A folder, the results in it, and what SQLite keeps beside them but for shared memory."""
    path = folder / "results.sqlite3"
    return [folder, *(path.with_name(path.name + end) for end in ("", "-wal", "-journal"))]


@pytest.mark.timeout(300)
def test_nothing_is_lost_at_two_hundred_seeded_moments(victims, home):
    """Ten players' folders, each killed twenty times in the middle of saving and keeping."""
    chance = random.Random(200)
    struck = done = 0
    for player in range(FOLDERS):
        folder = home / f"player {player}"
        folder.mkdir()
        for moment in range(MOMENTS):
            seed = chance.randrange(2**31)
            process = victims.begin("play", folder, seed=seed, first=1000 * moment + 1)
            victims.wait_for_lines(folder, chance.randrange(MOST_LINES))
            time.sleep(chance.uniform(0, MOST_S))
            os.kill(process, signal.SIGKILL)
            struck += victims.status() == signal.SIGKILL

            # Looked at in a copy: the next one begins with what this one left, its log too.
            copy = home / "copy"
            shutil.copytree(folder, copy)
            saved, saving = announced(copy, "saved"), announced(copy, "saving")
            loaded = SettingsFile(copy / "settings.toml").load()
            assert loaded.reason is None, loaded.detail
            players = loaded.settings.match.players
            latest = saved[-1] if saved else 0
            possible = {(f"player {number}",) for number in saving if number >= latest}
            assert players in possible or (players == () and not saved)
            kept, keeping = announced(copy, "kept"), announced(copy, "keeping")
            there = read_rounds(copy / "results.sqlite3")
            assert whole(copy / "results.sqlite3")
            assert set(kept) <= set(there) <= set(keeping)
            assert len(set(there)) == len(there)
            shutil.rmtree(copy)
        done += len(kept) + len(saved)
        sweep(folder)
        names = {file.name.partition("-")[0] for file in folder.iterdir()} - {"said"}
        files = ("settings.toml", "results.sqlite3")
        assert names == {*files, *(f".{name}.lock" for name in files)}
    assert struck == FOLDERS * MOMENTS
    assert done > FOLDERS * MOMENTS, "something was done meanwhile"


def sweep(folder):
    """Sweep like a start of two hours later."""
    for file in folder.iterdir():
        if "tmp" in file.name:
            os.utime(file, (time.time() - 7200,) * 2)
    return atomic.sweep(folder)


@needs_strace
def test_killed_at_every_step_of_sqlite_no_finished_round_is_missing(victims, home):
    """From the first byte of a new file over two rounds to its closing."""
    struck = 0
    for call in CALLS:
        for step in itertools.count(1):
            folder = home / f"{call} {step}"
            folder.mkdir()
            files = database(folder)
            status, _ = victims.meddled(folder, files, call, f"signal=KILL:when={step}", [1, 2])
            kept = announced(folder, "kept")
            if files[1].exists():
                assert read_rounds(files[1]) in (kept, announced(folder, "keeping")), folder
                assert whole(files[1])
            assert not list(folder.glob("*damaged*"))
            if status == 0:
                assert kept == [1, 2]
                break
            assert status == signal.SIGKILL
            struck += 1
            shutil.rmtree(folder)
    assert struck > 60, "it was killed all the way"


@pytest.mark.parametrize("what", WRITTEN)
def test_killed_at_every_step_of_a_write_a_file_is_the_old_one_or_the_new_one(
    victims, tmp_path, what
):
    written = WRITTEN[what]
    for step in itertools.count(1):
        folder = tmp_path / str(step)
        prepare(folder)
        written.write(folder, 1)
        status = victims.run("write", folder, what=what, number=2, step=step)
        assert written.read(folder) in (1, 2), f"step {step}"
        assert len(left_over(folder)) <= 1
        for path in left_over(folder):
            os.utime(path, (time.time() - 7200,) * 2)
            assert atomic.sweep(path.parent) == 1
        if status == 0:
            break
        assert status == signal.SIGKILL
        written.write(folder, 2)
        assert written.read(folder) == 2, f"after step {step}"
    assert step > 8, "it was killed all the way"
    assert written.read(folder) == 2


def test_killed_at_every_step_of_setting_files_aside_all_of_them_are_there(victims, tmp_path):
    rubbish = {
        "settings.toml": b"[judge",
        "results.sqlite3": b"no database at all" * 100,
        "results.sqlite3-wal": b"its log",
    }
    for step in itertools.count(1):
        folder = tmp_path / str(step)
        folder.mkdir()
        for name, content in rubbish.items():
            (folder / name).write_bytes(content)
        status = victims.run("put_aside", folder, step=step)
        there = [file.read_bytes() for file in folder.iterdir()]
        # A log without its file is no loss: the file has another name by then, and so has its log.
        assert all(content in there for content in rubbish.values()), f"step {step}"
        assert SettingsFile(folder / "settings.toml").load().settings == Settings()
        assert read_rounds_after(folder / "results.sqlite3") == []
        there = [file.read_bytes() for file in folder.iterdir()]
        assert all(content in there for content in rubbish.values()), f"after step {step}"
        if status == 0:
            break
    assert step > 4, "it was killed all the way"


def read_rounds_after(path):
    """The rounds in a file that may have to be set aside first."""
    Results(path).close()
    return read_rounds(path)


@needs_strace
def test_refused_at_any_step_of_sqlite_a_round_waits_and_none_is_missing_or_there_twice(
    victims, home
):
    """A disk that is full, broken or read-only for one moment, from opening to closing."""
    waited = 0
    for call in CALLS:
        for step in itertools.count(1):
            folder = home / f"{call} {step}"
            folder.mkdir()
            files = database(folder)
            write_rounds(folder, [1])
            error = f"error={ERRORS[step % len(ERRORS)]}:when={step}"
            status, account = victims.meddled(folder, files, call, error, [2, 3])
            said = (folder / "said").read_text()
            assert status == 0
            assert read_rounds(files[1]) == ([1] if "none" in said else [1, 2, 3]), (folder, said)
            assert whole(files[1])
            assert not list(folder.glob("*damaged*"))
            waited += len(announced(folder, "waiting"))
            shutil.rmtree(folder)
            if "INJECTED" not in account:
                break
    assert waited > 4, "it was refused while rounds were written"


@needs_strace
@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_takes_nothing_any_more_keeps_what_it_has_and_the_game_goes_on(
    victims, tmp_path, error
):
    write_rounds(tmp_path, [1])
    for step in (1, 4, 9):
        refused = f"error={error}:when={step}+"
        files = database(tmp_path)
        assert victims.meddled(tmp_path, files, "pwrite64", refused, [2, 3])[0] == 0
        assert announced(tmp_path, "kept") == []
        assert announced(tmp_path, "waiting")[-2:] == [2, 3]
        assert announced(tmp_path, "closed")[-1] > 1, "it says what it could not keep"
        (tmp_path / "go").unlink()
    assert read_rounds(files[1]) == [1]
    assert whole(files[1])
    write_rounds(tmp_path, [4])
    assert read_rounds(files[1]) == [1, 4]


def test_the_players_own_window_is_killed_and_begins_again_with_all_of_it(tmp_path):
    """With its camera, model, sound and threads, and once more on what the first kill left."""
    home = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    file = SettingsFile(tmp_path / "XDG_CONFIG_HOME" / "LaughGame" / "settings.toml")
    file.save(Settings(camera=CameraSettings(device=ACTOR)))
    chance = random.Random(1)
    kept, begun = [], []
    for first in (1, 1001):
        with (tmp_path / "said").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.killed_window", str(first)],
                env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
                stdout=said,
                stderr=subprocess.DEVNULL,
            )
        until_s = time.monotonic() + 60
        while not announced(tmp_path, "kept") and time.monotonic() < until_s:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        assert process.wait(30) == -signal.SIGKILL
        kept += announced(tmp_path, "kept")
        begun += announced(tmp_path, "saving")
        assert announced(tmp_path, "waiting") == []
    loaded = file.load()
    assert loaded.reason is None
    assert loaded.settings.match.players in [(f"player {number}",) for number in begun[-2:]]
    assert loaded.settings.camera.device == ACTOR
    path = tmp_path / "XDG_DATA_HOME" / "LaughGame" / "results.sqlite3"
    there = read_rounds(path)
    assert set(kept) <= set(there) <= set(begun)
    assert kept[0] == 1
    assert kept[-1] > 1000
    assert whole(path)
