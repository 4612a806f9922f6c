"""The results as tables for a spreadsheet: the turns, and the laughs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from laughgame.storage import atomic
from laughgame.storage.kept import TERM_NAMES, KeptLaugh, KeptTurn

COLUMNS: Final = (
    "ended_at",
    "mode",
    "player",
    "place",
    "survived_s",
    "ending",
    "cards",
    "warnings",
    "near_misses",
    "hardest_held_s",
    "hardest_peak",
    "score",
)
"""What the table of turns has, a line a turn; :data:`TERM_NAMES` follow."""

LAUGH_COLUMNS: Final = ("ended_at", "mode", "player", "item", "title", "after_s")
"""What the table of laughs has, a line a card that one cost."""


def write_turns(file: Path, turns: Sequence[KeptTurn]) -> None:
    """Write a line a turn.  Raises ``OSError``; the file before it is then as it was."""
    rows = (
        [turn.ended_at.isoformat()]
        + [getattr(turn, column) for column in COLUMNS[1:]]
        + [_number(getattr(turn.terms, column)) for column in TERM_NAMES]
        for turn in turns
    )
    _write(file, (*COLUMNS, *TERM_NAMES), rows)


def write_laughs(file: Path, laughs: Sequence[KeptLaugh], title: Callable[[str], str]) -> None:
    """Write a line a laugh; ``title`` is asked what an item is called.

    Raises ``OSError``; the file before it is then as it was.
    """
    rows = (
        [
            *(one.ended_at.isoformat(), one.mode, one.player),
            *(one.item, title(one.item), one.after_s),
        ]
        for one in laughs
    )
    _write(file, LAUGH_COLUMNS, rows)


def _write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    # A BOM, without which spreadsheets take Hangul for something else.
    atomic.write_bytes(file, text.getvalue().encode("utf-8-sig"))


def _number(value: object) -> object:
    """Return 1 or 0 for yes and no: spreadsheets have their own words for them."""
    return int(value) if isinstance(value, bool) else value


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@") else cell
