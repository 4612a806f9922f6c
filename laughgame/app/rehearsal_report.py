"""What a rehearsal leaves behind, as JSON: rounds, cards with their reasons, grades.

The keys are stable.  Times are seconds from the first frame.
"""

from collections.abc import Sequence
from typing import Any

from laughgame.app.rehearsal import Called, Imitation, Round
from laughgame.game.deck import killers
from laughgame.game.modes.mode import Standing
from laughgame.game.moments import hardest_held_in, near_misses


def of_rounds(rounds: Sequence[Round]) -> dict[str, Any]:
    """Return the rounds, and the items that made somebody laugh."""
    kills = [kill for one in rounds for kill in one.kills]
    return {
        "rounds": [_round(one) for one in rounds],
        "killers": [
            {
                "item": row.item,
                "kills": row.kills,
                "fastest_s": _rounded(row.fastest_s),
                "median_s": _rounded(row.median_s),
                "victims": list(row.victims),
            }
            for row in killers(kills)
        ],
    }


def of_imitations(imitations: Sequence[Imitation]) -> dict[str, Any]:
    """Return the grades of the mode *mimic*."""
    return {
        "imitations": [
            {
                "by": one.by,
                "score": None if one.grade is None else round(one.grade.score, 1),
                "distance": None if one.grade is None else _rounded(one.grade.distance),
                "straight_face": None if one.grade is None else _rounded(one.grade.straight),
            }
            for one in imitations
        ]
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "start_s": _rounded(one.start_s),
        "end_s": _rounded(one.end_s),
        "over": one.over,
        "table": [_line(line) for line in one.standings],
        "cards": [_card(called) for called in one.called],
    }


def _line(line: Standing) -> dict[str, Any]:
    result = line.result
    hardest = hardest_held_in(result.moments)
    return {
        "place": line.place,
        "player": line.player.name,
        "survived_s": _rounded(result.survived_s),
        "ending": None if result.ending is None else result.ending.value,
        "warnings": result.warnings,
        "near_misses": len(near_misses(result.moments)),
        "hardest_held_in": None
        if hardest is None
        else {
            "time_s": _rounded(hardest.peak_s),
            "smile": _rounded(hardest.peak),
            "held_s": _rounded(hardest.held_s),
        },
    }


def _card(called: Called) -> dict[str, Any]:
    """Tell a card by the very numbers that decided."""
    turn = called.seat.turn
    if turn is None or turn.shown is None:
        raise ValueError("only a card that was shown can be told")
    snapshot, ruling, analysis = turn.snapshot, turn.snapshot.ruling, turn.snapshot.analysis
    return {
        "time_s": _rounded(snapshot.time_s),
        "player": called.player.name,
        "card": turn.shown.card.value,
        "offence": turn.shown.offence.value,
        "left": turn.shown.left,
        "item": called.item,
        "reason": {
            "smile": _rounded(ruling.smile),
            "raw_smile": _rounded(ruling.raw_smile),
            "threshold": ruling.threshold,
            "held_s": _rounded(ruling.held_s),
            "hidden_s": _rounded(turn.attendance.hidden_s),
            "analysis": None if analysis is None else analysis.kind.value,
            "happy": _rounded(ruling.happy),
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
