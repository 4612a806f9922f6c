"""A number with its name, its value in words, its slider and what it means."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import RING, place
from laughgame.ui.controls.slider import Slider
from laughgame.ui.controls.text import RIGHT, Text, Tone
from laughgame.ui.theme import Space, Theme, Type

NumberWords = Callable[[float], str]


class SliderField(QObject):
    """Lays out a slider and its words on a page; the parts are the page's own children."""

    edited = Signal(float)
    """The player moved the handle to this number."""

    def __init__(
        self,
        theme: Theme,
        page: QWidget,
        low: float,
        high: float,
        step: float,
        words: NumberWords,
        name_size: float = Type.LABEL,
    ) -> None:
        super().__init__(page)
        self._theme = theme
        self._words = words
        small = name_size < Type.LABEL
        self._name = Text(theme, page, name_size, Tone.DIM if small else Tone.TEXT, bold=not small)
        self._name.set_shrinking(True)
        self._value = Text(theme, page, Type.LABEL, bold=True, align=RIGHT)
        self._meaning = Text(theme, page, Type.HINT, Tone.DIM)
        self.slider = Slider(theme, page, low, high, step)
        self.slider.number_changed.connect(self._on_number)

    def set_words(self, name: str, meaning: str = "") -> None:
        self._name.setText(name)
        self._meaning.setText(meaning)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(meaning)
        self._tell_value()

    def show_number(self, number: float) -> None:
        """Move the handle without reporting an edit."""
        self.slider.blockSignals(True)
        self.slider.set_number(number)
        self.slider.blockSignals(False)
        self._tell_value()

    def set_shown(self, shown: bool) -> None:
        """Show all of its parts, or none."""
        for part in (self._name, self._value, self._meaning, self.slider):
            part.setVisible(shown)

    @property
    def value_text(self) -> str:
        """The number as the player reads it."""
        return self._value.text()

    def arrange_below(self, left: float, top: float, width: float) -> float:
        """Name and value over the slider; return the bottom edge (design pixels)."""
        value_width = self._value.width_needed() + 4
        # Both stand on one line, though the name is smaller.
        name_height = self._name.height_for(width)
        name = QRectF(left, top + (28 - name_height) / 2, width - value_width, name_height)
        place(self._name, self._theme, name)
        place(self._value, self._theme, QRectF(left + width - value_width, top, value_width, 28))
        rail = QRectF(left, top + 34, width, Space.HIT)
        place(self.slider, self._theme, rail, RING)
        place(self._meaning, self._theme, QRectF(left, rail.bottom(), width, 0))
        return rail.bottom()

    def arrange_beside(self, left: float, top: float, width: float) -> float:
        """Name and meaning left, value and slider right; return the bottom edge."""
        right_width = max(180.0, width * 0.36)
        left_width = width - right_width - 24
        meaning_height = self._meaning.height_for(left_width)
        place(self._name, self._theme, QRectF(left, top, left_width, 28))
        place(self._meaning, self._theme, QRectF(left, top + 30, left_width, meaning_height))
        right = left + width - right_width
        place(self._value, self._theme, QRectF(right, top, right_width, 28))
        rail = QRectF(right, top + 26, right_width, Space.HIT)
        place(self.slider, self._theme, rail, RING)
        return max(top + 30 + meaning_height, rail.bottom())

    def _on_number(self, number: float) -> None:
        self._tell_value()
        self.edited.emit(number)

    def _tell_value(self) -> None:
        self._value.setText(self._words(self.slider.number))
        self.slider.setAccessibleDescription(self._value.text())
