"""The player's folder, looked through as the game does it: real files, on their threads."""

import threading

import pytest

from laughgame.app import deck_desk, deck_probe
from laughgame.app.deck_desk import DeckDesk
from laughgame.app.deck_probe import MediaProbe
from laughgame.game.deck import ItemKind
from laughgame.storage.deck_folder import IMAGE_S, NOTHING, FolderProblem, OwnFile, Reason
from laughgame.storage.settings import DeckSettings
from tests.gui.settings_window import open_settings
from tests.media_files import (
    cut_short,
    write_animation,
    write_codecless_video,
    write_picture,
    write_sound,
    write_video,
)

WAIT_MS = 15_000


@pytest.fixture
def page(qtbot):
    screen = open_settings(qtbot)
    screen.open_page("deck")
    return screen.deck


@pytest.fixture
def desk(page):
    desk = DeckDesk(page)
    yield desk
    desk.close()


def choose(page, folder):
    """Let the settings name a folder, as the player's choice does."""
    deck = page.settings.deck.model_copy(update={"folder": folder})
    page.show_settings(page.settings.model_copy(update={"deck": deck}))


def look(qtbot, page, desk, folder):
    """Look through a folder and return what came of it."""
    choose(page, folder)
    with qtbot.waitSignal(desk.looked_through, timeout=WAIT_MS):
        desk.use(folder)
    return desk.own


def fill(folder):
    write_picture(folder / "cat.png")
    write_animation(folder / "dance.gif")
    write_sound(folder / "hum.wav", 0.5)
    write_video(folder / "film.mp4", 1.0)
    write_video(folder / "film.avi", 2.0, "MJPG")
    return folder


def test_real_files_get_their_real_length(qtbot, page, desk, tmp_path):
    own = look(qtbot, page, desk, fill(tmp_path))
    lengths = {file.path.name: file.length_s for file in own.found}
    assert lengths == {
        "cat.png": IMAGE_S,
        "dance.gif": IMAGE_S,
        "hum.wav": pytest.approx(0.5, abs=0.05),
        "film.mp4": pytest.approx(1.0, abs=0.1),
        "film.avi": pytest.approx(2.0, abs=0.1),
    }
    assert own.refused == ()
    assert page.counts.numbers[ItemKind.VIDEO] == 2
    assert not page.scanning
    box = desk.box(DeckSettings(jokes=False), "en")
    assert {item.name for item in box.items} == {file.name for file in own.found}


def test_what_cannot_be_decoded_is_refused_and_the_rest_is_played(qtbot, page, desk, tmp_path):
    write_picture(tmp_path / "good.png")
    cut_short(write_picture(tmp_path / "half.png", (200, 200)))
    cut_short(write_video(tmp_path / "half.mp4"))
    write_codecless_video(tmp_path / "codecless.avi")
    (tmp_path / "text.mp4").write_text("not a film\n" * 1000)
    (tmp_path / "nearly.mp3").write_bytes(b"ID3" + bytes(2000))

    own = look(qtbot, page, desk, tmp_path)

    assert [file.path.name for file in own.found] == ["good.png"]
    assert {one.path.name: one.reason for one in own.refused} == {
        "half.png": Reason.BROKEN,
        "half.mp4": Reason.BROKEN,
        "codecless.avi": Reason.NO_CODEC,
        "text.mp4": Reason.MISNAMED,
        "nearly.mp3": Reason.BROKEN,
    }
    assert page.refused.isVisible()
    said = dict(page.refused.lines)
    assert "convert it to MP4" in said["codecless.avi"]


def test_a_picture_too_large_to_be_shown_is_refused(qtbot, page, desk, tmp_path, monkeypatch):
    monkeypatch.setattr(deck_probe, "MOST_PIXELS", 1000)
    write_picture(tmp_path / "large.png", (100, 100))
    (refused,) = look(qtbot, page, desk, tmp_path).refused
    assert refused.reason is Reason.TOO_LARGE


def test_a_film_that_has_only_sound_is_heard(qtbot, tmp_path, qapp):
    path = write_sound(tmp_path / "hum.wav")
    probe = MediaProbe()
    with qtbot.waitSignal(probe.finished, timeout=WAIT_MS) as told:
        probe.begin([OwnFile("own/hum.mp4", ItemKind.VIDEO, path)])
    assert told.args[0][0].kind is ItemKind.SOUND


def test_without_a_player_sounds_and_films_are_refused_at_once(
    qtbot, page, desk, tmp_path, monkeypatch
):
    monkeypatch.setattr(deck_probe, "can_play", lambda: False)
    own = look(qtbot, page, desk, fill(tmp_path))
    assert {file.kind for file in own.found} == {ItemKind.IMAGE}
    assert {one.reason for one in own.refused} == {Reason.NO_PLAYER}


def test_a_file_that_tells_nothing_is_not_waited_for_long(qtbot, tmp_path, qapp):
    probe = MediaProbe()
    probe._patience.setInterval(0)
    with qtbot.waitSignal(probe.finished, timeout=WAIT_MS) as told:
        probe.begin([OwnFile("own/a.mp4", ItemKind.VIDEO, write_video(tmp_path / "a.mp4"))])
    assert told.args[0][0].reason is Reason.BROKEN


@pytest.mark.parametrize(("make", "problem"), [(False, FolderProblem.MISSING), (True, None)])
def test_a_missing_or_empty_folder_leaves_the_jokes(qtbot, page, desk, tmp_path, make, problem):
    folder = tmp_path / "folder"
    if make:
        folder.mkdir()
    own = look(qtbot, page, desk, folder)
    assert own.problem is problem
    assert {item.kind for item in desk.box(DeckSettings(), "ko").items} == {ItemKind.JOKE}
    assert ("not there" in page.status.text()) is not make
    assert page.counts.isVisible() is make


def test_looking_again_finds_what_has_come_and_gone(qtbot, page, desk, tmp_path):
    first = write_picture(tmp_path / "1.png")
    look(qtbot, page, desk, tmp_path)
    first.unlink()
    write_picture(tmp_path / "2.png")
    with qtbot.waitSignal(desk.looked_through, timeout=WAIT_MS):
        page.rescan.click()
    assert [file.title for file in desk.own.found] == ["2"]


def test_the_same_folder_is_not_looked_through_twice(qtbot, page, desk, tmp_path):
    own = look(qtbot, page, desk, tmp_path)
    desk.use(tmp_path)
    assert not page.scanning
    assert desk.own is own


def test_a_look_can_be_stopped_and_what_was_known_stays(qtbot, page, desk, tmp_path, monkeypatch):
    own = look(qtbot, page, desk, fill(tmp_path))
    gate = threading.Event()
    read = deck_desk.read_folder
    monkeypatch.setattr(deck_desk, "read_folder", lambda *a: (gate.wait(5), read(*a))[1])
    page.rescan.click()
    assert page.scanning
    assert desk.busy
    page.rescan.click()
    assert not page.scanning
    assert not desk.busy
    gate.set()
    qtbot.wait(200)
    assert desk.own is own


def test_a_first_look_that_was_stopped_says_that_nothing_is_played(
    qtbot, page, desk, tmp_path, monkeypatch
):
    gate = threading.Event()
    monkeypatch.setattr(deck_desk, "read_folder", lambda *_: gate.wait(5) and NOTHING)
    choose(page, tmp_path)
    desk.use(tmp_path)
    page.rescan.click()
    gate.set()
    assert page.status.text().startswith("You stopped the look")
    assert desk.own is NOTHING


def test_a_look_is_given_up_for_another_folder(qtbot, page, desk, tmp_path):
    one, other = tmp_path / "1", tmp_path / "2"
    for folder in (one, other):
        folder.mkdir()
        write_video(folder / f"{folder.name}.mp4", 0.4)
    choose(page, other)
    desk.use(one)
    own = look(qtbot, page, desk, other)
    assert [file.title for file in own.found] == ["2"]
    qtbot.wait(200)
    assert [file.title for file in desk.own.found] == ["2"]


def test_forgetting_the_folder_forgets_what_was_in_it(qtbot, page, desk, tmp_path):
    look(qtbot, page, desk, fill(tmp_path))
    choose(page, None)
    desk.use(None)
    assert desk.own is NOTHING
    assert not page.counts.isVisible()


def test_a_defect_while_looking_leaves_the_game_as_it_is(
    qtbot, page, desk, tmp_path, monkeypatch, caplog
):
    def stumble(*_):
        raise RuntimeError("a defect")

    monkeypatch.setattr(deck_desk, "read_folder", stumble)
    choose(page, tmp_path)
    desk.use(tmp_path)
    qtbot.waitUntil(lambda: not page.scanning)
    assert "a defect" in caplog.text
    assert "may not be read" in page.status.text()


def test_progress_is_told(qtbot, page, desk, tmp_path, monkeypatch):
    told = []
    show = page.show_progress
    monkeypatch.setattr(
        page, "show_progress", lambda done, total: (told.append((done, total)), show(done, total))
    )
    look(qtbot, page, desk, fill(tmp_path))
    assert told[0] == (0, 0)
    assert told[-1] == (5, 5)
    assert told == sorted(told, key=lambda step: step[0])
