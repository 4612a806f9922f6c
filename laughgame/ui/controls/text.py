"""Words in design pixels: measured, broken into lines, painted; and a widget that shows them."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from laughgame.ui.controls.canvas import painting, unit
from laughgame.ui.painting import fitting_size, paint_text, text_width
from laughgame.ui.theme import Palette, Theme, Type, font

LEFT: Final = Qt.AlignmentFlag.AlignLeft
CENTER: Final = Qt.AlignmentFlag.AlignHCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight

LINE_SPACING: Final = 1.4
BASELINE: Final = 0.36
"""A line's baseline lies this share of its size below the line's middle."""


class Tone(Enum):
    """What a text is for; the palette decides the colour."""

    TEXT = "text"
    DIM = "dim"
    INK = "ink"
    PAPER_DIM = "paper_dim"
    GOOD = "sky_text"

    def color(self, palette: Palette) -> QColor:
        color: QColor = getattr(palette, self.value)
        return color


def wrap(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """``text`` in lines no wider than ``width``.

    Lines break at spaces, in Korean too, where breaking inside a word is legal but reads badly.
    Only a word that is wider than a line on its own (a path, a tensor name) is cut.
    """
    metrics = QFontMetricsF(font(size, bold))
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            for piece in _cut(word, metrics, width):
                longer = f"{line} {piece}" if line else piece
                if line and metrics.horizontalAdvance(longer) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = longer
        lines.append(line)
    return lines


def _cut(word: str, metrics: QFontMetricsF, width: float) -> list[str]:
    pieces = []
    while len(word) > 1 and metrics.horizontalAdvance(word) > width:
        count = len(word) - 1
        while count > 1 and metrics.horizontalAdvance(word[:count]) > width:
            count -= 1
        pieces.append(word[:count])
        word = word[count:]
    return [*pieces, word]


def elide(text: str, size: float, width: float, bold: bool = False) -> str:
    """``text``, shortened in the middle where it is wider than ``width``."""
    metrics = QFontMetricsF(font(size, bold))
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def fit(
    text: str, size: float, width: float, bold: bool = False, least: float = Type.HINT
) -> tuple[str, float]:
    """``text`` and its size: smaller down to ``least``, and only then shortened in the middle."""
    fitting = max(least, fitting_size(text, size, width, bold))
    return elide(text, fitting, width, bold), fitting


def draw_middle(
    painter: QPainter,
    area: QRectF,
    text: str,
    size: float,
    color: QColor,
    bold: bool = False,
    align: Qt.AlignmentFlag = CENTER,
) -> None:
    """Paint one line at half the height of ``area``: at its left, centre or right."""
    x = {LEFT: area.left(), RIGHT: area.right()}.get(align, area.center().x())
    paint_text(painter, x, area.center().y() + size * BASELINE, text, size, color, bold, align)


class Text(QLabel):
    """Words that wrap, in the type scale; read by screen readers like any label."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        size: float = Type.HINT,
        tone: Tone = Tone.TEXT,
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._tone = tone
        self._bold = bold
        self._align = align
        self._one_line = False
        self._shrinking = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def set_one_line(self, one_line: bool) -> None:
        """Shorten a text that is too long in its middle, instead of breaking it."""
        self._one_line = one_line
        self.update()

    def set_shrinking(self, shrinking: bool) -> None:
        """Stay in one line and grow smaller instead of breaking."""
        self._shrinking = shrinking
        self.update()

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def width_needed(self) -> float:
        """Width at which no line has to be broken, in design pixels."""
        lines = self.text().split("\n")
        return max(text_width(line, self._size, self._bold) for line in lines)

    def height_for(self, width: float) -> float:
        """Height in design pixels when the text may be ``width`` design pixels wide."""
        if not self.text():
            return 0.0
        lines = (
            1
            if self._one_line or self._shrinking
            else len(wrap(self.text(), self._size, width, self._bold))
        )
        return lines * self._size * LINE_SPACING

    def sizeHint(self) -> QSize:
        scale = unit(self._theme)
        return QSize(round(self.width_needed() * scale), round(self._size * LINE_SPACING * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            # A pixel of grace: the area was rounded to whole widget pixels.
            self.paint_lines(painter, area.adjusted(0, 0, 1, 0))

    def paint_lines(self, painter: QPainter, area: QRectF) -> float:
        """Paint the text from the top of ``area``; return its bottom edge."""
        size = self._size
        if self._one_line:
            lines = [elide(self.text(), size, area.width(), self._bold)]
        elif self._shrinking:
            size = fitting_size(self.text(), size, area.width(), self._bold)
            lines = [self.text()]
        else:
            lines = wrap(self.text(), size, area.width(), self._bold)
        step = self._size * LINE_SPACING
        color = self._tone.color(self._theme.palette)
        for index, line in enumerate(lines):
            row = QRectF(area.left(), area.top() + index * step, area.width(), step)
            draw_middle(painter, row, line, size, color, self._bold, self._align)
        return area.top() + len(lines) * step
