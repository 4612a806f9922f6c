"""The grade of an imitation: the score, both curves as they were aligned, and the table."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui import centered
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.centered import origin
from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import box, unit
from laughgame.ui.controls.text import elide
from laughgame.ui.mimic_chart import NAME_WIDTH, Curves, paint_curves
from laughgame.ui.painting import fitting_size, paint_text, prepare
from laughgame.ui.pitch import Pitch
from laughgame.ui.theme import Line, Radius, Theme, Type, pen

CURVES: Final = QRectF(40, 116, 820, 660)
TABLE: Final = QRectF(876, 116, 364, 660)
ROW: Final = 112.0

MIRROR: Final = 90.0
TWINS: Final = 70.0
COUSINS: Final = 40.0
"""Scores from which the words are kinder."""

_END: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Graded:
    """One player's imitation; ``score`` (0–100) is ``None`` where no face was seen."""

    name: str
    color: str
    place: int
    score: float | None
    curves: Curves

    @property
    def words(self) -> str:
        """The score as it is read."""
        return "–" if self.score is None else str(round(self.score))


@dataclass(frozen=True, slots=True)
class GradeView:
    """All that the screen tells; ``graded`` by place, best first.

    ``shown`` names whose curves are seen first, ``following`` who plays next, empty after the last;
    ``best`` is whose personal best it was.
    """

    graded: tuple[Graded, ...]
    shown: str
    following: str
    best: str = ""
    kept: bool = True


class GradeScreen(Pitch):
    """Shows how well somebody imitated; GUI thread."""

    again_requested = Signal()
    """The next player, or the same ones once more."""
    home_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view: GradeView | None = None
        self._shown = 0
        self.home = Button(theme, self)
        self.again = Button(theme, self, ButtonKind.GO, Type.NAME)
        self.home.clicked.connect(self.home_requested)
        self.again.clicked.connect(self.again_requested)
        theme.changed.connect(self._lay_out)
        self.retranslate()

    def show_grade(self, view: GradeView) -> None:
        """Show the grade of who has just played, among those of this match."""
        self._view = view
        self._shown = next(n for n, one in enumerate(view.graded) if one.name == view.shown)
        self.retranslate()
        self.again.setFocus()

    def show_kept(self) -> None:
        """Take back that the scores could not be kept: they are by now."""
        if self._view is not None and not self._view.kept:
            self._view = replace(self._view, kept=True)
            self.retranslate()

    @property
    def view(self) -> GradeView | None:
        """What is shown; None before the first imitation."""
        return self._view

    @property
    def shown(self) -> Graded | None:
        """Whose curves are seen."""
        return None if self._view is None else self._view.graded[self._shown]

    def show_next(self, step: int) -> None:
        """Show the next player's curves, or the ones before (−1)."""
        if self._view is not None:
            self._shown = (self._shown + step) % len(self._view.graded)
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        self.home.setText(self.tr("Home"))
        self.home.setToolTip(self.tr("Home (Esc)"))
        again = self.tr("One more!")
        if self._view is not None and self._view.following:
            again = self.tr("Next: {name}").format(name=self._view.following)
        self.again.setText(again)
        self.again.setToolTip(self.tr("{what} (Enter)").format(what=again))
        if self._view is not None:
            table = ", ".join(f"{one.place}. {one.name} {one.words}" for one in self._view.graded)
            self.setAccessibleName(self._headline())
            self.setAccessibleDescription(f"{self._about()}. {table}")
        self._forget()

    def _headline(self) -> str:
        one = self.shown
        if one is None:
            return ""
        if one.score is None:
            return self.tr("{name}: no face was seen").format(name=one.name)
        return self.tr("{name}: {score} of 100").format(name=one.name, score=one.words)

    def _about(self) -> str:
        view, one = self._view, self.shown
        if view is None or one is None:
            return ""
        score = one.score
        if score is None:
            words = self.tr("Nobody can be imitated from behind the curtain.")
        elif score >= MIRROR:
            words = self.tr("Is that a mirror?")
        elif score >= TWINS:
            words = self.tr("Twins, but for the shoes.")
        elif score >= COUSINS:
            words = self.tr("A cousin, twice removed.")
        else:
            words = self.tr("Two strangers in a lift.")
        if view.best:
            best = self.tr("personal best: {name}").format(name=view.best)
            words = f"{words} · {best}"
        if not view.kept:
            later = self.tr("not kept yet; it is tried again")
            words = f"{words} · {later}"
        return words

    # ---------------------------------------------------------------- painting

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint the whole screen: nothing on it moves."""
        view, one = self._view, self.shown
        if view is None or one is None:
            return
        palette = self._theme.palette
        painter.save()
        prepare(painter, self._theme.scale)
        painter.translate(origin(self, self._theme))
        mood = Mood.LAUGH if (one.score or 0.0) >= TWINS else Mood.STRAIGHT
        paint_card(painter, QPointF(72, 66), 58, QColor(one.color), mood, -8, 4)
        words = self._headline()
        size = fitting_size(words, Type.CAPTION, 660, True)
        paint_text(painter, 122, 66, words, size, palette.text, True)
        about = self._about()
        paint_text(painter, 124, 96, about, fitting_size(about, Type.HINT, 660), palette.dim)
        self._paint_curves(painter, one, len(view.graded))
        self._paint_table(painter, view)
        painter.restore()

    def _paint_curves(self, painter: QPainter, one: Graded, players: int) -> None:
        palette = self._theme.palette
        box(painter, CURVES, Radius.PANEL, palette.stand, palette.panel_edge)
        left, top = CURVES.left() + 24, CURVES.top()
        box(painter, QRectF(left, top + 24, 40, 18), 5, palette.quiet_bar, palette.dim, 2)
        paint_text(
            painter, left + 52, top + 40, self.tr("the model"), Type.LABEL, palette.text, True
        )
        color = QColor(one.color) if palette.dark else QColor(palette.ink)
        painter.setPen(pen(color, Line.TRACE + 1))
        painter.drawLine(QPointF(left + 220, top + 33), QPointF(left + 260, top + 33))
        name = elide(one.name, Type.LABEL, 240, True)
        paint_text(painter, left + 272, top + 40, name, Type.LABEL, palette.text, True)
        if players > 1:
            others = self.tr("the others ◀ ▶")
            right = CURVES.right() - 24
            paint_text(painter, right, top + 40, others, Type.HINT, palette.dim, align=_END)
        area = CURVES.adjusted(24, 68, -24, -56)
        paint_curves(painter, area, one.curves, palette)
        foot = CURVES.bottom() - 24
        start = self.tr("0 s")
        paint_text(painter, area.left() + NAME_WIDTH, foot, start, Type.TICK, palette.dim)
        end = self.tr("{time} s").format(time=round(one.curves.length_s))
        paint_text(painter, area.right(), foot, end, Type.TICK, palette.dim, align=_END)

    def _paint_table(self, painter: QPainter, view: GradeView) -> None:
        palette = self._theme.palette
        box(painter, TABLE, Radius.PANEL, palette.chalk, palette.ink, 4)
        left, right = TABLE.left() + 24, TABLE.right() - 24
        heading = self.tr("Table")
        paint_text(painter, left, TABLE.top() + 46, heading, Type.JOKE, palette.ink, True)
        alike = self.tr("alike")
        dim = palette.paper_dim
        paint_text(painter, right, TABLE.top() + 44, alike, Type.HINT, dim, align=_END)
        for number, one in enumerate(view.graded):
            y = TABLE.top() + 72 + number * ROW
            if number == self._shown:
                body = QRectF(TABLE.left() - 8, y, TABLE.width() + 16, ROW - 12)
                box(painter, body.translated(6, 6), Radius.PANEL, palette.ink)
                box(painter, body, Radius.PANEL, palette.card, palette.ink, 4)
            elif number > 0:
                painter.setPen(pen(palette.paper_rule, 2))
                painter.drawLine(QPointF(left, y - 6), QPointF(right, y - 6))
            middle = y + (ROW - 12) / 2
            paint_text(painter, left, middle + 10, str(one.place), Type.JOKE, palette.ink, True)
            mood = Mood.LAUGH if (one.score or 0.0) >= TWINS else Mood.STRAIGHT
            center = QPointF(left + 66, middle)
            paint_card(
                painter, center, 44, QColor(one.color), mood, 0, 3, shadow=False, ink=palette.ink
            )
            name = elide(one.name, Type.NAME, 118, True)
            paint_text(painter, left + 106, middle + 9, name, Type.NAME, palette.ink, True)
            paint_text(
                painter, right, middle + 15, one.words, Type.CAPTION, palette.ink, True, _END
            )

    # ---------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        ratio = unit(self._theme) / self._theme.scale
        height = 70 * ratio

        def place(widget: QWidget, left: float, right: float) -> None:
            area = QRectF(left - 8, 56 - height / 2, right - left + 16, height)
            centered.place(widget, self, self._theme, area)

        place(self.home, 820, 976)
        place(self.again, 992, 1240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
