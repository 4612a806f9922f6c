"""What is said of real video, frame by frame as in a game, counted where an eye marked it."""

import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from laughgame.game.judge import Judge, JudgeSettings, Verdict
from laughgame.game.reading import FaceReading
from laughgame.vision.frame import Frame
from laughgame.vision.sources.video import VideoSource
from training.evaluation.peer import LINE, BlendshapePeer

MARKS: Final = Path(__file__).parents[1] / "data" / "clips_by_eye.toml"

Range = tuple[int, int]


class StreamReader(Protocol):
    """Reads the frames of one clip after another, as ``FaceReader`` does."""

    def read(self, frame: Frame) -> FaceReading | None: ...

    def reset(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Marks:
    """What an eye saw in a clip: frame ranges [first, last) without a smile and with one."""

    without_smile: tuple[Range, ...]
    smile: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What was said of every frame of a clip.

    ``time_s`` [T]; ``smile`` and ``peer`` [T] are NaN where no face was found, and
    ``peer`` throughout where it was not asked.  ``without_smile``, ``smiling`` bool [T]
    are the marks, ``outs`` the calls of the judge inside ``without_smile``.
    ``cpu_ms`` and ``peer_cpu_ms`` are processor time a frame, of all threads together.
    """

    clip: str
    time_s: NDArray[np.floating]
    smile: NDArray[np.floating]
    peer: NDArray[np.floating]
    without_smile: NDArray[np.bool_]
    smiling: NDArray[np.bool_]
    outs: int
    cpu_ms: float
    peer_cpu_ms: float


@dataclass(frozen=True, slots=True)
class Count:
    """Frames of some clips: those without a smile taken for one, those with one seen.

    A frame in which no face was found is neither a false alarm nor seen.
    """

    without_smile: int
    smiling: int
    false_half: int
    false_line: int
    outs: int
    seen_half: int
    seen_line: int
    peer_false: int
    peer_seen: int


def count(traces: Sequence[Trace], line: float = JudgeSettings().threshold) -> Count:
    """Count over all clips at 0.5 and at the game's ``line``; the peer at its own 0.5."""

    def above(name: str, marks: str, limit: float) -> int:
        return sum(int((getattr(t, name)[getattr(t, marks)] > limit).sum()) for t in traces)

    return Count(
        without_smile=sum(int(t.without_smile.sum()) for t in traces),
        smiling=sum(int(t.smiling.sum()) for t in traces),
        false_half=above("smile", "without_smile", 0.5),
        false_line=above("smile", "without_smile", line),
        outs=sum(t.outs for t in traces),
        seen_half=above("smile", "smiling", 0.5),
        seen_line=above("smile", "smiling", line),
        peer_false=above("peer", "without_smile", LINE),
        peer_seen=above("peer", "smiling", LINE),
    )


def play(
    video: Path,
    marks: Marks,
    reader: StreamReader,
    settings: JudgeSettings | None = None,
    peer: BlendshapePeer | None = None,
) -> Trace:
    """Play one clip through the runtime, and past the peer where there is one."""
    judge = Judge(settings or JudgeSettings())
    reader.reset()
    source = VideoSource(video, realtime=False)
    source.open()
    times: list[float] = []
    smiles: list[float] = []
    peers: list[float] = []
    outs, was_out = 0, False
    spent = np.zeros(2)
    try:
        while (frame := source.read()) is not None:
            begin = time.process_time()
            reading = reader.read(frame)
            between = time.process_time()
            other = None if peer is None else peer.smile(frame.image, frame.time_s)
            spent += (between - begin, time.process_time() - between)
            ruling = judge.rule(reading, frame.time_s)
            outs += (
                _inside(frame.index, marks.without_smile)
                and ruling.verdict is Verdict.OUT
                and not was_out
            )
            was_out = ruling.verdict is Verdict.OUT
            times.append(frame.time_s)
            smiles.append(float("nan") if reading is None else reading.smile)
            peers.append(float("nan") if other is None else other)
    finally:
        source.close()
    frames = range(len(times))
    cpu_ms = 1000 * spent / max(1, len(times))
    return Trace(
        clip=video.stem,
        time_s=np.array(times),
        smile=np.array(smiles),
        peer=np.array(peers),
        without_smile=np.array([_inside(i, marks.without_smile) for i in frames], bool),
        smiling=np.array([_inside(i, marks.smile) for i in frames], bool),
        outs=outs,
        cpu_ms=float(cpu_ms[0]),
        peer_cpu_ms=float("nan") if peer is None else float(cpu_ms[1]),
    )


def play_all(data: Path, reader: StreamReader, landmarker: Path | None = None) -> list[Trace]:
    """Play every marked clip below ``data``.

    Raises ``FileNotFoundError`` naming the clips that are missing.
    """
    traces = []
    with marked_clips(data) as clips:
        for video, marks in clips:
            if landmarker is None:
                traces.append(play(video, marks, reader))
                continue
            # Its tracking must not reach from one clip into the next.
            with BlendshapePeer(landmarker, video=True) as peer:
                traces.append(play(video, marks, reader, peer=peer))
    return traces


def check_clips(data: Path, landmarker: Path | None) -> None:
    """Look, before anything is played, whether it can be.

    Raises ``FileNotFoundError`` where clips or the landmarker are missing, and ``ValueError``
    where the latter is none.
    """
    if landmarker is not None:
        if not landmarker.is_file():
            raise FileNotFoundError(f"{landmarker} does not exist")
        with BlendshapePeer(landmarker, video=False):
            pass
    with marked_clips(data):
        pass


@contextmanager
def marked_clips(data: Path) -> Iterator[list[tuple[Path, Marks]]]:
    """Yield the marked clips below ``data`` with their marks.

    Raises ``FileNotFoundError`` naming the clips that are missing.
    """
    marks = read_marks()
    with clip_files(data) as videos:
        missing = sorted(set(marks) - set(videos))
        if missing:
            raise FileNotFoundError(
                f"{data} lacks clips: {', '.join(missing)} (a folder clips/ or clips.zip)"
            )
        yield [(videos[clip], seen) for clip, seen in marks.items()]


def read_marks(file: Path = MARKS) -> dict[str, Marks]:
    """Return clip name → what was marked in it by eye."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        clip: Marks(
            tuple((first, last) for first, last in entry["without_smile"]),
            tuple((first, last) for first, last in entry["smile"]),
        )
        for clip, entry in table.items()
    }


@contextmanager
def clip_files(data: Path) -> Iterator[dict[str, Path]]:
    """Yield clip name → video file; a zip is unpacked for as long as the files are needed."""
    packed = data / "clips.zip"
    with tempfile.TemporaryDirectory() as aside:
        folder = data / "clips"
        if not folder.is_dir() and packed.is_file():
            folder = Path(aside)
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(folder)
        yield {file.stem: file for file in sorted(folder.rglob("*.mp4"))}


def _inside(frame: int, ranges: Sequence[Range]) -> bool:
    return any(first <= frame < last for first, last in ranges)
