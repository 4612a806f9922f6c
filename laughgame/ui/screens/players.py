"""Who plays: one to four names, remembered from game to game."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from laughgame.game.names import LONGEST, clean_name, name_key
from laughgame.ui import centered
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.centered import origin
from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import box, unit
from laughgame.ui.glasses_button import RING, GlassesButton
from laughgame.ui.painting import fitting_size, paint_text, prepare
from laughgame.ui.pitch import Pitch
from laughgame.ui.theme import Radius, Theme, Type

COLORS: Final = ("#FFD22E", "#6CC7FF", "#FF4F38", "#B9C7C0")
"""Told apart by everybody: yellow, blue, red and grey, of different lightness."""

LEFT: Final = 240.0
WIDTH: Final = 800.0
TOP: Final = 170.0
ROW: Final = 116.0
GLASSES: Final = 68.0
"""Side of the button that puts glasses on; at 640×400 it is still large enough to hit twice."""


class PlayersScreen(Pitch):
    """Four lines to write names on; empty ones are nobody.  GUI thread."""

    changed = Signal(object, object)
    """The names (tuple of str), each once, and of them those with glasses, after every change."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.names = [QLineEdit(self) for _ in COLORS]
        for number, field in enumerate(self.names):
            field.setMaxLength(LONGEST)
            field.setObjectName("playerName")
            field.editingFinished.connect(self._tell)
            field.returnPressed.connect(lambda number=number: self._next_after(number))
        self.glasses = [GlassesButton(theme, self) for _ in COLORS]
        for button in self.glasses:
            button.clicked.connect(self._tell)
        for field, button in zip(self.names, self.glasses, strict=True):
            field.textChanged.connect(lambda text, button=button: button.setEnabled(bool(text)))
            button.setEnabled(False)
        self.done = Button(theme, self, ButtonKind.GO, Type.NAME)
        self.done.clicked.connect(self._close)
        theme.changed.connect(self._lay_out)
        self.retranslate()

    @property
    def players(self) -> tuple[str, ...]:
        """The names as they stand there, without the empty and the repeated ones."""
        named: dict[str, str] = {}
        for field in self.names:
            name = clean_name(field.text())
            if name:
                named.setdefault(name_key(name), name)
        return tuple(named.values())

    @property
    def with_glasses(self) -> tuple[str, ...]:
        """The names of those who wear glasses."""
        wearing = {
            name_key(field.text())
            for field, button in zip(self.names, self.glasses, strict=True)
            if button.isChecked()
        }
        return tuple(name for name in self.players if name_key(name) in wearing)

    def show_players(
        self, names: Sequence[str], known: Sequence[str], glasses: Sequence[str] = ()
    ) -> None:
        """Show who plays, and who of them with ``glasses``.

        ``known`` are offered while somebody writes.
        """
        rows = zip(self.names, self.glasses, [*names, "", "", "", ""], strict=False)
        for field, button, name in rows:
            field.setText(name)
            button.setChecked(bool(name) and name in glasses)
            completer = QCompleter(list(known), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            field.setCompleter(completer)

    def focus_first(self) -> None:
        """Let the keyboard write on the first empty line."""
        empty = next((field for field in self.names if not field.text()), self.names[0])
        empty.setFocus()
        empty.selectAll()

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        for number, field in enumerate(self.names, start=1):
            words = self.tr("Player {number}").format(number=number)
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            button = self.glasses[number - 1]
            button.setAccessibleName(self.tr("Player {number} wears glasses").format(number=number))
            button.setToolTip(self.tr("With glasses: a face reads differently with them"))
        self.done.setText(self.tr("Done"))
        self.done.setToolTip(self.tr("Done (Esc)"))
        self._forget()

    def _tell(self) -> None:
        self.changed.emit(self.players, self.with_glasses)

    def _next_after(self, number: int) -> None:
        if number + 1 < len(self.names):
            self.names[number + 1].setFocus()
            self.names[number + 1].selectAll()
        else:
            self.done.setFocus()

    def _close(self) -> None:
        self._tell()
        self.closed.emit()

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint heading, lines and the players' cards."""
        palette = self._theme.palette
        painter.save()
        prepare(painter, self._theme.scale)
        painter.translate(origin(self, self._theme))
        heading = self.tr("Who plays?")
        paint_text(painter, LEFT, 88, heading, Type.CAPTION, palette.text, True)
        about = self.tr("One to four: in turn, or in a duel side by side, left to right.")
        size = fitting_size(about, Type.HINT, WIDTH)
        paint_text(painter, LEFT, 124, about, size, palette.dim)
        for number, color in enumerate(COLORS):
            row = QRectF(LEFT, TOP + number * ROW, WIDTH, ROW - 16)
            box(painter, row, Radius.PANEL, palette.stand, palette.panel_edge)
            center = QPointF(row.left() + 60, row.center().y())
            paint_card(painter, center, 52, QColor(color), Mood.STRAIGHT, -4, 3)
        painter.restore()

    def _lay_out(self) -> None:
        scale = self._theme.scale

        def place(widget: QWidget, area: QRectF) -> None:
            centered.place(widget, self, self._theme, area)

        for number, field in enumerate(self.names):
            top = TOP + number * ROW + 8
            place(field, QRectF(LEFT + 112, top, WIDTH - 128 - GLASSES - 12, ROW - 32))
            side = GLASSES + 2 * RING
            center = QPointF(LEFT + WIDTH - 20 - GLASSES / 2, top + (ROW - 32) / 2)
            area = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
            place(self.glasses[number], area)
        height = 70 * unit(self._theme) / scale
        width = 260 * max(1.0, unit(self._theme) / scale)
        middle = TOP + 4 * ROW + 52
        place(self.done, QRectF(LEFT + WIDTH - width + 8, middle - height / 2, width, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
