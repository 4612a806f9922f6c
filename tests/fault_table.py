"""``python -m tests.fault_table``: everything a camera can do wrong, in the real program, measured.

One program runs, as for a player: its window (offscreen), its controller, eye and models, its files
of settings and results, and a survival round before a fake camera.  Every verb happens to it once,
one after the other, and a stopwatch notes when the round waited, what the screen said, and when
the round went on.  ``--json FILE`` writes the rows, ``--write FILE`` renews the table of a text;
the exit code is 1 where something was too late, wrong or lost.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest

from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.pose import FacePose
from laughgame.app import bootstrap, main, sources
from laughgame.app.bootstrap import Game
from laughgame.app.match import Match, Phase
from laughgame.game.judge import Verdict
from laughgame.game.modes.mode import Player, Standing
from laughgame.game.personal_range import EVERYBODY
from laughgame.game.session import Snapshot
from laughgame.game.turn import Ending, TurnResult
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings, SettingsFile
from laughgame.ui import camera_words
from laughgame.ui.camera_words import CameraTrouble
from laughgame.vision.sources.fake import Happening
from laughgame.vision.sources.fake_script import FakeScript, Fault, Verb
from training.files import check_marks, write_between

WAITS_WITHIN_S: Final = 1.0
GOES_ON_WITHIN_S: Final = 3.0
"""What is asked for: from the fault to a round that waits, from its end to one that goes on."""

LOST_S: Final = 0.05
"""Two frames: what a clock may have gone on by while the round waited, in seconds."""

LONGEST_GAP_S: Final = 1.0
"""What the player plays through leaves no longer gap between two verdicts."""

FAULT_S: Final = 1.5
SHORT_S: Final = 1.0
"""How long a fault lasts; one that is told of at once, or played through, is shorter."""

REST_S: Final = 0.5
LONG_REST_S: Final = 1.2
"""How long all is well before the next one; after one that the driver tells of it must be longer
than the second in which the next would count as the same."""

PATIENCE_S: Final = 30.0

NAME: Final = "Minji"

NAMED: Final = "The camera"

SHOWN: Final = {
    Verb.UNPLUG: (CameraTrouble.LOST, CameraTrouble.MISSING),
    Verb.REPLUG: (CameraTrouble.LOST, CameraTrouble.MISSING),
    Verb.BUSY: (CameraTrouble.LOST, CameraTrouble.BUSY),
    Verb.DENIED: (CameraTrouble.LOST, CameraTrouble.DENIED),
    Verb.FREEZE: (CameraTrouble.FROZEN,),
    Verb.BLACK: (CameraTrouble.BLACK,),
    Verb.COVERED: (CameraTrouble.COVERED,),
    Verb.STALL: (CameraTrouble.STALLED,),
    Verb.SUSPEND: (CameraTrouble.STALLED,),
    Verb.HANG_IN_OPEN: (CameraTrouble.LOST, CameraTrouble.HANGS),
    Verb.HANG_IN_READ: (CameraTrouble.STALLED, CameraTrouble.HANGS),
    Verb.ZERO_SIZE: (CameraTrouble.LOST,),
    Verb.CORRUPT_JPEG: (CameraTrouble.LOST,),
}
"""What the screen must say, in this order; a verb that is not here is played through."""

VALUES: Final = {Verb.WRONG_RATE: 5.0, Verb.CLOCK_JUMP: -60.0, Verb.SUSPEND: 3600.0}

MARKS: Final = ("<!-- faults: written by tests.fault_table --write -->", "<!-- end of faults -->")


@dataclass
class Row:
    """What one verb did; seconds, ``None`` where it did not happen.

    ``waits_s`` runs from the fault to a round that waits and says why, ``goes_on_s`` from its end
    to the next verdict; ``gap_s`` is the longest time between two verdicts where the round played
    on.  ``shown`` are the troubles, ``captions`` the sentences on the stage.  ``counted_s`` is what
    the clock of the round went on by while it waited.
    """

    verb: str
    shown: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    waits_s: float | None = None
    goes_on_s: float | None = None
    gap_s: float = 0.0
    counted_s: float = 0.0
    lost: list[str] = field(default_factory=list)

    def wrong(self, leisure: float = 1.0) -> list[str]:
        """Return what is not as it must be; ``leisure`` is how many times as slow all may be."""
        wanted = [trouble.value for trouble in SHOWN.get(Verb(self.verb), ())]
        wrong = list(self.lost)
        shown = list(self.shown)
        if leisure > 1 and CameraTrouble.STALLED.value not in wanted:
            # Where the camera's thread is not let run for long, its pictures do stall.
            shown = [trouble for trouble in shown if trouble != CameraTrouble.STALLED.value]
        if shown != wanted:
            wrong.append(f"shows {self.shown}, not {wanted}")
        if self.goes_on_s is None or self.goes_on_s > leisure * GOES_ON_WITHIN_S:
            wrong.append(f"goes on after {self.goes_on_s} s")
        if wanted and (self.waits_s is None or self.waits_s > leisure * WAITS_WITHIN_S):
            wrong.append(f"waits after {self.waits_s} s")
        if not wanted and self.gap_s > leisure * LONGEST_GAP_S:
            wrong.append(f"no verdict for {self.gap_s:.2f} s")
        if self.counted_s > LOST_S:
            wrong.append(f"{self.counted_s:.2f} s were survived while it waited")
        return wrong


class StraightFace(Performance):
    """The illustrated player, who moves no muscle until told to laugh."""

    def __init__(self) -> None:
        super().__init__([Stretch(Label.NEUTRAL, 600.0)], seed=0)
        self.laughs = False
        self._laugh = Performance([Stretch(Label.LAUGH, 600.0)], seed=0)

    def pose_at(self, time_s: float) -> FacePose:
        return self._laugh.pose_at(time_s) if self.laughs else super().pose_at(time_s)


class Stopwatch:
    """Notes, in monotonic seconds, what the window shows and what the rules say."""

    def __init__(self, game: Game) -> None:
        self.troubles: list[tuple[float, CameraTrouble, str]] = []
        self.pauses: list[tuple[float, Snapshot]] = []
        self.verdicts: list[tuple[float, Snapshot]] = []
        play = game.window.play
        self._play = play
        self._show_lost, self._show = play.show_source_lost, game.window.show_snapshot
        play.show_source_lost = self._note_trouble  # type: ignore[method-assign]
        game.window.show_snapshot = self._note_shown  # type: ignore[method-assign]
        game.controller.judged.connect(self._note_judged)

    def _note_trouble(self, name: str | None, trouble: CameraTrouble | None = None) -> None:
        self._show_lost(name, trouble)
        if trouble is not None:
            self.troubles.append((time.monotonic(), trouble, self._play.camera.caption))

    def _note_shown(self, snapshot: Snapshot) -> None:
        self._show(snapshot)
        if snapshot.ruling.verdict is Verdict.PAUSED:
            self.pauses.append((time.monotonic(), snapshot))

    def _note_judged(self, snapshot: Snapshot) -> None:
        if snapshot.ruling.verdict is not Verdict.PAUSED:
            self.verdicts.append((time.monotonic(), snapshot))


class FaultTable:
    """The program, and the faults that happen to it."""

    def __init__(self, folder: Path) -> None:
        self._results = Results(folder / "results.sqlite3")
        self._results.remember(NAME, "#FFD22E")
        self._results.keep_range(NAME, False, EVERYBODY)
        earlier = TurnResult(12.5, Ending.OUT, (), 0, ())
        self._results.add_round("survival", [Standing(1, Player(NAME), earlier)])
        self._file = SettingsFile(folder / "settings.toml")
        match = MatchSettings(mode="survival", players=(NAME,))
        self._file.save(Settings(general={"language": "en"}, match=match))
        self._written = self._file.path.read_bytes()
        self._face = StraightFace()
        self._happening = Happening(FakeScript())
        self._game = bootstrap.build(
            self._file.load(),
            file=self._file,
            source=lambda: sources.fake_camera(self._happening, self._face),
            results=self._results,
        )
        self._watch = Stopwatch(self._game)

    def begin(self) -> None:
        """Open the window, and wait until a survival round is played."""
        self._game.window.show()
        _wait(lambda: self._watch.verdicts)
        self._game.window.match_requested.emit()
        _wait(lambda: self._match.phase is Phase.PLAYING)
        QTest.qWait(round(LONG_REST_S * 1000))

    @property
    def _match(self) -> Match:
        return self._game.controller.match

    def meet(self, verb: Verb) -> Row:
        """Let one fault happen; return when all is well again, or has not been for long."""
        watch, row = self._watch, Row(verb.value)
        self._forget()
        begin_s, end_s = self._script(verb)
        lives = self._game.window.play.top_bar.lives
        QTest.qWait(round(1000 * max(0.0, end_s - time.monotonic())))
        _wait(lambda: _first(watch.verdicts, end_s) is not None, or_not=True)
        went_on = _first(watch.verdicts, end_s)
        lost = any(trouble is CameraTrouble.LOST for _, trouble, _ in watch.troubles)
        QTest.qWait(round(1000 * (LONG_REST_S if lost else REST_S)))
        for _, trouble, caption in watch.troubles:
            if trouble.value not in row.shown:
                row.shown.append(trouble.value)
                row.captions.append(caption)
        paused = _first(watch.pauses, begin_s)
        if row.shown and paused is not None:
            row.waits_s = max(paused[0], watch.troubles[0][0]) - begin_s
        if went_on is not None:
            row.goes_on_s = went_on[0] - end_s
            if paused is not None:
                row.counted_s = went_on[1].elapsed_s - paused[1].elapsed_s
        row.gap_s = _longest_gap_s([at_s for at_s, _ in watch.verdicts], begin_s, end_s)
        row.lost = self._losses(lives)
        return row

    def laugh(self) -> list[str]:
        """End the round by two laughs; return what of it was not kept as it was played."""
        self._face.laughs = True
        out = self._game.window.out
        _wait(lambda: self._match.phase is Phase.REPLAY)
        out.accepted.emit()
        _wait(lambda: self._match.phase is Phase.REPLAY)
        survived_s = self._watch.verdicts[-1][1].elapsed_s
        out.accepted.emit()
        _wait(lambda: self._match.phase is Phase.RESULTS)
        newest, *older = self._results.history()
        lost = [] if len(older) == 1 else [f"{len(older)} rounds were kept before this one"]
        if abs(newest.survived_s - survived_s) > LOST_S:
            lost.append(f"{newest.survived_s} s were kept of {survived_s}")
        if (newest.cards, newest.warnings) != (2, 0):
            lost.append(f"{newest.cards} cards, {newest.warnings} warnings")
        return lost

    def close(self) -> float:
        """Close the program as its window does; return how long that took, in seconds."""
        begun_s = time.monotonic()
        self._game.window.close()
        self._game.controller.close()
        return time.monotonic() - begun_s

    @property
    def hanging(self) -> int:
        """How many threads hang in the camera."""
        eye = self._game.controller.eye
        return 0 if eye is None else eye.hanging

    def _forget(self) -> None:
        watch = self._watch
        del watch.troubles[:], watch.pauses[:], watch.verdicts[:-1]

    def _script(self, verb: Verb) -> tuple[float, float]:
        """Write the fault into the script; return when it begins and ends, in monotonic seconds."""
        happening = self._happening
        elapsed_s = happening.elapsed_s
        at_s = elapsed_s + 0.1
        at_once = SHOWN.get(verb, (CameraTrouble.LOST,)) == (CameraTrouble.LOST,)
        for_s = SHORT_S if at_once else FAULT_S
        faults = [Fault(verb, at_s, for_s, VALUES.get(verb))]
        if verb is Verb.REPLUG:
            faults = [Fault(Verb.UNPLUG, at_s), Fault(verb, at_s + for_s)]
        script = happening.script
        happening.script = FakeScript((*script.faults, *faults), script.frame_rate, script.size)
        begin_s = time.monotonic() - elapsed_s + at_s
        return begin_s, begin_s + for_s

    def _losses(self, lives: tuple[int, int] | None) -> list[str]:
        lost = []
        if self._file.path.read_bytes() != self._written:
            lost.append("the settings file changed")
        if [turn.survived_s for turn in self._results.history()] != [12.5]:
            lost.append("the finished round changed")
        if self._game.window.play.top_bar.lives != lives:
            lost.append("a life")
        if self._match.phase is not Phase.PLAYING:
            lost.append(f"the round: {self._match.phase.value}")
        return lost


def _wait(condition: Callable[[], object], or_not: bool = False) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > until_s:
            if or_not:
                return
            raise TimeoutError(f"nothing in {PATIENCE_S:.0f} s")
        QTest.qWait(10)


def _first(
    noted: Sequence[tuple[float, Snapshot]], since_s: float
) -> tuple[float, Snapshot] | None:
    return next((one for one in noted if one[0] >= since_s), None)


def _longest_gap_s(times_s: Sequence[float], begin_s: float, end_s: float) -> float:
    """Return the longest time between two verdicts, where the second came during the fault."""
    pairs = pairwise(times_s)
    return max((b - a for a, b in pairs if begin_s <= b <= end_s + 1.0), default=inf)


def measure(folder: Path, tell: Callable[[str], None]) -> tuple[list[Row], list[str]]:
    """Let every verb happen; return the rows, and what was lost of the round in the end.

    A verb that goes wrong happens once more: the machine may have been busy.
    """
    table = FaultTable(folder)
    table.begin()
    rows = []
    for verb in Verb:
        row = table.meet(verb)
        if row.wrong():
            tell(f"{verb.value}: {'; '.join(row.wrong())}; once more")
            row = table.meet(verb)
        rows.append(row)
        tell(f"{row}")
    wrong = table.laugh()
    hanging = table.hanging
    tell(f"closed in {table.close():.2f} s over {hanging} threads that hang")
    return rows, wrong


def document(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    lines = [
        "| fault | the stage and the card say | waits after | goes on after its end | lost |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        says = "<br>".join(map(_said, row.shown, row.captions)) or "plays on"
        waits = "–" if row.waits_s is None else f"{row.waits_s:.2f} s"
        goes_on = f"{row.goes_on_s:.2f} s" if row.shown else f"no gap over {row.gap_s:.2f} s"
        lost = "; ".join(row.lost) or "nothing"
        lines.append(f"| `{row.verb}` | {says} | {waits} | {goes_on} | {lost} |")
    return "\n".join(lines)


def _said(shown: str, caption: str) -> str:
    trouble = CameraTrouble(shown)
    return f"*{caption}* {camera_words.problem(trouble, NAMED)} {camera_words.remedy(trouble)}"


def run(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fault_table", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the rows to this file")
    parser.add_argument("--write", type=Path, help="renew the table in this file")
    args = parser.parse_args(arguments)
    if args.write is not None:
        check_marks(args.write, *MARKS)
    main.create_application()
    with tempfile.TemporaryDirectory() as folder:
        rows, wrong = measure(Path(folder), lambda said: print(said, file=sys.stderr))
    if args.json is not None:
        told = {"rows": [asdict(row) for row in rows], "wrong": wrong}
        args.json.write_text(json.dumps(told), encoding="utf-8")
    if args.write is not None:
        write_between(args.write, *MARKS, document(rows))
    print(document(rows))
    wrong += [f"{row.verb}: {what}" for row in rows for what in row.wrong()]
    for what in wrong:
        print(what, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(run())
