"""The referee's card: the model that judges, with its figures and its seven faces."""

import html
from typing import Final

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.reading import EMOTIONS
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box, painting
from laughgame.ui.controls.text import elide
from laughgame.ui.emotion_faces import paint_emotion_face
from laughgame.ui.painting import fitting_size, paint_text, text_width
from laughgame.ui.referee import Accuracy, RefereeView
from laughgame.ui.theme import Line, Theme, Type, pen
from laughgame.ui.wording import emotion_name

WIDTH: Final = 376.0
HEIGHT: Final = 512.0
AROUND: Final = QMarginsF(4, 4, 12, 14)
UNKNOWN: Final = "—"
MOST_LETTERS: Final = 300
"""Letters shown of what a model file says about itself."""

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_CENTER: Final = Qt.AlignmentFlag.AlignHCenter
_SKY_STRIPE: Final = QColor("#5AB5EE")
_ROW_WORDS: Final = QColor("#46503A")


def file_size(size: int) -> str:
    """A file's size as people say it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} KB"


def percent(accuracy: Accuracy | None) -> str:
    """A share as a figure of percent, without its sign."""
    return UNKNOWN if accuracy is None else f"{accuracy.share * 100:.1f}"


class RefereeCard(QWidget):
    """Shows a :class:`RefereeView`; empty until it is given one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: RefereeView | None = None
        theme.changed.connect(self.update)

    def show_view(self, view: RefereeView | None) -> None:
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew, to those who hear the screen too."""
        lines = [f"{name}: {value}" for name, value in self.rows()]
        if self._view is not None:
            lines.insert(0, f"{self._view.name}, {self.headline_figure()}: {self.caption()}")
        lines += self.origin()
        # Escaped: a stranger's file wrote this, and a tool tip would follow its markup.
        self.setToolTip("<br>".join(html.escape(line) for line in self.origin()))
        self.setAccessibleName(self.tr("Starting referee"))
        self.setAccessibleDescription("\n".join(lines))
        self.update()

    def headline_figure(self) -> str:
        """The smile accuracy in percent; a dash where the model does not tell."""
        return percent(self._view.smile_accuracy if self._view else None)

    def caption(self) -> str:
        """What the figure is, and where it was measured."""
        accuracy = self._view.smile_accuracy if self._view else None
        if accuracy is None:
            return self.tr("smile accuracy %")
        return self.tr("smile % · {data_set}").format(data_set=accuracy.data_set)

    def subtitle(self) -> str:
        """That it judges, and by which contract."""
        if self._view is None:
            return self.tr("warming up …")
        return self.tr("on duty · contract version {version}").format(
            version=self._view.contract_version
        )

    def rows(self) -> list[tuple[str, str]]:
        """The figures: their names and values."""
        view = self._view
        emotion = view.emotion_accuracy if view else None
        emotion_label = self.tr("Emotion accuracy")
        if emotion:
            emotion_label += f" ({emotion.data_set})"
        return [
            (self.tr("Judging time"), _or_unknown(view.latency_ms if view else None, "{:.2f} ms")),
            (emotion_label, f"{percent(emotion)} %" if emotion else UNKNOWN),
            (self.tr("Licence"), _first_clause(view.licence) if view else UNKNOWN),
            (self.tr("File size"), file_size(view.file_bytes) if view else UNKNOWN),
            (self.tr("Parameters"), _or_unknown(view.parameters if view else None, "{:,}")),
        ]

    def origin(self) -> list[str]:
        """Licence and training data in full, which the card itself has no room for."""
        view = self._view
        lines = []
        if view is not None and view.licence:
            lines.append(self.tr("Licence: {licence}").format(licence=_bounded(view.licence)))
        if view is not None and view.training_data:
            data = _bounded(view.training_data)
            lines.append(self.tr("Learned from: {data}").format(data=data))
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, _):
            painter.translate(AROUND.left(), AROUND.top())
            palette = self._theme.palette
            body = QRectF(0, 0, WIDTH, HEIGHT)
            box(painter, body.translated(8, 10), 24, palette.ink)
            box(painter, body, 24, palette.chalk, palette.ink, 5)
            self._paint_banner(painter, QRectF(16, 16, WIDTH - 32, 152))
            self._paint_figures(painter)
            self._paint_faces(painter)

    def _paint_banner(self, painter: QPainter, area: QRectF) -> None:
        palette = self._theme.palette
        box(painter, area, 14, palette.sky, palette.ink, 4)
        for index in (1, 3, 5):
            stripe = QRectF(area.left() + index * 49, area.top() + 2, 49, area.height() - 4)
            painter.fillRect(stripe, _SKY_STRIPE)
        box(painter, area, 14, None, palette.ink, 4)
        paint_card(painter, QPointF(94, 92), 86, palette.card, Mood.STRAIGHT, -6)
        right, room = WIDTH - 36, 186.0
        title, figure, caption = self.tr("Starting referee"), self.headline_figure(), self.caption()
        size = fitting_size(title, Type.LABEL, room, bold=True)
        paint_text(painter, right, 62, title, size, palette.ink, True, _RIGHT)
        paint_text(painter, right, 128, figure, Type.VALUE, palette.ink, True, _RIGHT)
        size = fitting_size(caption, Type.HINT, room)
        paint_text(painter, right, 152, caption, size, palette.ink, False, _RIGHT)

    def _paint_figures(self, painter: QPainter) -> None:
        palette = self._theme.palette
        left, right = 24.0, WIDTH - 24
        name = self._view.name if self._view else UNKNOWN
        size = fitting_size(name, Type.NAME, right - left, bold=True)
        paint_text(painter, left, 208, name, size, palette.ink, bold=True)
        paint_text(painter, left, 234, self.subtitle(), Type.HINT, palette.paper_dim)
        for index, (label, value) in enumerate(self.rows()):
            y = 250 + index * 36
            painter.setPen(pen(palette.paper_rule, 2))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            paint_text(painter, left, y + 25, label, Type.HINT, _ROW_WORDS)
            room = right - left - text_width(label, Type.HINT) - 16
            value = elide(value, Type.LABEL, room, bold=True)
            paint_text(painter, right, y + 26, value, Type.LABEL, palette.ink, True, _RIGHT)

    def _paint_faces(self, painter: QPainter) -> None:
        ink = self._theme.palette.ink
        painter.setPen(pen(ink, Line.EDGE))
        painter.drawLine(QPointF(24, 430), QPointF(WIDTH - 24, 430))
        white = QColor(Qt.GlobalColor.white)
        for index, emotion in enumerate(EMOTIONS):
            x = 48 + index * 46.7
            paint_emotion_face(painter, emotion, QPointF(x, 454), ink, white)
            name = emotion_name(emotion)
            size = fitting_size(name, Type.TICK, 45)
            paint_text(painter, x, 490, name, size, ink, False, _CENTER)


def _or_unknown(value: float | None, words: str) -> str:
    return UNKNOWN if value is None else words.format(value)


def _first_clause(licence: str) -> str:
    """The licence by its name; what a file adds to that stands in the tool tip."""
    return _bounded(licence.split(";")[0].strip()) or UNKNOWN


def _bounded(words: str) -> str:
    """Words of a file, which may hold any number of them."""
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"
