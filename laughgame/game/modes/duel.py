"""Duel: two to four faces before one camera; the last straight face wins."""

from collections.abc import Sequence
from dataclasses import replace
from math import hypot
from typing import Final

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import ModeView, Player, SeatView, Standing, ranked
from laughgame.game.reading import FaceReading
from laughgame.game.sight import advice_for
from laughgame.game.turn import Ending, Turn, TurnRules, TurnView

MOST_PLAYERS: Final = 4

FARTHEST_SEAT: Final = 1.5
"""A face that was lost is taken for the one seen nearest to it, within so many of its widths."""


class Duel:
    """Two to four players at once; raises ``ValueError`` for another number.

    It begins when as many faces are well seen as there are players, the largest where there are
    more.  Then they have their seats, from left to right in the picture, and keep them: by the
    face that is followed, and where that was lost by the place it was last seen in.  Nobody is
    judged before that.  It is over as soon as no more than one is left, who has survived; an
    appeal may bring another one back.
    """

    def __init__(self, players: Sequence[Player], rules: TurnRules) -> None:
        if not 2 <= len(players) <= MOST_PLAYERS:
            raise ValueError(f"a duel is of 2–{MOST_PLAYERS} players, not of {len(players)}")
        self._players = tuple(players)
        self._turns = tuple(Turn(rules, player.personal) for player in players)
        self._views: list[TurnView | None] = [None] * len(players)
        self._seated: list[FaceReading] = []
        """Who was last seen in each seat; empty until everybody has one."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every player's turn, by seat: an appeal is decided there."""
        return self._turns

    @property
    def begun(self) -> bool:
        """Whether everybody has a seat."""
        return bool(self._seated)

    @property
    def over(self) -> bool:
        return sum(turn.ending is None for turn in self._turns) <= 1

    @property
    def standings(self) -> tuple[Standing, ...]:
        results = [turn.result for turn in self._turns]
        if self.over:
            survived = Ending.SURVIVED
            results = [replace(r, ending=r.ending or survived) for r in results]
        return ranked(list(zip(self._players, results, strict=True)))

    @property
    def kills(self) -> tuple[Kill, ...]:
        """None: there is no deck but the others' faces."""
        return ()

    def feed(self, faces: Sequence[FaceReading], time_s: float) -> ModeView:
        well_seen = [face for face in faces if advice_for(face) is None]
        if not self.begun and len(well_seen) >= len(self._players):
            largest = sorted(well_seen, key=lambda face: -face.face.box.area)[: len(self._players)]
            self._seated = sorted(largest, key=lambda face: face.face.box.center.x)
        if self.over:
            # The cards of the last moment are not shown again.
            self._views = [view and replace(view, shown=None) for view in self._views]
        elif self.begun:
            taken = self._take_seats(faces)
            self._views = [
                turn.feed(face, time_s) for turn, face in zip(self._turns, taken, strict=True)
            ]
        seats = zip(self._players, self._views, strict=True)
        return ModeView(
            time_s=time_s,
            seats=tuple(SeatView(player, view) for player, view in seats),
            active=None,
            item=None,
            item_s=0.0,
            over=self.over,
        )

    def change(self, rules: TurnRules) -> None:
        for turn in self._turns:
            turn.change(rules)

    def pause(self) -> None:
        for turn in self._turns:
            turn.pause()

    def resume(self) -> None:
        for turn in self._turns:
            turn.resume()

    def _take_seats(self, faces: Sequence[FaceReading]) -> list[FaceReading | None]:
        """Return the face in every seat; ``None`` where nobody sits at this moment."""
        taken: list[FaceReading | None] = [None] * len(self._seated)
        by_track = {face.track_id: face for face in faces}
        for seat, before in enumerate(self._seated):
            taken[seat] = by_track.pop(before.track_id, None)
        # Who was lost and found again carries another number.  The nearest pair first, or two
        # who were lost at once might swap.
        steps = sorted(
            (_steps(self._seated[seat], face), seat, track)
            for seat, one in enumerate(taken)
            if one is None
            for track, face in by_track.items()
        )
        for step, seat, track in steps:
            if step <= FARTHEST_SEAT and taken[seat] is None and track in by_track:
                taken[seat] = by_track.pop(track)
        for seat, one in enumerate(taken):
            if one is not None:
                self._seated[seat] = one
        return taken


def _steps(before: FaceReading, now: FaceReading) -> float:
    """Return how far a face moved, in widths of its box."""
    a, b = before.face.box.center, now.face.box.center
    return hypot(b.x - a.x, b.y - a.y) / max(before.face.box.width, 1.0)
