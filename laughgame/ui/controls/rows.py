"""Rows that say something: a step that was checked, and a line that leads somewhere."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from laughgame.ui.controls.canvas import RING, box, focus_ring, painting, strokes
from laughgame.ui.controls.painted_button import PaintedButton
from laughgame.ui.controls.text import LEFT, RIGHT, draw_middle, elide
from laughgame.ui.controls.toggle import tick
from laughgame.ui.painting import fitting_size, text_width
from laughgame.ui.theme import Line, Radius, Theme, Type, dashed_pen

CHECK_ROW_HEIGHT: Final = 38
LINK_ROW_HEIGHT: Final = 48
SHORTEST_DETAIL: Final = 130
"""A detail with less room than this is left out: shortened it would say nothing."""


class Mark(Enum):
    """How far a step is."""

    OPEN = 0
    RUNNING = 1
    DONE = 2


class CheckRow(QLabel):
    """A step of a check: its mark, its name and, at the right, what was found."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = Mark.OPEN
        self._detail = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.changed.connect(self.update)

    @property
    def mark(self) -> Mark:
        return self._mark

    @property
    def detail(self) -> str:
        return self._detail

    def show_step(self, name: str, mark: Mark, detail: str = "") -> None:
        self.setText(name)
        self._mark = mark
        self._detail = detail
        self.setAccessibleName(f"{name} {detail}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            square = QRectF(1.5, area.center().y() - 13, 26, 26)
            if self._mark is Mark.DONE:
                box(painter, square, 7, None, palette.sky_text, Line.EDGE)
                strokes(painter, tick(square.center(), 15), palette.sky_text, 4)
            else:
                running = self._mark is Mark.RUNNING
                painter.setPen(dashed_pen(palette.text if running else palette.rail, 3, 5, 4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(square, 7, 7)
            words = area.adjusted(40, 0, 0, 0)
            color = palette.dim if self._mark is Mark.OPEN else palette.text
            size = fitting_size(self.text(), Type.LABEL, words.width())
            draw_middle(painter, words, self.text(), size, color, align=LEFT)
            room = words.width() - text_width(self.text(), size) - 16
            if self._detail and room > SHORTEST_DETAIL:
                detail = elide(self._detail, Type.HINT, room)
                draw_middle(
                    painter,
                    words,
                    detail,
                    Type.HINT,
                    palette.dim,
                    align=RIGHT,
                )


class LinkRow(PaintedButton):
    """A line that opens something; Enter and Space open it too."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._target = ""

    @property
    def target(self) -> str:
        """What the line leads to."""
        return self._target

    def set_target(self, target: str) -> None:
        """What the line leads to, shown at its right: a folder, a file."""
        self._target = target
        self.setAccessibleDescription(target)
        self.update()

    def width_needed(self) -> float:
        return (
            text_width(self.text(), Type.LABEL, bold=True)
            + text_width(self._target, Type.HINT)
            + 72
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(RING)
            edge = palette.text if self.underMouse() else palette.rail
            box(painter, body, Radius.CHIP, palette.track, edge, Line.EDGE)
            words = body.adjusted(16, 0, -40, 0)
            size = fitting_size(self.text(), Type.LABEL, words.width() * 0.6, bold=True)
            draw_middle(painter, words, self.text(), size, palette.text, True, LEFT)
            room = words.width() - text_width(self.text(), size, bold=True) - 16
            if self._target and room > 40:
                target = elide(self._target, Type.HINT, room)
                draw_middle(
                    painter,
                    words,
                    target,
                    Type.HINT,
                    palette.dim,
                    align=RIGHT,
                )
            tip = QPointF(body.right() - 16, body.center().y())
            chevron = QPainterPath(tip + QPointF(-7, -7))
            chevron.lineTo(tip)
            chevron.lineTo(tip + QPointF(-7, 7))
            strokes(painter, chevron, palette.text, 3)
            if self.ringed:
                focus_ring(painter, self._theme, body, Radius.CHIP)
