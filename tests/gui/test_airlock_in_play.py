"""Bad models are chosen while a game runs: it plays on, with the old judge and the old memory."""

import sys

import pytest

from laughgame.app import memory, paths, referees
from laughgame.app.referees import Appointed, Refused
from laughgame.storage.settings import Settings
from laughgame.ui.referee import Step
from laughgame.ui.screens.settings_pages.exam import Stage
from laughgame.vision.model_airlock import Airlock
from laughgame.vision.model_card import ContractCode
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table
from tests.hostile_models import HOSTILE
from tests.onnx_models import write_model

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and system limits")

MOST_MB = 50.0
CHOSEN = (
    "external data above it",
    "229 MB of folded zeros",
    "twenty pieces of 60 MB",
    "8 GB at run time",
    "an endless loop",
    "nesting without end",
    "weights of NaN",
    "a smile of 1.5",
    "a ZIP archive, renamed",
    "a pipe",
    "256 MB of nothing",
)
"""Of the hostile files those that would cost the game most."""

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
FALLS = [sys.executable, "-c", "import os; os.abort()"]


@pytest.fixture
def table(qtbot, tmp_path):
    table = Table(qtbot, tmp_path, Settings(), open_source)
    table.begin()
    table.play_on()
    yield table
    table.close()


def open_source(device):
    return FakeSource(ENDLESS)


def choose(table, path):
    """Choose a model and wait until the examination is over; return its outcome."""
    exam = table.window.settings.model.check.exam
    table.window.settings.model_chosen.emit(path)
    table.qtbot.waitUntil(lambda: not exam.waits, timeout=30_000)
    table.wait(lambda: exam.outcome)
    return exam.outcome


def test_hostile_models_change_nothing_about_the_game(table, tmp_path):
    judge, before = table.controller.swap.referee, memory.resident_mb()
    for name in CHOSEN:
        folder = tmp_path / name
        folder.mkdir()
        outcome = choose(table, HOSTILE[name].write(folder))
        assert outcome.refusal.code == HOSTILE[name].code, name
        table.play_on(2)
    assert memory.resident_mb() - before < MOST_MB
    assert table.controller.swap.referee is judge
    assert table.face.models == []
    assert table.keeper.settings.model.path is None
    assert not paths.models_folder().exists(), "nothing of them is kept"


def test_a_judge_that_breaks_the_exam_room_is_refused_and_the_game_plays_on(table, monkeypatch):
    monkeypatch.setattr(referees, "AIRLOCK", Airlock(command=FALLS))
    assert choose(table, table.model).refusal.code == "CRASHED"
    headline = table.window.settings.model.check.refusal.words[0]
    assert headline.replace("\N{NO-BREAK SPACE}", " ").startswith("The model broke the exam room.")
    table.play_on()


def test_an_exam_is_broken_off_with_its_button(table, qtbot, monkeypatch):
    monkeypatch.setattr(referees, "AIRLOCK", Airlock(command=SLEEPS))
    check = table.window.settings.model.check
    table.window.settings.model_chosen.emit(table.model)
    assert check.exam.stage is Stage.CHECKING
    assert check.again.text() == "Break off"
    table.wait(lambda: referees.AIRLOCK._running)

    check.again.click()

    table.wait(lambda: check.exam.stage is Stage.REFUSED)
    assert check.exam.outcome.refusal.code == "ABANDONED"
    assert check.again.text() == "Choose again"
    table.play_on()


def test_the_last_choice_counts(table, tmp_path, monkeypatch):
    monkeypatch.setattr(referees, "AIRLOCK", Airlock(command=SLEEPS))
    table.window.settings.model_chosen.emit(write_model(tmp_path / "slow.onnx"))
    table.wait(lambda: referees.AIRLOCK._running)
    hung = referees.AIRLOCK
    monkeypatch.setattr(referees, "AIRLOCK", Airlock())
    good = write_model(tmp_path / "good.onnx")

    table.window.settings.model_chosen.emit(good)
    hung.cancel()

    table.qtbot.waitUntil(lambda: bool(table.face.models), timeout=30_000)
    assert table.controller.swap.referee.card.path == good
    assert table.window.settings.model.check.exam.outcome.refusal is None


def test_steps_are_ticked_while_the_exam_goes_on(table, monkeypatch):
    says = 'print(\'{"passed": ["OPEN", "1 KB"]}\', flush=True)'
    command = [sys.executable, "-c", f"import time; {says}; time.sleep(60)"]
    monkeypatch.setattr(referees, "AIRLOCK", Airlock(command=command))
    check = table.window.settings.model.check
    table.window.settings.model_chosen.emit(table.model)

    table.wait(lambda: check.exam.ticked)

    assert [(step.step, step.detail) for step in check.exam.ticked] == [(Step.OPEN, "1 KB")]
    assert check.exam.stage is Stage.CHECKING
    referees.AIRLOCK.cancel()
    table.wait(lambda: check.exam.stage is Stage.REFUSED)


def test_closing_the_game_ends_the_exam(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(referees, "AIRLOCK", Airlock(command=SLEEPS))
    table = Table(qtbot, tmp_path, Settings(), open_source).begin()
    table.play_on()
    table.window.settings.model_chosen.emit(table.model)
    table.wait(lambda: referees.AIRLOCK._running)
    (examination,) = referees.AIRLOCK._running

    table.close()

    assert examination._process.poll() is not None
    assert referees.AIRLOCK._running == set()


def test_a_judge_whose_file_is_spoilt_comes_back_from_its_copy(table, tmp_path):
    mine = write_model(tmp_path / "mine.onnx")
    choose(table, mine)
    choose(table, write_model(tmp_path / "other.onnx"))
    mine.write_text("spoilt")

    table.window.settings.model_restored.emit()

    table.qtbot.waitUntil(lambda: len(table.face.models) == 3, timeout=30_000)
    assert table.controller.swap.referee.card.path == mine
    table.play_on()


# --- the start of a game ------------------------------------------------------------------


@pytest.fixture
def chosen(tmp_path):
    """A model of the player's own that passed in an earlier game."""
    path = write_model(tmp_path / "mine.onnx")
    assert isinstance(referees.examine(path), Appointed)
    return path


def assembled(path):
    """Assemble the team, without what is not a matter of models; return it."""
    team = referees.assemble(path)
    team.reader.close()
    return team


def test_a_file_that_passed_before_is_not_examined_at_every_start(chosen, monkeypatch):
    monkeypatch.setattr(referees, "AIRLOCK", Airlock(command=FALLS))
    team = assembled(chosen)
    assert (team.refused, team.referee.card.path) == (None, chosen)


@pytest.mark.parametrize("spoil", ["gone", "damaged", "hostile"])
def test_the_last_good_copy_judges_where_the_file_is_lost(chosen, spoil):
    match spoil:
        case "gone":
            chosen.unlink()
        case "damaged":
            chosen.write_bytes(chosen.read_bytes()[:-30])
        case "hostile":
            write_model(chosen, smile_factor=1.5)
    team = assembled(chosen)
    assert (team.refused, team.referee.card.path) == (None, chosen)


def test_a_better_file_under_the_same_name_is_examined_and_judges(chosen):
    write_model(chosen, smile_factor=0.5)
    team = assembled(chosen)
    assert team.referee.card.sha256 == referees.shelf().passed(chosen)


def test_without_a_good_copy_the_shipped_model_judges(tmp_path):
    bad = write_model(tmp_path / "bad.onnx", smile_factor=1.5)
    team = assembled(bad)
    assert team.refused.error.code is ContractCode.OUT_OF_RANGE
    assert team.referee.card.path == paths.default_model()


def test_a_copy_that_rotted_does_not_judge(chosen, tmp_path):
    referees.shelf().last_good(chosen).copy.write_bytes(b"rot")
    chosen.unlink()
    team = assembled(chosen)
    assert team.refused.error.code is ContractCode.NOT_FOUND
    assert team.referee.card.path == paths.default_model()


def test_where_no_copy_can_be_kept_the_model_judges_all_the_same(tmp_path):
    paths.models_folder().parent.mkdir(parents=True)
    paths.models_folder().write_text("a file in the folder's place")
    assert isinstance(referees.examine(write_model(tmp_path / "m.onnx")), Appointed)


def test_a_file_that_changes_after_its_exam_is_refused(tmp_path, monkeypatch):
    path = write_model(tmp_path / "m.onnx")
    examine = referees.AIRLOCK.examine

    def swapped(path, tell=None):
        cleared = examine(path, tell)
        write_model(path, smile_factor=1.5)
        return cleared

    monkeypatch.setattr(Airlock, "examine", lambda self, path, tell=None: swapped(path, tell))
    refused = referees.examine(path)
    assert isinstance(refused, Refused)
    assert refused.error.code is ContractCode.CHANGED
