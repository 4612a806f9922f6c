"""From a source to readings: one thread captures, one judges, a mailbox between them."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

import cv2

from laughgame.vision.capture_supervisor import (
    PATIENCE_S,
    CameraState,
    CaptureStatus,
    CaptureSupervisor,
)
from laughgame.vision.capture_worker import Captured, CaptureWorker
from laughgame.vision.face_reader import Reader
from laughgame.vision.frame import Frame
from laughgame.vision.inference_worker import Faces, InferenceWorker
from laughgame.vision.latest import Latest
from laughgame.vision.pipeline_stats import PipelineMeter, PipelineStats
from laughgame.vision.sources.source import FrameSource, SourceError

log = logging.getLogger(__name__)

STOP_TIMEOUT_S: Final = 5.0

HUNG_STOP_S: Final = 0.2
"""A source that has stalled already is given no longer than this to end."""

OPENING_STOP_S: Final = 1.0
"""Nor one that is being opened more than this: it is closed again as soon as it is open."""


class Pipeline:
    """One run of one source; make a new one for the next.

    The callbacks come on worker threads, none of them after :meth:`stop` has
    returned true:

    - ``on_reading(time_s, faces)``: a frame was judged; ``faces`` are the readings of one
      face or of all of them (see :meth:`set_crowd`), empty where it shows no usable one;
    - ``on_source_error(error)``: the source could not be opened or was lost;
    - ``on_end()``: the source came to its end and its last frame was judged;
    - ``on_failure(error)``: something else went wrong. After a ``ContractError``
      the pipeline goes on, after any other it has ended.

    The reader is warmed up before the source is opened, so no frame is lost to
    the first run of a model.  The reader belongs to the pipeline until it has
    ended, and to the caller afterwards.
    """

    def __init__(
        self,
        source: FrameSource,
        reader: Reader,
        on_reading: Callable[[float, Faces], None],
        on_source_error: Callable[[SourceError], None] | None = None,
        on_end: Callable[[], None] | None = None,
        on_failure: Callable[[Exception], None] | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """``patience_s`` is how long a camera may take to open and give its first frame."""
        self._mailbox: Latest[Captured] = Latest()
        self._meter = PipelineMeter()
        self._on_source_error = on_source_error
        self._on_end = on_end
        self._on_failure = on_failure
        self._failed = threading.Event()
        self._left = False
        self._supervisor = CaptureSupervisor(patience_s)
        self._capture = CaptureWorker(
            source,
            self._mailbox,
            self._meter,
            self._supervisor,
            self._source_failed,
            self._failed_unforeseen,
        )
        self._inference = InferenceWorker(
            reader,
            self._mailbox,
            self._meter,
            on_ready=self._capture.begin,
            on_reading=on_reading,
            on_drained=self._drained,
            on_model_error=self._report,
            on_failure=self._failed_unforeseen,
        )

    def start(self) -> None:
        """Start both threads and return at once.  Can be called once."""
        # OpenCV's own threads would spin on every core for pictures of this size.
        cv2.setNumThreads(1)
        self._inference.start()
        self._capture.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """End both threads; true when they have ended within the timeout.

        Nothing is stopped by force: a driver that does not return leaves its
        thread behind, which ends with it or with the program.  One that has stalled
        is hardly waited for, and none is waited for twice.
        """
        begun_s = time.monotonic()
        known = self._left
        patience_s = 0.0 if known else timeout_s
        match self._supervisor.status().state:
            case CameraState.STALLED:
                patience_s = min(patience_s, HUNG_STOP_S)
            case CameraState.OPENING | CameraState.WARMING:
                patience_s = min(patience_s, OPENING_STOP_S)
        self._capture.stop()
        self._inference.stop()
        self._mailbox.close()
        judged = self._inference.join(timeout_s)
        left_s = min(patience_s, begun_s + timeout_s - time.monotonic())
        self._left = not self._capture.join(max(0.0, left_s))
        ended = judged and not self._left
        if not ended and not known:
            log.warning("The pipeline did not stop in %.1f s", time.monotonic() - begun_s)
        return ended

    def join(self, timeout_s: float) -> bool:
        """Wait until the source has ended and all was judged; false after the timeout."""
        deadline_s = time.monotonic() + timeout_s
        inference_ended = self._inference.join(timeout_s)
        return self._capture.join(max(0.0, deadline_s - time.monotonic())) and inference_ended

    def status(self) -> CaptureStatus:
        """Return how the source is.  May be called on any thread."""
        return self._supervisor.status()

    @property
    def capturing(self) -> bool:
        """Whether the source's thread still runs, or hangs."""
        return not self._capture.join(0.0)

    @property
    def judging(self) -> bool:
        """Whether the reader is still in use."""
        return not self._inference.join(0.0)

    def set_crowd(self, crowd: bool) -> None:
        """Judge all faces from the next frame on, or the followed one.  On any thread."""
        self._inference.crowd = crowd

    def newest(self) -> Frame | None:
        """Return the newest frame captured, judged or not.  May be called on any thread."""
        captured = self._mailbox.peek()
        return None if captured is None else captured.frame

    def judged(self, time_s: float) -> Frame | None:
        """Return the frame of a reading of a moment ago; ``None`` where it is let go already.

        May be called on any thread.
        """
        return self._inference.judged(time_s)

    def stats(self) -> PipelineStats:
        """Return the counts so far.  May be called on any thread."""
        return self._meter.snapshot(self._mailbox.dropped)

    def _source_failed(self, error: SourceError) -> None:
        self._failed.set()
        if self._on_source_error is not None:
            self._on_source_error(error)

    def _failed_unforeseen(self, error: Exception) -> None:
        self._failed.set()
        self._capture.stop()
        self._report(error)

    def _report(self, error: Exception) -> None:
        if self._on_failure is not None:
            self._on_failure(error)

    def _drained(self) -> None:
        if not self._failed.is_set() and self._on_end is not None:
            self._on_end()
