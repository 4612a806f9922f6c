"""Survival: the deck plays by judged time, and a laugh is booked to what it was about."""

import pytest

from laughgame.game.cards import Discipline, Style
from laughgame.game.judge import JudgeSettings
from laughgame.game.modes.mode import Player
from laughgame.game.modes.survival import Survival
from laughgame.game.personal_range import PersonalRange
from laughgame.game.turn import Ending, TurnRules
from tests.unit.modes.playing import CALM, LAUGH, Table, deck

MINJI = Player("Minji")


def survival(rules=None, **dealt):
    return Survival(MINJI, rules or TurnRules(), deck(**dealt))


def test_a_laugh_ends_it_and_is_booked_to_the_item_of_that_moment():
    table = Table(survival())
    table.show(6.0, CALM)
    present = table.mode.deck.item
    views = table.show(1.0, LAUGH)
    assert views[-1].over
    (kill,) = table.mode.kills
    assert (kill.item, kill.player) == (present.name, "Minji")
    assert kill.after_s == pytest.approx(2.6, abs=0.3)
    (line,) = table.mode.standings
    assert (line.place, line.player, line.result.ending) == (1, MINJI, Ending.OUT)


def test_the_deck_waits_for_who_hides_or_pauses():
    table = Table(survival())
    table.show(2.0, CALM)
    before = table.mode.deck.since_s
    assert table.show(4.0, None)[-1].item_s == before
    table.show(1.0, CALM)
    table.mode.pause()
    paused = table.mode.deck.since_s
    assert table.show(4.0, CALM)[-1].item_s == paused
    table.mode.resume()
    assert table.show(1.0, CALM)[-1].seats[0].turn.snapshot.paused is False
    assert table.mode.deck.since_s > paused or table.mode.deck.item is not None


def test_a_granted_appeal_takes_the_laugh_from_the_items_account():
    table = Table(survival())
    table.show(2.0, CALM)
    table.show(1.0, LAUGH)
    table.mode.appeal(granted=True)
    assert not table.mode.over
    assert table.mode.kills == ()
    table.show(1.0, CALM)
    table.show(1.0, LAUGH)
    assert len(table.mode.kills) == 1
    with pytest.raises(ValueError, match="one appeal"):
        table.mode.appeal(granted=True)


def test_a_rejected_appeal_and_a_card_for_hiding_leave_the_account_alone():
    table = Table(survival(TurnRules(discipline=Discipline(Style.CARDS))))
    table.show(2.0, CALM)
    table.show(1.0, LAUGH)
    table.mode.appeal(granted=False)
    assert len(table.mode.kills) == 1
    hiding = Table(survival())
    hiding.show(1.0, CALM)
    hiding.show(11.0, None)
    assert hiding.mode.standings[0].result.ending is Ending.HIDING
    hiding.mode.appeal(granted=True)
    assert not hiding.mode.over


def test_the_time_agreed_is_survived_and_rules_may_change_before():
    table = Table(survival(TurnRules(limit_s=30)))
    table.show(3.0, CALM)
    table.mode.change(TurnRules(JudgeSettings(threshold=0.5), limit_s=5))
    table.show(3.0, CALM)
    assert table.mode.result.ending is Ending.SURVIVED


def test_the_same_seed_and_faces_give_the_same_game():
    def played():
        table = Table(survival(TurnRules(discipline=Discipline(Style.LIVES)), seed=3))
        views = []
        for seconds, smile in ((3, CALM), (1, LAUGH), (5, CALM), (2, None), (4, LAUGH)):
            views += table.show(seconds, smile)
        return views, table.mode.kills, table.mode.standings

    assert played() == played()


def test_a_range_found_during_the_game_judges_from_then_on():
    table = Table(survival())
    assert not table.mode.may_appeal, "there is no card yet"
    table.mode.use_range(PersonalRange(0.45))
    assert table.mode.player == Player("Minji", PersonalRange(0.45))
    table.show(1.0, 0.45)
    assert not table.show(2.0, 0.85)[-1].over
    assert table.show(1.0, LAUGH)[-1].over
    assert table.mode.may_appeal


def test_lives_left_are_told_as_they_go():
    table = Table(survival(TurnRules(discipline=Discipline(Style.LIVES, 3))))
    assert table.mode.left == 3
    for left in (2, 1, 0):
        table.show(1.0, LAUGH)
        table.show(1.0, CALM)
        assert table.mode.left == left
