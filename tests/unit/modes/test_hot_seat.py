"""Hot seat: in turn, before the same deck, with one table at the end."""

import pytest

from laughgame.game.judge import JudgeSettings
from laughgame.game.modes.hot_seat import HotSeat
from laughgame.game.modes.mode import Player
from laughgame.game.turn import TurnRules
from tests.unit.modes.playing import CALM, LAUGH, Table, deck

PLAYERS = [Player("Minji"), Player("Jun"), Player("Sora")]


def hot_seat():
    return Table(HotSeat(PLAYERS, TurnRules(limit_s=20), deck))


def test_everybody_sits_before_the_same_deck_and_the_longest_face_wins():
    table, first_items = hot_seat(), []
    for number, calm_s in enumerate((3.0, 9.0, 6.0)):
        assert table.mode.waiting is PLAYERS[number + 1] if number < 2 else True
        views = table.show(calm_s, CALM)
        first_items.append([view.item.name for view in views[:60]])
        assert views[-1].active == number
        assert table.show(1.0, LAUGH)[-1].seats[number].turn.ending is not None
        if number < 2:
            assert not table.mode.over
            assert table.mode.next_player() is PLAYERS[number + 1]
    assert table.mode.over
    assert first_items[0] == first_items[1] == first_items[2]
    assert [line.player.name for line in table.mode.standings] == ["Jun", "Sora", "Minji"]
    assert [kill.player for kill in table.mode.kills] == ["Minji", "Jun", "Sora"]


def test_nobody_sits_down_during_a_turn_or_after_the_last():
    table = hot_seat()
    table.show(1.0, CALM)
    with pytest.raises(ValueError, match="nobody can sit down"):
        table.mode.next_player()
    for _ in PLAYERS[1:]:
        table.show(1.0, LAUGH)
        table.mode.next_player()
    table.show(2.0, LAUGH)
    assert table.mode.over
    with pytest.raises(ValueError, match="nobody can sit down"):
        table.mode.next_player()


def test_between_two_turns_nobody_is_judged():
    table = hot_seat()
    table.show(1.0, CALM)
    table.show(1.0, LAUGH)
    before = table.mode.standings
    table.show(5.0, LAUGH)
    assert table.mode.standings == before


def test_rules_and_pauses_reach_who_sits_there():
    table = hot_seat()
    table.mode.change(TurnRules(JudgeSettings(threshold=0.9), limit_s=3))
    table.mode.pause()
    table.show(2.0, LAUGH)
    assert not table.mode.present.over
    table.mode.resume()
    table.show(3.5, CALM)
    assert table.mode.present.over
    table.mode.next_player()
    assert table.mode.present.rules.limit_s == 3


def test_one_player_is_no_hot_seat():
    with pytest.raises(ValueError, match="of 2–4 players"):
        HotSeat(PLAYERS[:1], TurnRules(), deck)


def test_who_sits_down_during_a_pause_is_not_judged_before_its_end():
    table = hot_seat()
    table.show(1.0, LAUGH)
    table.mode.pause()
    table.mode.next_player()
    table.show(2.0, LAUGH)
    assert not table.mode.present.over
    table.mode.resume()
    table.show(1.0, LAUGH)
    assert table.mode.present.over


def test_an_appeal_is_that_of_who_sits_there():
    table = hot_seat()
    table.show(1.0, LAUGH)
    table.mode.next_player()
    table.show(1.0, LAUGH)
    assert table.mode.present.over
    table.mode.appeal(granted=True)
    assert not table.mode.present.over
    assert [kill.player for kill in table.mode.kills] == ["Minji"]
