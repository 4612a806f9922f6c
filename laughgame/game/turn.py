"""One player's turn: judged while seen, paused while hidden, booked for every laugh.

Session, presence, cards and moments meet here; every mode is made of turns.  Pure, like
all of the rules: it looks at no clock and lives on no thread of its own.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from laughgame.game.cards import Booking, Card, Discipline, Shown
from laughgame.game.hold import HAIR_S
from laughgame.game.judge import JudgeSettings, check_moment
from laughgame.game.moments import Moment, MomentBook
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.presence import Attendance, Presence, PresenceWatch
from laughgame.game.reading import FaceReading
from laughgame.game.session import Session, Snapshot

PARDON_S: Final = 6.0
"""A smile that was appealed against, and rightly, costs nothing for so many judged seconds."""


class Ending(StrEnum):
    """How a turn ended."""

    OUT = "out"
    """One laugh too many."""
    HIDING = "hiding"
    """Warned once too often."""
    SURVIVED = "survived"
    """The time, or the deck, came to its end."""


@dataclass(frozen=True, slots=True)
class TurnRules:
    """What one turn is played by.

    ``limit_s`` is the judged time (seconds) after which the player has survived; ``None`` for
    a turn that only a card, or :meth:`Turn.end`, ends.
    """

    judge: JudgeSettings = field(default_factory=JudgeSettings)
    discipline: Discipline = field(default_factory=Discipline)
    limit_s: float | None = None

    def __post_init__(self) -> None:
        if self.limit_s is not None and not self.limit_s > 0:
            raise ValueError(f"limit_s must be more than 0, not {self.limit_s!r}")


@dataclass(frozen=True, slots=True)
class TurnView:
    """One moment of a turn: what was judged, who was there, and what came of it.

    ``shown`` is the card of this very moment; ``ending`` stays once there is one.
    """

    snapshot: Snapshot
    attendance: Attendance
    shown: Shown | None
    left: int
    ending: Ending | None

    @property
    def laughed(self) -> bool:
        """Whether a laugh cost a card at this very moment."""
        return self.shown is not None and self.shown.of_laugh


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What is kept of a turn; ``ending`` is ``None`` where it was broken off.

    ``survived_s`` counts judged seconds alone: hidden and paused ones are nobody's survival.
    """

    survived_s: float
    ending: Ending | None
    cards: tuple[Shown, ...]
    warnings: int
    moments: tuple[Moment, ...]

    @property
    def survived(self) -> bool:
        return self.ending is Ending.SURVIVED


class Turn:
    """Feed it the readings in the order of time, from one thread; after the end it stays ended."""

    def __init__(self, rules: TurnRules | None = None, personal: PersonalRange = EVERYBODY) -> None:
        self._rules = rules or TurnRules()
        self._session = Session(self._rules.judge, personal)
        self._presence = PresenceWatch()
        self._attendance = Attendance(Presence.SEEN, None, 0.0, False)
        self._booking = Booking(self._rules.discipline)
        self._book = MomentBook()
        self._ending: Ending | None = None
        self._elapsed_s = 0.0
        self._appealed = False
        self._pardoned_until_s: float | None = None
        """Seconds of play until which the smile that was appealed against costs nothing."""

    @property
    def rules(self) -> TurnRules:
        """The rules in force."""
        return self._rules

    @property
    def ending(self) -> Ending | None:
        """How the turn ended; ``None`` while it goes on."""
        return self._ending

    @property
    def left(self) -> int:
        """Lives left; 0 once a card has ended it."""
        return self._booking.left

    @property
    def may_appeal(self) -> bool:
        """Whether there is a card, and an appeal left to make against it."""
        survived = self._ending is Ending.SURVIVED
        return bool(self._booking.shown) and not self._appealed and not survived

    @property
    def paused(self) -> bool:
        """Whether the turn was stopped by hand."""
        return self._session.paused

    @property
    def result(self) -> TurnResult:
        """What there is to tell of the turn so far."""
        return TurnResult(
            self._elapsed_s,
            self._ending,
            self._booking.shown,
            self._booking.warnings,
            self._book.moments,
        )

    def change(self, rules: TurnRules) -> None:
        """Play on by other rules, from the next reading on."""
        self._rules = rules
        self._session.configure(rules.judge)
        self._booking.change(rules.discipline)

    def use_range(self, personal: PersonalRange) -> None:
        """Judge by another range from the next reading on: it was found just now."""
        self._session.use_range(personal)

    def pause(self) -> None:
        """Stop judging and watching until :meth:`resume`; a paused second is nobody's survival."""
        self._session.pause()
        self._book.end_stay()

    def resume(self) -> None:
        """Go on: who left during the pause is not warned for it, but who hid before it may be."""
        self._session.resume()

    def feed(self, reading: FaceReading | None, time_s: float) -> TurnView:
        """Play one moment (monotonic seconds).

        Raises ``ValueError``, and changes nothing, for what the judge rejects.
        """
        check_moment(reading, time_s)
        playing = self._ending is None and not self._session.paused
        if playing:
            self._attendance = self._presence.feed(reading, time_s)
        attendance = self._attendance if playing else replace(self._attendance, warned=False)
        judged = playing and attendance.counts
        if (
            self._pardoned_until_s is not None
            and self._elapsed_s >= self._pardoned_until_s - HAIR_S
        ):
            # It is judged from its start, or it would have been OUT long ago and never again.
            self._pardoned_until_s = None
            self._session.forget_face()
        snapshot = self._session.feed(reading if judged else None, time_s)
        shown = None
        if playing:
            self._elapsed_s = snapshot.elapsed_s
            if judged and not snapshot.ruling.over:
                self._pardoned_until_s = None
            pardoned = self._pardoned_until_s is not None
            if not pardoned:
                self._book.add(snapshot.ruling)
            if snapshot.just_out and not pardoned:
                shown = self._booking.laugh()
            elif attendance.warned:
                shown = self._booking.warn()
            self._ending = self._ended_by(shown)
        return TurnView(snapshot, attendance, shown, self._booking.left, self._ending)

    def end(self) -> None:
        """End a turn that was survived, for whatever reason.  Does nothing after an end."""
        if self._ending is None:
            self._ending = Ending.SURVIVED

    def appeal(self, granted: bool) -> Shown:
        """Decide the one appeal of a turn, and return the card it was against.

        Granted, the card is taken back and the turn goes on; the smile that was appealed against
        costs nothing until it has fallen once, or for :data:`PARDON_S`.  Raises ``ValueError``
        for a second appeal, where no card was shown, and after a turn that was survived.
        """
        if not self.may_appeal:
            raise ValueError("there is one appeal a turn, against the last card of those shown")
        self._appealed = True
        if not granted:
            return self._booking.shown[-1]
        self._ending, self._pardoned_until_s = None, self._elapsed_s + PARDON_S
        self._presence = PresenceWatch()
        self._session.forget_face()
        self._book.pardon()
        return self._booking.take_back()

    def _ended_by(self, shown: Shown | None) -> Ending | None:
        if shown is not None and shown.card is Card.RED:
            return Ending.OUT if shown.of_laugh else Ending.HIDING
        limit_s = self._rules.limit_s
        if limit_s is not None and self._elapsed_s >= limit_s - HAIR_S:
            return Ending.SURVIVED
        return None
