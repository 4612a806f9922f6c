"""What a write asks of the system, step by step, and something that happens at one of them."""

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from typing import Any, Self
from unittest.mock import patch

WRITING = frozenset("wax+")
CALLS = ("fsync", "replace", "rename", "mkdir", "unlink", "link", "sendfile", "open")


def killed(step: str) -> None:
    """End the program at once, as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def refused(number: int) -> Callable[[str], None]:
    """Return what refuses a step with an error of the system, such as ``errno.ENOSPC``."""

    def refuse(step: str) -> None:
        raise OSError(number, os.strerror(number), step)

    return refuse


ERRORS = (errno.ENOSPC, errno.EROFS, errno.EIO)
"""A full disk, one that may not be written to, and one that is broken."""


class Steps:
    """A context manager in which ``strike`` is called at step ``at``, counted from 1.

    With ``lasting`` it is called at every step from there on.

    A step is a file opened for writing, what is written to it (half of it gets there), its
    closing, and the calls of :mod:`os` that change something or make it durable.
    """

    def __init__(self, at: int, strike: Callable[[str], None], lasting: bool = False) -> None:
        self.at = at
        self.lasting = lasting
        self.count = 0
        self._strike = strike
        self._patches: list[Any] = []

    @property
    def struck(self) -> bool:
        """Whether there was such a step."""
        return self.count >= self.at

    def __enter__(self) -> Self:
        opening = self._opening(io.open)
        self._patches = [patch.object(io, "open", opening), patch.object(builtins, "open", opening)]
        self._patches += [
            patch.object(os, name, self._calling(name, getattr(os, name)))
            for name in CALLS
            if hasattr(os, name)
        ]
        for one in self._patches:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in reversed(self._patches):
            one.stop()

    def take(self, step: str) -> None:
        """A step is taken."""
        if self.next():
            self._strike(step)

    def next(self) -> bool:
        """Count a step; return whether it is the one."""
        self.count += 1
        return self.count == self.at or (self.lasting and self.count > self.at)

    def strike(self, step: str) -> None:
        self._strike(step)

    def _calling(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            self.take(name)
            return call(*given, **named)

        return step

    def _opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
            if not WRITING & set(mode):
                return call(file, mode, *given, **named)
            self.take("open")
            return _File(call(file, mode, *given, **named), self)

        return step


class _File:
    """A file that takes its steps."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self._file = file
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: Any) -> int:
        if self._steps.next():
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._steps.strike("write")
        return int(self._file.write(data))

    def close(self) -> None:
        strikes = self._steps.next()
        self._file.close()
        if strikes:
            self._steps.strike("close")
