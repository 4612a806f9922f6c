"""The thread that empties a frame source, so that no frame waits inside a driver."""

import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from laughgame.vision.capture_supervisor import CaptureSupervisor
from laughgame.vision.frame import Frame, told
from laughgame.vision.latest import Latest
from laughgame.vision.pipeline_stats import PipelineMeter
from laughgame.vision.sources.source import FrameSource, SourceError, is_camera
from laughgame.vision.worker import POLL_S, Worker

log = logging.getLogger(__name__)


class Captured(NamedTuple):
    """A frame, and the monotonic time in seconds from which its latency counts."""

    frame: Frame
    since_s: float


class CaptureWorker(Worker):
    """Opens a source, puts its frames into a mailbox and closes both at the end.

    A live source is emptied at its own pace, whatever happens to the frames; any
    other source waits until each frame was taken.  Errors are reported on the
    worker's thread, before the mailbox closes.  The supervisor is told of all that
    happens; a frame that it finds not worth judging goes no further.

    Once stopped it says nothing any more, however much later a driver that hangs
    comes back; all it still does then is to close the source.
    """

    def __init__(
        self,
        source: FrameSource,
        mailbox: Latest[Captured],
        meter: PipelineMeter,
        supervisor: CaptureSupervisor,
        on_source_error: Callable[[SourceError], None],
        on_failure: Callable[[Exception], None],
    ) -> None:
        super().__init__("capture")
        self._source = source
        self._mailbox = mailbox
        self._meter = meter
        self._supervisor = supervisor
        self._on_source_error = on_source_error
        self._on_failure = on_failure
        self._begin = threading.Event()
        self._newest: Frame | None = None

    def begin(self) -> None:
        """Let the started worker open its source: somebody is ready to judge its frames."""
        self._begin.set()

    def stop(self) -> None:
        """Ask the thread to end after the frame it is waiting for."""
        super().stop()
        self._begin.set()

    def _run(self) -> None:
        try:
            self._begin.wait()
            if not self._stopping.is_set():
                self._capture()
        except SourceError as error:
            log.warning("The source %s failed: %s", self._source.name, error)
            self._supervisor.failed(error.code)
            if not self._stopping.is_set():
                self._on_source_error(error)
        except Exception as error:
            log.exception(
                "Capturing from %s failed after %s", self._source.name, told(self._newest)
            )
            if not self._stopping.is_set():
                self._on_failure(error)
        finally:
            self._supervisor.ended()
            self._mailbox.close()

    def _capture(self) -> None:
        try:
            self._supervisor.opening(is_camera(self._source))
            self._source.open()
            self._supervisor.opened(is_camera(self._source))
            while not self._stopping.is_set():
                frame = self._source.read()
                if frame is None:
                    return
                self._newest = frame
                self._meter.captured()
                if not self._supervisor.frame(frame.image):
                    continue
                since_s = frame.time_s if self._source.live else time.monotonic()
                self._mailbox.put(Captured(frame, since_s))
                if not self._source.live:
                    self._wait_until_taken()
        finally:
            self._source.close()

    def _wait_until_taken(self) -> None:
        while not self._stopping.is_set() and not self._mailbox.wait_until_taken(POLL_S):
            pass
