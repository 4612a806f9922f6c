"""The records in the whole game: opened and left by key and mouse, saved, forgotten, told."""

import csv
import errno
import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from laughgame.app.round_terms import terms_of
from laughgame.game.cards import Discipline, Style
from laughgame.game.deck import Kill
from laughgame.game.turn import TurnRules
from laughgame.storage import results_export
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings
from laughgame.ui.screens.settings_pages.presets import PRESETS
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table
from tests.match_moments import results as made_up_results
from tests.records_moments import table as played

PRICE = Discipline(Style.CARDS)
CLASSIC, STRICT = (
    terms_of(TurnRules(PRESETS[one].rules(), PRICE)) for one in ("classic", "strict")
)


@pytest.fixture
def results(tmp_path):
    results = Results(tmp_path / "results.sqlite3")
    for name, color in (("민지", "#FFD22E"), ("Jun", "#6CC7FF")):
        results.remember(name, color)
    laugh = [Kill("own/cat.gif", "Jun", 1.5)]
    results.add_round("survival", played(("Jun", 61.5, 2)), laugh, terms=CLASSIC)
    results.add_round("survival", played(("민지", 42.0, 2)), terms=CLASSIC)
    results.add_round("survival", played(("Jun", 9.0, 2)), terms=STRICT)
    return results


@pytest.fixture
def game(qtbot, tmp_path, results):
    settings = Settings(match=MatchSettings(mode="survival", players=("민지", "Jun")))
    general = settings.general.model_copy(update={"reduced_motion": True, "language": "en"})
    game = Table(
        qtbot,
        tmp_path,
        settings.model_copy(update={"general": general}),
        open_device=lambda _device: FakeSource(ENDLESS),
        results=results,
    )
    game.window.show_title()
    game.begin()
    game.window.activateWindow()
    yield game
    game.close()


def press(game, key):
    game.qtbot.keyClick(QApplication.focusWidget() or game.window, key)


def click(game, button):
    game.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def open_records(game):
    press(game, Qt.Key.Key_H)
    assert game.window.records.isVisible()
    return game.window.records


def names(screen):
    return [chip.text() for chip in screen.names.chips]


def saved_to(monkeypatch, file):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))


def test_the_records_open_from_the_title_and_escape_leads_back(game):
    screen = open_records(game)
    assert names(screen)[0] == "Everybody"
    assert set(names(screen)[1:]) == {"민지", "Jun"}
    assert [row.text().split(", ")[:2] for row in screen.rows] == [
        ["1. Jun", "01:01.5"],
        ["2. 민지", "00:42.0"],
    ]
    press(game, Qt.Key.Key_Escape)
    assert game.window.title.isVisible()
    click(game, game.window.title.records_button)
    assert screen.isVisible()
    click(game, screen.back)
    assert game.window.title.isVisible()
    assert game.window.title.start.hasFocus()


def test_from_the_results_they_lead_back_to_the_results(game):
    window = game.window
    window.show_results(made_up_results("en", 1))
    press(game, Qt.Key.Key_H)
    assert window.records.isVisible()
    press(game, Qt.Key.Key_H)
    assert window.results.isVisible()
    assert window.results.again.hasFocus()
    click(game, window.results.records)
    press(game, Qt.Key.Key_S)
    press(game, Qt.Key.Key_Escape)
    assert window.records.isVisible(), "the settings were opened on the way"
    press(game, Qt.Key.Key_Escape)
    assert window.results.isVisible()


def test_the_title_tells_the_record_of_its_mode_and_rules(game):
    title = game.window.title
    assert title.accessibleDescription() == "Record: Jun 01:01.5 · 민지 00:42.0"
    game.edit("judge", **PRESETS["strict"].model_dump())
    assert title.accessibleDescription() == "Record: Jun 00:09.0"
    game.edit("judge", **PRESETS["classic"].model_dump())
    title.cards["hotseat"].click()
    assert title.accessibleDescription() == "", "nobody sat on the hot seat yet"


def test_words_and_dates_follow_the_language(game):
    screen = open_records(game)
    assert "laughed" in screen.rows[0].text()
    press(game, Qt.Key.Key_L)
    assert game.languages.current == "ko"
    game.wait(lambda: "터짐" in screen.rows[0].text())
    assert screen.rows[0].text().startswith("1. Jun, 01:01.5")


def test_the_turns_and_the_laughs_are_saved_as_tables(game, monkeypatch, tmp_path):
    screen = open_records(game)
    folder = tmp_path / "웃음"
    folder.mkdir()
    saved_to(monkeypatch, folder / "turns.csv")
    click(game, screen.export)
    game.wait(lambda: screen.saved.text)
    assert screen.saved.text == "3 lines saved: turns.csv"
    with (folder / "turns.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["player"], row["difficulty"]) for row in rows] == [
        ("Jun", "classic"),
        ("민지", "classic"),
        ("Jun", "strict"),
    ]
    assert game.keeper.settings.records.folder == folder
    assert screen._folder == folder
    click(game, screen.tabs.segment("bombs"))
    saved_to(monkeypatch, folder / "laughs.csv")
    click(game, screen.export)
    game.wait(lambda: "laughs.csv" in screen.saved.text)
    with (folder / "laughs.csv").open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["item"], row["title"], row["player"]) == ("own/cat.gif", "cat", "Jun")


def test_a_disk_that_is_full_is_told_and_the_old_table_stays(game, monkeypatch, tmp_path):
    screen = open_records(game)
    file = tmp_path / "turns.csv"
    file.write_text("mine", encoding="utf-8")
    saved_to(monkeypatch, file)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(results_export.atomic, "write_bytes", full)
    click(game, screen.export)
    game.wait(lambda: screen.saved.text)
    headline, remedy = screen.saved.text.split("\n")
    assert headline == "turns.csv could not be saved: No space left on device."
    assert remedy.startswith("Nothing is lost")
    assert not screen.saved.open_folder.isVisible()
    assert file.read_text(encoding="utf-8") == "mine"
    assert screen.export.isEnabled(), "it can be tried again"


def test_a_folder_that_is_none_is_told(game, monkeypatch, tmp_path, caplog):
    screen = open_records(game)
    (tmp_path / "file").write_text("", encoding="utf-8")
    saved_to(monkeypatch, tmp_path / "file" / "Minji.csv")
    click(game, screen.export)
    game.wait(lambda: screen.saved.text)
    assert screen.saved.text.startswith("Minji.csv could not be saved: ")
    assert "could not be saved" in caplog.text
    assert "Minji" not in caplog.text, "the log names no player"


def test_a_player_is_forgotten_after_a_moment_and_may_be_kept(game, results, monkeypatch):
    screen = open_records(game)
    click(game, screen.names.chip("Jun"))
    click(game, screen.forget)
    click(game, screen.forget)
    assert screen.forget.text() == "Forget Jun"
    assert not game.controller._records._forget_soon.isActive()
    game.controller._records._forget_soon.setInterval(50)
    click(game, screen.forget)
    assert {one.name for one in results.players()} == {"민지", "Jun"}
    game.wait(lambda: len(results.players()) == 1)
    assert names(screen) == ["Everybody", "민지"]
    assert [row.text().split(", ")[0] for row in screen.rows] == ["1. 민지"]
    assert game.keeper.settings.match.players == ("민지",)
    assert game.window.title.accessibleDescription() == "Record: 민지 00:42.0"
    assert screen.view.player == ""
    assert not screen.forget.isVisible()


def test_who_is_to_be_forgotten_does_not_play_on(game, results):
    screen = open_records(game)
    click(game, screen.names.chip("민지"))
    click(game, screen.forget)
    press(game, Qt.Key.Key_Escape)
    press(game, Qt.Key.Key_Space)
    assert [one.name for one in results.players()] == ["Jun"]
    assert [name for name, _ in game.window.named_players] == ["Jun"]


def test_what_was_to_be_forgotten_is_gone_when_the_window_closes(game, results):
    screen = open_records(game)
    click(game, screen.names.chip("Jun"))
    click(game, screen.forget)
    game.controller.close()
    with Results(results.path) as again:
        assert [one.name for one in again.players()] == ["민지"]


def test_a_player_who_cannot_be_forgotten_yet_is_told_of(game, results):
    screen = open_records(game)
    click(game, screen.names.chip("Jun"))
    blocker = sqlite3.connect(results.path)
    blocker.execute("BEGIN IMMEDIATE")
    results._database.execute("PRAGMA busy_timeout = 1")
    game.controller._records._forget_soon.setInterval(20)
    click(game, screen.forget)
    game.wait(lambda: screen.forget.text() == "Jun could not be forgotten. Try again")
    blocker.close()
    click(game, screen.forget)
    game.wait(lambda: len(results.players()) == 1)


def test_everything_is_deleted_on_the_privacy_page(game, results):
    screen = open_records(game)
    click(game, screen.everything)
    assert game.window.settings_open
    assert game.window.settings.page == "privacy"
    game.controller.people.forget_everybody()
    press(game, Qt.Key.Key_Escape)
    assert screen.isVisible()
    (row,) = screen.rows
    assert row.text().startswith("Nobody is on the board yet.")


def test_records_that_cannot_be_read_are_told_of(game, results):
    results.close()
    results._database = sqlite3.connect(":memory:")
    screen = open_records(game)
    (row,) = screen.rows
    assert row.text().startswith("The records cannot be read.")
