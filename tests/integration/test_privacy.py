"""No byte leaves: the whole program under a trace of its system calls, closing included."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")
traced = pytest.mark.skipif(
    not sys.platform.startswith("linux") or STRACE is None,
    reason="strace, which shows what a program asks of the system, is for Linux alone",
)

INTERNET = re.compile(r"AF_INET6?\b")
"""An address of the internet, this computer's own among them."""

WRITING = re.compile(r'open(?:at)?\([^"]*"([^"]*)", [A-Z_|]*O_(?:WRONLY|RDWR)')
RENAMED = re.compile(r'rename\w*\(.*"([^"]*)"')
"""Where a file was renamed to."""

OWN = re.compile(
    r"results\.sqlite3(-journal|-wal|-shm)?|laughgame\.log|crash\.txt|settings\.toml"
    r"|\.(settings\.toml|results\.sqlite3)\.lock|\.laughgame-[0-9a-f]{16}\.tmp|done\.txt"
)
"""What the program says that it writes, settings by way of a file that takes their place, and the
lock between the copies of the game that write them.  Of the crash file nothing is left where
there was no crash."""

LOOKING_FOR_LIBRARIES = re.compile(r"cc\w{6}\.[\w.]+|tmp\w{8}|[a-z0-9_]{8}")
"""Temporary files of Python and the compiler it asks where a library is (``find_library``)."""

OF_LIBRARIES = re.compile(r".*/(fontconfig/[^/]+|pulse(/cookie[^/]*)?)")
"""What Qt's libraries keep for themselves where the system has not: the list of fonts, and the key
to the sound server of this computer."""

PLAY = ("-m", "laughgame", "play", "--source", "actor", "--offscreen")


@pytest.fixture
def home(tmp_path):
    """An environment whose settings, results and log are in folders of the test's own."""
    folders = {
        name: tmp_path / name.lower()
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    }
    for folder in folders.values():
        folder.mkdir()
    named = '[match]\nplayers = ["Minji"]\nmode = "survival"\n'
    settings = folders["XDG_CONFIG_HOME"] / "laughgame" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(f"version = 1\n{named}", encoding="utf-8")
    return {**os.environ, **{name: str(path) for name, path in folders.items()}}


def trace(command, home, tmp_path, calls):
    """Run a command to its exit under a trace; return the lines of all its threads and children."""
    log = tmp_path / "trace.txt"
    done = subprocess.run(
        [STRACE, "-f", "-qq", "-e", f"trace={calls}", "-o", str(log), sys.executable, *command],
        env={**home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


@traced
def test_a_play_asks_for_no_address_of_the_internet(home, tmp_path):
    lines = trace(
        [*PLAY, "--seconds", "8"], home, tmp_path, "connect,sendto,sendmsg,sendmmsg,bind,socket"
    )
    assert [line for line in lines if INTERNET.search(line)] == []


@traced
def test_the_trace_would_have_seen_one(home, tmp_path):
    code = (
        "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('127.0.0.1', 9))"
    )
    lines = trace(["-c", code], home, tmp_path, "connect,socket")
    assert [line for line in lines if INTERNET.search(line)] != []


@traced
def test_the_players_own_window_connects_to_nobody_and_writes_what_it_says(home, tmp_path):
    """Settings, results, log and nothing else, with sound, names and a survival."""
    done = tmp_path / "done.txt"
    lines = trace(
        ["-m", "tests.window_run", "12", str(done)],
        home,
        tmp_path,
        "connect,sendto,sendmsg,sendmmsg,bind,socket,open,openat,creat,rename,renameat,renameat2",
    )
    assert done.exists()
    assert [line for line in lines if INTERNET.search(line)] == []
    here = str(tmp_path)
    paths = {path for line in lines if "ENOENT" not in line for path in WRITING.findall(line)}
    paths |= {path for line in lines for path in RENAMED.findall(line)}
    unforeseen = {
        path
        for path in paths
        if not path.startswith("/dev/")
        and not (path.startswith(here) and OWN.fullmatch(Path(path).name))
        and not (path.startswith(here) and OF_LIBRARIES.fullmatch(path))
        and not (path.startswith("/tmp/") and LOOKING_FOR_LIBRARIES.fullmatch(Path(path).name))
    }
    assert unforeseen == set()
    assert any(Path(path).name == "results.sqlite3" for path in paths), "the round is kept"
    (log,) = tmp_path.rglob("laughgame.log")
    assert "LaughGame" in log.read_text(encoding="utf-8")
    assert "Minji" not in log.read_text(encoding="utf-8"), "who plays is nobody's business"
    assert list(tmp_path.rglob("crash*.txt")) == []


def without_network():
    """What runs a command where there is no network; None where that is not allowed."""
    unshare = shutil.which("unshare")
    for options in ((["-n"],), (["-r", "-n"],)):
        command = [unshare, *options[0]] if unshare else None
        if command and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    return None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's")
def test_it_plays_where_there_is_no_network(home, tmp_path):
    alone = without_network()
    if alone is None:
        pytest.skip("this system lets nobody take the network away from a program")
    report = tmp_path / "report.json"
    done = subprocess.run(
        [*alone, sys.executable, *PLAY, "--seconds", "3", "--report", str(report)],
        env={**home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert report.exists()


WATCHED_IMPORT = """
import os, sys
os.environ.pop("ORT_DISABLE_TELEMETRY", None)

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print(os.environ.get("ORT_DISABLE_TELEMETRY"))
        return None

sys.meta_path.insert(0, Watch())
import laughgame.vision.onnx_session
"""


def test_telemetry_is_off_before_the_runtime_is_imported():
    done = subprocess.run(
        [sys.executable, "-c", WATCHED_IMPORT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1"]
