"""What an actor does in a take: a pose at every moment, with the truth known.

A take is one expression laid over the small motions of somebody alive.  Smiles
differ in how fast they come (60 ms to 1 s), how deep they go (the faint ones matter
most), how long they stay and how they fade; whatever else a mouth does, and may be
mistaken for a smile, is acted without one.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from laughgame.actor.pose import FacePose
from training.sequences.motions import Envelope, Motion, alive, laid_over, scaled, syllables

NEUTRAL: Final = FacePose()

SMILES: Final = ("smile", "laugh", "talking smile")
"""Kinds of take in which somebody smiles; in every other the true smile is 0 throughout."""

TURNED_SMILES: Final = 0.2
"""Share of the smiles with a turning head, so that a turn does not speak against a smile."""


def act(kind: str, duration_s: float, random: np.random.Generator) -> Motion:
    """Draw a take: what makes it of its kind happens within ``duration_s`` seconds from 0.

    The pose's ``smile`` is the true intensity.  Raises ``KeyError`` for a kind that is
    none of :data:`KINDS`.
    """
    expression = KINDS[kind](duration_s, random)
    turning = kind == "turn" or (kind in SMILES and random.random() < TURNED_SMILES)
    turn = _turned(duration_s, random) if turning else None
    stirring = alive(random, still=turning, blinks=kind != "blink")

    def motion(time_s: float) -> FacePose:
        pose = laid_over(expression(time_s), stirring(time_s))
        return pose if turn is None else laid_over(pose, turn(time_s))

    return motion


def smile_envelope(duration_s: float, random: np.random.Generator) -> Envelope:
    """Draw a smile; now and then it is there before the take begins, or never reached its hold."""
    depth = float(random.uniform(0.12, 0.5) if random.random() < 0.35 else random.uniform(0.5, 1))
    rise = math.exp(random.uniform(math.log(0.06), math.log(1.0)))
    fall = math.exp(random.uniform(math.log(0.1), math.log(1.2)))
    hold = float(random.uniform(0.0, 0.8))
    # Somewhere between a rise at the end of the take and a fall at its beginning.
    start = random.uniform(-(rise + hold + 0.5 * fall), 0.85 * duration_s)
    if random.random() < 0.6:
        start = random.uniform(-0.5 * rise, 0.6 * duration_s)
    return Envelope(float(start), rise, hold, fall, depth)


def _smile(duration_s: float, random: np.random.Generator) -> Motion:
    envelope = smile_envelope(duration_s, random)
    teeth = float(random.uniform(0.3, 1)) if random.random() < 0.4 else 0.0
    eyes = float(random.uniform(0, 0.9))
    press = float(random.uniform(0.2, 0.8)) if teeth == 0 and random.random() < 0.25 else 0.0

    def motion(time_s: float) -> FacePose:
        smile = envelope.at(time_s)
        return FacePose(
            smile=smile, teeth=teeth * smile, eye_squeeze=eyes * smile, press=press * smile
        )

    return motion


def _laugh(duration_s: float, random: np.random.Generator) -> Motion:
    envelope = smile_envelope(duration_s, random)
    envelope = replace(envelope, depth=float(random.uniform(0.6, 1)))
    beat, wide = random.uniform(3.5, 6), random.uniform(0.35, 0.9)
    shut = random.random() < 0.3  # laughing behind closed lips: only the shaking shows

    def motion(time_s: float) -> FacePose:
        smile = envelope.at(time_s)
        burst = math.sin(2 * math.pi * beat * time_s)
        opening = 0.0 if shut else smile**2 * (wide + 0.2 * burst)
        return FacePose(
            smile=smile,
            mouth_open=opening,
            teeth=0.0 if shut else 0.85 * smile,
            press=0.5 * smile if shut else 0.0,
            eye_squeeze=0.9 * smile,
            pitch=-0.05 * smile + 0.015 * smile * burst,
            roll=0.06 * smile,
            shift_y=0.12 * smile * burst,
        )

    return motion


def _speech(duration_s: float, random: np.random.Generator) -> Motion:
    talk = syllables(duration_s, random)
    loud = random.uniform(0.5, 1)
    teeth, stretch = random.uniform(0, 0.5), random.uniform(0, 0.5)

    def motion(time_s: float) -> FacePose:
        opened, rounded = talk(time_s)
        return FacePose(
            mouth_open=loud * opened,
            speech=rounded,
            teeth=teeth * opened,
            stretch=stretch * max(0.0, 1 - 2 * rounded) * min(1.0, 3 * opened),
            brow=0.3 * math.sin(2 * math.pi * 0.6 * time_s),
        )

    return motion


def _talking_smile(duration_s: float, random: np.random.Generator) -> Motion:
    talk, smile = _speech(duration_s, random), _smile(duration_s, random)

    def motion(time_s: float) -> FacePose:
        return laid_over(talk(time_s), replace(smile(time_s), press=0.0))

    return motion


def _yawn(duration_s: float, random: np.random.Generator) -> Motion:
    rise, fall = random.uniform(0.4, 1.0), random.uniform(0.3, 0.8)
    start = random.uniform(-0.9 * rise, 0.3 * duration_s)
    envelope = Envelope(float(start), rise, random.uniform(0.1, 1.2), fall, random.uniform(0.6, 1))
    eyes, brow, teeth = random.uniform(0.2, 1), random.uniform(-0.3, 0.6), random.uniform(0, 0.4)

    def motion(time_s: float) -> FacePose:
        now = envelope.at(time_s)
        return FacePose(
            mouth_open=now,
            teeth=teeth * now,
            blink=eyes * now,
            brow=brow * now,
            eye_squeeze=0.4 * eyes * now,
            wrinkle=0.5 * teeth * now,
            pitch=-0.12 * now,
        )

    return motion


def _blink(duration_s: float, random: np.random.Generator) -> Motion:
    half = random.uniform(0.05, 0.14)
    long = float(random.uniform(0, 0.4)) if random.random() < 0.3 else 0.0
    start = float(random.uniform(0, max(duration_s - 2 * half, 0.1)))
    envelope = Envelope(start, half, long, 1.4 * half)
    side = float(random.choice([-1.0, 1.0])) if random.random() < 0.3 else 0.0  # a wink
    cheek = float(random.uniform(0, 0.6)) if side else 0.0

    def motion(time_s: float) -> FacePose:
        now = envelope.at(time_s)
        if side:
            return FacePose(
                wink=side * now, eye_squeeze=0.3 * cheek * now, stretch=0.3 * cheek * now
            )
        return FacePose(blink=now)

    return motion


def _posed(
    full: Callable[[np.random.Generator], FacePose], quickest_s: float = 0.12
) -> Callable[[float, np.random.Generator], Motion]:
    """Return the maker of an expression that comes, stays and goes."""

    def make(duration_s: float, random: np.random.Generator) -> Motion:
        rise, fall = random.uniform(quickest_s, 0.6), random.uniform(quickest_s, 0.7)
        start = float(random.uniform(-0.3, 0.5 * duration_s))
        envelope = Envelope(start, rise, random.uniform(0.1, 0.8), fall, random.uniform(0.5, 1))
        pose = full(random)

        def motion(time_s: float) -> FacePose:
            return scaled(pose, envelope.at(time_s))

        return motion

    return make


def _grimace(random: np.random.Generator) -> FacePose:
    """Teeth bared or lips pressed, corners drawn down: with level ones it could be a grin."""
    bared = random.random() < 0.6
    pained = random.uniform(0.5, 1)
    return FacePose(
        stretch=random.uniform(0.4, 1),
        teeth=random.uniform(0.5, 1) if bared else 0.0,
        mouth_open=random.uniform(0, 0.35) if bared else 0.0,
        press=0.0 if bared else random.uniform(0.3, 1),
        frown=random.uniform(0.45, 1),
        wrinkle=pained if bared else random.uniform(0, 1),
        eye_squeeze=random.uniform(0, 0.6),
        brow=-pained if bared else random.uniform(-1, 0.3),
    )


def _pout(random: np.random.Generator) -> FacePose:
    return FacePose(
        pout=random.uniform(0.5, 1),
        frown=random.uniform(0, 0.8),
        speech=random.uniform(0, 1),
        brow=random.uniform(-0.8, 0.5),
    )


def _surprise(random: np.random.Generator) -> FacePose:
    return FacePose(
        brow=random.uniform(0.7, 1),
        mouth_open=random.uniform(0.3, 0.9),
        speech=random.uniform(0.1, 0.7),
    )


def _scowl(random: np.random.Generator) -> FacePose:
    return FacePose(
        brow=random.uniform(-1, -0.7),
        press=random.uniform(0.3, 1),
        frown=random.uniform(0.2, 0.9),
        eye_squeeze=random.uniform(0, 0.3),
    )


def _held_back(random: np.random.Generator) -> FacePose:
    """Lips pressed together and cheeks tight: fighting a smile that does not show."""
    return FacePose(
        press=random.uniform(0.6, 1),
        eye_squeeze=random.uniform(0, 0.5),
        pout=random.uniform(0, 0.4),
        brow=random.uniform(-0.2, 0.5),
    )


def _sneeze(duration_s: float, random: np.random.Generator) -> Motion:
    at = float(random.uniform(0.2, 0.9)) * duration_s
    before = Envelope(at - 0.7, 0.5, 0.15, 0.08)
    burst = Envelope(at, 0.06, random.uniform(0.03, 0.1), random.uniform(0.2, 0.4))

    def motion(time_s: float) -> FacePose:
        gather, out = before.at(time_s), burst.at(time_s)
        return FacePose(
            mouth_open=0.45 * gather + 0.35 * out,
            wrinkle=max(0.7 * gather, out),
            eye_squeeze=max(0.3 * gather, 0.9 * out),
            blink=max(0.6 * gather, out),
            stretch=0.5 * out,
            teeth=0.5 * out,
            brow=0.5 * gather - 0.8 * out,
            pitch=-0.15 * gather + 0.3 * out,
        )

    return motion


def _turned(duration_s: float, random: np.random.Generator) -> Motion:
    """The head turns, nods or tilts, there and perhaps back."""
    far = random.uniform(0.2, 0.5) * random.choice([-1.0, 1.0])
    nod, tilt = random.uniform(-0.2, 0.25), random.uniform(-0.3, 0.3)
    rise, fall = random.uniform(0.15, 0.6), random.uniform(0.2, 0.8)
    start = float(random.uniform(-0.5 * rise, 0.5 * duration_s))
    envelope = Envelope(start, rise, random.uniform(0, 0.6), fall)

    def motion(time_s: float) -> FacePose:
        now = envelope.at(time_s)
        return FacePose(yaw=far * now, pitch=nod * now, roll=tilt * now)

    return motion


def _turn(duration_s: float, random: np.random.Generator) -> Motion:
    """What the mouth does while the head turns: nothing, or it talks on."""
    return (_speech if random.random() < 0.3 else _neutral)(duration_s, random)


def _neutral(duration_s: float, random: np.random.Generator) -> Motion:
    apart = float(random.uniform(0, 0.12)) if random.random() < 0.3 else 0.0
    return lambda time_s: replace(NEUTRAL, mouth_open=apart)


KINDS: Final[dict[str, Callable[[float, np.random.Generator], Motion]]] = {
    "smile": _smile,
    "laugh": _laugh,
    "talking smile": _talking_smile,
    "neutral": _neutral,
    "speech": _speech,
    "yawn": _yawn,
    "blink": _blink,
    "grimace": _posed(_grimace),
    "pout": _posed(_pout),
    "surprise": _posed(_surprise),
    "scowl": _posed(_scowl),
    "held back": _posed(_held_back),
    "sneeze": _sneeze,
    "turn": _turn,
}
"""What can be acted; ``blink`` winks too."""
