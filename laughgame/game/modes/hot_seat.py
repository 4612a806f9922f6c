"""Hot seat: the players sit down one after the other, before the same deck."""

from collections.abc import Callable, Sequence
from typing import Final

from laughgame.game.deck import Deck, Kill
from laughgame.game.modes.mode import ModeView, Player, SeatView, Standing, ranked
from laughgame.game.modes.survival import Survival
from laughgame.game.reading import FaceReading
from laughgame.game.turn import TurnRules

MOST_PLAYERS: Final = 4


class HotSeat:
    """Two to four players in turn; raises ``ValueError`` for another number.

    ``deal`` returns the deck anew for each of them: in the same order, or it would be unfair.
    After a turn nobody is judged until :meth:`next_player`.
    """

    def __init__(
        self, players: Sequence[Player], rules: TurnRules, deal: Callable[[], Deck]
    ) -> None:
        if not 2 <= len(players) <= MOST_PLAYERS:
            raise ValueError(f"a hot seat is of 2–{MOST_PLAYERS} players, not of {len(players)}")
        self._players = tuple(players)
        self._rules = rules
        self._deal = deal
        self._played = [Survival(self._players[0], rules, deal())]
        self._paused = False
        self._views: list[SeatView] = [SeatView(player, None) for player in self._players]

    @property
    def present(self) -> Survival:
        """The game of who sits there now, or sat there last."""
        return self._played[-1]

    @property
    def waiting(self) -> Player | None:
        """Who sits down next; ``None`` after the last one."""
        later = self._players[len(self._played) :]
        return later[0] if later else None

    @property
    def over(self) -> bool:
        return self.present.over and self.waiting is None

    @property
    def standings(self) -> tuple[Standing, ...]:
        return ranked([(one.player, one.result) for one in self._played])

    @property
    def kills(self) -> tuple[Kill, ...]:
        return tuple(kill for one in self._played for kill in one.kills)

    def next_player(self) -> Player:
        """Let the next one sit down; raises ``ValueError`` while a turn goes on or without one."""
        player = self.waiting
        if player is None or not self.present.over:
            raise ValueError("nobody can sit down now")
        self._played.append(Survival(player, self._rules, self._deal()))
        if self._paused:
            self.present.pause()
        return player

    def appeal(self, granted: bool) -> None:
        """Decide the appeal of who sits there; raises ``ValueError`` where there is none."""
        self.present.appeal(granted)

    def feed(self, faces: Sequence[FaceReading], time_s: float) -> ModeView:
        active = len(self._played) - 1
        view = self.present.feed(faces, time_s)
        self._views[active] = view.seats[0]
        return ModeView(time_s, tuple(self._views), active, view.item, view.item_s, self.over)

    def change(self, rules: TurnRules) -> None:
        self._rules = rules
        self.present.change(rules)

    def pause(self) -> None:
        self._paused = True
        self.present.pause()

    def resume(self) -> None:
        self._paused = False
        self.present.resume()
