"""A worker that meets a defect starts again by itself; in the end there is safe mode."""

import logging
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.app import controller, paths
from laughgame.app.restarts import Restarts
from laughgame.game.judge import Verdict
from laughgame.storage.settings import ACTOR, Settings
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table
from tests.onnx_models import write_model


@pytest.fixture
def lay(qtbot, tmp_path, monkeypatch):
    """Return a function that lays a table whose workers restart soon; it is cleared at the end."""
    soon = partial(Restarts, (0.02,) * 3)
    monkeypatch.setattr(controller, "Restarts", soon)
    tables = []

    def lay(open_device, settings=None):
        tables.append(Table(qtbot, tmp_path, settings or Settings(), open_device))
        return tables[-1].begin()

    yield lay
    for table in tables:
        table.close()


def camera(_device=None):
    return FakeSource(ENDLESS, live=True)


class Defective(FakeSource):
    """A camera whose driver stumbles at its sixth frame."""

    def __init__(self):
        super().__init__(ENDLESS, live=True)

    def read(self):
        if self.frames_read == 5:
            raise ZeroDivisionError("a driver nobody thought of")
        return super().read()


def test_a_defect_while_judging_is_told_and_play_goes_on_by_itself(lay, caplog):
    caplog.set_level(logging.INFO)
    table = lay(camera)
    table.play_on()
    gave_up = []
    table.controller.unplayable.connect(gave_up.append)

    table.face.stumble_once(ZeroDivisionError("nobody thought of this"))
    table.wait(lambda: table.notices)

    assert table.notices == [
        "The game tripped over its own feet.\nIt is getting up again; the clock waits."
    ]
    table.play_on(10)
    assert table.verdict is Verdict.SAFE
    assert gave_up == []
    told = caplog.text
    assert "uint8 (80, 80, 3)" in told  # the frame at hand
    assert "source 'fake' and model first.onnx: ZeroDivisionError: nobody thought of this" in told
    assert "Traceback" in told


def test_a_defect_in_a_driver_names_the_source_and_its_last_frame(lay, caplog):
    sources = [Defective(), camera()]
    table = lay(lambda _: sources.pop(0))
    table.wait(lambda: table.notices)
    table.play_on(10)
    assert "Capturing from fake failed after frame 4, uint8 (80, 80, 3)" in caplog.text


def test_what_trips_again_and_again_offers_safe_mode_which_plays(lay, tmp_path, qtbot):
    mine = write_model(tmp_path / "first.onnx")
    opened = []

    def open_device(device):
        opened.append(device)
        return camera() if device == ACTOR else Defective()

    settings = Settings(camera={"device": "Bad camera"}, model={"path": mine})
    table = lay(open_device, settings)
    gave_up = []
    table.controller.unplayable.connect(gave_up.append)
    table.wait(lambda: gave_up)

    assert opened == ["Bad camera"] * 4
    assert table.notices[-1].startswith("The game keeps tripping over its own feet.\nF8: safe mode")
    assert table.verdict is Verdict.PAUSED

    table.window.safe_mode_requested.emit()
    table.play_on(20)

    assert opened[4:] == [ACTOR]
    assert table.verdict is Verdict.SAFE
    table.wait(lambda: table.controller.swap.referee.card.path == paths.default_model())
    assert table.keeper.settings.camera.device == ACTOR
    assert table.keeper.settings.model.path is None
    assert any(said.startswith("Safe mode") for said in table.notices)


def test_another_camera_has_all_its_tries(lay):
    sources = {"Bad camera": Defective, "Good camera": camera}
    table = lay(lambda device: sources[device](), Settings(camera={"device": "Bad camera"}))
    table.wait(lambda: len(table.notices) >= 2 and "safe mode" in table.notices[-1])
    table.window.settings.camera.edit("camera", device="Good camera")
    table.play_on(10)
    table.face.stumble_once(ZeroDivisionError("once"))
    table.wait(lambda: "getting up again" in table.notices[-1])
    table.play_on(10)
    assert table.verdict is Verdict.SAFE


def test_the_key_of_safe_mode_works_on_every_screen(lay, qtbot):
    table = lay(camera)
    table.window.activateWindow()
    for screen in ("show_title", "show_play", "open_settings"):
        getattr(table.window, screen)()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        with qtbot.waitSignal(table.window.safe_mode_requested, timeout=2000):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
