"""The deck: without repeats, the same for the same seed, and who laughed about what."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.deck import DELAY_S, Deck, DeckPlay, Item, ItemKind, Kill, killers


def items(count, seconds=5.0):
    return [Item(f"joke {number}", ItemKind.JOKE, seconds) for number in range(count)]


@given(st.integers(1, 12), st.integers(0, 1000), st.integers(1, 60))
def test_every_item_comes_before_any_comes_again(count, seed, draws):
    deck = Deck(items(count), seed)
    drawn = [deck.draw().name for _ in range(draws)]
    often = Counter(drawn)
    assert max(often.values()) - (min(often.values()) if len(often) == count else 0) <= 1
    if count > 1:
        assert all(one != other for one, other in pairwise(drawn))


@given(st.integers(2, 12), st.integers(0, 1000))
def test_the_same_seed_gives_the_same_order(count, seed):
    one, other = Deck(items(count), seed), Deck(items(count), seed)
    assert [one.draw() for _ in range(40)] == [other.draw() for _ in range(40)]


def test_different_seeds_give_different_orders():
    orders = set()
    for seed in range(10):
        deck = Deck(items(10), seed)
        orders.add(tuple(deck.draw().name for _ in range(10)))
    assert len(orders) == 10


def test_a_deck_plays_by_the_seconds_that_were_played():
    play = DeckPlay(Deck(items(3, seconds=5.0), 1))
    first = play.item
    assert not play.advance(4.5)
    assert not play.advance(0.0), "a paused round pauses its joke"
    assert play.since_s == 4.5
    assert play.advance(1.0)
    assert play.item != first
    assert play.since_s == pytest.approx(0.5)
    assert play.advance(11.0), "a long step passes over whole items"
    assert play.since_s == pytest.approx(1.5)


def test_a_laugh_at_the_seam_is_about_the_item_before():
    play = DeckPlay(Deck(items(3, seconds=5.0), 1))
    first = play.item
    assert play.to_blame() == (first, 0.0), "there is none before the first"
    play.advance(5.0 + DELAY_S / 2)
    assert play.to_blame() == (first, 5.0 + DELAY_S / 2)
    play.advance(DELAY_S)
    assert play.to_blame() == (play.item, pytest.approx(DELAY_S * 1.5))
    second = play.item
    play.skip()
    assert play.item != second
    assert play.since_s == 0
    play.advance(0.5)
    assert play.to_blame() == (second, pytest.approx(DELAY_S * 1.5 + 0.5))


def test_killers_are_told_with_their_victims():
    rows = killers(
        [
            Kill("pie", "Minji", 4.0),
            Kill("duck", "Jun", 2.0),
            Kill("pie", "Jun", 2.0),
            Kill("pie", "Jun", 6.0),
            Kill("hat", "Minji", 1.0),
        ]
    )
    assert [row.item for row in rows] == ["pie", "hat", "duck"]
    pie = rows[0]
    assert (pie.kills, pie.fastest_s, pie.median_s) == (3, 2.0, 4.0)
    assert pie.victims == ("Jun", "Minji")
    assert killers([]) == []


def test_what_cannot_be_played_is_refused():
    with pytest.raises(ValueError, match="at least one item"):
        Deck([], 0)
    with pytest.raises(ValueError, match="pie must take more than 0 s"):
        Item("pie", ItemKind.ACT, 0.0)
