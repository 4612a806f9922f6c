"""The inside of the airlock: examine one model file in a process that exists for nothing else.

The limits are the system's own where it has any: on Linux memory (RLIMIT_DATA, RLIMIT_AS); on
every Unix processor time, a clock, and not a byte written to any file.  Besides, everywhere, a
thread watches how much memory the process holds, and ends it.  Windows has that watch and the
clock of :mod:`laughgame.vision.model_airlock` alone.
"""

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from laughgame.vision.face_trial import TrialFaces, try_faces
from laughgame.vision.model_airlock import Limits, card_as_json
from laughgame.vision.model_card import ContractCode, ContractError, PassedStep
from laughgame.vision.model_contract import probe
from laughgame.vision.model_file import MAX_FILE_BYTES, file_size

WATCH_S: Final = 0.01
"""Between two looks at the memory."""

_ADDRESS_SLACK_BYTES: Final = 1_000_000_000
"""Addresses that are reserved and never used, for the stacks and heaps of threads."""

_MEMORY_WORDS: Final = ("bad_alloc", "bad allocation", "allocate memory", "out of memory")
"""How ONNX Runtime, and C++, say that there was no memory."""


def examine(
    path: Path,
    limits: Limits,
    resident_bytes: Callable[[], float],
    faces: TrialFaces | None = None,
) -> None:
    """Examine a file and tell of it on the standard output, in lines of JSON.

    ``resident_bytes`` tells how much memory this process holds.  A file that keeps the contract
    is tried on ``faces``, too.  The limits hold from now on for the whole process.  The
    exceptions of a refusal are told, not raised.
    """
    say = _mouth()
    allowed = limits.allowed_bytes(_size(path))
    _limit(limits, allowed)
    hunger = ContractError(
        ContractCode.TOO_HUNGRY, f"at most {file_size(allowed)}", "more, or a single piece of more"
    )

    def overeat() -> None:
        say(_refusal(hunger))
        os._exit(0)  # ONNX Runtime is in the middle of something

    _watch(resident_bytes, resident_bytes() + allowed, overeat)
    try:
        checked = probe(path, tell=lambda step: say(_passed(step)))
        trial = None if faces is None else try_faces(checked.model, faces)
    except MemoryError:
        say(_refusal(hunger))
    except ContractError as error:
        whole = str(error.__cause__ or "").lower()  # what was found is cut short
        says_so = any(words in whole for words in _MEMORY_WORDS)
        say(_refusal(hunger if says_so else error))
    else:
        smiles = None if trial is None else [trial.calm, trial.laugh]
        card = card_as_json(checked.card)
        say({"card": card, "latency_ms": checked.latency_ms, "smiles": smiles})


def _mouth() -> Callable[[dict[str, Any]], None]:
    """Return what says a line; whatever else this process prints from now on is lost."""
    if sys.stdout is not None:
        sys.stdout.flush()
    out = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
    lock = threading.Lock()

    def say(message: dict[str, Any]) -> None:
        line = f"{json.dumps(message)}\n".encode()
        with lock:
            while line:
                line = line[os.write(out, line) :]

    return say


def _size(path: Path) -> int:
    """Return the size of a file as far as it counts; what is no file is refused later."""
    try:
        return min(path.stat().st_size, MAX_FILE_BYTES)
    except (OSError, ValueError):
        return 0


def _limit(limits: Limits, allowed: int) -> None:
    """Put this process under the limits that the system offers."""
    if sys.platform == "win32":
        return
    import resource  # exists on Unix alone

    signal.alarm(limits.seconds)  # also where nobody is left to end this process
    wanted = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, limits.seconds),
    ]
    if sys.platform == "linux":
        held = _linux_memory()
        wanted.append((resource.RLIMIT_DATA, held["VmData"] + allowed))
        wanted.append((resource.RLIMIT_AS, held["VmSize"] + allowed + _ADDRESS_SLACK_BYTES))
    for kind, most in wanted:
        hardest = resource.getrlimit(kind)[1]
        with contextlib.suppress(OSError, ValueError):
            soft = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
            resource.setrlimit(kind, (soft, hardest))


def _linux_memory() -> dict[str, int]:
    """Return what the kernel counts for this process, by name, in bytes."""
    counted = {"VmData": 0, "VmSize": 0}
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _, amount = line.partition(":")
        if name in counted:
            counted[name] = int(amount.split()[0]) * 1024
    return counted


def _watch(resident_bytes: Callable[[], float], most: float, overeat: Callable[[], None]) -> None:
    """Call ``overeat`` on a thread as soon as this process holds more than ``most``."""

    def look() -> None:
        while resident_bytes() <= most:
            time.sleep(WATCH_S)
        overeat()

    threading.Thread(target=look, name="memory watch", daemon=True).start()


def _passed(step: PassedStep) -> dict[str, Any]:
    return {"passed": [step.step.value, step.found]}


def _refusal(error: ContractError) -> dict[str, Any]:
    return {"refused": [error.code.value, error.expected, error.found]}
