"""A video file, played as frames."""

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from laughgame.vision.frame import Frame, Image
from laughgame.vision.sources.pacing import Pacer
from laughgame.vision.sources.source import SourceCode, SourceError

VIDEO_SUFFIXES: Final = frozenset(
    {".avi", ".gif", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".webm", ".wmv"}
)

USUAL_RATE: Final = 30.0
"""Frames a second of a file that does not tell, or tells nonsense."""


class VideoSource:
    """The frames of a video file, from its first to its last.

    ``realtime`` plays it at its own speed; otherwise frames come as fast as they
    are read, with the times of the file.
    """

    def __init__(self, path: Path | str, realtime: bool = False) -> None:
        self._path = Path(path)
        self._realtime = realtime
        self._capture: cv2.VideoCapture | None = None
        self._pacer = Pacer(realtime)
        self._frame_rate: float | None = None
        self._index = 0
        self._media_s = 0.0

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def frame_rate(self) -> float | None:
        return self._frame_rate

    @property
    def live(self) -> bool:
        return self._realtime

    def open(self) -> None:
        """Open the file; raises :class:`SourceError`."""
        self.close()
        if not self._path.is_file():
            raise SourceError(
                SourceCode.NOT_FOUND, f"There is no file {self._path}", "Check the path"
            )
        if not _has_plain_name(self._path):
            raise SourceError(
                SourceCode.UNREADABLE,
                f"The name of {self._path} is not valid Unicode",
                "Rename the file and try again",
            )
        capture = cv2.VideoCapture(str(self._path))
        if not capture.isOpened():
            capture.release()
            raise SourceError(
                SourceCode.UNREADABLE,
                f"{self._path} is not a video that can be played",
                "Convert it to MP4 (H.264) and try again",
            )
        rate = capture.get(cv2.CAP_PROP_FPS)
        self._frame_rate = rate if 0 < rate <= 1000 else None
        self._capture = capture
        self._pacer = Pacer(self._realtime)
        self._index, self._media_s = 0, 0.0

    def read(self) -> Frame | None:
        """Return the next frame, ``None`` at the end; raises :class:`SourceError`."""
        if self._capture is None:
            return None
        try:
            found, picture = self._capture.read()
        except cv2.error as error:
            raise SourceError(
                SourceCode.LOST,
                f"{self._path} breaks off at {self._media_s:.1f} s: {error.err}",
                "Convert it to MP4 (H.264) and try again",
            ) from error
        if not found and self._index == 0:
            raise SourceError(
                SourceCode.EMPTY,
                f"{self._path} holds no frames",
                "Convert it to MP4 (H.264) and try again",
            )
        if not found:
            return None
        image: Image = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
        time_s = self._pacer.time_of(self._media_time())
        self._index += 1
        return Frame(image, time_s, self._index - 1)

    def close(self) -> None:
        """Close the file."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _media_time(self) -> float:
        """Return the time of the frame just read in the file, in seconds.

        Some containers carry no time stamps (OpenCV then says 0 again); their
        frames lie one frame duration apart.
        """
        step_s = 1 / (self._frame_rate or USUAL_RATE)
        stamp_s = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000 if self._capture else 0.0
        if self._index == 0:
            self._media_s = max(stamp_s, 0.0)
        else:
            rises = self._media_s < stamp_s < self._media_s + 60
            self._media_s = stamp_s if rises else self._media_s + step_s
        return self._media_s


def _has_plain_name(path: Path) -> bool:
    """Tell whether OpenCV can be handed the path: one that is no valid UTF-8 kills the program."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
