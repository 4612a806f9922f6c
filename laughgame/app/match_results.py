"""What the results screen shows of a match."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from laughgame.app.match_ledger import Kept
from laughgame.app.match_words import clock
from laughgame.game.deck import killers
from laughgame.game.modes.mode import Mode, Standing
from laughgame.game.moments import hardest_held_in, near_misses
from laughgame.game.trace import Mark, Trace
from laughgame.ui.screens.results import Bomb, MatchResult, PlayerRecord


@dataclass(slots=True)
class Line:
    """What is kept of one player's turn for the results."""

    name: str
    color: str
    trace: Trace


def shown(
    mode: str,
    game: Mode,
    lines: Mapping[str, Line],
    threshold: float,
    title: Callable[[str], str],
    kept: Kept,
) -> MatchResult:
    """Return what there is to tell of a finished ``game``; ``lines`` are by player's name.

    ``title`` tells how an item of the deck is called.
    """
    return MatchResult(
        mode=mode,
        threshold=threshold,
        records=tuple(_record(one, lines[one.player.name]) for one in game.standings),
        bombs=tuple(Bomb(title(row.item), row.kills, row.fastest_s) for row in killers(game.kills)),
        best=", ".join(kept.bests),
        kept=kept.well,
    )


def _record(standing: Standing, line: Line) -> PlayerRecord:
    result = standing.result
    hardest = hardest_held_in(result.moments)
    misses = near_misses(result.moments)
    marks = [Mark(line.trace.played_at(one.peak_s), one.peak, card=False) for one in misses]
    return PlayerRecord(
        name=line.name,
        color=line.color,
        place=standing.place,
        clock=clock(result.survived_s),
        ending=None if result.ending is None else result.ending.value,
        near_misses=len(misses),
        hardest=None if hardest is None else (hardest.peak, hardest.margin),
        points=line.trace.points,
        marks=(*marks, *line.trace.cards),
    )
