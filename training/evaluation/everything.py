"""Measure everything the model must show, through the shipped file and the runtime's own eye."""

import hashlib
import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from tqdm import tqdm

from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from training import actor_check
from training.calibration import chance_error, reliability
from training.clips import Trace, count, marked_clips, play_all
from training.cropping import DETECTOR
from training.data.sample import Sample
from training.evaluation.by_set import smile_arrays, smile_labelled
from training.evaluation.film_rows import actor_rows, clip_rows
from training.evaluation.peer import LINE, BlendshapePeer
from training.evaluation.picture_rows import (
    CALIBRATED_ON,
    Sets,
    calibration_cases,
    pairs_right,
    picture_rows,
)
from training.evaluation.table import Aside, Table
from training.judging import Judged

SETS: Final = ("genki4k", "smiles", "fer2013", "london")
"""The sets that the rows are measured on."""

PEER_SETS: Final = ("genki4k", "london")
"""The sets the peer is asked about too: photographs with room around the face."""


def check_all_there(data: Path, landmarker: Path | None) -> None:
    """Raise ``FileNotFoundError`` where the clips or the landmarker are missing."""
    if landmarker is not None and not landmarker.is_file():
        raise FileNotFoundError(f"{landmarker} does not exist")
    with marked_clips(data):
        pass


def measure_everything(
    judged: Mapping[str, Sequence[Judged]], model: Path, data: Path, landmarker: Path | None
) -> Table:
    """Return the whole table; without ``landmarker`` the peer's row is left out.

    Raises ``FileNotFoundError`` where the clips are missing.
    """
    with FaceDetector(DETECTOR) as detector:
        # One thread, as in the game: the times are compared.
        opened = LaughModel(model, threads=1)
        traces = play_all(data, FaceReader(detector, opened), landmarker)
    asides = [_by_clip(traces, landmarker is not None), _calibration(judged)]
    if landmarker is not None:
        asides.append(_peer_on_stills(judged, landmarker))
    card = opened.card
    return Table(
        rows=(
            *picture_rows(judged),
            *clip_rows(traces, landmarker is not None),
            *actor_rows(actor_check.check(model)[1]),
        ),
        model={
            "file": model.name,
            "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
            "name": card.name,
            "parameters": str(card.parameters),
            "bytes": str(card.file_bytes),
        },
        asides=tuple(asides),
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


def _calibration(judged: Sets) -> Aside:
    lines = []
    for split in ("validation", "test"):
        for name in (*CALIBRATED_ON, "all"):
            chosen = judged if name == "all" else {name: judged.get(name, ())}
            ones = calibration_cases(chosen, split)
            if not ones:
                continue
            smile, truth = smile_arrays(ones)
            above = smile > 0.8
            lines.append(
                (
                    *(split, name, str(len(ones)), f"{truth.mean():.1%}"),
                    f"{reliability(smile, truth).error:.4f}",
                    f"{reliability(smile, truth, equal_mass=True).error:.4f}",
                    f"{chance_error(smile):.4f}",
                    f"{truth[above].mean():.1%}" if above.any() else "–",
                )
            )
    return Aside(
        "Calibration of smile",
        (
            *("people", "set", "pictures", "smiles", "ECE, equal width", "ECE, equal mass"),
            *("by chance alone", "smiles above 0.8"),
        ),
        tuple(lines),
        _what_it_means(judged),
    )


def _what_it_means(judged: Sets) -> str:
    """Say what a calibrated 0.8 promises, here and where smiles are rarer (Bayes' rule)."""
    ones = calibration_cases(judged, "test")
    share = sum(bool(one.sample.smile) for one in ones) / max(1, len(ones))
    if not 0 < share < 1:
        return ""
    likelier = (0.8 / 0.2) / (share / (1 - share))
    odds = likelier * (0.1 / 0.9)
    return (
        f"A calibrated 0.8 says that of such readings 80 % smile, among people of whom "
        f"{share:.0%} do, as here. Where only one face in ten does, "
        f"{odds / (1 + odds):.0%} of the same readings are smiles: hence the hold time."
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
    image = sample.read()
    smile = peer.smile(image)
    if smile is None:
        border = max(image.shape[:2]) // 2
        smile = peer.smile(np.pad(image, ((border,) * 2, (border,) * 2, (0, 0)), mode="edge"))
    return math.nan if smile is None else smile
