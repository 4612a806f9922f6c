"""Block letters: SAFE, WARNING, OUT!!!, VAR and the logo, drawn as paths.

Each letter is one butt-ended stroke on a grid 100 high, so that no font has to be shipped.
"""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QTransform

from laughgame.ui.svg_path import parse_path

GRID: Final = 100.0
STROKE: Final = 20.0
GAP: Final = 14.0

# Letter: its advance on the grid, and its stroke.
_LETTERS: Final[dict[str, tuple[float, str]]] = {
    "S": (70, "M62 10H24Q10 10 10 24V36Q10 50 24 50H46Q60 50 60 64V76Q60 90 46 90H8"),
    "A": (70, "M10 100V30Q10 10 30 10H40Q60 10 60 30V100M10 64H60"),
    "F": (64, "M10 100V10H64M10 53H56"),
    "E": (64, "M64 10H10V90H64M10 50H56"),
    "W": (90, "M10 0V76Q10 90 24 90H66Q80 90 80 76V0M45 26V90"),
    "R": (70, "M10 100V10H44Q60 10 60 26V42Q60 58 44 58H10M40 58L58 100"),
    "N": (74, "M10 100V0M10 14L64 86M64 100V0"),
    "I": (20, "M10 0V100"),
    "G": (70, "M62 10H24Q10 10 10 24V76Q10 90 24 90H46Q60 90 60 76V52H36"),
    "O": (70, "M24 10H46Q60 10 60 24V76Q60 90 46 90H24Q10 90 10 76V24Q10 10 24 10Z"),
    "U": (70, "M10 0V76Q10 90 24 90H46Q60 90 60 76V0"),
    "T": (70, "M0 10H70M35 10V100"),
    "P": (70, "M10 100V10H44Q60 10 60 26V46Q60 62 44 62H10"),
    "D": (70, "M10 10H40Q60 10 60 30V70Q60 90 40 90H10ZM10 0V100"),
    "!": (22, "M11 0V64M11 79V100"),
    "L": (60, "M10 0V90H60"),
    "H": (70, "M10 0V100M60 0V100M10 50H60"),
    "M": (90, "M10 100V24Q10 10 24 10H66Q80 10 80 24V100M45 10V70"),
    "V": (74, "M8 0L37 90L66 0"),
    " ": (30, ""),
    "웃": (100, "M50 4A17 17 0 1 1 49.9 4ZM2 53H98M50 53V72M52 64L16 100M48 64L84 100"),
    "지": (100, "M0 15H64M36 15L3 92M29 46L62 92M88 -4V104"),
    "마": (100, "M8 18H56V84H8ZM82 -4V104M82 50H106"),
    "게": (104, "M2 15H42V36L8 94M50 52H70M70 2V98M96 -4V104"),
    "임": (100, "M32 4A20 20 0 1 1 31.9 4ZM86 -4V52M16 64H86V98H16Z"),
}


def word_width(text: str, height: float = GRID, gap: float = GAP) -> float:
    """How wide ``text`` is when its letters are ``height`` high.

    Raises KeyError for a letter that is not drawn.
    """
    return (sum(_LETTERS[letter][0] for letter in text) + gap * (len(text) - 1)) * height / GRID


@lru_cache(maxsize=64)
def word_path(
    text: str, height: float = GRID, gap: float = GAP, stroke: float = STROKE
) -> QPainterPath:
    """The filled outline of ``text``, its top left corner at the origin."""
    lines = QPainterPath()
    x = 0.0
    for letter in text:
        advance, data = _LETTERS[letter]
        lines.addPath(parse_path(data).translated(x, 0))
        x += advance + gap
    stroker = QPainterPathStroker()
    stroker.setWidth(stroke)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    stroker.setMiterLimit(4)
    outline = stroker.createStroke(lines).simplified()
    return QTransform.fromScale(height / GRID, height / GRID).map(outline)


@lru_cache(maxsize=64)
def edged_path(text: str, height: float, edge: float, gap: float = GAP) -> QPainterPath:
    """``word_path`` grown by ``edge`` on every side: what lies under the letters as ink."""
    word = word_path(text, height, gap)
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * edge)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    grown = QPainterPath(word)
    grown.addPath(stroker.createStroke(word))
    grown.setFillRule(Qt.FillRule.WindingFill)
    return grown


def paint_word(
    painter: QPainter,
    text: str,
    height: float,
    fill: QColor,
    edge: QColor | None = None,
    edge_width: float = 0.0,
    drop: QPointF | None = None,
) -> None:
    """Paint ``text`` at the painter's origin, with an ink edge and a hard shadow if wanted."""
    if edge is not None and edge_width > 0:
        under = edged_path(text, height, edge_width)
        if drop is not None:
            # The shadow is one body with the letters: swept, not a second copy beside them.
            for step in range(1, 9):
                painter.fillPath(under.translated(drop * (step / 8)), edge)
        painter.fillPath(under, edge)
    painter.fillPath(word_path(text, height), fill)
