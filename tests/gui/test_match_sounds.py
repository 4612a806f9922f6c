"""What is heard of a match, from the countdown to the end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.actor.acts import ACTS
from laughgame.app import match as match_module
from laughgame.app.match import Phase
from laughgame.app.sound_cues import OUT
from laughgame.game.personal_range import EVERYBODY
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

CALM, CLOSE, LAUGH = 0.05, 0.72, 0.97


@pytest.fixture
def lay(qtbot, tmp_path):
    """Return a function that lays a table in the middle of a match's countdown, with its sounds."""
    tables = []

    def lay(mode="survival", players=("Jun", "Sora")):
        results = Results(tmp_path / "results.sqlite3")
        for name in players:
            results.remember(name, "#FFD22E")
            results.keep_range(name, False, EVERYBODY)
        settings = Settings(match=MatchSettings(mode=mode, players=players))
        general = settings.general.model_copy(update={"reduced_motion": True, "language": "en"})
        table = Table(
            qtbot,
            tmp_path,
            settings.model_copy(update={"general": general}),
            open_device=lambda _device: FakeSource(ENDLESS),
            results=results,
        )
        tables.append(table)
        table.heard = []
        table.controller.match.heard.connect(table.heard.append)
        table.window.show_title()
        table.begin()
        table.face.show(CALM)
        table.play_on()
        table.window.activateWindow()
        qtbot.keyClick(QApplication.focusWidget() or table.window, Qt.Key.Key_Space)
        return table

    yield lay
    for table in tables:
        table.close()


def lines(table):
    return [line for one in table.heard for line in one.lines]


def reach(table, phase):
    table.wait(lambda: table.controller.match.phase is phase)


def test_three_knocks_and_a_higher_one_begin_it(lay):
    table = lay()
    reach(table, Phase.PLAYING)
    assert lines(table) == [("block",)] * 3 + [("block_high",)]


def test_the_heart_beats_in_the_zone_and_stops_with_the_match(lay):
    table = lay()
    reach(table, Phase.PLAYING)
    table.face.show(CLOSE)
    table.wait(lambda: table.heard[-1].heartbeat is not None)
    table.window.go_home()
    assert table.heard[-1].heartbeat is None


def test_a_laugh_is_one_card_and_one_whistle(lay):
    table = lay()
    reach(table, Phase.PLAYING)
    table.heard.clear()
    table.face.show(LAUGH)
    reach(table, Phase.REPLAY)
    assert lines(table) == [("card",), OUT]
    assert table.heard[-1].heartbeat is None


def test_who_survives_the_hot_seat_is_cheered(lay, monkeypatch):
    monkeypatch.setattr(match_module, "SIT_S", 0.5)
    table = lay("hotseat")
    reach(table, Phase.PLAYING)
    table.wait(lambda: ("survived", "applause") in lines(table))
    reach(table, Phase.RESULTS)
    assert lines(table).count(("survived", "applause")) == 2, "each of the two once"


def test_an_act_is_heard_as_it_is_seen(lay):
    table = lay(players=("Jun",))
    table.edit("deck", jokes=False)
    table.window.go_home()
    table.heard.clear()
    table.qtbot.keyClick(table.window, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    play = table.window.play
    table.wait(lambda: play.clip.clip is not None)
    sounds = {cue.sound for act in ACTS if act.name == play.clip.clip.name for cue in act.cues}
    table.qtbot.waitUntil(
        lambda: not sounds.isdisjoint(name for line in lines(table) for name in line),
        timeout=15_000,
    )
    assert all(one.heartbeat is None for one in table.heard)
