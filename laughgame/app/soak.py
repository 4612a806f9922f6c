"""``laughgame soak``: let the game play itself for long on a camera that fails, and watch it.

Only the command line is here, so that ``--help`` loads no window.
"""

import argparse
import os
from pathlib import Path
from typing import Final

from laughgame.app.play import LONGEST_S, a_time

MINUTES: Final = 20.0
REPORT: Final = Path("out", "soak.html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``laughgame soak``."""
    parser.add_argument(
        "--minutes",
        type=a_time("minutes", LONGEST_S / 60),
        default=MINUTES,
        metavar="N",
        help="play for so long (default: %(default)g); Ctrl+C ends it sooner, with its report",
    )
    parser.add_argument(
        "--source",
        metavar="fake:TOML|camera[:N]|actor|FILE",
        help="what is judged (default: a camera on which everything goes wrong by turns)",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="S",
        help="shuffles the faults and the deck (default: %(default)s)",
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=REPORT,
        metavar="HTML",
        help="the page with plots (default: %(default)s); the samples (.jsonl) and the logs"
        " (.logs) lie beside it",
    )
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help="the same for machines (default: beside the page, .json)",
    )
    parser.add_argument("--window", action="store_true", help="play on the screen, and be heard")
    parser.add_argument(
        "--samples",
        type=Path,
        metavar="JSONL",
        help="play nothing: report on the samples of an earlier soak, ended or not",
    )


def run(args: argparse.Namespace) -> int:
    """Soak as ``args`` say; 0, or 1 where a figure misses its bar or it could not be played."""
    if args.samples is not None:
        from laughgame.app.soaking import report

        return report.again(args.samples, args.report, args.json)
    if not args.window:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # counts only before Qt is loaded
    from laughgame.app.soaking import soak_run

    return soak_run.soak(args)
