"""Steps of the whole recipe: run in order, each once, with an account of what it took."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from training.studies.memory import held_by
from training.studies.taken import Taken, note_taken, read_taken

KEEPING_MEMORY: Final = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(16 * 2**30),
    "MALLOC_TOP_PAD_": str(200 * 2**20),
}
"""For glibc: keep what a step of training gives back, for the next step wants it again.

To return and fetch it anew took a tenth of the time (mallopt(3)); elsewhere unread.
"""

LOCK: Final = "pipeline.lock"

FORKS: Final = os.name == "posix"
"""Where descriptors can be handed down; elsewhere nobody is locked out."""

LOOKS: Final = (0.5, 15.0)
"""Seconds between two looks at a step's memory, at its beginning and later on.

A look walks every page that is mapped: twice a second it took a fifth of a core.
"""

NOTE_EVERY: Final = 30.0
"""Seconds after which what a running step has taken is noted again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of this package, and how to tell that it is complete."""

    name: str
    command: tuple[str, ...]
    is_done: Callable[[], bool]


class StepFailedError(RuntimeError):
    """A step ended with an error; what was finished before it stays."""


def run_all(out: Path, todo: Sequence[Step]) -> list[Taken]:
    """Run what is not done yet, keeping the account in ``out``.

    Raises :class:`StepFailedError` at the first that fails, and ``ValueError`` where another
    call, or a step that outlived its call, still works in ``out``.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out) as lock:
        return _run_all(out, todo, lock)


def _run_all(out: Path, todo: Sequence[Step], lock: int) -> list[Taken]:
    for step in todo:
        if step.is_done():
            print(f"[{step.name}] is complete", flush=True)
            continue
        print(f"[{step.name}] python -m {shlex.join(step.command)}", flush=True)
        failed = _run(out, step, lock)
        if failed:
            raise StepFailedError(f"{step.name} ended with {failed}; run the same command to go on")
    return read_taken(out)


@contextmanager
def _alone(out: Path) -> Iterator[int]:
    """Hold the folder's lock, a file descriptor that its steps inherit.

    A lock lives as long as anybody has the descriptor: a step that goes on after its call
    was killed keeps the next call away from its files (flock(2)).
    """
    with (out / LOCK).open("w") as file:
        try:
            lock_file(file)
        except OSError as error:
            raise ValueError(f"{out} is still being worked in: wait, or end what does") from error
        yield file.fileno()


def _run(out: Path, step: Step, lock: int) -> int:
    """Run a step, keeping note of what it takes while it does; return its exit status."""
    earlier = next((one for one in read_taken(out) if one.name == step.name), None)
    if earlier is not None and earlier.complete:
        # Its result is out of date, and what that took with it.
        earlier = None
    minutes, memory = (earlier.minutes, earlier.memory_mb) if earlier else (0.0, 0)
    command = written(step.command)
    began = noted = time.monotonic()

    def note(complete: bool) -> None:
        took = round(minutes + (time.monotonic() - began) / 60, 1)
        note_taken(out, Taken(step.name, command, took, memory, complete))

    environment = os.environ | KEEPING_MEMORY
    arguments = [sys.executable, "-m", *step.command]
    process = subprocess.Popen(arguments, env=environment, pass_fds=(lock,) if FORKS else ())
    pause, longest = LOOKS
    while True:
        try:
            failed = process.wait(pause)
        except subprocess.TimeoutExpired:
            memory = max(memory, held_by(process.pid) or 0)
            pause = min(1.5 * pause, longest)
            if time.monotonic() - noted > NOTE_EVERY:
                # Whatever ends this command, the next knows what this try has taken.
                noted = time.monotonic()
                note(complete=False)
        else:
            note(complete=failed == 0)
            return failed


def noted(out: Path, name: str, *command: str) -> Step:
    """Return a step that is complete where this very command is noted as complete."""

    def is_done() -> bool:
        wanted = written(command)
        return any(one.command == wanted and one.complete for one in read_taken(out))

    return Step(name, command, is_done)


def lock_file(file: IO[str]) -> None:
    """Take the lock of an open file; raises ``OSError`` where somebody else has it."""
    if FORKS:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def written(command: Sequence[str]) -> str:
    """Return a command as a person would type it, and as the account keeps it."""
    return shlex.join(("python", "-m", *command))
