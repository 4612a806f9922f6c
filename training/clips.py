"""Judge real video: talking, grimacing and surprise are no laugh, and a smile is one.

    python -m training.clips --data DATA [--landmarker face_landmarker.task]

plays the clips ``DATA/clips`` (a folder, or ``DATA/clips.zip``) through the runtime,
frame by frame as in a game.  In the ranges that were marked by eye
(``data/clips_by_eye.toml``) it counts the frames of no smile that were taken for
one, the OUTs of a judge with its standard settings, and the frames of a smile that
were seen.  With ``--landmarker`` the smile blendshapes of MediaPipe's face
landmarker are asked about the same frames in the same run.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from training.command import command_parser, telling
from training.evaluation.clips import Trace, check_clips, count, play_all
from training.evaluation.judging import check_model
from training.places import DETECTOR, SHIPPED


def print_counts(traces: Sequence[Trace]) -> None:
    """Print what happened in each clip, and in all."""
    for name, chosen in [*((t.clip, [t]) for t in traces), ("all", list(traces))]:
        c = count(chosen)
        line = (
            f"{name:4} no smile {c.without_smile:5}: over 0.5 {c.false_half:4}, over the line "
            f"{c.false_line:4}, OUT {c.outs:2} | smile {c.smiling:4}: over 0.5 {c.seen_half:4}, "
            f"over the line {c.seen_line:4}"
        )
        if not np.isnan(chosen[0].peer_cpu_ms):
            line += f" | peer: false {c.peer_false:3}, seen {c.peer_seen:4}"
        print(line)
    spent = f"processor time a frame: {np.mean([t.cpu_ms for t in traces]):.1f} ms"
    if not np.isnan(traces[0].peer_cpu_ms):
        spent += f", peer {np.mean([t.peer_cpu_ms for t in traces]):.1f} ms"
    print(spent)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.clips``; 0 when counted, 2 on bad usage."""
    parser = command_parser("clips", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the clips")
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--landmarker", type=Path, help="MediaPipe's face_landmarker.task")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        check_model(chosen.model)
        check_clips(chosen.data, chosen.landmarker)
    with FaceDetector(DETECTOR) as detector:
        reader = FaceReader(detector, LaughModel(chosen.model))
        traces = play_all(chosen.data, reader, chosen.landmarker)
    if chosen.json:
        plain = [
            {
                "clip": t.clip,
                "smile": [None if np.isnan(v) else round(float(v), 4) for v in t.smile],
                "peer": [None if np.isnan(v) else round(float(v), 4) for v in t.peer],
            }
            for t in traces
        ]
        print(json.dumps(plain))
        return 0
    print_counts(traces)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
