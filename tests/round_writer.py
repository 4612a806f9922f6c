"""Keeps rounds as a match does, and says of each when that is so.

What it says is written at once, after the call returned; nothing of it waits in a program that is
killed.  A number in ``survived_s`` tells the rounds apart.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from laughgame.app.match_ledger import Ledger
from laughgame.game.cards import Card, Offence, Shown
from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Player, Standing
from laughgame.game.moments import Moment
from laughgame.game.personal_range import PersonalRange
from laughgame.game.turn import Ending, TurnResult
from laughgame.storage.kept import Terms
from laughgame.storage.results import Results

NAMES = ("민지", "Jun")
COLORS = {"민지": "#FFD22E", "Jun": "#6CC7FF"}
RANGE = PersonalRange(0.1, 0.9)
TERMS = Terms("classic", 0.8, 0.3, False, "cards")


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def keep(ledger: Ledger, number: int) -> None:
    """Finish the round of that number; say before and after it."""
    moments = (Moment(1.0, 2.0, 1.5, 0.85, 0.05, 0.3, out=False),)
    cards = (Shown(Card.RED, Offence.LAUGH, 0),)
    result = TurnResult(float(number), Ending.OUT, cards, 0, moments)
    standings = [Standing(place, Player(name), result) for place, name in enumerate(NAMES, start=1)]
    kills = [Kill(f"ko-{number}", "Jun", 2.5)]
    say("keeping", number)
    kept = ledger.keep_round("duel", standings, kills, COLORS, TERMS)
    say("kept" if kept.well else "waiting", number)


def write_rounds(folder: Path, numbers: Iterable[int]) -> None:
    """Open the results, keep a range and these rounds, and close."""
    try:
        results = Results(folder / "results.sqlite3")
    except OSError as error:
        say("none", 0, error)
        return
    ledger = Ledger(results, True, frozenset())
    ledger.keep_range("Jun", COLORS["Jun"], RANGE)
    for number in numbers:
        keep(ledger, number)
    results.close()
    say("closed", results.waiting)


def read_rounds(path: Path) -> list[int]:
    """Return the numbers of all rounds that are kept, oldest first; each must be whole."""
    with Results(path) as results:
        assert results.set_aside is None
        matches = results.matches(limit=10**6)[::-1]
        laughs = [laugh.item for laugh in results.laughs()]
    numbers = [round(match.turns[0].survived_s) for match in matches]
    assert all([turn.player for turn in match.turns] == list(NAMES) for match in matches)
    assert all(match.terms == TERMS for match in matches)
    assert laughs == [f"ko-{number}" for number in numbers]
    return numbers
