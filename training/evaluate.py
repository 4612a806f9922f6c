"""Measure a model file on people it never met, through the game's own eyes.

    python -m training.evaluate --data DATA
    python -m training.evaluate --all --data DATA --landmarker FILE

``--data`` and ``--landmarker`` may stand in the environment instead, as ``LAUGHGAME_DATA`` and
``LAUGHGAME_LANDMARKER``: then ``python -m training.evaluate --all`` is enough.

Every held-out picture goes the way a still goes in ``laughgame analyze``: the
runtime finds and crops the face and the ONNX file answers.  A tight crop in which
the detector finds no face is taken whole, as ``analyze --whole`` does; where a
loose picture shows none, that counts as wrong.  The folder of ``--out`` receives
``report.json`` and ``predictions.csv``; figures are printed.

``--all`` measures everything the model must show, on pictures, clips and the
illustrated actor, and also writes that table, with floors and aims, as
``table.json`` and ``table.html``.  A row stands where its figure on all held-out
people stands; that of the test side alone, to which nothing was fitted, and where it
stands are beside it.  Figures that were themselves fitted stand where the test side
stands: the calibration error, and the emotions, whose biases were fitted to half of
FER2013's PublicTest.
"""

import argparse
import csv
import json
import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from laughgame.game.reading import EMOTIONS
from training.command import command_parser, telling
from training.data import LOADERS, load
from training.evaluation.by_set import accuracy, print_report, report
from training.evaluation.clips import check_clips
from training.evaluation.everything import SETS, measure_everything
from training.evaluation.figures import BEGIN, END, write_figures
from training.evaluation.judging import Judged, check_model, judge_held_out
from training.evaluation.table import as_json
from training.evaluation.table_page import print_table, write_page
from training.export import write_accuracy
from training.files import check_marks, replacing, write_text
from training.places import SHIPPED

DATA_VARIABLE: Final = "LAUGHGAME_DATA"
LANDMARKER_VARIABLE: Final = "LAUGHGAME_LANDMARKER"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.evaluate``; 1 when a figure asked for is missed, 2 bad usage."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    names = list(dict.fromkeys([*chosen.sets, *(SETS if chosen.all else ())]))
    if chosen.data is None:
        parser.error(f"--data must name the folder of the data sets, or {DATA_VARIABLE}")
    with telling(parser):
        # Better now than after a quarter of an hour.
        wanted = dict(map(_wanted, chosen.at_least))
        for model in (chosen.model, *chosen.write_card):
            check_model(model)
        if chosen.write_readme is not None:
            check_marks(chosen.write_readme, BEGIN, END)
        if chosen.all:
            check_clips(chosen.data, chosen.landmarker)
        samples = load(chosen.data, names)
    judged = judge_held_out(samples, chosen.model)
    result = report(judged)
    print_report(result)
    figures = accuracy(judged)
    for model in chosen.write_card:
        # Before the table, which names the file by its SHA-256.
        write_accuracy(model, figures)
    if chosen.all:
        table = measure_everything(judged, chosen.model, chosen.data, chosen.landmarker)
        print_table(table)
        result["table"] = as_json(table)
        write_page(chosen.out, table)
    write_report(chosen.out, result, judged)
    if chosen.write_readme is not None:
        write_figures(chosen.write_readme, result)
    missed = {name: share for name, share in wanted.items() if figures.get(name, 0.0) < share}
    for name, share in missed.items():
        print(f"missed: {name} is {figures.get(name)}, wanted at least {share}")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("evaluate", __doc__)
    parser.add_argument(
        "--data", type=Path, default=_from_environment(DATA_VARIABLE),
        help=f"folder of the data sets (or {DATA_VARIABLE})",
    )  # fmt: skip
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument(
        "--out", type=Path, default=Path("runs/evaluation"), help="folder for the reports"
    )
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=list(LOADERS))
    parser.add_argument("--all", action="store_true", help="everything the model must show")
    parser.add_argument(
        "--landmarker", type=Path, default=_from_environment(LANDMARKER_VARIABLE),
        help=f"MediaPipe's face_landmarker.task, the peer of --all (or {LANDMARKER_VARIABLE})",
    )  # fmt: skip
    parser.add_argument(
        "--at-least", nargs="+", default=[], metavar="FIGURE=SHARE",
        help="fail unless reached, for example genki4k_smile=0.94",
    )  # fmt: skip
    parser.add_argument(
        "--write-card", nargs="+", type=Path, default=[], metavar="MODEL",
        help="put the figures into the metadata of these model files",
    )  # fmt: skip
    parser.add_argument("--write-readme", type=Path, help="renew the table of figures in this file")
    return parser


def _from_environment(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None


def _wanted(words: str) -> tuple[str, float]:
    name, _, share = words.partition("=")
    try:
        return name, float(share)
    except ValueError as error:
        raise ValueError(
            f"--at-least {words}: FIGURE=SHARE is meant, as london_smile=0.9"
        ) from error


def write_report(
    out: Path, result: Mapping[str, object], judged: Mapping[str, Sequence[Judged]]
) -> None:
    """Write ``report.json`` and, a line a picture, ``predictions.csv``."""
    out.mkdir(parents=True, exist_ok=True)
    write_text(out / "report.json", json.dumps(result, indent=2) + "\n")
    with (
        replacing(out / "predictions.csv") as part,
        part.open("w", newline="", encoding="utf-8") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(
            (
                *("dataset", "file", "group", "split", "smile_truth", "smile", "label"),
                *("emotion", "whole", *EMOTIONS),
            )
        )
        for ones in judged.values():
            for one in ones:
                sample = one.sample
                smile = "" if math.isnan(one.smile) else f"{one.smile:.6f}"
                label = "" if sample.label is None else EMOTIONS[sample.label]
                emotion = EMOTIONS[one.emotion] if one.emotion >= 0 else ""
                truth = "" if sample.smile is None else sample.smile
                writer.writerow(
                    (
                        *(sample.dataset, sample.name, sample.group, sample.split),
                        *(truth, smile, label, emotion, int(one.whole)),
                        *(f"{share:.5f}" for share in one.emotions),
                    )
                )


if __name__ == "__main__":
    raise SystemExit(main())
