"""Measure everything the model must show, through the shipped file and the runtime's own eye."""

import hashlib
import json
import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from tqdm import tqdm

from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from training.data.sample import Sample
from training.evaluation import actor
from training.evaluation.by_set import smile_arrays, smile_labelled
from training.evaluation.calibration_tables import Sets, emotion_table, smile_table
from training.evaluation.clips import Trace, count, play_all
from training.evaluation.emotion_truths import truths_table
from training.evaluation.film_rows import actor_rows, clip_rows
from training.evaluation.judging import Judged
from training.evaluation.peer import LINE, BlendshapePeer
from training.evaluation.picture_rows import pairs_right, picture_rows
from training.evaluation.table import Aside, Table
from training.places import DETECTOR
from training.scoring.calibration import Calibration

SETS: Final = ("genki4k", "smiles", "fer2013", "london")
"""The sets that the rows are measured on."""

PEER_SETS: Final = ("genki4k", "london")
"""The sets the peer is asked about too: photographs with room around the face."""


def measure_everything(
    judged: Mapping[str, Sequence[Judged]], model: Path, data: Path, landmarker: Path | None
) -> Table:
    """Return the whole table; without ``landmarker`` the peer's row is open.

    Raises ``FileNotFoundError`` where the clips are missing.
    """
    with FaceDetector(DETECTOR) as detector:
        # One thread, as in the game: the times are compared.
        opened = LaughModel(model, threads=1)
        traces = play_all(data, FaceReader(detector, opened), landmarker)
    asides = [
        _by_clip(traces, landmarker is not None),
        smile_table(judged),
        emotion_table(judged),
    ]
    if (truths := truths_table(judged)) is not None:
        asides.append(truths)
    if landmarker is not None:
        asides.append(_peer_on_stills(judged, landmarker))
    card = opened.card
    return Table(
        rows=(
            *picture_rows(judged),
            *clip_rows(traces, landmarker is not None),
            *actor_rows(actor.check(model)[1]),
        ),
        model={
            "file": model.name,
            "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
            "name": card.name,
            "parameters": str(card.parameters),
            "bytes": str(card.file_bytes),
            "calibration": calibration_of(model),
        },
        asides=tuple(asides),
    )


def calibration_of(model: Path) -> str:
    """Say which calibration a model file carries in its metadata."""
    properties = {entry.key: entry.value for entry in onnx.load(model).metadata_props}
    if "calibration" not in properties:
        return "none"
    fitted = Calibration.of(json.loads(properties["calibration"]))
    if fitted == Calibration():
        return "none"
    return (
        f"smile: temperature {fitted.smile_temperature:.3f}, bias {fitted.smile_bias:+.3f}; "
        f"emotions: temperature {fitted.emotion_temperature:.3f}, biases "
        + " ".join(f"{bias:+.2f}" for bias in fitted.emotion_biases)
    )


def _by_clip(traces: Sequence[Trace], with_peer: bool) -> Aside:
    lines = []
    for name, chosen in [*((t.clip, [t]) for t in traces), ("all", list(traces))]:
        c = count(chosen)
        numbers = [c.without_smile, c.false_half, c.false_line, c.outs]
        numbers += [c.peer_false] if with_peer else []
        numbers += [c.smiling, c.seen_half, c.seen_line]
        numbers += [c.peer_seen] if with_peer else []
        lines.append((name, *map(str, numbers)))
    peer = ("peer, above 0.5",) if with_peer else ()
    return Aside(
        "Clip by clip, in frames",
        (
            *("clip", "no smile", "above 0.5", "above 0.8", "OUT", *peer),
            *("smile", "seen at 0.5", "seen at 0.8", *peer),
        ),
        tuple(lines),
        "Ranges marked by eye in training/data/clips_by_eye.toml; what could be argued about is "
        "in neither.",
    )


def _peer_on_stills(judged: Sets, landmarker: Path) -> Aside:
    lines = []
    with BlendshapePeer(landmarker, video=False) as peer:
        for name in PEER_SETS:
            ones = smile_labelled(judged.get(name, ()))
            if not ones:
                continue
            begin = time.process_time()
            said = [_peer_smile(peer, one.sample) for one in tqdm(ones, unit="face", disable=None)]
            spent_ms = 1000 * (time.process_time() - begin) / len(ones)
            theirs = [
                Judged(one.sample, smile, -1, whole=False, brightness=math.nan)
                for one, smile in zip(ones, said, strict=True)
            ]
            for who, them in (("ours", ones), ("peer", theirs)):
                smile, truth = smile_arrays(them)
                hits = (smile > LINE) == (truth == 1)
                pairs = [right for right, _ in pairs_right(them)]
                lines.append(
                    (
                        *(name, who, str(len(them)), f"{hits.mean():.1%}"),
                        f"{hits[truth == 1].mean():.1%}",
                        f"{1 - hits[truth == 0].mean():.1%}",
                        f"{sum(pairs)} of {len(pairs)}" if name == "london" else "–",
                        str(sum(math.isnan(one.smile) for one in them)),
                        "–" if who == "ours" else f"{spent_ms:.1f} ms",
                    )
                )
    return Aside(
        "Held-out photographs, beside the peer",
        (
            *("set", "who", "pictures", "right", "smiles seen", "false alarms", "pairs right"),
            *("no face", "processor time"),
        ),
        tuple(lines),
        "MediaPipe's FaceLandmarker, mean of mouthSmileLeft and mouthSmileRight above 0.5, asked "
        "again with a border around the picture where it finds no face at first.",
    )


def _peer_smile(peer: BlendshapePeer, sample: Sample) -> float:
    image = sample.read_if_readable()
    if image is None:
        return math.nan
    smile = peer.smile(image)
    if smile is None:
        border = max(image.shape[:2]) // 2
        smile = peer.smile(np.pad(image, ((border,) * 2, (border,) * 2, (0, 0)), mode="edge"))
    return math.nan if smile is None else smile
