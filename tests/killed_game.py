"""``python -m tests.killed_game``: does what it is told, in a fork each, to be killed meanwhile.

It reads a task a line (JSON), says the process that does it, and when that is gone its status.
All is loaded before the first fork, so that a task begins within a few milliseconds.
"""

import codecs
import ctypes
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from laughgame.app.match_ledger import Ledger
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.storage.results import Results
from laughgame.storage.settings import SettingsFile
from tests import round_writer
from tests.round_writer import say
from tests.steps import Steps, killed
from tests.written_files import WRITTEN

STRACE = shutil.which("strace")
ROOT = Path(__file__).parents[1]
PATIENCE_S = 30.0
NOBODY = 65534
"""The user and group of nobody, on Linux and macOS' kin."""
PR_SET_PTRACER = 0x59616D61
"""Of Linux' ``prctl``: who may look at this process; -1 is everybody of the same user."""


# ---------------------------------------------------------------- what is done


def wait_for_go(folder: Path) -> None:
    """Say so, and wait until there is a file ``go``."""
    say("ready", 0)
    until_s = time.monotonic() + PATIENCE_S
    while not (folder / "go").exists():
        assert time.monotonic() < until_s
        time.sleep(0.001)


def play(folder: Path, seed: int, first: int, until: int | None = None, gate: bool = False) -> None:
    """Change settings and finish rounds until the end, each with a number of its own.

    With a ``gate`` it waits before it opens anything.
    """
    if gate:
        wait_for_go(folder)
    chance = random.Random(seed)
    application = QCoreApplication([])
    file = SettingsFile(folder / "settings.toml")
    loaded = file.load()
    say("loaded", loaded.reason)
    keeper = SettingsKeeper(loaded.settings, file)
    keeper.not_saved.connect(lambda reason: say("refused", 0, reason))
    try:
        results = Results(folder / "results.sqlite3")
    except OSError as error:
        say("none", 0, error)
        results = None
    ledger = Ledger(results, True, frozenset())
    for number in itertools.count(first) if until is None else range(first, until):
        if chance.random() < 0.5:
            match = keeper.settings.match.model_copy(update={"players": (f"player {number}",)})
            say("saving", number)
            keeper.change(keeper.settings.model_copy(update={"match": match}))
            keeper.save_pending()
            say("saved", number)
        else:
            ledger.keep_range("Jun", round_writer.COLORS["Jun"], round_writer.RANGE)
            round_writer.keep(ledger, number)
    if results is not None:
        results.close()
        say("closed", results.waiting)
    del application


def rounds(folder: Path, numbers: list[int]) -> None:
    """Write rounds, once somebody who meddles with the system calls is there."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_long(-1), 0, 0, 0)
    wait_for_go(folder)
    round_writer.write_rounds(folder, numbers)


def write(folder: Path, what: str, number: int, step: int) -> None:
    """Write something anew, and be killed at a step of it."""
    with Steps(step, killed):
        WRITTEN[what].write(folder, number)
    say("written", number)


def put_aside(folder: Path, step: int) -> None:
    """Open results and settings that cannot be used, and be killed at a step of it."""
    with Steps(step, killed):
        SettingsFile(folder / "settings.toml").load()
        Results(folder / "results.sqlite3").close()


def edit(folder: Path, section: str, field: str, values: list[Any]) -> None:
    """Give one key of the settings one value after the other, as a window of its own does."""
    application = QCoreApplication([])
    file = SettingsFile(folder / "settings.toml")
    keeper = SettingsKeeper(file.load().settings, file)
    keeper.not_saved.connect(lambda reason: say("refused", 0, reason))
    wait_for_go(folder)
    for value in values:
        changed = getattr(keeper.settings, section).model_copy(update={field: value})
        keeper.change(keeper.settings.model_copy(update={section: changed}))
        keeper.save_pending()
        say("saved", 1)
    del application


def read_only(folder: Path) -> None:
    """Be somebody who may read what is in a folder, and write nothing; play all the same."""
    os.chdir(folder)  # the folders above it may not be entered by everybody
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    play(Path(), seed=1, first=10, until=20)


TASKS: dict[str, Callable[..., None]] = {
    "play": play,
    "rounds": rounds,
    "write": write,
    "put_aside": put_aside,
    "edit": edit,
    "read_only": read_only,
}


def main() -> None:
    codecs.lookup("utf-8-sig")  # nobody may load it: it may lie where only its owner reads
    for line in sys.stdin:
        task = json.loads(line)
        folder = Path(task.pop("folder"))
        child = os.fork()
        if child == 0:
            with (folder / "said").open("ab") as said:
                os.dup2(said.fileno(), 1)
            TASKS[task.pop("do")](folder, **task)
            os._exit(0)
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


# ---------------------------------------------------------------- who tells it to


class Victims:
    """The program, from outside; a context manager."""

    def __enter__(self) -> "Victims":
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.killed_game"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._program.communicate(timeout=PATIENCE_S)

    def begin(self, do: str, folder: Path, **task: Any) -> int:
        """Let a task begin; return its process."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps({"do": do, "folder": str(folder)} | task) + "\n")
        self._program.stdin.flush()
        return self._number()

    def wait_for_lines(self, folder: Path, count: int) -> None:
        """Wait until the task has said so many lines more."""
        until_s = time.monotonic() + PATIENCE_S
        wanted = _lines(folder) + count
        while _lines(folder) < wanted:
            assert time.monotonic() < until_s
            time.sleep(0.001)

    def status(self) -> int:
        """Wait for the end of a task; return how it ended, 0 where it did by itself."""
        return self._number()

    def run(self, do: str, folder: Path, **task: Any) -> int:
        """Let a task be done; return how it ended."""
        self.begin(do, folder, **task)
        return self.status()

    def _number(self) -> int:
        assert self._program.stdout is not None
        return int(self._program.stdout.readline())

    def meddled(
        self, folder: Path, paths: list[Path], call: str, what: str, numbers: list[int]
    ) -> tuple[int, str]:
        """Write rounds while ``what`` is done to a system call about ``paths``.

        ``what`` is strace's: ``signal=KILL:when=3`` ends it at the third such call, and
        ``error=ENOSPC:when=3`` refuses that one.  Returns the status and strace's account.
        """
        only = [word for path in paths for word in ("-P", str(path))]
        account = folder / "trace"
        options = ["-e", f"trace={call}", "-e", f"inject={call}:{what}", "-o", str(account)]
        process = self.begin("rounds", folder, numbers=numbers)
        strace = subprocess.Popen(
            [str(STRACE), *only, *options, "-p", str(process)], stderr=subprocess.PIPE, text=True
        )
        assert strace.stderr is not None
        for line in strace.stderr:
            if "attached" in line:
                break
        (folder / "go").touch()
        status = self.status()
        strace.communicate(timeout=PATIENCE_S)
        return status, account.read_text(encoding="utf-8")


def announced(folder: Path, word: str) -> list[int]:
    """Return the numbers that were said with a word in a folder, in their order."""
    lines = (line.split() for line in _said(folder).splitlines())
    return [int(words[1]) for words in lines if words[0] == word]


def _said(folder: Path) -> str:
    said = folder / "said"
    return said.read_text(encoding="utf-8") if said.exists() else ""


def _lines(folder: Path) -> int:
    return _said(folder).count("\n")


if __name__ == "__main__":
    main()
