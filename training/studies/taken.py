"""What each step of the whole recipe took: ``pipeline.json`` in the folder of what it makes."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from training.files import write_text

FILE: Final = "pipeline.json"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step took so far, over all its tries.

    ``minutes`` of the clock; ``memory_mb`` is the most that its processes together were seen
    to hold, 0 where the system does not tell.
    """

    name: str
    command: str
    minutes: float
    memory_mb: int
    complete: bool = True


def read_taken(out: Path) -> list[Taken]:
    """Return what is known of the steps that were begun, in the order of their last notes."""
    file = out / FILE
    if not file.is_file():
        return []
    return [Taken(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))]


def note_taken(out: Path, taken: Taken) -> None:
    """Keep what a step took in place of what was known of it."""
    kept = [one for one in read_taken(out) if one.name != taken.name]
    write_text(out / FILE, json.dumps([asdict(one) for one in (*kept, taken)], indent=2) + "\n")
