"""What is heard while the whole game runs in its window."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.app import bootstrap, speaker
from laughgame.app.sound_cues import Heard
from laughgame.app.speaker import Speaker
from laughgame.game.judge import Verdict
from laughgame.sound import library
from laughgame.storage.settings import LoadedSettings, Settings, SoundSettings, parse
from laughgame.vision.sources.source import SourceCode, SourceError
from tests import match_moments
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

LINES = {
    "out": ("whistle", "laughter"),
    "near miss": ("near_miss",),
    "heart": ("heartbeat",),
    "block": ("block",),
    "click": ("click",),
    "horn": ("appeal",),
}


class Ear:
    """Hears what is played, and knows it by name."""

    def __init__(self):
        self.opened = 0
        self.names = []
        self.stops = 0
        self.closed = False
        self.volume = None
        self._lines = {
            name: np.concatenate([library.sound(one) for one in line])
            for name, line in LINES.items()
        }

    def open(self):
        self.opened += 1
        return self

    def play(self, sound):
        known = [name for name, line in self._lines.items() if np.array_equal(sound, line)]
        self.names.append(known[0] if known else "something")

    def set_volume(self, volume):
        self.volume = volume

    def stop(self):
        self.stops += 1

    def close(self):
        self.closed = True


@pytest.fixture
def ear():
    return Ear()


@pytest.fixture
def lay(qtbot, tmp_path, ear):
    """Return a function that lays a table with a speaker; all of them are cleared at the end."""
    tables = []

    def lay(settings=None, source=None):
        table = Table(
            qtbot,
            tmp_path,
            settings or Settings(),
            lambda device: FakeSource(ENDLESS),
            source=source,
            speaker=Speaker(ear.open),
        )
        tables.append(table)
        return table.begin()

    yield lay
    for table in tables:
        table.close()


def press(table, key):
    table.window.activateWindow()
    table.qtbot.keyClick(QApplication.focusWidget() or table.window, key)


def test_a_straight_face_opens_no_loudspeaker(lay, ear):
    table = lay()
    table.play_on(20)
    assert ear.opened == 0


def test_an_out_is_whistled_once_and_laughed_at(lay, ear):
    table = lay()
    table.play_on()
    table.face.show(0.97)
    table.wait(lambda: table.verdict is Verdict.OUT)
    table.play_on(20)
    assert ear.names.count("out") == 1
    assert ear.volume == pytest.approx(0.2614, abs=1e-3)


def test_the_heart_beats_in_the_zone_and_rests_on_another_screen(lay, ear):
    table = lay()
    table.face.show(0.72)
    table.wait(lambda: ear.names.count("heart") >= 2)
    table.window.open_settings()
    speaker = table.controller.findChild(Speaker)
    table.wait(lambda: speaker.beat_s is None)
    table.window.close_settings()
    table.wait(lambda: speaker.beat_s is not None)


def test_the_heart_stops_with_the_pictures(lay, ear):
    lost = SourceError(SourceCode.LOST, "Cable pulled", "Plug it in")
    table = lay(source=lambda: FakeSource(30, error=lost, error_at_end=True))
    table.face.show(0.72)
    failed = []
    table.controller.source_failed.connect(failed.append)
    table.wait(lambda: failed)
    assert "heart" in ear.names
    assert table.controller.findChild(Speaker).beat_s is None


def test_m_mutes_at_once_and_is_remembered(lay, ear):
    table = lay()
    table.face.show(0.72)
    table.wait(lambda: "heart" in ear.names)
    press(table, Qt.Key.Key_M)
    assert ear.stops >= 1
    count = len(ear.names)
    table.face.show(0.97)
    table.wait(lambda: table.verdict is Verdict.OUT)
    assert len(ear.names) == count
    table.keeper.save_pending()
    assert parse(table.file.path.read_bytes()).sound.muted is True


def test_who_was_muted_last_time_is_muted(lay, ear):
    table = lay(Settings(sound=SoundSettings(muted=True)))
    table.face.show(0.97)
    table.wait(lambda: table.verdict is Verdict.OUT)
    assert ear.opened == 0


def test_a_button_clicks(lay, ear):
    table = lay()
    table.play_on()
    table.qtbot.mouseClick(table.window.play.top_bar.settings_button, Qt.MouseButton.LeftButton)
    assert ear.names == ["click"]


def test_a_new_volume_is_tried_out_when_it_has_come_to_rest(lay, ear):
    table = lay()
    for volume in (0.5, 0.4, 0.3):
        table.edit("sound", volume=volume)
    table.wait(lambda: ear.names)
    assert ear.names == ["block"]
    assert ear.volume == pytest.approx(0.0775, abs=1e-3)


def test_going_home_breaks_off_what_is_heard(lay, ear):
    table = lay()
    table.face.show(0.97)
    table.wait(lambda: "out" in ear.names)
    stops = ear.stops
    table.window.go_home()
    assert ear.stops > stops


def test_an_objection_is_a_horn(lay, ear):
    table = lay()
    table.play_on()
    out = table.window.out
    out.object()
    assert "horn" not in ear.names, "there is nothing to object to"
    table.window.show_out(match_moments.replay("en", last=True))
    press(table, Qt.Key.Key_A)
    press(table, Qt.Key.Key_A)
    assert ear.names.count("horn") == 1
    out.stop()


def test_what_the_rules_say_of_a_match_is_heard_as_well(lay, ear):
    table = lay()
    table.controller.sounding.hear(Heard((("block",), ("near_miss",)), 0.5))
    assert ear.names[:3] == ["block", "near miss", "heart"]


def test_closing_the_game_lets_go_of_the_loudspeaker(lay, ear):
    table = lay()
    table.face.show(0.97)
    table.wait(lambda: "out" in ear.names)
    table.close()
    assert ear.closed


@pytest.mark.parametrize("sound", [False, True])
def test_only_the_players_own_window_has_a_speaker(qtbot, monkeypatch, sound):
    made = []

    def make():
        made.append(Speaker(Ear().open))
        return made[-1]

    monkeypatch.setattr(speaker, "Speaker", make)
    options = {"sound": True} if sound else {}
    game = bootstrap.build(LoadedSettings(Settings()), **options)
    qtbot.addWidget(game.window)
    assert len(made) == int(sound)
    game.controller.close()
    game.controller.deleteLater()
