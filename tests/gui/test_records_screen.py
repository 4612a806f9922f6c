"""The records as a screen: tabs, players, lists, words for those who hear it; mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.screens.records import LAUGHS, TURNS, RecordsScreen
from laughgame.ui.screens.records_pages.views import PlayerChip, RecordsView
from laughgame.ui.screens.settings_pages.privacy import Deletion
from laughgame.ui.theme import Space, Theme
from tests.records_moments import records

SIZES = [(1280, 800), (640, 400), (1920, 1080), (1000, 1000)]


@pytest.fixture(scope="module")
def season():
    """Everybody's records, and Jun's."""
    return {"": records("en"), "Jun": records("en", 1)}


def shown(qtbot, season=None, size=(1280, 800)):
    """Return the screen; it answers itself as the desk does."""
    theme = Theme("dark")
    theme.set_reduced_motion(True)
    screen = RecordsScreen(theme)
    theme.setParent(screen)
    qtbot.addWidget(screen)
    views = season or {"": RecordsView()}
    screen.asked.connect(lambda name: screen.show_view(views[name]))
    screen.resize(*size)
    screen.open_at("survival", "classic")
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    return screen


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press(qtbot, key, count=1):
    for _ in range(count):
        qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("size", SIZES)
def test_whatever_is_pressed_is_named_and_large_enough_to_hit(qtbot, season, size):
    screen = shown(qtbot, season, size)
    click(qtbot, screen.names.chip("Jun"))
    for tab in ("board", "history", "bombs"):
        click(qtbot, screen.tabs.segment(tab))
        for button in screen.findChildren(QAbstractButton):
            if not button.isVisible():
                continue
            assert button.text() or button.accessibleName()
            # A segment is lower by the edges of its frame.
            framed = button.parent() if isinstance(button.parent(), Segmented) else button
            assert min(button.width(), framed.height()) >= Space.HIT, button.text()
        for fixed in (screen.export, screen.back, screen.tabs, screen.names):
            area = fixed.rect().translated(fixed.mapTo(screen, QPoint()))
            assert screen.rect().adjusted(-8, -8, 8, 8).contains(area)
        for row in screen.rows:
            left = row.mapTo(screen, QPoint()).x()
            assert left >= 0
            assert left + row.width() <= screen.width()


def test_the_leaderboard_is_of_one_mode_and_one_difficulty(qtbot, season):
    screen = shown(qtbot, season)
    assert screen.tab == "board"
    headings = [board.heading for board in screen.view.boards if board.mode == "survival"]
    assert len(headings) > 2
    assert [row.text().split(",")[0] for row in screen.rows] == ["1. Minji", "2. Sora"]
    click(qtbot, screen.difficulties.segment("gentle"))
    assert [row.text().split(",")[0] for row in screen.rows] == ["1. Tae"]
    click(qtbot, screen.modes.segment("mimic"))
    assert not screen.difficulties.isVisible(), "nobody judges an imitation"
    assert "91 points" in screen.rows[0].accessibleName()
    click(qtbot, screen.modes.segment("duel"))
    (row,) = screen.rows
    assert row.text() == "Nobody has dared this one yet. An empty board is the easiest to lead."


def test_where_nobody_has_played_the_board_of_the_last_match_is_opened(qtbot, season):
    screen = shown(qtbot, season)
    screen.hide()
    screen.open_at("duel", "strict")
    screen.show()
    assert screen.modes.value == screen.view.boards[0].mode == "mimic"


def test_history_and_bombs_are_told_in_full(qtbot, season):
    screen = shown(qtbot, season)
    click(qtbot, screen.tabs.segment("history"))
    assert len(screen.rows) == len(season[""].matches) == 13
    told = screen.rows[3].accessibleName()
    assert told.startswith("6 Nov 2026, ")
    assert "Hot seat, Strict · two cards; 1. Minji, " in told
    assert "4. Jun, " in told
    click(qtbot, screen.tabs.segment("bombs"))
    counts = [bomb.laughs for bomb in season[""].bombs]
    assert [f"{count} laughs" in row.text() for row, count in zip(screen.rows, counts, strict=True)]
    assert counts == sorted(counts, reverse=True)
    click(qtbot, screen.sorts.segment("fastest"))
    fastest = min(season[""].bombs, key=lambda bomb: bomb.fastest_s)
    assert screen.rows[0].text().startswith(f"1. {fastest.title}; ")
    assert f"fastest {fastest.fastest_s:.1f} s" in screen.rows[0].text()


def test_one_player_is_chosen_by_name_and_everybody_again(qtbot, season):
    screen = shown(qtbot, season)
    assert not screen.forget.isVisible()
    click(qtbot, screen.names.chip("Jun"))
    assert screen.view.player == "Jun"
    assert screen.forget.text() == "Forget Jun"
    assert screen.names.value == "Jun"
    click(qtbot, screen.names.chip(""))
    assert screen.view.player == ""


def test_the_keyboard_walks_tabs_names_and_rows(qtbot, season):
    screen = shown(qtbot, season)
    assert screen.tabs.segment("board").hasFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert screen.tab == "history"
    press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.names.chip("")
    press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.rows[0]
    press(qtbot, Qt.Key.Key_Down, 11)
    last = screen.rows[11]
    assert QApplication.focusWidget() is last
    middle = last.mapTo(screen, last.rect().center())
    assert screen.rect().contains(middle), "it was scrolled to"
    press(qtbot, Qt.Key.Key_Home)
    assert screen.rows[0].hasFocus()
    press(qtbot, Qt.Key.Key_End)
    assert screen.rows[-1].hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Backtab)
    assert screen.rows[-1].hasFocus(), "Tab comes back to where it was"
    press(qtbot, Qt.Key.Key_Right)
    assert screen.tab == "bombs"
    press(qtbot, Qt.Key.Key_Left)
    assert screen.tab == "history"


def test_everything_that_can_be_pressed_is_reached_by_tab(qtbot, season):
    screen = shown(qtbot, season)
    click(qtbot, screen.names.chip("Jun"))
    reached = set()
    for _ in range(20):
        press(qtbot, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = {screen.back, screen.export, screen.forget, screen.everything, screen.rows[0]}
    wanted |= {screen.tabs.segment("board"), screen.modes.segment(screen.modes.value)}
    wanted |= {screen.names.chip("Jun"), screen.difficulties.segment(screen.difficulties.value)}
    assert wanted <= reached


def test_many_names_are_scrolled_to(qtbot):
    players = tuple(PlayerChip(f"player number {n}", "#FFD22E") for n in range(30))
    screen = shown(qtbot, {"": RecordsView(players=players)})
    screen.names.chip("").setFocus()
    chip = screen.names.chip("player number 29")
    assert (
        not screen.names.viewport()
        .rect()
        .contains(chip.mapTo(screen.names.viewport(), chip.rect().center()))
    )
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    assert (
        screen.names.viewport()
        .rect()
        .contains(chip.mapTo(screen.names.viewport(), chip.rect().center()))
    )


@pytest.mark.parametrize(
    ("tab", "view", "words"),
    [
        ("board", RecordsView(), "Nobody is on the board yet."),
        ("history", RecordsView(), "Not a match yet."),
        ("bombs", RecordsView(), "Not one laugh so far."),
        ("board", RecordsView(player="Jun"), "Jun is not on this board."),
        ("history", RecordsView(player="Jun"), "Jun has only watched so far."),
        ("bombs", RecordsView(player="Jun"), "Nothing has cracked Jun yet."),
        ("history", RecordsView(readable=False), "The records cannot be read."),
    ],
)
def test_where_there_is_nothing_it_says_so_kindly(qtbot, tab, view, words):
    screen = shown(qtbot, {"": view})
    click(qtbot, screen.tabs.segment(tab))
    (row,) = screen.rows
    assert row.text().startswith(words)
    assert not screen.export.isEnabled()
    assert not screen.everything.isVisible()


def test_a_table_is_saved_where_the_player_wants_it(qtbot, season, monkeypatch, tmp_path):
    screen = shown(qtbot, season)
    screen.show_folder(tmp_path)
    asked, told = [], []
    screen.export_requested.connect(lambda what, file: told.append((what, file)))

    def choose(_parent, caption, suggested, _kinds):
        asked.append((caption, Path(suggested)))
        return str(tmp_path / "mine.csv"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    click(qtbot, screen.export)
    click(qtbot, screen.tabs.segment("bombs"))
    click(qtbot, screen.export)
    assert told == [(TURNS, tmp_path / "mine.csv"), (LAUGHS, tmp_path / "mine.csv")]
    (results, first), (laughs, second) = asked
    assert (results, laughs) == ("Save the results", "Save the laughs")
    assert first.parent == tmp_path
    assert first.name.startswith("LaughGame-turns-20")
    assert second.name.startswith("LaughGame-laughs-20")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(screen.export_requested):
        click(qtbot, screen.export)


def test_what_came_of_saving_is_told_with_the_way_to_it(qtbot, season, monkeypatch, tmp_path):
    screen = shown(qtbot, season)
    screen.show_exporting()
    assert not screen.export.isEnabled()
    assert screen.export.text() == "Saving…"
    screen.show_exported(tmp_path / "mine.csv", 27)
    assert screen.export.isEnabled()
    assert screen.saved.text == "27 lines saved: mine.csv"
    link = screen.saved.open_folder
    assert link.hasFocus()
    assert link.accessibleName() == "27 lines saved: mine.csv Open folder"
    opened = []
    monkeypatch.setattr(
        "laughgame.ui.screens.records_pages.saved_notice.QDesktopServices.openUrl",
        lambda url: opened.append(Path(url.toLocalFile())),
    )
    click(qtbot, link)
    assert opened == [tmp_path]
    screen.show_export_failed("mine.csv could not be saved.\nNothing is lost.")
    assert screen.saved.text.startswith("mine.csv could not")
    assert not link.isVisible()
    assert screen.saved.isVisible()


def test_a_player_is_forgotten_with_a_moment_to_undo(qtbot, season):
    screen = shown(qtbot, season)
    click(qtbot, screen.names.chip("Jun"))
    with qtbot.waitSignal(screen.forget_requested) as asked:
        click(qtbot, screen.forget)
    assert asked.args == ["Jun"]
    screen.show_deletion(Deletion.PENDING, "Jun")
    assert screen.forget.text() == "Jun is forgotten in a moment. Undo"
    click(qtbot, screen.names.chip(""))
    assert screen.forget.isVisible(), "it can be undone from anywhere here"
    with qtbot.waitSignal(screen.undo_requested):
        click(qtbot, screen.forget)
    click(qtbot, screen.names.chip("Jun"))
    screen.show_deletion(Deletion.FAILED, "Jun")
    assert screen.forget.text() == "Jun could not be forgotten. Try again"
    click(qtbot, screen.names.chip(""))
    assert not screen.forget.isVisible()
    with qtbot.waitSignal(screen.privacy_requested):
        click(qtbot, screen.everything)
