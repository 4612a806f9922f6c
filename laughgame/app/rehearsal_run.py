"""``laughgame play --mode …`` without a window: a rehearsal, and its report."""

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from laughgame.app import paths, play_report, rehearsal, rehearsal_report
from laughgame.app.exit_codes import BAD_USAGE, FAILED, OK
from laughgame.app.play import DUELLISTS
from laughgame.game.deck import Deck
from laughgame.game.turn import TurnRules
from laughgame.storage.joke_file import read_jokes
from laughgame.storage.settings import ACTOR, Settings, parse
from laughgame.vision.face_cover import FaceCover
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_card import ContractError
from laughgame.vision.sources.images import ImagesSource
from laughgame.vision.sources.source import FrameSource, SourceError
from laughgame.vision.sources.video import VideoSource

LONGEST_MIMIC_S: Final = 20.0
"""Nobody imitates for longer."""


def play(args: argparse.Namespace) -> int:
    """Rehearse as the command line says; return the exit code."""
    problem = _unplayable(args)
    if problem is not None:
        return _complain(problem, BAD_USAGE)
    try:
        settings = Settings() if args.settings is None else parse(args.settings.read_bytes())
        model = settings.model.path or paths.default_model()
        with FaceDetector(paths.face_detector()) as detector:
            reader = FaceReader(detector, LaughModel(model), FaceCover(paths.face_cover()))
            told = _rehearse(args, settings, reader)
    except (OSError, ValueError, SourceError, ContractError) as error:
        return _complain(error, FAILED)
    report = {
        "mode": args.mode,
        "seed": args.seed,
        "source": args.source,
        "model": model.name,
        "seconds": args.seconds or args.offscreen_s,
    }
    if args.report is not None:
        try:
            play_report.write(args.report, report | told)
        except OSError as error:
            return _complain(f"{args.report}: {error.strerror or error}", FAILED)
    for line in _summary(told):
        print(line)
    return OK


def _unplayable(args: argparse.Namespace) -> str | None:
    """Return why there can be no such rehearsal, ``None`` where there can."""
    if args.screenshot is not None:
        return "there is no window to take a picture of: leave out --screenshot"
    if args.film is not None:
        return "there is no window to film: leave out --film"
    if args.source in ("auto", "camera") or args.source.startswith(("camera:", "fake:")):
        return f"{args.mode} without a window needs --source actor, a film or a folder"
    if args.mode == "mimic" and args.source != ACTOR:
        return "mimic without a window is the actor's: it imitates itself"
    return None


def _rehearse(args: argparse.Namespace, settings: Settings, reader: FaceReader) -> dict[str, Any]:
    seconds = args.seconds or args.offscreen_s
    if args.mode == "mimic":
        length_s = min(seconds, LONGEST_MIMIC_S)
        return rehearsal_report.of_imitations(rehearsal.imitations(args.seed, length_s, reader))
    rules = TurnRules(settings.judge.rules())
    items = [joke.item for joke in read_jokes(paths.jokes(args.language))]
    begin = {
        "survival": lambda: rehearsal.survival(rules, Deck(items, args.seed)),
        "hotseat": lambda: rehearsal.hot_seat(rules, items, args.seed),
        "duel": lambda: rehearsal.duel(rules, DUELLISTS),
    }[args.mode]()
    crowd = args.mode == "duel"
    source = _source(args, DUELLISTS if crowd else 1, seconds)
    played = rehearsal.moments(source, reader, seconds, crowd)
    return rehearsal_report.of_rounds(rehearsal.play_rounds(begin, played))


def _source(args: argparse.Namespace, count: int, seconds: float) -> FrameSource:
    if args.source == ACTOR:
        return rehearsal.cast(args.seed, count, seconds)
    path = Path(args.source)
    return ImagesSource(path) if path.is_dir() else VideoSource(path)


def _summary(told: dict[str, Any]) -> list[str]:
    """Return a line a round or imitation, for who reads along."""
    lines = []
    for number, one in enumerate(told.get("rounds", ()), start=1):
        table = ", ".join(
            f"{line['place']}. {line['player']} {line['survived_s']:.1f} s"
            f" ({line['ending'] or 'playing'})"
            for line in one["table"]
        )
        lines.append(f"round {number}: {table}; cards: {len(one['cards'])}")
    for one in told.get("imitations", ()):
        score = "no face" if one["score"] is None else f"{one['score']:.1f} of 100"
        lines.append(f"{one['by']}: {score}")
    return lines


def _complain(problem: object, code: int) -> int:
    print(f"laughgame play: {problem}", file=sys.stderr)
    return code
