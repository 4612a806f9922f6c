"""The results: every finished round whole, nothing left of what was deleted."""

import csv
import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.cards import Card, Offence, Shown
from laughgame.game.deck import Kill
from laughgame.game.modes.mode import Player, ranked
from laughgame.game.moments import Moment
from laughgame.game.personal_range import PersonalRange
from laughgame.game.turn import Ending, TurnResult
from laughgame.storage.kept import CUSTOM, MIXED, TERM_NAMES, KeptLaugh, Terms
from laughgame.storage.results import Results, Trouble
from laughgame.storage.results_export import COLUMNS, LAUGH_COLUMNS, write_laughs, write_turns
from laughgame.storage.results_open import address_of
from laughgame.storage.results_schema import MIGRATIONS
from laughgame.storage.waiting import FinishedRound, FoundRange

BEGIN = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
RED = Shown(Card.RED, Offence.LAUGH, 0)
HELD = Moment(1.0, 2.0, 1.5, 0.85, 0.05, 0.3, out=False)


class Clock:
    """A minute passes between any two looks."""

    def __init__(self):
        self.minutes = 0

    def __call__(self):
        self.minutes += 1
        return BEGIN + timedelta(minutes=self.minutes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "웃지마" / "results.sqlite3"


@pytest.fixture
def results(path):
    with Results(path, now=Clock()) as opened:
        opened.remember("민지", "#FFD22E")
        opened.remember("Jun", "#6CC7FF")
        yield opened


def best(results, name, mode, terms=Terms()):  # noqa: B008
    """A player's best turn of a mode on these terms; ``None`` before the first."""
    own = {(one.mode, one.terms): one.turns for one in results.boards(name)}
    return own.get((mode, terms), (None,))[0]


def played(*lines):
    """The table of a round of (name, judged seconds, survived)."""
    return ranked(
        [
            (
                Player(name),
                TurnResult(
                    seconds,
                    Ending.SURVIVED if survived else Ending.OUT,
                    () if survived else (RED,),
                    0,
                    (HELD,),
                ),
            )
            for name, seconds, survived in lines
        ]
    )


def test_a_round_is_read_back_as_it_was_played(results, path):
    results.add_round(
        "hotseat",
        played(("민지", 12.5, False), ("Jun", 20.0, True)),
        [Kill("ko-sheep", "민지", 2.5)],
    )
    results.close()
    with Results(path) as again:
        minji, jun = again.history()
        assert [(one.player, one.place) for one in (jun, minji)] == [("Jun", 1), ("민지", 2)]
        assert (minji.survived_s, minji.ending, minji.cards) == (12.5, "out", 1)
        assert (jun.near_misses, jun.hardest_held_s, jun.hardest_peak) == (1, 0.3, 0.85)
        assert again.kills() == [Kill("ko-sheep", "민지", 2.5)]


def test_the_best_are_told_each_once_and_survivors_first(results):
    for name, seconds, survived in (
        ("민지", 10, False),
        ("민지", 30, False),
        ("Jun", 20, True),
        ("Jun", 15, False),
    ):
        results.add_round("survival", played((name, seconds, survived)))
    (board,) = (one.turns for one in results.boards())
    assert [(one.player, one.survived_s) for one in board] == [("Jun", 20), ("민지", 30)]
    assert best(results, "민지", "survival").survived_s == 30
    assert best(results, "민지", "duel") is None
    assert [one.survived_s for one in results.history(2)] == [15, 20]


def test_an_imitation_is_told_by_its_score(results):
    for score in (55.0, 91.0):
        results.add_round("mimic", played(("Jun", 8, True)), scores=[score])
    assert best(results, "Jun", "mimic").score == 91.0


def test_who_played_last_is_offered_first_and_capitals_make_no_difference(results):
    results.add_round("survival", played(("민지", 10, False)))
    results.remember("JUN", "#FF4F38")
    assert [(one.name, one.colour) for one in results.players()] == [
        ("민지", "#FFD22E"),
        ("Jun", "#FF4F38"),
    ]


@pytest.mark.parametrize("name", ["", "   ", " Jun", "x" * 25, "a\nb", "\u202eJun"])
def test_a_name_nobody_could_read_is_refused(results, name):
    with pytest.raises(ValueError, match=r"1 to 24 printable letters$"):
        results.remember(name, "#000000")


def test_ranges_are_kept_with_and_without_glasses(results):
    assert results.personal_range("Jun", glasses=True) is None
    results.keep_range("Jun", True, PersonalRange(0.2, 0.9))
    results.keep_range("Jun", False, PersonalRange(0.1))
    results.keep_range("Jun", True, PersonalRange(0.25, 0.9))
    assert results.personal_range("jun", glasses=True) == PersonalRange(0.25, 0.9)
    assert results.personal_range("Jun", glasses=False) == PersonalRange(0.1)


def test_a_range_counts_for_the_model_that_found_it(results):
    results.keep_range("Jun", False, PersonalRange(0.1))  # found before models were noted
    assert results.personal_range("Jun", False, "first") == PersonalRange(0.1)
    results.keep(FoundRange("Jun", "#6CC7FF", False, PersonalRange(0.2), "first"))
    assert results.personal_range("Jun", False, "first") == PersonalRange(0.2)
    assert results.personal_range("Jun", False, "second") is None
    assert results.personal_range("Jun", False) == PersonalRange(0.2)


def test_a_round_with_a_stranger_is_not_kept_in_part(results):
    with pytest.raises(KeyError, match="nobody of that name"):
        results.add_round("hotseat", played(("Jun", 12, False), ("Sora", 3, False)))
    with pytest.raises(KeyError, match="nobody of that name"):
        results.add_round("survival", played(("Jun", 12, False)), [Kill("a", "Sora", 1.0)])
    assert results.history() == []
    with pytest.raises(KeyError):
        results.keep_range("Sora", False, PersonalRange())


def test_who_is_forgotten_takes_everything_along_and_nobody_elses(results):
    results.add_round("hotseat", played(("Jun", 12, False), ("민지", 3, False)))
    results.add_round("survival", played(("Jun", 9, False)), [Kill("a", "Jun", 1.0)])
    results.forget("Jun")
    assert [one.player for one in results.history()] == ["민지"]
    assert results.kills() == []
    assert [one.name for one in results.players()] == ["민지"]


def test_deleted_is_deleted_down_to_the_bytes(results, path):
    results.add_round("survival", played(("Jun", 12, False)), [Kill("ko-sheep", "Jun", 1.0)])
    results.delete_everything()
    assert results.history() == results.players() == results.kills() == []
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"Jun" not in content, file
        assert b"ko-sheep" not in content, file


def test_a_best_by_gentle_rules_is_none_by_strict_ones(results):
    gentle, strict = Terms("gentle", 0.88, 0.6, True, "cards"), Terms("strict", 0.65, 0.2)
    assert results.add_round("survival", played(("Jun", 90, False)), terms=gentle) == ()
    assert results.add_round("survival", played(("Jun", 20, False)), terms=strict) == ()
    assert results.add_round("survival", played(("Jun", 30, False)), terms=strict) == ("Jun",)
    assert results.add_round("survival", played(("Jun", 30.04, False)), terms=strict) == ()
    assert best(results, "Jun", "survival", strict).survived_s == 30
    assert best(results, "Jun", "survival", gentle).survived_s == 90
    assert {one.terms: [t.survived_s for t in one.turns] for one in results.boards()} == {
        strict: [30],
        gentle: [90],
    }
    (board, _) = results.boards("jun")
    assert [turn.survived_s for turn in board.turns] == [30, 30.04, 20]


def test_of_matches_whose_rules_changed_midway_none_is_a_record(results):
    """One may have been gentle for all but a second, the other strict."""
    mixed = Terms(MIXED, style="cards")
    assert results.add_round("survival", played(("Jun", 20, False)), terms=mixed) == ()
    assert results.add_round("survival", played(("Jun", 90, False)), terms=mixed) == ()


def test_two_lines_of_ones_own_are_two_boards(results):
    for line in (0.6, 0.9):
        terms = Terms(CUSTOM, line, 0.3, False, "lives", 3)
        results.add_round("survival", played(("Jun", 60 * line, False)), terms=terms)
    assert [(one.terms.threshold, one.terms.lives) for one in results.boards()] == [
        (0.9, 3),
        (0.6, 3),
    ]
    assert best(results, "Jun", "survival", Terms()) is None


def test_matches_are_told_with_everybody_in_them(results):
    results.add_round("hotseat", played(("민지", 3, False), ("Jun", 12, False)))
    results.add_round("survival", played(("Jun", 9, False)))
    latest, before = results.matches()
    assert [turn.player for turn in before.turns] == ["Jun", "민지"]
    assert (latest.mode, before.mode) == ("survival", "hotseat")
    assert [one.mode for one in results.matches(player="민지")] == ["hotseat"]
    assert len(results.matches(limit=1)) == 1
    assert len(results.matches(player="민지")[0].turns) == 2


_LINES = st.lists(
    st.tuples(st.floats(0, 200).map(lambda s: round(s, 2)), st.booleans(), st.integers(0, 3)),
    min_size=2,
    max_size=8,
)


@given(_LINES)
def test_a_leaderboard_has_the_order_of_a_table(tmp_path_factory, lines):
    """One order everywhere: what wins a match leads the board, and equals stay equals."""
    table = ranked(
        [
            (
                Player(f"player {n}"),
                TurnResult(s, Ending.SURVIVED if won else Ending.OUT, (RED,) * cards, 0, ()),
            )
            for n, (s, won, cards) in enumerate(lines)
        ]
    )
    with Results(tmp_path_factory.mktemp("order") / "results.sqlite3", now=Clock()) as results:
        for line in reversed(table):
            results.remember(line.player.name, "#FFD22E")
            results.add_round("survival", [line])
        (board,) = (one.turns for one in results.boards())
        places = {line.player.name: line.place for line in table}
        shown = [places[turn.player] for turn in board]
        assert shown == sorted(shown)
        ahead = [1 + sum(b.merit > a.merit for b in board) for a in board]
        assert ahead == shown
        first = best(results, table[0].player.name, "survival")
        assert all(first.merit >= turn.merit for turn in board)


def test_a_file_of_the_first_version_goes_on_with_all_that_is_in_it(path):
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as database:
        database.executescript(MIGRATIONS[0])
        database.executescript(
            """
            PRAGMA user_version = 1;
            INSERT INTO player VALUES (1, 'jun', 'Jun', '#6CC7FF', '2026-11-01T20:00:00+00:00');
            INSERT INTO round VALUES (1, 'survival', '2026-11-01T20:00:00+00:00');
            INSERT INTO turn VALUES (1, 1, 1, 1, 42.5, 'out', 2, 0, 3, 0.2, 0.83, NULL);
            INSERT INTO kill VALUES (1, 1, 1, 'ko-sheep', 2.5);
            """
        )
    database.close()
    with Results(path) as opened:
        assert opened.set_aside is None
        (old,) = opened.history()
        assert (old.player, old.survived_s, old.terms) == ("Jun", 42.5, Terms())
        strict = Terms("strict", 0.65, 0.2, False, "cards")
        assert opened.add_round("survival", played(("Jun", 50, False)), terms=strict) == ()
        assert best(opened, "Jun", "survival", strict).survived_s == 50
        assert [one.item for one in opened.kills()] == ["ko-sheep"]
    with Results(path) as again:
        assert [one.terms for one in again.history()] == [strict, Terms()]


def test_the_laughs_are_exported_with_what_they_were_about(results, tmp_path):
    results.add_round("survival", played(("민지", 9, False)), [Kill("ko-sheep", "민지", 2.5)])
    (laugh,) = results.laughs()
    assert laugh == KeptLaugh(laugh.ended_at, "survival", "민지", "ko-sheep", 2.5)
    file = tmp_path / "laughs.csv"
    write_laughs(file, results.laughs(), lambda item: f"=the one of {item}")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert tuple(row) == LAUGH_COLUMNS
    assert (row["player"], row["after_s"]) == ("민지", "2.5")
    assert row["title"] == "'=the one of ko-sheep"


def test_the_table_is_exported_for_a_spreadsheet(results, tmp_path):
    results.add_round("survival", played(("민지", 12.5, False)))
    terms = Terms(CUSTOM, 0.72, 0.3, True, "lives", 3)
    results.add_round("survival", played(("Jun", 20.0, True)), terms=terms)
    file = tmp_path / "out.csv"
    write_turns(file, results.all_turns())
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        first, second = csv.DictReader(lines)
    assert tuple(first) == (*COLUMNS, *TERM_NAMES)
    assert (first["player"], first["survived_s"], first["ending"]) == ("민지", "12.5", "out")
    assert second["score"] == first["difficulty"] == ""
    assert [second[name] for name in TERM_NAMES] == ["custom", "0.72", "0.3", "1", "lives", "3"]


def test_a_damaged_file_is_set_aside_and_the_game_goes_on(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all" * 100)
    with Results(path, now=lambda: BEGIN) as opened:
        assert opened.set_aside.trouble is Trouble.DAMAGED
        assert opened.set_aside.path.name == "results.damaged-20261201-200000.sqlite3"
        assert opened.set_aside.path.read_bytes().startswith(b"no database")
        assert opened.players() == []
    path.write_bytes(b"broken again" * 100)
    with Results(path, now=lambda: BEGIN) as opened:
        assert opened.set_aside.path.name == "results.damaged-20261201-200000-2.sqlite3"


def test_damage_behind_the_first_page_is_seen_too(path):
    with Results(path) as opened:
        for number in range(200):
            opened.remember(f"player {number}", "#FFD22E")
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(value ^ 0x5A for value in content[4096:])
    path.write_bytes(content)
    with Results(path) as opened:
        assert opened.set_aside.trouble is Trouble.DAMAGED


def test_a_file_without_its_tables_is_set_aside(path):
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    database.close()
    with Results(path) as opened:
        assert opened.set_aside.trouble is Trouble.DAMAGED
        assert opened.players() == []


def test_copies_that_begin_at_once_find_one_file(path):
    program = (
        "import sys; from pathlib import Path; from laughgame.storage.results import Results;"
        "Results(Path(sys.argv[1])).remember(sys.argv[2], '#FFD22E')"
    )
    path.parent.mkdir(parents=True)
    begun = [
        subprocess.Popen([sys.executable, "-c", program, str(path), f"player {n}"])
        for n in range(3)
    ]
    assert [one.wait(60) for one in begun] == [0, 0, 0]
    with Results(path) as opened:
        assert len(opened.players()) == 3


def test_who_played_last_comes_first_wherever_the_clock_stands(path):
    clock = iter([BEGIN.astimezone(timezone(timedelta(hours=9))), BEGIN + timedelta(hours=2)])
    with Results(path, now=lambda: next(clock)) as opened:
        opened.remember("early", "#FFD22E")
        opened.remember("late", "#FFD22E")
        assert [one.name for one in opened.players()] == ["late", "early"]


def test_a_name_is_no_formula(results, tmp_path):
    results.remember("=1+1", "#FFD22E")
    results.add_round("survival", played(("=1+1", 1, False)))
    write_turns(tmp_path / "out.csv", results.all_turns())
    assert "'=1+1" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_what_another_copy_still_reads_is_not_called_deleted(results, path):
    results.add_round("survival", played(("Jun", 12, False)))
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM turn").fetchall()
    results._database.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(OSError, match="results"):
        results.delete_everything()
    reader.close()
    results.delete_everything()


def test_a_file_of_a_newer_version_is_set_aside_untouched(path):
    Results(path).close()
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    database.close()
    with Results(path) as opened:
        assert opened.set_aside.trouble is Trouble.NEWER
        with sqlite3.connect(opened.set_aside.path) as kept:
            assert kept.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        kept.close()


def test_where_there_can_be_no_file_it_is_told(tmp_path):
    with pytest.raises(OSError, match="unable to open"):
        Results(tmp_path)  # a folder


def test_a_time_that_is_none_is_told_as_damage(results, path):
    results.add_round("survival", played(("민지", 10.0, False)), [Kill("joke", "민지", 1.0)])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE player SET played_at = '2026-13-01'")
        database.execute("UPDATE round SET ended_at = 'x'")
    for ask in (results.players, results.laughs, results.history, results.boards):
        with pytest.raises(OSError, match=r"isoformat|month"):
            ask()


def finished(name, seconds):
    """A survival to keep, of somebody who may be new."""
    return FinishedRound("survival", {name: "#FFD22E"}, tuple(played((name, seconds, False))))


@pytest.fixture
def locked(results, path):
    """Another copy of the game that holds on to the file until it is called."""
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    results._database.execute("PRAGMA busy_timeout = 1")
    yield blocker.close
    blocker.close()


def test_what_cannot_be_written_waits_and_is_written_in_its_order(results, locked):
    for seconds in (1, 2):
        with pytest.raises(OSError, match="locked"):
            results.keep(finished("Sora", seconds))
    with pytest.raises(OSError, match="locked"):
        results.keep(FoundRange("Sora", "#FFD22E", True, PersonalRange(0.2, 0.9)))
    with pytest.raises(OSError, match="locked"):
        results.write_waiting()
    assert (results.waiting, results.history()) == (3, [])
    assert results.personal_range("sora", glasses=True) == PersonalRange(0.2, 0.9)
    assert results.personal_range("sora", glasses=False) is None
    assert results.personal_range("sora", True, "a model") == PersonalRange(0.2, 0.9)
    locked()
    assert results.keep(finished("Sora", 3)) == ("Sora",)
    assert results.waiting == results.write_waiting() == 0
    turns = results.all_turns()
    assert [turn.survived_s for turn in turns] == [1, 2, 3]
    assert turns == sorted(turns, key=lambda turn: turn.ended_at), "told by when they were played"
    assert results.personal_range("Sora", glasses=True) == PersonalRange(0.2, 0.9)


def test_what_waits_is_written_at_the_end(results, locked, path):
    with pytest.raises(OSError, match="locked"):
        results.keep(finished("Jun", 1))
    locked()
    results.close()
    with Results(path) as again:
        assert [turn.survived_s for turn in again.history()] == [1]


@pytest.fixture
def out_of_reach(results, path):
    """The disk with the file is not there, until this is called; a round waits for it."""
    results.keep(finished("Jun", 1))
    away = path.parent.with_name("away")
    path.parent.rename(away)
    path.mkdir(parents=True)  # what lies there meanwhile cannot be opened
    with pytest.raises(OSError, match="unable to open"):
        results.keep(finished("Jun", 2))

    def bring_back():
        shutil.rmtree(path.parent)
        away.rename(path.parent)

    return bring_back


def test_what_waits_for_a_disk_that_is_back_is_written_at_the_end(results, out_of_reach, path):
    out_of_reach()
    results.close()
    with Results(path) as again:
        assert [turn.survived_s for turn in again.all_turns()] == [1, 2]


def test_a_disk_that_is_back_is_read_before_anything_is_written(results, out_of_reach):
    with pytest.raises(OSError, match="unable to open"):
        results.players()
    out_of_reach()
    assert [player.name for player in results.players()] == ["Jun", "민지"]
    assert results.write_waiting() == 1


def test_a_disk_that_stays_away_lets_the_game_end(results, out_of_reach, caplog):
    results.close()
    assert "1 rounds or ranges could not be kept" in caplog.text


def test_what_can_never_be_written_does_not_wait(results):
    for name, seconds in (("Jun", float("nan")), (" Jun", 1.0)):
        with pytest.raises(ValueError, match=r"NOT NULL|printable letters"):
            results.keep(finished(name, seconds))
    assert (results.waiting, results.history()) == (0, [])


def test_what_can_never_be_written_keeps_nothing_else_from_it(results, locked):
    for name, seconds in (("Jun", float("nan")), ("Jun", 1.0)):
        with pytest.raises(OSError, match="locked"):
            results.keep(finished(name, seconds))
    locked()
    results.write_waiting()
    assert [turn.survived_s for turn in results.history()] == [1.0]


def test_who_is_forgotten_does_not_come_back_with_what_waits(results, locked):
    both = FinishedRound(
        "mimic",
        {"민지": "#FFD22E", "Jun": "#6CC7FF"},
        tuple(played(("민지", 8, True), ("Jun", 8, True))),
        (Kill("a", "민지", 1.0), Kill("b", "Jun", 1.0)),
        (91.0, 55.0),
    )
    own = FoundRange("JUN", "#6CC7FF", False, PersonalRange())
    for what in (both, finished("Jun", 1), own, finished("민지", 2)):
        with pytest.raises(OSError, match="locked"):
            results.keep(what)
    locked()
    results.forget("Jun")
    results.write_waiting()
    assert [(turn.player, turn.score) for turn in results.all_turns()] == [
        ("민지", 91.0),
        ("민지", None),
    ]
    assert [kill.item for kill in results.kills()] == ["a"]
    assert [player.name for player in results.players()] == ["민지"]


def test_what_waits_is_deleted_with_everything(results, locked):
    with pytest.raises(OSError, match="locked"):
        results.keep(finished("Jun", 1))
    locked()
    results.delete_everything()
    assert results.write_waiting() == 0
    assert results.players() == results.history() == []


def test_a_running_game_does_not_wait_long_for_another_copy(results):
    """The window stands still meanwhile."""
    (wait_ms,) = results._database.execute("PRAGMA busy_timeout").fetchone()
    assert wait_ms <= 500


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away there")
def test_a_file_that_is_taken_away_meanwhile_is_begun_anew(results, path):
    results.add_round("survival", played(("Jun", 1, False)))
    for file in list(path.parent.iterdir()):
        file.rename(file.with_name(f"away {file.name}"))
    results.keep(finished("Jun", 2))
    assert [turn.survived_s for turn in results.history()] == [2]
    with Results(path) as again:
        assert [turn.survived_s for turn in again.history()] == [2]


def test_the_newest_rounds_of_a_damaged_file_are_set_aside_with_it(path):
    """They are in its log, which SQLite would throw away."""
    path.parent.mkdir(parents=True)
    writer = Results(path)
    writer.keep(finished("Jun", 1))
    writer._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    writer.keep(finished("Jun", 2))
    log = path.with_name(f"{path.name}-wal")
    killed = {file: file.read_bytes() for file in (path, log)}
    writer.close()
    for damage in (b"x" * 4096, b""):
        for file, content in killed.items():
            file.write_bytes(content)
        path.write_bytes(damage + killed[path][len(damage) :] if damage else damage)
        with Results(path) as opened:
            aside = opened.set_aside.path
            assert opened.set_aside.trouble is Trouble.DAMAGED
        assert aside.with_name(f"{aside.name}-wal").read_bytes() == killed[log]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_becomes_of_the_file_the_game_begins_and_the_file_is_kept(path, template, seed):
    chance = random.Random(seed)
    content = bytearray(template)
    if seed % 4 == 0:
        del content[chance.randrange(len(content)) :]
    elif seed % 4 == 1:
        start = chance.randrange(len(content))
        content[start:] = chance.randbytes(len(content) - start)
    else:
        for _ in range(chance.choice((1, 10, 100))):
            content[chance.randrange(100 if seed % 4 == 2 else len(content))] ^= chance.randrange(
                1, 256
            )
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with Results(path) as opened:
        opened.keep(finished("Sora", 1))
        if opened.set_aside is not None:
            assert opened.set_aside.path.read_bytes() == content
            assert len(opened.history()) == 1


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A file with some rounds in it, closed in good order."""
    path = tmp_path_factory.mktemp("template") / "results.sqlite3"
    with Results(path) as opened:
        for seconds in range(20):
            opened.keep(finished("Jun", seconds))
    return path.read_bytes()


def test_a_file_of_somebody_elses_is_set_aside(path):
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE player (id)")
    database.close()
    with Results(path) as opened:
        assert opened.set_aside.trouble is Trouble.DAMAGED


def test_where_there_are_no_links_a_copy_is_set_aside(path, monkeypatch):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all" * 100)

    def none(*_):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    with Results(path) as opened:
        assert opened.set_aside.path.read_bytes() == b"no database at all" * 100


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/민지/r 1.db"), "file:///home/%EB%AF%BC%EC%A7%80/r%201.db"),
        (PureWindowsPath(r"C:\Users\Kim\r.db"), "file:///C:/Users/Kim/r.db"),
        (PureWindowsPath(r"\\server\home\r.db"), "file:////server/home/r.db"),
    ],
)
def test_no_file_has_a_server_in_its_address_which_sqlite_would_call_an_error(path, address):
    assert address_of(path) == address
    with pytest.raises(sqlite3.OperationalError) as refused:  # it is no damage, and not set aside
        sqlite3.connect(f"{address}?mode=ro", uri=True)
    assert refused.value.sqlite_errorcode == sqlite3.SQLITE_CANTOPEN


def test_two_copies_of_the_game_keep_both_their_rounds(results, path):
    with Results(path) as other:
        other.add_round("survival", played(("Jun", 1, False)))
        results.add_round("survival", played(("Jun", 2, False)))
        assert len(other.history()) == len(results.history()) == 2


def test_the_file_is_whole_and_in_wal_mode(results, path):
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()
