"""A match in the window, by keyboard and mouse: title, countdown, play, replay, results."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.app.match import Phase
from laughgame.app.replay_ring import ReplayRing
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings
from laughgame.ui.screens.settings_pages.presets import PRESETS
from laughgame.ui.screens.title import MODES
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

CALM, LAUGH = 0.05, 0.97


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
    """Return a function that lays a table at its title screen; all are cleared at the end."""
    tables = []

    def lay(mode="survival", players=("민지", "Jun")):
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
        table.window.show_title()
        table.begin()
        table.face.show(CALM)
        table.play_on()
        table.window.activateWindow()
        return table

    yield lay
    for table in tables:
        table.close()


def press(table, key):
    table.qtbot.keyClick(QApplication.focusWidget() or table.window, key)


def match(table):
    return table.controller.match


def reach(table, phase):
    table.wait(lambda: match(table).phase is phase)


def kick_off(table):
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)


def laugh(table):
    table.face.show(LAUGH)
    reach(table, Phase.REPLAY)
    table.face.show(CALM)


def laugh_till_the_last_card(table):
    """Kick off a round that ends when the card that is shown now is taken."""
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    laugh(table)


def seen(table):
    """The screen that is seen."""
    window = table.window
    names = ("title", "players", "play", "out", "results", "settings")
    (name,) = [name for name in names if getattr(window, name).isVisible()]
    return name


def test_a_returning_player_plays_with_one_key_and_again_with_one(lay, results):
    table = lay()
    assert seen(table) == "title"
    kick_off(table)
    assert seen(table) == "play"
    assert table.window.play.countdown.count == 0

    laugh(table)
    assert seen(table) == "out"
    replay = table.window.out.replay
    assert (replay.player, replay.last, replay.may_appeal) == ("민지", False, True)
    assert len(replay.exhibits) >= 4
    assert replay.exhibits[-1].over
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)

    laugh(table)
    assert table.window.out.replay.last
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    assert seen(table) == "results"
    (turn,) = results.history()
    assert (turn.player, turn.cards, turn.ending) == ("민지", 2, "out")
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)


def test_what_a_match_took_is_given_back_at_its_end_and_where_it_is_broken_off(lay, monkeypatch):
    given_back = []
    monkeypatch.setattr("laughgame.app.memory.give_back", lambda: given_back.append(1))
    table = lay()
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    assert given_back == [], "not while somebody is judged"
    laugh(table)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    table.wait(lambda: len(given_back) == 1)

    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    before = len(given_back)
    press(table, Qt.Key.Key_Escape)
    table.wait(lambda: len(given_back) == before + 1)


def test_the_verdict_is_accepted_by_itself_after_a_while(lay, monkeypatch):
    monkeypatch.setattr("laughgame.ui.screens.out.ACCEPT_S", 0.2)
    table = lay()
    kick_off(table)
    laugh(table)
    reach(table, Phase.COUNTDOWN)


def test_a_granted_appeal_takes_the_card_back_and_there_is_one_a_turn(lay):
    table = lay()
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_N)
    assert match(table).phase is Phase.REPLAY, "nobody has objected yet"
    press(table, Qt.Key.Key_A)
    assert table.window.out.appeal.text() == "No laugh"
    press(table, Qt.Key.Key_N)
    reach(table, Phase.PLAYING)
    table.play_on()
    assert table.window.play.top_bar.lives == (2, 2)
    laugh(table)
    assert not table.window.out.replay.may_appeal
    assert not table.window.out.appeal.isVisible()
    press(table, Qt.Key.Key_A)
    press(table, Qt.Key.Key_N)
    assert match(table).phase is Phase.REPLAY


def test_a_denied_appeal_is_spent(lay):
    table = lay()
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_A)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    assert table.window.play.top_bar.lives == (1, 2)
    laugh(table)
    assert not table.window.out.replay.may_appeal


def test_enter_is_the_cards_whoever_pressed_what_before(lay):
    table = lay()
    kick_off(table)
    laugh(table)
    table.qtbot.mouseClick(table.window.out.appeal, Qt.MouseButton.LeftButton)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    assert table.window.play.top_bar.lives == (1, 2)


def test_another_camera_during_a_replay_or_a_turn_keeps_the_match(lay):
    table = lay("hotseat")
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    table.edit("camera", device="another")
    reach(table, Phase.COUNTDOWN)
    assert table.window.play.top_bar.player == "Jun"
    reach(table, Phase.PLAYING)
    laugh(table)
    table.edit("camera", device="a third")
    table.play_on()
    assert match(table).phase is Phase.REPLAY
    assert table.window.out.replay.player == "Jun"


def test_a_countdown_begins_again_when_the_picture_comes_back(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.COUNTDOWN)
    table.controller.finish()
    game = match(table)
    game.feed((), game.time_s)
    game.feed((), game.time_s + 60)
    assert game.phase is Phase.COUNTDOWN
    assert table.window.play.countdown.count == 3


def test_a_model_that_takes_over_in_a_match_has_everybody_calibrated_in_the_next(lay):
    table = lay()
    kick_off(table)
    table.controller.swap.appointed.emit(table.model)
    for _ in range(2):
        laugh(table)
        press(table, Qt.Key.Key_Return)
        table.wait(lambda: match(table).phase in (Phase.PLAYING, Phase.RESULTS))
    reach(table, Phase.RESULTS)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.CALIBRATION)


def test_the_replay_waits_behind_the_settings(lay, monkeypatch):
    monkeypatch.setattr("laughgame.ui.screens.out.ACCEPT_S", 0.3)
    table = lay()
    kick_off(table)
    press(table, Qt.Key.Key_S)
    table.face.show(LAUGH)
    reach(table, Phase.REPLAY)
    assert seen(table) == "settings"
    table.qtbot.wait(500)
    assert match(table).phase is Phase.REPLAY
    table.face.show(CALM)
    press(table, Qt.Key.Key_S)
    assert seen(table) == "out"
    reach(table, Phase.COUNTDOWN)


def test_pause_means_nothing_outside_of_play(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.COUNTDOWN)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    assert not table.snapshots[-1].paused
    assert table.snapshots[-1].elapsed_s > 0


def test_of_who_gave_no_name_nothing_is_kept(lay, results):
    table = lay(players=())
    kick_off(table)
    for _ in range(2):
        laugh(table)
        press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    assert results.history() == []
    assert {player.name for player in results.players()} == {"민지", "Jun"}


def test_a_second_name_chooses_the_hot_seat(lay):
    table = lay(players=("Sora",))
    press(table, Qt.Key.Key_P)
    QApplication.focusWidget().insert("Tae")
    press(table, Qt.Key.Key_Escape)
    press(table, Qt.Key.Key_Escape)
    assert table.keeper.settings.match.players == ("Sora", "Tae")
    assert table.window.title.mode == "hotseat"


def test_on_the_hot_seat_everybody_has_their_turn_and_the_table_tells_who_won(lay, results):
    table = lay("hotseat")
    kick_off(table)
    laugh(table)
    first_s = table.snapshots[-1].elapsed_s
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    table.wait(lambda: table.snapshots[-1].elapsed_s > first_s + 1)
    laugh(table)
    assert table.window.out.replay.player == "Jun"
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    screen = table.window.results
    assert screen.shown_player == "Jun"
    press(table, Qt.Key.Key_Right)
    assert screen.shown_player == "민지"
    assert [turn.player for turn in results.boards()[0].turns] == ["Jun", "민지"]


def test_escape_goes_one_step_back_and_a_broken_off_match_is_not_kept(lay, results):
    table = lay()
    kick_off(table)
    press(table, Qt.Key.Key_S)
    assert seen(table) == "settings"
    press(table, Qt.Key.Key_Escape)
    assert seen(table) == "play"
    press(table, Qt.Key.Key_Escape)
    assert seen(table) == "title"
    assert match(table).phase is Phase.OFF
    assert results.history() == []
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_Escape)
    reach(table, Phase.PLAYING)


def test_a_pause_stops_the_joke_and_the_clock(lay):
    table = lay()
    kick_off(table)
    table.play_on(30)
    press(table, Qt.Key.Key_Space)
    table.play_on(3)
    clock, joke = table.snapshots[-1].elapsed_s, table.window.play.jokes.view
    table.face.show(LAUGH)
    table.play_on(60)
    assert table.snapshots[-1].elapsed_s == clock
    assert table.window.play.jokes.view == joke
    assert match(table).phase is Phase.PLAYING
    table.face.show(CALM)
    press(table, Qt.Key.Key_Space)
    table.play_on(30)
    assert table.snapshots[-1].elapsed_s > clock


def test_the_punch_line_comes_after_the_set_up_in_the_language_of_the_window(lay):
    table = lay()
    kick_off(table)
    jokes = table.window.play.jokes
    table.wait(lambda: jokes.view.setup)
    assert jokes.isVisible()
    assert jokes.view.punchline == ""
    assert jokes.view.setup.isascii()
    table.wait(lambda: jokes.view.punchline)
    assert 0 < jokes.view.share < 1


def test_the_line_may_be_dragged_in_the_middle_of_a_match(lay):
    table = lay()
    table.face.show(0.7)
    kick_off(table)
    table.play_on(30)
    assert match(table).phase is Phase.PLAYING
    table.window.play.threshold_changed.emit(0.5)
    reach(table, Phase.REPLAY)
    assert table.window.out.replay.exhibits[-1].threshold == 0.5


def test_a_streamer_changes_the_strictness_by_key_in_the_middle_of_a_match(lay):
    table = lay()
    kick_off(table)
    press(table, Qt.Key.Key_3)
    assert table.keeper.settings.judge == PRESETS["strict"]
    assert table.notices[-1] == "Strict"
    table.face.show(0.7)
    reach(table, Phase.REPLAY)
    assert table.window.out.replay.exhibits[-1].threshold == PRESETS["strict"].threshold


def test_a_new_face_is_calibrated_first_and_only_once(lay, results):
    table = lay(players=("Sora",))
    table.face.show(0.2)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    jokes = table.window.play.jokes
    table.wait(lambda: "read this aloud" in jokes.view.setup)
    table.wait(lambda: "biggest smile" in jokes.view.setup)
    assert match(table).phase is Phase.CALIBRATION
    table.face.show(0.9)
    reach(table, Phase.COUNTDOWN)
    assert results.personal_range("Sora", glasses=False) == PersonalRange(0.2, 0.9)
    table.face.show(0.2)
    reach(table, Phase.PLAYING)
    table.play_on(20)
    assert table.snapshots[-1].ruling.smile == pytest.approx(0, abs=0.01)
    table.wait(lambda: table.window.play.smile.raw_words == "raw 0.20")
    press(table, Qt.Key.Key_Escape)
    kick_off(table)
    press(table, Qt.Key.Key_Escape)
    press(table, Qt.Key.Key_C)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)


def test_a_range_that_another_model_found_is_found_again_by_the_one_that_judges(lay, results):
    table = lay()
    judging = table.controller.swap.referee.card.sha256
    assert judging
    results.keep_range("민지", False, PersonalRange(0.3), "another model")
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    assert results.personal_range("민지", False, judging) == EVERYBODY
    assert results.personal_range("민지", False, "another model") is None


def test_a_calibration_may_be_skipped_and_is_not_asked_for_again(lay, results):
    table = lay(players=("Sora",))
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    assert results.personal_range("Sora", glasses=False) == EVERYBODY


def test_who_laughs_while_calibrated_is_told_and_begins_again(lay):
    table = lay(players=("Sora",))
    table.face.show(0.9)
    press(table, Qt.Key.Key_Space)
    jokes = table.window.play.jokes
    table.wait(lambda: "Let your face hang" in jokes.view.setup)
    assert "Space" in jokes.view.punchline
    table.face.show(CALM)
    table.wait(lambda: "biggest smile" in jokes.view.setup)


def test_who_is_badly_seen_is_told_what_would_help(lay):
    table = lay()
    kick_off(table)
    table.face.turn_away()
    hints = table.window.play.hints
    table.wait(lambda: "turned away" in hints.cue.detail)
    assert hints.isVisible()
    assert not table.window.play.jokes.isVisible()


def test_names_are_written_remembered_and_each_kept_once(lay):
    table = lay(players=())
    press(table, Qt.Key.Key_P)
    assert seen(table) == "players"
    for name in ("Sora", "소라", "sora"):
        # QTest types Latin letters alone; an input method would insert the others.
        QApplication.focusWidget().insert(name)
        press(table, Qt.Key.Key_Return)
    press(table, Qt.Key.Key_Escape)
    assert seen(table) == "title"
    assert table.keeper.settings.match.players == ("Sora", "소라")
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    assert table.window.play.top_bar.player == "Sora"


@pytest.mark.parametrize("number", range(len(MODES)))
def test_a_mode_is_chosen_by_its_number_and_remembered(lay, number):
    table = lay(mode=MODES[number - 1])
    press(table, getattr(Qt.Key, f"Key_{number + 1}"))
    assert table.window.title.mode == MODES[number]
    assert table.keeper.settings.match.mode == MODES[number]


def test_practice_is_the_free_meter(lay):
    table = lay("practice")
    press(table, Qt.Key.Key_Space)
    assert seen(table) == "play"
    assert match(table).phase is Phase.OFF
    table.face.show(LAUGH)
    table.wait(lambda: table.snapshots[-1].outs == 1)
    assert seen(table) == "play"


def test_who_hides_is_told_so_and_nothing_else_happens(lay):
    table = lay()
    kick_off(table)
    table.play_on(30)
    table.face.show(None)
    table.wait(lambda: any("Hiding" in notice for notice in table.notices))
    assert match(table).phase is Phase.PLAYING
    table.wait(lambda: any("It cost a card" in notice for notice in table.notices))


def test_r_begins_the_match_again(lay):
    table = lay()
    kick_off(table)
    table.play_on(30)
    press(table, Qt.Key.Key_R)
    reach(table, Phase.COUNTDOWN)
    reach(table, Phase.PLAYING)


def test_results_that_cannot_be_kept_are_told_and_kept_later(lay, results, monkeypatch):
    monkeypatch.setattr("laughgame.app.records_desk.RETRY_MS", 100)
    table = lay()
    laugh_till_the_last_card(table)
    blocker = Results(results.path)
    blocker._database.execute("BEGIN IMMEDIATE")
    results._database.execute("PRAGMA busy_timeout = 1")
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    screen = table.window.results
    assert not screen.result.kept
    assert "not kept yet" in screen._about(screen.result)
    assert results.history() == []
    blocker.close()
    table.wait(lambda: screen.result.kept)
    assert "not kept yet" not in screen._about(screen.result)
    assert len(results.matches()) == 1


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away there")
def test_results_that_are_damaged_in_the_middle_of_it_are_set_aside_and_the_round_is_kept(
    lay, results, monkeypatch
):
    monkeypatch.setattr("laughgame.app.records_desk.RETRY_MS", 100)
    table = lay()
    laugh_till_the_last_card(table)
    rubbish = b"no database at all" * 1000
    for file in results.path.parent.glob("results.sqlite3*"):
        file.unlink()
    results.path.write_bytes(rubbish)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.RESULTS)
    table.wait(lambda: any("could not be read" in notice for notice in table.notices))
    assert results.set_aside.path.read_bytes() == rubbish
    table.wait(lambda: len(results.matches()) == 1)


def test_names_and_results_are_deleted_with_one_click_and_a_moment_to_undo(
    lay, results, monkeypatch
):
    monkeypatch.setattr("laughgame.app.people_desk.UNDO_MS", 300)
    table = lay()
    results.remember("민지", "#FFD22E")
    privacy = table.window.settings.privacy
    privacy.show_results_file(results.path)
    table.window.open_settings()
    table.window.settings.open_page("privacy")
    privacy.delete.click()
    assert "Undo" in privacy.delete.text()
    privacy.delete.click()
    table.qtbot.wait(500)
    assert {player.name for player in results.players()} == {"민지", "Jun"}
    privacy.delete.click()
    table.wait(lambda: not privacy.delete.isEnabled())
    assert results.players() == []
    assert table.keeper.settings.match.players == ()
    assert table.window.title.start.isEnabled()


def test_what_was_to_be_deleted_is_gone_when_the_window_closes(lay, tmp_path, results):
    table = lay()
    results.remember("민지", "#FFD22E")
    table.window.settings.privacy.delete_requested.emit()
    table.controller.close()
    with Results(results.path) as again:
        assert again.players() == []


def test_glasses_are_put_on_by_key_and_a_face_is_another_with_them(lay, results):
    table = lay(players=("민지",))
    press(table, Qt.Key.Key_P)
    glasses = table.window.players.glasses
    assert [button.isEnabled() for button in glasses] == [True, False, False, False]
    glasses[0].setFocus()
    press(table, Qt.Key.Key_Space)
    assert table.keeper.settings.match.glasses == ("민지",)
    press(table, Qt.Key.Key_Escape)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.CALIBRATION)
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    assert results.personal_range("민지", glasses=True) == EVERYBODY
    press(table, Qt.Key.Key_Escape)
    press(table, Qt.Key.Key_P)
    assert glasses[0].isChecked()
    table.window.players.names[0].clear()
    press(table, Qt.Key.Key_Escape)
    assert table.keeper.settings.match.glasses == ()


@pytest.mark.parametrize(
    ("style", "lives", "given"), [("sudden", 3, 1), ("cards", 3, 2), ("lives", 5, 5)]
)
def test_what_a_laugh_costs_is_chosen_in_the_settings(lay, style, lives, given):
    table = lay()
    table.edit("match", style=style, lives=lives)
    kick_off(table)
    table.play_on()
    assert table.window.play.top_bar.lives == (given, given)


def test_the_players_own_rules_come_back_by_key(lay):
    table = lay()
    kick_off(table)
    table.window.play.threshold_changed.emit(0.55)
    own = table.keeper.settings.judge
    press(table, Qt.Key.Key_1)
    assert table.keeper.settings.judge == PRESETS["gentle"]
    press(table, Qt.Key.Key_4)
    assert table.keeper.settings.judge == own
    assert table.notices[-1] == "Custom"


def test_the_next_one_on_the_hot_seat_does_not_see_the_trace_of_the_one_before(lay):
    table = lay(mode="hotseat")
    kick_off(table)
    table.play_on(10)
    laugh(table)
    assert table.window.play.smile.timeline.outs.size
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.COUNTDOWN)
    table.play_on()
    assert table.window.play.top_bar.player == "Jun"
    assert not table.window.play.smile.timeline.outs.size


def test_a_replay_is_mirrored_as_the_stage_was_at_last(lay, monkeypatch):
    table = lay()
    kick_off(table)
    mirrored = []
    add = ReplayRing.add

    def note(ring, image, rulings, mirror):
        mirrored.append(mirror)
        add(ring, image, rulings, mirror)

    monkeypatch.setattr(ReplayRing, "add", note)
    table.play_on(3)
    before = mirrored[-1]
    press(table, Qt.Key.Key_I)
    table.play_on(3)
    assert mirrored[-1] is not before


def test_what_stood_in_the_way_is_told_in_the_language_of_now_and_forgotten(lay, monkeypatch):
    table = lay()

    def unreadable(*_arguments):
        raise OSError("gone")

    monkeypatch.setattr(table.controller.deck, "box", unreadable)
    press(table, Qt.Key.Key_Space)
    title = table.window.title
    assert title.status == "The jokes cannot be read; the log says why"
    press(table, Qt.Key.Key_L)
    assert not title.status.isascii()
    monkeypatch.undo()
    kick_off(table)
    press(table, Qt.Key.Key_Escape)
    assert title.status == ""


def test_somebody_nameless_is_named_in_the_language_of_now(lay):
    table = lay(players=())
    assert table.window.title.players.players == ("Player 1",)
    press(table, Qt.Key.Key_L)
    table.wait(lambda: table.window.title.players.players == ("선수 1",))


def test_the_card_of_survival_tells_what_a_laugh_costs(lay):
    table = lay()
    card = table.window.title.cards["survival"]
    assert card.accessibleDescription() == "Two cards, then out"
    table.edit("match", style="lives", lives=5)
    assert card.accessibleDescription() == "Laughs until out: 5"
    table.edit("match", style="sudden")
    assert card.accessibleDescription() == "Laugh once, and out"


def test_somebody_without_a_name_takes_the_second_turn_on_the_hot_seat(lay, results):
    table = lay("hotseat", players=("민지",))
    kick_off(table)
    laugh(table)
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.PLAYING)
    assert table.window.play.top_bar.player == "Player 2"
