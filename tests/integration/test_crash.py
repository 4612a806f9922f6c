"""A game that dies leaves its last words, and the next one says so; no other end leaves any."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from laughgame.app import crash_file
from laughgame.storage import atomic

posix = pytest.mark.skipif(os.name != "posix", reason="such signals do not exist there")

FRAME = re.compile(r'  File "[^"]+", line \d+ in \S+')
"""How faulthandler names a place: nothing of what was computed there."""

WATCHED = """
import os, signal, sys, time
from pathlib import Path
from laughgame.app.journal import Journal
with Journal(Path(sys.argv[1])) as journal:
    print(journal.crash.name if journal.crash else "-", journal.file.name, flush=True)
    {what}
"""
WAITING = "sys.stdin.readline()"


def start(folder, what="pass"):
    """Start a program with a journal in ``folder`` that does ``what``."""
    command = [sys.executable, "-c", WATCHED.format(what=what), str(folder)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def end(process):
    """Let a program end; return its exit code and what it said at its beginning."""
    said, _ = process.communicate(timeout=60)
    return process.returncode, said.split()


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def window(what, folder):
    """Run the player's own window; ``folder`` stands for the player's home."""
    environment = {
        **os.environ,
        **{name: str(folder) for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")},
        "XDG_CONFIG_HOME": str(folder / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    settings = folder / "config" / "LaughGame" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('version = 1\n[match]\nplayers = ["Minji"]\n', encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "tests.crash_run", what],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@posix
def test_a_crash_in_play_is_told_by_the_next_game_and_by_no_other(tmp_path):
    died = window("crash", tmp_path)
    assert died.returncode == -signal.SIGSEGV, died.stderr[-2000:]
    (log,) = tmp_path.rglob("laughgame.log")
    folder = log.parent
    assert files(folder) == ["crash.txt", "laughgame.log"]

    again = window("tell", tmp_path)
    assert again.returncode == 0, again.stderr[-2000:]
    told = json.loads(again.stdout.splitlines()[-1])
    (report,) = folder.glob("crash-*.txt")
    assert files(folder) == [report.name, "laughgame.log"]
    assert "unexpectedly" in told["title"]
    assert "F1" in told["title"]
    assert report.name in told["notice"]
    assert report.name in told["help"]
    assert told["shown"]
    assert "Segmentation fault" in told["report"]
    assert str(tmp_path) not in told["report"], "the player's folder is called ~"

    assert crash_file.collect(folder) is None, "it is told once"
    assert files(folder) == [report.name, "laughgame.log"]

    _holds_no_picture(report.read_text(encoding="utf-8"))
    for kept in (report, log):
        assert "Minji" not in kept.read_text(encoding="utf-8")


def _holds_no_picture(report):
    """Every line but the first is a place in the program, or a sentence of faulthandler's own."""
    assert len(report) < 50_000
    about, *lines = report.splitlines()
    assert about.startswith("LaughGame ")
    for line in filter(None, lines):
        own = (
            "Fatal Python error: ",
            "Current thread ",
            "Thread ",
            "Extension modules: ",
            "  <no Python frame>",
            "  ...",
        )
        assert FRAME.fullmatch(line) or line.startswith(own), line


def test_an_exception_that_ends_the_game_is_a_crash_too(tmp_path):
    assert end(start(tmp_path, "raise KeyError('not foreseen')"))[0] == 1
    for name in ("laughgame.log", "crash.txt"):
        assert "not foreseen" in (tmp_path / name).read_text(encoding="utf-8")
    assert end(start(tmp_path))[1][0].startswith("crash-")


ENDS = {
    "a good end": ("pass", 0),
    "an exit code": ("sys.exit(3)", 3),
    "Ctrl+C": ("os.kill(os.getpid(), signal.SIGINT); time.sleep(9)", -2),
}


@posix
@pytest.mark.parametrize("how", ENDS)
def test_an_end_in_order_leaves_no_crash(tmp_path, how):
    what, code = ENDS[how]
    assert end(start(tmp_path, what))[0] == code
    assert files(tmp_path) == ["laughgame.log"]


@posix
def test_a_game_that_was_killed_is_no_crash(tmp_path):
    process = start(tmp_path, WAITING)
    process.stdout.readline()
    process.kill()
    assert end(process)[0] == -signal.SIGKILL
    assert end(start(tmp_path)) == (0, ["-", "laughgame.log"])
    assert files(tmp_path) == ["laughgame.log"]


@posix
@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGFPE", "SIGBUS"])
def test_every_deadly_signal_leaves_last_words(tmp_path, name):
    process = start(tmp_path, f"os.kill(os.getpid(), signal.{name}); time.sleep(9)")
    assert end(process)[0] == -getattr(signal, name)
    code, said = end(start(tmp_path))
    assert code == 0
    assert re.fullmatch(r"crash-\d{4}-\d\d-\d\d-\d{6}\.txt", said[0])


def test_two_copies_keep_out_of_each_others_way(tmp_path):
    first = start(tmp_path, WAITING)
    assert first.stdout.readline().split() == ["-", "laughgame.log"]
    second = start(tmp_path, WAITING)
    assert second.stdout.readline().split() == ["-", "laughgame.2.log"]
    assert files(tmp_path)[:2] == ["crash.2.txt", "crash.txt"]
    for process in (first, second):
        assert end(process)[0] == 0
    assert files(tmp_path) == ["laughgame.2.log", "laughgame.log"]


@posix
def test_the_crash_of_a_second_copy_is_found_by_a_first_one(tmp_path):
    first = start(tmp_path, WAITING)
    first.stdout.readline()
    assert end(start(tmp_path, "os.abort()"))[0] == -signal.SIGABRT
    assert end(first)[0] == 0
    assert end(start(tmp_path))[1][0].startswith("crash-")
    assert "crash.2.txt" not in files(tmp_path)


def test_five_reports_are_kept_the_newest_last(tmp_path):
    for day in range(1, 8):
        left = tmp_path / "crash.txt"
        left.write_text("LaughGame\nFatal Python error\n", encoding="utf-8")
        moment = time.mktime((2026, 11, day, 12, 0, 0, 0, 0, -1))
        os.utime(left, (moment, moment))
        newest = crash_file.collect(tmp_path)
    kept = crash_file.kept(tmp_path)
    assert [path.name for path in kept] == [
        f"crash-2026-11-0{day}-120000.txt" for day in range(3, 8)
    ]
    assert newest == kept[-1]


def test_two_crashes_of_one_second_are_two_reports(tmp_path):
    found = []
    for _ in range(2):
        left = tmp_path / "crash.txt"
        left.write_text("LaughGame\nFatal Python error\n", encoding="utf-8")
        os.utime(left, (1_800_000_000, 1_800_000_000))
        found.append(crash_file.collect(tmp_path))
    assert crash_file.kept(tmp_path) == found, "the newest last"


def test_of_two_copies_that_crashed_the_later_crash_is_told(tmp_path):
    for name, moment in (("crash.txt", 1_800_000_000), ("crash.2.txt", 1_800_000_300)):
        left = tmp_path / name
        left.write_text("LaughGame\nFatal Python error\n", encoding="utf-8")
        os.utime(left, (moment, moment))
    assert crash_file.collect(tmp_path) == crash_file.kept(tmp_path)[-1]


def leave_two(folder):
    """Leave what two copies of the game did that crashed in the same second."""
    for name in ("crash.txt", "crash.2.txt"):
        (folder / name).write_text(f"LaughGame\nFatal: {name}\n", encoding="utf-8")
        os.utime(folder / name, (1_800_000_000, 1_800_000_000))


def test_two_copies_that_begin_at_once_keep_two_reports(tmp_path, monkeypatch):
    leave_two(tmp_path)
    write = atomic.write_bytes

    def write_late(path, report):
        monkeypatch.setattr(atomic, "write_bytes", write)
        crash_file.collect(tmp_path)  # as the other copy does at this moment
        write(path, report)

    monkeypatch.setattr(atomic, "write_bytes", write_late)
    crash_file.collect(tmp_path)
    kept = sorted(path.read_text(encoding="utf-8") for path in crash_file.kept(tmp_path))
    assert kept == [f"LaughGame\nFatal: {name}\n" for name in ("crash.2.txt", "crash.txt")]
    assert "crash.txt" not in files(tmp_path)


def test_a_full_disk_leaves_no_empty_report_and_loses_none(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    leave_two(tmp_path)
    with monkeypatch.context() as disk:
        disk.setattr(atomic, "write_bytes", refuse)
        with pytest.raises(OSError, match="No space"):
            crash_file.collect(tmp_path)
    assert files(tmp_path) == ["crash.2.txt", "crash.txt"]
    crash_file.collect(tmp_path)
    assert len(crash_file.kept(tmp_path)) == 2


def test_the_log_says_when_how_bad_on_which_thread_and_where(tmp_path):
    what = "import logging; logging.getLogger('laughgame.app.eye').info('seen')"
    assert end(start(tmp_path, what))[0] == 0
    lines = (tmp_path / "laughgame.log").read_text(encoding="utf-8").splitlines()
    stamp = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"
    assert re.fullmatch(
        stamp + r" INFO \[MainThread\] laughgame\.app\.journal: LaughGame .+", lines[0]
    )
    assert re.fullmatch(stamp + r" INFO \[MainThread\] laughgame\.app\.eye: seen", lines[1])


def test_a_window_without_a_terminal_keeps_its_log(tmp_path):
    """As on Windows, where a frozen window has no standard error."""
    code = (
        "import sys; from pathlib import Path; sys.stderr = sys.__stderr__ = None\n"
        "from laughgame.app.journal import Journal\n"
        f"with Journal(Path({str(tmp_path)!r})): raise ValueError('unforeseen')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    assert "unforeseen" in (tmp_path / "laughgame.log").read_text(encoding="utf-8")
    assert "unforeseen" in (tmp_path / "crash.txt").read_text(encoding="utf-8")


def test_all_of_it_can_be_deleted_while_the_game_runs(tmp_path):
    (tmp_path / "crash-2026-11-01-120000.txt").write_text("old", encoding="utf-8")
    (tmp_path / "laughgame.log.1").write_text("older", encoding="utf-8")
    what = "journal.clear(); import logging; logging.warning('anew')"
    assert end(start(tmp_path, what))[0] == 0
    assert files(tmp_path) == ["laughgame.log"]
    (line,) = (tmp_path / "laughgame.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("anew")
