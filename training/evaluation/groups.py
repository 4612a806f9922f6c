"""Who is judged how well: held-out pictures sorted by pose, light and person."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from training.evaluation.judging import Judged

TURNED: Final = 0.26
TILTED: Final = 0.17
"""A yaw of more than 15 degrees (radians) is a turned head, a pitch or a roll of more than 10
a raised or lowered and a tilted one; a head that is none of these is straight."""

DARK: Final = 0.35
BRIGHT: Final = 0.65
"""Mean luma of the crop (0–1) that separates dark, ordinary and bright pictures."""


def groups_of(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Sort pictures into named groups; one may stand in several, an empty group in none."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        for name in group_names(dict(one.sample.notes), one.brightness):
            groups.setdefault(name, []).append(one)
    return dict(sorted(groups.items()))


def group_names(notes: Mapping[str, str], brightness: float) -> list[str]:
    """Return the groups of one picture from a sample's notes and its mean luma (NaN: unknown)."""
    names = [notes[key] for key in ("gender", "ethnicity", "skin") if notes.get(key)]
    poses = [
        name
        for key, limit, name in (
            ("yaw", TURNED, "head turned"),
            ("pitch", TILTED, "head raised or lowered"),
            ("roll", TILTED, "head tilted"),
        )
        if abs(float(notes.get(key, 0))) > limit
    ]
    names += poses or (["head straight"] if "yaw" in notes else [])
    if not math.isnan(brightness):
        level = 0 if brightness < DARK else 1 if brightness < BRIGHT else 2
        names.append(("light: dark", "light: ordinary", "light: bright")[level])
    return names
