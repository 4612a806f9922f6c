"""Teach the small network that tells a covered mouth and shut eyes, and measure it.

    python -m training.cover --data DATA --landmarker face_landmarker.task --out RUN

cuts out the faces of GENKI-4K, the press faces and the London set, and random people's of
the illustrated actor, lays hands, masks and things before them, and teaches a network of
54,000 weights; the landmarker's blendshapes say whose eyes are shut.  At the end it sees
real hands, too: pictures of FER2013 that were marked by eye.  RUN then holds
``faces.npz`` and ``weights.pt`` (kept for the next time), ``face_cover.onnx`` and
``measured.json``.  The lines
at which a probability is one half are drawn by validation people; what is measured is said
of others, and of the clips and the actor that nobody learned from.  Copy the file to
``models/`` to play with it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from laughgame.vision.face_cover import FaceCover
from laughgame.vision.face_detector import FaceDetector
from training.command import command_parser, telling
from training.covering.acted import act_out
from training.covering.by_eye import collect_marked
from training.covering.export import describe, export
from training.covering.faces import Collector, Faces, collect
from training.covering.learning import REAL_STEPS, STEPS, draw_lines, learn
from training.covering.measure import measure, table
from training.covering.network import CoverNetwork
from training.covering.objects import draw
from training.data import load
from training.files import replacing, write_text
from training.places import DETECTOR
from training.sequences.portrait import Landmarker

SETS: Final = ("genki4k", "london", "press_faces")
"""The sets whose pictures hold enough detail for eyes and landmarks."""

MARKED_SET: Final = "fer2013"
"""The set some of whose pictures were marked by eye."""

MOST: Final = 5000
"""Pictures of one set at most: the press faces are many, and of the same people."""

ACTORS: Final = 260
"""Random people of the illustrated actor."""

OBJECTS: Final = 1600
HELD_OUT_OBJECTS: Final = 300
"""Things drawn to be learned, and others to be measured with."""

FILE: Final = "face_cover.onnx"


def faces_of(data: Path, landmarker: Path, out: Path, seed: int, most: int, actors: int) -> Faces:
    """Return the faces that were kept, or cut them out and keep them."""
    kept = out / "faces.npz"
    if kept.is_file():
        return Faces.read(kept)
    random = np.random.default_rng(seed)
    samples = []
    for pictures in load(data, SETS).values():
        samples += [pictures[index] for index in random.permutation(len(pictures))[:most]]
    out.mkdir(parents=True, exist_ok=True)
    collector = Collector()
    with FaceDetector(DETECTOR) as detector, Landmarker(landmarker) as opened:
        collect(collector, samples, detector, opened, random)
        act_out(collector, actors, seed, detector)
    faces = collector.faces()
    faces.write(kept)
    return faces


def network_of(
    faces: Faces, objects: NDArray[np.uint8], out: Path, steps: int, seed: int
) -> CoverNetwork:
    """Return the network that was kept, where it was made as is wanted now, or teach one."""
    kept, how = out / "weights.pt", {"steps": steps, "seed": seed, "faces": len(faces)}
    if kept.is_file():
        saved = torch.load(kept, weights_only=True)
        if saved["how"] == how:
            network = CoverNetwork().eval()
            network.load_state_dict(saved["weights"])
            return network
    network = learn(faces.chosen(faces.split == "train"), objects, steps, seed)
    with replacing(kept) as part:
        torch.save({"how": how, "weights": network.state_dict()}, part)
    return network


def marked_faces(data: Path, seed: int) -> Faces:
    """Return the faces of FER2013 that were marked by eye, and plain ones beside them."""
    samples = load(data, (MARKED_SET,))[MARKED_SET]
    with FaceDetector(DETECTOR) as detector:
        return collect_marked(samples, detector, np.random.default_rng([seed, 6]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.cover``; 0 when written, 2 on bad usage."""
    parser = command_parser("cover", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--landmarker", type=Path, required=True, help="face_landmarker.task")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps to learn")
    parser.add_argument(
        "--real-steps", type=int, default=REAL_STEPS, help="steps with real hands after those"
    )
    parser.add_argument("--most", type=int, default=MOST, help="pictures of one set at most")
    parser.add_argument("--actors", type=int, default=ACTORS, help="people of the actor")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args(arguments)
    counts = (chosen.steps, chosen.real_steps, chosen.most, chosen.actors, chosen.threads)
    if min(counts) < 1:
        parser.error("--steps, --real-steps, --most, --actors and --threads must be at least 1")
    cv2.setNumThreads(1)
    torch.set_num_threads(chosen.threads)
    with telling(parser):
        faces = faces_of(
            chosen.data, chosen.landmarker, chosen.out, chosen.seed, chosen.most, chosen.actors
        )
    random = np.random.default_rng([chosen.seed, 2])
    objects, others = draw(OBJECTS, random), draw(HELD_OUT_OBJECTS, random)
    drawn = network_of(faces, objects, chosen.out, chosen.steps, chosen.seed)
    faces = faces.joined(marked_faces(chosen.data, chosen.seed))
    learned = faces.chosen(faces.split == "train")
    network = learn(learned, objects, chosen.real_steps, chosen.seed + 1, drawn)
    lines = draw_lines(network, faces.chosen(faces.split == "validation"), objects, chosen.seed)
    file = chosen.out / FILE
    export(network, lines, file)
    with FaceDetector(DETECTOR) as detector:
        rows = measure(FaceCover(file), faces, others, detector, chosen.data, random)
    describe(file, {f"{row.name}: {row.what}": round(row.share, 4) for row in rows})
    told = [asdict(row) | {"share": row.share} for row in rows]
    write_text(chosen.out / "measured.json", json.dumps(told, indent=2) + "\n")
    print(table(rows))
    print(f"{file}  {file.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
