"""The right column of the play screen in a duel: everybody's gauge, and their timelines."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtWidgets import QWidget

from laughgame.game.judge import JudgeSettings
from laughgame.game.sight import Advice
from laughgame.ui import wording
from laughgame.ui.duel_board import DuelBoard
from laughgame.ui.duel_gauge import DuelGauge
from laughgame.ui.duel_view import Rival
from laughgame.ui.hint_card import Cue, Stamp
from laughgame.ui.screens.play_layout import PlayLayout
from laughgame.ui.theme import Theme

Place = Callable[[QWidget, QRectF], None]


class DuelColumn:
    """Takes the place of smile panel and emotions while there are several players.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget, instead: Sequence[QWidget]) -> None:
        """``instead`` are the widgets of one player, hidden meanwhile."""
        self._instead = tuple(instead)
        self._shown = False
        self.gauge = DuelGauge(theme, parent)
        self.board = DuelBoard(theme, parent)
        self.gauge.hide()
        self.board.hide()

    @property
    def shown(self) -> bool:
        return self._shown

    def show(self, shown: bool) -> None:
        """Show several players, or one."""
        self._shown = shown
        self.board.clear()
        self.gauge.setVisible(shown)
        self.board.setVisible(shown)
        for widget in self._instead:
            widget.setVisible(not shown)

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Show one moment of the duel."""
        self.gauge.show_rivals(rivals)
        self.board.show_rivals(rivals)

    def set_rules(self, rules: JudgeSettings) -> None:
        """Draw line and zone as ``rules`` have them."""
        self.gauge.set_threshold(rules.threshold)
        self.gauge.set_zone(rules.warning_margin)
        self.board.set_line(rules.threshold, rules.warning_margin)

    def place(self, layout: PlayLayout, place: Place) -> None:
        """Stand where the panels of one player stand."""
        place(self.gauge, layout.smile)
        place(self.board, layout.emotions)

    def advance(self) -> bool:
        """Move the pucks on; return whether they have arrived."""
        return not self._shown or self.gauge.advance()

    def cue(self) -> Cue | None:
        """What stands in the way of somebody's judgement; None where all are well seen."""
        for rival in self.gauge.rivals:
            if rival.advice is not None and not rival.is_out:
                headline = QCoreApplication.translate("PlayCues", "{name} is hard to see.")
                if rival.advice is Advice.COME_BACK:
                    headline = QCoreApplication.translate("PlayCues", "{name} is not to be seen.")
                return Cue(
                    headline.format(name=rival.name),
                    wording.advice(rival.advice),
                    stamp=Stamp.NONE,
                )
        return None
