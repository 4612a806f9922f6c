"""``laughgame analyze``: read the faces of pictures and videos, one line for each.

The keys of a line are stable: ``file``, ``frame`` (from 0), ``time_s`` (in the
video), ``smile`` (0–1), ``emotions`` (seven probabilities by name) and ``face``
(``x``, ``y``, ``width``, ``height`` in pixels).  Where no face was found, or in a
video only one whose mouth is cut off, the last three are ``null``, or empty in CSV.
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import cv2

from laughgame.app import paths
from laughgame.app.exit_codes import FAILED, OK
from laughgame.game.reading import EMOTIONS, FaceReading
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_airlock import Airlock
from laughgame.vision.model_contract import ContractError, probe
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

UNREADABLE: Final = (OSError, ValueError, RuntimeError, MemoryError, cv2.error)
"""What reading one file may raise, through Python, NumPy, MediaPipe and OpenCV."""

Line = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line."""
    parser.add_argument(
        "paths", nargs="+", type=_path, metavar="PATH", help="a picture, a video, or a folder"
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
    missing = [trouble for path in args.paths if (trouble := _trouble(path))]
    for trouble in missing:
        _complain(trouble)
    if missing:
        return FAILED
    try:
        model = _model(args.model)
    except ContractError as error:
        _complain(str(error))
        return FAILED
    try:
        detector = FaceDetector(paths.face_detector())
    except (OSError, ValueError, RuntimeError) as error:  # the last two are MediaPipe's
        _complain(f"the face detector cannot be loaded: {_reason(error)}")
        return FAILED
    with detector:
        try:
            write = _writer(args.format)
            return _analyze(FaceReader(detector, model), args.paths, args.whole, write)
        except BrokenPipeError:
            raise  # whoever read the lines has seen enough
        except OSError as error:
            _complain(f"the lines cannot be written: {_reason(error)}")
            # What could not be written would be tried again, and fail, at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED


def _model(file: Path | None) -> LaughModel:
    """Load the shipped model, or another one that the airlock lets pass.

    Raises :class:`ContractError`.
    """
    if file is None:
        return LaughModel(paths.default_model())
    return LaughModel(probe(file, Airlock().examine(file).card.sha256).model)


def _path(text: str) -> Path:
    """Return the path; an empty one, as of an unset variable, is not the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("an empty path")
    return Path(text)


def _trouble(path: Path) -> str | None:
    """Say why there is nothing to be read at a path, None where there is."""
    try:
        return None if path.exists() else f"there is no {path}"
    except (OSError, ValueError) as error:
        return f"{path} cannot be opened: {_reason(error)}"


def _analyze(
    reader: FaceReader, given: Sequence[Path], whole: bool, write: Callable[[Line], None]
) -> int:
    result = OK
    files: list[Path] = []
    for path in given:
        try:
            found = _files(path)
        except OSError as error:
            _complain(f"{path} cannot be opened: {_reason(error)}")
            result = FAILED
            continue
        files += found
        if not found:
            _complain(f"{path} holds no pictures and no videos")
            result = FAILED
    for number, file in enumerate(files, start=1):
        _show_progress(f"{number}/{len(files)} {file.name}")
        problem = _write_all(_lines(reader, file, whole), file, write)
        if problem is not None:
            _complain(problem)
            result = FAILED
    _show_progress("")
    return result


def _write_all(lines: Iterator[Line], file: Path, write: Callable[[Line], None]) -> str | None:
    """Write the lines of one file as far as it can be read; return what was wrong with it.

    Errors in writing are raised.
    """
    while True:
        try:
            line = next(lines, None)
        except (SourceError, ContractError) as error:
            return str(error)
        except UNREADABLE as error:
            return f"{file} could not be read: {_reason(error)}"
        if line is None:
            return None
        write(line)


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
    sys.stdout.flush()

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


def _reason(error: Exception) -> str:
    """Return one line that says what went wrong."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text.strip().splitlines()[0] if text.strip() else type(error).__name__


def _show_progress(text: str) -> None:
    """Show where we are on a terminal, unless the lines themselves go there."""
    if sys.stderr.isatty() and not sys.stdout.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _complain(text: str) -> None:
    _show_progress("")
    print(f"laughgame analyze: {text}", file=sys.stderr, flush=True)
