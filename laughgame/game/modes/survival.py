"""Survival: a deck plays; last as long as you can."""

from collections.abc import Sequence
from dataclasses import replace

from laughgame.game.deck import Deck, DeckPlay, Kill
from laughgame.game.modes.mode import ModeView, Player, SeatView, Standing, ranked
from laughgame.game.personal_range import PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.turn import Turn, TurnResult, TurnRules, TurnView


class Survival:
    """One player before a deck, until the last card or the time that was agreed.

    The deck plays by the seconds that are judged: who hides, or pauses, sees no more of it.
    """

    def __init__(self, player: Player, rules: TurnRules, deck: Deck) -> None:
        self._player = player
        self._turn = Turn(rules, player.personal)
        self._deck = DeckPlay(deck)
        self._played_s = 0.0
        self._kills: list[Kill] = []

    @property
    def player(self) -> Player:
        """Whose game it is."""
        return self._player

    @property
    def result(self) -> TurnResult:
        """What there is to tell so far."""
        return self._turn.result

    @property
    def left(self) -> int:
        """Lives left; 0 once a card has ended it."""
        return self._turn.left

    @property
    def may_appeal(self) -> bool:
        """Whether there is an appeal left to make, and a card to make it against."""
        return self._turn.may_appeal

    @property
    def rules(self) -> TurnRules:
        """The rules in force."""
        return self._turn.rules

    @property
    def deck(self) -> DeckPlay:
        """What is played; a dull item may be skipped there."""
        return self._deck

    @property
    def over(self) -> bool:
        return self._turn.ending is not None

    @property
    def standings(self) -> tuple[Standing, ...]:
        return ranked([(self._player, self._turn.result)])

    @property
    def kills(self) -> tuple[Kill, ...]:
        return tuple(self._kills)

    def feed(self, faces: Sequence[FaceReading], time_s: float) -> ModeView:
        view = self._turn.feed(faces[0] if faces else None, time_s)
        played_s = view.snapshot.elapsed_s
        self._deck.advance(max(0.0, played_s - self._played_s))
        self._played_s = played_s
        if view.laughed:
            item, after_s = self._deck.to_blame()
            self._kills.append(Kill(item.name, self._player.name, after_s))
        return self._view(view, time_s)

    def appeal(self, granted: bool) -> None:
        """Decide the appeal; raises ``ValueError`` where there is none to make."""
        card = self._turn.appeal(granted)
        if granted and card.of_laugh:
            self._kills.pop()

    def use_range(self, personal: PersonalRange) -> None:
        """Judge the player by a range that was found just now."""
        self._player = replace(self._player, personal=personal)
        self._turn.use_range(personal)

    def change(self, rules: TurnRules) -> None:
        self._turn.change(rules)

    def pause(self) -> None:
        self._turn.pause()

    def resume(self) -> None:
        self._turn.resume()

    def _view(self, view: TurnView, time_s: float) -> ModeView:
        return ModeView(
            time_s=time_s,
            seats=(SeatView(self._player, view),),
            active=0,
            item=self._deck.item,
            item_s=self._deck.since_s,
            over=self.over,
        )
