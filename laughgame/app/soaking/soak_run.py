"""One soak: the window as a player has it, somebody who plays, and somebody who takes notes."""

import argparse
import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from laughgame import __version__
from laughgame.app import display, sources
from laughgame.app.bootstrap import Game
from laughgame.app.exit_codes import BAD_USAGE, FAILED
from laughgame.app.eye import Eye
from laughgame.app.journal import Journal
from laughgame.app.memory import anonymous_mb, resident_mb
from laughgame.app.process_counts import handle_count, thread_count
from laughgame.app.soaking import page, report
from laughgame.app.soaking.error_count import ErrorCount
from laughgame.app.soaking.faults import Spell, spells
from laughgame.app.soaking.player import Player
from laughgame.app.soaking.samples import Head, Recovery, Sample, SampleFile
from laughgame.app.soaking.setting_up import game_of, source_of
from laughgame.game.reading import FaceReading
from laughgame.vision.sources.fake import Happening
from laughgame.vision.sources.fake_script import Verb
from laughgame.vision.sources.source import FrameSource

SAMPLE_MS: Final = 1000
TELL_S: Final = 10.0
"""How often a console that is no terminal is told how it goes."""

START_S: Final = 60.0
"""The first verdict must have come by then."""

FREED_S: Final = 1.0
"""Who hangs in a camera is let go so long after the script says that it is over.

What the game does about a camera that hangs it has done by then, and its thread can end.
"""

HANGING: Final = (Verb.HANG_IN_OPEN, Verb.HANG_IN_READ)


def soak(args: argparse.Namespace) -> int:
    """Soak as the command line says, and report; return the exit code."""
    try:
        happening, find = source_of(args)
    except sources.UnknownSourceError as error:
        return _complain(error, BAD_USAGE)
    if not display.has_display():
        return _complain(display.NO_DISPLAY, FAILED)
    file = args.report.with_suffix(".jsonl")
    try:
        samples = SampleFile(file)
    except OSError as error:
        return _complain(f"{file}: {error.strerror or error}", FAILED)
    errors = ErrorCount()
    logging.getLogger().addHandler(errors)
    try:
        run = _play(args, happening, find, samples, errors)
    finally:
        logging.getLogger().removeHandler(errors)
    if run.problem is not None:
        return _complain(run.problem, FAILED)
    return report.again(file, args.report, args.json)


def _play(
    args: argparse.Namespace,
    happening: Happening | None,
    find: Callable[[], FrameSource],
    samples: SampleFile,
    errors: ErrorCount,
) -> "SoakRun":
    """Play to the end, with files that are forgotten: what is played here is nobody's result.

    The warnings of a camera that fails all the time are no news here, so that they are not for
    the terminal.
    """
    with (
        Journal(args.report.with_suffix(".logs"), terminal=False) as journal,
        tempfile.TemporaryDirectory(prefix="laughgame-soak-") as folder,
    ):
        game = game_of(Path(folder), find, journal, heard=args.window)
        run = SoakRun(game, args, happening, samples, errors)
        game.run()
    return run


class SoakRun(QObject):
    """Follows a soak from its first verdict to its end; lives on the GUI thread."""

    def __init__(
        self,
        game: Game,
        args: argparse.Namespace,
        happening: Happening | None,
        samples: SampleFile,
        errors: ErrorCount,
    ) -> None:
        """``happening`` is where in its script the camera is, if it has one."""
        super().__init__(game.application)
        self.problem: str | None = "it ended before the first verdict"
        """Why there is nothing to report."""
        self._game = game
        self._args = args
        self._happening = happening
        self._samples = samples
        self._errors = errors
        self._ended = "interrupted"
        self._spells: tuple[Spell, ...] = ()
        self._pending: list[int] = []
        if happening is not None:
            self._spells = spells(happening.script)
            self._pending = sorted(
                range(len(self._spells)), key=lambda place: self._spells[place].end_s
            )
        self._player = Player(game.window, args.seed, self)
        self._eye: Eye | None = None
        self._latencies_ms: list[float] = []
        self._begun_s = 0.0
        self._last_s = 0.0
        self._told_s = 0.0
        self._judged = 0
        self._sample = QTimer(self, interval=SAMPLE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._sample.timeout.connect(self._take_sample)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._end_in_time)
        self._start = QTimer(self, singleShot=True, interval=round(START_S * 1000))
        self._start.timeout.connect(lambda: self._end(f"no verdict within {START_S:.0f} seconds"))
        self._start.start()
        game.window.show_title()
        controller = game.controller
        controller.ready.connect(self._watch)
        controller.unplayable.connect(self._end)
        controller.source_ended.connect(lambda: self._end("the source came to its end"))
        game.application.aboutToQuit.connect(self._conclude)

    # ---------------------------------------------------------------- what is watched

    def _watch(self) -> None:
        """Follow the eye, which is there once the models are loaded."""
        self._eye = eye = self._game.controller.eye
        if eye is not None:
            eye.reading.connect(self._hear)

    def _hear(self, _time_s: float, faces: tuple[FaceReading, ...]) -> None:
        if self._eye is not None:  # at every reading: it tells of the camera at hand alone
            self._latencies_ms += self._eye.take_latencies_ms()
        if self._start.isActive():
            self._begin()
        if faces:
            self._note_recoveries()

    def _begin(self) -> None:
        self._start.stop()
        self.problem = None
        self._begun_s = self._last_s = time.monotonic()
        self._judged = 0 if self._eye is None else self._eye.stats().judged
        self._samples.begin(
            Head(
                version=__version__,
                source=self._args.source or "everything that can go wrong, by turns",
                seed=self._args.seed,
                minutes=self._args.minutes,
                machine=f"{platform.platform()}, Python {platform.python_version()},"
                f" {os.cpu_count()} cores",
                began_s=self._elapsed_s,
                spells=self._spells,
            )
        )
        self._clock.start(round(self._args.minutes * 60_000))
        self._sample.start()
        self._player.begin()

    @property
    def _elapsed_s(self) -> float:
        """Seconds of the camera's script."""
        return 0.0 if self._happening is None else self._happening.elapsed_s

    def _note_recoveries(self) -> None:
        elapsed_s = self._elapsed_s
        while self._pending and self._spells[self._pending[0]].end_s < elapsed_s:
            place = self._pending.pop(0)
            after_s = elapsed_s - self._spells[place].end_s
            self._samples.add(Recovery(place, round(after_s, 3)))

    def _free_hanging(self) -> None:
        """Let go who hung in a camera, when the script says that it hangs no more."""
        if self._happening is None or not self._happening.hanging:
            return
        elapsed_s = self._happening.elapsed_s
        if not any(
            spell.begin_s <= elapsed_s < spell.end_s + FREED_S
            for spell in self._spells
            if spell.verb in HANGING
        ):
            self._happening.free()

    # ---------------------------------------------------------------- samples

    def _take_sample(self) -> None:
        now_s = time.monotonic()
        passed_s, self._last_s = now_s - self._last_s, now_s
        self._free_hanging()
        if self._eye is None:
            return
        stats, anonymous = self._eye.stats(), anonymous_mb()
        judged, self._judged = stats.judged - self._judged, stats.judged
        latencies_ms, self._latencies_ms = self._latencies_ms, []
        latencies_ms += self._eye.take_latencies_ms()
        sample = Sample(
            at_s=round(now_s - self._begun_s, 3),
            rss_mb=round(resident_mb(), 2),
            anonymous_mb=None if anonymous is None else round(anonymous, 2),
            threads=thread_count(),
            handles=handle_count(),
            fps=round(judged / passed_s, 2),
            captured=stats.captured,
            judged=stats.judged,
            dropped=stats.dropped,
            latencies_ms=tuple(round(each, 1) for each in latencies_ms),
            late_ms=round(max(0.0, passed_s * 1000 - SAMPLE_MS), 1),
            load=_load(),
            hanging=0 if self._happening is None else self._happening.hanging,
            rounds=self._player.rounds,
        )
        self._samples.add(sample)
        self._tell(sample)

    def _tell(self, sample: Sample) -> None:
        terminal = sys.stderr is not None and sys.stderr.isatty()
        if not terminal and sample.at_s - self._told_s < TELL_S:
            return
        self._told_s = sample.at_s
        over = [spell for spell in self._spells if spell.end_s < self._elapsed_s]
        recovered = len(self._spells) - len(self._pending)
        line = (
            f"{page.clock(sample.at_s)} of {page.clock(self._args.minutes * 60)}"
            f"  {sample.rss_mb:.0f} MB  {_count(sample.threads)} threads"
            f"  {_count(sample.handles)} handles  {sample.fps:.1f} verdicts/s"
            f"  {sample.rounds} rounds  {recovered}/{len(over)} faults recovered"
        )
        print(line, end="\r" if terminal else "\n", file=sys.stderr, flush=True)

    # ---------------------------------------------------------------- the end

    def _end_in_time(self) -> None:
        self._ended = "its time was over"
        self._game.application.quit()

    def _end(self, reason: str) -> None:
        if self.problem is not None:
            self.problem = reason
        self._ended = reason
        self._game.application.quit()

    def _conclude(self) -> None:
        """Take no more notes, and let go who hangs, so that the game can end its threads."""
        self._sample.stop()
        self._start.stop()
        self._clock.stop()
        self._player.stop()
        if self._happening is not None:
            self._happening.release()
        self._samples.end(self._errors.count, self._ended)


def _load() -> float | None:
    """Return how many wanted to work in the last minute, on the whole machine."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _count(count: int | None) -> str:
    return "?" if count is None else str(count)


def _complain(problem: object, code: int) -> int:
    print(f"laughgame soak: {problem}", file=sys.stderr)
    return code
