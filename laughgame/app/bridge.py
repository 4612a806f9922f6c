"""From the worker threads to the GUI thread: one small queued signal for each frame judged.

Pixels never take this way; the camera view pulls the newest frame by itself.
"""

from PySide6.QtCore import QObject, Qt, Signal

from laughgame.game.reading import FaceReading
from laughgame.vision.sources.source import SourceError


class Bridge(QObject):
    """Carries what one run of the pipeline has to say over to the GUI thread.

    The ``post_`` methods may be called on any thread; the signals arrive on the
    thread the bridge lives on, in order.  After :meth:`close` nothing arrives any
    more, not even what was already under way, so the readings of an old camera
    cannot mix with those of the new one.
    """

    reading = Signal(float, object)
    """Capture time in seconds, and a tuple with a ``FaceReading`` for every face judged."""
    source_failed = Signal(object)
    """The ``SourceError`` that ended the run."""
    broken = Signal(object)
    """Any other exception; after a ``ContractError`` the run goes on."""
    ended = Signal()
    """The source came to its end and its last frame was judged."""

    _posted_reading = Signal(float, object)
    _posted_source_failure = Signal(object)
    _posted_break = Signal(object)
    _posted_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        queued = Qt.ConnectionType.QueuedConnection
        self._posted_reading.connect(self._deliver_reading, queued)
        self._posted_source_failure.connect(self._deliver_source_failure, queued)
        self._posted_break.connect(self._deliver_break, queued)
        self._posted_end.connect(self._deliver_end, queued)

    def post_reading(self, time_s: float, faces: tuple[FaceReading, ...]) -> None:
        self._posted_reading.emit(time_s, faces)

    def post_source_failure(self, error: SourceError) -> None:
        self._posted_source_failure.emit(error)

    def post_break(self, error: Exception) -> None:
        self._posted_break.emit(error)

    def post_end(self) -> None:
        self._posted_end.emit()

    def close(self) -> None:
        """Let nothing through from now on.  Call it on the bridge's own thread."""
        self._open = False

    def _deliver_reading(self, time_s: float, faces: tuple[FaceReading, ...]) -> None:
        if self._open:
            self.reading.emit(time_s, faces)

    def _deliver_source_failure(self, error: SourceError) -> None:
        if self._open:
            self.source_failed.emit(error)

    def _deliver_break(self, error: Exception) -> None:
        if self._open:
            self.broken.emit(error)

    def _deliver_end(self) -> None:
        if self._open:
            self.ended.emit()
