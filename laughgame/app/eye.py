"""What the game sees: the pipeline on one source at a time, as signals of the GUI thread."""

import logging
from dataclasses import replace
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from laughgame.app.bridge import Bridge
from laughgame.vision.capture_supervisor import PATIENCE_S, CaptureStatus
from laughgame.vision.face_reader import Reader
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_card import ContractError
from laughgame.vision.pipeline import Pipeline
from laughgame.vision.pipeline_stats import Percentiles, PipelineStats
from laughgame.vision.sources.source import FrameSource, SourceError

STOP_S: Final = 3.0
"""How long a running pipeline is given to stop, in seconds; a pulled camera takes two."""

NOTHING_SEEN: Final = PipelineStats(0, 0, 0, 0.0, Percentiles(0.0, 0.0, 0.0))

_log = logging.getLogger(__name__)


class SwappableReader(Reader, Protocol):
    """A reader that outlives sources and takes another model while it runs."""

    def swap_model(self, model: LaughModel) -> None: ...

    def reset(self) -> None: ...

    def close(self) -> None: ...


class Eye(QObject):
    """Watches one source, and another one on request.

    Lives on the GUI thread, where its signals arrive.  What a source still had to
    say when another one took its place is never delivered.
    """

    reading = Signal(float, object)
    """Capture time in seconds, and a tuple with a ``FaceReading`` for every face judged."""
    source_failed = Signal(object)
    """The ``SourceError`` with which the source could not be opened or was lost."""
    broken = Signal(object)
    """Another exception in the pipeline; after a ``ContractError`` it goes on."""
    ended = Signal()
    """The source came to its end and its last frame was judged."""

    def __init__(self, reader: SwappableReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._source: FrameSource | None = None
        self._pipeline: Pipeline | None = None
        self._bridge: Bridge | None = None
        self._crowd = False
        self._earlier = NOTHING_SEEN
        self._hanging: list[Pipeline] = []
        self._reader_busy = False

    @property
    def source(self) -> FrameSource | None:
        """The source that is or was watched last."""
        return self._source

    @property
    def hanging(self) -> int:
        """How many sources were left to themselves because their drivers hang, and still do."""
        self._hanging = [pipeline for pipeline in self._hanging if pipeline.capturing]
        return len(self._hanging)

    def watch(self, source: FrameSource, patience_s: float = PATIENCE_S) -> None:
        """Watch ``source`` from now on.  Opening it happens on the capture thread.

        ``patience_s`` is how long a camera may take to open and give its first frame.
        """
        self.stop()
        self._reader.reset()
        bridge = Bridge(self)
        bridge.reading.connect(self.reading)
        bridge.source_failed.connect(self._lose)
        bridge.broken.connect(self._break)
        bridge.ended.connect(self.ended)
        self._source, self._bridge = source, bridge
        self._pipeline = Pipeline(
            source,
            self._reader,
            on_reading=bridge.post_reading,
            on_source_error=bridge.post_source_failure,
            on_end=bridge.post_end,
            on_failure=bridge.post_break,
            patience_s=patience_s,
        )
        self._pipeline.set_crowd(self._crowd)
        self._pipeline.start()

    def finish(self) -> bool:
        """Stop capturing, and deliver first what was already judged.

        After this the signals have told of every frame that :meth:`stats` counts
        as judged.  Returns whether all threads ended in time.
        """
        stopped = self._pipeline is None or self._pipeline.stop(STOP_S)
        if self._bridge is not None:
            QCoreApplication.sendPostedEvents(self._bridge)
            self._bridge.close()
        return stopped

    def stop(self) -> bool:
        """Stop watching; nothing more is delivered.  Bounded by :data:`STOP_S`.

        Returns whether all threads ended in time: a driver that hangs is left to itself.
        Harmless when nothing is watched.
        """
        if self._bridge is not None:
            self._bridge.close()
        stopped = self._pipeline is None or self._pipeline.stop(STOP_S)
        if self._pipeline is not None:
            self._earlier = _added(self._pipeline.stats(), self._earlier)
            self._reader_busy = self._pipeline.judging
            if self._pipeline.capturing:
                self._hanging.append(self._pipeline)
        if self._bridge is not None and stopped:
            self._bridge.deleteLater()  # a thread that hangs may still post to it
        self._pipeline = self._bridge = None
        return stopped

    def close(self) -> None:
        """Stop watching and free the reader; the eye cannot be used afterwards."""
        self.stop()
        if not self._reader_busy:
            self._reader.close()
        else:
            _log.warning("the face reader is left open: a thread still uses it")

    def _lose(self, error: SourceError) -> None:
        """Tell of a lost source last: a frame still being judged must not come after it."""
        if self._bridge is not None:
            self._bridge.close()
        self.source_failed.emit(error)

    def _break(self, error: Exception) -> None:
        """Tell of what ended the run last, as of a lost source; a broken model ends nothing."""
        if self._bridge is not None and not isinstance(error, ContractError):
            self._bridge.close()
        self.broken.emit(error)

    def swap_model(self, model: LaughModel) -> None:
        """Judge with ``model`` from the next frame on."""
        self._reader.swap_model(model)

    def set_crowd(self, crowd: bool) -> None:
        """Judge all faces from the next frame on, or the largest or followed one alone."""
        self._crowd = crowd
        if self._pipeline is not None:
            self._pipeline.set_crowd(crowd)

    def newest_image(self) -> Image | None:
        """The newest picture captured; the same array until there is a newer one."""
        frame = None if self._pipeline is None else self._pipeline.newest()
        return None if frame is None else frame.image

    def judged_image(self, time_s: float) -> Image | None:
        """The picture that a reading of a moment ago is of; None where it is let go already."""
        frame = None if self._pipeline is None else self._pipeline.judged(time_s)
        return None if frame is None else frame.image

    def status(self) -> CaptureStatus:
        """How the source is now."""
        return CaptureStatus() if self._pipeline is None else self._pipeline.status()

    def stats(self) -> PipelineStats:
        """The counts of all runs; rate and latency are those of the current one."""
        now = NOTHING_SEEN if self._pipeline is None else self._pipeline.stats()
        return _added(now, self._earlier)


def _added(stats: PipelineStats, earlier: PipelineStats) -> PipelineStats:
    return replace(
        stats,
        captured=stats.captured + earlier.captured,
        judged=stats.judged + earlier.judged,
        dropped=stats.dropped + earlier.dropped,
    )
