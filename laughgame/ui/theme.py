"""Colours, type and lines of the program, in one place.

Every widget is handed the one :class:`Theme`.  It reads colours from
``theme.palette``, sizes from ``theme.px`` and fonts from ``theme.font``, and lays itself out
and paints anew when ``theme.changed`` is emitted (palette, scale or motion).

Sizes are written in design pixels: those of a 1280×800 window.  ``theme.scale`` turns them
into the widget's own (device independent) pixels.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPen

ThemeName = Literal["dark", "light"]
ThemeMode = Literal["system", "dark", "light"]

DESIGN_WIDTH: Final = 1280
DESIGN_HEIGHT: Final = 800
SMALLEST_SCALE: Final = 0.5
"""The scale of the smallest window, 640×400."""

FAMILIES: Final = (
    "Pretendard",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "sans-serif",
)


class Type:
    """The type scale, in design pixels.  Two weights only: 400 and 700."""

    TICK: Final = 14
    HINT: Final = 16
    LABEL: Final = 20
    NAME: Final = 24
    JOKE: Final = 28
    CAPTION: Final = 44
    VALUE: Final = 64


class Radius:
    """Corner radii, in design pixels."""

    BAR: Final = 8
    CHIP: Final = 12
    PANEL: Final = 16
    CARD: Final = 18


class Line:
    """Line widths, in design pixels."""

    EDGE: Final = 3
    TRACE: Final = 4
    THRESHOLD: Final = 6
    THRESHOLD_INK: Final = 2
    MOUTH: Final = 9


class Space:
    """The spacing grid, in design pixels."""

    WINDOW: Final = 24
    GUTTER: Final = 16
    HIT: Final = 44


@dataclass(frozen=True, slots=True)
class Palette:
    """The colour tokens of one theme."""

    name: ThemeName
    pitch: QColor
    stripe: QColor
    stand: QColor
    track: QColor
    rail: QColor
    text: QColor
    dim: QColor
    line: QColor
    """The threshold and nothing else this thick."""
    line_edge: QColor
    """The two thin edges beside the threshold."""
    panel_edge: QColor
    quiet_bar: QColor
    top_bar: QColor
    handle: QColor
    quiet_handle: QColor
    hold_track: QColor
    sky_text: QColor
    card_text: QColor
    out_text: QColor
    zone: QColor
    """The warning zone's hatch; ``zone_back`` lies under it."""
    zone_back: QColor
    # The same in both themes.
    sky: ClassVar[QColor] = QColor("#6CC7FF")
    card: ClassVar[QColor] = QColor("#FFD22E")
    out: ClassVar[QColor] = QColor("#FF4F38")
    ray: ClassVar[QColor] = QColor("#F03C26")
    ink: ClassVar[QColor] = QColor("#0A1F1B")
    chalk: ClassVar[QColor] = QColor("#FFF8E7")
    paper_dim: ClassVar[QColor] = QColor("#55645C")
    paper_rule: ClassVar[QColor] = QColor("#DDD0B0")
    grey: ClassVar[QColor] = QColor("#B9C7C0")
    grey_bar: ClassVar[QColor] = QColor("#7F958C")

    @property
    def dark(self) -> bool:
        return self.name == "dark"


def _faded(name: str, opacity: float) -> QColor:
    color = QColor(name)
    color.setAlphaF(opacity)
    return color


DARK: Final = Palette(
    name="dark",
    pitch=QColor("#0B2A24"),
    stripe=QColor("#0F322B"),
    stand=QColor("#164137"),
    track=QColor("#0A231E"),
    rail=QColor("#5C9384"),
    text=QColor("#FFF8E7"),
    dim=QColor("#A9CABE"),
    line=QColor("#FFF8E7"),
    line_edge=QColor("#0A1F1B"),
    panel_edge=QColor("#5C9384"),
    quiet_bar=QColor("#6E9A8C"),
    top_bar=QColor("#FFF8E7"),
    handle=QColor("#FFF8E7"),
    quiet_handle=QColor("#A9CABE"),
    hold_track=QColor("#5C9384"),
    sky_text=QColor("#6CC7FF"),
    card_text=QColor("#FFD22E"),
    out_text=QColor("#FF8570"),
    zone=QColor("#FFD22E"),
    zone_back=QColor(0, 0, 0, 0),
)

LIGHT: Final = Palette(
    name="light",
    pitch=QColor("#DDEBC9"),
    stripe=QColor("#D3E4BC"),
    stand=QColor("#FFFDF4"),
    track=QColor("#E6EFD8"),
    rail=QColor("#7C966F"),
    text=QColor("#0A1F1B"),
    dim=QColor("#46645A"),
    line=QColor("#0A1F1B"),
    line_edge=QColor("#FFF8E7"),
    panel_edge=QColor("#0A1F1B"),
    quiet_bar=QColor("#8FA79A"),
    top_bar=QColor("#0A1F1B"),
    handle=QColor("#FFFFFF"),
    quiet_handle=QColor("#B9C7C0"),
    hold_track=QColor("#C9D6BC"),
    sky_text=QColor("#0A64B4"),
    card_text=QColor("#7A5A00"),
    out_text=QColor("#C4270E"),
    zone=QColor("#D9A800"),
    zone_back=_faded("#FFD22E", 0.35),
)


def font(size: float, bold: bool = False) -> QFont:
    """A font of ``size`` pixels with figures of equal width."""
    # A copy shares the glyphs that were looked up for the original: choosing one of the
    # families anew for every text of every frame would cost more than painting it.
    return QFont(_chosen_font(max(1, round(size)), bold))


@lru_cache(maxsize=128)
def _chosen_font(pixels: int, bold: bool) -> QFont:
    chosen = QFont()
    chosen.setFamilies(list(FAMILIES))
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    # Unhinted glyphs keep the same proportions at every scale.
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def pen(
    color: QColor,
    width: float,
    cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap,
    join: Qt.PenJoinStyle = Qt.PenJoinStyle.RoundJoin,
) -> QPen:
    """A solid pen; round unless told otherwise."""
    return QPen(color, width, Qt.PenStyle.SolidLine, cap, join)


def dashed_pen(color: QColor, width: float, dash: float, gap: float) -> QPen:
    """A pen of ``dash`` and ``gap`` pixels, butt ended."""
    made = pen(color, width, Qt.PenCapStyle.FlatCap)
    made.setDashPattern([dash / width, gap / width])
    return made


def scale_for(width: float, height: float) -> float:
    """How much larger than in the design all things are in a window of this size."""
    return max(SMALLEST_SCALE, min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT))


class Theme(QObject):
    """The look all widgets share.  Belongs to the GUI thread."""

    changed = Signal()
    """Palette, scale or motion has changed: lay out and paint anew."""

    def __init__(self, mode: ThemeMode = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode: ThemeMode = mode
        self._scale = 1.0
        self._reduced_motion = False
        self._palette = self._wanted_palette()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    @property
    def scale(self) -> float:
        """Widget pixels in one design pixel."""
        return self._scale

    @property
    def reduced_motion(self) -> bool:
        """True where nothing may move but by cuts."""
        return self._reduced_motion

    def set_mode(self, mode: ThemeMode) -> None:
        self._mode = mode
        self._use(self._wanted_palette())

    def set_scale(self, scale: float) -> None:
        if scale != self._scale:
            self._scale = scale
            self.changed.emit()

    def set_reduced_motion(self, reduced: bool) -> None:
        if reduced != self._reduced_motion:
            self._reduced_motion = reduced
            self.changed.emit()

    def px(self, design_pixels: float) -> int:
        """``design_pixels`` in whole widget pixels."""
        return round(design_pixels * self._scale)

    def font(self, design_pixels: float, bold: bool = False) -> QFont:
        """The font of this size in the type scale, scaled for the window."""
        return font(design_pixels * self._scale, bold)

    def _follow_system(self) -> None:
        if self._mode == "system":
            self._use(self._wanted_palette())

    def _wanted_palette(self) -> Palette:
        if self._mode == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return LIGHT if scheme == Qt.ColorScheme.Light else DARK
        return LIGHT if self._mode == "light" else DARK

    def _use(self, palette: Palette) -> None:
        if palette is not self._palette:
            self._palette = palette
            self.changed.emit()
