"""Help: an examination of the program, a report to copy, the log, and all keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import BUTTON_HEIGHT, RING, RING_AND_SHADOW, place
from laughgame.ui.controls.rows import LINK_ROW_HEIGHT, LinkRow
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.health import Health, HealthRow
from laughgame.ui.screens.settings_pages import health_words
from laughgame.ui.screens.settings_pages.deck_findings import BAR_HEIGHT, LookBar
from laughgame.ui.screens.settings_pages.health_list import HealthList
from laughgame.ui.screens.settings_pages.key_table import KeyTable
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, Page
from laughgame.ui.screens.settings_pages.paper_head import PaperHead
from laughgame.ui.theme import Theme, Type

COPIED_MS: Final = 1500


class HelpPage(Page):
    """What to do when something is wrong, and which keys there are."""

    examination_requested = Signal()
    stop_requested = Signal()
    copy_requested = Signal()
    """The report is to go to the clipboard; :meth:`show_copied` says that it has."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._head = PaperHead(theme, self, 6)
        self._crash_heading = Text(theme, self, Type.LABEL, bold=True)
        self.crash = Text(theme, self, Type.HINT, Tone.DIM)
        self._heading = Text(theme, self, Type.LABEL, bold=True)
        self.versions = Text(theme, self, Type.HINT, Tone.DIM)
        self.status = Text(theme, self, Type.HINT)
        self.bar = LookBar(theme, self)
        self.health = HealthList(theme, self)
        self.examine = Button(theme, self, ButtonKind.GO)
        self.copy = Button(theme, self)
        self.log_folder = LinkRow(theme, self)
        self.log_folder.hide()
        self._keys_heading = Text(theme, self, Type.LABEL, bold=True)
        self.keys = KeyTable(theme, self)
        self._report = ""
        self._rows: tuple[HealthRow, ...] = ()
        self._progress: tuple[int, int, str] | None = None
        self._stopped = False
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._copied.timeout.connect(self._tell)
        self.examine.clicked.connect(self._press_examine)
        self.copy.clicked.connect(self.copy_requested)
        self.log_folder.clicked.connect(self._open_folder)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def examining(self) -> bool:
        """Whether an examination is at hand."""
        return self._progress is not None

    def show_versions(self, words: str) -> None:
        """Name the versions of the program and of what it runs on."""
        self.versions.setText(words)
        self._tell()

    def show_crash(self, report: str) -> None:
        """Name the report of the last game's crash; empty: there is none."""
        self._report = report
        self._tell()

    def show_log_file(self, path: Path) -> None:
        """Say where log and crash reports are kept."""
        self.log_folder.set_target(str(path.parent))
        self.log_folder.show()
        self.layout_changed.emit()

    def show_progress(self, done: int, total: int, name: str) -> None:
        """An examination is at hand: so many checks of so many are done, ``name`` is at it."""
        started = self._progress is None
        self._progress, self._stopped = (done, total, name), False
        self.bar.show_share(done / total if total else 0.0)
        self.status.setText(self._status())
        if started:
            self._tell()

    def show_health(self, rows: Sequence[HealthRow], stopped: bool = False) -> None:
        """Show what was found; ``stopped``: as far as it went."""
        self._rows, self._progress, self._stopped = tuple(rows), None, stopped
        self.health.show_rows(rows)
        self._tell()

    def show_copied(self) -> None:
        """The report is on the clipboard."""
        self._copied.start()
        self._tell()

    def retranslate(self) -> None:
        self._head.set_words(
            self.tr("Something wrong? The referee takes a look."),
            self.tr(
                "Let the game examine itself, and copy a report for whoever helps you. There is no "
                "picture in it and no player's name, and it goes nowhere by itself."
            ),
        )
        self._crash_heading.setText(self.tr("The last game ended unexpectedly"))
        self._heading.setText(self.tr("Check-up"))
        self.log_folder.setText(self.tr("Open the log folder"))
        self._keys_heading.setText(self.tr("Keys at hand"))
        self.health.retranslate()
        self.keys.retranslate()
        self._tell()

    def _tell(self) -> None:
        """Say how things stand, and show what belongs to it."""
        crashed = bool(self._report)
        self._crash_heading.setVisible(crashed)
        self.crash.setVisible(crashed)
        kept = self.tr(
            "A report without pictures was kept: {file}. It goes into the copied report, too."
        )
        self.crash.setText(kept.format(file=self._report))
        self.bar.setVisible(self.examining)
        self.health.setVisible(not self.examining and bool(self._rows))
        self.examine.setText(self._examine_words())
        copied = self._copied.isActive()
        self.copy.setText(self.tr("Copied!") if copied else self.tr("Copy report"))
        self.copy.setEnabled(not self.examining)
        self.status.setText(self._status())
        self.layout_changed.emit()

    def _examine_words(self) -> str:
        if self.examining:
            return self.tr("Stop")
        return self.tr("Examine again") if self._rows else self.tr("Examine the game")

    def _status(self) -> str:
        if self._progress is not None:
            done, total, name = self._progress
            said = self.tr("{done} of {total}: {name} …")
            return said.format(done=done + 1, total=total, name=health_words.title(name))
        if self._stopped:
            return self.tr("You stopped it: this is as far as it went.")
        if not self._rows:
            return self.tr("It takes some seconds; a match goes on meanwhile.")
        worst = {row.health for row in self._rows}
        if Health.BAD in worst:
            return self.tr("Something is broken. Here is what to do:")
        if Health.DOUBTFUL in worst:
            return self.tr("The game can be played, but not all of it:")
        return self.tr("All is well.")

    # ---------------------------------------------------------------- what is done here

    def _press_examine(self) -> None:
        if self.examining:
            self.stop_requested.emit()
        else:
            self.examination_requested.emit()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.log_folder.target))

    # ---------------------------------------------------------------- layout

    def arrange(self, width: float) -> float:
        self.start_layout()
        bottom = self._head.arrange(self, width) + 8
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        if not self.crash.isHidden():
            top = bottom + 16
            y = self.put_text(self._crash_heading, left, top + 18, inner)
            bottom = self.put_text(self.crash, left, y + 4, inner) + 18
            self.add_panel(QRectF(MARGIN, top, width, bottom - top))
        bottom = self._arrange_health(bottom + 16, left, inner)
        top = bottom + 16
        y = self.put_text(self._keys_heading, left, top + 18, inner) + 8
        height = self.keys.height_for(inner)
        self.put(self.keys, left, y, inner, height)
        area = QRectF(MARGIN, top, width, y + height + 4 - top)
        self.add_panel(area)
        return area.bottom()

    def _arrange_health(self, top: float, left: float, inner: float) -> float:
        y = self.put_text(self._heading, left, top + 18, inner)
        if self.versions.text():
            y = self.put_text(self.versions, left, y + 4, inner)
        y = self.put_text(self.status, left, y + 10, inner) + 12
        if not self.bar.isHidden():
            self.put(self.bar, left, y, inner, BAR_HEIGHT)
            y += BAR_HEIGHT + 12
        if not self.health.isHidden():
            height = self.health.height_for(inner)
            self.put(self.health, left, y, inner, height)
            y += height + 12
        x = left
        for button in (self.examine, self.copy):
            wide = min(max(150.0, button.width_needed()), (inner - 16) / 2)
            body = QRectF(x, y + 4, wide, BUTTON_HEIGHT)
            place(button, self._theme, body, RING_AND_SHADOW)
            x = body.right() + 16
        y += 4 + BUTTON_HEIGHT + 24
        if not self.log_folder.isHidden():
            place(self.log_folder, self._theme, QRectF(left, y, inner, LINK_ROW_HEIGHT), RING)
            y += LINK_ROW_HEIGHT + 18
        area = QRectF(MARGIN, top, inner + 2 * PANEL_PADDING, y + 4 - top)
        self.add_panel(area)
        return area.bottom()
