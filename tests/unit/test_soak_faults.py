"""The faults of a soak: all of them, by turns, from a seed; and when each of them is over."""

from itertools import pairwise
from math import inf

import pytest

from laughgame.app.soaking.faults import APART_S, FIRST_S, Spell, shuffled, spells
from laughgame.vision.sources.fake_script import FakeScript, Fault, Verb


def test_the_same_seed_is_the_same_script() -> None:
    assert shuffled(7, 600) == shuffled(7, 600)
    assert shuffled(7, 600) != shuffled(8, 600)


@pytest.mark.parametrize("seed", range(5))
def test_in_twenty_minutes_everything_goes_wrong_and_nothing_for_good(seed: int) -> None:
    script = shuffled(seed, 1200)
    wrong = spells(script)

    assert {fault.verb for fault in script.faults} == set(Verb)
    assert wrong[0].begin_s == FIRST_S
    assert wrong[-1].begin_s < 1200
    for spell, following in pairwise(wrong):
        assert APART_S[0] <= following.begin_s - spell.begin_s <= APART_S[1]
        assert spell.end_s + 3 < following.begin_s, "time to be well again"
        both = [fault.verb for fault in script.during(following.begin_s)]
        assert set(both) - {Verb.CLOCK_JUMP} <= {following.verb}


def test_every_verb_has_its_turn_before_one_comes_again() -> None:
    first = spells(shuffled(3, 10_000))[: len(Verb)]

    # The replug has an unplug of its own.
    verbs = [spell.verb for spell in first]
    assert sorted(verbs) == sorted([*(set(Verb) - {Verb.REPLUG}), Verb.UNPLUG])


def test_a_fault_is_over_when_its_script_says_so() -> None:
    script = FakeScript(
        (
            Fault(Verb.UNPLUG, 1),
            Fault(Verb.BLACK, 2, 3),
            Fault(Verb.REPLUG, 4),
            Fault(Verb.CLOCK_JUMP, 5, value=60),
            Fault(Verb.DENIED, 6),
        )
    )

    assert spells(script) == (
        Spell(Verb.UNPLUG, 1, 4),
        Spell(Verb.BLACK, 2, 5),
        Spell(Verb.CLOCK_JUMP, 5, 5),
        Spell(Verb.DENIED, 6, inf),
    )
