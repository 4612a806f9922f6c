"""A camera, through OpenCV."""

import logging
import os
import platform
import time
from pathlib import Path
from typing import Final

# Media Foundation's hardware transforms take half a minute to open some cameras.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
# A camera that was pulled out is noticed in two seconds instead of ten.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

import cv2

from laughgame.vision.frame import Frame
from laughgame.vision.sources.camera_list import CameraInfo, list_cameras
from laughgame.vision.sources.pixels import BAD_FRAME_ERRORS, READ_TRIES, to_rgb
from laughgame.vision.sources.source import RisingTime, SourceCode, SourceError

__all__ = ["CameraInfo", "CameraSource", "list_cameras"]

_log = logging.getLogger(__name__)

FIRST_FRAME_TRIES: Final = 5
"""Some cameras fail a few reads while their sensor starts."""


class CameraSource:
    """A camera at the rate and size it has nearest to the ones asked for.

    ``index`` counts cameras as OpenCV does (see ``list_cameras``).
    """

    live = True
    is_camera = True

    def __init__(
        self,
        index: int = 0,
        name: str | None = None,
        size: tuple[int, int] = (1280, 720),
        frame_rate: float = 30,
    ) -> None:
        self._index = index
        self._name = name or f"Camera {index + 1}"
        self._size = size
        self._wanted_rate = frame_rate
        self._frame_rate: float | None = None
        self._capture: cv2.VideoCapture | None = None
        self._first: Frame | None = None
        self._rising = RisingTime()
        self._count = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def frame_rate(self) -> float | None:
        return self._frame_rate

    def open(self) -> None:
        """Open the camera and wait for its first frame; raises :class:`SourceError`.

        The platform's backends are tried in turn: one that opens a camera but
        gets no frame out of it is passed over.
        """
        self.close()
        self._rising, self._count = RisingTime(), 0
        for backend in backends():
            try:
                if self._opens_with(backend):
                    return
            except BAD_FRAME_ERRORS as error:
                # Some drivers raise where others only refuse; the next one may work.
                _log.warning("%s with backend %d: %s", self._name, backend, error)
            self.close()
        raise self._refusal()

    def read(self) -> Frame | None:
        """Wait for the camera's next frame; raises :class:`SourceError` when it is lost.

        Returns ``None`` only where the camera is not open.
        """
        if self._capture is None:
            return None
        frame, self._first = self._first or self._grab(READ_TRIES), None
        if frame is None:
            raise SourceError(
                SourceCode.LOST,
                f"{self._name} gives no more pictures",
                "Check its cable, then choose it again",
            )
        return frame

    def close(self) -> None:
        """Let go of the camera."""
        self._first = None
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _opens_with(self, backend: int) -> bool:
        self._capture = cv2.VideoCapture(self._index, backend)
        if not self._capture.isOpened():
            return False
        self._configure(self._capture)
        self._first = self._grab(FIRST_FRAME_TRIES)
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        self._frame_rate = rate if 0 < rate <= 1000 else None
        return self._first is not None

    def _configure(self, capture: cv2.VideoCapture) -> None:
        width, height = self._size
        # The pixel format comes first: uncompressed, most cameras reach 10 frames a
        # second at this size, and changing the format resets size and rate.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        capture.set(cv2.CAP_PROP_FPS, self._wanted_rate)
        # A queue inside the driver would only make verdicts late.
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def _grab(self, tries: int) -> Frame | None:
        for _ in range(tries):
            try:
                if self._capture is None or not self._capture.grab():
                    continue
                time_s = time.monotonic()  # before decoding, which takes milliseconds
                found, picture = self._capture.retrieve()
                if not found:
                    continue
                image = to_rgb(picture)
            except BAD_FRAME_ERRORS:
                continue
            self._count += 1
            return Frame(image, self._rising.after(time_s), self._count - 1)
        return None

    def _refusal(self) -> SourceError:
        """Say why no backend gave a frame, as far as the platform tells."""
        system = platform.system()
        device = Path(f"/dev/video{self._index}")
        if system == "Linux" and not device.exists():
            return SourceError(
                SourceCode.NOT_FOUND,
                f"{self._name} is not connected",
                "Plug it in, or choose another camera",
            )
        if system == "Linux" and not os.access(device, os.R_OK | os.W_OK):
            return SourceError(
                SourceCode.DENIED,
                f"{self._name} may not be used by this account",
                "Add yourself to the group video and log in again",
            )
        if system == "Darwin":
            return SourceError(
                SourceCode.DENIED,
                f"{self._name} gives no pictures",
                "Allow camera access in System Settings, Privacy & Security, Camera",
            )
        return SourceError(
            SourceCode.BUSY,
            f"{self._name} gives no pictures",
            "Close other programs that use the camera, and allow camera access in the"
            " system's privacy settings",
        )


def backends() -> tuple[int, ...]:
    """Return the capture backends of this platform, best first."""
    return {
        "Windows": (cv2.CAP_MSMF, cv2.CAP_DSHOW, cv2.CAP_ANY),
        "Darwin": (cv2.CAP_AVFOUNDATION, cv2.CAP_ANY),
        "Linux": (cv2.CAP_V4L2, cv2.CAP_ANY),
    }.get(platform.system(), (cv2.CAP_ANY,))
