"""How fast and how light the game's own parts run, measured on the parts themselves."""

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from laughgame.app import startup
from laughgame.game.reading import Face, FaceReading
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import LOOK_AGAIN_S, FaceReader
from laughgame.vision.frame import Frame, Image
from laughgame.vision.laugh_model import LaughModel, Prediction
from laughgame.vision.model_airlock import own_environment
from laughgame.vision.pipeline import Pipeline
from laughgame.vision.pipeline_stats import Percentiles, percentiles
from laughgame.vision.sources.pacing import Pacer

WARM_UP_FRAMES: Final = 20
STAGE_FRAMES: Final = 300
FORM_ROUNDS: Final = 12
BLOCK_FRAMES: Final = 20
BLOCK_WARM_UP: Final = 5
THROUGHPUT_FRAMES: Final = 300
FRAME_RATE: Final = 30
LIGHTNESS_S: Final = 8.0
STARTS: Final = 5
START_TIMEOUT_S: Final = 60.0


class NoFaceError(Exception):
    """The frames to measure on show no face, so there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class StageTimes:
    """Milliseconds of one frame's stages, each measured inside the whole.

    ``crop`` runs from the detector's answer to the model's turn, tracking
    included.  ``total`` is the frame's whole way to its reading.
    """

    detect: Percentiles
    crop: Percentiles
    model: Percentiles
    total: Percentiles

    @property
    def overhead_ratio(self) -> float:
        """The whole as a multiple of what the detector and the model need themselves."""
        return self.total.p50 / (self.detect.p50 + self.model.p50)


@dataclass(frozen=True, slots=True)
class FormTimes:
    """Median milliseconds of one verdict of either model form."""

    stream_ms: float
    sequence_ms: float

    @property
    def stream_speedup(self) -> float:
        return self.sequence_ms / self.stream_ms


def measure_stages(frames: Sequence[Image], detector_file: Path, model_file: Path) -> StageTimes:
    """Time the stages of a frame that takes them all, the search for the face included."""
    model = _TimedModel(model_file)
    times: dict[str, list[float]] = {"detect": [], "crop": [], "model": [], "total": []}
    with _TimedDetector(detector_file) as detector:
        reader = FaceReader(detector, model)
        for number in range(WARM_UP_FRAMES + STAGE_FRAMES):
            # So far apart that the face is searched for in every one.
            frame = Frame(frames[number % len(frames)], number * 2 * LOOK_AGAIN_S, number)
            begun = time.perf_counter()
            reading = reader.read(frame)
            ended = time.perf_counter()
            if reading is None or number < WARM_UP_FRAMES:
                continue
            times["detect"].append(detector.ended - detector.begun)
            times["crop"].append(model.begun - detector.ended)
            times["model"].append(model.ended - model.begun)
            times["total"].append(ended - begun)
    if not times["total"]:
        raise NoFaceError
    in_ms = {
        stage: percentiles([each * 1000 for each in seconds]) for stage, seconds in times.items()
    }
    return StageTimes(**in_ms)


def measure_forms(image: Image, face: Face, stream_file: Path, sequence_file: Path) -> FormTimes:
    """Time both forms of the network on the same crop.

    They take turns in blocks, so that each finds its own weights in the cache, as
    it does when it runs alone, and whatever else the machine does hits both.  A
    block's first frames, which push the other form's weights out, do not count, and
    of the rounds the quieter half does.
    """
    crop = crop_face(image, face)
    stream, sequence = LaughModel(stream_file), LaughModel(sequence_file)
    rounds = [(_block_ms(stream, crop), _block_ms(sequence, crop)) for _ in range(FORM_ROUNDS)]
    rounds.sort(key=lambda both: sum(both[0]) + sum(both[1]))
    quieter = rounds[: (FORM_ROUNDS + 1) // 2]
    return FormTimes(
        stream_ms=statistics.median(time_ms for times, _ in quieter for time_ms in times),
        sequence_ms=statistics.median(time_ms for _, times in quieter for time_ms in times),
    )


def measure_throughput(frames: Sequence[Image], reader: FaceReader) -> float:
    """Return the verdicts a second of the whole pipeline on frames that wait for it."""
    arrivals = _run_pipeline(LoopSource(frames, THROUGHPUT_FRAMES, realtime=False), reader)
    return (len(arrivals) - 1) / (arrivals[-1] - arrivals[0])


def measure_cpu_share(frames: Sequence[Image], reader: FaceReader) -> float:
    """Return the CPU time of the eye at 30 frames a second, as a share of one core.

    The eye is the pipeline from frame to reading.  All of this process's threads count;
    the frames lie in memory, so a camera's share is not in it, nor are the window, its
    painting and the judge: a whole game takes more.  It is measured second by second,
    and the quietest second counts: the same work only takes longer where a neighbour
    takes the caches or slows the clock (https://docs.python.org/3/library/timeit.html
    says the same of its ``repeat``).
    """
    used: list[float] = []
    source = LoopSource(frames, round(LIGHTNESS_S * FRAME_RATE), realtime=True)
    arrivals = _run_pipeline(source, reader, lambda: used.append(time.process_time()))
    span = min(FRAME_RATE, len(arrivals) - 1)
    shares = [
        (used[begin + span] - used[begin]) / (arrivals[begin + span] - arrivals[begin])
        for begin in range(0, len(arrivals) - span, span)
    ]
    return min(shares)


@dataclass(frozen=True, slots=True)
class StartTimes:
    """Medians of several starts of one program, in seconds from its call."""

    window: float
    """The window shown: its first painting is done."""
    first_reading: float
    """The first face judged."""


def measure_startup(programs: Sequence[Sequence[str]]) -> list[StartTimes]:
    """Start the player's window of every program and return when it got where.

    A program is the beginning of a command line: ``python -m laughgame``, or a frozen one.  The
    window opens unseen, on the illustrated actor, and touches none of the player's files.  Each
    is started once uncounted, for a warm start is measured; then they take turns, so that what
    else the machine does hits all of them.  Raises ``RuntimeError`` where one does not start.
    """
    with tempfile.TemporaryDirectory(prefix="laughgame-bench-") as folder:
        for program in programs:
            _one_start(program, Path(folder))
        rounds = [
            [_one_start(program, Path(folder)) for program in programs] for _ in range(STARTS)
        ]
    return [
        StartTimes(
            statistics.median(start.window for start in starts),
            statistics.median(start.first_reading for start in starts),
        )
        for starts in zip(*rounds, strict=True)
    ]


class LoopSource:
    """A few frames in memory, played over and over; keeps the contract of ``FrameSource``."""

    name = "frames in memory"
    frame_rate: float | None = FRAME_RATE

    def __init__(self, frames: Sequence[Image], count: int, realtime: bool) -> None:
        self.live = realtime
        self._frames = frames
        self._count = count
        self._pacer = Pacer(realtime)
        self._index = 0

    def open(self) -> None:
        self._pacer, self._index = Pacer(self.live), 0

    def read(self) -> Frame | None:
        if self._index == self._count:
            return None
        time_s = self._pacer.time_of(self._index / FRAME_RATE)
        frame = Frame(self._frames[self._index % len(self._frames)], time_s, self._index)
        self._index += 1
        return frame

    def close(self) -> None:
        """Nothing to let go of."""


class _TimedDetector(FaceDetector):
    begun = ended = 0.0

    def detect(self, image: Image) -> list[Face]:
        self.begun = time.perf_counter()
        faces = super().detect(image)
        self.ended = time.perf_counter()
        return faces


class _TimedModel(LaughModel):
    begun = ended = 0.0

    def read(self, crop: Image, track: int = 0) -> Prediction:
        self.begun = time.perf_counter()
        prediction = super().read(crop, track)
        self.ended = time.perf_counter()
        return prediction


def _block_ms(model: LaughModel, crop: Image) -> list[float]:
    times_ms = []
    for _ in range(BLOCK_FRAMES):
        begun = time.perf_counter()
        model.read(crop)
        times_ms.append((time.perf_counter() - begun) * 1000)
    return times_ms[BLOCK_WARM_UP:]


def _run_pipeline(
    source: LoopSource, reader: FaceReader, on_reading: Callable[[], None] = lambda: None
) -> list[float]:
    """Play a source to its end and return when each reading came, in monotonic seconds."""
    arrivals: list[float] = []
    failures: list[Exception] = []

    def note(_time_s: float, _faces: tuple[FaceReading, ...]) -> None:
        arrivals.append(time.monotonic())
        on_reading()

    pipeline = Pipeline(source, reader, note, on_failure=failures.append)
    pipeline.start()
    pipeline.join(timeout_s=120)
    pipeline.stop()
    if failures:
        raise failures[0]
    if len(arrivals) < 2:
        raise NoFaceError
    return arrivals


def _one_start(program: Sequence[str], folder: Path) -> StartTimes:
    file = folder / "startup.jsonl"
    file.unlink(missing_ok=True)
    environment = own_environment() | {
        startup.VARIABLE: str(file),
        "QT_QPA_PLATFORM": "offscreen",
        # As after the first start: what Python compiled is kept, though not beside its sources.
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    done = subprocess.run(
        program, env=environment, capture_output=True, timeout=START_TIMEOUT_S, check=False
    )
    marks = startup.read_marks(file)
    if done.returncode != 0 or set(marks) != set(startup.MILESTONES):
        reached = json.dumps(sorted(marks))
        raise RuntimeError(
            f"{program[0]}: the window ended with {done.returncode} and reached {reached}"
        )
    return StartTimes(**{milestone: at_s - begun for milestone, at_s in marks.items()})
