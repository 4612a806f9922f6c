"""Writes a clip or a card to a file, whole or not at all; what is written is read back first.

No Qt, and no thread of its own: pictures come from an iterable, and whoever wants it to stop
raises from there or from ``told``.
"""

import errno
import logging
import shutil
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from laughgame.app.film_file import FilmFile, count_pictures
from laughgame.app.gif_file import GifFile, Picture
from laughgame.storage import atomic

GIF_FPS: Final = 12.5
"""A GIF counts hundredths of a second; eight of them are the nearest to 12 pictures a second."""

FILM_FPS: Final = 25.0

GIF_WIDTH: Final = 480
FILM_WIDTH: Final = 720

WRITTEN_SHARE: Final = 0.9
"""The share of the progress at which all is written; the rest is reading it back."""

LEAST_FREE: Final = 1 << 20
"""With fewer bytes left a disk is full; some writers do not say why they failed."""

Told = Callable[[float], None]
"""Called with the progress, 0–1."""

_log = logging.getLogger(__name__)


class Trouble(Enum):
    """Why something could not be saved."""

    FULL = "full"
    DENIED = "denied"
    GONE = "gone"
    """The folder is not there, or not any more."""
    FAILED = "failed"


class SaveError(Exception):
    """Nothing was saved, and what was there before is as it was."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble


def write_gif(
    path: Path, pictures: Iterable[Picture], count: int, samples: Sequence[Picture], told: Told
) -> None:
    """Write ``count`` pictures of one size as a GIF that runs for ever.

    Its colours are chosen by ``samples``, some of the pictures.  Raises :class:`SaveError`, and
    whatever ``pictures`` and ``told`` raise.
    """

    def write(part: Path) -> None:
        with part.open("wb") as file, GifFile(file, samples, 1 / GIF_FPS, count) as gif:
            for number, picture in enumerate(pictures, start=1):
                gif.add(picture)
                told(WRITTEN_SHARE * number / count)

    def check(part: Path) -> bool:
        # Not by its name: OpenCV opens no file with a Korean one on Windows.
        read, animation = cv2.imdecodeanimation(np.frombuffer(part.read_bytes(), np.uint8))
        height, width = samples[0].shape[:2]
        return (
            read
            and len(animation.frames) == count
            and animation.frames[-1].shape[:2] == (height, width)
        )

    _save(path, ".gif", write, check, told)


def write_film(
    path: Path, pictures: Iterable[Picture], count: int, size: tuple[int, int], told: Told
) -> None:
    """Write ``count`` pictures of ``size`` (width, height; even) as a film in MP4.

    Raises :class:`SaveError`, and whatever ``pictures`` and ``told`` raise.
    """

    def write(part: Path) -> None:
        film = FilmFile(part, size, FILM_FPS)
        try:
            for number, picture in enumerate(pictures, start=1):
                film.add(picture)
                told(WRITTEN_SHARE * number / count)
        finally:
            film.close()

    _save(path, ".mp4", write, lambda part: count_pictures(part, size) == count, told)


def write_card(path: Path, picture: Picture, told: Told) -> None:
    """Write one picture as PNG.  Raises :class:`SaveError`, and whatever ``told`` raises."""

    def write(part: Path) -> None:
        made, encoded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        if not made:
            raise OSError("OpenCV could not encode the picture as PNG")
        part.write_bytes(encoded.tobytes())
        told(WRITTEN_SHARE)

    def check(part: Path) -> bool:
        encoded = np.frombuffer(part.read_bytes(), np.uint8)
        read = cv2.imdecode(encoded, cv2.IMREAD_COLOR) if encoded.size else None
        return read is not None and read.shape == picture.shape

    _save(path, ".png", write, check, told)


def _save(
    path: Path,
    suffix: str,
    write: Callable[[Path], None],
    check: Callable[[Path], bool],
    told: Told,
) -> None:
    """Let ``write`` make a file beside ``path``, ``check`` it, and put it in its place."""
    told(0.0)
    try:
        with atomic.staged(path, suffix) as part:
            write(part)
            if not check(part):
                raise OSError(_likely_errno(path), "what was written cannot be read back")
            told(1.0)
    except OSError as error:
        # Not its name, which tells who plays.
        _log.warning("A file %s could not be saved: %s", suffix, error.strerror or error.errno)
        raise SaveError(_trouble(path, error), str(error)) from error


def _likely_errno(path: Path) -> int:
    """Return what went wrong where a writer did not say."""
    return errno.ENOSPC if shutil.disk_usage(path.parent).free < LEAST_FREE else errno.EIO


def _trouble(path: Path, error: OSError) -> Trouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Trouble.FULL
    if not path.parent.is_dir():
        return Trouble.GONE
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Trouble.DENIED
    return Trouble.FAILED
