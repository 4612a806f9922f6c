"""``laughgame play``: play from any source, with or without a screen.

Only the command line is here, so that ``--help`` loads no window.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from laughgame.game.joke import LANGUAGES

PRACTICE: Final = "practice"
"""One player, no end, every laugh counted."""

MODES: Final = (PRACTICE, "survival", "duel", "hotseat", "mimic")
"""All but practice need a person, or a performance from a seed where there is no window."""

DUELLISTS: Final = 2
"""So many actors sit before the camera for a duel."""

OFFSCREEN_S: Final = 10.0
"""How long a play without a screen lasts unless told otherwise."""


LONGEST_S: Final = 86_400.0
"""A day.  A timer counts its milliseconds in 32 bits, which is 24 days."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``laughgame play``."""
    parser.add_argument(
        "--source",
        default="auto",
        metavar="camera[:N]|FILE|DIR|actor|fake:TOML",
        help="what is judged: a camera, a video, a folder of pictures, the illustrated actor;"
        " by default the first camera that works, else the actor",
    )
    parser.add_argument("--mode", choices=MODES, default=MODES[0], help="default: %(default)s")
    parser.add_argument(
        "--seconds",
        type=a_time("seconds", LONGEST_S),
        metavar="S",
        help="end after S seconds, counted from the first verdict"
        f" (default with --offscreen: {OFFSCREEN_S:g}, or the end of the file)",
    )
    parser.add_argument("--offscreen", action="store_true", help="play without a screen")
    parser.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="save a picture of the window at the end"
    )
    parser.add_argument(
        "--film",
        type=_gif,
        metavar="GIF",
        help="save the window as a moving picture, of the last 30 seconds at most",
    )
    parser.add_argument(
        "--report", type=Path, metavar="JSON", help="save every verdict and how fast it came"
    )
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="TOML",
        help="play by this settings file, which is not changed"
        " (default: your own settings; with --offscreen the standard ones)",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="shuffles the deck and moves the actor, in every mode but practice;"
        " the same seed is the same game",
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default="en",
        help="of the jokes, in every mode but practice (default: %(default)s)",
    )
    # Handed over like this, so that the play need not import its command line.
    parser.set_defaults(offscreen_s=OFFSCREEN_S)


def run(args: argparse.Namespace) -> int:
    """Play as ``args`` say; return the exit code."""
    if args.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # counts only before Qt is loaded
    if args.mode != PRACTICE and args.offscreen:
        from laughgame.app import rehearsal_run

        return rehearsal_run.play(args)
    from laughgame.app import play_run

    return play_run.play(args)


def a_time(unit: str, most: float) -> Callable[[str], float]:
    """Return what reads a time from the command line: more than 0 and at most so many of a unit."""

    def read(text: str) -> float:
        try:
            time = float(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"not a number of {unit}: {text!r}") from error
        if not 0 < time <= most:
            bounds = f"more than 0 and at most {most:.0f} {unit}"
            raise argparse.ArgumentTypeError(f"must be {bounds}: {text}")
        return time

    return read


def _gif(text: str) -> Path:
    """Read the name of a film: whoever wants another kind of it must not get a GIF in disguise."""
    path = Path(text)
    if path.suffix.lower() != ".gif":
        raise argparse.ArgumentTypeError(f"the film is a GIF, so its name must end in .gif: {text}")
    return path
