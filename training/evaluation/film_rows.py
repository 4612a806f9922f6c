"""The rows of the table that are measured on films: the clips, the peer, the actor."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from training.evaluation import actor
from training.evaluation.actor import SPOKEN
from training.evaluation.bootstrap import interval
from training.evaluation.clips import Count, Trace, count
from training.evaluation.picture_rows import share
from training.evaluation.table import NOTHING, Figure, Measure, Row, Unit, open_row

LOOKED_AT: Final = (
    "Nobody trained on these clips. But they were looked at, frame by frame, while films and "
    "recipes were being made: what is drawn there as no smile follows what was seen here. They "
    "show how far that came, not what a clip that nobody looked at would show."
)

PEER_TITLE: Final = "Clips beside MediaPipe's blendshapes"
PEER_OPEN: Final = "The peer was not asked: --landmarker names its file."

PLAYED_BEFORE: Final = (
    "Other people, rooms and performances than in training, but drawn by the same hand; films "
    "of it helped to choose the share of a blend, where weights were blended, and these figures "
    "were in sight while films and recipes were being made."
)


def clip_rows(traces: Sequence[Trace], with_peer: bool) -> list[Row]:
    """Return the rows measured on the clips; where no peer was asked, its row is open."""
    beside = _beside_peer(traces) if with_peer else open_row("peer", PEER_TITLE, PEER_OPEN)
    return [_quiet(traces), beside]


def actor_rows(traces: Sequence[actor.Trace]) -> list[Row]:
    """Return the rows measured on the illustrated actor, one trace a performance."""
    return [_delay(traces), _without_smile(traces)]


def _quiet(traces: Sequence[Trace]) -> Row:
    said = np.concatenate([t.smile[t.without_smile] > 0.8 for t in traces])
    false = share(said, seconds_of(traces, "without_smile"))
    measure = Measure(
        "frames above 0.8", Unit.SHARE, 0.03, 0.005, false, None, False, counted="frames"
    )
    counted = count(traces)
    note = (
        f"Frame ranges without a smile, marked by eye. Calls of OUT by the judge: {counted.outs}."
    )
    return Row("clips", "Clips, ranges without a smile", (measure,), note, LOOKED_AT)


def _beside_peer(traces: Sequence[Trace]) -> Row:
    c = count(traces)
    no_smile = seconds_of(traces, "without_smile")
    smiling = seconds_of(traces, "smiling")

    def frames(line: float, marks: str, groups: list[str]) -> Figure:
        said = np.concatenate([t.smile[getattr(t, marks)] > line for t in traces])
        low, high = interval(lambda rows: float(said[rows].mean()), groups)
        return Figure(float(said.sum()), len(said), low * len(said), high * len(said))

    measures = []
    for line in (0.5, 0.8):
        measures += [
            Measure(
                f"false frames above {line}", Unit.FRAMES, c.peer_false, max(0, c.peer_false - 1),
                frames(line, "without_smile", no_smile), None, False, "frames",
            ),
            Measure(
                f"smiling frames above {line}", Unit.FRAMES, c.peer_seen,
                min(c.smiling, c.peer_seen + 1),
                frames(line, "smiling", smiling), None, True, "frames",
            ),
        ]  # fmt: skip
    return Row("peer", PEER_TITLE, tuple(measures), _peer_note(c, traces), LOOKED_AT)


def _peer_note(c: Count, traces: Sequence[Trace]) -> str:
    ours, theirs = (
        float(np.mean([getattr(t, name) for t in traces])) for name in ("cpu_ms", "peer_cpu_ms")
    )
    return (
        f"Floor: what the peer shows at 0.5 in the same run ({c.peer_false} false frames of "
        f"{c.without_smile}, {c.peer_seen} smiling ones seen of {c.smiling}); aim: better than it. "
        f"Processor time a frame, all in: {ours:.1f} ms, the peer {theirs:.1f} ms."
    )


def seconds_of(traces: Sequence[Trace], marks: str) -> list[str]:
    """Name the clip and the second of every marked frame: frames of one second are alike."""
    return [f"{t.clip} {int(time_s)}" for t in traces for time_s in t.time_s[getattr(t, marks)]]


def _delay(traces: Sequence[actor.Trace]) -> Row:
    waits, plays = [], []
    for number, trace in enumerate(traces):
        for wait_s in actor.delays(trace):
            waits.append(1000 * wait_s)
            plays.append(str(number))
    found = np.array(waits)

    def middle(rows: Sequence[int]) -> float:
        # A smile that was missed is later than any other; a median of those is none.
        return float(np.median(found[rows])) if len(rows) else math.nan

    figure = NOTHING
    if waits:
        figure = Figure(middle(range(len(waits))), len(waits), *interval(middle, plays))
    measure = Measure(
        "median delay", Unit.MILLISECONDS, actor.DELAY_FLOOR_MS, 60, figure, None, False,
        "smiles",
    )  # fmt: skip
    note = (
        "From the moment the drawing's own intensity passes 0.5 to the first frame that reads "
        f"above 0.5; {int(np.isinf(found).sum())} were not seen in time, later than any."
    )
    title = "Illustrated actor: how late a smile is seen"
    return Row("actor_delay", title, (measure,), note, PLAYED_BEFORE)


def _without_smile(traces: Sequence[actor.Trace]) -> Row:
    said, seconds, of_kind = [], [], []
    for number, trace in enumerate(traces):
        # A face that was not found is no false alarm, but no success either.
        chosen = np.isin(trace.happening, SPOKEN) & (trace.truth == 0) & ~np.isnan(trace.smile)
        said.append(trace.smile[chosen] > actor.HALF)
        seconds += [f"{number} {int(time_s)}" for time_s in trace.time_s[chosen]]
        of_kind.append(trace.happening[chosen])
    hits, kinds = np.concatenate(said), np.concatenate(of_kind)
    measure = Measure(
        "frames above 0.5", Unit.SHARE, actor.FALSE_FLOOR, 0.0, share(hits, seconds), None,
        False, "frames",
    )  # fmt: skip
    parts = ", ".join(
        f"{kind} {hits[kinds == kind].mean():.1%}" for kind in SPOKEN if (kinds == kind).any()
    )
    title = "Illustrated actor: speech, yawn and blink"
    return Row("actor_quiet", title, (measure,), parts, PLAYED_BEFORE)
