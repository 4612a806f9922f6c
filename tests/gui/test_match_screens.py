"""Title, players, replay and results as screens: nothing clipped, all named, all told."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from laughgame.app import notices
from laughgame.app.replay_ring import SIDE, ReplayRing
from laughgame.game.evidence import KEPT_S
from laughgame.game.judge import Judge, JudgeSettings
from laughgame.game.trace import Mark, TracePoint
from laughgame.ui.joke_card import JokeCard, JokeView
from laughgame.ui.painting import text_width
from laughgame.ui.screens import title
from laughgame.ui.screens.out import OutScreen
from laughgame.ui.screens.players import PlayersScreen
from laughgame.ui.screens.results import PLOT, Bomb, MatchResult, PlayerRecord, ResultsScreen
from laughgame.ui.screens.results_panels import stone_face
from laughgame.ui.screens.results_plot import Stretch, line_of, line_words
from laughgame.ui.screens.title import TitleScreen
from laughgame.ui.theme import Space, Theme, Type
from tests.readings import reading

SIZES = [(1280, 800), (640, 400), (1920, 1080), (1000, 1000)]


def shown(qtbot, kind, size=(1280, 800), mode="dark"):
    theme = Theme(mode)
    theme.set_reduced_motion(True)
    screen = kind(theme)
    theme.setParent(screen)
    qtbot.addWidget(screen)
    screen.resize(*size)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def picture(count=60, size=(90, 160)):
    """A ring of moments that end in an OUT, each picture of its own brightness."""
    ring, judge = ReplayRing(), Judge(JudgeSettings(smoothing_s=0))
    for n in range(count):
        image = np.full((*size, 3), n, np.uint8)
        image[:, : size[1] // 2] = 255
        ruling = judge.rule(reading(n / 30, 0.1 if n < 30 else 0.9), n / 30)
        ring.add(image, {0: ruling}, mirrored=False)
        if ruling.just_out:
            break
    return ring


def record(name, place=1, survived=False):
    points = tuple(TracePoint(n / 10, 0.3) for n in range(40))
    marks = (Mark(1.0, 0.7, card=False), Mark(3.9, 0.9, card=True))
    ending = "survived" if survived else "out"
    return PlayerRecord(name, "#FFD22E", place, "00:04", ending, 1, (0.79, -0.01), points, marks)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [TitleScreen, PlayersScreen, ResultsScreen, OutScreen])
def test_every_button_lies_within_the_window_and_is_large_enough_to_hit(qtbot, kind, size):
    screen = shown(qtbot, kind, size)
    for button in screen.findChildren(QAbstractButton):
        area = button.rect().translated(button.mapTo(screen, QPoint()))
        assert screen.rect().contains(area.center()), button.text()
        assert screen.rect().adjusted(-8, -8, 8, 8).contains(area), button.text()
        assert button.text() or button.accessibleName()
    names = [field.accessibleName() for field in getattr(screen, "names", [])]
    assert all(names)


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)])
def test_the_status_of_the_title_ends_before_the_choice_of_language(qtbot, monkeypatch, size):
    """Where both do not fit, what has happened goes before the promise."""
    written = {}
    monkeypatch.setattr(
        title,
        "paint_text",
        lambda _painter, x, y, text, size, *_: written.update({(x, y): (text, size)}),
    )
    screen = shown(qtbot, TitleScreen, size)
    screen.show_status(notices.see_help)
    screen.grab()
    text, letters = written[88, 52]
    assert text.startswith(notices.see_help())
    assert ("No picture leaves" in text) is (size == (1280, 800))
    assert letters == Type.HINT
    beside = screen.language.x() / screen._theme.scale
    assert 88 + text_width(text, letters) <= beside


def test_the_title_shows_what_it_is_told_and_tells_what_is_chosen(qtbot):
    screen = shown(qtbot, TitleScreen)
    chosen = []
    screen.mode_chosen.connect(chosen.append)
    screen.show_mode("survival")
    assert screen.mode == "survival"
    qtbot.mouseClick(screen.cards["hotseat"], Qt.MouseButton.LeftButton)
    assert chosen == ["hotseat"]
    with qtbot.waitSignal(screen.start_requested):
        qtbot.mouseClick(screen.start, Qt.MouseButton.LeftButton)


def test_the_replay_moves_slowly_and_stops_at_the_card(qtbot):
    screen = shown(qtbot, OutScreen)
    screen.show_replay(picture().replay(0, "Minji", "00:01", "a joke", last=True, may_appeal=True))
    shots = screen.replay.shots
    before_s = screen._at_s
    qtbot.wait(200)
    assert before_s < screen._at_s < before_s + 0.2
    screen._at_s = shots[-1].ruling.time_s
    assert screen._present(screen.replay) is shots[-1]
    screen.rewind()
    assert screen._at_s == before_s
    assert screen.accessibleDescription().startswith("0.90 for 0.4")
    screen.stop()
    assert screen.replay is None


def test_an_objection_stops_the_clock(qtbot, monkeypatch):
    monkeypatch.setattr("laughgame.ui.screens.out.ACCEPT_S", 0.3)
    screen = shown(qtbot, OutScreen)
    screen.show_replay(picture().replay(0, "Minji", "00:01", "", last=True, may_appeal=True))
    qtbot.mouseClick(screen.appeal, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(screen.accepted, wait=500):
        pass
    with qtbot.waitSignal(screen.appealed):
        qtbot.mouseClick(screen.appeal, Qt.MouseButton.LeftButton)


def test_the_ring_keeps_six_seconds_in_small_pictures_and_forgets():
    ring, judge = ReplayRing(), Judge()
    for n in range(300):
        image = np.zeros((720, 1280, 3), np.uint8) if n > 297 else np.zeros((20, 32, 3), np.uint8)
        ring.add(image, {0: judge.rule(reading(n / 30, 0.1), n / 30)}, mirrored=True)
    replay = ring.replay(0, "", "", "", last=False, may_appeal=False)
    assert replay.shots[-1].image.width() == SIDE
    assert replay.shots[-1].ruling.time_s - replay.shots[0].ruling.time_s <= KEPT_S
    assert len(ring) == pytest.approx(KEPT_S * 30, abs=2)
    ring.add(np.zeros((1920, 1080, 3), np.uint8), {0: judge.rule(None, 19.0)}, mirrored=False)
    (held,) = ring.replay(0, "", "", "", last=False, may_appeal=False).shots
    assert (held.image.width(), held.image.height()) == (SIDE * 9 // 16, SIDE)
    ring.add(None, {0: judge.rule(None, 20.0)}, mirrored=False)
    later = judge.rule(reading(1.0), 1.0)
    ring.add(np.zeros((20, 32, 3), np.uint8), {0: later}, mirrored=False)
    assert len(ring) == 1, "another clock begins anew"
    ring.clear()
    assert len(ring) == 0


def test_the_replay_is_mirrored_where_the_picture_is():
    ring, judge = ReplayRing(), Judge()
    image = np.zeros((20, 32, 3), np.uint8)
    image[:, :16] = 255
    for mirrored in (False, True):
        ring.clear()
        ring.add(image, {0: judge.rule(reading(0.0), 0.0)}, mirrored)
        (shot,) = ring.replay(0, "", "", "", last=True, may_appeal=False).shots
        assert (shot.image.pixelColor(2, 10).red() == 255) is not mirrored


def test_results_tell_who_won_and_walk_through_everybody(qtbot):
    screen = shown(qtbot, ResultsScreen)
    records = (record("Sora", survived=True), record("민지", 2), record("Jun", 3))
    bombs = (Bomb("a joke", 2, 1.5),)
    screen.show_result(MatchResult("hotseat", 0.8, records, bombs, "Sora"))
    assert screen.accessibleName() == "Full time! Sora wins"
    assert screen.shown_player == "Sora"
    screen.show_next(-1)
    assert screen.shown_player == "Jun"
    with qtbot.waitSignal(screen.again_requested):
        qtbot.mouseClick(screen.again, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.home_requested):
        qtbot.mouseClick(screen.home, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("mode", "about"), [("hotseat", "Hot seat · 2 players"), ("duel", "Duel · 2 players")]
)
def test_the_results_say_what_was_played(qtbot, mode, about):
    screen = shown(qtbot, ResultsScreen)
    records = (record("Sora", survived=True), record("민지", 2))
    screen.show_result(MatchResult(mode, 0.8, records, (), ""))
    assert about in screen.accessibleDescription()
    assert "Survival" not in screen.accessibleDescription()


@pytest.mark.parametrize(
    ("records", "headline"),
    [
        ((record("Sora"),), "Full time! 00:04"),
        ((record("Sora", survived=True),), "Full time! Not a muscle"),
        ((record("Sora"), record("Jun")), "Full time! A draw"),
    ],
)
def test_the_headline_is_about_what_happened(qtbot, records, headline):
    screen = shown(qtbot, ResultsScreen)
    screen.show_result(MatchResult("survival", 0.8, records, (), ""))
    assert screen.accessibleName() == headline


def test_who_hears_the_results_is_told_all_that_is_painted(qtbot):
    screen = shown(qtbot, ResultsScreen)
    records = (record("Sora", survived=True), record("민지", 2))
    screen.show_result(MatchResult("hotseat", 0.8, records, (Bomb("a joke", 2, 1.5),), "Sora"))
    told = screen.accessibleDescription()
    for words in (
        "Hot seat · 2 players · personal best: Sora",
        "Table: 1. Sora, 00:04, stone face; 2. 민지, 00:04, laughed",
        "민지: lasted 00:04; near misses 1; hardest held in 0.79, 0.01 from the line",
        "cards at 00:03; nearly laughed at 00:01; line 0.80",
        "What made you laugh: 1. a joke (cards: 2, after 1.5 s)",
    ):
        assert words in told
    assert screen.told_record.text().startswith("Sora: lasted 00:04")
    screen.show_next(1)
    assert screen.told_record.accessibleName().startswith("민지: lasted")
    assert [row.text()[:7] for row in screen.told_places if row.isVisible()] == [
        "1. Sora",
        "2. 민지, ",
    ]
    reached = set()
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    spoken = {screen.told_record, screen.told_bombs, *screen.told_places[:2]}
    assert spoken | {screen.records, screen.home, screen.again, screen.after} <= reached


@pytest.mark.parametrize("size", SIZES)
def test_the_others_are_a_click_away(qtbot, size):
    screen = shown(qtbot, ResultsScreen, size)
    alone, both = (record("Sora"),), (record("Sora"), record("민지", 2))
    screen.show_result(MatchResult("survival", 0.8, alone, (), ""))
    assert not screen.after.isVisible()
    screen.show_result(MatchResult("hotseat", 0.8, both, (), ""))
    assert min(screen.after.width(), screen.after.height()) >= Space.HIT
    assert not screen.before.geometry().intersects(screen.after.geometry())
    assert screen.after.accessibleName() == "Next player: 민지"
    qtbot.mouseClick(screen.after, Qt.MouseButton.LeftButton)
    assert screen.shown_player == "민지"
    qtbot.mouseClick(screen.before, Qt.MouseButton.LeftButton)
    assert screen.shown_player == "Sora"


def test_the_line_of_the_results_is_the_one_that_judged():
    points = [TracePoint(n / 10, 0.3, 0.9 if n < 20 else 0.6) for n in range(40)]
    line = line_of(points, 0.8)
    assert line == (Stretch(0.0, 2.0, 0.9), Stretch(2.0, 3.9, 0.6))
    assert line_words(line) == "line 0.90 → 0.60"
    assert line_of([], 0.8) == (Stretch(0.0, 0.0, 0.8),)
    assert line_of([TracePoint(1.0, 0.3)], 0.7) == (Stretch(1.0, 1.0, 0.7),)
    many = [TracePoint(float(n), 0.3, 0.5 + n / 100) for n in range(9)]
    assert line_words(line_of(many, 0.8)) == "line 0.50 → … → 0.58"


def test_a_line_that_moved_is_painted_in_steps(qtbot):
    screen = shown(qtbot, ResultsScreen)
    points = tuple(TracePoint(n / 10, 0.1, 0.9 if n < 20 else 0.5) for n in range(41))
    moved = PlayerRecord("Sora", "#FFD22E", 1, "00:04", "out", 0, None, points, ())
    screen.show_result(MatchResult("survival", 0.8, (moved,), (), ""))
    painted = screen.grab().toImage()
    line = screen._theme.palette.line

    def height(share):
        """Where the line is, as a smile, at a share of the plot's width."""
        x = round(PLOT.left() + share * PLOT.width())
        top = next(y for y in range(242, 430) if painted.pixelColor(x, y) == line)
        return (PLOT.bottom() - top - 2.5) / (PLOT.height() - 8)

    assert height(0.25) == pytest.approx(0.9, abs=0.02)
    assert height(0.75) == pytest.approx(0.5, abs=0.02)


def test_a_long_joke_is_written_smaller_until_it_fits(qtbot):
    card = shown(qtbot, JokeCard, (772, 112))
    card.show_joke(JokeView("A very long set-up " * 9, "and its punch line " * 9, 5.0, 0.5))
    assert card.grab().toImage().width() > 0
    assert card.accessibleName().startswith("A very long")


def test_the_stone_face_is_whose_smile_was_lowest_in_the_mean():
    lively = tuple(TracePoint(n / 10, 0.5) for n in range(40))
    calm = replace(record("Jun", 2), points=tuple(TracePoint(n / 10, 0.1) for n in range(40)))
    winner = replace(record("Sora"), points=lively)
    assert stone_face((winner, calm)).name == "Jun"
    assert calm.mean_smile == pytest.approx(0.1)
    assert stone_face((winner,)) is None
    assert stone_face((winner, replace(calm, points=()))) is None
