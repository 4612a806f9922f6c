"""Name and verdict over every face of a duel, on the stage."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from laughgame.game.judge import Verdict
from laughgame.ui import wording
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box
from laughgame.ui.controls.text import elide
from laughgame.ui.duel_view import Rival
from laughgame.ui.face_frame import paint_face_frame
from laughgame.ui.motion import Follower
from laughgame.ui.painting import fitting_size, paint_text
from laughgame.ui.theme import Palette, Theme, Type

WIDTH: Final = 210.0
HEIGHT: Final = 68.0
GAP: Final = 14.0
"""Between a tag and the face below it, in design pixels."""

EDGE: Final = 8.0
"""Between a tag and the stage's edge."""
APART: Final = 10.0

Framed = Callable[[Iterable[float]], QRectF | None]
"""Turns middle, width and height of a face's box (pixels of the picture) into a frame's place."""


def places(faces: Sequence[QRectF], stage: QRectF) -> list[QRectF]:
    """Return where the tags of these faces stand: above them, side by side, within the stage.

    All in design pixels.  Neighbours push each other aside, never down: eyes and mouths stay free.
    """
    width = min(WIDTH, (stage.width() - 2 * EDGE) / max(1, len(faces)) - APART)
    order = sorted(range(len(faces)), key=lambda number: faces[number].center().x())
    lefts = [faces[number].center().x() - width / 2 for number in order]
    free = stage.left() + EDGE
    for place, left in enumerate(lefts):
        lefts[place] = max(left, free)
        free = lefts[place] + width + APART
    free = stage.right() - EDGE - width
    for place in range(len(lefts) - 1, -1, -1):
        lefts[place] = min(lefts[place], free)
        free = lefts[place] - APART - width
    found = [QRectF() for _ in faces]
    for number, left in zip(order, lefts, strict=True):
        top = max(faces[number].top() - GAP - HEIGHT, stage.top() + EDGE)
        found[number] = QRectF(left, top, width, HEIGHT)
    return found


class FaceTags:
    """Frames and tags of all faces; each frame follows its face.  GUI thread."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._rivals: tuple[Rival, ...] = ()
        self._boxes: list[tuple[Follower, ...] | None] = []

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Show one moment of a duel; nobody where it is empty."""
        if len(rivals) != len(self._rivals):
            self._boxes = [None for _ in rivals]
        self._rivals = tuple(rivals)
        now_s = time.monotonic()
        for seat, rival in enumerate(rivals):
            if rival.box is None:
                self._boxes[seat] = None
                continue
            middle = rival.box.center
            sides = (middle.x, middle.y, rival.box.width, rival.box.height)
            followers = self._boxes[seat]
            if followers is None or self._theme.reduced_motion:
                followers = self._boxes[seat] = tuple(Follower(side) for side in sides)
            for follower, side in zip(followers, sides, strict=True):
                follower.aim(side, now_s)

    def paint(self, painter: QPainter, inside: QRectF, framed: Framed) -> None:
        """Paint within ``inside``; ``framed`` tells where the frame of a face's sides is drawn."""
        now_s = time.monotonic()
        seen = []
        for rival, followers in zip(self._rivals, self._boxes, strict=True):
            if followers is not None:
                area = framed(follower.at(now_s) for follower in followers)
                if area is not None:
                    seen.append((rival, area))
        painter.save()
        painter.setClipRect(inside)
        for rival, area in seen:
            if not rival.is_out:
                paint_face_frame(painter, area, self._theme.palette)
        tags = places([area for _, area in seen], inside)
        for (rival, _), tag in zip(seen, tags, strict=True):
            paint_tag(painter, tag, rival, self._theme.palette)
        painter.restore()


def paint_tag(painter: QPainter, area: QRectF, rival: Rival, palette: Palette) -> None:
    """Paint one tag: the player's colour, the name, and what the referee says."""
    fill, mood, word = _look(rival, palette)
    box(painter, area.translated(4, 5), 14, palette.ink)
    box(painter, area, 14, fill, palette.ink, 3)
    card = QPointF(area.left() + 32, area.center().y())
    paint_card(painter, card, 36, QColor(rival.color), mood, -5, 3, shadow=False)
    left = area.left() + 60
    room = area.right() - 10 - left
    if not word:
        name = elide(rival.name, Type.NAME, room, True)
        paint_text(painter, left, area.center().y() + 9, name, Type.NAME, palette.ink, True)
        return
    name = elide(rival.name, Type.HINT, room, True)
    paint_text(painter, left, area.top() + 25, name, Type.HINT, palette.ink, True)
    size = fitting_size(word, Type.NAME, room, True)
    paint_text(painter, left, area.top() + 54, word, size, palette.ink, True)


def _look(rival: Rival, palette: Palette) -> tuple[QColor, Mood, str]:
    """Return the tag's colour, the face on its card, and the word."""
    if rival.is_out:
        return palette.out, Mood.LAUGH, wording.verdict_word(Verdict.OUT)
    if rival.ruling is None:
        return palette.chalk, Mood.STRAIGHT, ""
    verdict = rival.ruling.verdict
    match verdict:
        case Verdict.SAFE:
            return palette.sky, Mood.STRAIGHT, wording.verdict_word(verdict)
        case Verdict.WARNING:
            return palette.card, Mood.WOBBLE, wording.verdict_word(verdict)
        case Verdict.OUT:
            return palette.out, Mood.LAUGH, wording.verdict_word(verdict)
        case Verdict.PAUSED:
            return palette.grey, Mood.STRAIGHT, wording.verdict_word(verdict)
