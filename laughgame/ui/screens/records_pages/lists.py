"""The lists of the records, tab by tab, as sections of the sheet."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from laughgame.ui.screens.records_pages.rows import BoardRow, BombRow, MatchRow
from laughgame.ui.screens.records_pages.sheet import EmptyRow, Kind, Section, Sheet
from laughgame.ui.screens.records_pages.views import BoardView, BombView, RecordsView
from laughgame.ui.screens.records_pages.words import empty_words
from laughgame.ui.theme import Theme

TABS: Final = ("board", "history", "bombs")
SORTS: Final = ("deadliest", "fastest")

translate = QCoreApplication.translate


def boards_of(view: RecordsView, mode: str, difficulty: str) -> list[BoardView]:
    """Return the boards of a mode and a difficulty; without a judge there is no difficulty."""
    return [one for one in view.boards if one.mode == mode and one.difficulty in ("", difficulty)]


def board_sections(theme: Theme, sheet: Sheet, boards: list[BoardView]) -> list[Section]:
    """A paper panel for each board."""
    return [
        Section(Kind.PAPER, [BoardRow(theme, sheet, line) for line in one.lines], one.heading)
        for one in boards
    ]


def history_sections(theme: Theme, sheet: Sheet, view: RecordsView) -> list[Section]:
    """All matches in one panel."""
    if not view.matches:
        return []
    rows = [MatchRow(theme, sheet, match) for match in view.matches]
    heading = translate("RecordsScreen", "Latest matches · ★ personal best")
    return [Section(Kind.STAND, rows, heading)]


def bomb_sections(theme: Theme, sheet: Sheet, view: RecordsView, sort: str) -> list[Section]:
    """All items that made somebody laugh; ``sort`` is one of :data:`SORTS`."""
    if not view.bombs:
        return []
    bombs: list[BombView] = list(view.bombs)
    if sort == "fastest":
        bombs.sort(key=lambda bomb: bomb.fastest_s)
    rows = [BombRow(theme, sheet, rank, bomb) for rank, bomb in enumerate(bombs, start=1)]
    heads = (
        translate("RecordsScreen", "laughs"),
        translate("RecordsScreen", "fastest"),
        translate("RecordsScreen", "median"),
    )
    heading = translate("RecordsScreen", "What made them laugh")
    return [Section(Kind.STAND, rows, heading, heads)]


def empty_section(theme: Theme, sheet: Sheet, view: RecordsView, tab: str) -> Section:
    """A panel that says why it is empty."""
    return Section(Kind.STAND, [EmptyRow(theme, sheet, *empty_words(view, tab))])
