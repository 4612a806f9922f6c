"""Tell a waiting measurement when the program reached its milestones.

``laughgame bench`` starts the real window with :data:`VARIABLE` naming a file.
Each milestone is then appended to it as one JSON line; without the variable
:func:`mark` does nothing.  A window that is measured plays the illustrated actor, touches none
of the player's files, and ends with the last milestone.
"""

import json
import os
import time
from pathlib import Path
from typing import Final, Literal

VARIABLE: Final = "LAUGHGAME_STARTUP_FILE"

Milestone = Literal["window", "first_reading"]

MILESTONES: Final[tuple[Milestone, ...]] = ("window", "first_reading")

_reached: set[Milestone] = set()


def measured() -> bool:
    """Whether a measurement waits for this start."""
    return VARIABLE in os.environ


def reached(milestone: Milestone) -> bool:
    """Whether a measured start has come so far."""
    return milestone in _reached


def mark(milestone: Milestone) -> None:
    """Note the first time that a milestone is reached.

    ``window`` is the window shown, ``first_reading`` the first face judged.
    Times are monotonic seconds, which all processes of a machine share.
    """
    file = os.environ.get(VARIABLE)
    if file is None or milestone in _reached:
        return
    _reached.add(milestone)
    line = json.dumps({"milestone": milestone, "time_s": time.monotonic()})
    with Path(file).open("a", encoding="utf-8") as lines:
        lines.write(f"{line}\n")


def read_marks(file: Path) -> dict[str, float]:
    """Return the milestones of a finished run, with their monotonic times in seconds."""
    if not file.exists():
        return {}
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {entry["milestone"]: float(entry["time_s"]) for entry in entries}
