"""The one axis that timeline and column share, and where things stand on the smile panel.

All positions are design pixels from the panel's upper left corner.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

PANEL_WIDTH: Final = 448.0
TRACE_LEFT: Final = 16.0
TRACE_RIGHT: Final = 288.0
COLUMN_LEFT: Final = 308.0
COLUMN_WIDTH: Final = 72.0
COLUMN_MIDDLE: Final = COLUMN_LEFT + COLUMN_WIDTH / 2
LINE_LEFT: Final = 10.0
LINE_RIGHT: Final = 420.0
RAIL_X: Final = 414.0
HANDLE_X: Final = 412.0
AXIS_TOP: Final = 108.0
AXIS_ROOM: Final = 12.0
"""How far the tracks reach past the axis' ends."""
FOOT: Final = 32.0
"""From the axis' zero to the panel's lower edge."""


@dataclass(frozen=True, slots=True)
class GaugeAxis:
    """A vertical axis from 0 (at ``bottom``) to 1 (at ``top``)."""

    top: float
    bottom: float

    @classmethod
    def of_panel(cls, height: float) -> "GaugeAxis":
        """The axis of a panel ``height`` high."""
        return cls(AXIS_TOP, height - FOOT)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value

    def value(self, y: float) -> float:
        return (self.bottom - y) / (self.bottom - self.top)

    @property
    def trace(self) -> QRectF:
        """The timeline's ground: a little above 1, and exactly down to 0."""
        top = self.top - AXIS_ROOM
        return QRectF(TRACE_LEFT, top, TRACE_RIGHT - TRACE_LEFT, self.bottom - top)

    @property
    def column(self) -> QRectF:
        """The column, with room at both ends."""
        top = self.top - AXIS_ROOM
        return QRectF(COLUMN_LEFT, top, COLUMN_WIDTH, self.bottom + AXIS_ROOM - top)
