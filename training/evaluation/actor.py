"""How late the model sees the illustrated actor smile, and what of it it takes for a smile.

The drawing's own intensity is the truth, so delays are known to the millisecond.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from laughgame.actor.performance import Label, Performance
from laughgame.actor.source import FRAME_RATE, SIZE, ActorSource
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from training.evaluation.actor_plays import Play, plays
from training.places import DETECTOR

HALF: Final = 0.5
"""A smile as deep as this, in truth and as read, is one."""

DELAY_FLOOR_MS: Final = 100.0
FALSE_FLOOR: Final = 0.02
"""What a model must reach at least: its delay, and its false frames as a share."""

SPOKEN: Final = ("speech", "yawn", "blink")
"""What the actor does that must never be taken for a smile."""

LATEST_S: Final = 1.0
"""A smile that was not seen this long after it was half grown, or before it faded, was missed."""

SHUT: Final = 0.1
"""Eyes closed by more than this, in somebody who does nothing else, are a blink."""


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One performance as it was and as it was read, frame by frame.

    ``time_s``, ``truth`` and ``smile`` are float [N]; ``smile`` is NaN where no face
    was found.  ``happening`` [N] names what the player did.  ``rises_s`` are the exact
    times at which the true smile grew past :data:`HALF`.
    """

    player: str
    time_s: NDArray[np.float64]
    truth: NDArray[np.float64]
    smile: NDArray[np.float64]
    happening: NDArray[np.str_]
    rises_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """What the traces say.  Shares are 0–1; ``None`` where nothing was there to measure.

    ``delay_ms`` is the median over all rises, a missed one counting as longer than
    any; a negative delay is a smile seen while it was not half grown yet.
    ``false_share`` is the share of the frames in speech, yawn and blink that read
    above :data:`HALF`; ``false_shares`` gives it for everything done without a smile.
    ``passed`` tells whether both floors are kept.
    """

    delay_ms: float | None
    delays_ms: tuple[float, ...]
    missed: int
    false_share: float | None
    false_shares: dict[str, float]
    frames: dict[str, int]
    without_face: int
    passed: bool


def check(model: Path, chosen: Sequence[Play] | None = None) -> tuple[ActorFigures, list[Trace]]:
    """Play everything before one model file; a progress bar shows on a terminal.

    Raises ``ContractError`` where the file is no model of the game.
    """
    everything = plays() if chosen is None else chosen
    with FaceDetector(DETECTOR) as detector:
        reader = FaceReader(detector, LaughModel(model))
        traces = [
            watch(play, reader)
            for play in tqdm(everything, desc="actor", unit="play", disable=None)
        ]
    return figures(traces), traces


def watch(play: Play, reader: FaceReader) -> Trace:
    """Play one performance from its beginning to its end, as fast as it is read."""
    performance = Performance(play.script, play.seed)
    source = ActorSource(performance, SIZE, realtime=False, look=play.look)
    reader.reset()
    source.open()
    times, smiles = [], []
    try:
        for _ in range(round(performance.duration_s * FRAME_RATE)):
            frame = source.read()
            assert frame is not None  # it plays on until it is closed
            reading = reader.read(frame)
            times.append(frame.time_s)
            smiles.append(math.nan if reading is None else reading.smile)
    finally:
        source.close()
    return Trace(
        player=play.look.name,
        time_s=np.array(times),
        truth=np.array([performance.pose_at(time_s).smile for time_s in times]),
        smile=np.array(smiles),
        happening=np.array([happening(performance, time_s) for time_s in times]),
        rises_s=rises(performance),
    )


def happening(performance: Performance, time_s: float) -> str:
    """Name what the player truly does: the script's label, or a blink."""
    label, pose = performance.label_at(time_s), performance.pose_at(time_s)
    if label in (Label.SMILE, Label.LAUGH) and pose.smile == 0:
        label = Label.NEUTRAL  # a stretch begins and ends with the straight face
    if label is Label.NEUTRAL and pose.blink > SHUT:
        return "blink"
    return "speech" if label is Label.TALKING else label.value


def rises(performance: Performance, step_s: float = 0.001) -> tuple[float, ...]:
    """Return the times (seconds) at which the true smile grows past :data:`HALF`."""
    times = np.arange(0, performance.duration_s, step_s)
    above = np.array([performance.pose_at(float(time_s)).smile > HALF for time_s in times])
    return tuple(float(time_s) for time_s in times[1:][above[1:] & ~above[:-1]])


def delays(trace: Trace) -> list[float]:
    """Return the delay of every rise in seconds, infinite where the smile was missed.

    The smile is seen with the first frame that reads above :data:`HALF` and was taken
    after the true smile began to grow.
    """
    found = []
    for rise_s in trace.rises_s:
        nothing_yet = trace.time_s[(trace.truth == 0) & (trace.time_s < rise_s)]
        began_s = nothing_yet[-1] if len(nothing_yet) else -math.inf
        faded = trace.time_s[(trace.truth < HALF) & (trace.time_s > rise_s)]
        until_s = min(rise_s + LATEST_S, faded[0] if len(faded) else math.inf)
        grown = (trace.time_s > began_s) & (trace.time_s <= until_s)
        seen = trace.time_s[grown & (trace.smile > HALF)]
        found.append(float(seen[0] - rise_s) if len(seen) else math.inf)
    return found


def figures(traces: Iterable[Trace]) -> ActorFigures:
    """Put the figures of all traces together."""
    traces = list(traces)
    waits = [wait for trace in traces for wait in delays(trace)]
    seen = sorted(wait for wait in waits if math.isfinite(wait))
    middle = median(waits) if waits else math.inf
    read: dict[str, list[bool]] = {}
    for trace in traces:
        for name, truth, smile in zip(trace.happening, trace.truth, trace.smile, strict=True):
            if truth == 0 and not math.isnan(smile):
                read.setdefault(str(name), []).append(bool(smile > HALF))
    counted = [above for name in SPOKEN for above in read.get(name, [])]
    share = sum(counted) / len(counted) if counted else None
    return ActorFigures(
        delay_ms=round(1000 * middle, 1) if math.isfinite(middle) else None,
        delays_ms=tuple(round(1000 * wait, 1) for wait in seen),
        missed=len(waits) - len(seen),
        false_share=share,
        false_shares={name: sum(ones) / len(ones) for name, ones in sorted(read.items())},
        frames={name: len(ones) for name, ones in sorted(read.items())},
        without_face=sum(int(np.isnan(trace.smile).sum()) for trace in traces),
        passed=1000 * middle <= DELAY_FLOOR_MS and share is not None and share <= FALSE_FLOOR,
    )
