"""Privacy: what happens to a picture, what is kept, and where."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QRectF, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import BUTTON_HEIGHT, RING, RING_AND_SHADOW, painting, place
from laughgame.ui.controls.rows import LINK_ROW_HEIGHT, CheckRow, LinkRow, Mark
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, Page, PanelKind
from laughgame.ui.theme import Theme, Type

CARD_WIDTH = 84.0
PROMISE_HEIGHT = 40.0


class Deletion(Enum):
    """How far the deletion of names and results has come."""

    KEPT = "kept"
    PENDING = "pending"
    """It happens in a moment, unless it is undone."""
    DONE = "done"
    FAILED = "failed"


class PrivacyPage(Page):
    """Promises, where the files lie that are kept, and one button to be rid of the results."""

    delete_requested = Signal()
    """Names and results are to go; there is a moment to undo it."""
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._mascot = _Mascot(theme, self)
        self._promise = Text(theme, self, Type.JOKE, Tone.INK, bold=True)
        self._promise_note = Text(theme, self, Type.HINT, Tone.PAPER_DIM)
        self._picture_heading = Text(theme, self, Type.LABEL, bold=True)
        self._never = [CheckRow(theme, self) for _ in range(4)]
        self._kept_heading = Text(theme, self, Type.LABEL, bold=True)
        self._kept = Text(theme, self, Type.HINT, Tone.DIM)
        self.settings_folder = LinkRow(theme, self)
        self.log_folder = LinkRow(theme, self)
        self.results_folder = LinkRow(theme, self)
        self.delete = Button(theme, self)
        self.delete.hide()
        self.delete.clicked.connect(self._press_delete)
        self._state = Deletion.KEPT
        for row in self._links():
            row.hide()
            row.clicked.connect(lambda _checked=False, row=row: _open_folder(row.target))
        self.retranslate()

    def show_settings_file(self, path: Path) -> None:
        """Say where the settings are kept."""
        self._show_folder(self.settings_folder, path)

    def show_log_file(self, path: Path) -> None:
        """Say where the log is kept."""
        self._show_folder(self.log_folder, path)

    def show_results_file(self, path: Path) -> None:
        """Say where names and results are kept, and offer to delete them."""
        self.delete.show()
        self._show_folder(self.results_folder, path)

    def show_deletion(self, state: Deletion) -> None:
        """Say how far the deletion of names and results has come."""
        self._state = state
        self.delete.setEnabled(state is not Deletion.DONE)
        self._tell_deletion()

    def _press_delete(self) -> None:
        if self._state is Deletion.PENDING:
            self.undo_requested.emit()
        else:
            self.delete_requested.emit()

    def _tell_deletion(self) -> None:
        words = {
            Deletion.KEPT: self.tr("Delete all names and results"),
            Deletion.PENDING: self.tr("Deleted in a moment. Undo"),
            Deletion.DONE: self.tr("Names and results are deleted"),
            Deletion.FAILED: self.tr("They could not be deleted. Try again"),
        }
        self.delete.setText(words[self._state])

    def retranslate(self) -> None:
        self._promise.setText(self.tr("What happens here stays here."))
        self._promise_note.setText(
            self.tr("The game has no account, no server and no telemetry. It plays offline.")
        )
        self._picture_heading.setText(self.tr("Your face"))
        promises = [
            self.tr("Judged in memory, forgotten a moment later"),
            self.tr(
                "Saved only when you save a clip or a card; else a replay is forgotten at once"
            ),
            self.tr("Never sent: no frame and no number leaves this computer"),
            self.tr("Not recognised: the game knows a smile, not whose it is"),
        ]
        for row, promise in zip(self._never, promises, strict=True):
            row.show_step(promise, Mark.DONE)
        self._kept_heading.setText(self.tr("What is kept"))
        self._kept.setText(
            self.tr(
                "What you set on these pages (language, look, rules, the camera's name, the "
                "model's place, the folder of your clips) and who played last; a copy of each "
                "model you chose that passed; the names with "
                "their results and what a calm face and a big smile read; and a log of what went "
                "wrong. "
                "No face is in any of them. Delete them and the game starts afresh."
            )
        )
        self.settings_folder.setText(self.tr("Open the settings"))
        self.log_folder.setText(self.tr("Open the log"))
        self.results_folder.setText(self.tr("Open the results"))
        self._tell_deletion()

    def arrange(self, width: float) -> float:
        self.start_layout()
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        words_left = left + CARD_WIDTH + 36
        words_width = MARGIN + width - PANEL_PADDING - words_left
        promise_height = self._promise.height_for(words_width)
        note_height = self._promise_note.height_for(words_width)
        head = QRectF(MARGIN, MARGIN, width, max(150.0, promise_height + note_height + 60))
        self.add_panel(head, PanelKind.PAPER)
        mascot = QRectF(left, head.top(), CARD_WIDTH + 24, head.height())
        self.put(self._mascot, mascot.left(), mascot.top(), mascot.width(), mascot.height())
        top = head.center().y() - (promise_height + note_height + 6) / 2
        y = self.put_text(self._promise, words_left, top, words_width)
        self.put_text(self._promise_note, words_left, y + 6, words_width)

        top = head.bottom() + 24
        y = self.put_text(self._picture_heading, left, top + 18, inner) + 8
        for row in self._never:
            self.put(row, left, y, inner, PROMISE_HEIGHT)
            y += PROMISE_HEIGHT
        area = QRectF(MARGIN, top, width, y + 14 - top)
        self.add_panel(area)

        top = area.bottom() + 16
        y = self.put_text(self._kept_heading, left, top + 18, inner)
        y = self.put_text(self._kept, left, y + 4, inner) + 16
        for link in self._links():
            if not link.isHidden():
                body = QRectF(left, y, inner, LINK_ROW_HEIGHT)
                place(link, self._theme, body, RING)
                y = body.bottom() + 12
        if not self.delete.isHidden():
            body = QRectF(left, y + 4, min(inner, 420.0), BUTTON_HEIGHT)
            place(self.delete, self._theme, body, RING_AND_SHADOW)
            y = body.bottom() + 16
        y += 10
        area = QRectF(MARGIN, top, width, y - top)
        self.add_panel(area)
        return area.bottom()

    def _links(self) -> tuple[LinkRow, ...]:
        return self.settings_folder, self.log_folder, self.results_folder

    def _show_folder(self, row: LinkRow, file: Path) -> None:
        row.set_target(str(file.parent))
        row.show()
        self.layout_changed.emit()


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


class _Mascot(QWidget):
    """The card; its lips are sealed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            card = self._theme.palette.card
            paint_card(painter, area.center(), CARD_WIDTH, card, Mood.STRAIGHT, -6)
