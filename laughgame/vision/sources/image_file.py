"""Read still pictures from disk, whatever letters their path is written in."""

import re
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from laughgame.vision.frame import Image
from laughgame.vision.sources.source import SourceCode, SourceError

IMAGE_SUFFIXES: Final = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})


def read_image(path: Path) -> Image:
    """Return a picture as RGB, turned upright as its EXIF data asks.

    The file is read here and decoded from memory, because OpenCV cannot open
    paths beyond ASCII on Windows.  Raises :class:`SourceError`.
    """
    try:
        data = np.fromfile(path, np.uint8)
    except OSError as error:
        code = SourceCode.UNREADABLE if path.exists() else SourceCode.NOT_FOUND
        reason = error.strerror or str(error)
        raise SourceError(code, f"{path} cannot be opened: {reason}", "Check the path") from error
    try:
        image = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
    except cv2.error:
        image = None
    if image is None or image.size == 0:
        raise SourceError(
            SourceCode.UNREADABLE,
            f"{path} is not a picture that can be read",
            "Save it as JPEG or PNG and try again",
        )
    return np.asarray(image, np.uint8)


def image_files(folder: Path) -> list[Path]:
    """Return the pictures of a folder, ordered as a person counts: 2 before 10."""
    files = (path for path in folder.iterdir() if is_image(path))
    return sorted(files, key=lambda path: natural_key(path.name))


def is_image(path: Path) -> bool:
    """Tell by its name whether a file is a picture."""
    return path.suffix.lower() in IMAGE_SUFFIXES and path.is_file()


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Return a sorting key that reads runs of digits as numbers."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", name)
        if part
    ]
