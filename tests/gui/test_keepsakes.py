"""Saving from the window, with the file dialog alone stood in for."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QMovie
from PySide6.QtWidgets import QApplication, QFileDialog

from laughgame.app import clip_writer
from laughgame.app.clip_plan import plan
from laughgame.app.keepsakes import Keepsakes
from laughgame.app.match import Phase
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings, SettingsFile
from laughgame.ui.main_window import MainWindow
from laughgame.ui.save_panel import Stage
from laughgame.ui.screens.results import MatchResult, PlayerRecord
from laughgame.ui.theme import Theme
from tests.clips import small_replay
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

NOW = datetime(2026, 11, 20, 9, 30, 5, tzinfo=UTC)


class Desk:
    """A window with a replay in it, and the dialog's answers."""

    def __init__(self, qtbot, tmp_path, monkeypatch):
        self.qtbot = qtbot
        self.folder = tmp_path / "클립"
        self.folder.mkdir()
        self.proposed, self.answer = [], "clip"
        theme = Theme("dark")
        self.window = MainWindow(theme)
        theme.setParent(self.window)
        theme.set_reduced_motion(True)
        qtbot.addWidget(self.window)
        self.keeper = SettingsKeeper(Settings(), SettingsFile(tmp_path / "settings.toml"))
        self.keepsakes = Keepsakes(self.window, self.keeper, now=lambda: NOW)
        self.finished = []
        self.keepsakes.finished.connect(lambda: self.finished.append(True))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._ask)
        self.window.show()
        self.window.activateWindow()

    def _ask(self, parent, title, proposed, filters):
        self.proposed.append((proposed, filters))
        return (str(self.folder / self.answer) if self.answer else "", filters)

    @property
    def out(self):
        return self.window.out

    def show(self, **change):
        self.window.show_out(small_replay(**change))
        return self

    def press(self, key):
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    desk = Desk(qtbot, tmp_path, monkeypatch)
    yield desk
    desk.keepsakes.close()
    desk.window.close()


@pytest.mark.parametrize(("kind", "name"), [("gif", "a.gif"), ("mp4", "a.mp4"), ("card", "a.png")])
def test_a_replay_is_saved_as_what_was_chosen(desk, kind, name):
    desk.show().answer = name
    desk.press(Qt.Key.Key_G)
    assert desk.out.panel.open
    desk.out.panel.kinds.segment(kind).click()
    assert desk.files() == [], "choosing alone writes nothing"
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.finished)
    assert desk.out.panel.stage is Stage.SAVED
    assert desk.files() == [name]
    path = desk.folder / name
    if kind == "gif":
        movie = QMovie(str(path))
        assert movie.jumpToFrame(0)
        assert movie.currentImage().width() == clip_writer.GIF_WIDTH
        assert movie.loopCount() == -1, "it runs for ever"
        _, animation = cv2.imdecodeanimation(np.fromfile(path, np.uint8))
        stills = plan(small_replay(), clip_writer.GIF_FPS)
        assert list(animation.durations) == [80] * len(stills)
        assert path.stat().st_size < 8_000_000
    elif kind == "mp4":
        film = cv2.VideoCapture(str(path))
        assert film.get(cv2.CAP_PROP_FRAME_WIDTH) == clip_writer.FILM_WIDTH
        film.release()
    else:
        assert cv2.imdecode(np.fromfile(path, np.uint8), 1).shape == (630, 1200, 3)
    assert desk.keeper.settings.save.kind == kind
    assert desk.keeper.settings.save.folder == desk.folder
    assert not desk.keepsakes.saving


def test_the_name_proposed_is_the_players_and_the_days(desk):
    desk.show(player='a/b: "민지"').answer = ""
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Return)
    ((proposed, filters),) = desk.proposed
    assert Path(proposed).name == "LaughGame a_b_ _민지_ 2026-11-20 09.30.05.gif"
    assert filters == "GIF (*.gif)"
    assert desk.out.panel.stage is Stage.CHOICE, "who would rather not goes on choosing"
    assert desk.files() == []


def test_the_next_one_goes_where_the_last_one_went_while_that_is_there(desk):
    desk.show().answer = "a.png"
    desk.press(Qt.Key.Key_G)
    desk.out.panel.kinds.segment("card").click()
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.finished)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_G)
    assert desk.out.panel.kinds.value == "card"
    desk.answer = ""
    desk.press(Qt.Key.Key_Return)
    assert Path(desk.proposed[-1][0]).parent == desk.folder
    (desk.folder / "a.png").unlink()
    desk.folder.rmdir()
    desk.press(Qt.Key.Key_Return)
    assert Path(desk.proposed[-1][0]).parent != desk.folder


def test_a_name_without_its_ending_gets_it_and_overwrites_nothing(desk):
    (desk.folder / "mine.png").write_text("mine")
    desk.show().answer = "mine"
    desk.press(Qt.Key.Key_G)
    desk.out.panel.kinds.segment("card").click()
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.finished)
    assert desk.files() == ["mine 2.png", "mine.png"]
    assert (desk.folder / "mine.png").read_text() == "mine"


def test_the_verdicts_clock_stands_while_the_panel_is_open(desk, monkeypatch):
    desk.show()
    desk.press(Qt.Key.Key_G)
    left_s = desk.out._left_s
    desk.qtbot.wait(150)
    assert desk.out._left_s == left_s
    desk.press(Qt.Key.Key_Escape)
    assert not desk.out.panel.open
    desk.wait(lambda: desk.out._left_s < left_s)
    with desk.qtbot.waitSignal(desk.out.accepted):
        desk.press(Qt.Key.Key_Escape)


def test_below_the_panel_nothing_can_be_pressed(desk):
    desk.show()
    desk.press(Qt.Key.Key_G)
    with (
        desk.qtbot.assertNotEmitted(desk.out.accepted),
        desk.qtbot.assertNotEmitted(desk.out.appealed),
    ):
        for key in (Qt.Key.Key_A, Qt.Key.Key_N, Qt.Key.Key_V):
            desk.press(key)
        for button in (desk.out.appeal, desk.out.accept, desk.out.again, desk.out.save):
            button.click()
    assert not desk.out.appealing
    reached = set()
    for _ in range(8):
        desk.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    panel = desk.out.panel
    assert reached == {panel.kinds.segment("gif"), panel.go, panel.other}
    desk.press(Qt.Key.Key_Escape)
    assert desk.out.accept.isEnabled()
    assert desk.out.accept.hasFocus()


def test_the_settings_can_be_opened_in_between(desk):
    desk.show()
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_S)
    assert desk.window.settings_open
    desk.press(Qt.Key.Key_Escape)
    desk.wait(lambda: desk.out.panel.go.hasFocus())
    desk.press(Qt.Key.Key_Escape)
    assert not desk.out.panel.open


def slowly(monkeypatch):
    """Let the writer wait at its third picture; returns what lets it go on."""
    gate, add = threading.Event(), clip_writer.GifFile.add
    count = []

    def wait(self, picture):
        count.append(1)
        if len(count) == 3:
            gate.wait(10)
        add(self, picture)

    monkeypatch.setattr(clip_writer.GifFile, "add", wait)
    return gate


def test_saving_goes_on_when_the_verdict_is_accepted_meanwhile(desk, monkeypatch):
    gate = slowly(monkeypatch)
    notices = []
    monkeypatch.setattr(desk.window.play, "show_notice", lambda say: notices.append(say()))
    desk.show().answer = "a.gif"
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.out.panel.stage is Stage.SAVING)
    desk.press(Qt.Key.Key_Return)  # play on
    assert not desk.out.panel.open
    desk.press(Qt.Key.Key_Return)  # accept
    desk.out.stop()
    desk.window.show_play()
    assert desk.keepsakes.saving
    gate.set()
    desk.wait(lambda: desk.finished)
    assert desk.files() == ["a.gif"]
    assert notices == ["Saved.\na.gif"]
    assert desk.out.replay is None


def test_who_cancels_finds_nothing(desk, monkeypatch):
    gate = slowly(monkeypatch)
    desk.show().answer = "a.gif"
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.out.panel.stage is Stage.SAVING)
    desk.out.panel.other.click()
    gate.set()
    desk.wait(lambda: desk.finished)
    assert desk.files() == []
    assert not desk.out.panel.open
    desk.press(Qt.Key.Key_G)
    assert desk.out.panel.stage is Stage.CHOICE


def test_a_second_replay_waits_for_the_first(desk, monkeypatch):
    gate = slowly(monkeypatch)
    desk.show().answer = "a.gif"
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.out.panel.stage is Stage.SAVING)
    desk.press(Qt.Key.Key_Escape)
    desk.show(player="Jun")
    desk.press(Qt.Key.Key_G)
    assert desk.out.panel.stage is Stage.SAVING
    assert "a.gif" in desk.out.panel.words
    gate.set()
    desk.wait(lambda: desk.finished)
    assert desk.out.panel.stage is Stage.SAVED


def test_closing_the_program_in_the_middle_leaves_nothing(desk, monkeypatch):
    gate = slowly(monkeypatch)
    desk.show().answer = "a.gif"
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.out.panel.stage is Stage.SAVING)
    gate.set()
    desk.keepsakes.close()
    assert desk.files() == []


def test_a_folder_that_vanished_is_told_in_a_sentence(desk):
    desk.show().answer = "gone/a.gif"
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.finished)
    panel = desk.out.panel
    assert panel.stage is Stage.FAILED
    assert panel.words == "“gone” is not there any more: choose another one."
    desk.answer = "a.gif"
    desk.press(Qt.Key.Key_Return)  # try again
    assert panel.stage is Stage.CHOICE
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.files() == ["a.gif"])
    desk.wait(lambda: panel.stage is Stage.SAVED)


def test_the_folder_of_what_was_saved_can_be_opened(desk, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    desk.show().answer = "a.png"
    desk.press(Qt.Key.Key_G)
    desk.out.panel.kinds.segment("card").click()
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.finished)
    desk.out.panel.other.click()
    assert opened == [str(desk.folder)]


def test_the_panel_says_whose_face_comes_to_lie_on_the_disk(desk):
    desk.show(player="Jun")
    desk.press(Qt.Key.Key_G)
    assert desk.out.panel.words.startswith(
        "This puts a film of Jun, and of whoever else is seen, on your disk."
    )
    desk.out.panel.kinds.segment("card").click()
    assert desk.out.panel.words.startswith(
        "This puts pictures of Jun, and of whoever else is seen, on your disk."
    )


def test_the_results_are_shared_as_a_card_without_a_face(desk):
    record = PlayerRecord("Sora", "#6CC7FF", 1, "00:04", "out", 0, None, (), ())
    desk.window.show_results(MatchResult("survival", 0.8, (record,), (), ""))
    desk.answer = "card.png"
    desk.press(Qt.Key.Key_G)
    panel = desk.window.results.panel
    assert panel.words == "Names and times only: there is no face on this card."
    desk.press(Qt.Key.Key_Escape)
    assert not panel.open
    assert desk.window._stack.current is desk.window.results
    desk.press(Qt.Key.Key_G)
    panel.go.click()
    desk.wait(lambda: desk.finished)
    assert desk.files() == ["card.png"]
    assert desk.keeper.settings.save.kind == "gif", "what a replay is saved as is another choice"


def test_a_replay_without_pictures_offers_nothing(desk):
    desk.window.show_out(replace(small_replay(), shots=(), exhibits=()))
    desk.press(Qt.Key.Key_G)
    assert not desk.out.panel.open
    assert desk.out.save.isHidden()


def test_a_whole_game_writes_no_picture_unless_asked(qtbot, tmp_path, monkeypatch):
    """Everything below the player's folders and the working folder, before and after an OUT."""
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or ("", ""))
    monkeypatch.chdir(tmp_path)
    results = Results(tmp_path / "results.sqlite3")
    settings = Settings(match=MatchSettings(mode="survival", style="sudden", players=()))
    general = settings.general.model_copy(update={"reduced_motion": True, "language": "en"})
    table = Table(
        qtbot,
        tmp_path,
        settings.model_copy(update={"general": general}),
        open_device=lambda _device: FakeSource(ENDLESS),
        results=results,
    )
    try:
        table.window.show_title()
        table.begin()
        table.face.show(0.05)
        table.play_on()
        before = {path for path in tmp_path.rglob("*") if path.is_file()}
        table.controller._begin_match()
        match = table.controller.match
        table.wait(lambda: match.phase in (Phase.PLAYING, Phase.CALIBRATION, Phase.COUNTDOWN))
        if match.phase is Phase.CALIBRATION:
            table.window.play.toggle_pause()
        table.wait(lambda: match.phase is Phase.PLAYING)
        table.face.show(0.97)
        table.wait(lambda: match.phase is Phase.REPLAY)
        assert table.window.out.replay is not None
        table.window.out.accept.click()
        table.wait(lambda: match.phase is not Phase.REPLAY)
    finally:
        table.close()
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.name.split("-")[0] for path in written} <= {"results.sqlite3", "settings.toml"}
    assert not asked
