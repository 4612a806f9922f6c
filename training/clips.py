"""Count false alarms on real video: talking, grimacing and surprise are not a laugh.

    python -m training.clips --data DATA

plays the clips below ``DATA/clips`` through the runtime, frame by frame as in a
game, and counts, within the ranges that hold no smile, the frames over 0.5, the
frames over the line and the OUTs of a judge with its standard settings.
"""

import argparse
import json
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol

from laughgame.game.judge import Judge, JudgeSettings, Verdict
from laughgame.game.reading import FaceReading
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.sources.video import VideoSource
from training.evaluate import MODELS
from training.prepare import DETECTOR

RANGES: Final = Path(__file__).parent / "data" / "clips_without_smile.toml"


class StreamReader(Protocol):
    """Reads the frames of one clip after another, as ``FaceReader`` does."""

    def read(self, frame: Frame) -> FaceReading | None: ...

    def reset(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """What happened in the smile-free frames of one clip.

    ``frames`` with a face were judged there; ``over_half`` of them read above 0.5,
    ``over_line`` above the threshold, and the judge called ``outs`` times.
    """

    clip: str
    frames: int
    over_half: int
    over_line: int
    outs: int


def count_false_alarms(
    video: Path, ranges: Sequence[tuple[int, int]], reader: StreamReader, settings: JudgeSettings
) -> FalseAlarms:
    """Play one clip and count inside ``ranges`` ([first, last) frames) only."""
    judge = Judge(settings)
    reader.reset()
    source = VideoSource(video, realtime=False)
    source.open()
    smiles: list[float] = []
    outs, was_out = 0, False
    try:
        while (frame := source.read()) is not None:
            reading = reader.read(frame)
            ruling = judge.rule(reading, frame.time_s)
            inside = any(first <= frame.index < last for first, last in ranges)
            if inside and reading is not None:
                smiles.append(reading.smile)
            outs += inside and ruling.verdict is Verdict.OUT and not was_out
            was_out = ruling.verdict is Verdict.OUT
    finally:
        source.close()
    return FalseAlarms(
        clip=video.stem,
        frames=len(smiles),
        over_half=sum(smile > 0.5 for smile in smiles),
        over_line=sum(smile > settings.threshold for smile in smiles),
        outs=outs,
    )


def read_ranges(file: Path = RANGES) -> dict[str, list[tuple[int, int]]]:
    """Return clip name → its smile-free ranges."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        clip: [(first, last) for first, last in entry["ranges"]] for clip, entry in table.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.clips``; 0 when counted, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.clips", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clips/*.mp4")
    parser.add_argument("--model", type=Path, default=MODELS / "dual_head_stream.onnx")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)
    videos = {file.stem: file for file in sorted((chosen.data / "clips").rglob("*.mp4"))}
    ranges = read_ranges()
    missing = sorted(set(ranges) - set(videos))
    if missing:
        parser.error(f"{chosen.data / 'clips'} lacks: {', '.join(missing)} (unpack the zip there)")
    with FaceDetector(DETECTOR) as detector:
        reader = FaceReader(detector, LaughModel(chosen.model))
        counted = [
            count_false_alarms(videos[clip], ranges[clip], reader, JudgeSettings())
            for clip in ranges
        ]
    if chosen.json:
        print(json.dumps([asdict(one) for one in counted], indent=2))
        return 0
    for one in counted:
        print(
            f"{one.clip:5} {one.frames:5} frames   over 0.5: {one.over_half:4}"
            f"   over the line: {one.over_line:4}   OUT: {one.outs}"
        )
    frames = sum(one.frames for one in counted)
    print(
        f"total {frames:5} frames   over 0.5: {sum(o.over_half for o in counted) / frames:.1%}"
        f"   over the line: {sum(o.over_line for o in counted) / frames:.1%}"
        f"   OUT: {sum(o.outs for o in counted)}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
