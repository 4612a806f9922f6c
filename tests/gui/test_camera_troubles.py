"""A camera that stalls, hangs, freezes, goes dark: the round waits, says why, and goes on."""

import time
from functools import partial

import numpy as np
import pytest

from laughgame.app import camera_patience, camera_previews, source_control, sources
from laughgame.app.match import Phase
from laughgame.app.restarts import Retries
from laughgame.game.judge import Verdict
from laughgame.game.personal_range import EVERYBODY
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings
from laughgame.ui.camera_words import CameraTrouble
from laughgame.vision import capture_supervisor as supervision
from laughgame.vision.frame import Frame
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.source import SourceCode, SourceError
from tests.fakes import FakeCamera, FakeSource
from tests.gui.game_table import Table


@pytest.fixture
def cameras():
    """The cameras that were opened, in order; none hangs any more at the end."""
    cameras = []
    yield cameras
    for camera in cameras:
        camera.hung.set()
        camera.opens.set()


@pytest.fixture
def lay(qtbot, tmp_path, monkeypatch, cameras):
    """Return a function that lays a table before cameras; a second of theirs takes a fifth."""
    for name in ("STALLED_S", "HANGS_S", "FROZEN_S", "DARK_S"):
        monkeypatch.setattr(supervision, name, getattr(supervision, name) / 5)
    monkeypatch.setattr(camera_patience, "PATIENCE_S", 1.0)
    monkeypatch.setattr(camera_patience, "KNOWN_PATIENCE_S", 0.4)
    monkeypatch.setattr(camera_patience, "Retries", partial(Retries, (0.05,)))
    monkeypatch.setattr(source_control, "LOOK_MS", 20)
    monkeypatch.setattr("laughgame.app.match.COUNTDOWN_S", 0.1)
    tables = []

    def lay(make=FakeCamera, mode=None):
        def open_device(device):
            cameras.append(make())
            cameras[-1].asked_for = device
            return cameras[-1]

        results = Results(tmp_path / "results.sqlite3")
        results.remember("Minji", "#FFD22E")
        results.keep_range("Minji", False, EVERYBODY)
        settings = Settings()
        if mode is not None:
            settings = Settings(match=MatchSettings(mode=mode, players=("Minji",)))
        tables.append(Table(qtbot, tmp_path, settings, open_device, results=results))
        return tables[-1].begin()

    yield lay
    for camera in cameras:
        camera.hung.set()
        camera.opens.set()
    for table in tables:
        table.close()


def trouble(table):
    return table.window.play.camera_trouble


def meets(table, wanted):
    table.wait(lambda: trouble(table) is wanted)


def goes_on(table):
    table.wait(lambda: trouble(table) is None)
    table.play_on()
    assert table.verdict is Verdict.SAFE


def test_a_camera_that_stalls_is_waited_for(lay, cameras, monkeypatch):
    monkeypatch.setattr(supervision, "HANGS_S", 60.0)
    table = lay()
    table.play_on(20)
    cameras[0].hung.clear()
    meets(table, CameraTrouble.STALLED)

    assert table.verdict is Verdict.PAUSED
    assert table.window.play.camera.caption == "The picture has stopped."
    assert table.notices == [
        "Left camera has stopped.\nThe clock waits. If nothing comes, check its cable."
    ]

    cameras[0].hung.set()
    goes_on(table)
    assert len(cameras) == cameras[0].opened == 1


def test_a_driver_that_hangs_is_abandoned_and_never_heard_of_again(lay, cameras):
    table = lay()
    table.play_on(20)
    old = cameras[0]
    old.hung.clear()
    table.wait(lambda: len(cameras) == 2)
    goes_on(table)

    assert cameras[1].asked_for == "Left camera", "it is opened by its name, not by its number"
    stats = table.controller.eye.stats()
    assert stats.captured > stats.judged >= len(table.snapshots), "of both cameras"
    assert table.controller.eye.hanging == 1
    frames = old.frames_read
    old.hung.set()
    table.wait(lambda: old.closed)
    table.wait(lambda: table.controller.eye.hanging == 0)
    assert old.frames_read == frames + 1, "it came back with one frame, and was closed"
    goes_on(table)
    assert len(cameras) == 2


def test_an_abandoned_driver_that_fails_at_last_is_not_told_of(lay, cameras):
    class Failing(FakeCamera):
        def read(self):
            frame = super().read()
            if self.frames_read > 20:
                self.hung.wait()
                raise ZeroDivisionError("a driver nobody thought of")
            return frame

    made = [Failing, FakeCamera]
    table = lay(lambda: made.pop(0)())
    table.play_on(10)
    cameras[0].hung.clear()
    table.wait(lambda: len(cameras) == 2)
    goes_on(table)
    notices = list(table.notices)
    cameras[0].hung.set()
    table.wait(lambda: cameras[0].closed)
    goes_on(table)
    assert table.notices == notices


def test_a_camera_that_does_not_open_is_said_to_be_starting_then_tried_anew(lay, cameras):
    def slow():
        camera = FakeCamera()
        if not cameras:
            camera.opens.clear()
        return camera

    table = lay(slow)
    table.wait(lambda: table.window.play.camera.caption == "The camera is starting …")
    assert trouble(table) is None
    meets(table, CameraTrouble.HANGS)
    goes_on(table)
    assert len(cameras) == 2


def test_the_search_for_a_camera_that_works_may_take_longer_than_one_camera(lay, cameras):
    class Search(sources.FirstThatOpens):
        def __init__(self):
            self.camera = FakeCamera()
            self.camera.opens.clear()
            self.hung, self.opens = self.camera.hung, self.camera.opens
            super().__init__(lambda: [self.camera], of_many=True)

    table = lay(Search)
    table.wait(lambda: table.window.play.camera.caption == "The camera is starting …")
    table.qtbot.wait(1500)
    assert len(cameras) == 1
    cameras[0].opens.set()
    goes_on(table)
    assert table.notices == []


def test_a_search_that_hangs_at_one_camera_finds_the_next(lay, cameras, monkeypatch):
    monkeypatch.setattr(camera_patience, "SEARCH_PATIENCE_S", 0.4)

    class Search(sources.FirstThatOpens):
        def __init__(self):
            self.dead, self.good = FakeCamera("Dead camera"), FakeCamera("Right camera")
            self.dead.opens.clear()
            self.hung, self.opens = self.good.hung, self.dead.opens
            super().__init__(lambda: [self.dead, self.good], of_many=True)

    table = lay(Search)
    meets(table, CameraTrouble.HANGS)
    goes_on(table)
    assert table.window.play.top_bar.source_name == "Right camera"
    assert len(cameras) == 2
    assert table.controller.eye.hanging == 1


def test_no_more_than_four_threads_hang_however_long_it_lasts(lay, cameras, monkeypatch):
    monkeypatch.setattr(camera_patience, "MORE_PATIENCE", 1.0)
    monkeypatch.setattr(camera_patience, "PATIENCE_S", 0.3)

    def hanging():
        camera = FakeCamera()
        camera.opens.clear()
        return camera

    table = lay(hanging)
    meets(table, CameraTrouble.TIED_UP)
    table.qtbot.wait(300)
    assert len(cameras) == table.controller.eye.hanging == source_control.MOST_HANGING
    assert sum("however often" in said for said in table.notices) == 1

    for camera in tuple(cameras):
        camera.opens.set()
    table.wait(lambda: len(cameras) > source_control.MOST_HANGING)
    cameras[-1].opens.set()
    goes_on(table)


def test_changing_over_and_closing_do_not_wait_for_a_driver_that_hangs(lay, cameras, monkeypatch):
    monkeypatch.setattr("laughgame.app.eye.STOP_S", 60.0)
    monkeypatch.setattr(supervision, "HANGS_S", 60.0)
    table = lay()
    table.play_on(20)
    cameras[0].hung.clear()
    meets(table, CameraTrouble.STALLED)
    begun_s = time.monotonic()
    table.edit("camera", device="Right camera")
    goes_on(table)
    assert cameras[1].asked_for == "Right camera"

    cameras[1].hung.clear()
    meets(table, CameraTrouble.STALLED)
    table.controller.close()
    assert time.monotonic() - begun_s < 30, "half as long as one driver would be waited for"
    assert table.face.closed == 1, "nobody reads any more, so the reader is free"


@pytest.mark.parametrize(
    ("picture", "wanted", "caption"),
    [
        (np.full((80, 80, 3), 99, np.uint8), CameraTrouble.FROZEN, "The picture stands still."),
        (np.zeros((80, 80, 3), np.uint8), CameraTrouble.BLACK, "The picture is black."),
        (np.full((80, 80, 3), 7, np.uint8), CameraTrouble.COVERED, "Something covers the lens."),
    ],
)
def test_a_round_waits_while_the_picture_shows_nothing_and_nobody_hid(
    lay, cameras, picture, wanted, caption
):
    table = lay(mode="survival")
    table.play_on()
    table.window.match_requested.emit()
    table.wait(lambda: table.controller.match.phase is Phase.PLAYING)
    table.play_on(60)

    cameras[0].picture = picture
    meets(table, wanted)
    assert table.verdict is Verdict.PAUSED
    assert table.window.play.camera.caption == caption
    told, survived_s = len(table.snapshots), table.snapshots[-1].elapsed_s
    table.qtbot.wait(300)
    assert len(table.snapshots) <= told + 1, "nothing is fed to the rules"

    cameras[0].picture = None
    goes_on(table)
    resumed = next(one for one in table.snapshots[told:] if one.ruling.verdict is Verdict.SAFE)
    assert resumed.elapsed_s == pytest.approx(survived_s, abs=0.05)
    assert [said for said in table.notices if "hid" in said.lower()] == []
    assert table.window.play.top_bar.lives == (2, 2)
    assert len(cameras) == 1


@pytest.mark.parametrize("early", [True, False])
def test_a_camera_that_sees_nothing_shows_no_old_picture_and_keeps_nobody_from_another(
    lay, cameras, monkeypatch, early
):
    both = [CameraInfo(0, "Left camera"), CameraInfo(2, "Right camera")]
    looked = []

    def look(_index, name, _size):
        looked.append(name)
        return FakeSource(10**9)

    monkeypatch.setattr(sources, "cameras", lambda: both)
    monkeypatch.setattr(camera_previews, "CameraSource", look)
    black = np.zeros((80, 80, 3), np.uint8)

    def make():
        camera = FakeCamera()
        camera.picture = black if early else None
        return camera

    table = lay(make)
    if not early:
        table.play_on(20)
        cameras[0].picture = black
    meets(table, CameraTrouble.BLACK)
    shown = {}
    page = table.window.settings.camera
    page.show_preview = lambda device, image: shown.update({device: image})

    table.window.open_settings()
    table.window.settings.open_page("camera")

    table.wait(lambda: shown.get("Right camera") is not None)
    assert shown["Left camera"] is None
    assert set(looked) == {"Right camera"}, "the one that is open must not be opened twice"
    cameras[0].picture = None
    table.wait(lambda: shown["Left camera"] is not None)


def test_a_camera_that_repeats_its_last_picture_is_opened_anew_and_said_to_be_frozen_once(
    lay, cameras, monkeypatch
):
    monkeypatch.setattr(camera_patience, "FROZEN_WAIT_S", 0.2)
    still = np.full((80, 80, 3), 99, np.uint8)

    def frozen():
        camera = FakeCamera()
        camera.picture = still if len(cameras) in (1, 2) else None
        return camera

    table = lay(frozen)
    table.play_on(20)
    cameras[0].picture = still
    table.wait(lambda: len(cameras) == 3)
    told = len(table.snapshots)
    assert [camera.asked_for for camera in cameras[1:]] == ["Left camera"] * 2
    assert trouble(table) is CameraTrouble.FROZEN
    table.wait(lambda: len(cameras) == 4)
    assert len(table.snapshots) == told, "nobody is judged by a still picture, not even once"
    goes_on(table)
    assert len(table.notices) == 1


def test_what_is_not_allowed_is_said_once_and_tried_again(lay, cameras, monkeypatch):
    monkeypatch.setattr(source_control, "DENIED_WAIT_S", 0.05)
    denied = SourceError(SourceCode.DENIED, "The camera may not be used", "Allow it")

    def forbidden():
        return FakeCamera() if len(cameras) == 3 else _refused(denied)

    table = lay(forbidden)
    goes_on(table)
    assert len(cameras) == 4
    (said,) = table.notices
    assert said.startswith("Left camera may not be used.\n")


def test_what_was_wrong_with_one_camera_is_not_said_of_the_next(lay, cameras):
    gone = SourceError(SourceCode.NOT_FOUND, "It is not connected", "Plug it in")

    def make():
        camera = FakeCamera()
        if cameras:
            camera.opens.clear()
        else:
            camera._error = gone
        return camera

    table = lay(make)
    meets(table, CameraTrouble.MISSING)
    table.edit("camera", device="Right camera")
    assert trouble(table) is None
    assert table.window.play.camera.caption == "The camera is starting …"
    cameras[-1].opens.set()
    goes_on(table)
    assert cameras[-1].asked_for == "Right camera"


@pytest.mark.parametrize("resized", [True, False])
def test_a_camera_that_is_back_with_pictures_of_another_size_lets_all_get_ready(
    lay, cameras, resized
):
    class Smaller(FakeCamera):
        def read(self):
            frame = super().read()
            return Frame(frame.image[::2, ::2].copy(), frame.time_s, frame.index)

    table = lay(lambda: Smaller() if cameras and resized else FakeCamera(), mode="survival")
    table.play_on()
    table.window.match_requested.emit()
    table.wait(lambda: table.controller.match.phase is Phase.PLAYING)
    table.play_on(20)
    cameras[0].hung.clear()
    table.wait(lambda: len(cameras) == 2)
    table.wait(lambda: trouble(table) is None)
    table.play_on()
    assert table.controller.match.phase is (Phase.COUNTDOWN if resized else Phase.PLAYING)


def _refused(error):
    camera = FakeCamera()
    camera._error = error
    return camera


def test_a_painted_player_may_be_late_without_being_opened_anew(lay, cameras, monkeypatch):
    monkeypatch.setattr(supervision, "PAINTED_STALLED_S", 0.2)

    class Painted(FakeCamera):
        is_camera = False

    table = lay(Painted)
    table.play_on(20)
    cameras[0].hung.clear()
    meets(table, CameraTrouble.STALLED)
    table.qtbot.wait(800)
    assert trouble(table) is CameraTrouble.STALLED
    cameras[0].hung.set()
    goes_on(table)
    assert len(cameras) == 1


def test_a_recording_may_take_its_time(lay, cameras):
    class Film(FakeSource):
        name = "film"

        def read(self):
            if self.frames_read == 20:
                time.sleep(0.5)
            return super().read()

    def film():
        film = Film(10**9)
        film.hung, film.opens = FakeCamera().hung, FakeCamera().opens
        return film

    table = lay(film)
    table.play_on(60)
    assert table.notices == []
