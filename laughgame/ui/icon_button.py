"""The square buttons of the top bar, with an icon drawn as strokes."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from laughgame.ui.painting import by_keyboard, start
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Theme, pen

PRESS_MS: Final = 60
PRESS_PX: Final = 4.0
MARGIN: Final = 6.0
"""Room round the button for focus ring and shadow."""

PAUSE: Final = parse_path("M-14 -12H-7V12H-14ZM-1 -12H6V12H-1Z").translated(4, 0)
PLAY: Final = parse_path("M-8 -13L14 0L-8 13Z")
PODIUM: Final = parse_path("M-15 13V3H-5V-9H5V-2H15V13ZM-5 3V13M5 -2V13")
"""Second, first and third place."""
HORN: Final = parse_path("M-15 -5H-9L0 -12V12L-9 5H-15Z")
WAVES: Final = parse_path("M5 -5Q9 0 5 5M10 -10Q18 0 10 10")
CROSS: Final = parse_path("M6 -6L16 6M16 -6L6 6")


def sliders_icon() -> tuple[QPainterPath, QPainterPath]:
    """Two sliders: the lines, and the knobs upon them."""
    lines = parse_path("M-13 -7H13M-13 7H13")
    knobs = QPainterPath()
    knobs.addEllipse(QPointF(5, -7), 4.5, 4.5)
    knobs.addEllipse(QPointF(-5, 7), 4.5, 4.5)
    return lines, knobs


class IconButton(QAbstractButton):
    """A 56 × 56 button that sinks when pressed; its icon is chosen by name."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._sunk = 0.0
        self._focus_shown = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(PRESS_MS)
        self._motion.valueChanged.connect(self._sink)
        self.pressed.connect(lambda: self._move_to(1.0))
        self.released.connect(lambda: self._move_to(0.0))
        theme.changed.connect(self.update)

    def set_icon(self, icon: str) -> None:
        """Show ``pause``, ``play``, ``sound``, ``muted``, ``settings`` or ``records``."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(56 + 2 * MARGIN)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        painter = start(self, self._theme.scale)
        scale = self._theme.scale
        # In the middle of what is hit, which may be larger than what is seen.
        box = QRectF(0, 0, 56, 56)
        box.moveCenter(QPointF(self.width() / scale / 2, self.height() / scale / 2))
        if self._focus_shown and self.hasFocus():
            painter.setPen(pen(palette.text, Line.EDGE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-4.5, -4.5, 4.5, 4.5), 17, 17)
        painter.translate(0, PRESS_PX * self._sunk)
        painter.setPen(pen(palette.panel_edge, Line.EDGE))
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(palette.track if hovered else palette.stand)
        painter.drawRoundedRect(box, 14, 14)
        painter.translate(box.center())
        match self._icon:
            case "pause":
                painter.fillPath(PAUSE, palette.text)
            case "play":
                painter.fillPath(PLAY, palette.text)
                painter.strokePath(PLAY, pen(palette.text, 3))
            case "records":
                painter.strokePath(PODIUM, pen(palette.text, 3))
            case "sound" | "muted":
                painter.strokePath(HORN, pen(palette.text, 3))
                heard = self._icon == "sound"
                painter.strokePath(WAVES if heard else CROSS, pen(palette.text, 3))
            case _:
                lines, knobs = sliders_icon()
                painter.strokePath(lines, pen(palette.text, 3))
                painter.fillPath(knobs, palette.stand)
                painter.strokePath(knobs, pen(palette.text, 3))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = by_keyboard(event)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _move_to(self, sunk: float) -> None:
        self._motion.stop()
        if self._theme.reduced_motion:
            self._sink(sunk)
            return
        self._motion.setStartValue(self._sunk)
        self._motion.setEndValue(sunk)
        self._motion.start()

    def _sink(self, sunk: float) -> None:
        self._sunk = float(sunk)
        self.update()


class SoundButton(IconButton):
    """Mutes the game, and shows whether it is; says so in the language of the moment."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sound", parent)
        self._heard = True
        self._say()

    @property
    def heard(self) -> bool:
        """Whether the game is shown as heard."""
        return self._heard

    def show_sound(self, heard: bool) -> None:
        """Show whether anything can be heard."""
        self._heard = heard
        self.set_icon("sound" if heard else "muted")
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        words = self.tr("Mute (M)") if self._heard else self.tr("Sound on (M)")
        self.setAccessibleName(words)
        self.setToolTip(words)
