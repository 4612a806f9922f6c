"""What a match keeps: names, ranges and finished rounds, and nothing of who is not named."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Player, Standing
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.turn import Ending, TurnResult
from laughgame.storage.kept import Terms
from laughgame.storage.results import UNKNOWN, Results

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a round was kept, and whose personal best it was."""

    well: bool
    bests: tuple[str, ...] = ()


class Ledger:
    """Writes into the results, where there are any; what goes wrong there stops no match."""

    def __init__(self, results: Results | None, named: bool, glasses: frozenset[str]) -> None:
        """Keep nothing of those who are not ``named``: next time it may be somebody else.

        ``glasses`` are the names of who wears some.
        """
        self._results = results if named else None
        self._glasses = glasses

    def known_range(self, name: str) -> PersonalRange | None:
        """Return a player's range; where nothing is kept, everybody has the same."""
        if self._results is None:
            return EVERYBODY
        try:
            return self._results.personal_range(name, name in self._glasses)
        except OSError:
            _log.exception("The range of a player cannot be read")
            return EVERYBODY

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._results is not None

    def keep_range(self, name: str, color: str, found: PersonalRange) -> bool:
        """Remember a player and a range; return whether that is so now."""
        if self._results is None:
            return False
        try:
            self._results.remember(name, color)
            self._results.keep_range(name, name in self._glasses, found)
        except (OSError, ValueError, KeyError):
            _log.exception("The range of a player could not be kept")
            return False
        return True

    def keep_round(
        self,
        mode: str,
        standings: Sequence[Standing],
        kills: Sequence[Kill],
        colors: Mapping[str, str],
        terms: Terms = UNKNOWN,
    ) -> Kept:
        """Remember a finished round; ``colors`` are the players' own.

        Only rounds on the same ``terms`` are compared.
        """
        if self._results is None:
            return Kept(True)
        try:
            for standing in standings:
                self._results.remember(standing.player.name, colors[standing.player.name])
            bests = self._results.add_round(mode, standings, kills, terms=terms)
        except (OSError, ValueError, KeyError):
            _log.exception("The round could not be kept")
            return Kept(False)
        return Kept(True, bests)

    def keep_scores(
        self,
        mode: str,
        scored: Sequence[tuple[str, str, int, float | None]],
        played_s: float,
    ) -> Kept:
        """Remember a finished round that is about scores.

        ``scored`` are names, colours, places and scores (0–100; ``None`` without a face), and
        ``played_s`` the seconds that everybody played.
        """
        if self._results is None:
            return Kept(True)
        result = TurnResult(played_s, Ending.SURVIVED, (), 0, ())
        try:
            for name, color, _, _ in scored:
                self._results.remember(name, color)
            bests = self._results.add_round(
                mode,
                [Standing(place, Player(name), result) for name, _, place, _ in scored],
                (),
                [score for *_, score in scored],
            )
        except (OSError, ValueError, KeyError):
            _log.exception("The round could not be kept")
            return Kept(False)
        return Kept(True, bests)
