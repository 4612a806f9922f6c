"""The thread that judges the newest frame, again and again."""

import logging
from collections import deque
from collections.abc import Callable
from typing import Final

import cv2

from laughgame.game.reading import FaceReading
from laughgame.vision.capture_worker import Captured
from laughgame.vision.face_reader import Reader
from laughgame.vision.frame import Frame, told
from laughgame.vision.latest import Latest
from laughgame.vision.model_contract import ContractError
from laughgame.vision.pipeline_stats import PipelineMeter
from laughgame.vision.worker import POLL_S, Worker, to_nobody

log = logging.getLogger(__name__)

BAD_FRAMES: Final = 30
"""After so many frames in a row that cannot be read, a second of them, it is not the frames."""

KEPT_FRAMES: Final = 8
"""Frames kept after they were judged: who is told of a reading may want its picture."""

BAD_FRAME_ERRORS: Final = (cv2.error, RuntimeError, ValueError)
"""What OpenCV, MediaPipe and NumPy raise about a picture that they cannot take."""


Faces = tuple[FaceReading, ...]
"""The faces judged in one frame; empty where nobody was seen."""


class InferenceWorker(Worker):
    """Takes frames out of a mailbox, reads them, and hands every reading on.

    ``on_ready`` is called when the reader is warm, ``on_reading`` for every frame
    taken (capture time in seconds, and the readings of the faces judged in it),
    ``on_drained`` when the mailbox was closed and is empty; all on the worker's
    thread.  A model that breaks its contract gives no reading for that frame and
    is reported once to ``on_model_error``; the next frame is tried again, also
    where it broke while warming up.  A frame that cannot be read gives no reading
    either, unless :data:`BAD_FRAMES` came in a row.  After ``on_failure`` the
    thread has ended.

    ``crowd`` may be set on any thread: whether all faces of a frame are judged from the next
    one on, or one.
    """

    def __init__(
        self,
        reader: Reader,
        mailbox: Latest[Captured],
        meter: PipelineMeter,
        on_ready: Callable[[], None],
        on_reading: Callable[[float, Faces], None],
        on_drained: Callable[[], None],
        on_model_error: Callable[[ContractError], None],
        on_failure: Callable[[Exception], None],
    ) -> None:
        super().__init__("inference")
        self._reader = reader
        self._mailbox = mailbox
        self._meter = meter
        self._on_ready = on_ready
        self._on_reading = on_reading
        self._on_drained = on_drained
        self._on_model_error = on_model_error
        self._on_failure = on_failure
        self.crowd = False
        self._model_is_broken = False
        self._bad_frames = 0
        self._judged: deque[Frame] = deque(maxlen=KEPT_FRAMES)
        self._at_hand: Frame | None = None

    def judged(self, time_s: float) -> Frame | None:
        """Return the frame of that capture time, if it was judged lately.  On any thread."""
        return next((frame for frame in tuple(self._judged) if frame.time_s == time_s), None)

    def forget(self) -> None:
        """Let go of the frames kept, and of those who were told.  On any thread."""
        self._judged.clear()
        self._at_hand = None
        self._on_ready = self._on_reading = self._on_drained = to_nobody
        self._on_model_error = self._on_failure = to_nobody

    def _run(self) -> None:
        try:
            self._warm_up()
            self._on_ready()
            self._judge_all()
            if not self._stopping.is_set():
                self._on_drained()
        except Exception as error:
            log.exception("Judging failed at %s", told(self._at_hand))
            self._on_failure(error)

    def _judge_all(self) -> None:
        while not self._stopping.is_set():
            captured = self._mailbox.take(POLL_S)
            if captured is not None:
                self._at_hand = captured.frame
                faces = self._read(captured)
                self._judged.append(captured.frame)
                self._meter.judged(captured.since_s)
                self._on_reading(captured.frame.time_s, faces)
            elif self._mailbox.closed:
                return

    def _warm_up(self) -> None:
        try:
            self._reader.warm_up()
        except ContractError as error:
            self._tell_broken(error)

    def _read(self, captured: Captured) -> Faces:
        try:
            faces = self._look(captured.frame)
        except ContractError as error:
            self._tell_broken(error)
            return ()
        except BAD_FRAME_ERRORS as error:
            self._bad_frames += 1
            if self._bad_frames == BAD_FRAMES:
                raise
            if self._bad_frames == 1:
                log.warning("%s could not be read: %s", told(captured.frame), error)
            return ()
        self._model_is_broken, self._bad_frames = False, 0
        return faces

    def _look(self, frame: Frame) -> Faces:
        if self.crowd:
            return tuple(self._reader.read_crowd(frame))
        reading = self._reader.read(frame)
        return () if reading is None else (reading,)

    def _tell_broken(self, error: ContractError) -> None:
        if not self._model_is_broken:
            log.warning("No reading: %s", error)
            self._on_model_error(error)
        self._model_is_broken = True
