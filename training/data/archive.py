"""A data set on disk, unpacked or still zipped, read the same way."""

import csv
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol, TypeVar

import cv2
import numpy as np

from laughgame.vision.frame import Image

Archive = Path | zipfile.Path
"""The root of a data set: ``root / "images/1.png"`` and ``.read_bytes()`` work on both."""

PICTURES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff")


DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What is raised over a zip that was cut short, overwritten, locked or packed in another way."""

PIXEL_TABLE: Final = "fer2013.csv"
"""FER2013 as it is given: a table that holds its pictures."""

TABLES: Final = ("labels.csv", PIXEL_TABLE)
"""Where one of these lies, a set begins."""

T = TypeVar("T")


class Encoded(Protocol):
    """Whatever holds an encoded picture: a file, an entry of a zip, a cell of a table."""

    def read_bytes(self) -> bytes: ...


def open_archive(data: Path, name: str) -> Archive:
    """Return the root of the data set ``name`` below ``data``; a folder wins over a zip.

    Raises as :func:`root_of` does.
    """
    folder = data / name
    return root_of(folder if folder.is_dir() else data / f"{name}.zip")


def root_of(path: Path) -> Archive:
    """Return where a data set begins.

    Raises ``FileNotFoundError`` where there is neither folder nor zip, and ``ValueError``
    naming a zip that is damaged.
    """
    if path.suffix == ".zip" and path.is_file():
        root: Archive = open_zip(path)
    elif path.is_dir():
        root = path
    else:
        raise FileNotFoundError(f"{path} is neither a folder nor a .zip")
    inside = listed(root)
    # An archive of tables is often packed within a folder of its own name.
    if len(inside) == 1 and any((inside[0] / table).is_file() for table in TABLES):
        return inside[0]
    return root


def open_zip(file: Path) -> zipfile.Path:
    """Return the root within a zip; raises ``ValueError`` naming one that is damaged."""
    try:
        return zipfile.Path(file)
    except DAMAGED as error:
        raise ValueError(f"{file} is damaged: {error}") from error


def listed(folder: Archive) -> list[Archive]:
    """Return what is in a folder, in the order of the names, without hidden files."""
    entries = (entry for entry in folder.iterdir() if not entry.name.startswith((".", "__")))
    return sorted(entries, key=lambda entry: entry.name)


def is_picture(name: str) -> bool:
    """Tell a picture by the ending of its name."""
    return name.lower().endswith(PICTURES)


class Line(dict[str, str]):
    """A line of a table, column by column, that says where it stands when it is wrong.

    ``line["smile"]`` raises ``ValueError`` where the line has no such column.
    """

    def __init__(self, cells: Mapping[str, str], place: str) -> None:
        super().__init__(cells)
        self.place = place

    def __missing__(self, column: str) -> str:
        raise ValueError(f"{self.place} has no {column!r}; it has {', '.join(self)}")

    def choice(self, column: str, choices: Mapping[str, T]) -> T:
        """Return what a cell stands for; raises ``ValueError`` naming place, value and choices."""
        value = self[column].strip()
        if value not in choices:
            raise ValueError(f"{self.place}: {column} is {value!r}, not {', '.join(choices)}")
        return choices[value]

    def whole(self, column: str, most: int) -> int:
        """Return a whole number from 0 to ``most``; raises ``ValueError`` naming the place."""
        value = self[column].strip()
        if not (value.isascii() and value.isdigit() and int(value) <= most):
            raise ValueError(f"{self.place}: {column} is {value!r}, not a number from 0 to {most}")
        return int(value)

    def share(self, column: str) -> float:
        """Return a number within 0 and 1, NaN where the cell is blank.

        Raises ``ValueError`` naming place and value.
        """
        value = self[column].strip()
        try:
            number = float(value or "nan")
        except ValueError:
            number = -1.0
        if value and not 0 <= number <= 1:
            raise ValueError(f"{self.place}: {column} is {value!r}, not a number within 0 and 1")
        return number


def stream_rows(table: Archive) -> Iterator[Line]:
    """Yield the lines of a CSV file one by one, for tables too large to hold.

    Raises ``ValueError`` naming the file where it is no table.
    """
    with table.open("r", newline="", encoding="utf-8-sig") as text:
        reader = csv.DictReader(text)
        try:
            for cells in reader:
                # What a line has too much is under None, what it has too little is None.
                known = {key: cell for key, cell in cells.items() if key and cell is not None}
                yield Line(known, f"{table}, line {reader.line_num}")
        except (csv.Error, UnicodeDecodeError, *DAMAGED) as error:
            raise ValueError(f"{table}, line {reader.line_num + 1}: {error}") from error


def read_rows(table: Archive) -> list[Line]:
    """Return the lines of a CSV file with a header line."""
    return list(stream_rows(table))


def read_image(file: Encoded) -> Image:
    """Decode a picture to RGB, uint8 (height, width, 3); raises ``ValueError`` when it cannot."""
    try:
        encoded = np.frombuffer(file.read_bytes(), np.uint8)
    except DAMAGED as error:
        raise ValueError(f"{file} is damaged: {error}") from error
    picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR_RGB) if encoded.size else None
    if picture is None:
        raise ValueError(f"{file} is not a readable picture")
    return np.asarray(picture, np.uint8)
