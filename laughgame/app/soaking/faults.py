"""What goes wrong in a soak, and when: every verb of the fake camera in turn, from a seed."""

import random
from dataclasses import dataclass
from math import inf
from typing import Final

from laughgame.vision.sources.fake_script import FakeScript, Fault, Verb

FIRST_S: Final = 8.0
"""The first fault comes so long after the camera was opened first."""

APART_S: Final = (10.0, 20.0)
"""From the beginning of one fault to the beginning of the next, in seconds."""

LASTING_S: Final = (2.0, 5.0)
OPENING_S: Final = (4.0, 6.0)
"""A fault of opening lasts longer: a lost camera is left alone for a moment before it is tried."""

RATES: Final = (1.0, 5.0, 12.0, 60.0)
"""Frames a second of a camera that promised 30."""

JUMPS_S: Final = (-3600.0, -60.0, -2.0, 2.0, 60.0, 3600.0)
SLEEPS_S: Final = (30.0, 600.0, 28_800.0)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which something is wrong, in seconds of the script.

    ``end_s`` is ``inf`` for what is wrong for good, and ``begin_s`` for what is over at once.
    """

    verb: Verb
    begin_s: float
    end_s: float


def shuffled(seed: int, seconds: float) -> FakeScript:
    """Return a script of so many seconds in which every verb had its turn before one comes again.

    The same seed is the same script.  No two faults are wrong at once, and none for good.
    """
    chance = random.Random(seed)
    faults: list[Fault] = []
    bag: list[Verb] = []
    at_s = FIRST_S
    while at_s < seconds:
        if not bag:
            bag = list(Verb)
            chance.shuffle(bag)
        faults += _faults(bag.pop(), at_s, chance)
        at_s = round(at_s + chance.uniform(*APART_S), 2)
    return FakeScript(tuple(faults))


def _faults(verb: Verb, at_s: float, chance: random.Random) -> list[Fault]:
    opening = verb in (Verb.HANG_IN_OPEN, Verb.DENIED, Verb.BUSY)
    for_s = round(chance.uniform(*(OPENING_S if opening else LASTING_S)), 2)
    match verb:
        case Verb.REPLUG:  # the other way to end an unplug
            return [Fault(Verb.UNPLUG, at_s), Fault(Verb.REPLUG, round(at_s + for_s, 2))]
        case Verb.CLOCK_JUMP:
            return [Fault(verb, at_s, value=chance.choice(JUMPS_S))]
        case Verb.SUSPEND:
            return [Fault(verb, at_s, for_s, chance.choice(SLEEPS_S))]
        case Verb.WRONG_RATE:
            return [Fault(verb, at_s, for_s, chance.choice(RATES))]
        case _:
            return [Fault(verb, at_s, for_s)]


def spells(script: FakeScript) -> tuple[Spell, ...]:
    """Return when what is wrong in a script, by beginning."""
    plugged_s = [fault.at_s for fault in script.faults if fault.verb is Verb.REPLUG]
    found = [
        Spell(fault.verb, fault.at_s, _end_s(fault, plugged_s))
        for fault in script.faults
        if fault.verb is not Verb.REPLUG
    ]
    return tuple(sorted(found, key=lambda spell: spell.begin_s))


def _end_s(fault: Fault, plugged_s: list[float]) -> float:
    if fault.verb is Verb.CLOCK_JUMP:
        return fault.at_s  # the clock is another one from then on, and nothing is amiss with it
    if fault.verb is Verb.UNPLUG:
        return min([fault.end_s, *(s for s in plugged_s if s >= fault.at_s)])
    return fault.end_s


def lasting(spell: Spell) -> bool:
    """Whether it is wrong for good."""
    return spell.end_s == inf
