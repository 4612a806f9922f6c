"""A game without a window: every frame is judged in turn, so the same seed is the same game.

Time is that of the frames, not of the clock on the wall: a minute of a rehearsal takes as
long as judging its frames does.  Modes, eye and rules are those of the window; turns on
the hot seat are shorter.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from laughgame.actor.improvisation import beaming, contrary, improvised
from laughgame.actor.look import LOOKS
from laughgame.actor.performance import Performance
from laughgame.actor.source import ActorSource, Part
from laughgame.app.mimic_model import curve
from laughgame.game.cards import Discipline, Style
from laughgame.game.deck import Deck, Item, Kill
from laughgame.game.mimicry import Grade
from laughgame.game.modes.duel import Duel
from laughgame.game.modes.hot_seat import HotSeat
from laughgame.game.modes.mimic import Mimic
from laughgame.game.modes.mode import Mode, Player, SeatView, Standing
from laughgame.game.modes.survival import Survival
from laughgame.game.reading import FaceReading
from laughgame.game.turn import TurnRules
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame
from laughgame.vision.sources.source import FrameSource

BREAK_S: Final = 2.0
"""Seconds between two rounds, in which the face may calm down."""

SIT_S: Final = 20.0
"""So long everybody sits on the hot seat, unless they laugh before."""

LATE_S: Final = 0.2
"""So late the actor imitates itself."""

NOISE: Final = 6.0
"""Standard deviation of the camera noise (0–255) in which it does."""

PLAYERS: Final = tuple(Player(look.name.capitalize()) for look in LOOKS)

Moment = tuple[float, Sequence[FaceReading]]
"""Capture time in seconds, and the faces seen."""


@dataclass(frozen=True, slots=True)
class Called:
    """A card of the rehearsal: whose, and the moment at which it was shown.

    ``item`` names what the laugh was about, where there is a deck.
    """

    player: Player
    seat: SeatView
    item: str | None


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the table, and every card with its reason.

    ``over`` is false for the last one where the time ran out.
    """

    start_s: float
    end_s: float
    over: bool
    standings: tuple[Standing, ...]
    called: tuple[Called, ...]
    kills: tuple[Kill, ...]


@dataclass(frozen=True, slots=True)
class Imitation:
    """How well somebody imitated the model; ``grade`` is ``None`` where no face was seen."""

    by: str
    grade: Grade | None


def cast(seed: int, count: int, seconds: float) -> ActorSource:
    """Return ``count`` actors side by side (1–4), each improvising from a seed of its own."""
    first, *others = (
        Part(improvised(seed + number, seconds), look)
        for number, look in zip(range(count), LOOKS, strict=False)
    )
    return ActorSource(first.script, realtime=False, look=first.look, beside=others)


def moments(
    source: FrameSource, reader: FaceReader, seconds: float, crowd: bool
) -> Iterator[Moment]:
    """Judge a source that is not live, frame by frame, until ``seconds`` of it have passed.

    ``crowd`` looks for several faces.  Raises ``SourceError`` and ``ContractError``.
    """
    source.open()
    try:
        while (frame := source.read()) is not None and frame.time_s < seconds:
            if crowd:
                yield frame.time_s, reader.read_crowd(frame)
            else:
                reading = reader.read(frame)
                yield frame.time_s, [] if reading is None else [reading]
    finally:
        source.close()


def survival(rules: TurnRules, deck: Deck) -> Callable[[], Mode]:
    """Return what begins a round of survival; the deck goes on from round to round."""
    carded = replace(rules, discipline=Discipline(Style.CARDS))
    return lambda: Survival(PLAYERS[0], carded, deck)


def hot_seat(rules: TurnRules, items: Sequence[Item], seed: int) -> Callable[[], Mode]:
    """Return what begins a round on the hot seat, of two players."""
    limited = replace(rules, limit_s=SIT_S)
    return lambda: HotSeat(PLAYERS[:2], limited, lambda: Deck(items, seed))


def duel(rules: TurnRules, count: int) -> Callable[[], Mode]:
    """Return what begins a duel of ``count`` players."""
    return lambda: Duel(PLAYERS[:count], rules)


def play_rounds(begin: Callable[[], Mode], played: Iterator[Moment]) -> list[Round]:
    """Play round after round until the moments end; the last round may be broken off."""
    rounds: list[Round] = []
    mode: Mode | None = None
    called: list[Called] = []
    start_s = time_s = 0.0
    resume_s = 0.0
    for time_s, faces in played:
        if time_s < resume_s:
            continue
        if mode is None:
            mode, called, start_s = begin(), [], time_s
        view = mode.feed(faces, time_s)
        called += [
            Called(seat.player, seat, _cause(mode, seat))
            for number, seat in enumerate(view.seats)
            if seat.turn is not None
            and seat.turn.shown is not None
            # Who waits shows the last moment of their own turn.
            and view.active in (None, number)
        ]
        if isinstance(mode, HotSeat) and mode.present.over and mode.waiting is not None:
            mode.next_player()
            resume_s = time_s + BREAK_S
        elif view.over:
            rounds.append(_ended(mode, start_s, time_s, called))
            mode, resume_s = None, time_s + BREAK_S
    if mode is not None:
        rounds.append(_ended(mode, start_s, time_s, called))
    return rounds


def imitations(seed: int, seconds: float, reader: FaceReader) -> list[Imitation]:
    """Let the actor imitate itself, late and in noise, and then play something else.

    The model is what the eye reads of a performance from the seed.
    """
    wanted = beaming(seed, seconds)
    model = curve(ActorSource(wanted, realtime=False), reader, wanted.duration_s)
    found = []
    for by, script, late_s in (
        ("itself", Performance(wanted.script, seed + 1), LATE_S),
        ("another performance", contrary(wanted), 0.0),
    ):
        mimic = Mimic(model)
        reader.reset()
        camera = NoisyCamera(ActorSource(script, realtime=False), late_s, seed)
        for time_s, faces in moments(camera, reader, model[-1].time_s + 2.0, crowd=False):
            if mimic.feed(faces[0] if faces else None, time_s).over:
                break
        found.append(Imitation(by, mimic.grade()))
    return found


class NoisyCamera:
    """A source seen late and through sensor noise; keeps the contract of ``FrameSource``."""

    def __init__(self, source: FrameSource, late_s: float, seed: int) -> None:
        """Show the first frame for ``late_s`` seconds before the others."""
        self.name, self.live, self.frame_rate = source.name, source.live, source.frame_rate
        self._source = source
        self._late_s = late_s
        self._seed = seed
        self._waiting: list[Frame] = []

    def open(self) -> None:
        self._source.open()
        self._chance = np.random.default_rng(self._seed)
        self._waiting = []
        first = self._source.read()
        if first is not None:
            count = round(self._late_s * (self.frame_rate or 30))
            step_s = 1 / (self.frame_rate or 30)
            self._waiting = [replace(first, time_s=n * step_s) for n in range(count)]
            self._waiting.append(replace(first, time_s=count * step_s))

    def read(self) -> Frame | None:
        if self._waiting:
            frame: Frame | None = self._waiting.pop(0)
        else:
            frame = self._source.read()
            frame = None if frame is None else replace(frame, time_s=frame.time_s + self._late_s)
        if frame is None:
            return None
        noise = self._chance.normal(0, NOISE, frame.image.shape[:2]).astype(np.float32)
        image = np.clip(frame.image + noise[:, :, None], 0, 255).astype(np.uint8)
        return replace(frame, image=image)

    def close(self) -> None:
        self._source.close()


def _cause(mode: Mode, seat: SeatView) -> str | None:
    """Return what the laugh of this moment was about; the newest kill tells."""
    laughed = seat.turn is not None and seat.turn.laughed
    return mode.kills[-1].item if laughed and mode.kills else None


def _ended(mode: Mode, start_s: float, end_s: float, called: Sequence[Called]) -> Round:
    return Round(start_s, end_s, mode.over, mode.standings, tuple(called), mode.kills)
