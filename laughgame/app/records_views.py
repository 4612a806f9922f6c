"""Makes what the records screen shows of what the results tell: names, dates, times, words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from laughgame.game.deck import Kill, killers
from laughgame.game.names import name_key
from laughgame.storage.kept import CUSTOM, MIXED, Board, KeptMatch, KeptTurn, Terms
from laughgame.storage.results import Results
from laughgame.ui import wording
from laughgame.ui.screens.records_pages.views import (
    MODES,
    OWN,
    BoardLine,
    BoardView,
    BombView,
    MatchPlayer,
    MatchView,
    PlayerChip,
    RecordsView,
)
from laughgame.ui.screens.results_words import ending_words
from laughgame.ui.screens.settings_pages.presets import PRESETS

SHOWN_LINES = 10
SHOWN_MATCHES = 100

Title = Callable[[str], str]

translate = QCoreApplication.translate


def records_view(results: Results, player: str, language: str, title: Title) -> RecordsView:
    """Return everything, or what is about ``player``; ``language`` (``en``, ``ko``) is for dates.

    ``title`` says what an item is called.  A player who is not known any more is everybody.
    Raises ``OSError`` where the results cannot be read.
    """
    known = results.players()
    colors = {one.name: one.colour for one in known}
    same = next((one.name for one in known if name_key(one.name) == name_key(player)), "")
    everybody = results.boards()
    bests = _bests(everybody, results.all_turns())
    shown = results.boards(same) if same else everybody
    boards = [_board(one, colors, language, same) for one in shown if one.mode in MODES]
    matches = results.matches(SHOWN_MATCHES, same or None)
    kills = [one for one in results.kills() if same in ("", one.player)]
    return RecordsView(
        players=tuple(PlayerChip(one.name, one.colour) for one in known),
        player=same,
        boards=tuple(boards),
        matches=tuple(_match(one, colors, bests, language) for one in matches),
        bombs=_bombs(kills, title),
    )


def record_words(boards: Sequence[Board], mode: str, terms: Terms, names: Sequence[str]) -> str:
    """Return who leads a mode by the rules of today, and how well those who play have done.

    Of ``terms`` the judge's part counts: who would play on the same board again.  Empty where
    nobody has played it.
    """
    board = next((one for one in boards if one.mode == mode and _same_judge(one, terms)), None)
    if board is None or not board.turns:
        return ""
    leader, *others = board.turns
    record = translate("Records", "Record: {name} {value}")
    told = [record.format(name=leader.player, value=value_words(leader))]
    told += [f"{one.player} {value_words(one)}" for one in others if one.player in names]
    return " · ".join(told[:3])


def value_words(turn: KeptTurn) -> str:
    """What a turn is compared by, as it is told: points, or minutes and seconds."""
    if turn.score is not None:
        return translate("Records", "{points} points").format(points=round(turn.score))
    if turn.mode == "mimic":
        return "–"  # no face was seen
    tenths = round(turn.survived_s * 10)
    minutes, rest = divmod(tenths, 600)
    return f"{minutes:02d}:{rest // 10:02d}.{rest % 10}"


def terms_words(terms: Terms) -> str:
    """The difficulty and the price of a laugh; where none was noted, that."""
    if terms.difficulty is None:
        return translate("Records", "rules not noted")
    told = []
    if terms.difficulty in PRESETS:
        told.append(wording.preset_name(terms.difficulty))
    elif terms.difficulty == MIXED:
        told.append(translate("Records", "rules changed midway"))
    else:
        told.append(translate("Records", "own rules"))
    if terms.difficulty == CUSTOM and terms.threshold is not None and terms.hold_s is not None:
        line = translate("Records", "line {line}, hold {hold} s")
        told.append(line.format(line=f"{terms.threshold:.2f}", hold=f"{terms.hold_s:.2f}"))
        if terms.two_stage:
            told.append(translate("Records", "only happy counts"))
    prices = {
        "sudden": translate("Records", "first laugh is the last"),
        "cards": translate("Records", "two cards"),
        "lives": translate("Records", "{count} lives").format(count=terms.lives),
    }
    if terms.style in prices:
        told.append(prices[terms.style])
    return " · ".join(told)


def mode_words(mode: str) -> str:
    """The name of a mode."""
    names = {
        "survival": translate("RecordsScreen", "Survival"),
        "duel": translate("RecordsScreen", "Duel"),
        "hotseat": translate("RecordsScreen", "Hot seat"),
        "mimic": translate("RecordsScreen", "Mimic"),
    }
    return names.get(mode, mode)


def date_words(moment: datetime, language: str, with_time: bool) -> str:
    """A moment in the local time and in the way of the language."""
    local = moment.astimezone()
    form = translate("Records", "d MMM yyyy")
    if with_time:
        form += translate("Records", ", HH:mm")
    there = QDateTime(
        *(local.year, local.month, local.day), *(local.hour, local.minute, local.second)
    )
    korean, english = QLocale.Language.Korean, QLocale.Language.English
    return QLocale(korean if language == "ko" else english).toString(there, form)


def _board(board: Board, colors: Mapping[str, str], language: str, player: str) -> BoardView:
    turns = board.turns[:SHOWN_LINES]
    lines = tuple(
        BoardLine(
            place=1 + sum(other.merit > turn.merit for other in board.turns),
            name=turn.player,
            color=colors.get(turn.player, "#B9C7C0"),
            value=value_words(turn),
            about=" · ".join(
                filter(None, (_ending(turn), date_words(turn.ended_at, language, False)))
            ),
            survived=turn.survived,
            best=bool(player) and turn is board.turns[0] and len(board.turns) > 1,
        )
        for turn in turns
    )
    difficulty = board.terms.difficulty
    key = difficulty if difficulty in PRESETS else OWN
    if board.mode == "mimic":
        return BoardView(board.mode, "", translate("Records", "The best likenesses"), lines)
    return BoardView(board.mode, key or OWN, terms_words(board.terms), lines)


def _match(
    match: KeptMatch, colors: Mapping[str, str], bests: frozenset[int], language: str
) -> MatchView:
    players = tuple(
        MatchPlayer(
            place=turn.place,
            name=turn.player,
            color=colors.get(turn.player, "#B9C7C0"),
            value=value_words(turn),
            cards=turn.cards,
            survived=turn.survived,
            best=turn.number in bests,
        )
        for turn in match.turns
    )
    date = date_words(match.ended_at, language, True)
    terms = "" if match.mode == "mimic" else terms_words(match.terms)
    return MatchView(date, mode_words(match.mode), terms, players)


def _bombs(kills: Sequence[Kill], title: Title) -> tuple[BombView, ...]:
    return tuple(
        BombView(title(row.item), row.kills, row.fastest_s, row.median_s, row.victims)
        for row in killers(kills)
    )


def _bests(boards: Sequence[Board], turns: Sequence[KeptTurn]) -> frozenset[int]:
    """The turns that are somebody's best on a board they have been on before or since.

    On a board of matches whose rules changed midway nobody is compared.
    """
    played = Counter((turn.player, turn.mode, turn.terms) for turn in turns)
    return frozenset(
        turn.number
        for board in boards
        if board.terms.comparable
        for turn in board.turns
        if played[turn.player, board.mode, board.terms] > 1
    )


def _ending(turn: KeptTurn) -> str:
    return "" if turn.mode == "mimic" else ending_words(turn.ending)


def _same_judge(board: Board, terms: Terms) -> bool:
    if board.mode == "mimic":
        return True
    one = board.terms
    return (one.difficulty, one.threshold, one.hold_s, one.two_stage) == (
        terms.difficulty,
        terms.threshold,
        terms.hold_s,
        terms.two_stage,
    )
