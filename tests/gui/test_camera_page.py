"""Choosing a camera by what it sees."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from laughgame.storage.settings import CameraSettings, Settings
from laughgame.ui.screens.settings_pages.camera import CameraChoice
from laughgame.ui.screens.settings_pages.camera_tile import TileKind
from laughgame.vision.sources.source import SourceCode
from tests.gui.settings_window import focus, korean, open_settings

LAPTOP = CameraChoice("FaceTime HD", "FaceTime HD")
DESK = CameraChoice("Logi C920", "Logi C920")


@pytest.fixture
def screen(qtbot):
    screen = open_settings(qtbot)
    screen.open_page("camera")
    return screen


def picture(red=200):
    image = np.zeros((90, 160, 3), np.uint8)
    image[..., 0] = red
    return image


def test_previews_are_wanted_only_while_the_page_is_in_sight(qtbot, screen):
    wanted = []
    screen.previews_wanted.connect(wanted.append)
    screen.open_page("general")
    screen.open_page("camera")
    screen.hide()
    screen.show()
    assert wanted == [False, True, False, True]


def test_the_demo_player_and_automatic_are_always_there(screen):
    assert screen.camera.devices == ("auto", "actor")
    screen.show_cameras([LAPTOP, DESK])
    assert screen.camera.devices == ("auto", "FaceTime HD", "Logi C920", "actor")
    assert screen.camera.tile("auto").isChecked()


def test_a_tile_is_chosen_by_mouse_and_by_key(qtbot, screen):
    told = []
    screen.changed.connect(lambda settings: told.append(settings.camera.device))
    screen.show_cameras([LAPTOP, DESK])
    qtbot.mouseClick(screen.camera.tile("Logi C920"), Qt.MouseButton.LeftButton)
    assert screen.camera.tile("Logi C920").isChecked()
    assert not screen.camera.tile("auto").isChecked()
    focus(screen.camera.tile("Logi C920"))
    qtbot.keyClick(screen.camera.tile("Logi C920"), Qt.Key.Key_Left)
    assert told == ["Logi C920", "FaceTime HD"]


def test_a_preview_lands_in_its_own_tile(screen):
    screen.show_cameras([LAPTOP, DESK])
    screen.show_preview("Logi C920", picture())
    screen.show_preview("gone meanwhile", picture())
    assert screen.camera.tile("Logi C920").has_picture
    assert not screen.camera.tile("FaceTime HD").has_picture
    screen.show_preview("Logi C920", None)
    assert not screen.camera.tile("Logi C920").has_picture


def test_a_preview_is_kept_though_its_buffer_is_filled_again(screen):
    screen.show_cameras([LAPTOP])
    screen.show_settings(Settings())
    tile = screen.camera.tile("FaceTime HD")
    image = picture()
    screen.show_preview("FaceTime HD", image)
    before = tile.grab().toImage()
    image[:] = 0
    assert tile.grab().toImage() == before


def test_a_preview_is_mirrored_like_the_picture_on_the_play_screen(screen):
    screen.show_cameras([LAPTOP])
    half = picture(0)
    half[:, 80:, 0] = 255
    screen.show_preview("FaceTime HD", half)
    tile = screen.camera.tile("FaceTime HD")

    def right_is_red():
        grabbed = tile.grab().toImage()
        return grabbed.pixelColor(grabbed.width() * 3 // 4, grabbed.height() // 3).red() > 128

    assert not right_is_red()
    screen.show_settings(Settings(camera=CameraSettings(mirrored=False)))
    assert right_is_red()


def test_without_a_camera_there_is_advice(screen):
    screen.show_cameras([])
    assert screen.camera.finds_none
    texts = [child.text() for child in screen.camera.findChildren(type(screen.camera._advice))]
    assert any("Plug it in" in text for text in texts)
    with korean():
        texts = [child.text() for child in screen.camera.findChildren(type(screen.camera._advice))]
        assert any("카메라를 꽂거나" in text for text in texts)
    screen.show_cameras([LAPTOP])
    assert not screen.camera.finds_none


def test_the_advice_promises_the_demo_player_only_while_it_plays(screen):
    screen.show_cameras([])
    screen.show_actor_plays(True)
    assert "keeps you company" in screen.camera._advice.text()
    screen.show_actor_plays(False)
    assert "keeps you company" not in screen.camera._advice.text()
    assert "Then look again." in screen.camera._advice.text()


def test_a_camera_without_a_picture_says_why(screen):
    screen.show_cameras([LAPTOP, DESK])
    tile = screen.camera.tile(DESK.id)
    assert tile.accessibleDescription() == "waiting for its picture"
    screen.show_camera_troubles({DESK.id: SourceCode.BUSY})
    assert tile.accessibleDescription() == "busy elsewhere"
    with korean():
        assert tile.accessibleDescription() == "다른 프로그램이 쓰고 있습니다"
    assert screen.camera.tile(LAPTOP.id).accessibleDescription() == "waiting for its picture"
    screen.show_camera_troubles({DESK.id: SourceCode.DENIED})
    assert tile.accessibleDescription() == "may not be used"
    screen.show_camera_troubles({DESK.id: SourceCode.UNREADABLE})
    assert tile.accessibleDescription() == "shows no picture"
    screen.show_camera_troubles({})
    assert tile.accessibleDescription() == "waiting for its picture"


def test_looking_again_asks_for_the_cameras(qtbot, screen):
    screen.show_cameras([])
    with qtbot.waitSignal(screen.cameras_wanted):
        qtbot.mouseClick(screen.camera.refresh, Qt.MouseButton.LeftButton)
    assert not screen.camera.finds_none  # not known yet


def test_a_chosen_camera_that_is_unplugged_stays_chosen_and_says_so(screen):
    screen.show_settings(Settings(camera=CameraSettings(device="Logi C920")))
    screen.show_cameras([LAPTOP, DESK])
    assert screen.camera.tile("Logi C920").kind is TileKind.CAMERA
    screen.show_cameras([LAPTOP])
    tile = screen.camera.tile("Logi C920")
    assert tile.kind is TileKind.MISSING
    assert tile.isChecked()
    assert tile.accessibleDescription() == "not connected"


def test_a_missing_camera_leaves_the_list_once_another_is_chosen(qtbot, screen):
    screen.show_settings(Settings(camera=CameraSettings(device="Logi C920")))
    screen.show_cameras([LAPTOP])
    qtbot.mouseClick(screen.camera.tile("FaceTime HD"), Qt.MouseButton.LeftButton)
    assert screen.camera.devices == ("auto", "FaceTime HD", "actor")
