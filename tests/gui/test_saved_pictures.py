"""The pictures that are saved: a clip's and the two cards', as they are painted."""

from datetime import date

import numpy as np
import pytest

from laughgame.app.clip_plan import plan
from laughgame.app.picture_feed import picture_array
from laughgame.ui.clip_painting import ClipPainter
from laughgame.ui.replay import Replay
from laughgame.ui.screens.results import Bomb, MatchResult, PlayerRecord
from laughgame.ui.share_cards import SIZE, replay_card, result_card
from laughgame.ui.theme import DARK
from tests.clips import small_replay

DAY = date(2026, 11, 20)
NOBODY = Replay("Minji", "00:03", "", (), (), last=True, may_appeal=False)


def rgb(color):
    return np.array([color.red(), color.green(), color.blue()])


def share_of(picture, color, near=3):
    """How much of a picture has this colour."""
    return (np.abs(picture.astype(int) - rgb(color)).max(axis=2) <= near).mean()


def record(name, place=1, hardest=(0.79, -0.01), ending="out"):
    return PlayerRecord(name, "#6CC7FF", place, "00:04", ending, 1, hardest, (), ())


def result(*records):
    return MatchResult("hotseat", 0.8, records, (Bomb("a joke", 2, 1.5),), "")


@pytest.fixture
def painter(qapp):
    return ClipPainter(small_replay(), 720)


def painted(painter, still):
    return picture_array(painter.paint(still.place, still.offset_s, still.slow, still.called))


def test_each_picture_of_a_clip_shows_its_shot(painter):
    """Every shot is of a grey of its own: the face's place tells which one was painted."""
    replay = small_replay()
    for still in plan(replay, 12.5)[::9]:
        picture = painted(painter, still)
        assert picture.shape == (painter.size[1], 720, 3)
        shown = replay.shots[still.place].image.pixelColor(80, 45)
        middle = picture[180:240, 330:390]
        assert np.abs(middle.astype(int) - rgb(shown)).max() <= 1


def test_the_gauge_of_a_clip_stands_at_the_smile(painter):
    replay = small_replay()
    stills = plan(replay, 12.5)
    calm = painted(painter, stills[0])
    over = painted(painter, next(still for still in stills if still.offset_s > 0.1))
    called = painted(painter, stills[-1])
    column = slice(600, 690)
    assert share_of(calm[:, column], DARK.sky) > 0.05
    assert share_of(over[:, column], DARK.card) > 0.3
    assert share_of(called[:, column], DARK.out) > 0.3
    # The line, where nothing is over it.
    assert share_of(calm[80:200, 610:625], DARK.line) > 0.02
    # The verdict, which nothing else in the upper left corner is painted like.
    corner = slice(20, 150), slice(20, 330)
    assert share_of(called[corner], DARK.chalk) > 0.2 > share_of(over[corner], DARK.chalk)


def test_a_clip_is_the_same_each_time_and_wears_no_theme(painter):
    still = plan(small_replay(), 12.5)[-1]
    again = ClipPainter(small_replay(), 720)
    assert (painted(painter, still) == painted(again, still)).all()


@pytest.mark.parametrize("width", [480, 720])
def test_the_sizes_of_films_are_even(qapp, width):
    wide, high = ClipPainter(small_replay(), width).size
    assert (wide, wide % 2, high % 2) == (width, 0, 0)


def test_of_nothing_there_is_no_clip(qapp):
    with pytest.raises(ValueError, match="without pictures"):
        ClipPainter(NOBODY, 720)


@pytest.mark.parametrize("last", [True, False])
def test_the_card_of_a_replay_has_face_strip_and_verdict(qapp, last):
    replay = small_replay(last=last)
    card = picture_array(replay_card(replay, DAY))
    assert card.shape == (SIZE[1], SIZE[0], 3)
    assert (card == picture_array(replay_card(replay, DAY))).all()
    face = replay.shots[-1].image.pixelColor(80, 45)
    assert share_of(card[60:260, 900:1080], face) > 0.8
    for number, exhibit in enumerate(replay.exhibits):
        shown = replay.shots[exhibit.place].image.pixelColor(80, 45)
        left = 60 + 149 * number
        assert share_of(card[450:500, left + 40 : left + 120], shown) > 0.8, number
    assert share_of(card[20:260, 200:800], DARK.chalk) > 0.1
    ground = DARK.out if last else DARK.card
    assert share_of(card[:30, :200], ground) > 0.3
    assert share_of(card, DARK.ink) > 0.05


def test_a_card_without_pictures_can_be_painted_all_the_same(qapp):
    assert share_of(picture_array(replay_card(NOBODY, DAY)), DARK.chalk) > 0.05


def test_the_card_of_a_game_names_the_hardest_laugh_of_all(qapp):
    hers, his = record("Sora", hardest=(0.78, -0.02)), record("Jun", 2, hardest=(0.85, 0.05))
    both = picture_array(result_card(result(hers, his), "Full time! Sora wins", DAY))
    assert both.shape == (SIZE[1], SIZE[0], 3)
    # The bar ends at the smile: 0.85 of its breadth is his.
    held = both[500:515, 68:601]
    filled = (np.abs(held.astype(int) - rgb(DARK.card)).max(axis=2) <= 3).any(axis=0)
    assert np.flatnonzero(filled)[-1] / 533 == pytest.approx(0.85, abs=0.01)
    alone = picture_array(result_card(result(hers), "Full time! 00:04", DAY))
    assert (both != alone).any(axis=2).mean() > 0.01


def test_where_few_players_leave_room_the_joke_that_did_it_is_told(qapp):
    below = slice(330, 555), slice(690, 1130)
    jokes = MatchResult("survival", 0.8, (record("Sora"),), (Bomb("Why? " * 60, 1, 2.0),), "")
    told = picture_array(result_card(jokes, "Full time! 00:04", DAY))
    assert share_of(told[below], DARK.ink) > 0.004
    assert share_of(told[330:535, 1134:1154], DARK.chalk) == 1.0, "it stays within the table"
    none = MatchResult("survival", 0.8, (record("Sora"),), (), "")
    assert share_of(picture_array(result_card(none, "", DAY))[below], DARK.chalk) == 1.0


def test_a_game_in_which_nobody_held_anything_in_says_so(qapp):
    card = picture_array(result_card(result(record("Sora", hardest=None)), "Full time!", DAY))
    assert share_of(card[480:530, 60:610], DARK.card) == 0


@pytest.mark.parametrize("headline", ["Full time! " + "W" * 24 + " wins", "종료! " + "민" * 24])
def test_a_long_name_stays_on_its_side(qapp, headline):
    card = picture_array(result_card(result(record("W" * 24)), headline, DAY))
    gutter = card[60:330, 632:650]
    assert share_of(gutter, DARK.text) == 0
