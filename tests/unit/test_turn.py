"""One player's turn: laughs cost cards, hidden and paused time is nobody's, one appeal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.cards import Card, Discipline, Offence, Style
from laughgame.game.judge import RESTART_GAP_S, JudgeSettings, Verdict
from laughgame.game.personal_range import PersonalRange
from laughgame.game.presence import Presence
from laughgame.game.turn import PARDON_S, Ending, Turn, TurnRules
from tests.readings import FACE, reading

CALM, LAUGH, GONE = 0.1, 0.95, None
TURNED = replace(FACE, yaw=1.2)


class Player:
    def __init__(self, rules=None, rate=30, **kept):
        self.turn, self.rate, self.step = Turn(rules or TurnRules(), **kept), rate, 0

    @property
    def time_s(self):
        return self.step / self.rate

    def show(self, seconds, smile, face=FACE):
        views = []
        for _ in range(round(seconds * self.rate)):
            shown = None
            if smile is not None:
                shown = replace(reading(self.time_s, smile), face=face)
            views.append(self.turn.feed(shown, self.time_s))
            self.step += 1
        return views


def cards(views):
    return [view.shown for view in views if view.shown is not None]


def test_a_straight_face_survives_to_the_limit_and_the_turn_stays_ended():
    player = Player(TurnRules(limit_s=5))
    views = player.show(6, CALM)
    assert views[-1].ending is Ending.SURVIVED
    result = player.turn.result
    assert result.survived_s == pytest.approx(5, abs=0.05)
    player.show(2, LAUGH)
    assert player.turn.result == result


def test_the_first_laugh_ends_a_sudden_turn():
    player = Player()
    player.show(3, CALM)
    views = player.show(2, LAUGH)
    (shown,) = cards(views)
    assert (shown.card, shown.offence) == (Card.RED, Offence.LAUGH)
    assert views[-1].ending is player.turn.ending is Ending.OUT
    assert 3 < player.turn.result.survived_s < 4
    assert player.turn.result.moments[0].out


def test_yellow_first_where_that_was_agreed_and_each_laugh_once():
    player = Player(TurnRules(discipline=Discipline(Style.CARDS)))
    player.show(1, CALM)
    views = [*player.show(2, LAUGH), *player.show(1, CALM), *player.show(2, LAUGH)]
    assert [one.card for one in cards(views)] == [Card.YELLOW, Card.RED]
    assert [one.left for one in cards(views)] == [1, 0]


@pytest.mark.parametrize(("smile", "face"), [(GONE, FACE), (LAUGH, TURNED), (CALM, TURNED)])
def test_hiding_gains_nothing_and_is_no_laugh(smile, face):
    player = Player()
    player.show(2, CALM)
    views = player.show(4.5, smile, face)
    assert views[-1].attendance.presence is Presence.HIDDEN
    assert not cards(views)
    assert all(view.snapshot.ruling.verdict is Verdict.PAUSED for view in views)
    assert player.turn.result.survived_s == pytest.approx(2, abs=0.05)
    player.show(2, CALM)
    # A third of a second until the round trusts that they are back.
    assert player.turn.result.survived_s == pytest.approx(3.7, abs=0.1)


def test_who_stays_hidden_is_warned_and_in_the_end_shown_a_card():
    player = Player()
    player.show(1, CALM)
    views = player.show(11, GONE)
    assert [n / 30 for n, view in enumerate(views) if view.attendance.warned] == pytest.approx(
        [5, 10], abs=0.04
    )
    (shown,) = cards(views)
    assert shown.offence is Offence.HIDING
    assert views[-1].ending is Ending.HIDING
    assert player.turn.result.warnings == 2


def test_a_pause_is_nobodys_time_and_nobody_is_warned_for_it():
    player = Player()
    player.show(2, CALM)
    player.turn.pause()
    assert player.turn.paused
    assert not cards(player.show(30, GONE))
    assert not cards(player.show(5, LAUGH))
    player.turn.resume()
    player.show(2, CALM)
    assert player.turn.result.survived_s == pytest.approx(4, abs=0.1)
    assert player.turn.result.warnings == 0


def test_who_pauses_again_and_again_laughs_no_longer_than_anybody():
    player = Player()
    player.show(1, CALM)
    for _ in range(10):
        player.show(0.3, LAUGH)
        player.turn.pause()
        player.show(0.1, LAUGH)
        player.turn.resume()
    assert player.turn.ending is Ending.OUT
    assert player.turn.result.survived_s < 2


def test_a_pause_takes_back_no_hidden_second():
    player = Player()
    for _ in range(3):
        player.show(4, GONE)
        player.turn.pause()
        player.show(1, CALM)
        player.turn.resume()
    assert player.turn.ending is Ending.HIDING


def test_a_granted_appeal_takes_the_card_back_and_the_turn_goes_on():
    player = Player()
    assert not player.turn.may_appeal
    player.show(1, CALM)
    player.show(1, LAUGH)
    assert player.turn.may_appeal
    assert player.turn.appeal(granted=True).card is Card.RED
    assert player.turn.ending is None
    assert player.show(2, CALM)[-1].left == 1
    assert player.turn.result.survived_s > 3
    player.show(1, LAUGH)
    assert player.turn.ending is Ending.OUT
    with pytest.raises(ValueError, match="one appeal a turn"):
        player.turn.appeal(granted=True)


def test_the_smile_that_was_appealed_against_costs_nothing_until_it_fell():
    player = Player(TurnRules(discipline=Discipline(Style.LIVES, 3)))
    player.show(1, CALM)
    player.show(1, LAUGH)
    player.turn.appeal(granted=True)
    assert not cards(player.show(5, LAUGH))
    assert [one.out for one in player.turn.result.moments] == [False]
    player.show(1, CALM)
    assert len(cards(player.show(1, LAUGH))) == 1
    assert [one.out for one in player.turn.result.moments] == [False, True]


def test_no_granted_appeal_is_a_leave_to_laugh_to_the_end():
    player = Player()
    player.show(1, CALM)
    player.show(1, LAUGH)
    player.turn.appeal(granted=True)
    views = player.show(PARDON_S + 2, LAUGH)
    assert player.turn.ending is Ending.OUT
    (number,) = [n for n, view in enumerate(views) if view.laughed]
    hold_s = player.turn.rules.judge.hold_s
    assert number / player.rate == pytest.approx(PARDON_S + hold_s, abs=0.1)
    assert any(view.snapshot.ruling.verdict is Verdict.WARNING for view in views[:number][-5:])


def test_laughing_every_second_frame_is_hiding():
    player = Player()
    player.show(1, CALM)
    for _ in range(900):
        player.show(1 / 30, LAUGH)
        player.show(1 / 30, GONE)
    assert player.turn.ending is Ending.HIDING


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_a_moment_that_is_none_is_refused_and_changes_nothing(broken):
    player = Player()
    player.show(1, CALM)
    before = player.turn.result
    with pytest.raises(ValueError, match="finite"):
        player.turn.feed(None, broken)
    with pytest.raises(ValueError, match="smile must be within"):
        player.turn.feed(reading(player.time_s, broken), player.time_s)
    assert player.turn.result == before
    assert player.show(1, CALM)[-1].attendance.presence is Presence.SEEN


def test_two_twitches_beside_a_pause_are_no_near_miss():
    player = Player()
    player.show(1, CALM)
    player.show(0.1, 0.75)
    player.turn.pause()
    player.show(1, CALM)
    player.turn.resume()
    player.show(0.1, 0.75)
    player.show(1, CALM)
    assert player.turn.result.moments == ()


def test_a_rejected_appeal_is_spent_and_changes_nothing():
    player = Player()
    player.show(1, CALM)
    player.show(1, LAUGH)
    before = player.turn.result
    assert player.turn.appeal(granted=False).card is Card.RED
    assert player.turn.result == before
    assert not player.turn.may_appeal


def test_who_survived_with_a_yellow_card_has_nothing_to_appeal_against():
    player = Player(TurnRules(discipline=Discipline(Style.CARDS)))
    player.show(1, CALM)
    player.show(1, LAUGH)
    player.turn.end()
    assert player.turn.ending is Ending.SURVIVED
    with pytest.raises(ValueError, match="against the last card"):
        player.turn.appeal(granted=True)


def test_the_deck_may_end_a_turn_but_not_undo_an_out():
    player = Player()
    player.show(1, CALM)
    player.show(1, LAUGH)
    player.turn.end()
    assert player.turn.ending is Ending.OUT


def test_rules_changed_by_a_streamer_count_from_the_next_reading_on():
    player = Player(TurnRules(JudgeSettings(threshold=0.9)))
    assert not cards([*player.show(1, CALM), *player.show(2, 0.85)])
    stricter = TurnRules(JudgeSettings(threshold=0.7), Discipline(Style.LIVES, 2))
    player.turn.change(stricter)
    assert player.turn.rules is stricter
    (shown,) = cards(player.show(1, 0.85))
    assert (shown.card, shown.left) == (Card.YELLOW, 1)


def test_a_personal_range_moves_what_counts_as_a_laugh():
    smiley = Player(personal=PersonalRange(0.45))
    smiley.show(1, 0.45)
    assert not cards(smiley.show(2, 0.85))
    assert cards(smiley.show(2, 0.95))


def test_a_range_may_be_found_after_the_turn_began():
    smiley = Player()
    smiley.turn.use_range(PersonalRange(0.45))
    smiley.show(1, 0.45)
    assert not cards(smiley.show(2, 0.85))


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(ValueError, match="limit_s must be more than 0"):
        TurnRules(limit_s=0)


@given(
    st.lists(st.tuples(st.floats(0.1, 2), st.sampled_from([CALM, 0.7, LAUGH, GONE])), max_size=12),
    st.sampled_from([15, 60]),
)
def test_the_same_turn_ends_alike_at_every_rate(stretches, rate):
    """Within one reading's time."""
    reference, other = Player(rate=30), Player(rate=rate)
    for seconds, smile in stretches:
        # A whole number of readings at every rate.
        whole = max(1, round(seconds * 15)) / 15
        reference.show(whole, smile)
        other.show(whole, smile)
    assert len(reference.turn.result.cards) == len(other.turn.result.cards)
    assert reference.turn.ending is other.turn.ending


@given(
    st.lists(
        st.tuples(
            st.floats(0.05, 1.5),
            st.sampled_from([CALM, 0.7, 0.82, LAUGH, GONE]),
            st.sampled_from([None, None, None, "pause", "resume", "appeal", "rules"]),
            st.floats(0.01, 0.3),
            st.floats(0, 1.0),
        ),
        max_size=14,
    ),
    st.sampled_from([5, 15, 30]),
)
def test_no_laugh_costs_a_card_that_the_player_did_not_see_coming(stretches, rate):
    """Through hiding, pauses, appeals and changes of the rules."""
    lives = Discipline(Style.LIVES, 9)
    player = Player(TurnRules(discipline=lives), rate=rate)
    warned = False
    paused_s = None
    for seconds, smile, act, margin, hold_s in stretches:
        if act == "pause" and not player.turn.paused:
            player.turn.pause()
            paused_s = player.time_s
        elif act == "resume" and paused_s is not None:
            player.turn.resume()
            if player.time_s - paused_s > RESTART_GAP_S:
                warned = False  # after it everything begins anew
            paused_s = None
        elif act == "appeal" and player.turn.may_appeal:
            player.turn.appeal(granted=True)
            warned = False
        elif act == "rules":
            judge = JudgeSettings(warning_margin=margin, hold_s=hold_s)
            player.turn.change(TurnRules(judge, lives))
        for view in player.show(seconds, smile):
            assert warned or not view.laughed
            if view.snapshot.ruling.verdict is not Verdict.PAUSED:
                warned = view.snapshot.ruling.verdict is Verdict.WARNING
