"""Sounds in the form in which a loudspeaker takes them: pulse code modulation."""

from enum import Enum
from typing import Final

import numpy as np

from laughgame.sound.synthesis import RATE, Samples, Sound


class Code(Enum):
    """How one sample is written; the value is the NumPy type, in the machine's own byte order."""

    UINT8 = "u1"
    INT16 = "i2"
    INT32 = "i4"
    FLOAT = "f4"


_FULL: Final = {Code.UINT8: 127, Code.INT16: 2**15 - 1, Code.INT32: 2**31 - 1}
"""What 1 becomes."""


def encode(sound: Sound, rate: int = RATE, channels: int = 1, code: Code = Code.INT16) -> bytes:
    """Return a mono sound as bytes: ``rate`` samples a second, the same in each of ``channels``.

    Where the rate is another one the sound is resampled along straight lines, which is good
    enough for knocks and whistles.
    """
    samples: Samples = sound.astype(np.float64)
    if rate != RATE:
        at = np.arange(round(len(samples) * rate / RATE)) * (RATE / rate)
        samples = np.interp(at, np.arange(len(samples)), samples)
    samples = np.clip(samples, -1, 1)
    if code in _FULL:
        samples = np.round(samples * _FULL[code]) + (128 if code is Code.UINT8 else 0)
    return np.repeat(samples.astype(code.value), channels).tobytes()
