"""``laughgame bench``: measure how fast and how light the game runs on this machine.

Keys of the JSON form, all stable: ``stages_ms`` (``detect``, ``crop``, ``model``,
``total``, each ``p50``, ``p95``, ``p99``), ``sequence_model_ms`` (``p50``),
``verdicts_per_s``, ``overhead_ratio``, ``stream_speedup``,
``cpu_percent_of_one_core_at_30fps``, ``rss_mb``, ``startup_s`` (``starts``, ``window``,
``first_reading``, and ``bundle`` with the same two; ``null`` where no window could be started,
or where there is no frozen program).

``startup_s`` is of warm starts of the player's window, in seconds from the call, as the median
of ``starts``: until it is painted for the first time, and until the first face is judged.  It is
this program as it runs here; ``bundle`` is the frozen one beside it, started in turns with it.

``cpu_percent_of_one_core_at_30fps`` and ``rss_mb`` are the eye's alone: detector, crop,
model, the look for covered faces and the pipeline round them, in a process without a
window.  Camera, window and painting are not in them, so a whole game takes more.  The
share is that of the quietest of some seconds.

The look for covered faces, some ten times a second, is in the CPU share and in
``verdicts_per_s``, and in no stage.

What a busy machine slows down is given as a ratio of parts measured in the same
run, in turns.  ``overhead_ratio`` is the total's p50 over the sum of the
detector's and the model's; ``stream_speedup`` compares both forms of the model
running by themselves.
"""

import argparse
import dataclasses
import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any, Final

from laughgame.actor.source import ActorSource
from laughgame.app import measurements, paths
from laughgame.app.exit_codes import FAILED, OK
from laughgame.app.memory import resident_mb
from laughgame.vision.face_cover import FaceCover
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_airlock import own_command
from laughgame.vision.sources.image_file import is_image, read_image
from laughgame.vision.sources.source import FrameSource, SourceError
from laughgame.vision.sources.video import VideoSource

FRAMES_KEPT: Final = 24
"""Frames that are played over and over; they stay in memory."""

FRAMES_APART: Final = 15
"""One in so many frames of a video is kept, to see different moments of it."""

ACTOR_RATE: Final = 2.0
"""Frames a second of the actor: those kept span a whole performance."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line."""
    parser.add_argument(
        "--source",
        type=Path,
        metavar="FILE",
        help="measure on this video or picture, not on 1280×720 of the actor",
    )
    parser.add_argument(
        "--bundle",
        type=Path,
        metavar="DIR",
        help="the folder of the frozen program whose start is measured, too"
        " (default: dist/laughgame where it was built)",
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(args: argparse.Namespace) -> int:
    """Measure and print; 0, or 1 where it cannot be measured."""
    try:
        bundle = _bundle(args.bundle)
    except FileNotFoundError as error:
        _say(str(error))
        return FAILED
    try:
        report = _measure(_frames(args.source), bundle)
    except SourceError as error:
        _say(str(error))
        return FAILED
    except measurements.NoFaceError:
        _say(f"no face was found in {args.source or 'the frames of the actor'}")
        return FAILED
    print(json.dumps(report, indent=2) if args.json else _table(report))
    return OK


def _measure(frames: list[Image], bundle: Path | None) -> dict[str, Any]:
    stream_file, sequence_file = paths.default_model(), paths.sequence_model()
    detector, cover = FaceDetector(paths.face_detector()), FaceCover(paths.face_cover())
    reader = FaceReader(detector, LaughModel(stream_file), cover)
    try:
        still = reader.read_still(frames[0])
        if still is None:
            raise measurements.NoFaceError
        cpu_share = measurements.measure_cpu_share(frames, reader)
        memory_mb = resident_mb()
        verdicts_per_s = measurements.measure_throughput(frames, reader)
    finally:
        reader.close()
    stages = measurements.measure_stages(frames, paths.face_detector(), stream_file)
    forms = measurements.measure_forms(frames[0], still.face, stream_file, sequence_file)
    return {
        "stages_ms": {
            stage: {name: round(time_ms, 3) for name, time_ms in times.items()}
            for stage, times in dataclasses.asdict(stages).items()
        },
        "sequence_model_ms": {"p50": round(forms.sequence_ms, 3)},
        "verdicts_per_s": round(verdicts_per_s, 1),
        "overhead_ratio": round(stages.overhead_ratio, 3),
        "stream_speedup": round(forms.stream_speedup, 2),
        "cpu_percent_of_one_core_at_30fps": round(cpu_share * 100, 1),
        "rss_mb": round(memory_mb, 1),
        "startup_s": _startup(bundle),
    }


def _startup(bundle: Path | None) -> dict[str, Any]:
    programs = [own_command(), *([] if bundle is None else [[str(bundle)]])]
    try:
        starts = measurements.measure_startup(programs)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        _say(f"the start of the window could not be measured: {error}")
        return {"starts": 0, "window": None, "first_reading": None, "bundle": None}
    own, *frozen = (
        {name: round(seconds, 3) for name, seconds in dataclasses.asdict(one).items()}
        for one in starts
    )
    return {"starts": measurements.STARTS, **own, "bundle": frozen[0] if frozen else None}


def _bundle(folder: Path | None) -> Path | None:
    """Return the frozen program in ``folder``, or in that of this checkout, if there is one.

    Raises ``FileNotFoundError`` where a folder that was named has none.
    """
    name = "laughgame.exe" if sys.platform == "win32" else "laughgame"
    program = (folder or paths.root() / "dist" / "laughgame") / name
    if program.is_file():
        return program.resolve()
    if folder is None:
        return None
    raise FileNotFoundError(f"no frozen program: {program} is not there; `make freeze` builds it")


def _frames(file: Path | None) -> list[Image]:
    """Return frames of the file or the actor; raises :class:`SourceError`."""
    if file is not None and is_image(file):
        return [read_image(file)]
    source: FrameSource
    if file is None:
        source, step = ActorSource(realtime=False, frame_rate=ACTOR_RATE), 1
    else:
        source, step = VideoSource(file), FRAMES_APART
    try:
        source.open()
        frames = islice(iter(source.read, None), FRAMES_KEPT * step)
        return [frame.image for frame in frames if frame.index % step == 0]
    finally:
        source.close()


def _table(report: dict[str, Any]) -> str:
    lines = ["stage      p50      p95      p99   (ms)"]
    for stage, times in report["stages_ms"].items():
        lines.append(f"{stage:<8}" + "".join(f"{times[key]:>6.2f}   " for key in times).rstrip())
    start = report["startup_s"]
    first = start["first_reading"]
    lines += [
        "",
        f"verdicts a second    {report['verdicts_per_s']:.0f}",
        f"overhead             {report['overhead_ratio']:.2f} × detector and model",
        f"stream model         {report['stream_speedup']:.1f} × as fast as the sequence model",
    ]
    if first is not None:
        lines.append(f"start                {_start_words(start)}")
    if start["bundle"] is not None:
        lines.append(f"start, frozen        {_start_words(start['bundle'])}")
    lines += [
        "",
        "the eye alone, without camera, window and painting:",
        f"CPU at 30 fps        {report['cpu_percent_of_one_core_at_30fps']:.1f} % of one core",
        f"memory               {report['rss_mb']:.0f} MB",
    ]
    return "\n".join(lines)


def _start_words(start: dict[str, Any]) -> str:
    return f"window {start['window']:.1f} s, reading {start['first_reading']:.1f} s"


def _say(text: str) -> None:
    print(f"laughgame bench: {text}", file=sys.stderr, flush=True)
