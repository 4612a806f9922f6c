"""The play screen: every verdict is shown three ways, and every word in two languages."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt

from laughgame.app import notices
from laughgame.game.gauge import GaugeState
from laughgame.game.judge import JudgeSettings, Verdict
from laughgame.game.reading import EMOTIONS, Box
from laughgame.game.session import Session
from laughgame.ui import camera_words, hint_card
from laughgame.ui.camera_words import CameraTrouble
from laughgame.ui.hint_card import Stamp, Topic
from laughgame.ui.screens.play import BRIEF_S, NOTICE_S, OUT_CUE_S
from laughgame.ui.screens.play_cues import hints, mimic_hints
from laughgame.ui.stage_edge import StageEdge
from laughgame.ui.theme import Type
from tests.gui.play_window import faces, nobody, open_play, play
from tests.gui.settings_window import korean
from tests.readings import FACE, reading

QUICK = JudgeSettings(smoothing_s=0.0)
TWO_STAGE = JudgeSettings(smoothing_s=0.0, two_stage=True)


@pytest.fixture
def screen(qtbot):
    return open_play(qtbot)


def test_a_straight_face_is_safe(screen):
    play(screen, faces(0.11, neutral=0.71, happy=0.16), QUICK)
    assert screen.badge.verdict is Verdict.SAFE
    assert screen.camera.edge is StageEdge.PLAIN
    assert screen.smile.gauge.state is GaugeState.BELOW
    assert screen.camera.caption == "Not a muscle moved."
    assert screen.camera.chips == ("neutral 71%", "smile 11%")


def test_a_smile_in_the_zone_is_a_warning(screen):
    play(screen, faces(0.72, happy=0.88), QUICK)
    assert screen.badge.verdict is Verdict.WARNING
    assert screen.camera.edge is StageEdge.HAZARD
    assert screen.smile.gauge.state is GaugeState.ZONE
    assert screen.camera.caption == "That is a real laugh!"
    assert screen.camera.chips == ("happy 88%", "smile 72%")


def test_a_laugh_is_out_with_its_reason_and_the_game_goes_on(screen):
    laugh = faces(0.9, 0.6, happy=0.9)
    play(screen, faces(0.7, happy=0.8) + laugh, QUICK)
    assert screen.badge.verdict is Verdict.OUT
    assert screen.camera.edge is StageEdge.OUT
    assert screen.hints.cue.headline == "OUT 1: That is a real laugh!"
    assert "0.90" in screen.hints.cue.detail
    assert "0.80" in screen.hints.cue.detail

    play(screen, faces(0.7) + laugh + faces(0.1, 0.3), QUICK)
    assert screen.badge.verdict is Verdict.SAFE
    assert screen.camera.edge is StageEdge.PLAIN
    assert screen.hints.cue.headline.startswith("OUT 1"), "the reason stays to be read"


def test_two_stage_greys_the_gauge_and_marks_the_happy_bar(screen, qtbot):
    screen.set_rules(TWO_STAGE)
    play(screen, faces(0.74, disgust=0.41, happy=0.11), TWO_STAGE)
    assert screen.smile.gauge.state is GaugeState.GREYED
    assert screen.badge.verdict is Verdict.SAFE
    marked = screen.emotions.grab().toImage()
    screen.emotions.show_gate(False)
    assert screen.emotions.grab().toImage() != marked


def test_without_a_face_everything_pauses(screen):
    play(screen, faces(0.4) + nobody(), QUICK)
    assert screen.badge.verdict is Verdict.PAUSED
    assert screen.camera.edge is StageEdge.DASHED
    assert screen.smile.gauge.state is GaugeState.NO_FACE
    assert screen.camera.caption == "Where did you go?"
    assert screen.camera.chips is None
    assert screen.camera.face_rect() is None
    assert screen.smile.timeline.newest() is None
    assert screen.hints.cue.headline == "No face in the picture."


def test_sentence_and_chips_are_of_one_moment(screen):
    """The sentence stands long enough to be read; its numbers stand with it."""
    play(screen, faces(0.1, 1.0) + faces(0.4, 0.3), QUICK)
    assert screen.camera.caption == "Straight face holds."
    assert screen.camera.chips == ("neutral 100%", "smile 40%")
    play(screen, faces(0.1, 0.3) + faces(0.4, 0.3), QUICK)
    assert screen.camera.caption == "Not a muscle moved."
    assert screen.camera.chips == ("neutral 100%", "smile 10%")


def test_the_bold_emotion_is_the_one_with_the_largest_number(screen):
    play(screen, faces(0.1, neutral=0.6, happy=0.4), QUICK)
    neutral = screen.emotions.winner
    screen.emotions.show_emotions((0.1, 0, 0, 0, 0.9, 0, 0))
    assert screen.emotions.winner == neutral, "its number is not written yet"
    screen.emotions.write_numbers()
    assert screen.emotions.winner == EMOTIONS.index("happy")


def test_a_pause_says_pause_and_shows_how_to_go_on(screen):
    session = Session(QUICK)
    for index, one in enumerate(faces(0.7) + faces(0.9, 0.6, happy=0.9)):
        screen.show_snapshot(session.feed(one, index / 30))
    assert screen.hints.cue.headline.startswith("OUT 1")
    session.pause()
    screen.show_snapshot(session.feed(faces(0.1)[0], 1.0))
    assert screen.hints.cue.keys[0] == ("Space", "go on")
    assert screen.smile.waits_for == "Paused, the clock waits"
    session.resume()
    screen.show_snapshot(session.feed(None, 1.1))
    assert screen.hints.cue.headline.startswith("OUT 1"), "it is still there to be read"
    assert screen.smile.waits_for == "No face, the clock waits"


def test_many_outs_are_a_number_and_not_a_full_row(screen):
    def last_card_is_red(outs: int) -> bool:
        screen.top_bar.show_outs(outs)
        place = QPoint(screen.camera.geometry().right() - 36, 26)
        color = screen.grab().toImage().pixelColor(place)
        return color.red() > 200 and color.green() < 120

    assert [last_card_is_red(outs) for outs in (2, 3, 4, 12)] == [False, True, False, False]


def test_the_trace_ends_level_with_the_mouth(screen):
    play(screen, faces(0.2, 2) + faces(0.63), QUICK)
    newest = screen.smile.timeline.newest()
    scale = screen.smile.height() / 396
    top = screen.smile.timeline.y() / scale
    assert newest.y() + top == pytest.approx(screen.smile.gauge.mouth().y(), abs=0.01)
    left = screen.smile.timeline.x() / scale
    assert newest.x() + left == 288, "the right edge of the ground, where the pointer begins"


def test_the_language_changes_every_word_at_once(screen):
    screen.show_source("", is_actor=True)
    play(screen, faces(0.72, happy=0.88), QUICK)
    english = screen.grab().toImage()
    with korean():
        assert screen.camera.caption == "진심으로 웃고 있습니다!"
        assert screen.camera.chips == ("행복 88%", "웃음 72%")
        assert screen.top_bar.source_name == "시범 선수"
        assert screen.camera.note == "시범 선수 카메라를 쓰지 않습니다"
        assert screen.smile.gauge.accessibleName() == "기준선"
        assert screen.hints.cue.headline == "입꼬리 1mm도 안 됩니다."
        assert screen.grab().toImage() != english
    assert screen.camera.caption == "That is a real laugh!"


def test_an_out_is_told_in_the_language_of_now(screen):
    play(screen, faces(0.7) + faces(0.9, 0.6, happy=0.9), QUICK)
    with korean():
        assert screen.hints.cue.headline == "OUT 1: 진심으로 웃고 있습니다!"


def test_video_never_leaves_and_the_demo_player_is_announced(screen):
    screen.show_source("HD Webcam", is_actor=False)
    assert screen.camera.note == "Video never leaves this computer"
    assert screen.top_bar.source_name == "HD Webcam"
    screen.show_source("actor", is_actor=True)
    assert screen.camera.note == "Demo player, no camera in use"
    assert screen.top_bar.source_name == "Demo player"


def test_the_live_pictures_note_goes_after_a_while_and_the_demo_players_stays(screen):
    screen.show_source("HD Webcam", is_actor=False)
    now_s = time.monotonic()
    assert screen.camera.note_opacity(now_s + 1) == 1.0
    assert screen.camera.note_opacity(now_s + 12) == 0.0
    screen.show_source("actor", is_actor=True)
    assert screen.camera.note_opacity(now_s + 60) == 1.0


def test_the_note_fades_where_motion_is_wanted(qtbot):
    screen = open_play(qtbot)
    screen.camera._theme.set_reduced_motion(False)
    screen.show_source("HD Webcam", is_actor=False)
    assert 0 < screen.camera.note_opacity(time.monotonic() + 10.3) < 1


@pytest.mark.parametrize("size", [(1280, 800), (1270, 420), (640, 400)])
def test_no_word_is_painted_on_the_mouth(qtbot, size):
    """A near face: what is painted with words and without is the same round the mouth."""
    screen = open_play(qtbot, size)
    image = np.full((720, 1280, 3), 90, np.uint8)
    screen.set_frame_pull(lambda: image)
    near = replace(FACE, box=Box(390, 150, 500, 500))
    one = replace(reading(0.0, 0.1), face=near)
    screen.show_snapshot(Session(QUICK).feed(one, 0.0))
    face = screen.camera.face_rect()
    scale = screen.camera.width() / (screen.camera.stage_rect().width() + 4)
    mouth = QRectF(face.left() + face.width() * 0.2, face.top() + face.height() * 0.65, 0, 0)
    mouth.setSize(QSizeF(face.width() * 0.6, face.height() * 0.28))
    area = QRectF(mouth.topLeft() * scale, mouth.size() * scale).toRect()
    area &= screen.camera.rect().adjusted(20, 20, -20, -20)
    with_words = screen.camera.grab(area).toImage()
    screen.camera.show_words("", None)
    assert screen.camera.grab(area).toImage() == with_words


def test_every_out_of_the_last_seconds_is_marked_where_it_was(screen):
    laugh = faces(0.7, 0.2, happy=0.9) + faces(0.9, 0.6, happy=0.9)
    play(screen, laugh + faces(0.1, 1.0) + laugh + faces(0.1, 1.0), QUICK)
    first, second = screen.smile.timeline.outs
    assert second - first == pytest.approx(1.8, abs=0.05)
    marked = screen.smile.timeline.grab().toImage()
    red = [
        (x, y)
        for x in range(marked.width())
        for y in range(marked.height())
        if marked.pixelColor(x, y).red() > 240 and marked.pixelColor(x, y).green() < 100
    ]
    right = screen.smile.timeline.width() * (1 + second / 20)
    assert any(abs(x - right) < 10 for x, _ in red)
    screen.set_rules(JudgeSettings(threshold=0.5, smoothing_s=0.0))
    assert list(screen.smile.timeline.outs) == [first, second], "a new line changes no past"


def test_fps_and_lag_can_be_hidden(screen):
    play(screen, faces(0.1), QUICK)
    screen.show_performance(29.7, 34.2)
    assert screen.top_bar.performance_lines == ("30 fps", "lag 34 ms")
    screen.set_performance_visible(False)
    assert screen.top_bar.performance_lines is None


def test_a_small_window_drops_fps_and_shows_the_top_two_emotions(qtbot):
    screen = open_play(qtbot, (940, 600))
    play(screen, faces(0.5, disgust=0.41, neutral=0.38, happy=0.11, sad=0.10), QUICK)
    screen.show_performance(30, 34)
    assert screen.top_bar.performance_lines is None
    assert screen.emotions.rows == (0, 2), "neutral and disgust, in their usual order"
    screen.resize(1280, 800)
    assert screen.top_bar.performance_lines is not None
    assert screen.emotions.rows == tuple(range(7))


@pytest.mark.parametrize("size", [(640, 400), (1280, 800), (1000, 900), (2560, 1080)])
def test_nothing_lies_outside_the_window_or_upon_another(qtbot, size):
    screen = open_play(qtbot, size)
    parts = [screen.top_bar, screen.camera, screen.hints, screen.smile, screen.emotions]
    for part in parts:
        assert screen.rect().contains(part.geometry()), part
    for index, part in enumerate(parts):
        for other in parts[index + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)
    assert screen.camera.width() >= screen.smile.width()


def test_the_stage_grows_first(qtbot):
    screen = open_play(qtbot, (1280, 800))
    stage, panel = screen.camera.width(), screen.smile.width()
    screen.resize(1680, 800)
    assert screen.smile.width() == panel
    assert screen.camera.width() == stage + 400


def test_the_button_pauses_and_goes_on(qtbot, screen):
    with qtbot.waitSignal(screen.pause_toggled) as paused:
        qtbot.mouseClick(screen.top_bar.pause_button, Qt.MouseButton.LeftButton)
    assert paused.args == [True]
    with qtbot.waitSignal(screen.pause_toggled) as resumed:
        qtbot.mouseClick(screen.top_bar.pause_button, Qt.MouseButton.LeftButton)
    assert resumed.args == [False]


def test_a_notice_is_read_on_the_card(screen):
    screen.show_notice(lambda: "The camera is gone.\nPlug it in again; the game waits.")
    assert screen.hints.cue.headline == "The camera is gone."
    assert screen.hints.cue.detail == "Plug it in again; the game waits."


@pytest.fixture
def read(screen, monkeypatch):
    """Return a function that lets the time pass that a card is shown, and names the next one."""
    clock = [1000.0]
    monkeypatch.setattr(hint_card.time, "monotonic", lambda: clock[0])

    def read(seconds=NOTICE_S):
        clock[0] += seconds
        screen.hints._tick()
        return screen.hints.cue.headline

    return read


def test_news_from_before_the_first_picture_is_still_there_to_be_read(screen):
    screen.show_notice(lambda: "Your settings were damaged.")
    screen.show_source("HD Webcam", is_actor=False)
    assert screen.hints.cue.headline == "Your settings were damaged."


def test_news_of_the_source_goes_when_the_source_is_back(screen):
    screen.show_notice(lambda: "HD Webcam went dark.", Topic.SOURCE)
    screen.show_notice(lambda: "HD Webcam is not there.", Topic.SOURCE)
    assert screen.hints.cue.headline == "HD Webcam is not there.", "only the newest counts"
    screen.show_source("HD Webcam", is_actor=False)
    assert screen.hints.cue.stamp is Stamp.RING


def test_notices_are_read_one_after_the_other_and_the_out_waits_for_them(screen, read):
    screen.show_notice(lambda: "Your settings were damaged.")
    screen.show_notice(lambda: "No camera here.")
    screen.show_notice(lambda: "No camera here.")
    play(screen, faces(0.7) + faces(0.9, 0.6, happy=0.9), QUICK)
    assert screen.hints.cue.headline == "Your settings were damaged."
    assert read(NOTICE_S / 2) == "Your settings were damaged."
    assert read() == "No camera here."
    assert read().startswith("OUT 1")
    screen.show_notice(lambda: "The referee lost its voice.")
    assert screen.hints.cue.headline == "The referee lost its voice."
    assert read().startswith("OUT 1"), "it has not been read to its end"
    assert screen.hints.cue.stamp is Stamp.OUT
    read(OUT_CUE_S)
    assert screen.hints.cue.stamp is Stamp.RING


def test_a_notice_that_nobody_could_see_is_shown_when_the_screen_is_back(screen, read):
    screen.hide()
    screen.show_notice(lambda: "Your settings could not be saved.")
    read(NOTICE_S * 3 - 1)
    screen.show_notice(lambda: "The referee lost its voice.")
    screen.show()
    assert screen.hints.cue.stamp is Stamp.NONE
    assert read(1) == screen.hints.cue.headline


def test_a_notice_is_told_in_the_language_of_now(screen):
    screen.show_notice(notices.actor_stands_in)
    screen.show_notice(notices.model_stumbled)
    with korean():
        assert any("가" <= letter <= "힣" for letter in screen.hints.cue.headline)
    assert screen.hints.cue.headline == "No camera here: the demo player takes the test."


# ---------------------------------------------------------------- nothing to judge


def test_before_the_first_verdict_the_game_warms_up(screen):
    assert screen.camera.caption == "Warming up …"
    assert screen.smile.waits_for == "Warming up …"
    assert not screen.badge.isVisible(), "there is no verdict yet"
    play(screen, faces(0.1), QUICK)
    assert screen.camera.caption == "Not a muscle moved."
    assert screen.badge.isVisible()


def test_a_lost_camera_is_not_blamed_on_the_player(screen):
    image = half_and_half()
    screen.set_frame_pull(lambda: image)
    screen.show_source("HD Webcam", is_actor=False)
    screen.show_performance(30, 20)
    play(screen, faces(0.1), QUICK)
    screen.camera.refresh()
    assert color_at(screen, 0.25) != color_at(screen, 0.75)

    screen.show_source_lost("HD Webcam")
    play(screen, nobody(), QUICK)
    screen.show_performance(0, 0)
    screen.camera.refresh()

    assert screen.camera.caption == "No picture is coming in."
    assert screen.smile.waits_for == "No picture, the clock waits"
    assert screen.hints.cue.headline == "No picture is coming in."
    assert screen.top_bar.source_name == "HD Webcam"
    assert screen.top_bar.performance_lines is None
    assert color_at(screen, 0.25) == color_at(screen, 0.75), "the old picture is gone"
    with korean():
        assert screen.camera.caption == "화면이 들어오지 않습니다."

    screen.show_source("HD Webcam", is_actor=False)
    play(screen, faces(0.1), QUICK)
    screen.camera.refresh()
    assert screen.camera.caption == "Not a muscle moved."
    assert color_at(screen, 0.25) != color_at(screen, 0.75)


def test_a_trouble_with_the_camera_stands_on_stage_and_card_until_it_is_over(screen):
    play(screen, faces(0.1), QUICK)
    screen.show_source_lost("HD Webcam", CameraTrouble.FROZEN)
    play(screen, nobody(), QUICK)

    assert screen.camera.caption == "The picture stands still."
    assert screen.hints.cue.headline == "HD Webcam sends the same picture again and again."
    assert screen.hints.cue.detail == camera_words.remedy(CameraTrouble.FROZEN)
    assert not screen.show_source_starting()
    assert screen.camera_trouble is CameraTrouble.FROZEN, "opening it anew says nothing else"

    screen.show_source("HD Webcam", is_actor=False)
    play(screen, faces(0.1), QUICK)
    assert screen.camera_trouble is None
    assert screen.camera.caption == "Not a muscle moved."


def test_a_camera_that_starts_says_so_and_shows_no_old_picture(screen):
    image = half_and_half()
    screen.set_frame_pull(lambda: image)
    screen.show_source("HD Webcam", is_actor=False)
    play(screen, faces(0.1), QUICK)
    assert screen.show_source_starting()
    assert not screen.show_source_starting(), "it is no news twice"
    screen.camera.refresh()

    assert screen.camera.caption == screen.hints.cue.headline == "The camera is starting …"
    assert color_at(screen, 0.25) == color_at(screen, 0.75)


def test_a_camera_that_never_came_is_called_a_camera(screen):
    screen.show_source_lost(None)
    assert screen.top_bar.source_name == "Camera"


def test_starting_over_clears_what_the_last_player_left(screen):
    play(screen, faces(0.7) + faces(0.9, 0.6, happy=0.9), QUICK)
    screen.start_over()
    assert screen.hints.cue.stamp is Stamp.RING
    assert screen.top_bar.clock == "00:00"
    assert screen.top_bar.outs == 0


# ---------------------------------------------------------------- the camera's picture


def half_and_half(width=1280, height=720):
    """A picture that is red at its left and blue at its right."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:, : width // 2, 0] = 255
    image[:, width // 2 :, 2] = 255
    return image


def color_at(screen, share: float):
    """The colour at ``share`` of the stage's width, halfway down."""
    camera = screen.camera
    picture = camera.grab().toImage()
    return picture.pixelColor(QPoint(round(camera.width() * share), camera.height() // 2))


def test_the_picture_is_a_mirror_unless_turned_off(screen):
    image = half_and_half()
    screen.set_frame_pull(lambda: image)
    assert color_at(screen, 0.25).blue() > 200
    screen.set_mirrored(False)
    assert color_at(screen, 0.25).red() > 200


@pytest.mark.parametrize("mirrored", [True, False])
def test_the_frame_follows_the_face(screen, mirrored):
    image = half_and_half()
    screen.set_frame_pull(lambda: image)
    screen.set_mirrored(mirrored)
    play(screen, faces(0.2), QUICK)
    rect = screen.camera.face_rect()
    share = (FACE.box.center.x - (1280 - 980) / 2) / 980
    width = screen.camera.width()
    expected = width * (1 - share if mirrored else share)
    assert rect.center().x() == pytest.approx(expected, abs=12)


@pytest.mark.parametrize("shape", [(720, 1280), (480, 640), (1280, 720), (1, 1), (3, 2000)])
def test_pictures_of_any_shape_fill_the_stage(screen, shape):
    image = np.full((*shape, 3), 200, np.uint8)
    screen.set_frame_pull(lambda: image)
    for share in (0.1, 0.5, 0.9):
        assert color_at(screen, share).lightness() == pytest.approx(200, abs=3)


def test_an_empty_picture_is_ignored(screen):
    screen.set_frame_pull(lambda: np.zeros((0, 0, 3), np.uint8))
    screen.camera.refresh()
    screen.grab()


def test_the_view_pulls_by_itself_while_it_is_seen(qtbot, screen):
    pulled = []
    screen.set_frame_pull(lambda: pulled.append(1))
    count = len(pulled)
    qtbot.waitUntil(lambda: len(pulled) > count + 2)
    screen.hide()
    count = len(pulled)
    qtbot.wait(100)
    assert len(pulled) == count


def test_only_the_newest_set_of_rules_is_named_and_briefly(screen, read):
    for preset in ("Gentle", "Classic", "Strict"):
        screen.show_notice(lambda preset=preset: preset, Topic.RULES)
    assert screen.hints.cue.headline == "Strict"
    assert read(BRIEF_S) == "Keep a straight face."


def test_news_of_a_match_goes_with_the_match(screen):
    screen.begin_match("survival")
    screen.show_notice(lambda: "It cost a card.", Topic.MATCH)
    screen.show_notice(lambda: "Your settings could not be saved.")
    assert screen.hints.cue.headline == "It cost a card."
    screen.hide_match()
    assert screen.hints.cue.headline == "Your settings could not be saved."


def test_nobody_is_told_that_they_are_gone_while_nobody_is_judged(screen):
    session = Session()
    session.pause()
    screen.begin_match("survival")
    screen.show_countdown(2.0, "Minji")
    screen.show_snapshot(replace(session.feed(reading(0.0, 0.1), 0.0), paused=False))
    assert screen.smile.waits_for == "Nobody is judged yet"
    assert screen.camera.edge is StageEdge.PLAIN
    screen.show_countdown(0.0, "")
    assert screen.smile.waits_for == "No face, the clock waits"


def test_who_imitates_is_not_asked_for_a_straight_face(screen):
    screen.begin_match("mimic")
    screen.show_countdown(2.0, "Minji")
    assert screen.hints.cue.headline == "Do as the model does, a moment later."
    screen.hide_match()
    assert screen.hints.cue.headline == "Keep a straight face."


def test_the_keys_are_not_shrunk_to_fit(screen):
    for cue in (*hints(JudgeSettings()), *mimic_hints()):
        assert len(cue.keys) <= 3


def test_a_long_notice_is_shortened_before_it_is_too_small_to_read(screen, monkeypatch):
    written = {}
    monkeypatch.setattr(
        hint_card,
        "paint_text",
        lambda _painter, _x, at, text, size, *_: written.update({at: (text, size)}),
    )
    folder = "/home/minji/a folder with a long name" * 4
    screen.show_notice(lambda: notices.results_set_aside(Path(folder) / "results-1.sqlite3"))
    screen.hints.grab()
    detail, size = written[84]
    assert size == Type.HINT
    assert detail.startswith("The old file is kept: /home/minji")
    assert detail.endswith("results-1.sqlite3")
    assert "…" in detail
