"""Who plays, as cards in a row on the title screen; all of it is a button that changes them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, focus_ring, strokes
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.controls.text import elide
from laughgame.ui.painting import paint_text, start
from laughgame.ui.theme import Radius, Theme, Type, dashed_pen

AROUND: Final = 10.0
"""Room for the focus ring, in design pixels."""
WIDTH: Final = 272.0
HEIGHT: Final = 118.0
CARD: Final = 54.0
"""From one player's card to the next."""

_CENTER: Final = Qt.AlignmentFlag.AlignHCenter


class PlayersButton(PaintedButton):
    """Shows up to four players; scales with the window as a whole.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._players: tuple[tuple[str, str], ...] = ()
        self._playing = 0

    @property
    def players(self) -> tuple[str, ...]:
        """The names that are shown."""
        return tuple(name for name, _ in self._players)

    def show_players(self, players: Sequence[tuple[str, str]], playing: int) -> None:
        """Show names and colours (``#RRGGBB``); the first ``playing`` of them play."""
        self._players, self._playing = tuple(players[:4]), playing
        self.setAccessibleDescription(", ".join(self.players[:playing]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        painter = start(self, self._theme.scale)
        painter.translate(AROUND, AROUND)
        paint_text(painter, 0, 20, self.text(), Type.LABEL, palette.text, True)
        for number, (name, color) in enumerate(self._players):
            self._paint_player(painter, number * CARD, name, color, number < self._playing)
        self._paint_plus(painter, QRectF(WIDTH - 44, 34, 36, 50))
        if self.ringed:
            ring = QRectF(0, 4, WIDTH, HEIGHT - 6)
            focus_ring(painter, self._theme, ring.adjusted(4, 0, -4, 0), Radius.CHIP)

    def _paint_player(
        self, painter: QPainter, x: float, name: str, color: str, plays: bool
    ) -> None:
        palette = self._theme.palette
        body = QRectF(x + 8, 34, 36, 50)
        edge = palette.ink if plays else palette.panel_edge
        box(painter, body, 7, QColor(color) if plays else palette.stand, edge, 3)
        ink = palette.ink if plays else palette.dim
        strokes(painter, _line(x + 17, x + 35, 66), ink, 4)
        for eye in (19, 33):
            strokes(painter, _line(x + eye - 4, x + eye + 4, 50), ink, 3)
        written = palette.text if plays else palette.dim
        if len(self._players) == 1:
            # Alone in the row: the whole name, from the card's left edge.
            shown = elide(name, Type.HINT, WIDTH - 68, plays)
            paint_text(painter, x + 8, 106, shown, Type.HINT, written, plays)
            return
        shown = elide(name, Type.HINT, CARD - 4, plays)
        paint_text(painter, x + 26, 106, shown, Type.HINT, written, plays, _CENTER)

    def _paint_plus(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        color = palette.text if self.underMouse() else palette.rail
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed_pen(color, 3, 6, 5))
        painter.drawRoundedRect(area, 8, 8)
        middle = area.center()
        plus = _line(middle.x() - 8, middle.x() + 8, middle.y())
        plus.moveTo(QPointF(middle.x(), middle.y() - 8))
        plus.lineTo(QPointF(middle.x(), middle.y() + 8))
        strokes(painter, plus, color, 4)


def _line(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    path.lineTo(right, y)
    return path
