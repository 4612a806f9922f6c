"""The play screen while a clip has the stage: the camera small, verdict and words still there."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from laughgame.ui import deck_words
from laughgame.ui.clip import PaintedClip, PictureClip
from laughgame.ui.joke_card import JokeView
from laughgame.ui.screens.play_layout import PlayLayout
from laughgame.ui.words_place import WordsPlace
from tests.gui.play_window import faces, open_play, play
from tests.media_files import cut_short, write_picture


def magenta(painter, rect, time_s):
    painter.fillRect(rect, QColor("magenta"))


ACT = PaintedClip("act/a", "The big act", magenta)


@pytest.fixture
def screen(qtbot):
    screen = open_play(qtbot)
    screen.begin_match("survival")
    play(screen, faces(0.1))
    return screen


def test_a_clip_takes_the_stage_and_the_camera_shrinks(screen):
    whole = screen.camera.geometry()
    screen.show_clip(ACT, 2.0, 8.0)
    assert screen.clip.isVisible()
    assert screen.clip.geometry() == whole
    small = screen.camera.geometry()
    assert (small.width(), small.height()) == (256 + 4, 192 + 4)
    assert whole.contains(small)
    assert small.center().x() > whole.center().x()
    assert small.center().y() > whole.center().y()
    screen.hide_clip()
    assert screen.camera.geometry() == whole
    assert not screen.clip.isVisible()


def test_the_card_tells_the_title_and_the_time_that_is_left(screen):
    screen.show_clip(ACT, 2.0, 8.0)
    assert screen.jokes.isVisible()
    assert screen.jokes.view == JokeView("The big act", deck_words.clip_line(ACT), 6.0, 0.25)
    screen.show_clip(ACT, 9.0, 8.0)
    assert (screen.jokes.view.left_s, screen.jokes.view.share) == (0.0, 1.0)


def test_verdict_and_sentence_stay(screen):
    screen.show_clip(ACT, 0.0, 8.0)
    play(screen, faces(0.1))
    assert screen.badge.isVisible()
    assert screen.clip.caption == screen.camera.caption != ""
    assert screen.clip.edge is screen.camera.edge
    screen.grab()
    assert screen.camera.words_place is WordsPlace.NOWHERE
    order = [child for child in screen.children() if child in (
        screen.clip, screen.camera, screen.badge)]  # fmt: skip
    assert order == [screen.clip, screen.camera, screen.badge]


def test_a_joke_gives_the_stage_back(screen):
    screen.show_clip(ACT, 2.0, 8.0)
    screen.show_joke(JokeView("Why?", "", 5.0, 0.2))
    assert screen.clip.clip is None
    assert not screen.camera.inset


def test_before_play_everybody_sees_their_own_face(screen):
    screen.show_clip(ACT, 2.0, 8.0)
    screen.show_countdown(2.0, "get ready")
    assert not screen.camera.inset
    screen.show_countdown(0.0, "")
    screen.show_clip(ACT, 2.1, 8.0)
    assert screen.camera.inset


def test_the_end_of_a_match_ends_its_clip(screen):
    screen.show_clip(ACT, 2.0, 8.0)
    screen.hide_match()
    assert screen.clip.clip is None
    assert not screen.camera.inset


def test_a_clip_that_cannot_be_shown_is_told_of_on_the_card(qtbot, screen, tmp_path):
    path = cut_short(write_picture(tmp_path / "cat.png", (300, 200)))
    clip = PictureClip("own/cat.png", "cat", path)
    with qtbot.waitSignal(screen.clip_failed) as told:
        screen.show_clip(clip, 0.0, 6.0)
    name, why = told.args
    assert name == "own/cat.png"
    assert why == "It is damaged, or of a kind nobody knows: save it anew."
    assert screen.hints.isVisible()
    assert (screen.hints.cue.headline, screen.hints.cue.detail) == ("cat is skipped.", why)


def test_the_volume_reaches_the_clips(screen):
    screen.set_volume(0.4, False)
    assert screen.clip.player.loudness == pytest.approx(0.4)
    screen.set_volume(0.4, True)
    assert screen.clip.player.loudness == 0.0


@pytest.mark.parametrize("size", [(640, 400), (1000, 900), (1280, 800), (1920, 1080), (3840, 2160)])
def test_camera_verdict_and_words_do_not_touch(qtbot, size):
    screen = open_play(qtbot, size)
    scale = screen._theme.scale
    layout = PlayLayout.of(size[0] / scale, size[1] / scale)
    assert layout.stage.contains(layout.inset)
    words = WordsPlace.LEFT.area(layout.stage)
    badge = QRectF(layout.stage.topLeft(), layout.stage.topLeft()).adjusted(0, 0, 600, 150)
    assert not layout.inset.intersects(words)
    assert not layout.inset.intersects(badge)
    assert not words.intersects(badge)


@pytest.mark.parametrize("mode", ["dark", "light"])
@pytest.mark.parametrize("size", [(640, 400), (1280, 800)])
def test_round_the_small_pictures_corners_the_clip_is_seen(qtbot, mode, size):
    screen = open_play(qtbot, size, mode)
    screen.begin_match("survival")
    play(screen, faces(0.1))
    screen.show_clip(ACT, 2.0, 8.0)
    image = screen.grab().toImage()
    corner = screen.camera.geometry().topLeft()
    assert image.pixelColor(corner) == QColor("magenta")
