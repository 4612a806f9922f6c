"""Slow work off the GUI thread: opening a model, looking for cameras."""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")

STOP_S: Final = 2.0
"""How long :meth:`Background.stop` waits for the work at hand, in seconds."""

_log = logging.getLogger(__name__)


class Background(QObject):
    """One worker thread that does jobs in turn and hands each result to the GUI thread.

    A job catches what it expects and returns it as its result; anything else it
    raises is a defect: it is logged, and handed over in the result's place, so that
    nobody waits for ever.  The thread is a daemon:
    a job that hangs (a camera driver may) cannot keep the program from ending.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="background", daemon=True)
        self._thread.start()

    def submit(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``job`` on the worker thread, then ``done`` with its result on this one.

        Where the job raises, ``failed`` is called with the exception instead.
        """

        def run() -> None:
            hand_over: Callable[[], None]
            try:
                hand_over = partial(done, job())
            except Exception as error:  # noqa: BLE001 - the top of a thread
                _log.exception("a background job failed")
                hand_over = partial(failed, error)
            if not self._stopping.is_set():
                self._finished.emit(hand_over)

        self._jobs.put(run)

    def stop(self) -> bool:
        """Drop the jobs that wait, let the one at hand finish; return whether it did in time.

        No result is delivered any more.  Harmless when already stopped.
        """
        self._stopping.set()
        self._jobs.put(None)
        self._thread.join(STOP_S)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._stopping.is_set():
            job()

    def _deliver(self, hand_over: Callable[[], None]) -> None:
        if not self._stopping.is_set():
            hand_over()
