"""How the game stands, on a small board: for screens that hide the stage while it goes on."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.judge import Verdict
from laughgame.game.session import Snapshot
from laughgame.ui import wording
from laughgame.ui.card import paint_card
from laughgame.ui.controls.canvas import box, painting
from laughgame.ui.motion import NUMBERS_S
from laughgame.ui.painting import fitting_size, paint_text, text_width
from laughgame.ui.puck import state_color, state_mood
from laughgame.ui.theme import Line, Radius, Theme, Type

HEIGHT: Final = 48.0
NARROW: Final = 88.0
"""Width of the board that leaves the verdict's word to colour and face."""

_CARD: Final = 44.0
"""Room for the card at the left."""


class LiveVerdict(QWidget):
    """Shows verdict, smile and OUT count of the newest moment; not seen before the first one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Snapshot | None = None
        self._narrow = False
        self.hide()
        theme.changed.connect(self.update)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show one moment of the game; numbers stand still long enough to be read."""
        old = self._shown
        if old is not None:
            turned = (old.gauge_state, old.outs) != (snapshot.gauge_state, snapshot.outs)
            if not turned and 0 <= snapshot.time_s - old.time_s < NUMBERS_S:
                return
        self._shown = snapshot
        self.retranslate()
        if old is None:
            self.show()

    @property
    def words(self) -> tuple[str, str, str]:
        """Verdict, smile and OUT count as shown."""
        if self._shown is None:
            return "", "", ""
        smile = self._shown.ruling.smile
        value = "–" if smile is None else f"{smile:.2f}"
        return wording.verdict_word(self._shown.ruling.verdict), value, f"OUT ×{self._shown.outs}"

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the verdict's word."""
        self._narrow = narrow
        self.update()

    def width_needed(self) -> float:
        """How wide the board is, in design pixels; the same for every verdict."""
        if self._narrow:
            return NARROW
        word = max(text_width(wording.verdict_word(one), Type.LABEL, True) for one in Verdict)
        return _CARD + word + text_width("0.00", Type.LABEL, True) + 92 + 3 * 14

    def retranslate(self) -> None:
        """Say everything anew, to those who hear the screen."""
        if self._shown is not None:
            name = wording.verdict_name(self._shown.ruling.verdict)
            self.setAccessibleName(self.tr("The game goes on"))
            self.setAccessibleDescription(", ".join((name, *self.words[1:])))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        palette, state = self._theme.palette, self._shown.gauge_state
        with painting(self, self._theme) as (painter, area):
            board = area.adjusted(2, 2, -2, -2)
            box(painter, board, Radius.CHIP, state_color(state, palette), palette.ink, Line.EDGE)
            middle = QPointF(board.left() + 24, board.center().y())
            face = state_mood(state)
            paint_card(painter, middle, 26, palette.chalk, face, -6, 2.5, shadow=False)
            if self._narrow:
                self._write_below_each_other(painter, board, palette.ink)
            else:
                self._write_in_a_row(painter, board, palette.ink)

    def _write_in_a_row(self, painter: QPainter, board: QRectF, ink: QColor) -> None:
        word, value, outs = self.words
        left, baseline = board.left() + _CARD, board.center().y() + 7
        paint_text(painter, left, baseline, word, Type.LABEL, ink, True)
        right = board.right() - 14 - 92
        at = right - 14 - text_width("0.00", Type.LABEL, True)
        paint_text(painter, at, baseline, value, Type.LABEL, ink, True)
        size = fitting_size(outs, Type.LABEL, 92)
        paint_text(painter, right, baseline, outs, size, ink)

    def _write_below_each_other(self, painter: QPainter, board: QRectF, ink: QColor) -> None:
        _, value, outs = self.words
        left, room = board.left() + _CARD - 2, board.width() - _CARD - 4
        count = outs.removeprefix("OUT ")
        for baseline, text, bold in ((-3, value, True), (14, count, False)):
            size = fitting_size(text, Type.HINT, room, bold)
            paint_text(painter, left, board.center().y() + baseline, text, size, ink, bold)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
