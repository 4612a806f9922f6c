"""What every page of the settings shares: panels, rows and the settings it edits."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.storage.settings import Settings
from laughgame.ui.controls.canvas import RING, box, painting, place
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

MARGIN: Final = 16
"""Room round a page for focus rings and shadows, in design pixels."""

PANEL_PADDING: Final = 24
WIDE: Final = 860
"""From this width on a page stands in two columns."""


class PanelKind(Enum):
    """What a panel is made of."""

    STAND = "stand"
    PAPER = "paper"


class Page(QWidget):
    """One page.

    It lays itself out in design pixels for a given width and says how high it came out; the
    settings screen scrolls what does not fit.
    """

    changed = Signal(object)
    """The player changed something: the new :class:`Settings`."""

    layout_changed = Signal()
    """Words came or went: the page wants to be arranged again."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = Settings()
        self._panels: list[tuple[QRectF, PanelKind]] = []
        self._rules: list[tuple[QPointF, float]] = []
        theme.changed.connect(self.update)

    @property
    def settings(self) -> Settings:
        """What the page shows at the moment."""
        return self._settings

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings`` without reporting a change."""
        self._settings = settings

    def retranslate(self) -> None:
        """Say everything anew in the language of the moment."""
        raise NotImplementedError

    def arrange(self, width: float) -> float:
        """Lay out within ``width`` design pixels, from (MARGIN, MARGIN); return the height."""
        raise NotImplementedError

    def edit(self, section: str, **values: Any) -> None:
        """Change values of one section of the settings, show and report it."""
        self.show_settings(self._settings.edited(section, **values))
        self.changed.emit(self._settings)

    def put(self, widget: QWidget, left: float, top: float, width: float, height: float) -> None:
        """Place a widget that has no focus ring."""
        place(widget, self._theme, QRectF(left, top, width, height))

    def put_text(self, text: Text, left: float, top: float, width: float) -> float:
        """Place words as high as they need to be; return their bottom edge."""
        height = text.height_for(width)
        self.put(text, left, top, width, height)
        return top + height

    def start_layout(self) -> None:
        """Forget the panels and rules of the last layout."""
        self._panels.clear()
        self._rules.clear()

    def add_panel(self, area: QRectF, kind: PanelKind = PanelKind.STAND) -> None:
        """Paint a panel under the widgets."""
        self._panels.append((area, kind))
        self.update()

    def add_rule(self, left: float, y: float, width: float) -> None:
        """A thin line between rows."""
        self._rules.append((QPointF(left, y), width))

    def add_rows(self, rows: Sequence["Row"], left: float, top: float, width: float) -> float:
        """A panel of rows; return its bottom edge."""
        y = top + 12.0
        inner = width - 2 * PANEL_PADDING
        for index, row in enumerate(rows):
            if index:
                self.add_rule(left + PANEL_PADDING, y, inner)
            y = row.arrange(self, left + PANEL_PADDING, y + 14, inner) + 14
        bottom = y + 12
        self.add_panel(QRectF(left, top, width, bottom - top))
        return bottom

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, _):
            for area, kind in self._panels:
                self._paint_panel(painter, area, kind)
            painter.setPen(pen(self._theme.palette.rail, 2))
            for start, width in self._rules:
                painter.drawLine(start, start + QPointF(width, 0))

    def _paint_panel(self, painter: QPainter, area: QRectF, kind: PanelKind) -> None:
        palette = self._theme.palette
        match kind:
            case PanelKind.STAND:
                box(painter, area, Radius.PANEL, palette.stand, palette.panel_edge, Line.EDGE)
            case PanelKind.PAPER:
                shadow = area.translated(5, 7)
                box(painter, shadow, Radius.CARD, palette.ink)
                box(painter, area, Radius.CARD, palette.chalk, palette.ink, 4)


class Row:
    """A setting in a panel: what it is and what it means at the left, its control at the right.

    ``control_size`` is the body of the control in design pixels; where the row is too narrow
    for both, the control goes below the words.
    """

    def __init__(self, theme: Theme, page: Page, control: QWidget) -> None:
        self._theme = theme
        self.control = control
        self.name = Text(theme, page, Type.LABEL, bold=True)
        self.meaning = Text(theme, page, Type.HINT, Tone.DIM)
        self.control_size: tuple[float, float] = (76, 44)

    def set_words(self, name: str, meaning: str) -> None:
        self.name.setText(name)
        self.meaning.setText(meaning)

    def arrange(self, page: Page, left: float, top: float, width: float) -> float:
        """Lay out from ``top``; return the bottom edge (design pixels)."""
        control_width, control_height = self.control_size
        beside = width - control_width - 24 >= 220
        words_width = width - control_width - 24 if beside else width
        y = page.put_text(self.name, left, top, words_width)
        words_bottom = page.put_text(self.meaning, left, y + 2, words_width)
        if beside:
            bottom = max(words_bottom, top + control_height)
            middle = (top + bottom) / 2
            body = QRectF(
                left + width - control_width,
                middle - control_height / 2,
                control_width,
                control_height,
            )
        else:
            body = QRectF(left, words_bottom + 10, min(control_width, width), control_height)
            bottom = body.bottom()
        place(self.control, self._theme, body, RING)
        return bottom
