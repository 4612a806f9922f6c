"""What the replay of a card is painted of; the screen, a saved clip and a shared card show it.

All in the design's pixels: the call at the upper left, the photograph at the upper right, and
below them the strip of the evidence (VAR).
"""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from laughgame.game.evidence import Exhibit
from laughgame.game.judge import Ruling
from laughgame.ui import wording
from laughgame.ui.card import Mood, paint_face
from laughgame.ui.controls.canvas import box
from laughgame.ui.controls.text import fit
from laughgame.ui.letters import paint_word
from laughgame.ui.painting import fitting_size, paint_outlined, paint_text, text_width
from laughgame.ui.replay import Replay, Shot
from laughgame.ui.theme import Line, Palette, Radius, Type, pen

VAR: Final = QRectF(40, 416, 1200, 276)
PHOTO: Final = QRectF(-186, -146, 372, 246)
"""The picture on its paper, whose middle is the origin."""

_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter
_END: Final = Qt.AlignmentFlag.AlignRight

translate = QCoreApplication.translate


def sentence(replay: Replay) -> str:
    """What it was that did it."""
    if replay.about:
        return translate("OutScreen", "“{about}” did it").format(about=replay.about)
    return translate("OutScreen", "That was a laugh.")


def reason(replay: Replay) -> str:
    """Why the card was called, with the numbers; empty where there is no picture of it."""
    ruling = replay.shots[-1].ruling if replay.shots else None
    if ruling is None or ruling.smile is None:
        return ""
    return wording.out_reason(ruling.smile, ruling.held_s, ruling.threshold)


def paint_rays(painter: QPainter, palette: Palette) -> None:
    """Paint the rays behind the word, far beyond the design's edges."""
    center = QPointF(300, 250)
    rays = QPainterPath()
    for turn in range(0, 36, 2):
        rays.moveTo(center)
        for edge in (turn, turn + 1):
            angle = math.radians(edge * 10)
            rays.lineTo(center + QPointF(2200 * math.cos(angle), 2200 * math.sin(angle)))
        rays.closeSubpath()
    painter.fillPath(rays, palette.ray)


def paint_call(painter: QPainter, palette: Palette, replay: Replay) -> None:
    """Paint the card, the word that was called, and what did it."""
    painter.save()
    painter.translate(128, 208)
    painter.rotate(-9)
    box(painter, QRectF(-91, -124, 182, 248), 30, palette.chalk, palette.ink, 4)
    fill = palette.out if replay.last else palette.card
    box(painter, QRectF(-80, -112, 160, 224), 22, fill, palette.ink, 5)
    painter.translate(0, 22)
    painter.scale(1.34, 1.34)
    paint_face(painter, Mood.LAUGH, palette.ink)
    painter.restore()
    painter.save()
    painter.translate(222, 96)
    painter.rotate(-5)
    word, height = ("OUT!!!", 206) if replay.last else ("WARNING", 100)
    if not replay.last:
        painter.translate(12, 60)
    paint_word(painter, word, height, palette.chalk, palette.ink, 10, QPointF(8, 14))
    painter.restore()
    words = sentence(replay)
    size = fitting_size(words, Type.CAPTION, 740, True)
    center = 52 + text_width(words, size, True) / 2
    paint_outlined(painter, center, 392, words, size, palette.chalk, palette.ink)


def paint_var(painter: QPainter, palette: Palette, replay: Replay, note: str) -> None:
    """Paint the strip: seven moments and their smiles, one line behind them all, the reason.

    ``note`` stands small beside its name.
    """
    box(painter, VAR.translated(6, 8), Radius.CARD, palette.ink)
    box(
        painter,
        VAR,
        Radius.CARD,
        palette.pitch if palette.dark else palette.ink,
        palette.ink,
        4,
    )
    painter.save()
    painter.translate(VAR.left() + 24, VAR.top() + 18)
    paint_word(painter, "VAR", 30, palette.card)
    painter.restore()
    chalk, dim = palette.chalk, palette.grey
    paint_text(painter, VAR.left() + 116, VAR.top() + 41, note, Type.HINT, dim)
    why = reason(replay)
    size = fitting_size(why, Type.JOKE, 760, True)
    paint_text(painter, VAR.right() - 24, VAR.top() + 44, why, size, chalk, True, _END)
    for number, exhibit in enumerate(replay.exhibits):
        _paint_exhibit(painter, palette, number, replay.shots[exhibit.place], exhibit)
    if replay.shots:
        _paint_line(painter, palette, replay.exhibits, replay.shots[-1].ruling.held_s)


def _cell(number: int) -> QRectF:
    width = (VAR.width() - 48 - 6 * 12) / 7
    return QRectF(VAR.left() + 24 + number * (width + 12), VAR.top() + 58, width, 104)


def _paint_exhibit(
    painter: QPainter, palette: Palette, number: int, shot: Shot, exhibit: Exhibit
) -> None:
    cell = _cell(number)
    paint_image(painter, shot.image, cell, 8)
    box(painter, cell, 8, None, palette.out if exhibit.over else palette.rail, 5)
    tag = QRectF(cell.left() + 2, cell.top() + 2, 62, 24)
    box(painter, tag, 7, palette.ink)
    when = f"{exhibit.offset_s:+.2f}".replace("-", "−")
    paint_text(
        painter, tag.center().x(), tag.top() + 17.5, when, Type.HINT, palette.chalk, True,
        _MIDDLE,
    )  # fmt: skip
    bar = QRectF(cell.left(), cell.bottom() + 6, cell.width(), 70)
    box(painter, bar, 6, palette.ink.darker(140))
    height = bar.height() * exhibit.smile
    zone = exhibit.smile > exhibit.threshold - 0.15
    color = palette.out if exhibit.over else (palette.card if zone else palette.sky)
    filled = QRectF(bar.left(), bar.bottom() - height, bar.width(), height)
    if height > 1:
        box(painter, filled, 6, color, palette.ink, Line.EDGE)
    paint_outlined(
        painter, bar.center().x(), bar.bottom() - 13, f"{exhibit.smile:.2f}", Type.JOKE,
        palette.chalk, palette.ink,
    )  # fmt: skip


def _paint_line(
    painter: QPainter, palette: Palette, exhibits: Sequence[Exhibit], held_s: float
) -> None:
    """The same line over all the bars, and how long the smile was above it."""
    if not exhibits:
        return
    bottom = _cell(0).bottom() + 76
    y = bottom - 70 * exhibits[-1].threshold
    painter.setPen(pen(palette.chalk, 5))
    painter.drawLine(QPointF(VAR.left() + 10, y), QPointF(VAR.right() - 10, y))
    above = [number for number, exhibit in enumerate(exhibits) if exhibit.over]
    if not above:
        return
    left, right = _cell(above[0]).left(), _cell(above[-1]).right()
    y = bottom + 18
    painter.setPen(pen(palette.chalk, 4))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    for x in (left, right):
        painter.drawLine(QPointF(x, y - 8), QPointF(x, y + 8))
    words = translate("OutScreen", "{time} s above the line").format(time=f"{held_s:.2f}")
    width = text_width(words, Type.HINT, True) + 24
    tag = QRectF((left + right - width) / 2, y - 14, width, 28)
    box(painter, tag, 8, palette.out, palette.ink, Line.EDGE)
    paint_text(
        painter, tag.center().x(), tag.center().y() + 6, words, Type.HINT, palette.ink, True,
        _MIDDLE,
    )  # fmt: skip


def paint_marker(painter: QPainter, palette: Palette, replay: Replay, at_s: float) -> None:
    """Mark the moment of the strip that a replay has come to at ``at_s`` (capture time)."""
    passed = [
        number
        for number, exhibit in enumerate(replay.exhibits)
        if replay.shots[exhibit.place].ruling.time_s <= at_s + 1e-6
    ]
    if passed:
        cell = _cell(passed[-1])
        box(painter, cell, 8, None, palette.ink, 11)
        box(painter, cell, 8, None, palette.card, 6)


def paint_photo(painter: QPainter, palette: Palette, replay: Replay, shot: Shot | None) -> None:
    """Paint one picture on its paper, with the gauge beside it, the player and the clock."""
    painter.save()
    painter.translate(1030, 206)
    painter.rotate(3)
    paper = QRectF(-200, -160, 400, 320)
    box(painter, paper.translated(10, 12), 14, palette.ink)
    box(painter, paper, 14, palette.chalk, palette.ink, 5)
    if shot is not None:
        paint_image(painter, shot.image, PHOTO, 6)
        _paint_gauge(painter, palette, shot.ruling)
    box(painter, PHOTO, 6, None, palette.ink, Line.EDGE)
    room = PHOTO.width() - 16 - text_width(replay.clock, Type.LABEL, True)
    player, size = fit(replay.player, Type.JOKE, room, True)
    paint_text(painter, -178, 140, player, size, palette.ink, True)
    paint_text(painter, 178, 140, replay.clock, Type.LABEL, palette.ink, True, _END)
    painter.restore()


def _paint_gauge(painter: QPainter, palette: Palette, ruling: Ruling) -> None:
    column = QRectF(PHOTO.right() - 34, PHOTO.top() + 10, 24, PHOTO.height() - 20)
    box(painter, column, Radius.BAR, palette.track, palette.ink, Line.EDGE)
    smile = ruling.smile or 0.0
    height = column.height() * smile
    color = palette.out if ruling.over else palette.sky
    box(
        painter,
        QRectF(column.left(), column.bottom() - height, column.width(), height),
        Radius.BAR,
        color,
    )
    y = column.bottom() - column.height() * ruling.threshold
    painter.setPen(pen(palette.ink, 9, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(column.left() - 8, y), QPointF(column.right() + 8, y))
    painter.setPen(pen(palette.chalk, 5, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(column.left() - 8, y), QPointF(column.right() + 8, y))


def paint_image(painter: QPainter, image: QImage, area: QRectF, radius: float) -> None:
    """Fill ``area`` with the middle of a picture, its corners rounded."""
    clip = QPainterPath()
    clip.addRoundedRect(area, radius, radius)
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    width, height = image.width(), image.height()
    scale = max(area.width() / max(1, width), area.height() / max(1, height))
    seen = QRectF(0, 0, area.width() / scale, area.height() / scale)
    seen.moveCenter(QPointF(width / 2, height / 2))
    painter.drawImage(area, image, seen)
    painter.restore()
