"""A film in MP4, by the encoders that come with the system or with OpenCV.

Windows and macOS bring an encoder for H.264, which everything plays.  OpenCV's FFmpeg has none of
its own: elsewhere the film is MPEG-4 part 2, which video players and phones play, but browsers do
not.  Its VP9, which they do, takes up to a second a picture on one core (measured at 720×496 with
a camera's noise), and the game needs that core.
"""

import sys
from pathlib import Path
from typing import Final

import cv2

from laughgame.app.gif_file import Picture

Encoder = tuple[int, str]
"""OpenCV's back end and the four letters of the codec."""

_OF_SYSTEM: Final[dict[str, Encoder]] = {
    "win32": (cv2.CAP_MSMF, "H264"),
    "darwin": (cv2.CAP_AVFOUNDATION, "avc1"),
}
_OF_FFMPEG: Final[Encoder] = (cv2.CAP_FFMPEG, "mp4v")


def encoders(platform: str = sys.platform) -> tuple[Encoder, ...]:
    """Return what may write a film here, best first; the first may be missing all the same."""
    own = _OF_SYSTEM.get(platform)
    return (_OF_FFMPEG,) if own is None else (own, _OF_FFMPEG)


class FilmFile:
    """Writes pictures of one size to a film; one instance belongs to one thread."""

    def __init__(self, path: Path, size: tuple[int, int], fps: float) -> None:
        """Begin a film at ``path``, which ends in ``.mp4``; ``size`` is even.

        Raises ``OSError`` where no encoder takes it.
        """
        for backend, letters in encoders():
            fourcc = cv2.VideoWriter.fourcc(*letters)
            self._writer = cv2.VideoWriter(str(path), backend, fourcc, fps, size)
            if self._writer.isOpened():
                return
            self._writer.release()
        raise OSError("no encoder for films works here")

    def add(self, picture: Picture) -> None:
        """Append a picture.  That it could not be written shows in :func:`count_pictures`."""
        self._writer.write(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))

    def close(self) -> None:
        """Write what is left."""
        self._writer.release()


def count_pictures(path: Path, size: tuple[int, int]) -> int:
    """Return how many pictures of this size a film has that can be read; 0 for no film."""
    film = cv2.VideoCapture(str(path))
    try:
        wide = round(film.get(cv2.CAP_PROP_FRAME_WIDTH))
        high = round(film.get(cv2.CAP_PROP_FRAME_HEIGHT))
        count = 0
        while film.isOpened() and (wide, high) == size and film.read()[0]:
            count += 1
        return count
    finally:
        film.release()
