"""Where the 1280×800 of the design stand in a window of another shape: in its middle."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from laughgame.ui.theme import DESIGN_HEIGHT, DESIGN_WIDTH, Theme


def origin(screen: QWidget, theme: Theme) -> QPointF:
    """Return the design's top left corner within ``screen``, in design pixels."""
    return QPointF(
        max(0.0, (screen.width() / theme.scale - DESIGN_WIDTH) / 2),
        max(0.0, (screen.height() / theme.scale - DESIGN_HEIGHT) / 2),
    )


def place(widget: QWidget, screen: QWidget, theme: Theme, area: QRectF) -> None:
    """Give ``widget`` its place on ``screen``; ``area`` is in the design's own pixels."""
    moved = area.translated(origin(screen, theme))
    widget.setGeometry(QRectF(moved.topLeft() * theme.scale, moved.size() * theme.scale).toRect())
