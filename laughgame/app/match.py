"""A match in the window: calibration, countdown, play, replay, the next player, results.

It is told every reading and every button; it tells the screens what to show.  The rules
are those of :mod:`laughgame.game.modes`, and time is that of the readings.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from laughgame.app import paths
from laughgame.app.replay_ring import ReplayRing
from laughgame.game.calibration import NEUTRAL_S, SMILE_S, Calibration, Doubt, Progress, Stage
from laughgame.game.cards import Discipline, Style
from laughgame.game.deck import Deck, killers
from laughgame.game.joke import Joke
from laughgame.game.judge import JudgeSettings
from laughgame.game.modes.hot_seat import HotSeat
from laughgame.game.modes.mode import ModeView, Player
from laughgame.game.modes.survival import Survival
from laughgame.game.moments import hardest_held_in, near_misses
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.session import Session, Snapshot
from laughgame.game.sight import Advice
from laughgame.game.trace import Mark, Trace
from laughgame.game.turn import TurnRules
from laughgame.storage.joke_file import JokeFileError, read_jokes
from laughgame.storage.results import Results
from laughgame.ui import wording
from laughgame.ui.joke_card import JokeView
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.players import COLORS
from laughgame.ui.screens.results import Bomb, MatchResult, PlayerRecord
from laughgame.vision.frame import Image

COUNTDOWN_S: Final = 3.0
AGAIN_S: Final = 2.0
"""After a yellow card the same player gets ready for so long: the face may calm down."""

SIT_S: Final = 90.0
"""So long everybody sits on the hot seat, unless they laugh before."""

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class Phase(Enum):
    """Where a match is."""

    OFF = "off"
    """There is none: the meter is free."""
    CALIBRATION = "calibration"
    """The range of who sits there is being found."""
    COUNTDOWN = "countdown"
    PLAYING = "playing"
    REPLAY = "replay"
    RESULTS = "results"


@dataclass(slots=True)
class _Line:
    """What is kept of one player's turn for the results."""

    player: Player
    color: str
    trace: Trace


class Match(QObject):
    """One match after the other; lives on the GUI thread."""

    remembered = Signal()
    """Somebody's name, range or result was kept."""

    def __init__(
        self,
        window: MainWindow,
        judged_image: Callable[[float], Image | None],
        results: Results | None,
        seed: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``judged_image`` returns the picture of a moment just judged, by its capture time.

        ``results`` keeps finished rounds; without it nothing is kept.

        ``seed`` shuffles the deck; by chance where it is not given.
        """
        super().__init__(parent)
        self._window = window
        self._judged_image = judged_image
        self._results = results
        self._chance = random.Random(seed)
        self._phase = Phase.OFF
        self._mode = "survival"
        self._game: Survival | HotSeat | None = None
        self._rules = TurnRules()
        self._jokes: dict[str, Joke] = {}
        self._waiting = Session()  # what is shown while nobody is judged
        self._waiting.pause()
        self._ready_s: float | None = None
        self._time_s = 0.0
        self._left_s = 0.0
        self._lines: list[_Line] = []
        self._ring = ReplayRing()
        self._mirrored = True
        self._calibration = Calibration()
        self._told: Advice | Doubt | None = None
        self._anew: set[str] | None = None
        """Who was calibrated anew already; None where nobody has to be."""
        self._named = False
        self._elapsed_s = 0.0
        out = window.out
        out.accepted.connect(self._accept)
        out.appealed.connect(self._grant)

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def time_s(self) -> float:
        """Time of the last moment fed, in seconds."""
        return self._time_s

    @property
    def on(self) -> bool:
        """Whether readings belong to a match."""
        return self._phase is not Phase.OFF

    # ---------------------------------------------------------------- from outside

    def start(
        self,
        mode: str,
        names: Sequence[str],
        rules: JudgeSettings,
        language: str,
        mirrored: bool,
        named: bool = True,
    ) -> None:
        """Begin a match of ``survival`` or ``hotseat``; one that is on is broken off.

        ``survival`` is the first one's alone; a hot seat for one is a survival too.  Of who is
        not ``named`` nothing is kept, and no range is known: next time it may be somebody else.
        """
        self._window.out.stop()
        self._ring.clear()
        try:
            jokes = read_jokes(paths.jokes(language))
        except (OSError, JokeFileError) as error:
            _log.error("The jokes cannot be read: %s", error)
            self._window.title.show_status(_no_jokes())
            return
        self._jokes = {joke.name: joke for joke in jokes}
        self._mode = "survival" if len(names) < 2 else mode
        self._mirrored, self._named = mirrored, named
        players = [Player(name) for name in names]
        items = [joke.item for joke in jokes]
        seed = self._chance.randrange(2**31)
        if self._mode == "survival":
            self._rules = TurnRules(rules, Discipline(Style.CARDS))
            self._game = Survival(players[0], self._rules, Deck(items, seed))
        else:
            self._rules = TurnRules(rules, limit_s=SIT_S)
            self._game = HotSeat(players, self._rules, lambda: Deck(items, seed))
        self._lines = []
        self._seat(players[0])
        self._window.play.begin_match(self._mode)
        self._window.show_play()
        self._get_ready()

    def calibrate_anew(self) -> None:
        """Find everybody's range anew when they play next."""
        self._anew = set()
        self._window.title.show_anew(True)

    def begin_again(self) -> None:
        """Let who plays get ready once more: the picture comes from elsewhere now."""
        if self._phase is Phase.PLAYING:
            self._count_down(AGAIN_S)

    def stop(self) -> None:
        """Break the match off; an unfinished one is not kept."""
        self._phase, self._game = Phase.OFF, None
        self._ring.clear()
        self._window.out.stop()
        self._window.play.hide_match()

    def change_rules(self, rules: JudgeSettings) -> None:
        """Play on by other rules, from the next reading on."""
        self._rules = replace(self._rules, judge=rules)
        self._waiting.configure(rules)
        if self._game is not None:
            self._game.change(self._rules)

    def pause(self, paused: bool) -> None:
        """Stop the clock, or let it go on; while a range is found, go on without it."""
        if self._phase is Phase.CALIBRATION:
            self._skip()
        if self._game is None or self._phase is not Phase.PLAYING:
            return
        if paused:
            self._game.pause()
        else:
            self._game.resume()

    def feed(self, reading: FaceReading | None, time_s: float) -> Snapshot:
        """Take in one moment and return what the play screen is to show of it."""
        self._time_s = time_s
        if self._phase is Phase.PLAYING and self._game is not None:
            view = self._game.feed([] if reading is None else [reading], time_s)
            return self._play(view)
        snapshot = self._waiting.feed(reading, time_s)
        if self._phase is Phase.CALIBRATION:
            self._calibrate(reading, time_s)
        elif self._phase is Phase.COUNTDOWN:
            self._count(time_s)
        return replace(snapshot, paused=False, elapsed_s=self._elapsed_s)

    # ---------------------------------------------------------------- before play

    def _get_ready(self) -> None:
        """Count down; before that find the range of a face that is not known yet."""
        self._elapsed_s = 0.0
        name = self._lines[-1].player.name
        # Before the first reading of this turn: the board must not show who sat there before.
        allowed = self._rules.discipline.allowed
        self._window.play.show_match(name, allowed, allowed)
        known = self._known_range(name)
        if known is not None and (self._anew is None or name in self._anew or not self._named):
            self._present().use_range(known)
            self._count_down(COUNTDOWN_S)
            return
        self._phase, self._calibration, self._told = Phase.CALIBRATION, Calibration(), None

    def _known_range(self, name: str) -> PersonalRange | None:
        """Return a player's range; where nothing is kept, everybody has the same."""
        if self._results is None or not self._named:
            return EVERYBODY
        try:
            return self._results.personal_range(name, glasses=False)
        except OSError:
            _log.exception("The range of a player cannot be read")
            return EVERYBODY

    def _calibrate(self, reading: FaceReading | None, time_s: float) -> None:
        progress = self._calibration.feed(reading, time_s)
        if progress.refused is not None and progress.stage is Stage.NEUTRAL:
            # Once more, and the reason stays on the card.
            self._told, self._calibration = progress.refused, Calibration()
        elif progress.refused is not None:
            self._calibration.skip()  # the calm face is half of it, and will do
        found = self._calibration.result
        if found is not None:
            self._use(found)
            return
        headline, line = self._instruction(progress)
        wanted_s = NEUTRAL_S if progress.stage is Stage.NEUTRAL else SMILE_S
        left_s = wanted_s * (1 - progress.share)
        self._window.play.show_instruction(JokeView(headline, line, left_s, progress.share))

    def _instruction(self, progress: Progress) -> tuple[str, str]:
        if progress.stage is Stage.SMILE:
            headline = translate("Match", "And now your biggest smile!")
            return headline, translate("Match", "Space: go on without it")
        why = progress.advice or self._told
        name = self._lines[-1].player.name
        headline = translate("Match", "{name}, look calm and read this aloud:").format(name=name)
        if why is not None:
            return _why(why), translate("Match", "Space: go on without it")
        return headline, translate("Match", "The referee counts the clouds above the pitch.")

    def _skip(self) -> None:
        """Go on without the big smile, or without a range at all."""
        self._calibration.skip()
        known = self._known_range(self._lines[-1].player.name)
        self._use(self._calibration.result or known or EVERYBODY)

    def _use(self, found: PersonalRange) -> None:
        """Judge by a range from now on, and remember it."""
        line = self._lines[-1]
        if self._anew is not None:
            self._anew.add(line.player.name)
        if self._results is not None and self._named:
            try:
                self._results.remember(line.player.name, line.color)
                self._results.keep_range(line.player.name, False, found)
                self.remembered.emit()
            except (OSError, ValueError, KeyError):
                _log.exception("The range of a player could not be kept")
        self._present().use_range(found)
        self._count_down(COUNTDOWN_S)

    # ---------------------------------------------------------------- play

    def _seat(self, player: Player) -> None:
        color = COLORS[len(self._lines) % len(COLORS)]
        self._lines.append(_Line(player, color, Trace()))

    def _count_down(self, seconds: float) -> None:
        self._phase, self._left_s, self._ready_s = Phase.COUNTDOWN, seconds, None
        self._ring.clear()
        self._window.show_play()
        self._window.play.show_countdown(seconds, self._ready_words())

    def _ready_words(self) -> str:
        return translate("Match", "{name}, get ready").format(name=self._lines[-1].player.name)

    def _count(self, time_s: float) -> None:
        if self._ready_s is None or time_s < self._ready_s:
            self._ready_s = time_s
        left_s = self._left_s - (time_s - self._ready_s)
        self._window.play.show_countdown(left_s, self._ready_words())
        if left_s <= 0:
            self._phase = Phase.PLAYING

    def _play(self, view: ModeView) -> Snapshot:
        turn = view.seats[view.active or 0].turn
        if turn is None:
            raise RuntimeError("the seat that is judged has no turn")
        self._lines[-1].trace.add(turn)
        self._elapsed_s = turn.snapshot.elapsed_s
        image = self._judged_image(view.time_s)
        self._ring.add(image, turn.snapshot.ruling, self._mirrored)
        self._show_joke(view)
        play = self._window.play
        play.show_match(self._lines[-1].player.name, turn.left, self._rules.discipline.allowed)
        play.show_advice(turn.attendance.advice)
        if turn.laughed:
            self._show_replay(view, turn.ending is not None, turn.snapshot.elapsed_s)
        elif turn.ending is not None:
            if turn.shown is not None:
                play.show_notice(_hid_too_long)
            self._next()
        elif turn.shown is not None:
            play.show_notice(_hiding_cost_a_card)
        elif turn.attendance.warned:
            play.show_notice(_hiding)
        return turn.snapshot

    def _show_joke(self, view: ModeView) -> None:
        joke = None if view.item is None else self._jokes.get(view.item.name)
        if joke is None or view.item is None:
            return
        said = view.item_s >= joke.reveal_s
        self._window.play.show_joke(
            JokeView(
                joke.setup,
                joke.punchline if said else "",
                view.item.seconds - view.item_s,
                view.item_s / view.item.seconds,
            )
        )

    def _show_replay(self, view: ModeView, last: bool, played_s: float) -> None:
        game = self._present()
        item, _ = game.deck.to_blame()
        joke = self._jokes.get(item.name)
        about = "" if joke is None else _short(joke.setup)
        name, clock = self._lines[-1].player.name, _clock(played_s)
        replay_ = self._ring.replay(name, clock, about, last, game.may_appeal)
        self._phase = Phase.REPLAY
        self._window.show_out(replay_)

    def _present(self) -> Survival:
        game = self._game
        if game is None:
            raise RuntimeError("there is no match")
        return game.present if isinstance(game, HotSeat) else game

    def _grant(self) -> None:
        """The others took the card back."""
        if self._phase is not Phase.REPLAY:
            return
        self._window.out.stop()
        self._present().appeal(granted=True)
        self._lines[-1].trace.pardon()
        self._count_down(AGAIN_S)

    def _accept(self) -> None:
        """The card stays; an objection against it is spent."""
        if self._phase is not Phase.REPLAY:
            return
        if self._window.out.appealing:
            self._present().appeal(granted=False)
        self._window.out.stop()
        self._ring.clear()
        self._next()

    def _next(self) -> None:
        """After a card, or a turn that was survived: the same player, the next one, or the end."""
        game = self._game
        if game is None:
            return
        if not self._present().over:
            self._count_down(AGAIN_S)
        elif isinstance(game, HotSeat) and game.waiting is not None:
            self._seat(game.next_player())
            self._window.show_play()
            self._get_ready()
        else:
            self._show_results(game)

    # ---------------------------------------------------------------- the end

    def _show_results(self, game: Survival | HotSeat) -> None:
        self._phase = Phase.RESULTS
        self._ring.clear()
        if self._anew is not None:
            self._anew = None
            self._window.title.show_anew(False)
        kept, best = self._keep(game)
        lines = {line.player.name: line for line in self._lines}
        records = []
        for standing in game.standings:
            line, result = lines[standing.player.name], standing.result
            hardest = hardest_held_in(result.moments)
            misses = near_misses(result.moments)
            marks = [Mark(line.trace.played_at(one.peak_s), one.peak, card=False) for one in misses]
            records.append(
                PlayerRecord(
                    name=standing.player.name,
                    color=line.color,
                    place=standing.place,
                    clock=_clock(result.survived_s),
                    ending=None if result.ending is None else result.ending.value,
                    near_misses=len(misses),
                    hardest=None if hardest is None else (hardest.peak, hardest.margin),
                    points=line.trace.points,
                    marks=(*marks, *line.trace.cards),
                )
            )
        bombs = [
            Bomb(self._text(row.item), row.kills, row.fastest_s) for row in killers(game.kills)
        ]
        shown = MatchResult(
            self._mode, self._rules.judge.threshold, tuple(records), tuple(bombs), best, kept
        )
        self._window.show_results(shown)

    def _text(self, item: str) -> str:
        joke = self._jokes.get(item)
        return item if joke is None else f"{joke.setup} {joke.punchline}"

    def _keep(self, game: Survival | HotSeat) -> tuple[bool, str]:
        """Keep the round; return whether that went well, and whose personal best it was."""
        if self._results is None or not self._named:
            return True, ""
        bests = []
        try:
            for line in self._lines:
                name = line.player.name
                self._results.remember(name, line.color)
            for standing in game.standings:
                before = self._results.personal_best(standing.player.name, self._mode)
                if before is not None and standing.result.survived_s > before.survived_s:
                    bests.append(standing.player.name)
            self._results.add_round(self._mode, game.standings, game.kills)
        except (OSError, ValueError, KeyError):
            _log.exception("The round could not be kept")
            return False, ""
        self.remembered.emit()
        return True, ", ".join(bests)


def _why(reason: Advice | Doubt) -> str:
    return wording.doubt(reason) if isinstance(reason, Doubt) else wording.advice(reason)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02d}:{rest:02d}"


def _short(text: str, longest: int = 26) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _hiding() -> str:
    return translate("Match", "Hiding is no straight face.\nCome back, or it costs a card.")


def _hiding_cost_a_card() -> str:
    return translate("Match", "That was hiding once too often.\nIt cost a card.")


def _hid_too_long() -> str:
    return translate("Match", "Hidden for too long: this turn is over.")


def _no_jokes() -> str:
    return translate("Match", "The jokes cannot be read; the log says why")
