"""The settings' deck page: what is played, the player's own folder, and what is said of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from laughgame.game.deck import ItemKind
from laughgame.storage.deck_folder import FolderDeck, FolderProblem, OwnFile, Reason, Refused
from laughgame.ui import deck_words
from laughgame.ui.screens.settings_pages.deck_findings import MOST_REFUSED
from tests.gui.settings_window import open_settings

FOLDER = Path("/home/minji/웃긴 것들")


@pytest.fixture
def screen(qtbot):
    screen = open_settings(qtbot)
    screen.open_page("deck")
    return screen


@pytest.fixture
def page(screen):
    return screen.deck


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def drag(screen, kind, path):
    """Let a file or folder hover over the window, or drop it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = QPointF(screen.rect().center())
    place = at if kind is QDropEvent else at.toPoint()
    event = kind(
        place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(screen, event)
    return event


@pytest.mark.parametrize("which", ["jokes", "acts"])
def test_jokes_and_acts_are_turned_on_and_off(qtbot, page, which):
    toggle = getattr(page, which)
    assert toggle.isChecked()
    with qtbot.waitSignal(page.changed) as told:
        press(qtbot, toggle)
    assert getattr(told.args[0].deck, which) is False
    with qtbot.waitSignal(page.changed) as told:
        qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert getattr(told.args[0].deck, which) is True


def test_without_a_folder_the_page_says_what_could_be_in_one(page):
    assert "MP4" in page.status.text()
    for part in (page.open_folder, page.rescan, page.forget, page.counts, page.bar, page.refused):
        assert not part.isVisible()


def test_a_folder_is_chosen_shown_opened_and_forgotten(qtbot, page, monkeypatch):
    opened = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(FOLDER))
    monkeypatch.setattr(
        "laughgame.ui.screens.settings_pages.deck.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    with qtbot.waitSignal(page.changed) as told:
        press(qtbot, page.drop_zone.choose)
    assert told.args[0].deck.folder == FOLDER
    assert page.open_folder.target == str(FOLDER)
    press(qtbot, page.open_folder)
    assert opened == [str(FOLDER)]
    with qtbot.waitSignal(page.changed) as told:
        press(qtbot, page.forget)
    assert told.args[0].deck.folder is None
    assert not page.open_folder.isVisible()


def test_changing_ones_mind_chooses_nothing(qtbot, page, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    with qtbot.assertNotEmitted(page.changed):
        press(qtbot, page.drop_zone.choose)


def test_the_same_folder_again_is_looked_through_again(qtbot, page):
    page.choose_folder(FOLDER)
    with qtbot.assertNotEmitted(page.changed), qtbot.waitSignal(page.rescan_requested):
        page.choose_folder(FOLDER)


def test_a_folder_dropped_on_any_page_is_chosen(qtbot, screen, tmp_path):
    screen.open_page("general")
    assert drag(screen, QDragEnterEvent, tmp_path).isAccepted()
    assert screen.page == "deck"
    assert screen.deck.drop_zone.invites
    with qtbot.waitSignal(screen.changed) as told:
        drag(screen, QDropEvent, tmp_path)
    assert told.args[0].deck.folder == tmp_path
    assert not screen.deck.drop_zone.invites


def test_a_folder_that_is_dragged_away_changes_nothing(qtbot, screen, tmp_path):
    drag(screen, QDragEnterEvent, tmp_path)
    QApplication.sendEvent(screen, QDragLeaveEvent())
    assert not screen.deck.drop_zone.invites
    assert screen.deck.settings.deck.folder is None


def test_the_look_is_shown_and_can_be_stopped(qtbot, page):
    page.choose_folder(FOLDER)
    page.show_progress(0, 0)
    assert page.scanning
    assert page.bar.isVisible()
    assert page.status.text() == "Looking through it …"
    page.show_progress(30, 120)
    assert page.bar.share == 0.25
    assert page.status.text() == "Looking through it: 30 of 120"
    with qtbot.waitSignal(page.cancel_requested):
        press(qtbot, page.rescan)
    page.show_folder(FolderDeck(FOLDER))
    assert not page.bar.isVisible()
    with qtbot.waitSignal(page.rescan_requested):
        press(qtbot, page.rescan)


def test_what_was_found_is_counted_for_the_eye_and_the_ear(page):
    page.choose_folder(FOLDER)
    found = tuple(
        OwnFile(f"own/{number}", kind, FOLDER / "x", 1.0)
        for number, kind in enumerate((ItemKind.IMAGE, ItemKind.IMAGE, ItemKind.SOUND))
    )
    page.show_folder(FolderDeck(FOLDER, found, left_off=7))
    assert page.counts.isVisible()
    assert page.counts.accessibleName() == "2 pictures, 1 sound, 0 videos, 0 jokes"
    assert "7 files are left out" in page.status.text()
    assert not page.refused.isVisible()


@pytest.mark.parametrize("problem", FolderProblem)
def test_a_folder_without_use_says_what_to_do(page, problem):
    page.choose_folder(FOLDER)
    page.show_folder(FolderDeck(FOLDER, problem=problem))
    assert page.status.text() == deck_words.folder_problem(problem)
    assert not page.counts.isVisible()
    assert page.rescan.isVisible()


def test_an_empty_folder_says_what_to_put_there(page):
    page.choose_folder(FOLDER)
    page.show_folder(FolderDeck(FOLDER))
    assert page.status.text().startswith("There is nothing in it to play yet.")
    assert deck_words.what_to_put() in page.status.text()


@pytest.mark.parametrize("reason", Reason)
def test_each_refusal_is_a_sentence_of_its_own(reason):
    said = {deck_words.refusal(other, "X") for other in Reason}
    assert len(said) == len(Reason)
    assert deck_words.refusal(reason, "X")


def test_refused_files_are_listed_by_their_place_and_the_page_scrolls(qtbot, screen, page):
    page.choose_folder(FOLDER)
    refused = tuple(Refused(FOLDER / "sub" / f"{n}.mp4", Reason.NO_CODEC, "AV1") for n in range(30))
    page.show_folder(FolderDeck(FOLDER, refused=refused))
    place, why = page.refused.lines[3]
    assert place == "sub/3.mp4"
    assert why == ("This video's codec (AV1) is not here: convert it to MP4 (H.264) or WebM.")
    assert "sub/3.mp4" in page.refused.accessibleName()
    assert screen.page_scroll.verticalScrollBar().maximum() > 0
    bottom = page.refused.geometry().bottom()
    assert bottom <= page.height()


def test_a_heap_of_refused_files_does_not_make_an_endless_page(page):
    page.choose_folder(FOLDER)
    refused = (Refused(FOLDER / "a\n.png", Reason.EMPTY),) * (MOST_REFUSED + 50)
    page.show_folder(FolderDeck(FOLDER, refused=refused))
    assert len(page.refused.lines) == MOST_REFUSED
    assert all(place.isprintable() for place, _ in page.refused.lines)
    assert page._refused_heading.text() == "250 files are not played, among them:"


@pytest.mark.parametrize("size", [(640, 400), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("looking", [True, False])
def test_nothing_overlaps_however_the_window_is(qtbot, size, looking):
    screen = open_settings(qtbot, size)
    screen.open_page("deck")
    page = screen.deck
    page.choose_folder(FOLDER)
    if looking:
        page.show_progress(3, 9)
    else:
        page.show_folder(
            FolderDeck(FOLDER, refused=(Refused(FOLDER / ("a" * 90), Reason.FOREIGN, "HEIC"),))
        )
    parts = (page.drop_zone, page.open_folder, page.counts, page.bar, page.status, page.refused)
    shown = [part.geometry() for part in parts if part.isVisible()]
    shown.append(page.rescan.geometry())
    middles = [area.center() for area in shown]
    for area in shown:
        assert page.rect().contains(area)
        assert sum(area.contains(middle) for middle in middles) == 1
    assert page.forget.geometry().right() <= page.width()
    assert page.forget.geometry().left() >= page.rescan.geometry().right() - 16 * 2
