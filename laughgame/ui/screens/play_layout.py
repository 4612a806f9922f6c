"""Where things stand on the play screen, in design pixels.  The stage grows first."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

from laughgame.ui.gauge_axis import PANEL_WIDTH
from laughgame.ui.theme import Space

STAGE_TOP: Final = 88.0
CUE_HEIGHT: Final = 108.0
EMOTIONS_HEIGHT: Final = 276.0
INSET: Final = QSizeF(256, 192)
"""The camera's picture while a clip has the stage."""
INSET_GAP: Final = 24.0
"""From the inset to the stage's right and lower end."""


@dataclass(frozen=True, slots=True)
class PlayLayout:
    """The areas of the play screen."""

    width: float
    height: float
    stage: QRectF
    cue: QRectF
    smile: QRectF
    emotions: QRectF

    @property
    def inset(self) -> QRectF:
        """Where the camera's picture is while a clip has the stage: its lower right."""
        gap = INSET_GAP
        corner = self.stage.bottomRight() - QPointF(INSET.width() + gap, INSET.height() + gap)
        return QRectF(corner, INSET)

    @classmethod
    def of(cls, width: float, height: float) -> "PlayLayout":
        """Lay out a screen of this size; 1280 × 800 gives the design's own numbers.

        What a wider window has to spare goes to the stage, what a taller one has to spare to
        the stage and the gauge's axis.
        """
        edge, gutter = float(Space.WINDOW), float(Space.GUTTER)
        right = width - edge - PANEL_WIDTH
        foot = height - edge
        stage_bottom = foot - CUE_HEIGHT - gutter
        emotions_top = foot - EMOTIONS_HEIGHT
        stage_width = right - gutter - edge
        return cls(
            width=width,
            height=height,
            stage=QRectF(edge, STAGE_TOP, stage_width, stage_bottom - STAGE_TOP),
            cue=QRectF(edge, stage_bottom + gutter, stage_width, CUE_HEIGHT),
            smile=QRectF(right, STAGE_TOP, PANEL_WIDTH, emotions_top - gutter - STAGE_TOP),
            emotions=QRectF(right, emotions_top, PANEL_WIDTH, EMOTIONS_HEIGHT),
        )
