"""The whole game in its real window, with a made source and a reader that sees what it is told."""

import errno
import threading
from functools import partial
from typing import ClassVar

import pytest

from laughgame.app import camera_patience, camera_previews, source_control, sources
from laughgame.app.referees import Refused, Team, Unplayable, examine, load
from laughgame.app.restarts import Retries
from laughgame.game.judge import Verdict
from laughgame.storage.settings import (
    DeckSettings,
    ModelSettings,
    Settings,
    SoundSettings,
    parse,
)
from laughgame.ui.screens.settings_pages.exam import Stage
from laughgame.ui.theme import DARK, LIGHT
from laughgame.vision import model_contract
from laughgame.vision.model_card import ContractCode, ContractError
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.source import SourceCode, SourceError
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Face, Table
from tests.media_files import write_picture, write_sound
from tests.onnx_models import write_model
from tests.readings import reading
from tests.steps import Steps, refused


@pytest.fixture
def opened():
    """The devices that were opened, in order."""
    return []


@pytest.fixture
def lay(qtbot, tmp_path, opened):
    """Return a function that lays a table; all of them are cleared at the end."""
    tables = []

    def open_device(device):
        opened.append(device)
        source = FakeSource(ENDLESS)
        source.name = device
        return source

    def lay(settings=None, **options):
        settings = settings or Settings()
        options.setdefault("open_device", open_device)
        tables.append(Table(qtbot, tmp_path, settings, **options))
        return tables[-1].begin()

    yield lay
    for table in tables:
        table.close()


def wrong_files(tmp_path):
    text = tmp_path / "notes.onnx"
    text.write_text("this is not a model", encoding="utf-8")
    cut = write_model(tmp_path / "cut.onnx")
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    return {
        "NOT_ONNX": text,
        "UNREADABLE": cut,
        "INPUTS": write_model(tmp_path / "names.onnx", input_names={"frame": "image"}),
        "NOT_FINITE": write_model(tmp_path / "nan.onnx", smile_factor=float("nan")),
    }


# --- playing ---------------------------------------------------------------------------


def test_a_laugh_goes_all_the_way_from_the_reader_to_the_window(lay):
    table = lay()
    table.play_on()
    table.wait(lambda: table.verdict is Verdict.SAFE)

    table.face.show(0.97)
    table.wait(lambda: table.verdict is Verdict.OUT)

    verdicts = [snapshot.ruling.verdict for snapshot in table.snapshots]
    assert Verdict.WARNING in verdicts[: verdicts.index(Verdict.OUT)]
    assert table.snapshots[-1].outs == 1


def test_an_out_is_shown_with_its_own_numbers_however_late_the_window_is(lay):
    table = lay(Settings(judge={"hold_s": 0, "smoothing_s": 0}))
    table.play_on()
    table.controller.eye.stop()
    shown = []
    table.window.play.show_snapshot = shown.append

    # No event is handled in between: the window has no time to paint.
    start_s = table.snapshots[-1].time_s
    for n, smile in enumerate([0.9, 0.95, 0.2, 0.1]):
        time_s = start_s + 0.1 * (n + 1)
        table.controller.eye.reading.emit(time_s, (reading(time_s, smile),))
    table.wait(lambda: len(shown) >= 2)

    assert [(s.just_out, s.ruling.smile) for s in shown] == [(True, 0.95), (False, 0.1)]


def test_nobody_in_the_picture_pauses_the_game(lay):
    table = lay()
    table.play_on()

    table.face.show(None)

    table.wait(lambda: table.verdict is Verdict.PAUSED)


def test_nobody_reads_a_smile_through_a_hand(lay):
    table = lay()
    table.face.cover_mouth(True)
    table.face.show(0.97)
    table.play_on(40)
    table.wait(lambda: table.verdict is Verdict.PAUSED)
    assert table.snapshots[-1].outs == 0
    assert "Show your mouth" in table.window.play.hints.cue.detail

    table.face.cover_mouth(False)
    table.wait(lambda: table.verdict is Verdict.OUT)


def test_every_judged_frame_is_told_of_once_and_in_order(lay):
    table = lay(source=lambda: FakeSource(25))

    table.wait(lambda: table.ended)

    assert [round(s.time_s * 30) for s in table.snapshots] == list(range(25))


def test_what_was_judged_before_the_end_still_arrives(lay):
    table = lay()
    table.play_on()

    table.controller.finish()

    assert len(table.snapshots) == table.controller.eye.stats().judged


def test_the_pause_button_stops_the_clock(lay):
    table = lay()
    table.play_on()

    table.window.play.toggle_pause()
    table.face.show(0.99)
    table.play_on(60)
    assert table.snapshots[-1].paused
    assert table.snapshots[-1].outs == 0

    table.window.play.toggle_pause()
    table.wait(lambda: table.snapshots[-1].outs == 1)


# --- settings --------------------------------------------------------------------------


def test_dragging_the_line_reaches_the_judge_and_the_disk(lay):
    table = lay()
    table.face.show(0.7)
    table.wait(lambda: table.verdict is Verdict.WARNING)

    table.window.play.threshold_changed.emit(0.6)

    table.wait(lambda: table.verdict is Verdict.OUT)
    table.wait(lambda: table.file.load().settings.judge.threshold == 0.6)


def test_the_settings_screen_reaches_the_judge(lay):
    table = lay()
    table.face.show(0.86)
    table.wait(lambda: table.verdict is Verdict.OUT)

    table.edit("judge", threshold=0.9)

    table.wait(lambda: table.verdict is Verdict.WARNING)


def test_the_language_changes_while_the_game_runs(lay):
    table = lay(Settings(general={"language": "en"}))
    table.play_on()
    english = table.window.play.camera.note

    table.edit("general", language="ko")
    table.wait(lambda: table.window.play.camera.note != english)
    assert any("가" <= letter <= "힣" for letter in table.window.play.camera.note)

    table.edit("general", language="en")
    table.wait(lambda: table.window.play.camera.note == english)
    table.play_on()


def test_the_theme_changes_while_the_game_runs(lay):
    table = lay(Settings(general={"theme": "dark"}))
    table.play_on()

    def corner():
        return table.window.grab().toImage().pixelColor(2, 2)

    assert corner() in (DARK.pitch, DARK.stripe)
    table.edit("general", theme="light")
    table.wait(lambda: corner() in (LIGHT.pitch, LIGHT.stripe))
    table.play_on()


def test_settings_that_cannot_be_saved_stay_in_force_and_the_player_is_told(lay):
    table = lay()
    table.file.path.mkdir()  # a folder where the file should be

    table.edit("judge", threshold=0.55)

    table.wait(lambda: table.notices)
    assert "could not be saved" in table.notices[-1]
    assert table.keeper.settings.judge.threshold == 0.55


def test_settings_that_cannot_be_written_back_are_told_of_like_a_full_disk(lay):
    deep = parse(f"x = {'[' * 300}{']' * 300}".encode())  # can be read, but not written
    table = lay(deep)

    table.edit("judge", threshold=0.55)

    table.wait(lambda: table.notices)
    assert "could not be saved" in table.notices[-1]
    assert table.keeper.settings.judge.threshold == 0.55


def test_a_settings_file_that_is_damaged_meanwhile_is_set_aside_and_the_player_is_told(lay):
    table = lay()
    table.edit("judge", threshold=0.55)
    table.wait(table.file.path.exists)
    table.file.path.write_text("[judge")

    table.edit("judge", threshold=0.6)

    table.wait(lambda: table.notices)
    assert "damaged your settings file" in table.notices[-1]
    (aside,) = table.file.path.parent.glob("settings.damaged-*")
    assert aside.name in table.notices[-1]
    assert aside.read_text() == "[judge"
    assert table.file.load().settings.judge.threshold == 0.6


def test_what_a_full_disk_did_not_take_is_told_once_and_saved_at_the_end(lay):
    table = lay()
    with Steps(1, refused(errno.ENOSPC), lasting=True):
        for threshold in (0.55, 0.6):
            table.edit("judge", threshold=threshold)
            table.controller._keeper.save()
    assert [notice for notice in table.notices if "could not be saved" in notice] == table.notices
    assert len(table.notices) == 1

    table.controller.close()

    assert table.file.load().settings.judge.threshold == 0.6


def test_closing_saves_the_last_change_at_once(lay):
    table = lay()

    table.edit("judge", threshold=0.75)
    table.controller.close()

    assert table.file.load().settings.judge.threshold == 0.75


def test_nothing_is_written_when_nothing_was_changed(lay):
    table = lay()
    table.play_on()

    table.controller.close()

    assert not table.file.path.exists()


# --- the model -------------------------------------------------------------------------


def test_a_good_model_takes_over_while_the_game_runs_and_can_be_taken_back(lay, tmp_path):
    table = lay()
    table.play_on()
    other = write_model(tmp_path / "다른 심판.onnx", "sequence")

    table.window.settings.model_chosen.emit(other)

    assert table.window.settings.model.check.exam.stage is Stage.CHECKING
    table.wait(lambda: table.face.models)
    assert table.face.models[0].card.path == other
    assert table.controller.swap.referee.card.path == other
    assert table.keeper.settings.model.path == other
    table.play_on()

    table.window.settings.model_restored.emit()
    table.wait(lambda: len(table.face.models) == 2)
    assert table.controller.swap.referee.card.path == table.model


def test_every_model_of_a_game_comes_back_in_turn_the_first_one_too(lay, tmp_path):
    table = lay()
    first = table.model
    second, third = (write_model(tmp_path / f"{name}.onnx") for name in ("second", "third"))
    settings = table.window.settings

    def judges(act):
        count = len(table.face.models)
        act()
        table.wait(lambda: len(table.face.models) > count)
        return table.controller.swap.referee.card.path

    table.wait(lambda: table.controller.swap)
    assert judges(lambda: settings.model_chosen.emit(second)) == second
    assert settings.model.check.restore.text() == "Back to first"
    assert judges(lambda: settings.model_chosen.emit(third)) == third
    assert settings.model.check.restore.text() == "Back to second"
    round_trip = [judges(settings.model_restored.emit) for _ in range(4)]
    assert round_trip == [second, first, third, second]


def test_a_model_is_read_once_so_that_what_was_checked_judges(tmp_path, monkeypatch):
    opened = []
    open_session = model_contract.open_session

    def count(data, threads):
        opened.append(data)
        return open_session(data, threads)

    monkeypatch.setattr(model_contract, "open_session", count)
    appointed = load(write_model(tmp_path / "m.onnx"))

    assert appointed.model.card is appointed.card
    assert len(opened) == 1


@pytest.mark.parametrize("code", ["NOT_ONNX", "UNREADABLE", "INPUTS", "NOT_FINITE"])
def test_a_wrong_model_is_refused_with_its_reason_and_the_old_one_plays_on(lay, tmp_path, code):
    table = lay()
    table.play_on()
    exam = table.window.settings.model.check.exam

    table.window.settings.model_chosen.emit(wrong_files(tmp_path)[code])

    table.wait(lambda: exam.stage is Stage.REFUSED)
    assert exam.outcome.refusal.code == code
    assert exam.outcome.refusal.expected
    assert exam.outcome.refusal.found
    assert table.face.models == []
    assert table.controller.swap.referee.card.path == table.model
    assert table.keeper.settings.model.path is None
    table.play_on()


def test_a_model_of_ones_own_that_went_bad_is_replaced_and_the_player_is_told(lay, tmp_path):
    bad = wrong_files(tmp_path)["NOT_ONNX"]

    def assemble(chosen):
        refused = examine(chosen)
        assert isinstance(refused, Refused)
        return Team(Face(), load(write_model(tmp_path / "shipped.onnx")), refused=refused)

    table = lay(Settings(model=ModelSettings(path=bad)), team=assemble)

    table.play_on()
    assert "This is not an ONNX file." in table.notices[0]


def test_without_any_model_the_window_says_so_and_stays(lay):
    table = lay(team=lambda chosen: Unplayable("models/dual_head_stream.onnx is gone"))

    table.wait(lambda: table.notices)

    assert "models/dual_head_stream.onnx is gone" in table.notices[0]
    assert table.window.isVisible()


def test_a_loading_that_fails_unforeseen_is_told_and_not_waited_for(lay):
    def assemble(chosen):
        raise ImportError("libmystery.so is missing")

    table = lay(team=assemble)
    reasons = []
    table.controller.unplayable.connect(reasons.append)

    table.wait(lambda: reasons)

    assert reasons == ["ImportError: libmystery.so is missing"]
    assert "libmystery.so is missing" in table.notices[0]


def test_a_check_that_fails_unforeseen_ends_and_the_old_model_plays_on(lay, tmp_path, monkeypatch):
    table = lay()
    table.play_on()

    def stumble(path, tell):
        raise RuntimeError("a defect")

    monkeypatch.setattr(table.controller.swap, "_examine", stumble)
    table.window.settings.model_chosen.emit(tmp_path / "m.onnx")

    exam = table.window.settings.model.check.exam
    table.wait(lambda: exam.stage is Stage.REFUSED)
    assert "a defect" in exam.outcome.refusal.found
    table.play_on()


def test_a_choice_that_does_not_mend_the_start_is_answered_too(lay, tmp_path):
    table = lay(team=lambda chosen: Unplayable("The face detector cannot be loaded"))
    table.wait(lambda: table.notices)
    exam = table.window.settings.model.check.exam

    table.window.settings.model_chosen.emit(write_model(tmp_path / "good.onnx"))

    table.wait(lambda: exam.stage is Stage.REFUSED)
    assert "face detector" in exam.outcome.refusal.found


def test_where_the_shipped_model_is_damaged_another_one_can_be_chosen(lay, tmp_path):
    shipped = wrong_files(tmp_path)["UNREADABLE"]
    good = write_model(tmp_path / "good.onnx")

    def assemble(chosen):
        referee = examine(chosen or shipped)
        if isinstance(referee, Refused):
            return Unplayable("The shipped model is damaged", referee)
        return Team(Face(), referee)

    table = lay(team=assemble)
    table.wait(lambda: table.notices)
    settings, exam = table.window.settings, table.window.settings.model.check.exam

    assert "The file is damaged or cut short." in table.notices[0], "in the player's words"
    settings.model_chosen.emit(shipped)
    table.wait(lambda: exam.stage is Stage.REFUSED)
    assert settings.model.check.message.text() == "Nobody judges until a model passes."
    settings.model_chosen.emit(good)

    table.play_on()
    table.wait(lambda: exam.stage is Stage.ACCEPTED)
    headline = table.window.play.hints.cue.headline
    assert "referee" not in headline, "the trouble is over, and so is its notice"
    assert exam.path == good
    assert table.keeper.settings.model.path == good
    settings.model_chosen.emit(write_model(tmp_path / "next.onnx"))
    table.wait(lambda: table.controller.swap.referee.card.path.name == "next.onnx")


# --- the source ------------------------------------------------------------------------


def test_another_camera_is_watched_as_soon_as_it_is_chosen(lay, opened):
    table = lay()
    table.play_on()

    table.edit("camera", device="Left camera")

    table.wait(lambda: table.window.play.top_bar.source_name == "Left camera")
    assert opened == ["auto", "Left camera"]
    assert table.face.resets == 2
    table.play_on()


def test_any_other_setting_leaves_the_camera_alone(lay, opened):
    table = lay()
    table.play_on()

    table.edit("camera", mirrored=False)
    table.edit("judge", threshold=0.6)
    table.play_on()

    assert opened == ["auto"]


def test_a_source_from_the_command_line_gives_way_to_a_choice_of_the_player(lay, opened):
    table = lay(source=lambda: FakeSource(ENDLESS))
    table.play_on()
    assert opened == []

    table.edit("camera", device="Left camera")
    table.play_on()

    assert opened == ["Left camera"]


def test_a_missing_camera_is_told_calmly_and_tried_again(lay, monkeypatch):
    monkeypatch.setattr(camera_patience, "Retries", partial(Retries, (0.05,)))
    missing = SourceError(SourceCode.NOT_FOUND, "Left camera is not connected", "Plug it in")
    attempts = [FakeSource(error=missing), FakeSource(error=missing), FakeSource(ENDLESS)]
    for attempt in attempts:
        attempt.name = "Left camera"
    table = lay(Settings(camera={"device": "Left camera"}), open_device=lambda _: attempts.pop(0))

    table.play_on()

    assert len(table.notices) == 1, "however often it was tried"
    assert table.notices[0].startswith("Left camera is not there.")
    assert "demo player" in table.notices[0]


def test_a_pulled_camera_pauses_and_is_waited_for_by_name(lay, monkeypatch):
    monkeypatch.setattr(camera_patience, "Retries", partial(Retries, (0.5,)))
    lost = SourceError(SourceCode.LOST, "Left camera gives no more pictures", "Check its cable")
    opened = []

    def open_device(device):
        opened.append(device)
        first = len(opened) == 1
        source = FakeSource(20, error=lost, error_at_end=True) if first else FakeSource(ENDLESS)
        source.name = "Left camera"
        return source

    table = lay(open_device=open_device)
    table.wait(lambda: table.notices)
    assert table.verdict is Verdict.PAUSED
    assert table.notices[0].startswith("Left camera went dark.")

    table.play_on(30)
    assert opened == ["auto", "Left camera"]


def test_the_demo_player_never_takes_the_seat_of_a_pulled_camera(lay, monkeypatch, opened):
    """Not even where the command line left the choice to the program."""
    monkeypatch.setattr(camera_patience, "Retries", partial(Retries, (0.1,)))
    lost = SourceError(SourceCode.LOST, "Left camera gives no more pictures", "Check its cable")

    class Pulled(FakeSource):
        name = "Left camera"

        def __init__(self, *_):
            super().__init__(20, error=lost, error_at_end=True)

    monkeypatch.setattr(sources, "cameras", lambda: [CameraInfo(0, "Left camera")])
    monkeypatch.setattr(sources, "CameraSource", Pulled)
    table = lay(source=lambda: sources.from_spec("auto"))
    table.wait(lambda: table.notices)
    assert table.window.play.top_bar.source_name == "Left camera"
    assert table.window.play.camera.caption == "No picture is coming in."

    table.play_on(30)
    assert opened == ["Left camera"]
    assert table.window.play.top_bar.source_name == "Left camera"


def test_a_camera_pulled_and_still_missing_keeps_its_name(lay, monkeypatch):
    monkeypatch.setattr(camera_patience, "Retries", partial(Retries, (0.05,)))
    lost = SourceError(SourceCode.LOST, "Left camera gives no more pictures", "Check its cable")
    missing = SourceError(SourceCode.NOT_FOUND, "Left camera is not connected", "Plug it in")
    first = FakeSource(20, error=lost, error_at_end=True)
    first.name = "Left camera"

    plugged = [first]

    def camera_by_number():
        gone = sources.FirstThatOpens(lambda: [FakeSource(error=missing)])
        return plugged.pop() if plugged else gone

    table = lay(source=camera_by_number)
    table.wait(lambda: len(table.notices) >= 2)

    assert table.notices[1].startswith("Left camera is not there.")
    assert table.window.play.top_bar.source_name == "Left camera"


def test_the_next_player_starts_from_nothing(lay):
    table = lay()
    table.face.show(0.97)
    table.wait(lambda: table.snapshots and table.snapshots[-1].outs == 1)
    table.face.show(0.1)
    table.play_on(10)

    table.window.play.restart_requested.emit()

    table.play_on(1)
    assert (table.snapshots[-1].outs, table.snapshots[-1].just_out) == (0, False)
    assert table.snapshots[-1].elapsed_s < 0.2


def test_another_camera_is_another_round_and_a_pause_stays_one(lay):
    table = lay()
    table.face.show(0.97)
    table.wait(lambda: table.snapshots and table.snapshots[-1].outs == 1)
    table.window.play.toggle_pause()
    table.play_on(2)

    table.edit("camera", device="Left camera")

    table.wait(lambda: table.window.play.top_bar.source_name == "Left camera")
    table.play_on(2)
    assert table.snapshots[-1].outs == 0
    assert table.snapshots[-1].paused


def test_the_judging_time_is_measured_again_when_the_model_page_is_opened(lay, monkeypatch):
    table = lay()
    table.play_on()
    monkeypatch.setattr(model_contract, "measure", lambda model: 1.25)

    table.window.open_settings()
    table.window.settings.open_page("model")

    table.wait(lambda: table.controller.swap.referee.latency_ms == 1.25)
    assert ("Judging time", "1.25 ms") in table.window.settings.model.card.rows()


def test_a_camera_that_is_busy_says_so_on_its_tile(lay, monkeypatch):
    busy = SourceError(SourceCode.BUSY, "The camera is in use", "Close the other program")
    cameras = [CameraInfo(0, "Left camera"), CameraInfo(2, "Right camera")]
    monkeypatch.setattr(sources, "cameras", lambda: cameras)
    monkeypatch.setattr(camera_previews, "CameraSource", lambda *_: FakeSource(error=busy))
    table = lay(Settings(camera={"device": "Left camera"}))
    table.play_on()

    table.window.open_settings()
    table.window.settings.open_page("camera")

    page = table.window.settings.camera
    table.wait(lambda: "Right camera" in page.devices)
    table.wait(lambda: page.tile("Right camera").accessibleDescription() == "busy elsewhere")


def test_a_defect_on_the_way_pauses_the_game_and_is_not_blamed_on_the_referee(lay, caplog):
    class Defective(FakeSource):
        def read(self):
            if self.frames_read == 20:
                raise RuntimeError("a defect")
            return super().read()

    table = lay(source=lambda: Defective(ENDLESS))
    reasons = []
    table.controller.unplayable.connect(reasons.append)

    table.wait(lambda: reasons)

    assert reasons == ["RuntimeError: a defect"]
    assert table.notices[-1].startswith("The game tripped over its own feet.")
    assert table.verdict is Verdict.PAUSED
    assert "a defect" in caplog.text


def test_a_camera_is_tried_again_after_a_defect(lay, monkeypatch):
    monkeypatch.setattr(camera_patience, "Retries", partial(Retries, (0.05,)))

    class Defective(FakeSource):
        def read(self):
            if self.frames_read == 5:
                raise ZeroDivisionError("a driver nobody thought of")
            return super().read()

    attempts = [Defective(ENDLESS, live=True), FakeSource(ENDLESS, live=True)]
    table = lay(open_device=lambda _: attempts.pop(0))
    gave_up, troubles = [], []
    table.controller.unplayable.connect(gave_up.append)
    table.controller.source_failed.connect(troubles.append)

    table.wait(lambda: troubles)
    assert table.verdict is Verdict.PAUSED
    assert table.notices[-1].startswith("The game tripped over its own feet.")

    table.play_on(20)
    assert table.verdict is Verdict.SAFE
    assert attempts == gave_up == []


def test_a_model_that_breaks_in_play_gives_way_to_the_one_before(lay, tmp_path):
    table = lay()
    table.play_on()
    first = table.controller.swap.referee
    late = write_model(tmp_path / "late.onnx")
    table.window.settings.model_chosen.emit(late)
    table.wait(lambda: table.face.models)
    broken = ContractError(ContractCode.NOT_FINITE, "finite numbers", "nan")

    table.face.stumble_once(broken)
    table.wait(lambda: len(table.face.models) == 2)

    assert table.face.models[-1] is first.model
    assert table.controller.swap.referee is first
    assert table.keeper.settings.model.path == table.model
    assert table.notices[-1] == "The referee lost its voice.\nThe one before it has taken over."

    table.face.stumble_once(broken)
    table.wait(lambda: table.notices[-1].endswith("Choose another model in the settings (S)."))
    table.play_on()


def test_without_a_camera_the_demo_player_stands_in_and_says_so(lay):
    busy = SourceError(SourceCode.BUSY, "The camera is in use", "Close the other program")

    def camera_or_actor(_device):
        candidates = [FakeSource(error=busy), sources.ActorSource(size=(320, 180))]
        return sources.FirstThatOpens(lambda: candidates)

    table = lay(open_device=camera_or_actor)

    table.play_on()
    assert table.notices[0].startswith("No camera here: the demo player")


class SlowCamera(FakeSource):
    """A camera whose driver closes only when it is allowed to."""

    open_now: ClassVar[set] = set()
    gate: ClassVar[threading.Event]

    def __init__(self, index, name, size):
        super().__init__(ENDLESS)

    def open(self):
        super().open()
        self.open_now.add(self)

    def close(self):
        super().close()
        self.gate.wait(5)
        self.open_now.discard(self)


@pytest.fixture
def slow_cameras(monkeypatch):
    """Two cameras to look through, which close when the event that is returned is set."""
    cameras = [CameraInfo(0, "Left camera"), CameraInfo(2, "Right camera")]
    monkeypatch.setattr(sources, "cameras", lambda: cameras)
    monkeypatch.setattr(camera_previews, "CameraSource", SlowCamera)
    monkeypatch.setattr(SlowCamera, "gate", threading.Event(), raising=False)
    monkeypatch.setattr(SlowCamera, "open_now", set())
    yield SlowCamera.gate
    SlowCamera.gate.set()


def look_through(table):
    """Open the camera page and wait until a camera is looked through."""
    table.window.open_settings()
    table.window.settings.open_page("camera")
    table.wait(lambda: SlowCamera.open_now)


def test_a_camera_is_opened_for_play_only_when_the_preview_let_go_of_it(lay, slow_cameras, opened):
    table = lay(Settings(camera={"device": "Left camera"}))
    table.play_on()
    look_through(table)

    table.edit("camera", device="Right camera")
    table.qtbot.wait(100)
    assert opened == ["Left camera"], "and the window did not wait for it"

    slow_cameras.set()
    table.wait(lambda: len(opened) == 2)
    table.play_on()


def test_a_preview_that_hangs_holds_up_play_for_a_while_only(
    lay, slow_cameras, opened, monkeypatch, caplog
):
    monkeypatch.setattr(source_control, "RELEASE_MS", 50)
    table = lay(Settings(camera={"device": "Left camera"}))
    table.play_on()
    look_through(table)

    table.edit("camera", device="actor")

    table.wait(lambda: opened == ["Left camera", "actor"])
    table.play_on()
    assert "hangs" in caplog.text


def test_a_defect_in_the_previews_is_logged_and_the_game_plays_on(lay, monkeypatch, caplog):
    def broken():
        raise RuntimeError("no such bus")

    monkeypatch.setattr(sources, "cameras", broken)
    table = lay(Settings(camera={"device": "Left camera"}))
    table.play_on()

    table.window.open_settings()
    table.window.settings.open_page("camera")

    table.wait(lambda: "no such bus" in caplog.text)
    table.play_on()


def test_the_camera_page_shows_what_each_camera_sees(lay, monkeypatch):
    looked = []

    class Camera(FakeSource):
        def __init__(self, index, name, size):
            super().__init__(ENDLESS)
            looked.append(name)

    cameras = [CameraInfo(0, "Left camera"), CameraInfo(2, "Right camera")]
    monkeypatch.setattr(sources, "cameras", lambda: cameras)
    monkeypatch.setattr(camera_previews, "CameraSource", Camera)
    table = lay(Settings(camera={"device": "Left camera"}))
    table.play_on()
    shown = {}
    page = table.window.settings.camera
    show = page.show_preview
    page.show_preview = lambda device, image: (shown.update({device: image}), show(device, image))

    table.window.open_settings()
    table.window.settings.open_page("camera")

    table.wait(lambda: set(shown) == {"Left camera", "Right camera", "actor"})
    assert page.devices == ("auto", "Left camera", "Right camera", "actor")
    assert set(looked) == {"Right camera"}, "the camera in play must not be opened twice"

    table.window.close_settings()
    table.wait(lambda: not page.isVisible())
    table.play_on()


@pytest.fixture
def looked(monkeypatch):
    """The cameras that were looked through, of two; they see a grey wall."""
    looked = []

    class Camera(FakeSource):
        def __init__(self, index, name, size):
            super().__init__(ENDLESS)
            looked.append(name)

    cameras = [CameraInfo(0, "Left camera"), CameraInfo(2, "Right camera")]
    monkeypatch.setattr(sources, "cameras", lambda: cameras)
    monkeypatch.setattr(camera_previews, "CameraSource", Camera)
    monkeypatch.setattr(camera_previews, "TURN_S", 0.2)
    return looked


def open_camera_page(table):
    table.window.open_settings()
    table.window.settings.open_page("camera")


def test_a_camera_that_fails_while_all_are_looked_through_shows_no_old_picture(lay, looked):
    pulled = threading.Event()

    class Pulled(FakeSource):
        name = "Left camera"

        def read(self):
            if pulled.is_set():
                raise SourceError(SourceCode.LOST, "It gives no more pictures", "Check its cable")
            return super().read()

    table = lay(
        Settings(camera={"device": "Left camera"}),
        open_device=lambda _: Pulled(ENDLESS, live=True),
    )
    table.play_on()
    open_camera_page(table)
    table.wait(lambda: "Right camera" in looked)
    assert "Left camera" not in looked

    pulled.set()

    table.wait(lambda: "Left camera" in looked)


def test_where_the_game_gave_up_another_camera_can_be_chosen(lay, looked):
    class Defective(FakeSource):
        def read(self):
            raise RuntimeError("a defect")

    table = lay(source=lambda: Defective(ENDLESS))
    reasons = []
    table.controller.unplayable.connect(reasons.append)
    table.wait(lambda: reasons)
    open_camera_page(table)
    page = table.window.settings.camera
    table.wait(lambda: page.devices == ("auto", "Left camera", "Right camera", "actor"))


def test_instead_of_a_film_that_is_not_there_a_camera_can_be_chosen(lay, looked, tmp_path):
    table = lay(source=lambda: sources.VideoSource(tmp_path / "gone.mp4"))
    table.wait(lambda: table.notices)
    open_camera_page(table)
    table.wait(lambda: set(looked) == {"Left camera", "Right camera"})


# --- the deck's own folder ---------------------------------------------------------------


def test_the_folder_of_the_settings_is_looked_through_from_the_start(lay, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    write_picture(folder / "cat.png")
    table = lay(Settings(deck=DeckSettings(folder=folder)))
    table.wait(lambda: not table.controller.deck.own.empty)
    assert [file.name for file in table.controller.deck.own.found] == ["own/cat.png"]
    table.play_on()  # which it does not hold up


def test_a_folder_chosen_while_it_plays_is_kept_and_played_from_the_next_game_on(lay, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    write_sound(folder / "hum.wav")
    table = lay()
    table.play_on()
    page = table.window.settings.deck
    page.choose_folder(folder)
    table.wait(lambda: not table.controller.deck.own.empty)
    box = table.controller.deck.box(table.keeper.settings.deck, "en")
    assert "own/hum.wav" in {item.name for item in box.items}
    table.keeper.save_pending()
    assert parse(table.file.path.read_bytes()).deck.folder == folder
    page.choose_folder(None)
    assert table.controller.deck.own.empty


def test_the_volume_of_the_settings_is_that_of_the_clips(lay):
    table = lay(Settings(sound=SoundSettings(volume=0.3)))
    assert table.window.play.clip.player.loudness == pytest.approx(0.3)
