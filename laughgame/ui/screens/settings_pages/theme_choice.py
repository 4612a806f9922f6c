"""The choice of the look: three small pitches, each painted in its own colours."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import RING, box, focus_ring, painting, place
from laughgame.ui.controls.painted_button import Choice, PaintedButton
from laughgame.ui.controls.text import draw_middle
from laughgame.ui.painting import fitting_size
from laughgame.ui.theme import DARK, LIGHT, Line, Palette, Radius, Theme, Type, pen

KEYS: Final = ("system", "dark", "light")
TILE_WIDTH: Final = 132.0
TILE_HEIGHT: Final = 116.0
GAP: Final = 16.0


class _Tile(PaintedButton):
    def __init__(self, theme: Theme, parent: QWidget, key: str) -> None:
        super().__init__(theme, parent)
        self._key = key
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.marginsRemoved(RING)
            on = self.isChecked()
            fill, edge = palette.track, palette.panel_edge
            if on:
                fill, edge = palette.card, palette.ink
            elif self.underMouse():
                edge = palette.text
            box(painter, body, Radius.CHIP, fill, edge, Line.EDGE)
            picture = QRectF(body.left() + 8, body.top() + 8, body.width() - 16, 70)
            match self._key:
                case "dark":
                    _paint_pitch(painter, picture, DARK)
                case "light":
                    _paint_pitch(painter, picture, LIGHT)
                case _:
                    _paint_pitch(painter, picture, DARK)
                    painter.save()
                    half = picture.adjusted(picture.width() / 2, 0, 0, 0)
                    painter.setClipRect(half)
                    _paint_pitch(painter, picture, LIGHT)
                    painter.restore()
            box(painter, picture, Radius.BAR, None, palette.ink, Line.EDGE)
            name = QRectF(body.left(), picture.bottom() + 2, body.width(), 34)
            size = fitting_size(self.text(), Type.HINT, name.width() - 12, bold=True)
            color = palette.ink if on else palette.text
            draw_middle(painter, name, self.text(), size, color, bold=True)
            if self.ringed:
                focus_ring(painter, self._theme, body, Radius.CHIP)


def _paint_pitch(painter: QPainter, area: QRectF, palette: Palette) -> None:
    """A small window: the bands, the line and the card on it."""
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(area, Radius.BAR, Radius.BAR)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.fillRect(area, palette.pitch)
    band = area.width() / 6
    for index in range(0, 6, 2):
        stripe = QRectF(area.left() + index * band, area.top(), band, area.height())
        painter.fillRect(stripe, palette.stripe)
    painter.setPen(pen(palette.line, 5))
    middle = area.center().y() + 6
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
    paint_card(painter, area.center(), 40, palette.card, Mood.STRAIGHT, -5, 3)
    painter.restore()


class ThemeChoice(QWidget):
    """System, dark or light; the arrow keys choose."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choice = Choice(self)
        self._tiles = {key: _Tile(theme, self, key) for key in KEYS}
        for key, tile in self._tiles.items():
            self._choice.add(tile)
            tile.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        theme.changed.connect(self._arrange)

    def choose(self, key: str) -> None:
        """Show ``key`` as chosen, without telling."""
        self._choice.choose(self._tiles[key])

    def tile(self, key: str) -> QAbstractButton:
        return self._tiles[key]

    def set_words(self, system: str, dark: str, light: str) -> None:
        for tile, word in zip(self._tiles.values(), (system, dark, light), strict=True):
            tile.setText(word)

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _arrange(self) -> None:
        for index, tile in enumerate(self._tiles.values()):
            left = RING.left() + index * (TILE_WIDTH + GAP)
            body = QRectF(left, RING.top(), TILE_WIDTH, TILE_HEIGHT)
            place(tile, self._theme, body, RING)
