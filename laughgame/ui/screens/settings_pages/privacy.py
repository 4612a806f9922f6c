"""Privacy: what happens to a picture, what is kept, and where."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QRectF, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import BUTTON_HEIGHT, RING, RING_AND_SHADOW, place
from laughgame.ui.controls.rows import LINK_ROW_HEIGHT, CheckRow, LinkRow, Mark
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, Page
from laughgame.ui.screens.settings_pages.paper_head import PaperHead
from laughgame.ui.theme import Theme, Type

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
    logs_delete_requested = Signal()
    """Log and crash reports are to go, at once: nobody misses them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._head = PaperHead(theme, self, -6)
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
        self.delete_logs = Button(theme, self)
        self.delete_logs.hide()
        self.delete_logs.clicked.connect(self.logs_delete_requested)
        self._state = self._logs_state = Deletion.KEPT
        for row in self._links():
            row.hide()
            row.clicked.connect(lambda _checked=False, row=row: _open_folder(row.target))
        self.retranslate()

    def show_settings_file(self, path: Path) -> None:
        """Say where the settings are kept."""
        self._show_folder(self.settings_folder, path)

    def show_log_file(self, path: Path) -> None:
        """Say where log and crash reports are kept, and offer to delete them."""
        self.delete_logs.show()
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

    def show_logs_deletion(self, state: Deletion) -> None:
        """Say what came of the deletion of log and crash reports; it can be asked for again."""
        self._logs_state = state
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
        logs = {
            Deletion.DONE: self.tr("Log and crash reports are deleted"),
            Deletion.FAILED: words[Deletion.FAILED],
        }
        standard = self.tr("Delete log and crash reports")
        self.delete_logs.setText(logs.get(self._logs_state, standard))

    def retranslate(self) -> None:
        self._head.set_words(
            self.tr("What happens here stays here."),
            self.tr("The game has no account, no server and no telemetry. It plays offline."),
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
                "What you set on these pages (language, look, rules, the camera's name, where your "
                "model is and the folders you chose) and who played last; a copy of each "
                "model you chose that passed; the names with "
                "their results and what a calm face and a big smile read; a log of what went "
                "wrong; and, after a crash, a report of what the program was doing. "
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
        top = self._head.arrange(self, width) + 24
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
        for button in (self.delete, self.delete_logs):
            if not button.isHidden():
                body = QRectF(left, y + 4, min(inner, 420.0), BUTTON_HEIGHT)
                place(button, self._theme, body, RING_AND_SHADOW)
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
