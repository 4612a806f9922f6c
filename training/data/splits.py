"""Splits by group, 8:1:1: whoever is trained on is never measured on."""

import hashlib
from collections.abc import Sequence
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from laughgame.vision.frame import Image

Split = Literal["train", "validation", "test"]
"""``validation`` is for choosing (recipes, epochs, thresholds), ``test`` for the last word."""

HELD_OUT_SHARE: Final = 0.20
"""Share of the groups that is held out of training, half for each of the two."""

NEAR_DUPLICATE_BITS: Final = 6
"""Pictures whose difference hashes (64 bits) differ in at most this many are one photograph."""


def split_of(dataset: str, group: str, held_out: float = HELD_OUT_SHARE) -> Split:
    """Assign a group to a side, by a hash of its name.

    The side depends on nothing else, so adding pictures to a data set never
    moves anybody across.
    """
    digest = hashlib.sha256(f"{dataset}/{group}".encode()).digest()
    place = int.from_bytes(digest[:8], "big") / 2**64
    if place < held_out / 2:
        return "test"
    return "validation" if place < held_out else "train"


def difference_hash(image: Image) -> int:
    """Return the 64-bit difference hash of a picture (Krawetz, "Kind of Like That", 2013)."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(gray, (9, 8), interpolation=cv2.INTER_AREA).astype(int)
    bits = (small[:, 1:] > small[:, :-1]).ravel()
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def near_duplicate_groups(hashes: Sequence[int]) -> list[int]:
    """Number the groups of pictures that are the same photograph, in order of appearance."""
    codes: NDArray[np.uint64] = np.array(hashes, np.uint64)
    group = np.full(len(codes), -1)
    for first in range(len(codes)):
        if group[first] >= 0:
            continue
        group[first] = first
        reached = [first]
        while reached:
            distance = np.bitwise_count(codes ^ codes[reached.pop()])
            fresh = np.flatnonzero((distance <= NEAR_DUPLICATE_BITS) & (group < 0))
            group[fresh] = first
            reached.extend(fresh.tolist())
    return [int(number) for number in group]
