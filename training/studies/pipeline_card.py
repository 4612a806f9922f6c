"""What the model card says of a whole run: its pictures and films, its steps, time and memory."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from training.evaluation.figures import write_between
from training.pictures.prepared import Prepared, read_sets
from training.sequences.prepared import PreparedSequences, read_films
from training.studies.taken import Taken

MATERIAL: Final = (
    "<!-- material: written by training.pipeline -->",
    "<!-- end of material -->",
)
STEPS: Final = ("<!-- steps: written by training.pipeline -->", "<!-- end of steps -->")

PLACE: Final = re.compile(r"(?<!\S)/\S*/(?=[^/\s]+)")
"""The folder of an absolute path, which is another on every machine."""


def write_run(card: Path, prepared: Path, films: Path | None, taken: Sequence[Taken]) -> None:
    """Renew both tables of the card; raises ``ValueError`` where it lacks their marks."""
    write_between(card, *MATERIAL, material_table(read_sets(prepared), read_films(films)))
    write_between(card, *STEPS, steps_table(taken))


def material_table(stills: Sequence[Prepared], films: Sequence[PreparedSequences]) -> str:
    """Return how many pictures and films of each set were on which side, as Markdown."""
    lines = [
        "",
        "| set | trained on | kept out of training | validation | test |",
        "|---|---|---|---|---|",
    ]
    for one in stills:
        sides = Counter(one.split.tolist())
        used = int(one.train.sum())
        counts = (used, sides["train"] - used, sides["validation"], sides["test"])
        lines.append(f"| {one.name} | {' | '.join(f'{count:,}' for count in counts)} |")
    for film in films:
        sides = Counter(film.split.tolist())
        counts = (sides["train"], 0, sides["validation"], sides["test"])
        lines.append(f"| films: {film.name} | {' | '.join(f'{count:,}' for count in counts)} |")
    return "\n".join([*lines, ""])


def steps_table(taken: Sequence[Taken]) -> str:
    """Return each step's command, minutes and memory, as Markdown."""
    lines = ["", "| step | minutes | memory | command |", "|---|---|---|---|"]
    lines += [
        f"| {one.name} | {one.minutes:.1f} | {one.memory_mb / 1024:.1f} GB"
        f" | `{PLACE.sub('', one.command)}` |"
        for one in taken
    ]
    lines.append(f"| together | {sum(one.minutes for one in taken):.0f} | | |")
    return "\n".join([*lines, ""])
