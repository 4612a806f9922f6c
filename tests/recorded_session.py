"""A session of readings as the real eye made it of the illustrated actor, sixty a second.

``python -m tests.recorded_session`` records it anew.  It is committed, so that the rules are
replayed on the same numbers everywhere.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from laughgame.game.reading import Box, FaceReading, Quality
from tests.readings import FACE

FILE: Final = Path(__file__).parent / "data" / "session.jsonl.gz"

RATE: Final = 60
"""Readings a second."""

ALONE_S: Final = 40.0
TOGETHER_S: Final = 20.0
"""One player first, then two side by side."""

SEED: Final = 7

Moment = tuple[float, tuple[FaceReading, ...]]
"""Capture time in seconds, and the faces seen."""


def read_session(file: Path = FILE) -> tuple[list[Moment], list[Moment]]:
    """Return what was read of one player alone, and of two together."""
    alone: list[Moment] = []
    together: list[Moment] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            faces = tuple(_reading(row["time_s"], face) for face in row["faces"])
            (alone if row["alone"] else together).append((row["time_s"], faces))
    return alone, together


def write_session(file: Path, alone: Sequence[Moment], together: Sequence[Moment]) -> None:
    """Write moments as :func:`read_session` returns them; the same moments are the same bytes."""
    lines = [
        {
            "alone": part is alone,
            "time_s": round(time_s, 6),
            "faces": [_row(face) for face in faces],
        }
        for part in (alone, together)
        for time_s, faces in part
    ]
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def record(alone_s: float, together_s: float) -> tuple[list[Moment], list[Moment]]:
    """Let the actors improvise before the shipped model, and return what was read."""
    from laughgame.actor.improvisation import improvised
    from laughgame.actor.look import JUN, MINJI
    from laughgame.actor.source import ActorSource, Part
    from laughgame.app import paths, rehearsal
    from laughgame.vision.face_detector import FaceDetector
    from laughgame.vision.face_reader import FaceReader
    from laughgame.vision.laugh_model import LaughModel

    solo = improvised(SEED, alone_s)
    one, other = (improvised(SEED + n, together_s) for n in (1, 2))
    with FaceDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, LaughModel(paths.default_model()))
        told = []
        for source, seconds, crowd in (
            (ActorSource(solo, realtime=False, frame_rate=RATE, look=MINJI), alone_s, False),
            (
                ActorSource(
                    one, realtime=False, frame_rate=RATE, look=MINJI, beside=[Part(other, JUN)]
                ),
                together_s,
                True,
            ),
        ):
            reader.reset()
            played = rehearsal.moments(source, reader, seconds, crowd)
            told.append([(time_s, tuple(faces)) for time_s, faces in played])
    return told[0], told[1]


def _row(face: FaceReading) -> list[object]:
    box, quality = face.face.box, face.quality
    return [
        face.track_id,
        round(face.smile, 5),
        [round(share, 5) for share in face.emotions],
        [round(edge, 1) for edge in (box.x, box.y, box.width, box.height)],
        [round(face.face.roll, 4), round(face.face.yaw, 4), round(face.face.score, 3)],
        [round(quality.size_px, 1), round(quality.brightness, 3), round(quality.sharpness)],
        quality.mouth_visible,
    ]


def _reading(time_s: float, row: list) -> FaceReading:
    track_id, smile, emotions, box, (roll, yaw, score), quality, mouth_visible = row
    return FaceReading(
        time_s=time_s,
        smile=smile,
        emotions=tuple(emotions),
        # The keypoints are not judged.
        face=replace(FACE, box=Box(*box), roll=roll, yaw=yaw, score=score),
        quality=Quality(*quality, mouth_visible=mouth_visible),
        track_id=track_id,
    )


if __name__ == "__main__":
    write_session(FILE, *record(ALONE_S, TOGETHER_S))
