"""The airlock: a model file is examined in a process of its own before it comes near the game.

Whoever writes a model file can make it ask for all memory, run for ever or hit a defect of
ONNX Runtime.  So another process of this program (``laughgame model examine``) opens it first,
under limits of memory and time (:mod:`laughgame.vision.model_examination`), and tells of every
step in a line of JSON.  Whatever befalls that process is a refusal with a reason; this one has
not read a byte of the file.  Only a file that passed is opened here, by
:func:`laughgame.vision.model_contract.probe` with the ``sha256`` that passed, so that what was
examined is what judges.
"""

import dataclasses
import json
import math
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import laughgame
from laughgame.vision.model_card import (
    ContractCode,
    ContractError,
    ContractStep,
    ModelCard,
    ModelForm,
    PassedStep,
)

LONGEST_LINE: Final = 1_000_000
MOST_LINES: Final = 32
"""Bounds of what is read from the process, whatever became of it."""

Tell = Callable[[PassedStep], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an examination may take, beyond what the process holds before it opens the file.

    The shipped models, of 8 MB, take 100 MB at most, and half a second.
    """

    memory_bytes: int = 128_000_000
    memory_per_file_byte: int = 6
    """ONNX Runtime holds the weights several times over while it loads."""
    seconds: int = 30
    """Until the process is ended, whatever it does; a second runs before the file is opened."""

    def allowed_bytes(self, file_bytes: int) -> int:
        """Return how much memory the examination of a file of this size may take."""
        return self.memory_bytes + self.memory_per_file_byte * file_bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """A model file that passed: its card, and the median time of one verdict in milliseconds.

    ``smiles`` (0–1) are what it saw in the illustrated player's straight face and laugh; None
    where the faces are not there.
    """

    card: ModelCard
    latency_ms: float
    smiles: tuple[float, float] | None = None

    @property
    def tells_laugh(self) -> bool | None:
        """Whether it told the laugh from the straight face; None where it was not asked."""
        return None if self.smiles is None else self.smiles[1] > self.smiles[0]


class Airlock:
    """Examines model files, each in a process of its own.  Every method may run on any thread.

    ``command`` starts the process; the file and the limits are put behind it.
    """

    def __init__(self, limits: Limits | None = None, command: Sequence[str] | None = None) -> None:
        self._limits = limits or Limits()
        self._command = command
        self._lock = threading.Lock()
        self._running: set[_Examination] = set()

    def examine(self, path: Path, tell: Tell | None = None) -> Cleared:
        """Examine a file; ``tell`` hears of every step it passes, on this thread.

        Takes a second or two, :attr:`Limits.seconds` at most.  Raises :class:`ContractError`.
        """
        start = self._command or own_command("model", "examine")
        command = [*start, str(path.absolute()), self._limits_text()]
        passed: list[PassedStep] = []
        try:
            examination = _Examination(command, self._limits.seconds)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            code = ContractCode.NOT_FOUND if "\0" in str(path) else ContractCode.NOT_EXAMINED
            raise ContractError(code, "a file that another process can open", str(error)) from error
        with self._lock:
            self._running.add(examination)
        try:
            return _verdict(path, examination, passed, tell)
        except ContractError as error:
            error.passed = tuple(passed)
            raise
        finally:
            with self._lock:
                self._running.discard(examination)
            examination.close()

    def cancel(self) -> None:
        """Break off every examination at hand; each is refused as ``ABANDONED``."""
        with self._lock:
            for examination in self._running:
                examination.abandon()

    def _limits_text(self) -> str:
        return json.dumps(dataclasses.asdict(self._limits))


def own_command(*words: str) -> list[str]:
    """Return the command that runs this very program with ``words``, frozen or not.

    It needs :func:`own_environment`.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    # -P: nothing is imported from the folder that the player happens to be in.
    return [sys.executable, "-P", "-m", "laughgame", *words]


def own_environment() -> dict[str, str]:
    """Return the environment in which another process finds this very program."""
    program = str(Path(laughgame.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": program if not known else f"{program}{os.pathsep}{known}"}


class _Examination:
    """One process that examines one file, and the clock that ends it."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self.hung = self.abandoned = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._clock = threading.Timer(seconds, self._time_out)
        self._clock.daemon = True
        self._clock.start()

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """Yield what the process tells, until it ends.

        Raises :class:`ContractError` where it tells too much, or what is no message.
        """
        assert self._process.stdout is not None
        for _ in range(MOST_LINES):
            line = self._process.stdout.readline(LONGEST_LINE)
            if not line:
                return
            try:
                message = json.loads(line)
            except (ValueError, RecursionError):
                break
            if not isinstance(message, dict):
                break
            yield message
        raise ContractError(ContractCode.CRASHED, "a verdict", "words that make no sense")

    def end(self) -> int:
        """Return the exit code of the process, which has said all that counts."""
        return self._process.wait()

    def abandon(self) -> None:
        self.abandoned = True
        self._process.kill()

    def close(self) -> None:
        """End the process, where it still runs, and the clock."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._clock.cancel()
        self._clock.join()

    def _time_out(self) -> None:
        self.hung = True
        self._process.kill()


def _verdict(
    path: Path, examination: _Examination, passed: list[PassedStep], tell: Tell | None
) -> Cleared:
    """Listen to the process until it knows; put the steps it tells of into ``passed``."""
    for message in examination.lines():
        try:
            if "passed" in message:
                name, found = message["passed"]
                step = PassedStep(ContractStep(name), str(found))
                passed.append(step)
                if tell is not None:
                    tell(step)
            elif "refused" in message:
                code, expected, found = message["refused"]
                raise ContractError(ContractCode(code), str(expected), str(found))
            else:
                card, smiles = _card(path, message["card"]), _smiles(message.get("smiles"))
                return Cleared(card, _time_ms(message["latency_ms"]), smiles)
        except (KeyError, TypeError, ValueError) as error:
            raise ContractError(
                ContractCode.CRASHED, "a verdict", "words that make no sense"
            ) from error
    raise _lost(examination)


def _lost(examination: _Examination) -> ContractError:
    """Return why a process went without a verdict."""
    if examination.abandoned:
        return ContractError(ContractCode.ABANDONED, "an examination to its end", "a word to stop")
    if examination.hung:
        return ContractError(ContractCode.HUNG, "a verdict in time", "none")
    code = examination.end()
    if examination.hung or -code in _CLOCK_SIGNALS:
        return ContractError(ContractCode.HUNG, "a verdict in time", "none")
    if code == -_KILL:  # not by this process: the system does it when memory runs out
        return ContractError(ContractCode.TOO_HUNGRY, "a model of modest size", "no memory left")
    how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
    return ContractError(ContractCode.CRASHED, "a verdict", f"a sudden end ({how})")


_KILL: Final = int(getattr(signal, "SIGKILL", 0)) or math.inf
_CLOCK_SIGNALS: Final = frozenset(
    int(getattr(signal, name)) for name in ("SIGXCPU", "SIGALRM") if hasattr(signal, name)
)


def card_as_json(card: ModelCard) -> dict[str, Any]:
    """Return all of a card but its path, for :mod:`json`."""
    names = [field.name for field in dataclasses.fields(card) if field.name != "path"]
    told = {name: getattr(card, name) for name in names}
    return told | {"accuracy": dict(card.accuracy)}


def _card(path: Path, told: Mapping[str, Any]) -> ModelCard:
    """Return the card that the process told of; it checked every entry."""
    made: dict[str, Any] = {
        "form": ModelForm(told["form"]),
        "labels": tuple(told["labels"]),
        "mean": tuple(told["mean"]),
        "std": tuple(told["std"]),
    }
    return ModelCard(path=path, **{**told, **made})


def _smiles(told: Any) -> tuple[float, float] | None:
    if told is None:
        return None
    calm, laugh = map(float, told)
    if not (0 <= calm <= 1 and 0 <= laugh <= 1):
        raise ValueError(f"smiles of {calm} and {laugh}")
    return calm, laugh


def _time_ms(told: Any) -> float:
    time_ms = float(told)
    if not math.isfinite(time_ms) or time_ms < 0:
        raise ValueError(f"a time of {time_ms} ms")
    return time_ms
