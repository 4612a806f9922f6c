"""The place to drop a file or folder, and the button for those who would rather choose."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import RING_AND_SHADOW, painting, place, unit
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.theme import Line, Radius, Theme, Type, dashed_pen

HEIGHT = 124.0
INSET = 2.0
"""Half the dashed edge, which lies on the outline."""


class DropZone(QWidget):
    """Wide and low beside the referee's card, or narrow and high.

    It is about models; what is about something else says so by :meth:`words`.
    """

    choose_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._invites = False
        self._heading = Text(theme, self, Type.NAME, bold=True)
        self._hint = Text(theme, self, Type.HINT, Tone.DIM)
        self.choose = Button(theme, self, ButtonKind.GO)
        self.choose.clicked.connect(self.choose_requested)
        theme.changed.connect(self._arrange)
        self.retranslate()

    @property
    def invites(self) -> bool:
        """Whether a file hovers over the window."""
        return self._invites

    def set_invites(self, invites: bool) -> None:
        self._invites = invites
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew in the language of the moment."""
        heading, hint, choose = self.words()
        self._heading.setText(heading)
        self._hint.setText(hint)
        self.choose.setText(choose)
        self._arrange()

    def words(self) -> tuple[str, str, str]:
        """Return the heading of the moment, the hint, and what the button says."""
        heading = self.tr("Bring in a new referee")
        if self._invites:
            heading = self.tr("Let go. The exam starts at once.")
        return heading, self.tr("You can also drop an ONNX file here."), self.tr("Choose file")

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _arrange(self) -> None:
        scale = unit(self._theme)
        width, height = self.width() / scale, self.height() / scale
        button_width = max(168.0, self.choose.width_needed())
        if height <= HEIGHT + 2 * INSET + 1:
            inner = width - button_width - 28 * 2 - 16 - 2 * INSET
            heading = self._heading.height_for(inner)
            hint = self._hint.height_for(inner)
            top = (height - heading - hint - 4) / 2
            self._put(self._heading, 28 + INSET, top, inner, heading)
            self._put(self._hint, 28 + INSET, top + heading + 4, inner, hint)
            button = QRectF(width - button_width - 28 - INSET, (height - 62) / 2, button_width, 56)
        else:
            inner = width - 48
            heading = self._heading.height_for(inner)
            hint = self._hint.height_for(inner)
            top = 28 + INSET
            self._put(self._heading, 24, top, inner, heading)
            self._put(self._hint, 24, top + heading + 8, inner, hint)
            button = QRectF(24, top + heading + hint + 32, min(inner, button_width + 24), 56)
        place(self.choose, self._theme, button, RING_AND_SHADOW)
        self.update()

    def _put(self, text: Text, left: float, top: float, width: float, height: float) -> None:
        place(text, self._theme, QRectF(left, top, width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.adjusted(INSET, INSET, -INSET, -INSET)
            if self._invites:
                painter.setBrush(palette.stand)
                painter.setPen(dashed_pen(palette.card_text, 5, 10, 8))
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(dashed_pen(palette.rail, Line.EDGE, 10, 8))
            painter.drawRoundedRect(body, Radius.PANEL, Radius.PANEL)
