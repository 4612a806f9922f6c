"""A thread that is asked to end, waited for, and never stopped by force."""

import threading
from abc import ABC, abstractmethod
from typing import Final

POLL_S: Final = 0.2
"""How often a waiting worker looks whether it is to stop."""


def to_nobody(*_: object) -> None:
    """Stand in for whoever a worker had things to tell."""


class Worker(ABC):
    """Runs :meth:`_run` once on a thread of its own."""

    def __init__(self, name: str) -> None:
        self._stopping = threading.Event()
        # A driver that never returns must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread and return at once.  Can be called once."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end after the frame it is busy with."""
        self._stopping.set()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread to end; false where it still runs after the timeout."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @abstractmethod
    def _run(self) -> None:
        """Do the work, with every exception caught, logged and reported."""
