"""Cards and lives: what a laugh costs in every style, and what hiding does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.cards import (
    MOST_LIVES,
    WARNINGS_A_CARD,
    Booking,
    Card,
    Discipline,
    Offence,
    Style,
)

YELLOW, RED = Card.YELLOW, Card.RED

disciplines = st.builds(Discipline, st.sampled_from(Style), st.integers(1, MOST_LIVES))


@pytest.mark.parametrize(
    ("discipline", "cards"),
    [
        (Discipline(), [RED]),
        (Discipline(Style.CARDS), [YELLOW, RED]),
        (Discipline(Style.LIVES), [YELLOW, YELLOW, RED]),
        (Discipline(Style.LIVES, 1), [RED]),
    ],
)
def test_each_style_shows_its_cards_and_none_after_red(discipline, cards):
    booking = Booking(discipline)
    assert booking.left == len(cards)
    for number, card in enumerate(cards, start=1):
        shown = booking.laugh()
        assert (shown.card, shown.offence) == (card, Offence.LAUGH)
        assert shown.left == booking.left == len(cards) - number
    assert booking.laugh() is None
    assert [one.card for one in booking.shown] == cards


@given(disciplines)
def test_red_comes_once_and_exactly_with_the_last_life(discipline):
    booking = Booking(discipline)
    shown = [booking.laugh() for _ in range(discipline.allowed)]
    assert [one.card for one in shown] == [YELLOW] * (discipline.allowed - 1) + [RED]
    assert booking.left == 0


def test_hiding_costs_a_card_only_when_warned_again():
    booking = Booking(Discipline(Style.CARDS))
    shown = [booking.warn() for _ in range(2 * WARNINGS_A_CARD)]
    first, second = (one for one in shown if one is not None)
    assert shown[0] is None
    assert (first.card, first.offence) == (YELLOW, Offence.HIDING)
    assert second.card is RED


def test_a_card_that_was_taken_back_is_as_if_it_was_never_shown():
    booking = Booking(Discipline(Style.CARDS))
    booking.laugh()
    assert booking.laugh().card is RED
    assert booking.take_back().card is RED
    assert booking.left == 1
    assert booking.laugh().card is RED


@given(disciplines, disciplines, st.integers(0, MOST_LIVES))
def test_another_style_mid_game_counts_on_and_ends_nobody_by_itself(before, after, laughs):
    booking = Booking(before)
    for _ in range(min(laughs, before.allowed - 1)):
        booking.laugh()
    booking.change(after)
    assert all(one.card is YELLOW for one in booking.shown)
    nxt = booking.laugh()
    assert (nxt.card is RED) == (len(booking.shown) >= after.allowed)
    assert booking.left == 0 if nxt.card is RED else booking.left >= 1


@pytest.mark.parametrize("lives", [0, MOST_LIVES + 1])
def test_lives_that_make_no_game_are_refused(lives):
    with pytest.raises(ValueError, match="lives must be 1–9"):
        Discipline(Style.LIVES, lives)
