"""Clips on the stage: pictures, sounds and films of real files, and what happens to broken ones."""

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from laughgame.game.gauge import GaugeState
from laughgame.ui import clip_player
from laughgame.ui.clip import PaintedClip, PictureClip, SoundClip, VideoClip
from laughgame.ui.clip_view import ClipView, fitted
from laughgame.ui.stage_edge import StageEdge
from laughgame.ui.theme import Theme
from laughgame.ui.turntable import paint_turntable
from tests.media_files import (
    cut_short,
    write_animation,
    write_codecless_video,
    write_picture,
    write_sound,
    write_video,
)

WAIT_MS = 10_000


@pytest.fixture
def view(qtbot):
    theme = Theme("dark")
    view = ClipView(theme)
    theme.setParent(view)
    qtbot.addWidget(view)
    view.resize(768, 564)
    view.failures = []
    view.failed.connect(lambda name, why: view.failures.append((name, why)))
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.hide_clip()


def middle(view) -> QColor:
    return view.grab().toImage().pixelColor(view.rect().center())


def play_on(qtbot, view, clip, until, at_s=0.0):
    """Let a round go on in small steps until something is so; return how far it came."""

    class Round:
        now_s = at_s

    def step():
        Round.now_s += 0.02
        view.show_clip(clip, Round.now_s)
        return bool(until())

    qtbot.waitUntil(step, timeout=WAIT_MS)
    return Round.now_s


class TestActs:
    def test_an_act_paints_the_moment_of_the_round(self, view):
        painted = []

        def paint(painter, rect, time_s):
            painted.append((rect, time_s))
            painter.fillRect(rect, QColor("magenta"))

        clip = PaintedClip("act/a", "An act", paint)
        view.show_clip(clip, 1.5)
        assert middle(view) == QColor("magenta")
        rect, time_s = painted[-1]
        assert time_s == 1.5
        assert view.stage_rect().contains(rect)
        view.show_clip(clip, 1.6)
        view.grab()
        assert painted[-1][1] == 1.6
        assert view.accessibleName() == "An act"


class TestPictures:
    def test_a_picture_is_read_elsewhere_and_letterboxed(self, qtbot, view, tmp_path):
        clip = PictureClip("own/a.png", "a", write_picture(tmp_path / "a.png", (100, 400)))
        view.show_clip(clip, 0.0)
        assert view.moment is None
        qtbot.waitUntil(lambda: view.moment is not None)
        image = view.grab().toImage()
        assert image.pixelColor(image.rect().center()) == QColor("magenta")
        assert image.pixelColor(40, image.height() // 2) == Theme("dark").palette.ink

    def test_a_picture_taken_on_its_side_stands_upright(self, qtbot, view, tmp_path):
        path = write_picture(tmp_path / "a.jpg", (60, 40))
        jpeg = path.read_bytes()
        # An APP1 segment with one EXIF entry: orientation 6, turn it a quarter clockwise.
        exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
        segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
        path.write_bytes(jpeg[:2] + segment + jpeg[2:])
        view.show_clip(PictureClip("own/a.jpg", "a", path), 0.0)
        qtbot.waitUntil(lambda: view.moment is not None)
        assert (view.moment.width(), view.moment.height()) == (40, 60)

    def test_an_animation_follows_the_round_and_stands_still_with_it(self, qtbot, view, tmp_path):
        clip = PictureClip("own/a.gif", "a", write_animation(tmp_path / "a.gif"))
        view.show_clip(clip, 0.0)
        qtbot.waitUntil(lambda: view.moment is not None)

        def color(at_s):
            view.show_clip(clip, at_s)
            shown = middle(view)
            return "red" if shown.red() > 200 else "blue" if shown.blue() > 200 else shown.name()

        assert [color(at_s) for at_s in (0.0, 0.1, 0.3, 0.45, 0.6, 0.8)] == [
            "red", "red", "blue", "blue", "red", "blue"
        ]  # fmt: skip
        qtbot.wait(300)
        assert color(0.8) == "blue"

    def test_a_huge_picture_is_read_smaller(self, qtbot, view, tmp_path):
        path = write_picture(tmp_path / "a.png", (6000, 300))
        view.show_clip(PictureClip("own/a.png", "a", path), 0.0)
        qtbot.waitUntil(lambda: view.moment is not None)
        assert view.moment.width() == 2560

    @pytest.mark.parametrize("spoil", [cut_short, lambda path: path.unlink()])
    def test_one_that_cannot_be_read_is_told_of(self, qtbot, view, tmp_path, spoil):
        path = write_picture(tmp_path / "a.png", (300, 200))
        spoil(path)
        view.show_clip(PictureClip("own/a.png", "a", path), 0.0)
        qtbot.waitUntil(lambda: bool(view.failures))
        ((name, why),) = view.failures
        assert name == "own/a.png"
        assert ("damaged" in why) is path.exists()
        assert view.broken
        view.grab()

    def test_the_next_picture_is_not_overtaken_by_the_one_before(self, qtbot, view, tmp_path):
        slow = write_picture(tmp_path / "slow.png", (3000, 3000), "red")
        quick = write_picture(tmp_path / "quick.png", (8, 8), "lime")
        view.show_clip(PictureClip("own/slow.png", "slow", slow), 0.0)
        view.show_clip(PictureClip("own/quick.png", "quick", quick), 0.0)
        qtbot.waitUntil(lambda: view.moment is not None)
        qtbot.wait(200)
        assert middle(view) == QColor("lime")

    def test_a_view_that_goes_does_not_wait_for_its_picture(self, qtbot, tmp_path):
        theme = Theme("dark")
        view = ClipView(theme)
        theme.setParent(view)
        path = write_picture(tmp_path / "a.png", (3000, 3000))
        view.show_clip(PictureClip("own/a.png", "a", path), 0.0)
        view.deleteLater()
        del view
        qtbot.wait(300)


class TestFilms:
    @pytest.fixture(params=[("film.mp4", "mp4v"), ("film.avi", "MJPG")])
    def film(self, request, tmp_path):
        name, codec = request.param
        path = write_video(tmp_path / name, 2.0, codec)
        return VideoClip(f"own/{name}", "film", path, 2.0)

    def test_a_film_is_played_and_painted(self, qtbot, view, film):
        play_on(qtbot, view, film, lambda: view.player.image is not None)
        assert view.player.playing
        assert middle(view).blue() > 150
        assert view.failures == []

    def test_it_stands_still_when_the_round_does_and_goes_on_with_it(self, qtbot, view, film):
        at_s = play_on(qtbot, view, film, lambda: view.player.position_s > 0.1)
        qtbot.waitUntil(lambda: not view.player.playing)  # nothing is fed any more
        stood_s = view.player.position_s
        qtbot.wait(200)
        view.show_clip(film, at_s)
        assert (view.player.playing, view.player.position_s) == (False, stood_s)
        play_on(qtbot, view, film, lambda: view.player.playing, at_s)

    def test_it_can_be_stopped_at_once(self, qtbot, view, film):
        play_on(qtbot, view, film, lambda: view.player.playing)
        view.pause()
        assert not view.player.playing

    def test_it_catches_up_where_it_is_far_behind(self, qtbot, view, film):
        play_on(qtbot, view, film, lambda: view.player.image is not None)
        view.show_clip(film, 1.5)
        assert view.player.position_s == pytest.approx(1.5, abs=0.1)
        at_s = play_on(qtbot, view, film, lambda: middle(view).red() > 150, 1.5)
        assert at_s < 2.0

    def test_its_last_picture_stays_while_people_laugh(self, qtbot, view, film):
        play_on(qtbot, view, film, lambda: view.player.image is not None)
        play_on(qtbot, view, film, lambda: middle(view).red() > 150, 1.6)
        view.show_clip(film, 2.5)
        assert not view.player.playing
        qtbot.wait(200)
        view.show_clip(film, 2.6)
        assert middle(view).red() > 150
        assert not view.player.playing

    def test_the_same_film_may_come_again_from_its_beginning(self, qtbot, view, film):
        play_on(qtbot, view, film, lambda: view.player.image is not None)
        play_on(qtbot, view, film, lambda: middle(view).red() > 150, 1.6)
        view.show_clip(film, 2.5)
        play_on(qtbot, view, film, lambda: middle(view).blue() > 150)

    def test_a_long_one_is_faded_out_where_it_is_cut(self, qtbot, view, film):
        cut = replace(film, plays_s=1.2)
        view.set_volume(0.8, False)
        play_on(qtbot, view, cut, lambda: view.player.playing)
        assert view.player.loudness == pytest.approx(0.8)
        view.show_clip(cut, 0.9)
        assert view.player.loudness == pytest.approx(0.8 * 0.3)
        view.show_clip(cut, 1.2)
        assert not view.player.playing
        view.set_volume(0.8, True)
        assert view.player.loudness == 0.0

    def test_hidden_it_lets_go_of_its_file(self, qtbot, view, film):
        play_on(qtbot, view, film, lambda: view.player.image is not None)
        view.hide_clip()
        assert (view.clip, view.player.image, view.player.playing) == (None, None, False)
        film.path.unlink()

    @pytest.mark.parametrize("kind", ["text", "half"])
    def test_a_broken_one_is_told_of(self, qtbot, view, tmp_path, kind):
        path = tmp_path / "film.mp4"
        if kind == "text":
            path.write_text("not a film\n" * 1000)
        else:
            cut_short(write_video(path))
        clip = VideoClip("own/film.mp4", "film", path, 1.0)
        play_on(qtbot, view, clip, lambda: view.failures)
        assert view.failures == [
            ("own/film.mp4", "It is damaged, or of a kind nobody knows: save it anew.")
        ]
        view.show_clip(clip, 5.0)  # until it is skipped
        view.grab()
        assert len(view.failures) == 1

    def test_one_that_has_gone_meanwhile_is_told_of(self, qtbot, view, tmp_path):
        clip = VideoClip("own/film.mp4", "film", tmp_path / "film.mp4", 1.0)
        play_on(qtbot, view, clip, lambda: view.failures)
        ((_, why),) = view.failures
        assert why.startswith("It is not there any more")

    def test_a_missing_codec_is_told_with_the_way_out(self, qtbot, view, tmp_path):
        path = write_codecless_video(tmp_path / "film.avi")
        clip = VideoClip("own/film.avi", "film", path, 1.0)
        play_on(qtbot, view, clip, lambda: view.failures)
        ((_, why),) = view.failures
        assert why == "This video's codec is not here: convert it to MP4 (H.264) or WebM."

    def test_after_a_broken_one_the_next_plays(self, qtbot, view, film, tmp_path):
        broken = VideoClip("own/x.avi", "x", write_codecless_video(tmp_path / "x.avi"), 1.0)
        play_on(qtbot, view, broken, lambda: view.failures)
        play_on(qtbot, view, film, lambda: view.player.image is not None)
        assert not view.broken


class TestSounds:
    @pytest.fixture
    def sound(self, tmp_path):
        path = write_sound(tmp_path / "hum.wav", 2.0)
        return SoundClip("own/hum.wav", "The hum", path, 2.0)

    def test_a_sound_is_played_and_its_record_turns(self, qtbot, view, sound):
        view.show_clip(sound, 0.0)
        before = view.grab().toImage()
        play_on(qtbot, view, sound, lambda: view.player.position_s > 0.1)
        assert view.grab().toImage() != before
        assert view.player.image is None
        assert view.failures == []

    def test_with_less_motion_the_record_stands_still(self, qapp):
        def picture(at_s, turning):
            image = QImage(760, 556, QImage.Format.Format_RGB32)
            painter = QPainter(image)
            area = QRectF(image.rect())
            paint_turntable(painter, area, "hum", at_s, 0.5, Theme("dark").palette, turning)
            painter.end()
            return image

        assert picture(0.5, turning=True) != picture(0.7, turning=True)
        assert picture(0.5, turning=False) == picture(0.7, turning=False)

    def test_without_a_player_it_is_told_of(self, qtbot, view, sound, monkeypatch):
        monkeypatch.setattr(clip_player, "can_play", lambda: False)
        play_on(qtbot, view, sound, lambda: view.failures)
        assert "install the game anew" in view.failures[0][1]

    def test_without_speakers_no_output_is_made(self, qtbot, view, sound, monkeypatch):
        monkeypatch.setattr(clip_player, "speakers", lambda: False)
        play_on(qtbot, view, sound, lambda: view.player.position_s > 0.1)
        assert view.player._output is None

    def test_text_that_is_called_a_sound_is_told_of(self, qtbot, view, tmp_path):
        path = tmp_path / "hum.mp3"
        path.write_text("la la la\n" * 500)
        clip = SoundClip("own/hum.mp3", "hum", path, 2.0)
        play_on(qtbot, view, clip, lambda: view.failures)
        assert view.failures[0][0] == "own/hum.mp3"


def test_the_verdicts_edge_and_words_are_the_stages(view):
    clip = PaintedClip("act/a", "An act", lambda painter, rect, _: painter.fillRect(rect, Qt.black))
    view.show_clip(clip, 0.0)
    view.show_state(GaugeState.BELOW)
    plain = view.grab().toImage()
    view.show_state(GaugeState.ZONE)
    assert view.edge is StageEdge.HAZARD
    view.show_words("Not a muscle moved.", ("neutral 80%", "smile 10%"))
    worded = view.grab().toImage()
    assert worded != plain
    # The words stand at the lower left; the lower right is the player's own picture's.
    half = worded.width() // 2
    right = worded.copy(half + 40, 400, 300, 100)
    assert {right.pixelColor(x, 50).name() for x in range(0, 300, 10)} == {"#000000"}
    left = worded.copy(30, 440, 310, 80)
    colors = {left.pixelColor(x, y).name() for x in range(0, 310, 2) for y in range(0, 80, 2)}
    assert "#fff8e7" in colors


def test_a_clip_fits_into_its_area_whole():
    area = QRectF(10, 20, 400, 300)
    for wide, high in ((4, 3), (100, 1), (1, 100)):
        place = fitted(area, QImage(wide, high, QImage.Format.Format_RGB32).size())
        assert area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(place)
        assert place.width() / place.height() == pytest.approx(wide / high)
        assert place.center() == area.center()


def test_the_player_of_films_is_not_loaded_before_there_is_one():
    """It takes a while, and a game of jokes never needs it."""
    code = "import sys, laughgame.app.controller; print('PySide6.QtMultimedia' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
