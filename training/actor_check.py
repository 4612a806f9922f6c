"""Watch the model watch the actor: how late it sees a smile, and what it takes for one.

    python -m training.actor_check --model models/dual_head_stream.onnx --plot actor.png

plays scripts of the illustrated actor through the runtime, frame by frame as in
``laughgame play``: people, room and performances the training never meets.  The
drawing's own intensity is the truth, so delays are known to the millisecond.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from training.command import command_parser, telling
from training.evaluation.actor import HALF, ActorFigures, Trace, check
from training.evaluation.judging import check_model
from training.files import replacing
from training.places import SHIPPED


def plot(traces: Sequence[Trace], file: Path) -> None:
    """Draw the true and the read smile over time, a row for each trace, as a PNG."""
    figure = Figure(figsize=(11, 1.3 * len(traces) + 0.6), layout="constrained")
    rows = figure.subplots(len(traces), 1, squeeze=False)[:, 0]
    for axes, trace in zip(rows, traces, strict=True):
        axes.fill_between(trace.time_s, trace.truth, color="#F0B93A", alpha=0.5, label="true")
        axes.plot(trace.time_s, trace.smile, color="#B5523B", linewidth=1.2, label="read")
        axes.axhline(HALF, color="#555555", linewidth=0.6, linestyle=":")
        ends = np.flatnonzero(trace.happening[1:] != trace.happening[:-1]) + 1
        for start in (0, *ends):
            if trace.happening[start] not in ("neutral", "blink"):
                axes.text(trace.time_s[start], 0.97, trace.happening[start], fontsize=7, va="top")
        axes.set(ylim=(0, 1), xlim=(0, trace.time_s[-1]), ylabel=trace.player)
    rows[0].legend(loc="upper right", fontsize=7)
    rows[-1].set_xlabel("seconds")
    with replacing(file) as part:
        figure.savefig(part, dpi=110, format="png")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.actor_check``; 1 when a floor is missed, 2 on bad usage."""
    parser = command_parser("actor_check", __doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--plot", type=Path, help="PNG of the true and the read smile over time")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        check_model(chosen.model)
    result, traces = check(chosen.model)
    if chosen.plot is not None:
        plot(traces, chosen.plot)
    if chosen.json:
        print(json.dumps(asdict(result), indent=2))
    else:
        print_table(result)
    return 0 if result.passed else 1


def print_table(result: ActorFigures) -> None:
    """Print the figures for a person to read."""
    total = len(result.delays_ms) + result.missed
    print(f"delay       {result.delay_ms} ms, median of {total} smiles, {result.missed} missed")
    if result.false_share is not None:
        print(f"false       {result.false_share:7.2%} in speech, yawn and blink together")
    for name, share in result.false_shares.items():
        print(f"{name:11} {share:7.2%} of {result.frames[name]:5} frames above {HALF}")
    print(f"frames without a face: {result.without_face}")


if __name__ == "__main__":
    raise SystemExit(main())
