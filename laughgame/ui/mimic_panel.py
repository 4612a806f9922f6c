"""The right column of the play screen while somebody imitates: both curves, and the score."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import box
from laughgame.ui.emotion_faces import paint_emotion_face
from laughgame.ui.mimic_chart import Curves, paint_curves
from laughgame.ui.painting import cached, fitting_size, paint_text, start
from laughgame.ui.theme import Radius, Theme, Type
from laughgame.ui.wording import emotion_name

MARGIN: Final = 16.0
_END: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Imitating:
    """One moment of an imitation: both curves, how far it is, and the score (0–100) so far.

    ``wanted`` and ``shown`` are the strongest emotions of now, names out of ``EMOTIONS``.
    """

    curves: Curves
    played_s: float
    score: float | None
    wanted: str
    shown: str | None


class MimicPanel(QWidget):
    """Shows how alike two faces are, as they move.  GUI thread.

    The upper board holds the curves, the lower one the score.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moment: Imitating | None = None
        self._curves_area = QRectF()
        self._score_area = QRectF()
        self._score: QPixmap | None = None
        theme.changed.connect(self._forget)

    def set_areas(self, curves: QRectF, score: QRectF) -> None:
        """Tell where the two boards lie within the widget, in design pixels."""
        self._curves_area, self._score_area = curves, score
        self._forget()

    @property
    def moment(self) -> Imitating | None:
        """What is shown; None before the first moment."""
        return self._moment

    def show_moment(self, moment: Imitating | None) -> None:
        """Show one moment; ``None`` clears the panel."""
        before, self._moment = self._moment, moment
        if _told(before) != _told(moment):
            self._score = None
            self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        self.setAccessibleName(self.tr("Alike"))
        self.setAccessibleDescription("" if self._moment is None else self._score_words())
        self._score = None
        self.update()

    def _score_words(self) -> str:
        score = None if self._moment is None else self._moment.score
        return "–" if score is None else str(round(score))

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        moment, scale = self._moment, self._theme.scale
        if self._score is None:
            size = QSizeF(self.width() / scale, self.height() / scale)
            self._score = cached(self, size, scale, self._paint_score)
        QPainter(self).drawPixmap(0, 0, self._score)
        if moment is None:
            return
        painter = start(self, scale)
        area = self._curves_area.adjusted(MARGIN, 50, -MARGIN, -MARGIN)
        paint_curves(painter, area, moment.curves, self._theme.palette, moment.played_s)

    def _paint_score(self, painter: QPainter) -> None:
        moment, palette = self._moment, self._theme.palette
        top = self._curves_area.top()
        heading = self.tr("The model (area) and you (line)")
        size = fitting_size(heading, Type.LABEL, self._curves_area.width() - 2 * MARGIN, True)
        paint_text(painter, MARGIN + 2, top + 34, heading, size, palette.text, True)
        area = self._score_area
        left, top = area.left() + MARGIN + 2, area.top()
        paint_text(painter, left, top + 40, self.tr("Alike"), Type.LABEL, palette.dim)
        words = self._score_words()
        paint_text(painter, left, top + 108, words, Type.VALUE, palette.text, True)
        of = self.tr("of 100")
        paint_text(
            painter, area.right() - MARGIN, top + 108, of, Type.LABEL, palette.dim, False, _END
        )
        bar = QRectF(left, top + 124, area.width() - 2 * MARGIN - 2, 24)
        box(painter, bar, Radius.BAR, palette.track, palette.panel_edge)
        if moment is None:
            return
        if moment.score is not None and moment.score > 0:
            filled = QRectF(
                bar.left() + 3, bar.top() + 3, (bar.width() - 6) * moment.score / 100, 18
            )
            box(painter, filled, 5, palette.sky)
        self._paint_face(painter, QPointF(left + 92, top + 208), self.tr("Play"), moment.wanted)
        self._paint_face(
            painter, QPointF(area.right() - 110, top + 208), self.tr("You"), moment.shown
        )

    def _paint_face(
        self, painter: QPainter, center: QPointF, who: str, emotion: str | None
    ) -> None:
        palette = self._theme.palette
        face = center - QPointF(44, 0)
        if emotion is not None:
            paint_emotion_face(painter, emotion, face, palette.ink, palette.chalk, 64, 2.0)
        else:
            box(painter, QRectF(face.x() - 32, face.y() - 32, 64, 64), 17, None, palette.dim)
        x = center.x() + 2
        paint_text(painter, x, center.y() - 8, who, Type.HINT, palette.dim)
        name = self.tr("no face") if emotion is None else emotion_name(emotion)
        size = fitting_size(name, Type.LABEL, 96, True)
        paint_text(painter, x, center.y() + 18, name, size, palette.text, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._score = None
        self.update()


def _told(moment: Imitating | None) -> tuple[object, ...] | None:
    """What of a moment is written, and so painted anew only when it changes."""
    if moment is None:
        return None
    score = None if moment.score is None else round(moment.score)
    return score, moment.wanted, moment.shown
