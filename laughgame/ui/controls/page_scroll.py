"""A page that is higher than its window: it scrolls, with a bar in the program's own style."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from laughgame.ui.controls.canvas import box, painting, unit
from laughgame.ui.theme import Line, Theme

SCROLL_BAR: Final = 20.0
"""Room for the bar beside the page, in design pixels."""

WHEEL_STEP: Final = 40.0
EDGE_INSET: Final = 16.0
"""Where the line over a scrolled page begins: at the page's own margin."""

SHORTEST_HANDLE: Final = 44.0


class _Bar(QScrollBar):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            whole = self.maximum() - self.minimum() + self.pageStep()
            if whole <= 0:
                return
            room = area.height() - 8
            length = max(SHORTEST_HANDLE, room * self.pageStep() / whole)
            span = max(1, self.maximum() - self.minimum())
            top = 4 + (room - length) * (self.value() - self.minimum()) / span
            handle = QRectF(area.center().x() - 5, top, 10, length)
            held = self.isSliderDown() or self.underMouse()
            fill = palette.text if held else palette.rail
            box(painter, handle, 5, fill, palette.ink, Line.EDGE / 2)


class _Edge(QWidget):
    """A line under which a scrolled page vanishes, so that it does not look torn off."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            painter.fillRect(area, self._theme.palette.rail)


class PageScroll(QScrollArea):
    """Scrolls ``body`` up and down; what is focused by Tab is scrolled into sight."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.body = QWidget(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(_Bar(theme, self))
        self.setWidget(self.body)
        # The pitch shows through.
        self.viewport().setAutoFillBackground(False)
        self.body.setAutoFillBackground(False)
        self._edge = _Edge(theme, self)
        self.verticalScrollBar().valueChanged.connect(lambda at: self._edge.setVisible(at > 0))

    def tune(self) -> None:
        """Fit steps and the bar's width to the window's scale."""
        scale = unit(self._theme)
        bar = self.verticalScrollBar()
        bar.setFixedWidth(round(SCROLL_BAR * scale))
        bar.setSingleStep(round(WHEEL_STEP * scale))
        width = self.width() - round((SCROLL_BAR + 2 * EDGE_INSET) * scale)
        self._edge.setGeometry(round(EDGE_INSET * scale), 0, width, round(Line.EDGE * scale))
        self._edge.raise_()
