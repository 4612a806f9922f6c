"""The results as sentences, for those who hear them: the table, the times, the near misses."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from laughgame.ui.screens.results_plot import line_of, line_words

if TYPE_CHECKING:
    from laughgame.ui.screens.results import MatchResult, PlayerRecord

translate = QCoreApplication.translate


def ending_words(ending: str | None) -> str:
    """How a turn ended; nothing where it was broken off."""
    endings = {
        "survived": translate("ResultsScreen", "stone face"),
        "out": translate("ResultsScreen", "laughed"),
        "hiding": translate("ResultsScreen", "hid"),
    }
    return endings.get(ending or "", "")


def place_words(record: "PlayerRecord") -> str:
    """A line of the table: place, name, time, ending."""
    ending = ending_words(record.ending)
    return ", ".join(filter(None, (f"{record.place}. {record.name}", record.clock, ending)))


def record_words(record: "PlayerRecord", threshold: float) -> str:
    """All that is painted of a turn; ``threshold`` is the line where the curve has none."""
    lasted, misses = translate("ResultsScreen", "lasted"), translate("ResultsScreen", "near misses")
    told = [f"{lasted} {record.clock}", f"{misses} {record.near_misses}"]
    if record.hardest is not None:
        smile, margin = record.hardest
        hardest = translate("ResultsScreen", "hardest held in")
        gap = translate("ResultsScreen", "{gap} from the line").format(gap=f"{abs(margin):.2f}")
        told.append(f"{hardest} {smile:.2f}, {gap}")
    cards = [_clock(mark.played_s) for mark in record.marks if mark.card]
    if cards:
        told.append(translate("ResultsScreen", "cards at {times}").format(times=", ".join(cards)))
    near = [_clock(mark.played_s) for mark in record.marks if not mark.card]
    if near:
        words = translate("ResultsScreen", "nearly laughed at {times}")
        told.append(words.format(times=", ".join(near)))
    told.append(line_words(line_of(record.points, threshold)))
    return f"{record.name}: {'; '.join(told)}"


def no_bombs(mode: str) -> str:
    """What stands in place of the list: a duel has no deck."""
    if mode == "duel":
        return translate("ResultsScreen", "No jokes in a duel: you had each other.")
    return translate("ResultsScreen", "Nothing this time.")


def bomb_words(result: "MatchResult") -> str:
    """What made people laugh, in the order of the list."""
    heading = translate("ResultsScreen", "What made you laugh")
    bombs = result.bombs
    if not bombs:
        return f"{heading}: {no_bombs(result.mode)}"
    after = translate("ResultsScreen", "after {time} s")
    cards = translate("ResultsScreen", "cards")
    rows = []
    for number, bomb in enumerate(bombs, start=1):
        fastest = after.format(time=f"{bomb.fastest_s:.1f}")
        rows.append(f"{number}. {bomb.text} ({cards}: {bomb.kills}, {fastest})")
    return f"{heading}: {' '.join(rows)}"


def everything(result: "MatchResult", about: str) -> str:
    """The whole screen below its headline, a line each; ``about`` is the line under that."""
    table = translate("ResultsScreen", "Table")
    places = "; ".join(place_words(record) for record in result.records)
    turns = (record_words(record, result.threshold) for record in result.records)
    return "\n".join((about, f"{table}: {places}", *turns, bomb_words(result)))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02d}:{rest:02d}"
