"""What a match keeps: names, ranges and finished rounds, and nothing of who is not named."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Player, Standing
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.turn import Ending, TurnResult
from laughgame.storage.kept import Terms
from laughgame.storage.results import UNKNOWN, Results
from laughgame.storage.waiting import FinishedRound, FoundRange

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a round was kept, and whose personal best it was.

    What is not kept well waits in memory, and is written as soon as it can be.
    """

    well: bool
    bests: tuple[str, ...] = ()


class Ledger:
    """Writes into the results, where there are any; what goes wrong there stops no match."""

    def __init__(
        self,
        results: Results | None,
        named: bool,
        glasses: frozenset[str],
        model: Callable[[], str] = str,
    ) -> None:
        """Keep nothing of those who are not ``named``: next time it may be somebody else.

        ``glasses`` are the names of who wears some; ``model`` returns the SHA-256 of the model
        that judges now, empty where that is not known.
        """
        self._results = results if named else None
        self._glasses = glasses
        self._model = model

    def known_range(self, name: str) -> PersonalRange | None:
        """Return a player's range by the model that judges; ``None`` where it is to be found.

        Where nothing is kept, everybody has the same.
        """
        if self._results is None:
            return EVERYBODY
        try:
            return self._results.personal_range(name, name in self._glasses, self._model())
        except OSError:
            _log.exception("The range of a player cannot be read")
            return EVERYBODY

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._results is not None

    def keep_range(self, name: str, color: str, found: PersonalRange) -> bool:
        """Remember a player and a range, now or later; return whether that is so now."""
        if self._results is None:
            return False
        try:
            self._results.keep(FoundRange(name, color, name in self._glasses, found, self._model()))
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
        names = [standing.player.name for standing in standings]
        return self._keep(
            FinishedRound(
                mode,
                {name: colors[name] for name in names},
                tuple(standings),
                tuple(kills),
                terms=terms,
            )
        )

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
        result = TurnResult(played_s, Ending.SURVIVED, (), 0, ())
        return self._keep(
            FinishedRound(
                mode,
                {name: color for name, color, _, _ in scored},
                tuple(Standing(place, Player(name), result) for name, _, place, _ in scored),
                scores=tuple(score for *_, score in scored),
            )
        )

    def _keep(self, finished: FinishedRound) -> Kept:
        if self._results is None:
            return Kept(True)
        try:
            return Kept(True, self._results.keep(finished))
        except (OSError, ValueError, KeyError):
            _log.exception("The round could not be kept")
            return Kept(False)
