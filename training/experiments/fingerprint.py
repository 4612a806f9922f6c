"""Which data a run has seen, as short names that are the same on every machine.

Two runs compare only where these agree.  They are taken from all labels and from the pixels of
a few pictures; where the files lie and when they were written does not enter.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from training.pictures.prepared import Prepared
from training.sequences.prepared import PreparedSequences

SAMPLED: Final = 64
"""Pictures (or films) of a set whose pixels are read."""

DIGITS: Final = 16


def fingerprint(
    stills: Sequence[Prepared], films: Sequence[PreparedSequences] = ()
) -> dict[str, Any]:
    """Return ``{"all": digest, "sets": {name: {"count", "labels", "pixels"}}}``."""
    table = {one.name: _described(one, one.crops) for one in stills}
    table |= {f"{one.name}.sequences": _described(one, one.frames) for one in films}
    whole = hashlib.sha256()
    for name in sorted(table):
        whole.update(f"{name} {sorted(table[name].items())}\n".encode())
    return {"all": whole.hexdigest()[:DIGITS], "sets": table}


def _described(one: Prepared | PreparedSequences, pixels: Any) -> dict[str, Any]:
    return {"count": len(one.split), "labels": _labels(one), "pixels": _pixels(pixels)}


def _labels(one: Prepared | PreparedSequences) -> str:
    digest = hashlib.sha256("\n".join([*one.names.tolist(), *one.split.tolist()]).encode())
    if isinstance(one, Prepared):
        digest.update(np.packbits(one.train).tobytes())
        digest.update(one.label.astype("<i4").tobytes())
    for labels in (one.smile, one.emotion):
        # NaN has many bit patterns; each means "not labelled".
        values = np.where(np.isnan(labels), np.float32(-1), labels)
        digest.update(np.ascontiguousarray(values, "<f4").tobytes())
    return digest.hexdigest()[:DIGITS]


def _pixels(pixels: Any) -> str:
    """``pixels`` need only be indexed by row, for large sets lie in several files."""
    digest = hashlib.sha256()
    for row in np.unique(np.linspace(0, len(pixels) - 1, SAMPLED).round().astype(int)):
        picture = np.ascontiguousarray(pixels[int(row)])
        digest.update(f"{row} {picture.shape}".encode())
        digest.update(picture.tobytes())
    return digest.hexdigest()[:DIGITS]
