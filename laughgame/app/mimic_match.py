"""Mimic in the window: the model rehearses, the players imitate it in turn, grades, a table.

It is told every moment and every button, like :mod:`laughgame.app.match`; the rules are those
of :mod:`laughgame.game.modes.mimic`.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from laughgame.actor.improvisation import beaming
from laughgame.actor.look import LOOKS, Look
from laughgame.actor.performance import Performance
from laughgame.app import match_words, mimic_model
from laughgame.app.background import Background
from laughgame.app.match_ledger import Kept, Ledger
from laughgame.app.mimic_model import Rehearsal, performer, thinned
from laughgame.app.sound_cues import SoundCues
from laughgame.game.judge import RESTART_GAP_S
from laughgame.game.mimicry import BEHIND_S, Sample
from laughgame.game.modes.mimic import Mimic, MimicView
from laughgame.game.modes.mode import merit
from laughgame.game.reading import FaceReading, strongest
from laughgame.game.session import Session, Snapshot
from laughgame.storage.results import Results
from laughgame.ui.clip import PaintedClip
from laughgame.ui.joke_card import JokeView
from laughgame.ui.main_window import MainWindow
from laughgame.ui.mimic_chart import Curves
from laughgame.ui.mimic_panel import Imitating
from laughgame.ui.screens.grade import Graded, GradeView
from laughgame.ui.screens.players import COLORS

LENGTH_S: Final = 12.0
"""So long the model performs, and a little more."""

COUNTDOWN_S: Final = 3.0
THIN_S: Final = 0.1
"""The player's curve is shown at so many seconds a point."""

Study = Callable[[Path, Performance, Look, Rehearsal], list[Sample]]

_log = logging.getLogger(__name__)


class Phase(Enum):
    """Where an imitation is."""

    OFF = "off"
    REHEARSING = "rehearsing"
    """The eye reads what the model does."""
    COUNTDOWN = "countdown"
    PLAYING = "playing"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class _Model:
    """What is imitated: the performance, and its curve."""

    clip: PaintedClip
    curve: tuple[Sample, ...]
    shown: tuple[Sample, ...]

    @property
    def length_s(self) -> float:
        return self.curve[-1].time_s + BEHIND_S


class MimicMatch(QObject):
    """One match of imitations after the other; lives on the GUI thread."""

    remembered = Signal()
    """Somebody's score was kept."""
    heard = Signal(object)
    """What is to be heard from now on: a :class:`~laughgame.app.sound_cues.Heard`."""

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        results: Results | None,
        seed: int | None = None,
        study: Study | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``study`` reads the model's performance, on the thread of ``background``.

        ``results`` keeps finished rounds; ``seed`` chooses the performances.
        """
        super().__init__(parent)
        self._window = window
        self._background = background
        self._results = results
        self._study = study or mimic_model.study
        self._chance = random.Random(seed)
        self._phase = Phase.OFF
        self._ledger = Ledger(None, False, frozenset())
        self._names: tuple[str, ...] = ()
        self._rehearsal = Rehearsal()
        self._model: _Model | None = None
        self._mimic: Mimic | None = None
        self._player: list[Sample] = []
        self._graded: list[Graded] = []
        self._waiting = Session()
        self._waiting.pause()
        self._since_s: float | None = None
        self._paused = self._paused_before = False
        self._time_s = 0.0
        self._cues = SoundCues()

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def on(self) -> bool:
        """Whether readings belong to an imitation."""
        return self._phase is not Phase.OFF

    @property
    def time_s(self) -> float:
        """Time of the last moment fed, in seconds."""
        return self._time_s

    @property
    def following(self) -> str:
        """Who imitates next; empty after the last one."""
        later = self._names[len(self._graded) :]
        return later[0] if later else ""

    # ---------------------------------------------------------------- from outside

    def start(self, names: Sequence[str], named: bool, model: Path) -> None:
        """Begin a match of these players, all with the same performance.

        ``model`` is the file that reads it; nothing is kept of who is not ``named``.
        """
        self._rehearsal.cancel()
        self._names, self._graded, self._model = tuple(names), [], None
        self._paused = self._paused_before = False
        self._ledger = Ledger(self._results, named, frozenset())
        self._phase = Phase.REHEARSING
        self._rehearsal = Rehearsal()
        self._window.play.begin_match("mimic")
        self._window.show_play()
        self._window.play.show_match(self._names[0], 0, 0)
        script = beaming(self._chance.randrange(2**31), LENGTH_S)
        look = self._chance.choice(LOOKS)
        rehearsal = self._rehearsal
        self._background.submit(
            lambda: self._study(model, script, look, rehearsal),
            partial(self._meet, rehearsal, script, look),
            partial(self._fail, rehearsal),
        )

    def go_on(self) -> bool:
        """Let the next player imitate; false where nobody is left."""
        if self._phase is not Phase.GRADE or not self.following:
            return False
        self._paused_before = False
        self._get_ready()
        return True

    def stop(self) -> None:
        """Break off; what is not finished is not kept."""
        self._rehearsal.cancel()
        self._phase, self._model, self._mimic = Phase.OFF, None, None
        self._window.play.hide_match()

    def pause(self, paused: bool) -> None:
        """Stop; to go on is to begin this imitation again: nobody enters in the middle of a laugh.

        Once a player: after a second pause the model has gone on, or pausing would be a second
        try.  Means nothing while nobody imitates.
        """
        if self._phase is not Phase.PLAYING:
            return
        self._paused = paused
        if not paused and not self._paused_before:
            self._get_ready()
            self._paused_before = True

    def begin_again(self) -> None:
        """Let who plays get ready once more: the picture comes from elsewhere now."""
        if self._phase is Phase.PLAYING:
            self._get_ready()

    def feed(self, faces: Sequence[FaceReading], time_s: float) -> Snapshot:
        """Take in one moment and return what the play screen is to show of it."""
        if time_s - self._time_s > RESTART_GAP_S:
            # Nobody could follow, or get ready, while there was no picture.
            self._since_s = None
            if not self._paused:
                self.begin_again()
        self._time_s = time_s
        face = faces[0] if faces else None
        snapshot = self._waiting.feed(face, time_s)
        elapsed_s = 0.0
        if self._phase is Phase.REHEARSING:
            self._window.play.show_instruction(self._instruction())
        elif self._phase is Phase.COUNTDOWN:
            self._count(time_s)
        elif self._phase is Phase.PLAYING and self._mimic is not None and not self._paused:
            elapsed_s = self._imitate(self._mimic, self._mimic.feed(face, time_s))
        return replace(snapshot, paused=self._paused, elapsed_s=elapsed_s)

    # ---------------------------------------------------------------- before play

    def _meet(self, rehearsal: Rehearsal, script: Performance, look: Look, read: object) -> None:
        """The model has rehearsed; what was cancelled meanwhile is nobody's business."""
        if rehearsal is not self._rehearsal or self._phase is not Phase.REHEARSING:
            return
        samples = tuple(read) if isinstance(read, list) else ()
        clip = performer("mimic", match_words.imitate_me(), script, look)
        try:
            Mimic(samples)
        except (ValueError, IndexError) as error:
            self._fail(rehearsal, error)
            return
        self._model = _Model(clip, samples, thinned(samples))
        self._get_ready()

    def _fail(self, rehearsal: Rehearsal, error: Exception) -> None:
        """There is nothing to imitate: by this model's reading the performance hardly moves."""
        if rehearsal is not self._rehearsal or self._phase is not Phase.REHEARSING:
            return
        _log.error("The performance cannot be imitated: %s", error)
        self._window.go_home()
        self._window.title.show_status(match_words.nothing_to_imitate)

    def _instruction(self) -> JokeView:
        headline, line = match_words.model_rehearses()
        share = self._rehearsal.share
        return JokeView(headline, line, 9 * (1 - share), share)

    def _get_ready(self) -> None:
        self._phase, self._since_s, self._paused = Phase.COUNTDOWN, None, False
        self._cues.reset()
        self._player, self._mimic = [], None
        play = self._window.play
        play.show_match(self._player_name, 0, 0)
        play.hide_clip()
        play.show_imitating(None)
        self._window.show_play()
        play.show_countdown(COUNTDOWN_S, self._ready_words())

    @property
    def _player_name(self) -> str:
        return self.following

    def _ready_words(self) -> str:
        return match_words.get_ready([self._player_name])

    def _count(self, time_s: float) -> None:
        if self._since_s is None or time_s < self._since_s:
            self._since_s = time_s
        left_s = COUNTDOWN_S - (time_s - self._since_s)
        self._window.play.show_countdown(left_s, self._ready_words())
        self.heard.emit(self._cues.countdown(left_s))
        if left_s <= 0 and self._model is not None:
            self._mimic = Mimic(self._model.curve)
            self._phase = Phase.PLAYING

    # ---------------------------------------------------------------- play

    def _imitate(self, mimic: Mimic, view: MimicView) -> float:
        """Show one moment of the imitation; return the seconds played."""
        model = self._model
        if model is None:
            return 0.0
        if view.played_s < (self._player[-1].time_s if self._player else 0.0):
            self._player = []  # another clock: it begins again
        if not self._player or view.played_s - self._player[-1].time_s >= THIN_S:
            self._player.append(Sample(view.played_s, view.emotions))
        play = self._window.play
        play.show_clip(model.clip, view.played_s, model.length_s, match_words.a_moment_later())
        play.show_imitating(
            Imitating(
                curves=self._curves(model),
                played_s=view.played_s,
                score=view.score,
                wanted=mimic.wanted,
                shown=None if view.emotions is None else strongest(view.emotions),
            )
        )
        if view.over:
            self._show_grade(mimic, model)
        return view.played_s

    def _curves(self, model: _Model) -> Curves:
        color = COLORS[min(len(self._graded), len(COLORS) - 1)]
        return Curves(model.shown, tuple(self._player), model.length_s, color)

    def _show_grade(self, mimic: Mimic, model: _Model) -> None:
        """Grade who has just played; after the last one keep the scores."""
        grade = mimic.grade()
        curves = self._curves(model)
        name = self._player_name
        score = None if grade is None else round(grade.score, 1)
        self.heard.emit(self._cues.graded(score))
        self._graded = placed([*self._graded, Graded(name, curves.color, 0, score, curves)])
        self._phase, self._mimic = Phase.GRADE, None
        kept = Kept(True)
        if not self.following:
            kept = self._ledger.keep_scores(
                "mimic",
                [(one.name, one.color, one.place, one.score) for one in self._graded],
                model.length_s,
            )
            if kept.well and self._ledger.keeps:
                self.remembered.emit()
        self._window.show_grade(
            GradeView(
                tuple(sorted(self._graded, key=lambda one: one.place)),
                name,
                self.following,
                ", ".join(kept.bests),
                kept.well,
            )
        )


def placed(graded: Sequence[Graded]) -> list[Graded]:
    """Return the grades with their places, by the order of all tables; no face is the last."""
    merits = [merit(True, 0.0, 0, one.score) for one in graded]
    return [
        replace(one, place=1 + sum(other > own for other in merits))
        for one, own in zip(graded, merits, strict=True)
    ]
