"""A match in the window: seats, calibration, countdown, play, replay, the next player, results.

It is told every moment and every button; it tells the screens what to show.  The rules
are those of :mod:`laughgame.game.modes`, and time is that of the readings.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from laughgame.app import match_results, match_words
from laughgame.app.deck_box import DeckBox
from laughgame.app.match_calibration import RangeFinder
from laughgame.app.match_ledger import Ledger
from laughgame.app.match_results import Line
from laughgame.app.replay_ring import ReplayRing
from laughgame.app.round_terms import TermsBook
from laughgame.app.sound_cues import STILL, SoundCues
from laughgame.game.cards import Discipline, Style
from laughgame.game.deck import Deck
from laughgame.game.judge import RESTART_GAP_S, JudgeSettings
from laughgame.game.modes.duel import Duel
from laughgame.game.modes.hot_seat import HotSeat
from laughgame.game.modes.mode import ModeView, Player
from laughgame.game.modes.survival import Survival
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.seating import Seating
from laughgame.game.session import Session, Snapshot
from laughgame.game.sight import advice_for
from laughgame.game.trace import Trace
from laughgame.game.turn import Turn, TurnRules, TurnView
from laughgame.storage.results import Results
from laughgame.ui.clip import PictureClip
from laughgame.ui.duel_view import Rival
from laughgame.ui.hint_card import Topic
from laughgame.ui.joke_card import JokeView
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.players import COLORS
from laughgame.vision.frame import Image

COUNTDOWN_S: Final = 3.0
AGAIN_S: Final = 2.0
"""After a yellow card the same player gets ready for so long: the face may calm down."""

SIT_S: Final = 90.0
"""So long everybody sits on the hot seat, unless they laugh before."""

SETTLE_S: Final = 1.0
"""So long as many faces as there are players must be seen before a duel gives them their seats:
somebody who passes by takes none."""


class Phase(Enum):
    """Where a match is."""

    OFF = "off"
    """There is none: the meter is free."""
    SEATING = "seating"
    """The players of a duel sit down."""
    CALIBRATION = "calibration"
    """The ranges of those who sit there are being found."""
    COUNTDOWN = "countdown"
    PLAYING = "playing"
    REPLAY = "replay"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Fixture:
    """What is to be played: a mode (``survival``, ``hotseat``, ``duel``), by whom, by which rules.

    ``discipline`` says what a laugh costs; ``None`` leaves it to the mode.  Of players who are not
    ``named`` nothing is kept.  ``glasses`` are the names of those who wear some.
    ``model`` returns the SHA-256 of the model that judges now, empty where that is not known.
    """

    mode: str
    names: tuple[str, ...]
    judge: JudgeSettings
    discipline: Discipline | None
    deck: DeckBox
    mirrored: bool
    named: bool = True
    glasses: frozenset[str] = frozenset()
    model: Callable[[], str] = str

    @property
    def rules(self) -> TurnRules:
        """What every turn is played by."""
        usual = Discipline(Style.CARDS if self.mode == "survival" else Style.SUDDEN)
        limit_s = SIT_S if self.mode == "hotseat" else None
        return TurnRules(self.judge, self.discipline or usual, limit_s)


class Match(QObject):
    """One match after the other; lives on the GUI thread."""

    remembered = Signal()
    """Somebody's name, range or result was kept."""
    crowd_wanted = Signal(bool)
    """Whether all faces before the camera are to be judged, or one."""
    heard = Signal(object)
    """What is to be heard from now on: a :class:`~laughgame.app.sound_cues.Heard`."""

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
        self._fixture: Fixture | None = None
        self._ledger = Ledger(None, False, frozenset())
        self._game: Survival | HotSeat | Duel | None = None
        self._waiting = Session()  # what is shown while nobody is judged
        self._waiting.pause()
        self._since_s: float | None = None
        """When the countdown, or the seating, began."""
        self._left_s = 0.0
        self._time_s = 0.0
        self._lines: list[Line] = []
        """Those who have played and who play now, by seat."""
        self._seating = Seating(1)
        self._ring = ReplayRing()
        self._laughed: list[int] = []
        """The seats whose laughs of one moment are still to be shown."""
        self._finder = RangeFinder(())
        self._terms = TermsBook()
        self._anew: set[str] | None = None
        """Who was calibrated anew already; None where nobody has to be."""
        self._elapsed_s = 0.0
        self._cues = SoundCues()
        out = window.out
        out.accepted.connect(self._accept)
        out.appealed.connect(self._grant)
        window.play.clip_failed.connect(self._skip_item)

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

    def start(self, fixture: Fixture) -> None:
        """Begin a match; one that is on is broken off.

        ``survival`` is the first one's alone, and a hot seat for one is a survival too.  Raises
        ``ValueError`` for a duel of one.
        """
        self._window.out.stop()
        self._ring.clear()
        if fixture.mode == "hotseat" and len(fixture.names) < 2:
            fixture = replace(fixture, mode="survival")
        if fixture.mode == "survival":
            fixture = replace(fixture, names=fixture.names[:1])
        duel = fixture.mode == "duel"
        self._seating = Seating(len(fixture.names) if duel else 1, fixture.mirrored)
        self._game = self._new_game(fixture)
        self._fixture = fixture
        self._ledger = Ledger(self._results, fixture.named, fixture.glasses, fixture.model)
        self._lines, self._laughed = [], []
        self._terms = TermsBook()
        for name in fixture.names if duel else fixture.names[:1]:
            self._seat(name)
        self.crowd_wanted.emit(duel)
        self._window.play.begin_match(fixture.mode)
        self._window.show_play()
        self._elapsed_s = 0.0
        self._show_lives()
        if duel:
            self._phase, self._since_s = Phase.SEATING, None
        else:
            self._get_ready()

    def _new_game(self, fixture: Fixture) -> Survival | HotSeat | Duel:
        players = [Player(name) for name in fixture.names]
        if fixture.mode == "duel":
            return Duel(players, fixture.rules, self._seating)
        items, seed = fixture.deck.items, self._chance.randrange(2**31)
        if fixture.mode == "survival":
            return Survival(players[0], fixture.rules, Deck(items, seed))
        return HotSeat(players, fixture.rules, lambda: Deck(items, seed))

    def calibrate_anew(self) -> None:
        """Find everybody's range anew when they play next."""
        self._anew = set()
        self._window.title.show_anew(True)

    def begin_again(self) -> None:
        """Let who plays get ready once more: the picture comes from elsewhere now."""
        if isinstance(self._game, Duel):
            self._seating.leave()
            if self._phase not in (Phase.REPLAY, Phase.RESULTS):
                self._phase, self._since_s = Phase.SEATING, None
        elif self._phase is Phase.PLAYING:
            self._count_down(AGAIN_S)

    def stop(self) -> None:
        """Break the match off; an unfinished one is not kept."""
        if self.on:
            self.crowd_wanted.emit(False)
            self.heard.emit(STILL)
        self._cues.reset()
        self._phase, self._game = Phase.OFF, None
        self._ring.clear()
        self._window.out.stop()
        self._window.play.hide_match()

    def change_rules(self, judge: JudgeSettings, discipline: Discipline | None) -> None:
        """Play on by other rules, from the next reading on."""
        self._waiting.configure(judge)
        if self._fixture is not None:
            self._fixture = replace(self._fixture, judge=judge, discipline=discipline)
        if self._game is not None and self._fixture is not None:
            self._game.change(self._fixture.rules)

    def show_mirrored(self, mirrored: bool) -> None:
        """Let replays show players as the stage does from now on; seats stay as they are."""
        if self._fixture is not None:
            self._fixture = replace(self._fixture, mirrored=mirrored)

    def pause(self, paused: bool) -> None:
        """Stop the clock, or let it go on; while ranges are found, go on without them."""
        if self._phase is Phase.CALIBRATION:
            self._skip()
        if self._game is None or self._phase is not Phase.PLAYING:
            return
        if paused:
            self._game.pause()
        else:
            self._game.resume()

    def feed(self, faces: Sequence[FaceReading], time_s: float) -> Snapshot:
        """Take in one moment, all faces seen in it, and return what is to be shown of it."""
        if time_s - self._time_s > RESTART_GAP_S:
            self._since_s = None  # nobody got ready, or sat down, while there was no picture
        self._time_s = time_s
        if self._phase is Phase.PLAYING and self._game is not None:
            return self._play(self._game.feed(faces, time_s), faces)
        snapshot = self._waiting.feed(faces[0] if faces else None, time_s)
        if self._phase is Phase.SEATING:
            self._wait_for_all(faces, time_s)
        elif self._phase is Phase.CALIBRATION:
            self._calibrate(faces, time_s)
        elif self._phase is Phase.COUNTDOWN:
            self._count(time_s)
        if isinstance(self._game, Duel):
            self._show_seats(faces)
        return replace(snapshot, paused=False, elapsed_s=self._elapsed_s)

    # ---------------------------------------------------------------- before play

    def _seat(self, name: str) -> None:
        color = COLORS[len(self._lines) % len(COLORS)]
        self._lines.append(Line(name, color, Trace()))

    @property
    def _present(self) -> list[int]:
        """The seats that are played now."""
        if isinstance(self._game, Duel):
            return list(range(len(self._lines)))
        return [len(self._lines) - 1]

    def _wait_for_all(self, faces: Sequence[FaceReading], time_s: float) -> None:
        """Give everybody a seat once all have been there for a moment."""
        names = [line.name for line in self._lines]
        there = sum(advice_for(face) is None for face in faces)
        if there < len(names):
            self._since_s = None
        elif self._since_s is None or time_s < self._since_s:
            self._since_s = time_s
        settled_s = 0.0 if self._since_s is None else time_s - self._since_s
        if settled_s >= SETTLE_S:
            self._seating.seat(faces)
        if self._seating.taken:
            self._get_ready()
            return
        headline, order = match_words.take_seats(names)
        share = min(1.0, there / len(names))
        self._window.play.show_instruction(
            JokeView(headline, order, float(max(0, len(names) - there)), share)
        )

    def _get_ready(self) -> None:
        """Count down; before that find the ranges of faces that are not known yet."""
        self._elapsed_s = 0.0
        # Before the first reading of this turn: the board must not show who sat there before.
        self._show_lives()
        known = {seat: self._known_range(self._lines[seat].name) for seat in self._present}
        if all(found is not None for found in known.values()):
            for seat, found in known.items():
                self._turn(seat).use_range(found or EVERYBODY)
            self._count_down(COUNTDOWN_S)
            return
        self._finder = RangeFinder([self._lines[seat].name for seat in self._present])
        self._phase = Phase.CALIBRATION

    def _known_range(self, name: str) -> PersonalRange | None:
        """Return a range that need not be found."""
        if self._anew is not None and name not in self._anew and self._ledger.keeps:
            return None
        return self._ledger.known_range(name)

    def _calibrate(self, faces: Sequence[FaceReading], time_s: float) -> None:
        shown = self._finder.feed(self._seated(faces), time_s)
        found = self._finder.found
        if found is None:
            self._window.play.show_instruction(shown)
        else:
            self._use(found)

    def _skip(self) -> None:
        """Go on without the big smile, or without a range at all."""
        self._finder.skip()
        self._use(
            [
                found or self._ledger.known_range(self._lines[seat].name) or EVERYBODY
                for seat, found in zip(self._present, self._finder.found_so_far, strict=True)
            ]
        )

    def _use(self, ranges: Sequence[PersonalRange]) -> None:
        """Judge by these ranges from now on, and remember them."""
        kept = False
        for seat, found in zip(self._present, ranges, strict=True):
            line = self._lines[seat]
            if self._anew is not None:
                self._anew.add(line.name)
            self._turn(seat).use_range(found)
            kept = self._ledger.keep_range(line.name, line.color, found) or kept
        if kept:
            self.remembered.emit()
        self._count_down(COUNTDOWN_S)

    def _count_down(self, seconds: float) -> None:
        self._phase, self._left_s, self._since_s = Phase.COUNTDOWN, seconds, None
        self._ring.clear()
        self._window.show_play()
        self._window.play.show_countdown(seconds, self._ready_words())

    def _ready_words(self) -> str:
        return match_words.get_ready([self._lines[seat].name for seat in self._present])

    def _count(self, time_s: float) -> None:
        if self._since_s is None or time_s < self._since_s:
            self._since_s = time_s
        left_s = self._left_s - (time_s - self._since_s)
        self._window.play.show_countdown(left_s, self._ready_words())
        self.heard.emit(self._cues.countdown(left_s))
        if left_s <= 0:
            self._phase = Phase.PLAYING

    def _seated(self, faces: Sequence[FaceReading]) -> list[FaceReading | None]:
        """Return the face in every seat that is played now."""
        if isinstance(self._game, Duel):
            return self._seating.seat(faces)
        return [faces[0] if faces else None]

    # ---------------------------------------------------------------- play

    def _play(self, view: ModeView, faces: Sequence[FaceReading]) -> Snapshot:
        if self._fixture is not None:
            self._terms.note(self._fixture.rules)
        turns = {seat: self._view(view, seat) for seat in self._present}
        for seat, turn in turns.items():
            if turn.ending is None or turn.shown is not None:
                self._lines[seat].trace.add(turn)
        first = max(turns.values(), key=_closeness)
        self._elapsed_s = max(turn.snapshot.elapsed_s for turn in turns.values())
        rulings = {seat: turn.snapshot.ruling for seat, turn in turns.items()}
        self._ring.add(self._judged_image(view.time_s), rulings, self._mirrored)
        self._show_item(view)
        self._sound(view, turns)
        self._show_turns(turns, self._seated(faces))
        self._laughed = [seat for seat, turn in turns.items() if turn.laughed]
        if self._laughed:
            self._show_replay()
        elif view.over or (not isinstance(self._game, Duel) and first.ending is not None):
            if first.shown is not None:
                self._window.play.show_notice(match_words.hid_too_long, Topic.MATCH)
                self.heard.emit(self._cues.card(first.shown))
            self._next()
        else:
            self._tell_of_hiding(turns)
        return replace(first.snapshot, elapsed_s=self._elapsed_s)

    def _view(self, view: ModeView, seat: int) -> TurnView:
        turn = view.seats[seat].turn
        if turn is None:
            raise RuntimeError("the seat that is judged has no turn")
        return turn

    def _tell_of_hiding(self, turns: dict[int, TurnView]) -> None:
        play, alone = self._window.play, len(turns) == 1
        for seat, turn in turns.items():
            name = self._lines[seat].name
            if turn.shown is not None:
                play.show_notice(match_words.hiding_cost_a_card, Topic.MATCH)
                self.heard.emit(self._cues.card(turn.shown))
            elif turn.attendance.warned and alone:
                play.show_notice(match_words.hiding, Topic.MATCH)
            elif turn.attendance.warned:
                play.show_notice(partial(match_words.hiding_of, name), Topic.MATCH)

            if turn.shown is None and turn.attendance.warned:
                self.heard.emit(self._cues.hiding())

    def _sound(self, view: ModeView, turns: dict[int, TurnView]) -> None:
        """Let hearts beat and near misses slide, unless the clip of the moment has the word."""
        if self._fixture is None:
            return
        clip = None if view.item is None else self._fixture.deck.clip(view.item.name)
        playing = [turn.snapshot for turn in turns.values()]
        zone = self._fixture.judge.warning_margin
        speaks = clip is not None and not isinstance(clip, PictureClip)
        self.heard.emit(self._cues.moment(playing, zone, clip_playing=speaks))

    def _show_lives(self) -> None:
        """Show who plays, with all their lives."""
        if self._fixture is None:
            return
        allowed = self._fixture.rules.discipline.allowed
        if isinstance(self._game, Duel):
            allowed = 0  # every gauge tells of its own
        names = [self._lines[seat].name for seat in self._present]
        self._window.play.show_match(" · ".join(names), allowed, allowed)

    def _show_turns(self, turns: dict[int, TurnView], seated: Sequence[FaceReading | None]) -> None:
        play = self._window.play
        if self._fixture is None:
            return
        allowed = self._fixture.rules.discipline.allowed
        if isinstance(self._game, Duel):
            play.show_rivals(
                [self._rival(seat, turn, seated[seat]) for seat, turn in turns.items()]
            )
            return
        ((seat, turn),) = turns.items()
        play.show_match(self._lines[seat].name, turn.left, allowed)
        play.show_advice(turn.attendance.advice)

    def _rival(self, seat: int, turn: TurnView, face: FaceReading | None) -> Rival:
        line = self._lines[seat]
        allowed = 1 if self._fixture is None else self._fixture.rules.discipline.allowed
        return Rival(
            name=line.name,
            color=line.color,
            ruling=turn.snapshot.ruling,
            box=None if face is None else face.face.box,
            left=turn.left if turn.ending is None else 0,
            allowed=allowed,
            advice=turn.attendance.advice if turn.ending is None else None,
            calibrated=turn.snapshot.calibrated,
        )

    def _show_seats(self, faces: Sequence[FaceReading]) -> None:
        """Show who is who before they are judged."""
        if self._phase not in (Phase.CALIBRATION, Phase.COUNTDOWN):
            return
        left = {seat: self._turn(seat).left for seat in self._present}
        allowed = 1 if self._fixture is None else self._fixture.rules.discipline.allowed
        self._window.play.show_rivals(
            [
                Rival(
                    name=line.name,
                    color=line.color,
                    ruling=None,
                    box=None if face is None else face.face.box,
                    left=left[seat],
                    allowed=allowed,
                )
                for seat, (line, face) in enumerate(
                    zip(self._lines, self._seated(faces), strict=True)
                )
            ]
        )

    def _show_item(self, view: ModeView) -> None:
        if view.item is None or self._fixture is None:
            return
        clip = self._fixture.deck.clip(view.item.name)
        if clip is not None:
            self._window.play.show_clip(clip, view.item_s, view.item.seconds)
            sounds = self._fixture.deck.sounds(view.item.name)
            if sounds:
                self.heard.emit(self._cues.act(view.item.name, sounds, view.item_s))
            return
        joke = self._fixture.deck.joke(view.item.name)
        if joke is None:
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

    def _skip_item(self, name: str) -> None:
        """Play what comes next: this item cannot be shown, and the card says why."""
        if self._phase is Phase.PLAYING and not isinstance(self._game, Duel):
            deck = self._solo.deck
            if deck.item.name == name:
                deck.skip()

    # ---------------------------------------------------------------- the replay

    def _show_replay(self) -> None:
        """Show the laugh of the next seat of those that laughed at this moment."""
        seat = self._laughed[0]
        line, turn = self._lines[seat], self._turn(seat)
        about = ""
        if not isinstance(self._game, Duel) and self._fixture is not None:
            item, _ = self._solo.deck.to_blame()
            about = match_words.short(self._fixture.deck.title(item.name))
        replay_ = self._ring.replay(
            seat,
            player=line.name,
            clock=match_words.clock(turn.result.survived_s),
            about=about,
            last=turn.result.ending is not None,
            may_appeal=turn.may_appeal,
        )
        self._phase = Phase.REPLAY
        self._window.show_out(replay_)
        self.heard.emit(self._cues.card(turn.result.cards[-1]))

    @property
    def _solo(self) -> Survival:
        """The game of the one who plays alone, on the hot seat or not."""
        game = self._game
        if isinstance(game, HotSeat):
            return game.present
        if not isinstance(game, Survival):
            raise RuntimeError("nobody plays alone")
        return game

    def _turn(self, seat: int) -> Survival | Turn:
        """Return what is asked and told of the turn of a seat that is played now."""
        game = self._game
        return game.turns[seat] if isinstance(game, Duel) else self._solo

    def _grant(self) -> None:
        """The others took the card back."""
        if self._phase is not Phase.REPLAY:
            return
        seat = self._laughed[0]
        self._turn(seat).appeal(granted=True)
        self._lines[seat].trace.pardon()
        self._go_on()

    def _accept(self) -> None:
        """The card stays; an objection against it is spent."""
        if self._phase is not Phase.REPLAY:
            return
        if self._window.out.appealing:
            self._turn(self._laughed[0]).appeal(granted=False)
        self._go_on()

    def _go_on(self) -> None:
        """Show the next laugh of the same moment, or play on."""
        self._window.out.stop()
        del self._laughed[0]
        if self._laughed:
            self._show_replay()
            return
        self._ring.clear()
        self._next()

    def _next(self) -> None:
        """After cards, or a turn that was survived: the same players, the next one, or the end."""
        game = self._game
        if game is not None and any(self._turn(seat).result.survived for seat in self._present):
            self.heard.emit(self._cues.survived())
        if isinstance(game, HotSeat) and game.present.over and game.waiting is not None:
            self._seat(game.next_player().name)
            self._window.play.start_over()  # the trace was another one's
            self._window.show_play()
            self._get_ready()
        elif game is not None and game.over:
            self._show_results()
        elif isinstance(game, Duel) and not self._seating.taken:
            self._phase, self._since_s = Phase.SEATING, None
            self._window.show_play()
        elif game is not None:
            self._count_down(AGAIN_S)

    @property
    def _mirrored(self) -> bool:
        return self._fixture is not None and self._fixture.mirrored

    # ---------------------------------------------------------------- the end

    def _show_results(self) -> None:
        game, fixture = self._game, self._fixture
        if game is None or fixture is None:
            return
        self._phase = Phase.RESULTS
        self._ring.clear()
        self.crowd_wanted.emit(False)
        lines = {line.name: line for line in self._lines}
        # Where it was asked for in the middle of play, by a new model too, it is still to come.
        if self._anew is not None and self._anew.issuperset(lines):
            self._anew = None
            self._window.title.show_anew(False)
        colors = {name: line.color for name, line in lines.items()}
        kept = self._ledger.keep_round(
            fixture.mode, game.standings, game.kills, colors, self._terms.terms
        )
        if kept.well and self._ledger.keeps:
            self.remembered.emit()
        self._window.show_results(
            match_results.shown(
                fixture.mode, game, lines, fixture.judge.threshold, fixture.deck.title, kept
            )
        )


def _closeness(turn: TurnView) -> tuple[bool, float]:
    """What tells whose moment is shown first: who still plays and is nearest to the line."""
    margin = turn.snapshot.ruling.margin
    return turn.ending is None or turn.shown is not None, -1.0 if margin is None else margin
