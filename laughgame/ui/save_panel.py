"""The panel in which a moment is saved: what as, how far it is, and where it lies then."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import (
    BUTTON_HEIGHT,
    RING,
    RING_AND_SHADOW,
    box,
    painting,
    place,
    unit,
)
from laughgame.ui.controls.segmented import HEIGHT, Segmented
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.theme import Line, Radius, Space, Theme, Type

LARGEST: Final = (720.0, 620.0)
"""Of the card, in design pixels."""

WITHOUT_PICTURE: Final = 280.0
"""Its height where it has none to show."""

MARGIN: Final = 16.0
"""At least so much of the screen is seen around it."""

BAR_HEIGHT: Final = 32.0

Preview = Callable[[str], QImage]
"""Returns what a kind would look like."""


class Stage(Enum):
    """How far the saving has come."""

    CHOICE = "choice"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


class SavePanel(QWidget):
    """Lies over a screen while it is open; GUI thread.

    It decides nothing: what is asked of it goes out as signals.
    """

    asked = Signal(str)
    """Save as this kind: ``gif``, ``mp4`` or ``card``."""
    cancel_requested = Signal()
    folder_requested = Signal()
    """Show the folder of what was saved."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, kinds: Sequence[str], *, face: bool) -> None:
        """``kinds`` can be chosen; ``face`` says that a face is in them."""
        super().__init__(parent)
        self._screen = parent
        self._theme = theme
        self._kinds = tuple(kinds)
        self._face = face
        self._stage = Stage.CHOICE
        self._player = self._file = self._detail = ""
        self._share = 0.0
        self._preview: Preview | None = None
        self._picture: QImage | None = None
        self._below: list[QAbstractButton] = []
        """The buttons of the screen, which cannot be pressed while this is open."""
        self._shown = QRectF()
        """Where the picture or the bar is."""
        self._heading = Text(theme, self, Type.JOKE, bold=True)
        self._heading.set_shrinking(True)
        self._note = Text(theme, self, Type.HINT, Tone.TEXT)
        self.kinds = Segmented(theme, self, kinds)
        self.kinds.choose(self._kinds[0])
        self.kinds.chosen.connect(self._show_kind)
        self.go = Button(theme, self, ButtonKind.GO)
        self.other = Button(theme, self)
        self.go.clicked.connect(self._press_go)
        self.other.clicked.connect(self._press_other)
        theme.changed.connect(self._arrange)
        self.hide()
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def open(self) -> bool:
        """Whether it lies over its screen, seen or not."""
        return not self.isHidden()

    @property
    def stage(self) -> Stage:
        return self._stage

    @property
    def words(self) -> str:
        """What it says below the picture."""
        return self._note.text()

    @property
    def focused(self) -> QAbstractButton:
        """The button that Enter presses."""
        return self.other if self.other.hasFocus() else self.go

    def show_choice(self, kind: str, player: str, preview: Preview) -> None:
        """Open, and offer to save: the ``kind`` chosen last, and whose face it is."""
        self._preview, self._player = preview, player
        self.kinds.choose(kind if kind in self._kinds else self._kinds[0])
        self._enter(Stage.CHOICE)
        self._show_kind()
        self._come_up()

    def show_progress(self, name: str, share: float) -> None:
        """Say that the file ``name`` is being written, and how far it is (0–1)."""
        changed = self._stage is not Stage.SAVING or self._file != name
        self._file, self._share = name, share
        if changed:
            self._enter(Stage.SAVING)
        self.setAccessibleDescription(f"{share:.0%}")
        self.update()

    def show_saved(self, name: str, size: str) -> None:
        """Say that the file ``name`` lies there, and how large it is."""
        self._file, self._detail = name, size
        self._enter(Stage.SAVED)

    def show_failed(self, sentence: str) -> None:
        """Say why nothing was saved."""
        self._detail = sentence
        self._enter(Stage.FAILED)

    def come_back(self) -> None:
        """Open once more, as it was."""
        self._come_up()

    def leave(self) -> None:
        """Close; what is being written goes on being written."""
        if self.open:
            self.hide()
            self._preview = self._picture = None
            for button in self._below:
                button.setEnabled(True)
            self._below = []
            self.closed.emit()

    def cover(self) -> None:
        """Lie over the whole screen, whose size has changed."""
        self.setGeometry(self._screen.rect())
        self._arrange()  # hidden, it would be told of its size only when it is shown

    def _come_up(self) -> None:
        if not self.open:
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            buttons = self._screen.findChildren(QAbstractButton, options=direct)
            self._below = [button for button in buttons if button.isEnabled()]
            for button in self._below:
                button.setEnabled(False)
        self.show()
        self.raise_()
        self._arrange()

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self.retranslate()
        if self.open:
            self.go.setFocus()

    def _show_kind(self, _kind: str = "") -> None:
        kind = self.kinds.value
        if self._preview is not None and kind is not None:
            self._picture = self._preview(kind)
        self.retranslate()

    # ---------------------------------------------------------------- what is pressed

    def _press_go(self) -> None:
        match self._stage:
            case Stage.CHOICE:
                self.asked.emit(self.kinds.value or self._kinds[0])
            case Stage.FAILED if self._preview is not None:
                self._enter(Stage.CHOICE)
            case _:
                self.leave()

    def _press_other(self) -> None:
        match self._stage:
            case Stage.SAVING:
                self.cancel_requested.emit()
            case Stage.SAVED:
                self.folder_requested.emit()
            case _:
                self.leave()

    def _buttons(self) -> list[QAbstractButton]:
        """What Tab walks through, in its order."""
        segment = self.kinds.segment(self.kinds.value or self._kinds[0])
        first = [] if self.kinds.isHidden() else [segment]
        return [*first, self.go, self.other]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus on the panel: what lies below cannot be pressed now."""
        buttons = self._buttons()
        focus = QApplication.focusWidget()
        at = next((n for n, button in enumerate(buttons) if button is focus), -1)
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        buttons[(at + step) % len(buttons)].setFocus(reason)
        return True

    # ---------------------------------------------------------------- words

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        names = {
            "gif": self.tr("GIF"),
            "mp4": self.tr("Film"),
            "card": self.tr("Picture card"),
        }
        self.kinds.set_words([names[kind] for kind in self._kinds])
        self.kinds.setVisible(self._stage is Stage.CHOICE and len(self._kinds) > 1)
        match self._stage:
            case Stage.CHOICE:
                words = self.tr("Keep this moment?"), self.tr("Save…"), self.tr("Not now")
                note = self._promise()
            case Stage.SAVING:
                words = self.tr("Saving…"), self.tr("Play on"), self.tr("Cancel")
                note = self.tr("{name}\nIt goes on by itself while you play.").format(
                    name=self._file
                )
            case Stage.SAVED:
                words = self.tr("Saved."), self.tr("Done"), self.tr("Open the folder")
                note = f"{self._file} · {self._detail}"
            case Stage.FAILED:
                again = self.tr("Try again") if self._preview is not None else self.tr("Close")
                words = self.tr("Nothing was saved"), again, self.tr("Not now")
                note = self._detail
        self._heading.setText(words[0])
        self.go.setText(words[1])
        self.other.setText(words[2])
        self._note.setText(note)
        self.setAccessibleName(f"{words[0]} {note}")
        self._arrange()

    def _promise(self) -> str:
        """What comes to lie on the disk, and that nothing else does."""
        if not self._face:
            return self.tr("Names and times only: there is no face on this card.")
        if self.kinds.value == "card":
            what = self.tr(
                "This puts pictures of {name}, and of whoever else is seen, on your disk."
            )
        else:
            what = self.tr("This puts a film of {name}, and of whoever else is seen, on your disk.")
        only = self.tr("Nothing else does, and nothing is sent anywhere.")
        return f"{what.format(name=self._player)} {only}"

    # ---------------------------------------------------------------- painting and layout

    def _card(self) -> QRectF:
        scale = unit(self._theme)
        wide, high = self.width() / scale, self.height() / scale
        tallest = LARGEST[1] if self._picture is not None else WITHOUT_PICTURE
        width, height = min(LARGEST[0], wide - 2 * MARGIN), min(tallest, high - 2 * MARGIN)
        return QRectF((wide - width) / 2, (high - height) / 2, width, height)

    def _arrange(self) -> None:
        card = self._card()
        inner = card.adjusted(24, 16, -24, -24)
        place(self._heading, self._theme, QRectF(inner.left(), inner.top(), inner.width(), 40))
        top = inner.top() + 48
        if not self.kinds.isHidden():
            place(self.kinds, self._theme, QRectF(inner.left(), top, inner.width(), HEIGHT), RING)
            top += HEIGHT + 16
        bottom = inner.bottom() - BUTTON_HEIGHT
        half = (inner.width() - Space.GUTTER) / 2
        for number, button in enumerate((self.other, self.go)):
            left = inner.left() + number * (half + Space.GUTTER)
            body = QRectF(left, bottom, half, BUTTON_HEIGHT)
            place(button, self._theme, body, RING_AND_SHADOW)
        bottom -= self._note.height_for(inner.width()) + 12
        note = QRectF(inner.left(), bottom, inner.width(), self._note.height_for(inner.width()))
        place(self._note, self._theme, note)
        self._shown = QRectF(inner.left(), top, inner.width(), bottom - 14 - top)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            scrim = QColor(palette.ink)
            scrim.setAlphaF(0.72)
            painter.fillRect(area, scrim)
            card = self._card()
            box(painter, card.translated(6, 8), Radius.CARD, palette.ink)
            box(painter, card, Radius.CARD, palette.stand, palette.panel_edge, 4)
            room = QRectF(self._shown)
            if self._stage is Stage.SAVING:
                bar = QRectF(room.left(), room.bottom() - BAR_HEIGHT, room.width(), BAR_HEIGHT)
                self._paint_bar(painter, bar)
                room.setBottom(bar.top() - 16)
            if self._picture is not None:
                size = self._picture.size().toSizeF()
                size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
                picture = QRectF(QPointF(0, 0), size)
                picture.moveCenter(room.center())
                painter.drawImage(picture, self._picture)
                box(painter, picture, 0, None, palette.ink, Line.EDGE)

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        palette = self._theme.palette
        box(painter, bar, Radius.BAR, palette.track, palette.panel_edge)
        if self._share > 0:
            done = QRectF(bar)
            done.setWidth(max(2.0 * Radius.BAR, bar.width() * self._share))
            box(painter, done, Radius.BAR, palette.card, palette.ink, Line.EDGE)

    def resizeEvent(self, event: QEvent) -> None:
        self._arrange()

    def showEvent(self, event: QEvent) -> None:
        self.go.setFocus()  # the settings may have had it in between

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
