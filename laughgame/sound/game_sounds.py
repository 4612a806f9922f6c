"""The game's own sounds: the referee, the clock, the heart and the stand.

Wood block and whistle: dry, close, comic.  Each function returns a finished sound, mono
float32 at the synthesis' rate.
"""

from typing import Final

import numpy as np

from laughgame.sound.synthesis import (
    AH,
    LOUDNESS,
    Samples,
    Sound,
    band,
    count,
    decay,
    finished,
    formants,
    glide,
    mix,
    noise,
    reed,
    swell,
    times,
    tone,
    whistled,
)

SLAM_S: Final = 0.18
"""So long a card flies before it lands, as on the screen."""


def _knock(pitch_hz: float, ring: float = 1.0) -> Samples:
    """Wood: three modes that are no harmonics of each other, and the click of the stick."""
    length = 0.16 * ring
    modes = ((1.0, 0.034, 1.0), (2.42, 0.018, 0.55), (4.1, 0.008, 0.3))
    wood = np.sum(
        [
            loud * tone(pitch_hz * ratio, length) * decay(length, fade_s * ring)
            for ratio, fade_s, loud in modes
        ],
        axis=0,
    )
    return mix((0, wood), (0, 0.5 * band(noise(0.02, 1), 1500, 7000) * decay(0.02, 0.003)))


def block() -> Sound:
    """A wood block: three, two, one."""
    return finished(_knock(830))


def block_high() -> Sound:
    """A higher one: go."""
    return finished(_knock(1245, 1.5))


def whistle() -> Sound:
    """The referee's whistle: a pea rattles in it some 40 times a second."""
    length = 0.5
    t = times(length)
    rattle = np.sin(2 * np.pi * 40 * t)
    pitch = glide([(0, 2350), (0.03, 2900), (0.44, 2950), (length, 2500)], length) + 110 * rattle
    trill = 0.62 + 0.38 * np.tanh(2.5 * rattle)
    blown = tone(pitch, length, (1, 0.12, 0.08)) + 0.5 * tone(pitch * 1.075, length)
    breath = band(noise(length, 2), 2200, 6500) * 0.35
    return finished((blown * trill + breath) * swell(length, 0.012, 0.05))


def card() -> Sound:
    """A card that flies for :data:`SLAM_S` and lands."""
    flight = band(noise(SLAM_S, 3), 500, 2600) * glide([(0, 0), (SLAM_S, 1)], SLAM_S) ** 2
    slap = band(noise(0.2, 4), 350, 5200) * decay(0.2, 0.022)
    thump = tone(glide([(0, 190), (0.06, 95)], 0.2), 0.2) * decay(0.2, 0.04)
    return finished(mix((0, 0.35 * flight), (SLAM_S, 1.2 * slap + 1.1 * thump)))


def appeal() -> Sound:
    """A two-tone horn: there is an objection."""
    low, high = (_horn(pitch, 0.24) for pitch in (392, 523.25))
    return finished(mix((0, low), (0.26, high)))


def _horn(pitch_hz: float, seconds: float) -> Samples:
    blown = tone(pitch_hz, seconds, reed(0.8)) + tone(pitch_hz * 1.006, seconds, reed(0.75))
    return formants(blown, ((900, 700, 1.0), (2300, 900, 0.5))) * swell(seconds, 0.015, 0.04)


def heartbeat() -> Sound:
    """One beat, lub and dub; shorter than the quickest pulse."""
    lub, dub = (_thump(pitch) for pitch in (118, 96))
    return finished(np.tanh(1.8 * mix((0, lub), (0.16, 0.75 * dub))))


def _thump(pitch_hz: float) -> Samples:
    length = 0.2
    pitch = glide([(0, pitch_hz), (0.07, pitch_hz * 0.6)], length)
    return tone(pitch, length, (1, 0.5, 0.25)) * decay(length, 0.045) * swell(length, 0.006, 0.05)


def near_miss() -> Sound:
    """A small slide down: that was close."""
    return finished(whistled([(0, 980), (0.06, 1050), (0.3, 430)], 0.32))


def survived() -> Sound:
    """A fanfare of wood blocks."""
    notes = ((0, 659), (0.09, 659), (0.18, 659), (0.27, 880), (0.36, 1319))
    return finished(mix(*((start_s, _knock(pitch, 1.4)) for start_s, pitch in notes)))


def click() -> Sound:
    """A button; hardly there."""
    return finished(_knock(1900, 0.3), LOUDNESS / 4)


# ---------------------------------------------------------------- the crowd


def laughter() -> Sound:
    """Three people who cannot help it."""
    voices = ((0.0, 178, 0.178, 7, 1.0), (0.07, 262, 0.163, 8, 0.8), (0.16, 345, 0.15, 8, 0.6))
    people = [
        (start_s, loud * _ha_ha(pitch, every_s, times_, seed))
        for seed, (start_s, pitch, every_s, times_, loud) in enumerate(voices, start=10)
    ]
    return finished(mix(*people)[: count(1.55)])


def _ha_ha(pitch_hz: float, every_s: float, number: int, seed: int) -> Samples:
    """One voice: breath and vowel in turn, lower and softer each time."""
    parts = []
    for turn in range(number):
        breath_s, vowel_s = every_s * 0.35, every_s * 0.62
        fall = 1 - 0.045 * turn
        pitch = glide([(0, 1.1), (vowel_s, 0.92)], vowel_s) * pitch_hz * fall
        vowel = tone(pitch, vowel_s, reed(0.88, 18)) * swell(vowel_s, 0.018, 0.05)
        breath = noise(breath_s, seed + 100 * turn) * swell(breath_s, 0.03, 0.02)
        loud = 0.92**turn
        parts.append((turn * every_s, 0.35 * loud * breath))
        parts.append((turn * every_s + breath_s * 0.8, loud * vowel))
    return formants(mix(*parts), AH)


def applause() -> Sound:
    """A full stand, for a moment."""
    length = 1.5
    chance = np.random.default_rng(20)
    clap = band(noise(0.05, 21), 700, 3600) * decay(0.05, 0.009)
    claps = [
        (float(chance.uniform(0, length - 0.06)), clap * chance.uniform(0.3, 1.0))
        for _ in range(190)
    ]
    crowd = glide([(0, 0.5), (0.25, 1), (0.9, 1), (length, 0)], length)
    return finished(mix((0, np.zeros(count(length))), *claps) * crowd)
