"""Who is judged how well: held-out pictures sorted by pose, light and person."""

import math
from collections.abc import Sequence
from typing import Final

from training.judging import Judged

TURNED: Final = 0.26
"""A yaw of more than 15 degrees (radians) is a turned head."""

DARK: Final = 0.35
BRIGHT: Final = 0.65
"""Mean luma of the crop (0–1) that separates dark, ordinary and bright pictures."""


def groups_of(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Sort pictures into named groups; one may stand in several, an empty group in none."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        for name in _names(one):
            groups.setdefault(name, []).append(one)
    return dict(sorted(groups.items()))


def _names(one: Judged) -> list[str]:
    notes = dict(one.sample.notes)
    names = [notes[key] for key in ("gender", "ethnicity") if notes.get(key)]
    if "yaw" in notes:
        names.append("head turned" if abs(float(notes["yaw"])) > TURNED else "head straight")
    if not math.isnan(one.brightness):
        level = 0 if one.brightness < DARK else 1 if one.brightness < BRIGHT else 2
        names.append(("light: dark", "light: ordinary", "light: bright")[level])
    return names
