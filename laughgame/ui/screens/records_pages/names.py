"""A row of names: everybody, or one of them.  What does not fit is scrolled to."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import BUTTON_HEIGHT, RING, box, focus_ring, painting, place, unit
from laughgame.ui.controls.painted_button import Choice, PaintedButton
from laughgame.ui.controls.text import LEFT, draw_middle
from laughgame.ui.painting import text_width
from laughgame.ui.screens.records_pages.views import PlayerChip
from laughgame.ui.theme import Line, Radius, Theme, Type

HEIGHT: Final = BUTTON_HEIGHT
GAP: Final = 8.0
PEEK: Final = 60.0
"""So much of the next name shows beside the one that was scrolled to."""


class _Chip(PaintedButton):
    def __init__(self, theme: Theme, parent: QWidget, name: str, words: str, color: str) -> None:
        super().__init__(theme, parent)
        self.name: Final = name
        self._color = color
        self.setText(words)
        self.setCheckable(True)
        self.toggled.connect(self.update)

    @property
    def width_needed(self) -> float:
        return text_width(self.text(), Type.LABEL, True) + (66 if self._color else 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(RING)
            fill, words = palette.stand, palette.text
            if self.isChecked():
                fill = palette.chalk if palette.dark else palette.ink
                words = palette.ink if palette.dark else palette.chalk
            edge = palette.text if self.underMouse() else palette.panel_edge
            box(painter, body, Radius.CHIP, fill, edge, Line.EDGE)
            left = body.left() + 20
            if self._color:
                shirt = QPointF(body.left() + 26, body.center().y())
                paint_card(painter, shirt, 18, QColor(self._color), Mood.STRAIGHT, 0, 2, False)
                left += 26
            text = QRectF(left, body.top(), body.right() - left, body.height())
            draw_middle(painter, text, self.text(), Type.LABEL, words, self.isChecked(), LEFT)
            if self.ringed:
                focus_ring(painter, self._theme, body.adjusted(2, 2, -2, -2), Radius.CHIP)


class NameRow(QScrollArea):
    """Tab enters it, arrow keys and clicks choose, the wheel scrolls."""

    chosen = Signal(str)
    """The name that the player chose; empty for everybody."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choice = Choice(self)
        self._chips: list[_Chip] = []
        self._shown: tuple[tuple[PlayerChip, ...], str] | None = None
        self._body = QWidget(self)
        self.setWidget(self._body)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        theme.changed.connect(self.arrange)

    @property
    def value(self) -> str:
        """The name that is chosen; empty for everybody."""
        return next((chip.name for chip in self._chips if chip.isChecked()), "")

    @property
    def chips(self) -> Sequence[QAbstractButton]:
        """The buttons, everybody's first."""
        return self._chips

    def chip(self, name: str) -> QAbstractButton:
        """The button of one name."""
        return next(chip for chip in self._chips if chip.name == name)

    def show_names(self, players: Sequence[PlayerChip], everybody: str, chosen: str) -> None:
        """Offer these players and ``everybody`` (the words for it); ``chosen`` is one's name."""
        if self._shown != (tuple(players), everybody):
            self._shown = (tuple(players), everybody)
            had = any(chip.hasFocus() for chip in self._chips)
            for chip in self._chips:
                self._choice.removeButton(chip)
                chip.setParent(None)
                chip.deleteLater()
            self._chips = [_Chip(self._theme, self._body, "", everybody, "")]
            self._chips += [
                _Chip(self._theme, self._body, one.name, one.name, one.color) for one in players
            ]
            for chip in self._chips:
                self._choice.add(chip)
                chip.clicked.connect(lambda _checked=False, chip=chip: self._choose(chip))
                chip.installEventFilter(self)
                chip.show()
            if had:
                self._chips[0].setFocus()
        self._choice.choose(next((c for c in self._chips if c.name == chosen), self._chips[0]))
        self.arrange()

    def _choose(self, chip: _Chip) -> None:
        self._reveal(chip)
        self.chosen.emit(chip.name)

    def _reveal(self, chip: QWidget) -> None:
        self.ensureWidgetVisible(chip, round(PEEK * unit(self._theme)), 0)

    def arrange(self) -> None:
        """Lay the names out side by side."""
        left = 0.0
        for chip in self._chips:
            body = QRectF(left + RING.left(), RING.top(), chip.width_needed, HEIGHT)
            place(chip, self._theme, body, RING)
            left = body.right() + GAP - RING.left()
        scale = unit(self._theme)
        high = HEIGHT + RING.top() + RING.bottom()
        self._body.resize(round((left + RING.right()) * scale), round(high * scale))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, _Chip):
            self._reveal(watched)
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        delta = event.angleDelta()
        turned = delta.x() or delta.y()
        before = bar.value()
        bar.setValue(before - round(turned * unit(self._theme) / 2))
        # What does not move here scrolls the page below it.
        event.setAccepted(bar.value() != before)
