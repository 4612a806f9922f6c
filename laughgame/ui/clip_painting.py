"""One picture of a saved clip: the player, the gauge that judged, and why it was a laugh."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from laughgame.game.gauge import GaugeState, gauge_state
from laughgame.game.judge import Ruling, Verdict
from laughgame.ui.card import paint_card
from laughgame.ui.controls.canvas import box
from laughgame.ui.letters import paint_word, word_width
from laughgame.ui.painting import (
    fitting_size,
    paint_stripes,
    paint_text,
    prepare,
    text_width,
)
from laughgame.ui.puck import paint_puck, state_color
from laughgame.ui.replay import Replay
from laughgame.ui.replay_painting import paint_image, reason, sentence
from laughgame.ui.theme import DARK, Line, Radius, Type, pen

WIDTH: Final = 720.0
FOOT: Final = 92.0
"""The words under the picture."""

PICTURE_HEIGHTS: Final = (380.0, 540.0)
"""The least and the most; a picture of another shape loses its edges."""

COLUMN: Final = 56.0
RIGHT: Final = 44.0
"""From the column to the picture's edge."""

AXIS_ROOM: Final = 72.0
"""From the axis' ends to the picture's: the puck and its frame need it."""

ZONE: Final = 0.15
EDGE: Final = 8.0

translate = QCoreApplication.translate


class ClipPainter:
    """Paints the pictures of one clip; GUI thread, for it paints with the window's fonts.

    Colours are those of the dark theme whatever the window wears: two clips look alike.
    """

    def __init__(self, replay: Replay, width: int) -> None:
        """``width`` in pixels; raises ``ValueError`` for a replay without pictures."""
        if not replay.shots:
            raise ValueError("a replay without pictures cannot be painted")
        self._replay = replay
        first = replay.shots[0].image
        low, high = PICTURE_HEIGHTS
        tall = WIDTH * first.height() / max(1, first.width())
        self._picture = QRectF(0, 0, WIDTH, min(high, max(low, tall)))
        self._scale = width / WIDTH
        # Films need even sizes.
        height = 2 * round((self._picture.height() + FOOT) * self._scale / 2)
        self._size = (width, height)
        self._foot = self._paint_foot()
        self._words: dict[tuple[str, bool], QImage] = {}

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the pictures, in pixels, both even where the width is."""
        return self._size

    def paint(self, place: int, offset_s: float, slow: bool, called: bool) -> QImage:
        """Return the picture of one shot, RGB32; see :class:`~laughgame.app.clip_plan.Still`."""
        shot = self._replay.shots[place]
        image = self._canvas()
        painter = QPainter(image)
        prepare(painter, self._scale)
        paint_image(painter, shot.image, self._picture, 0)
        state = gauge_state(shot.ruling)
        color = state_color(state, DARK)
        half = EDGE / 2
        edge = self._picture.adjusted(half, half, -half, -half)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(color, EDGE, join=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(edge)
        self._paint_gauge(painter, shot.ruling, state)
        self._paint_verdict(painter, shot.ruling, called)
        self._paint_time(painter, offset_s, slow)
        painter.resetTransform()
        painter.drawImage(0, image.height() - self._foot.height(), self._foot)
        painter.end()
        return image

    def _canvas(self) -> QImage:
        image = QImage(*self._size, QImage.Format.Format_RGB32)
        image.fill(DARK.ink)
        return image

    def _paint_foot(self) -> QImage:
        """The player, what did it, why it was a laugh; and whose game this is."""
        top = round(self._picture.height() * self._scale)
        foot = QImage(self._size[0], self._size[1] - top, QImage.Format.Format_RGB32)
        foot.fill(DARK.ink)
        painter = QPainter(foot)
        prepare(painter, self._scale)
        replay = self._replay
        game = translate("MainWindow", "LaughGame")
        brand = text_width(game, Type.LABEL, True) + 44
        right = WIDTH - 20
        room = right - brand - 20 - 24
        name = fitting_size(replay.player, Type.JOKE, room * 0.45, True)
        paint_text(painter, 20, 39, replay.player, name, DARK.chalk, True)
        after = 20 + text_width(replay.player, name, True) + 16
        words = sentence(replay)
        size = fitting_size(words, Type.LABEL, right - brand - 16 - after)
        paint_text(painter, after, 38, words, size, DARK.dim)
        why = reason(replay)
        size = fitting_size(why, Type.NAME, WIDTH - 40, True)
        paint_text(painter, 20, 76, why, size, DARK.card, True)
        paint_card(painter, QPointF(right - brand + 14, 31), 26, DARK.card, tilt=-6, edge_width=3)
        end = Qt.AlignmentFlag.AlignRight
        paint_text(painter, right, 38, game, Type.LABEL, DARK.chalk, True, end)
        painter.end()
        return foot

    def _paint_gauge(self, painter: QPainter, ruling: Ruling, state: GaugeState) -> None:
        picture = self._picture
        column = QRectF(picture.right() - RIGHT - COLUMN, 22, COLUMN, picture.height() - 44)
        bottom, top = picture.height() - AXIS_ROOM, AXIS_ROOM

        def y(value: float) -> float:
            return bottom - (bottom - top) * value

        box(painter, column, Radius.CHIP, DARK.track, DARK.ink, Line.EDGE)
        line = y(ruling.threshold)
        zone = QRectF(column.left() + 2, line, COLUMN - 4, y(ruling.threshold - ZONE) - line)
        paint_stripes(painter, zone, DARK.zone, 4, 10)
        smile = ruling.smile
        if smile is not None:
            filled = QRectF(column)
            filled.setTop(y(smile))
            box(painter, filled, Radius.CHIP, state_color(state, DARK), DARK.ink, Line.EDGE)
        ends = QPointF(column.left() - 16, line), QPointF(column.right() + 16, line)
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(pen(DARK.line_edge, Line.THRESHOLD + 2 * Line.THRESHOLD_INK, flat))
        painter.drawLine(*ends)
        painter.setPen(pen(DARK.line, Line.THRESHOLD, flat))
        painter.drawLine(*ends)
        mouth = QPointF(column.center().x(), y(smile or 0.0))
        paint_puck(painter, mouth, state, smile or 0.0, ruling.hold_progress, DARK)
        if smile is not None:
            self._paint_tag(painter, column.left() - 40, mouth.y(), f"{smile:.2f}")

    def _paint_tag(self, painter: QPainter, right: float, middle: float, words: str) -> None:
        """Words on a chip that ends at ``right``."""
        width = text_width(words, Type.JOKE, True) + 20
        tag = QRectF(right - width, middle - 20, width, 40)
        box(painter, tag, Radius.CHIP, DARK.ink)
        paint_text(painter, tag.left() + 10, middle + 10, words, Type.JOKE, DARK.chalk, True)

    def _paint_verdict(self, painter: QPainter, ruling: Ruling, called: bool) -> None:
        """The word of the moment; the one that was called is large."""
        word, height, color = "SAFE", 36.0, DARK.sky
        if called:
            word, height, color = ("OUT!!!", 84.0, DARK.chalk)
            if not self._replay.last:
                word, height = "WARNING", 58.0
        elif ruling.verdict is Verdict.PAUSED:
            return
        elif ruling.verdict is not Verdict.SAFE:
            word, color = "WARNING", DARK.card
        painter.save()
        painter.resetTransform()
        painter.drawImage(0, 0, self._word(word, height, color, tilted=called))
        painter.restore()

    def _word(self, word: str, height: float, color: QColor, tilted: bool) -> QImage:
        """A block word in the upper left corner; painted once, for its edge takes long."""
        kept = self._words.get((word, tilted))
        if kept is not None:
            return kept
        wide = word_width(word, height)
        area = QSizeF(wide + 60, height + wide * 0.07 + 60) * self._scale
        image = QImage(area.toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        prepare(painter, self._scale)
        painter.translate(28, 28)
        if tilted:
            painter.translate(0, wide * 0.07)
            painter.rotate(-4)
        paint_word(painter, word, height, color, DARK.ink, 6, QPointF(4, 6))
        painter.end()
        self._words[word, tilted] = image
        return image

    def _paint_time(self, painter: QPainter, offset_s: float, slow: bool) -> None:
        """The time from the crossing of the line, and whether it passes slowly."""
        clock = translate("Clip", "{time} s").format(
            time=f"{offset_s:+.2f}".replace("-", "−").replace("+0.00", "0.00")
        )
        width = text_width(translate("Clip", "{time} s").format(time="+0.00"), Type.NAME, True) + 24
        tag = QRectF(24, self._picture.height() - 24 - 40, width, 40)
        box(painter, tag, Radius.CHIP, DARK.ink)
        end = Qt.AlignmentFlag.AlignRight
        color = DARK.out if offset_s >= 0 else DARK.chalk
        paint_text(painter, tag.right() - 12, tag.bottom() - 12, clock, Type.NAME, color, True, end)
        if not slow:
            return
        words = translate("OutScreen", "slow motion 0.25×")
        chip = QRectF(tag.right() + 8, tag.top(), text_width(words, Type.LABEL) + 24, 40)
        box(painter, chip, Radius.CHIP, DARK.ink)
        paint_text(painter, chip.left() + 12, chip.bottom() - 13, words, Type.LABEL, DARK.dim)
