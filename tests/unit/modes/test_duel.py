"""Duel: everybody keeps their seat, and the last straight face wins."""

import pytest

from laughgame.game.modes.duel import Duel
from laughgame.game.modes.mode import Player
from laughgame.game.personal_range import PersonalRange
from laughgame.game.turn import Ending, TurnRules
from tests.unit.modes.playing import CALM, LAUGH, Table

MINJI, JUN, SORA = Player("Minji"), Player("Jun"), Player("Sora")


def duel(*players, rules=None):
    return Table(Duel(players or (MINJI, JUN), rules or TurnRules()))


def names(table):
    return [(line.place, line.player.name) for line in table.mode.standings]


def test_it_begins_when_everybody_is_there():
    table = duel()
    views = table.show(1.0, LAUGH)
    assert not table.mode.begun
    assert [seat.turn for seat in views[-1].seats] == [None, None]
    table.show(0.1, CALM, CALM)
    assert table.mode.begun


def test_the_last_straight_face_wins():
    table = duel(MINJI, JUN, SORA)
    table.show(2.0, CALM, CALM, CALM)
    table.show(1.0, CALM, LAUGH, CALM)
    assert not table.mode.over
    table.show(1.0, LAUGH, CALM, CALM)
    assert table.mode.over
    assert names(table) == [(1, "Sora"), (2, "Minji"), (3, "Jun")]
    assert table.mode.standings[0].result.survived
    assert table.mode.kills == ()


def test_both_at_once_is_a_draw():
    table = duel()
    table.show(2.0, CALM, CALM)
    table.show(1.0, LAUGH, LAUGH)
    assert table.mode.over
    assert names(table) == [(1, "Minji"), (1, "Jun")]


def test_an_appeal_brings_the_other_one_back():
    table = duel()
    table.show(1.0, CALM, CALM)
    table.show(1.0, LAUGH, CALM)
    assert table.mode.over
    before = table.mode.turns[1].result.survived_s
    table.show(1.0, CALM, LAUGH)
    assert table.mode.turns[1].result.survived_s == before, "over is over"
    table.mode.turns[0].appeal(granted=True)
    table.show(2.0, CALM, CALM)
    assert not table.mode.over


def test_a_face_that_was_lost_takes_its_seat_again_and_nobody_elses():
    table = duel()
    table.show(1.0, CALM, CALM)
    table.show(2.0, None, CALM)
    table.tracks = [21, 12]
    table.show(1.0, CALM, CALM)
    table.show(1.0, LAUGH, CALM)
    assert table.mode.turns[0].ending is Ending.OUT
    assert table.mode.turns[1].ending is None


def test_the_last_one_left_wins_however_short_they_were_seen():
    table = duel()
    table.show(1.0, CALM, CALM)
    table.show(4.0, None, CALM)
    table.show(1.0, CALM, LAUGH)
    assert names(table) == [(1, "Minji"), (2, "Jun")]


def test_once_over_no_card_is_shown_again():
    table = duel()
    table.show(1.0, CALM, CALM)
    views = [*table.show(1.0, LAUGH, CALM), *table.show(1.0, CALM, CALM)]
    assert sum(seat.turn.shown is not None for view in views for seat in view.seats) == 1


def test_two_who_were_lost_at_once_take_their_own_seats_again():
    table = duel()
    table.show(1.0, CALM, CALM)
    table.show(1.2, None, None)
    table.tracks = [22, 21]
    table.show(1.0, CALM, CALM)
    table.show(1.0, CALM, LAUGH)
    assert [turn.ending for turn in table.mode.turns] == [None, Ending.OUT]


def test_it_begins_with_the_largest_where_there_are_too_many():
    table = duel()
    table.show(0.5, CALM, CALM, CALM)
    assert table.mode.begun


def test_a_passer_by_is_nobody():
    table = duel()
    table.show(1.0, CALM, CALM)
    table.show(2.0, CALM, CALM, LAUGH)
    assert not table.mode.over
    table.show(1.0, CALM, None, LAUGH)
    assert table.mode.turns[1].ending is None, "400 pixels away is not the second seat"


def test_one_who_hides_is_paused_alone():
    table = duel()
    table.show(1.0, CALM, CALM)
    table.show(3.0, None, CALM)
    one, other = (turn.result.survived_s for turn in table.mode.turns)
    assert other - one == pytest.approx(3.0, abs=0.1)


def test_pauses_rules_and_ranges_reach_every_seat():
    table = duel(Player("Minji", PersonalRange(0.5)), JUN)
    table.show(0.5, CALM, CALM)
    table.mode.pause()
    table.show(1.0, LAUGH, LAUGH)
    assert not table.mode.over
    table.mode.resume()
    table.show(0.5, CALM, CALM)
    table.mode.change(TurnRules(limit_s=60))
    table.show(1.0, 0.85, 0.85)
    assert [turn.ending for turn in table.mode.turns] == [None, Ending.OUT]


@pytest.mark.parametrize("count", [1, 5])
def test_a_duel_is_of_two_to_four(count):
    with pytest.raises(ValueError, match="a duel is of 2–4 players"):
        Duel([MINJI] * count, TurnRules())


def test_while_it_is_played_nobody_has_survived_yet():
    table = duel()
    table.show(1.0, CALM, CALM)
    assert [line.result.ending for line in table.mode.standings] == [None, None]
