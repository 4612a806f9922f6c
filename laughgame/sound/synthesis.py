"""What sounds are made of: oscillators, noise, filters, envelopes.

Everything is a one-dimensional float64 array of samples at :data:`RATE`, where 1 is full
scale.  Pure and repeatable: noise comes from a seed, and nothing looks at a clock.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 44_100
"""Samples a second."""

PEAK: Final = 0.9
"""No sample of a finished sound is farther from zero."""

LOUDNESS: Final = 0.2
"""What the loudest :data:`WINDOW_S` of a finished sound come to, as a root mean square."""

WINDOW_S: Final = 0.05
"""About as long as the ear takes to judge how loud something is."""

LOWEST_HZ: Final = 40.0
"""Below this no small loudspeaker plays anything; it would only move its cone."""

FADE_IN_S: Final = 0.002
FADE_OUT_S: Final = 0.01

AH: Final = ((760.0, 160.0, 1.0), (1200.0, 200.0, 0.6), (2600.0, 300.0, 0.25))
"""The resonances of an open mouth: centre and width in hertz, loudness."""

Samples = NDArray[np.float64]
"""Samples on the way to a sound, of any loudness."""

Sound = NDArray[np.float32]
"""A finished sound, within ±:data:`PEAK`."""


def count(seconds: float) -> int:
    """The number of samples in so many seconds."""
    return round(seconds * RATE)


def times(seconds: float) -> Samples:
    """The time of each sample, in seconds from the start."""
    return np.arange(count(seconds)) / RATE


def silence(seconds: float) -> Samples:
    """Nothing, for so long."""
    return np.zeros(count(seconds))


# ---------------------------------------------------------------- oscillators


def glide(points: Sequence[tuple[float, float]], seconds: float) -> Samples:
    """A line through ``points`` (time in seconds, value), held before the first and after the last.

    For a pitch, a loudness, whatever changes.
    """
    at, values = zip(*points, strict=True)
    line: Samples = np.interp(times(seconds), at, values)
    return line


def phase(frequency: Samples | float, seconds: float) -> Samples:
    """How far an oscillator of this frequency (hertz) has turned at each sample, in radians."""
    steps = np.broadcast_to(np.asarray(frequency, dtype=np.float64), count(seconds))
    return 2 * np.pi * np.cumsum(steps) / RATE


def tone(
    frequency: Samples | float, seconds: float, harmonics: Sequence[float] = (1.0,)
) -> Samples:
    """Sines of one pitch: the fundamental and its harmonics, each as loud as given.

    A harmonic that would rise above half the rate, and come back as another pitch, is left out.
    """
    turned = phase(frequency, seconds)
    highest = float(np.max(frequency))
    sines = [
        loud * np.sin(number * turned)
        for number, loud in enumerate(harmonics, start=1)
        if loud and number * highest < RATE / 2
    ]
    return np.sum(sines, axis=0) if sines else silence(seconds)


def reed(brightness: float, number: int = 14) -> tuple[float, ...]:
    """Harmonics of something that buzzes: each ``brightness`` (0–1) times the one before it."""
    return tuple(brightness**index for index in range(number))


def noise(seconds: float, seed: int) -> Samples:
    """White noise within ±1, always the same for the same seed."""
    return np.random.default_rng(seed).uniform(-1, 1, count(seconds))


def whistled(points: Sequence[tuple[float, float]], seconds: float) -> Samples:
    """A slide whistle: almost a sine, with a little breath and a tremble."""
    pitch = glide(points, seconds) * (1 + 0.008 * np.sin(2 * np.pi * 7 * times(seconds)))
    breath = band(noise(seconds, 30), 900, 4000) * 0.05
    return (tone(pitch, seconds, (1, 0.16, 0.1)) + breath) * swell(seconds, 0.02, 0.06)


# ---------------------------------------------------------------- filters


def band(samples: Samples, low_hz: float, high_hz: float, order: int = 2) -> Samples:
    """Keep what lies between two frequencies, with the slopes of a Butterworth filter."""

    def gain(frequency: Samples) -> Samples:
        low, high = low_hz / np.maximum(frequency, 1e-9), frequency / high_hz
        return 1 / np.sqrt((1 + low ** (2 * order)) * (1 + high ** (2 * order)))

    return _filtered(samples, gain)


def formants(samples: Samples, peaks: Sequence[tuple[float, float, float]]) -> Samples:
    """Colour by resonances, as a mouth does: centre and width in hertz, and loudness of each."""

    def gain(frequency: Samples) -> Samples:
        loud_at = np.zeros_like(frequency)
        for middle, width, loud in peaks:
            loud_at += loud / (1 + ((frequency - middle) / (width / 2)) ** 2)
        return loud_at

    return _filtered(samples, gain)


def _filtered(samples: Samples, gain: Callable[[Samples], Samples]) -> Samples:
    """Weigh every frequency (hertz) by its gain; what rings on after the end is cut off."""
    # With silence behind it, the end does not ring into the beginning.
    length = 1 << (len(samples) + count(WINDOW_S)).bit_length()
    spectrum = np.fft.rfft(samples, length)
    frequency: Samples = np.fft.rfftfreq(length, 1 / RATE).astype(np.float64)
    return np.fft.irfft(spectrum * gain(frequency), length)[: len(samples)]


# ---------------------------------------------------------------- envelopes and mixing


def decay(seconds: float, time_constant_s: float) -> Samples:
    """Dying away from 1: to 37 % after each time constant."""
    return np.exp(-times(seconds) / time_constant_s)


def swell(seconds: float, attack_s: float, release_s: float) -> Samples:
    """Rising to 1, staying, and falling back to 0 at the very end, both along a half cosine."""
    n = count(seconds)
    index = np.arange(n)
    rise = np.clip(index / max(1, count(attack_s)), 0, 1)
    fall = np.clip((n - 1 - index) / max(1, count(release_s)), 0, 1)
    return (0.5 - 0.5 * np.cos(np.pi * rise)) * (0.5 - 0.5 * np.cos(np.pi * fall))


def mix(*parts: tuple[float, Samples]) -> Samples:
    """Add parts, each from its own second on."""
    placed = [(count(start_s), samples) for start_s, samples in parts]
    whole = np.zeros(max(start + len(samples) for start, samples in placed))
    for start, samples in placed:
        whole[start : start + len(samples)] += samples
    return whole


def finished(samples: Samples, loudness: float = LOUDNESS) -> Sound:
    """Return a sound fit to be played, as float32.

    What no loudspeaker plays is taken out, both ends come to zero, and it is as loud as all the
    others: :func:`loudest` comes to ``loudness``, or less where a peak would clip.
    """
    ready = band(samples, LOWEST_HZ, RATE / 2)
    faded = swell(len(ready) / RATE, FADE_IN_S, FADE_OUT_S)
    ready = ready * faded
    ready = ready * (loudness / loudest(ready))
    # Rounded off, not cut off: a knock may keep its bite without drowning its neighbours.
    ready = PEAK * np.tanh(ready / PEAK)
    ready -= faded * (ready.mean() / faded.mean())
    ready[-1] = 0.0
    return ready.astype(np.float32)


def loudest(samples: NDArray[np.floating]) -> float:
    """The root mean square of the loudest :data:`WINDOW_S`; 0 for silence."""
    window = min(len(samples), count(WINDOW_S))
    power = np.concatenate(([0.0], np.cumsum(np.square(samples, dtype=np.float64))))
    means = (power[window:] - power[:-window]) / window
    return float(np.sqrt(max(0.0, float(means.max()))))
