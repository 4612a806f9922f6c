"""What the records show: read from a real file, compared on equal terms, told in words."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from laughgame.app.item_titles import ItemTitles
from laughgame.app.records_views import (
    date_words,
    record_words,
    records_view,
    terms_words,
    value_words,
)
from laughgame.app.round_terms import terms_of
from laughgame.game.cards import Discipline, Style
from laughgame.game.deck import Kill
from laughgame.game.turn import TurnRules
from laughgame.storage.kept import CUSTOM, MIXED, Terms
from laughgame.storage.results import Results
from laughgame.ui.screens.settings_pages.presets import PRESETS
from tests.records_moments import table

BEGIN = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
PRICE = Discipline(Style.CARDS)
GENTLE, STRICT = (terms_of(TurnRules(PRESETS[one].rules(), PRICE)) for one in ("gentle", "strict"))


@pytest.fixture
def results(tmp_path):
    moments = iter(BEGIN + timedelta(hours=n) for n in range(1000))
    with Results(tmp_path / "results.sqlite3", now=lambda: next(moments)) as opened:
        opened.remember("민지", "#FFD22E")
        opened.remember("Jun", "#6CC7FF")
        opened.add_round("survival", table(("Jun", 90, 2)), terms=GENTLE)
        opened.add_round(
            "survival", table(("민지", 31.42, 2)), [Kill("ko-sheep", "민지", 2.5)], terms=STRICT
        )
        opened.add_round(
            "hotseat",
            table(("민지", 20, 0), ("Jun", 45, 1)),
            [Kill("mine/cat.gif", "Jun", 0.5), Kill("ko-sheep", "Jun", 4.5)],
            terms=STRICT,
        )
        opened.add_round("survival", table(("민지", 12, 2)), terms=STRICT)
        opened.add_round("mimic", table(("Jun", 8, 0)), scores=[90.6])
        yield opened


def view(results, player="", language="en"):
    return records_view(results, player, language, lambda item: f"the {item}")


def test_every_board_has_one_mode_and_one_difficulty(results):
    boards = view(results).boards
    assert [(one.mode, one.difficulty, one.heading) for one in boards] == [
        ("mimic", "", "The best likenesses"),
        ("survival", "strict", "Strict · two cards"),
        ("hotseat", "strict", "Strict · two cards"),
        ("survival", "gentle", "Gentle · two cards"),
    ]
    mimic, strict, hotseat, gentle = boards
    assert [(one.place, one.name, one.value) for one in hotseat.lines] == [
        (1, "민지", "00:20.0"),
        (2, "Jun", "00:45.0"),
    ]
    assert [one.survived for one in hotseat.lines] == [True, False]
    assert hotseat.lines[0].about.startswith("stone face · ")
    assert [one.value for one in strict.lines] == ["00:31.4"], "everybody once"
    assert mimic.lines[0].value == "91 points"
    assert gentle.lines[0].color == "#6CC7FF"
    assert not any(line.best for board in boards for line in board.lines)


def test_of_one_player_every_turn_is_shown_and_the_best_is_marked(results):
    mine = view(results, "민지")
    assert mine.player == "민지"
    (board,) = [one for one in mine.boards if one.mode == "survival"]
    assert [(one.value, one.best) for one in board.lines] == [("00:31.4", True), ("00:12.0", False)]
    assert len(mine.matches) == 3
    assert [bomb.victims for bomb in mine.bombs] == [("민지",)]
    assert view(results, "nobody").player == ""


def test_equals_share_a_place(results):
    results.add_round("survival", table(("Jun", 31.44, 2)), terms=STRICT)
    (board,) = [
        one for one in view(results).boards if (one.mode, one.difficulty) == ("survival", "strict")
    ]
    assert [(one.place, one.name) for one in board.lines] == [(1, "민지"), (1, "Jun")]


def test_the_history_begins_with_the_newest_and_marks_what_was_a_record(results):
    matches = view(results).matches
    assert [one.mode for one in matches] == [
        "Mimic",
        "Survival",
        "Hot seat",
        "Survival",
        "Survival",
    ]
    assert matches[0].terms == ""
    assert [(one.place, one.name, one.cards) for one in matches[2].players] == [
        (1, "민지", 0),
        (2, "Jun", 1),
    ]
    # A first time is no record: of Jun's only turn by gentle rules nothing is said.
    assert [[one.best for one in match.players] for match in matches] == [
        [False],
        [False],
        [False, False],
        [True],
        [False],
    ]


def test_a_bomb_knows_whom_it_hit_and_how_fast(results):
    deadliest, other = view(results).bombs
    assert (deadliest.title, deadliest.laughs) == ("the ko-sheep", 2)
    assert (deadliest.fastest_s, deadliest.median_s) == (2.5, 3.5)
    assert set(deadliest.victims) == {"민지", "Jun"}
    assert other.title == "the mine/cat.gif"


def test_the_title_tells_who_leads_by_the_rules_of_now(results):
    boards = results.boards()
    assert record_words(boards, "survival", STRICT, ["민지"]) == "Record: 민지 00:31.4"
    assert record_words(boards, "survival", GENTLE, []) == "Record: Jun 01:30.0"
    told = record_words(boards, "hotseat", STRICT, ["Jun", "민지"])
    assert told == "Record: 민지 00:20.0 · Jun 00:45.0"
    assert record_words(boards, "hotseat", STRICT, []) == "Record: 민지 00:20.0"
    assert record_words(boards, "mimic", GENTLE, []) == "Record: Jun 91 points"
    own = replace(STRICT, difficulty=CUSTOM, threshold=0.7)
    assert record_words(boards, "survival", own, ["민지"]) == ""
    assert record_words([], "survival", STRICT, []) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "00:00.0"), (59.94, "00:59.9"), (59.96, "01:00.0"), (3725.0, "62:05.0")],
)
def test_a_time_is_told_in_tenths_as_it_is_compared(results, seconds, words):
    assert value_words(replace(results.history()[1], survived_s=seconds)) == words


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(), "rules not noted"),
        (Terms(MIXED, style="cards"), "rules changed midway · two cards"),
        (Terms("classic", 0.8, 0.4, False, "sudden"), "Classic · first laugh is the last"),
        (
            Terms(CUSTOM, 0.72, 0.3, True, "lives", 3),
            "own rules · line 0.72, hold 0.30 s · only happy counts · 3 lives",
        ),
    ],
)
def test_terms_are_told(terms, words):
    assert terms_words(terms) == words


def test_an_imitation_without_a_face_has_no_points(results):
    results.add_round("mimic", table(("민지", 8, 0)), scores=[None])
    mimic = view(results).boards[0]
    assert [(one.name, one.value) for one in mimic.lines] == [("Jun", "91 points"), ("민지", "–")]
    assert not any("stone face" in one.about for one in mimic.lines)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zone can be chosen here")
def test_dates_are_those_of_the_place(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    try:
        moment = datetime(2026, 12, 31, 20, 5, tzinfo=UTC)
        assert date_words(moment, "en", with_time=True) == "1 Jan 2027, 05:05"
        assert date_words(moment, "en", with_time=False) == "1 Jan 2027"
        assert "1월" in date_words(moment, "ko", with_time=False)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "TZ" not in os.environ or os.environ["TZ"] != "Asia/Seoul"


def test_an_item_is_called_by_its_words_or_else_by_its_own_name():
    title = ItemTitles()
    jokes = title._jokes
    name, words = next(iter(jokes.items()))
    assert title(name) == words
    assert " " in words
    assert title("own/folder/laughing cat.gif") == "laughing cat"
    assert title("act-pie") == "The flying pie"
    assert title("gone") == "gone"
