"""A data set on disk, unpacked or still zipped, read the same way."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

import cv2
import numpy as np

from laughgame.vision.frame import Image

Archive = Path | zipfile.Path
"""The root of a data set: ``root / "images/1.png"`` and ``.read_bytes()`` work on both."""

PICTURES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff")


class Encoded(Protocol):
    """Whatever holds an encoded picture: a file, an entry of a zip, a cell of a table."""

    def read_bytes(self) -> bytes: ...


def open_archive(data: Path, name: str) -> Archive:
    """Return the root of the data set ``name`` below ``data``; a folder wins over a zip."""
    folder = data / name
    return folder if folder.is_dir() else zipfile.Path(data / f"{name}.zip")


def listed(folder: Archive) -> list[Archive]:
    """Return what is in a folder, in the order of the names, without hidden files."""
    entries = (entry for entry in folder.iterdir() if not entry.name.startswith((".", "__")))
    return sorted(entries, key=lambda entry: entry.name)


def is_picture(name: str) -> bool:
    """Tell a picture by the ending of its name."""
    return name.lower().endswith(PICTURES)


def stream_rows(table: Archive) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file one by one, for tables too large to hold."""
    with table.open("r", newline="", encoding="utf-8-sig") as text:
        yield from csv.DictReader(text)


def read_rows(table: Archive) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header line."""
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def read_image(file: Encoded) -> Image:
    """Decode a picture to RGB, uint8 (height, width, 3); raises ``ValueError`` when it cannot."""
    encoded = np.frombuffer(file.read_bytes(), np.uint8)
    picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR_RGB) if encoded.size else None
    if picture is None:
        raise ValueError(f"{file} is not a readable picture")
    return np.asarray(picture, np.uint8)
