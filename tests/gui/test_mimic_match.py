"""An imitation in the window: the model rehearses, the player follows, a grade, the next one."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.actor.look import MINJI
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.app import paths
from laughgame.app.mimic_match import Phase, placed
from laughgame.app.mimic_model import Rehearsal, study
from laughgame.game.mimicry import Sample
from laughgame.game.reading import HAPPY
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, ModelSettings, Settings
from laughgame.ui.mimic_chart import Curves
from laughgame.ui.screens.grade import Graded
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

CALM, LAUGH = 0.05, 0.97
LENGTH_S = 4.0


def wanted(time_s):
    """What the model's face does: it laughs for a second in the middle."""
    return LAUGH if 1.0 <= time_s < 2.5 else CALM


def curve(smile):
    return (1 - smile, 0.0, 0.0, 0.0, smile, 0.0, 0.0)


class Rehearsing:
    """Stands for the eye that reads the model's performance; waits where it is told to."""

    def __init__(self):
        self.gate = threading.Event()
        self.gate.set()
        self.rehearsals = []
        self.models = []

    def __call__(self, model, script, look, rehearsal):
        self.rehearsals.append(rehearsal)
        self.models.append(model)
        rehearsal.share = 0.5
        self.gate.wait(10)
        return [Sample(n / 30, curve(wanted(n / 30))) for n in range(round(LENGTH_S * 30))]


@pytest.fixture
def results(tmp_path):
    return Results(tmp_path / "results.sqlite3")


@pytest.fixture
def eye():
    return Rehearsing()


@pytest.fixture
def lay(qtbot, tmp_path, results, eye):
    """Return a function that lays a table for an imitation; all are cleared at the end."""
    tables = []

    def lay(players=("민지",), model=None):
        settings = Settings(
            match=MatchSettings(mode="mimic", players=players), model=ModelSettings(path=model)
        )
        general = settings.general.model_copy(update={"reduced_motion": True, "language": "en"})
        table = Table(
            qtbot,
            tmp_path,
            settings.model_copy(update={"general": general}),
            open_device=lambda _device: FakeSource(ENDLESS),
            results=results,
            study=eye,
        )
        tables.append(table)
        table.window.show_title()
        table.begin()
        table.face.show(CALM)
        table.play_on()
        table.window.activateWindow()
        return table

    yield lay
    eye.gate.set()
    for table in tables:
        table.close()


def press(table, key):
    table.qtbot.keyClick(QApplication.focusWidget() or table.window, key)


def reach(table, phase):
    table.wait(lambda: table.controller.mimic.phase is phase)


def follow(table, late_s=0.2, as_wanted=wanted):
    """Imitate the model until the grade is shown."""
    reach(table, Phase.PLAYING)
    panel = table.window.play.mimic

    def moved():
        played_s = 0.0 if panel.moment is None else panel.moment.played_s
        table.face.show(as_wanted(played_s - late_s))
        return table.controller.mimic.phase is Phase.GRADE

    table.qtbot.waitUntil(moved, timeout=10_000)


def test_who_does_as_the_model_does_gets_a_good_grade(lay, results):
    table = lay()
    press(table, Qt.Key.Key_Space)
    follow(table)
    grade = table.window.grade
    assert grade.isVisible()
    assert grade.shown.name == "민지"
    assert grade.shown.score > 80
    assert "민지" in grade.accessibleName()
    (kept,) = results.boards()[0].turns
    assert (kept.player, kept.score) == ("민지", grade.shown.score)


def test_a_straight_face_gets_a_bad_one(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    follow(table, as_wanted=lambda _time_s: CALM)
    assert table.window.grade.shown.score < 20


def test_the_stage_is_the_models_and_the_score_is_told_as_it_goes(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    play = table.window.play
    table.wait(lambda: play.mimic.moment is not None)
    assert play.clip.isVisible()
    assert play.camera.inset
    assert play.mimic.isVisible()
    assert not play.smile.isVisible()
    assert not play.badge.isVisible()
    follow(table)
    assert play.mimic.moment.score is not None
    assert not table.window.play.isVisible()


def test_all_imitate_the_same_and_the_table_is_kept_at_the_end(lay, results, eye):
    table = lay(players=("민지", "Jun"))
    press(table, Qt.Key.Key_Space)
    follow(table, as_wanted=lambda _time_s: CALM)
    grade = table.window.grade
    assert grade.again.text() == "Next: Jun"
    assert results.history() == []
    press(table, Qt.Key.Key_Return)
    follow(table)
    assert [(one.place, one.name) for one in grade.view.graded] == [(1, "Jun"), (2, "민지")]
    assert [turn.player for turn in results.boards()[0].turns] == ["Jun", "민지"]
    assert len(eye.rehearsals) == 1
    press(table, Qt.Key.Key_Right)
    assert grade.shown.name == "민지"
    press(table, Qt.Key.Key_Return)
    reach(table, Phase.COUNTDOWN)
    assert len(eye.rehearsals) == 2


def test_nobody_wins_by_what_cannot_be_read_on_the_table():
    scores = {"민지": 87.4, "Jun": 86.6, "Sora": 86.4, "Tae": None}
    nothing = Curves((), (), 1.0, "#FFD22E")
    graded = placed([Graded(name, "#FFD22E", 0, score, nothing) for name, score in scores.items()])
    assert [(one.words, one.place) for one in graded] == [("87", 1), ("87", 1), ("86", 3), ("–", 4)]


def test_the_model_rehearses_first_and_escape_does_not_wait_for_it(lay, eye):
    eye.gate.clear()
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.REHEARSING)
    jokes = table.window.play.jokes
    table.wait(lambda: "rehearses" in jokes.view.setup)
    assert jokes.view.share == 0.5
    press(table, Qt.Key.Key_Escape)
    assert table.window.title.isVisible()
    assert eye.rehearsals[0].cancelled
    eye.gate.set()
    table.play_on(20)
    assert table.controller.mimic.phase is Phase.OFF


def test_after_a_pause_the_imitation_begins_again(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    table.play_on(10)
    press(table, Qt.Key.Key_Space)
    table.wait(lambda: table.snapshots[-1].paused)
    table.play_on(10)
    assert table.controller.mimic.phase is Phase.PLAYING
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.COUNTDOWN)


def test_a_pause_ends_with_the_match_it_was_in(lay, eye):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    press(table, Qt.Key.Key_Space)
    table.wait(lambda: table.snapshots[-1].paused)
    eye.gate.clear()
    table.window.match_requested.emit()
    reach(table, Phase.REHEARSING)
    table.play_on(10)
    assert not table.snapshots[-1].paused


def test_nobody_is_graded_for_the_time_without_a_picture(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    table.play_on(10)
    table.controller.finish()
    game = table.controller.mimic
    game.feed((), game.time_s)
    game.feed((), game.time_s + 60)
    assert game.phase is Phase.COUNTDOWN
    game.feed((), game.time_s + 0.1)
    game.feed((), game.time_s + 60)
    assert game.phase is Phase.COUNTDOWN


def test_the_performance_is_read_by_the_model_that_judges(lay, eye, tmp_path):
    table = lay(model=tmp_path / "gone.onnx")
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.COUNTDOWN)
    assert eye.models == [table.model]


def test_a_second_pause_is_no_second_try(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    for _ in range(2):
        reach(table, Phase.PLAYING)
        table.play_on(10)
        press(table, Qt.Key.Key_Space)
        table.wait(lambda: table.snapshots[-1].paused)
        press(table, Qt.Key.Key_Space)
        table.wait(lambda: not table.snapshots[-1].paused)
    table.play_on(5)
    assert table.controller.mimic.phase in (Phase.PLAYING, Phase.GRADE)
    reach(table, Phase.GRADE)


def test_a_model_that_does_not_move_is_told_of(lay, eye, monkeypatch):
    monkeypatch.setattr("tests.gui.test_mimic_match.LAUGH", CALM)
    table = lay()
    press(table, Qt.Key.Key_Space)
    table.wait(lambda: table.controller.mimic.phase is Phase.OFF)
    assert table.window.title.isVisible()


def test_of_who_gave_no_name_nothing_is_kept(lay, results):
    table = lay(players=())
    press(table, Qt.Key.Key_Space)
    follow(table)
    assert results.history() == []


def test_the_eye_reads_what_the_illustrated_player_performs():
    script = Performance([Stretch(Label.NEUTRAL, 0.6), Stretch(Label.LAUGH, 1.6)])
    rehearsal = Rehearsal()
    read = study(paths.default_model(), script, MINJI, rehearsal)
    assert len(read) == pytest.approx(script.duration_s * 30, abs=1)
    assert rehearsal.share > 0.9
    assert read[5].emotions[HAPPY] < 0.2
    assert max(sample.emotions[HAPPY] for sample in read) > 0.8
    rehearsal = Rehearsal()
    rehearsal.cancel()
    assert study(paths.default_model(), script, MINJI, rehearsal) == []


def test_who_hides_from_the_model_is_told_that_it_goes_on(lay):
    table = lay()
    press(table, Qt.Key.Key_Space)
    reach(table, Phase.PLAYING)
    play = table.window.play
    table.wait(lambda: play.mimic.moment is not None)
    assert play.jokes.isVisible()
    table.face.show(None)
    table.wait(lambda: "goes on" in play.hints.cue.detail)
    assert play.hints.isVisible()
