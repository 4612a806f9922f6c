"""Duel: two to four faces before one camera; the last straight face wins."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import ModeView, Player, SeatView, Standing, ranked
from laughgame.game.reading import FaceReading
from laughgame.game.seating import Seating
from laughgame.game.turn import Ending, Turn, TurnRules, TurnView

MOST_PLAYERS: Final = 4


class Duel:
    """Two to four players at once; raises ``ValueError`` for another number.

    It begins when everybody has a seat, and nobody is judged before that; ``seating`` may have
    given them theirs already.  It is over as soon as no more than one is left, who has survived; an
    appeal may bring another one back.
    """

    def __init__(
        self, players: Sequence[Player], rules: TurnRules, seating: Seating | None = None
    ) -> None:
        if not 2 <= len(players) <= MOST_PLAYERS:
            raise ValueError(f"a duel is of 2–{MOST_PLAYERS} players, not of {len(players)}")
        self._players = tuple(players)
        self._turns = tuple(Turn(rules, player.personal) for player in players)
        self._views: list[TurnView | None] = [None] * len(players)
        self._seating = seating or Seating(len(players))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every player's turn, by seat: an appeal is decided there."""
        return self._turns

    @property
    def begun(self) -> bool:
        """Whether everybody has a seat."""
        return self._seating.taken

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
        if self.over:
            # The cards of the last moment are not shown again.
            self._views = [view and replace(view, shown=None) for view in self._views]
        else:
            seated = self._seating.seat(faces)
            if self.begun:
                self._views = [
                    turn.feed(face, time_s) for turn, face in zip(self._turns, seated, strict=True)
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
