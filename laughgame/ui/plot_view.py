"""A bare pyqtgraph view: no axes, no mouse, no background, its units design pixels."""

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFrame, QWidget


@dataclass(frozen=True, slots=True)
class PlotView:
    """The widget to place, and the box to put items into."""

    widget: QWidget
    box: Any

    def show_range(self, area: QRectF) -> None:
        """Let the view show exactly ``area`` (item units, y downwards)."""
        self.box.setRange(area, padding=0)


def bare_view(parent: QWidget) -> PlotView:
    """Make a view that shows items and nothing else, and lets the mouse through."""
    view = pg.GraphicsView(parent, background=None)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    view.viewport().setAutoFillBackground(False)
    # A cached background would be filled with the style's grey.
    view.setCacheMode(view.CacheModeFlag.CacheNone)
    box = pg.ViewBox(enableMouse=False, enableMenu=False, border=None, defaultPadding=0)
    box.invertY(True)
    box.disableAutoRange()
    view.setCentralItem(box)
    return PlotView(view, box)
