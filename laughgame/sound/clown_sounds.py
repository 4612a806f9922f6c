"""What the clown does, heard: a horn, a spring, a whistle, a fall.

Each function returns a finished sound, mono float32 at the synthesis' rate.
"""

import numpy as np

from laughgame.sound.synthesis import (
    AH,
    LOUDNESS,
    Samples,
    Sound,
    band,
    decay,
    finished,
    formants,
    glide,
    mix,
    noise,
    phase,
    reed,
    swell,
    times,
    tone,
    whistled,
)


def slide_up() -> Sound:
    """A slide whistle: up goes something."""
    return finished(whistled([(0, 420), (0.42, 1650)], 0.46))


def slide_down() -> Sound:
    """A slide whistle: down it comes."""
    return finished(whistled([(0, 1650), (0.42, 380)], 0.46))


def honk() -> Sound:
    """A rubber bulb: in, and out again, a little lower."""

    def squeeze(pitch_hz: float, seconds: float) -> Samples:
        pitch = glide([(0, 0.9), (0.03, 1.05), (seconds, 0.96)], seconds) * pitch_hz
        buzz = tone(pitch, seconds, reed(0.9, 20)) * swell(seconds, 0.01, 0.03)
        return formants(buzz, ((620, 250, 1.0), (1500, 400, 0.6)))

    return finished(mix((0, squeeze(233, 0.22)), (0.25, 0.7 * squeeze(196, 0.14))))


def boing() -> Sound:
    """A spring that swings out."""
    length = 0.58
    swing = np.sin(phase(glide([(0, 17), (length, 11)], length), length))
    pitch = glide([(0, 150), (length, 240)], length) * (1 + 0.4 * swing * decay(length, 0.3))
    return finished(tone(pitch, length, (1, 0.5, 0.35, 0.2)) * decay(length, 0.24))


def splat() -> Sound:
    """Something soft against something flat."""
    length = 0.34
    wet = band(noise(length, 31), 180, 1500) * decay(length, 0.06)
    bubbles = tone(glide([(0, 420), (0.12, 130)], length), length) * decay(length, 0.05)
    drops = [(0.14 + 0.05 * n, 0.3 * _pop(700 + 150 * n)) for n in range(2)]
    return finished(mix((0, wet + 0.5 * bubbles), *drops))


def _pop(pitch_hz: float) -> Samples:
    length = 0.09
    return tone(glide([(0, pitch_hz * 0.4), (0.04, pitch_hz)], length), length) * decay(
        length, 0.022
    )


def pop() -> Sound:
    """A cork."""
    return finished(
        mix((0, _pop(980)), (0, 0.4 * band(noise(0.02, 32), 800, 5000) * decay(0.02, 0.004)))
    )


def squeak() -> Sound:
    """A rubber duck."""
    length = 0.24
    pitch = glide([(0, 900), (0.07, 1450), (0.15, 1250), (length, 820)], length)
    return finished(tone(pitch, length, reed(0.55, 6)) * swell(length, 0.012, 0.05))


def _drum(pitch_hz: float, seed: int) -> Samples:
    length = 0.18
    skin = tone(glide([(0, pitch_hz * 1.5), (0.04, pitch_hz)], length), length, (1, 0.3))
    return (skin + 0.5 * band(noise(length, seed), 500, 4000) * decay(length, 0.02)) * decay(
        length, 0.05
    )


def rimshot() -> Sound:
    """Ba-dum, tss."""
    cymbal = band(noise(0.33, 35), 5200, 15000) * decay(0.33, 0.1)
    return finished(mix((0, _drum(190, 33)), (0.12, _drum(130, 34)), (0.25, 0.9 * cymbal)))


def raspberry() -> Sound:
    """Lips that flap."""
    length = 0.55
    t = times(length)
    rate = glide([(0, 72), (0.3, 52), (length, 38)], length) + 6 * np.sin(2 * np.pi * 5 * t)
    flap = tone(rate, length, reed(0.93, 26))
    wet = noise(length, 36) * np.clip(np.sin(phase(rate, length)), 0, None)
    blown = formants(flap + 1.5 * wet, ((330, 260, 1.0), (950, 500, 0.5)))
    return finished(blown * swell(length, 0.02, 0.09))


def thud() -> Sound:
    """Somebody sits down harder than they meant to."""
    length = 0.3
    body = tone(glide([(0, 150), (0.08, 70)], length), length, (1, 0.5, 0.3)) * decay(length, 0.06)
    return finished(body + 0.6 * band(noise(length, 37), 120, 900) * decay(length, 0.025))


def whoosh() -> Sound:
    """Something flies past, from low to high and away."""
    length = 0.42
    bands = ((250, 700, 0.10), (600, 1500, 0.20), (1300, 3200, 0.28))
    t = times(length)
    passing = [
        band(noise(length, 38), low, high) * np.exp(-(((t - at) / 0.09) ** 2))
        for low, high, at in bands
    ]
    return finished(np.sum(passing, axis=0) * swell(length, 0.05, 0.1))


def gulp() -> Sound:
    """A swallow."""
    length = 0.26
    pitch = glide([(0, 310), (0.09, 150), (0.13, 160), (0.2, 430)], length)
    loud = glide([(0, 0), (0.03, 1), (0.1, 0.5), (0.14, 1), (length, 0)], length)
    return finished(formants(tone(pitch, length, reed(0.6, 8)), ((420, 300, 1.0),)) * loud)


def sneeze() -> Sound:
    """Ah, and tchoo."""
    draw = tone(glide([(0, 210), (0.2, 330)], 0.22), 0.22, reed(0.8)) + noise(0.22, 39)
    ah = formants(draw, AH) * glide([(0, 0), (0.2, 1), (0.22, 0)], 0.22)
    burst = band(noise(0.3, 40), 1400, 8500) * decay(0.3, 0.06)
    oo = tone(glide([(0, 390), (0.2, 210)], 0.26), 0.26, reed(0.7))
    oo = formants(oo, ((380, 180, 1.0), (900, 250, 0.4))) * swell(0.26, 0.03, 0.12)
    return finished(mix((0, ah), (0.27, 1.1 * burst), (0.31, 1.6 * oo)))


def trombone() -> Sound:
    """Wah, wah, wah, waah: nobody laughed, or somebody did."""
    notes = ((0.0, 293.7, 0.29), (0.31, 277.2, 0.29), (0.62, 261.6, 0.29), (0.93, 246.9, 0.62))
    return finished(mix(*((start_s, _wah(pitch, long_s)) for start_s, pitch, long_s in notes)))


def _wah(pitch_hz: float, seconds: float) -> Samples:
    """A note under a plunger: dull, open, dull again; a long one wobbles and sags."""
    t = times(seconds)
    late = np.clip(t / seconds - 0.4, 0, None)
    pitch = pitch_hz * (1 + 0.02 * late * np.sin(2 * np.pi * 6.5 * t) - 0.05 * late**2)
    opened = np.sin(np.pi * np.clip(t / seconds * 1.15, 0, 1))
    dull, bright = tone(pitch, seconds, reed(0.5, 8)), tone(pitch, seconds, reed(0.86, 16))
    return ((1 - opened) * dull + opened * bright) * swell(seconds, 0.03, 0.06)


def chirp() -> Sound:
    """A cricket in the silence after a joke."""
    length = 0.5
    t = times(length)
    wings = np.clip(np.sin(2 * np.pi * 32 * t), 0, None)
    calls = np.clip(1.6 * np.sin(2 * np.pi * t / 0.25), 0, 1)
    return finished(tone(4300, length, (1, 0.15)) * wings * calls, LOUDNESS / 2)
