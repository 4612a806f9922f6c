"""A duel in the window: seats, everybody's range, a laugh, a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.app.match import Phase
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.storage.results import Results
from laughgame.storage.settings import CameraSettings, MatchSettings, Settings
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

CALM, LAUGH = 0.05, 0.97


def _camera(device):
    source = FakeSource(ENDLESS)
    source.name = device
    return source


@pytest.fixture
def results(tmp_path):
    """Results that know Minji and Jun, who read as everybody does."""
    results = Results(tmp_path / "results.sqlite3")
    for name in ("민지", "Jun"):
        results.remember(name, "#FFD22E")
        results.keep_range(name, False, EVERYBODY)
    return results


@pytest.fixture
def lay(qtbot, tmp_path, results):
    """Return a function that lays a table for a duel; all are cleared at the end."""
    tables = []

    def lay(players=("민지", "Jun"), mirrored=False, **match):
        settings = Settings(match=MatchSettings(mode="duel", players=players, **match))
        general = settings.general.model_copy(update={"reduced_motion": True, "language": "en"})
        camera = CameraSettings(mirrored=mirrored)
        table = Table(
            qtbot,
            tmp_path,
            settings.model_copy(update={"general": general, "camera": camera}),
            open_device=_camera,
            results=results,
        )
        tables.append(table)
        table.window.show_title()
        table.begin()
        table.face.show(CALM, CALM)
        table.play_on()
        table.window.activateWindow()
        return table

    yield lay
    for table in tables:
        table.close()


def press(table, key):
    table.qtbot.keyClick(QApplication.focusWidget() or table.window, key)


def reach(table, phase):
    table.wait(lambda: table.controller.match.phase is phase)


def kick_off(table):
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)


def rivals(table):
    return table.window.play.duel.gauge.rivals


def test_who_laughs_first_has_lost_and_the_table_says_so(lay, results):
    table = lay()
    kick_off(table)
    table.play_on(20)
    play = table.window.play
    assert [one.name for one in rivals(table)] == ["민지", "Jun"]
    assert play.duel.gauge.isVisible()
    assert not play.smile.isVisible()
    assert not play.badge.isVisible()

    table.face.show(CALM, LAUGH)
    reach(table, Phase.REPLAY)
    replay = table.window.out.replay
    assert (replay.player, replay.last, replay.about) == ("Jun", True, "")
    assert replay.exhibits[-1].over
    table.face.show(CALM, CALM)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    screen = table.window.results
    assert screen.shown_player == "민지"
    assert screen.accessibleDescription().startswith("Duel · 2 players")
    assert "you had each other" in screen.told_bombs.accessibleName()
    kept = results.history()
    assert {(turn.player, turn.place, turn.ending) for turn in kept} == {
        ("민지", 1, "survived"),
        ("Jun", 2, "out"),
    }


def test_the_seats_are_in_the_order_in_which_the_players_see_themselves(lay):
    table = lay(mirrored=True)
    kick_off(table)
    table.face.show(CALM, LAUGH)
    reach(table, Phase.REPLAY)
    assert table.window.out.replay.player == "민지"


def test_nobody_is_judged_before_everybody_has_a_seat(lay):
    table = lay()
    table.face.show(LAUGH)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.SEATING)
    jokes = table.window.play.jokes
    table.wait(lambda: "side by side" in jokes.view.setup)
    assert "민지" in jokes.view.punchline
    table.play_on(60)
    assert table.controller.match.phase is Phase.SEATING
    table.face.show(CALM, CALM)
    reach(table, Phase.PLAYING)


def test_a_granted_appeal_lets_both_play_on(lay):
    table = lay()
    kick_off(table)
    table.face.show(LAUGH, CALM)
    reach(table, Phase.REPLAY)
    table.face.show(CALM, CALM)
    press(table, Qt.Key.Key_A)
    press(table, Qt.Key.Key_N)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    assert not any(one.is_out for one in rivals(table))


def test_two_laughs_at_once_are_shown_one_after_the_other(lay):
    table = lay()
    kick_off(table)
    table.face.show(LAUGH, LAUGH)
    reach(table, Phase.REPLAY)
    table.face.show(CALM, CALM)
    assert table.window.out.replay.player == "민지"
    press(table, Qt.Key.Key_Return)
    assert table.controller.match.phase is Phase.REPLAY
    assert table.window.out.replay.player == "Jun"
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    assert {record.place for record in table.window.results.result.records} == {1}


def test_after_another_camera_during_a_replay_seats_are_taken_anew(lay):
    table = lay(style="cards")
    kick_off(table)
    table.face.show(CALM, LAUGH)
    reach(table, Phase.REPLAY)
    table.face.show(CALM)
    table.edit("camera", device="another")
    table.play_on()
    assert table.controller.match.phase is Phase.REPLAY
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.SEATING)
    assert table.window.play.isVisible()
    table.face.show(CALM, CALM)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    assert [one.left for one in rivals(table)] == [2, 1]


def test_of_three_the_others_play_on(lay):
    table = lay(players=("민지", "Jun", "Sora"))
    table.face.show(CALM, CALM, CALM)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    table.face.show(CALM, LAUGH, CALM)
    reach(table, Phase.REPLAY)
    table.face.show(CALM, CALM, CALM)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    assert [one.is_out for one in rivals(table)] == [False, True, False]


def test_new_faces_are_calibrated_all_at_once(lay, results):
    table = lay(players=("Sora", "Tae"))
    table.face.show(0.2, 0.1)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    jokes = table.window.play.jokes
    table.wait(lambda: "All of you" in jokes.view.setup)
    table.wait(lambda: "biggest smile" in jokes.view.setup)
    table.face.show(0.9, 0.8)
    reach(table, Phase.COUNTDOWN)
    assert results.personal_range("Sora", glasses=False) == PersonalRange(0.2, 0.9)
    assert results.personal_range("Tae", glasses=False) == PersonalRange(0.1, 0.8)
    table.face.show(0.2, 0.1)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    gauge = table.window.play.duel.gauge
    assert [gauge.raw_words(seat) for seat in (0, 1)] == ["raw 0.20", "raw 0.10"]
    assert [one.ruling.smile for one in rivals(table)] == pytest.approx([0, 0], abs=0.01)


def test_who_is_missing_is_named(lay):
    table = lay()
    kick_off(table)
    table.face.show(CALM, None)
    hints = table.window.play.hints
    table.wait(lambda: "Jun" in hints.cue.headline)
    assert hints.isVisible()


def test_cards_may_be_agreed_on_for_a_duel_too(lay):
    table = lay(style="cards")
    kick_off(table)
    table.face.show(CALM, LAUGH)
    reach(table, Phase.REPLAY)
    assert not table.window.out.replay.last
    table.face.show(CALM, CALM)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    assert [one.left for one in rivals(table)] == [2, 1]


def test_before_another_camera_everybody_takes_a_seat_anew(lay):
    """Who sat where the old camera saw them would be hiding from the new one."""
    table = lay(style="cards")
    kick_off(table)
    table.face.show(CALM)
    table.edit("camera", device="Left camera")
    table.wait(lambda: table.window.play.top_bar.source_name == "Left camera")
    reach(table, Phase.SEATING)
    table.play_on(20)
    assert table.controller.match.phase is Phase.SEATING
    table.face.show(CALM, CALM)
    reach(table, Phase.PLAYING)
    assert [one.left for one in rivals(table)] == [2, 2]


def test_rules_that_change_in_a_duel_hold_for_everybody(lay):
    table = lay(style="cards")
    kick_off(table)
    table.face.show(CALM, 0.75)
    table.play_on(200)
    assert table.controller.match.phase is Phase.PLAYING
    table.edit("judge", threshold=0.6)
    reach(table, Phase.REPLAY)
    assert table.window.out.replay.player == "Jun"
    assert table.window.out.replay.shots[-1].ruling.threshold == 0.6


def test_after_a_duel_one_face_is_enough_again(lay):
    table = lay()
    kick_off(table)
    press(table, Qt.Key.Key_Escape)
    press(table, Qt.Key.Key_1)
    press(table, Qt.Key.Key_Space)
    table.face.show(CALM)
    table.play_on(20)
    assert table.window.play.smile.isVisible()
    assert table.window.play.badge.isVisible()


def test_for_somebody_without_a_name_there_is_a_second_one(lay, results):
    table = lay(players=("민지",))
    kick_off(table)
    assert [one.name for one in rivals(table)] == ["민지", "Player 2"]
    table.face.show(CALM, LAUGH)
    reach(table, Phase.REPLAY)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    assert results.history() == []
