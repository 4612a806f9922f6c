"""A made-up season of matches, kept in a real file of results and read back as the program does."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from laughgame.app import paths
from laughgame.app.item_titles import ItemTitles
from laughgame.app.records_views import record_words, records_view
from laughgame.app.round_terms import terms_of
from laughgame.game.cards import Card, Discipline, Offence, Shown, Style
from laughgame.game.deck import Kill
from laughgame.game.judge import JudgeSettings
from laughgame.game.modes.mode import Player, Standing, ranked
from laughgame.game.turn import Ending, TurnResult, TurnRules
from laughgame.storage.joke_file import read_jokes
from laughgame.storage.results import Results
from laughgame.ui.screens.players import COLORS
from laughgame.ui.screens.records_pages.views import RecordsView
from laughgame.ui.screens.settings_pages.presets import PRESETS
from tests.match_moments import NAMES

BEGIN = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
RED = Shown(Card.RED, Offence.LAUGH, 0)


def table(*lines: tuple[str, float, int]) -> tuple[Standing, ...]:
    """A finished round of (name, judged seconds, cards); who got no card has survived."""
    return ranked(
        [
            (
                Player(name),
                TurnResult(
                    seconds, Ending.OUT if cards else Ending.SURVIVED, (RED,) * cards, 0, ()
                ),
            )
            for name, seconds, cards in lines
        ]
    )


def play_season(results: Results, language: str) -> None:
    """Keep a dozen matches of four players in all modes."""
    names = NAMES[language]
    for name, color in zip(names, COLORS, strict=True):
        results.remember(name, color)
    jokes = [joke.name for joke in read_jokes(paths.jokes(language))]
    price = Discipline(Style.CARDS)
    for number in range(12):
        preset = ("classic", "strict", "classic", "gentle")[number % 4]
        terms = terms_of(TurnRules(PRESETS[preset].rules(), price))
        if number == 5:
            terms = terms_of(TurnRules(JudgeSettings(threshold=0.72), Discipline(Style.LIVES, 3)))
        times = [(31.4 * (number + 2) + 47.7 * seat) % 170 + 9 for seat in range(4)]
        kills = [
            Kill(jokes[(number * seat) % 7], names[seat], 1.4 + seat * 0.7 + number / 10)
            for seat in range(4)
        ]
        if number % 3:
            line = table((names[number % 4], times[0], 2))
            results.add_round("survival", line, kills[number % 4 :][:1], terms=terms)
        else:
            lines = [(name, times[seat], seat and 1) for seat, name in enumerate(names)]
            results.add_round("hotseat", table(*lines), kills[1:], terms=terms)
    results.add_round("mimic", table((names[0], 8, 0)), scores=[91.2])


@contextmanager
def season(language: str) -> Iterator[Results]:
    """The results of the season, in a file that is gone afterwards."""
    moments = iter(BEGIN + timedelta(hours=7 * n) for n in range(1000))
    with (
        tempfile.TemporaryDirectory() as folder,
        Results(Path(folder) / "results.sqlite3", now=lambda: next(moments)) as results,
    ):
        play_season(results, language)
        yield results


def records(language: str, player: int | None = None) -> RecordsView:
    """The season as the screen shows it, of everybody or of one player."""
    with season(language) as results:
        name = "" if player is None else NAMES[language][player]
        return records_view(results, name, language, ItemTitles())


def record(language: str) -> str:
    """What the title says of the season."""
    with season(language) as results:
        terms = terms_of(TurnRules(PRESETS["classic"].rules()))
        return record_words(results.boards(), "survival", terms, NAMES[language])
