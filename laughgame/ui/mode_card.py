"""The paper cards on the title screen: one a mode, the chosen one yellow and tilted."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card, paint_face
from laughgame.ui.controls.canvas import box, focus_ring, strokes
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.painting import fitting_size, paint_text, start
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Radius, Theme, Type, dashed_pen

WIDTH: Final = 160.0
HEIGHT: Final = 206.0
AROUND: Final = 20.0
"""Room for shadow, tilt, focus ring and the lift of the chosen one."""

LIFT: Final = 14.0
TILT: Final = -2.5

_CENTER: Final = Qt.AlignmentFlag.AlignHCenter

_ROUND_AGAIN: Final = parse_path("M0 -40A40 40 0 1 1 -34.6 -20")
_ARROW_HEAD: Final = parse_path("M-8 -48L4 -40L-8 -31Z")
_HAND_OVER: Final = parse_path("M-34 -20Q0 -48 30 -24M34 -38V-20H17")
_CHECK: Final = parse_path("M-12 0L-3 9L14 -10")


class ModeCard(PaintedButton):
    """A mode to choose: its number (the key), its picture, its name and a line about it."""

    def __init__(self, theme: Theme, parent: QWidget, mode: str, number: int) -> None:
        """``mode`` is one of the title screen's; it chooses the picture."""
        super().__init__(theme, parent)
        self.mode: Final = mode
        self._number = number
        self._about = ""
        self.setCheckable(True)
        self.toggled.connect(self.update)

    def set_words(self, name: str, about: str) -> None:
        self.setText(name)
        self._about = about
        self.setAccessibleDescription(about)
        self.setToolTip(f"{name} ({self._number})")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        painter = start(self, self._theme.scale)
        chosen = self.isChecked()
        painter.translate(AROUND + WIDTH / 2, AROUND + HEIGHT / 2)
        if chosen:
            painter.translate(0, -LIFT if not self._theme.reduced_motion else 0)
            painter.rotate(TILT)
        body = QRectF(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT)
        box(painter, body.translated(5, 7), Radius.CARD, palette.ink)
        fill = palette.card if chosen else palette.chalk
        if self.underMouse() and not chosen:
            fill = QColor("#FFFFFF")
        box(painter, body, Radius.CARD, fill, palette.ink, 4)
        if self.ringed:
            focus_ring(painter, self._theme, body, Radius.CARD)
        painter.save()
        painter.translate(0, -34)
        paint_mode(painter, self.mode, palette.chalk if chosen else QColor("#FFFFFF"), palette.ink)
        painter.restore()
        room = WIDTH - 20
        size = fitting_size(self.text(), Type.NAME, room, True)
        paint_text(painter, 0, 48, self.text(), size, palette.ink, True, _CENTER)
        dim = QColor("#46503A") if chosen else palette.paper_dim
        about = fitting_size(self._about, Type.HINT, room)
        paint_text(painter, 0, 76, self._about, about, dim, align=_CENTER)
        self._paint_number(painter, chosen)
        if chosen:
            painter.translate(52, -78)
            strokes(painter, _CHECK, palette.ink, 7)

    def _paint_number(self, painter: QPainter, chosen: bool) -> None:
        palette = self._theme.palette
        cap = QRectF(-WIDTH / 2 + 11, -HEIGHT / 2 + 11, 26, 26)
        box(painter, cap, 7, palette.ink if chosen else None, palette.ink, 2.5)
        color = palette.chalk if chosen else palette.ink
        paint_text(
            painter, cap.center().x(), cap.center().y() + 6, str(self._number), Type.HINT, color,
            True, _CENTER,
        )  # fmt: skip


def paint_mode(painter: QPainter, mode: str, fill: QColor, ink: QColor) -> None:
    """Paint the picture of a mode round the origin, some 90 wide."""

    def mini(x: float, y: float, width: float, tilt: float = 0.0) -> None:
        paint_card(
            painter, QPointF(x, y), width, fill, Mood.STRAIGHT, tilt, Line.EDGE, False, ink=ink
        )

    match mode:
        case "practice":
            mini(0, 0, 46)
        case "survival":
            mini(0, 2, 32)
            strokes(painter, _ROUND_AGAIN, ink, 6)
            painter.fillPath(_ARROW_HEAD, ink)
        case "duel":
            mini(-24, 0, 38, -8)
            mini(24, 0, 38, 8)
        case "mimic":
            mini(-23, 0, 40)
            other = QRectF(3, -28, 40, 56)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(dashed_pen(ink, 3, 5, 4))
            painter.drawRoundedRect(other, 6, 6)
            painter.save()
            painter.translate(other.center() + QPointF(0, 6))
            painter.scale(0.34, 0.34)
            paint_face(painter, Mood.LAUGH, ink)
            painter.restore()
        case _:
            mini(-34, 10, 28)
            mini(34, 10, 28)
            mini(0, 10, 36)
            strokes(painter, _HAND_OVER, ink, 5)
