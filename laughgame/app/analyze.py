"""``laughgame analyze``: read the faces of pictures and videos, one line for each.

The keys of a line are stable: ``file``, ``frame`` (from 0), ``time_s`` (in the
video), ``smile`` (0–1), ``emotions`` (seven probabilities by name) and ``face``
(``x``, ``y``, ``width``, ``height`` in pixels).  Where no face was found, or in a
video only one whose mouth is cut off, the last three are ``null``, or empty in CSV.
"""

import argparse
import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from laughgame.app import paths
from laughgame.app.exit_codes import FAILED, OK
from laughgame.game.reading import EMOTIONS, FaceReading
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import ContractError
from laughgame.vision.sources.image_file import IMAGE_SUFFIXES, natural_key, read_image
from laughgame.vision.sources.source import SourceError
from laughgame.vision.sources.video import VIDEO_SUFFIXES, VideoSource

FACE_KEYS: Final = ("x", "y", "width", "height")
COLUMNS: Final = (
    *("file", "frame", "time_s", "smile"),
    *EMOTIONS,
    *(f"face_{key}" for key in FACE_KEYS),
)
"""The columns of the CSV form."""

Line = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a picture, a video, or a folder"
    )
    parser.add_argument(
        "--whole",
        action="store_true",
        help="take each picture itself as the face, without looking for one",
    )
    parser.add_argument(
        "--format",
        choices=("jsonl", "csv"),
        default="jsonl",
        help="one JSON object a line (the default), or a table",
    )
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help="judge with this model, not the shipped one"
    )


def run(args: argparse.Namespace) -> int:
    """Write a line for every picture and frame to the standard output.

    Returns 0, or 1 where a file or the model could not be read; the others were,
    unless a path does not exist: then none is.
    """
    missing = [path for path in args.paths if not path.exists()]
    for path in missing:
        _complain(f"there is no {path}")
    if missing:
        return FAILED
    try:
        model = LaughModel(args.model or paths.default_model())
    except ContractError as error:
        _complain(str(error))
        return FAILED
    if isinstance(sys.stdout, io.TextIOWrapper):
        # File names may hold letters that the console's code page lacks.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with FaceDetector(paths.face_detector()) as detector:
            reader = FaceReader(detector, model)
            return _analyze(reader, args.paths, args.whole, _writer(args.format))
    except BrokenPipeError:
        # Whoever read the lines has seen enough, as in "| head".
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _analyze(
    reader: FaceReader, given: Sequence[Path], whole: bool, write: Callable[[Line], None]
) -> int:
    result = OK
    files: list[Path] = []
    for path in given:
        found = _files(path)
        files += found
        if not found:
            _complain(f"{path} holds no pictures and no videos")
            result = FAILED
    for number, file in enumerate(files, start=1):
        _show_progress(f"{number}/{len(files)} {file.name}")
        try:
            for line in _lines(reader, file, whole):
                write(line)
        except (SourceError, ContractError) as error:
            _complain(str(error))
            result = FAILED
    _show_progress("")
    return result


def _files(path: Path) -> list[Path]:
    """Return the file itself, or the pictures and videos of a folder in natural order."""
    if not path.is_dir():
        return [path]
    known = IMAGE_SUFFIXES | VIDEO_SUFFIXES
    files = (file for file in path.iterdir() if file.suffix.lower() in known and file.is_file())
    return sorted(files, key=lambda file: natural_key(file.name))


def _lines(reader: FaceReader, file: Path, whole: bool) -> Iterator[Line]:
    """Yield the lines of one file; raises :class:`SourceError` and ``ContractError``."""
    if file.suffix.lower() in VIDEO_SUFFIXES:
        yield from _video_lines(reader, file, whole)
    else:
        reading = reader.read_still(read_image(file), whole)
        yield _line(file, 0, 0.0, reading)


def _video_lines(reader: FaceReader, file: Path, whole: bool) -> Iterator[Line]:
    reader.reset()
    source = VideoSource(file)
    try:
        source.open()
        frame: Frame | None
        while (frame := source.read()) is not None:
            yield _line(file, frame.index, frame.time_s, reader.read(frame, whole))
    finally:
        source.close()


def _line(file: Path, frame: int, time_s: float, reading: FaceReading | None) -> Line:
    line: Line = {
        "file": str(file),
        "frame": frame,
        "time_s": round(time_s, 4),
        "smile": None,
        "emotions": None,
        "face": None,
    }
    if reading is not None:
        box = reading.face.box
        line["smile"] = round(reading.smile, 6)
        line["emotions"] = {
            name: round(share, 6) for name, share in zip(EMOTIONS, reading.emotions, strict=True)
        }
        line["face"] = {key: round(getattr(box, key), 2) for key in FACE_KEYS}
    return line


def _writer(form: str) -> Callable[[Line], None]:
    """Return what writes a line at once, so that a reader can follow."""
    if form == "jsonl":
        return lambda line: print(json.dumps(line, ensure_ascii=False), flush=True)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)

    def write(line: Line) -> None:
        emotions, face = line["emotions"] or {}, line["face"] or {}
        table.writerow(
            [
                *(line[key] for key in ("file", "frame", "time_s", "smile")),
                *(emotions.get(name) for name in EMOTIONS),
                *(face.get(key) for key in FACE_KEYS),
            ]
        )
        sys.stdout.flush()

    return write


def _show_progress(text: str) -> None:
    """Show where we are on a terminal, unless the lines themselves go there."""
    if sys.stderr.isatty() and not sys.stdout.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _complain(text: str) -> None:
    _show_progress("")
    print(f"laughgame analyze: {text}", file=sys.stderr, flush=True)
