"""The red-edged paper that says why a model was turned down, and what to do about it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box, painting, strokes
from laughgame.ui.controls.text import LINE_SPACING, wrap
from laughgame.ui.painting import paint_text
from laughgame.ui.theme import Line, Theme, Type

EDGE = 6.0
LEFT = 78.0
"""Where the words begin, right of the red card."""

_DETAIL = QColor("#46503A")


class RefusalPanel(QWidget):
    """A headline, the finding behind it, and the way out."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: tuple[str, str, str] = ("", "", "")
        theme.changed.connect(self.update)

    @property
    def words(self) -> tuple[str, str, str]:
        """Headline, finding and fix."""
        return self._words

    def show_words(self, headline: str, finding: str, fix: str) -> None:
        self._words = (headline, finding, fix)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(f"{finding} {fix}")
        self.update()

    def height_for(self, width: float) -> float:
        """Height in design pixels for a body of this width."""
        return sum(len(lines) * step for lines, _, _, step in self._lines(width)) + 30

    def _lines(self, width: float) -> list[tuple[list[str], float, bool, float]]:
        """Wrapped lines, their size, weight and distance."""
        room = width - LEFT - 16
        headline, finding, fix = self._words
        return [
            (wrap(headline, Type.LABEL, room, True), Type.LABEL, True, 30.0),
            (wrap(finding, Type.HINT, room), Type.HINT, False, Type.HINT * LINE_SPACING + 3),
            (wrap(fix, Type.HINT, room), Type.HINT, False, Type.HINT * LINE_SPACING + 3),
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.adjusted(EDGE / 2, EDGE / 2, -EDGE / 2, -EDGE / 2)
            box(painter, body, 14, palette.chalk, palette.out, EDGE)
            center = QPointF(body.left() + 44, min(body.center().y(), body.top() + 46))
            card = QRectF(center.x() - 17, center.y() - 24, 34, 48)
            box(painter, card, 6, palette.out, palette.ink, Line.EDGE)
            cross = QPainterPath(center - QPointF(8, 8))
            cross.lineTo(center + QPointF(8, 8))
            cross.moveTo(center + QPointF(8, -8))
            cross.lineTo(center + QPointF(-8, 8))
            strokes(painter, cross, palette.ink, 5)
            y = body.top() + 12
            for lines, size, bold, step in self._lines(area.width()):
                for line in lines:
                    color = palette.ink if bold else _DETAIL
                    baseline = y + step / 2 + size * 0.36
                    paint_text(painter, LEFT, baseline, line, size, color, bold)
                    y += step
