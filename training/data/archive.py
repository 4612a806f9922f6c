"""A data set on disk, unpacked or still zipped, read the same way."""

import csv
import zipfile
from pathlib import Path

import cv2
import numpy as np

from laughgame.vision.frame import Image

Archive = Path | zipfile.Path
"""The root of a data set: ``root / "images/1.png"`` and ``.read_bytes()`` work on both."""


def open_archive(data: Path, name: str) -> Archive:
    """Return the root of the data set ``name`` below ``data``; a folder wins over a zip."""
    folder = data / name
    return folder if folder.is_dir() else zipfile.Path(data / f"{name}.zip")


def read_rows(table: Archive) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header line."""
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def read_image(file: Archive) -> Image:
    """Decode a picture to RGB, uint8 (height, width, 3); raises ``ValueError`` when it cannot."""
    encoded = np.frombuffer(file.read_bytes(), np.uint8)
    picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR_RGB) if encoded.size else None
    if picture is None:
        raise ValueError(f"{file} is not a readable picture")
    return np.asarray(picture, np.uint8)
