"""The records: who leads, what was played, and which joke is the deadliest."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDate, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from laughgame.ui import wording
from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import BUTTON_HEIGHT, RING, RING_AND_SHADOW, place, unit
from laughgame.ui.controls.page_scroll import SCROLL_BAR, PageScroll
from laughgame.ui.controls.rows import LINK_ROW_HEIGHT, LinkRow
from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.painting import paint_text, prepare
from laughgame.ui.pitch import Pitch
from laughgame.ui.screens.records_pages.lists import (
    SORTS,
    TABS,
    board_sections,
    boards_of,
    bomb_sections,
    empty_section,
    history_sections,
)
from laughgame.ui.screens.records_pages.names import NameRow
from laughgame.ui.screens.records_pages.rows import Row
from laughgame.ui.screens.records_pages.saved_notice import SavedNotice
from laughgame.ui.screens.records_pages.sheet import Section, Sheet
from laughgame.ui.screens.records_pages.views import (
    DIFFICULTIES,
    MODES,
    OWN,
    BoardView,
    RecordsView,
)
from laughgame.ui.screens.records_pages.words import forget_words
from laughgame.ui.screens.settings_pages.privacy import Deletion
from laughgame.ui.theme import Theme, Type

TURNS: Final = "turns"
LAUGHS: Final = "laughs"
"""What is exported: a line a turn, or a line a laugh."""

WIDE_WINDOW: Final = 1000.0
WIDEST: Final = 1200.0
MARGIN: Final = 16.0


class RecordsScreen(Pitch):
    """Leaderboard, history and bombs, of everybody or of one; GUI thread.

    It remembers nothing and reads nothing: it asks, and is shown a :class:`RecordsView`.
    """

    closed = Signal()
    asked = Signal(str)
    """The records of a player are to be shown; an empty name means everybody's."""
    export_requested = Signal(str, object)
    """:data:`TURNS` or :data:`LAUGHS` are to be saved to a file (``Path``)."""
    forget_requested = Signal(str)
    """A player and all they did are to go; there is a moment to undo it."""
    undo_requested = Signal()
    privacy_requested = Signal()
    """Everything is to go: that is done on the privacy page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = RecordsView()
        self._folder = Path.home()
        self._deletion = Deletion.KEPT
        self._to_forget = ""
        self._find_board = False
        self._exporting = False
        self.tabs = Segmented(theme, self, TABS, Type.LABEL)
        self.names = NameRow(theme, self)
        self._scroll = PageScroll(theme, self)
        body = self._scroll.body
        self.sheet = Sheet(theme, body)
        self.saved = SavedNotice(theme, self.sheet)
        self.modes = Segmented(theme, self.sheet, MODES)
        self.difficulties = Segmented(theme, self.sheet, DIFFICULTIES)
        self.sorts = Segmented(theme, self.sheet, SORTS)
        self.forget = Button(theme, self.sheet)
        self.everything = LinkRow(theme, self.sheet)
        self.export = Button(theme, self)
        self.back = Button(theme, self, ButtonKind.GO)
        self.tabs.choose("board")
        self.modes.choose("survival")
        self.difficulties.choose("classic")
        self.sorts.choose("deadliest")
        for choice in (self.tabs, self.modes, self.difficulties, self.sorts):
            choice.chosen.connect(self._rebuild)
        self.names.chosen.connect(self.asked)
        self.export.clicked.connect(self._ask_for_file)
        self.back.clicked.connect(self.closed)
        self.forget.clicked.connect(self._press_forget)
        self.everything.clicked.connect(self.privacy_requested)
        theme.changed.connect(self._arrange)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def view(self) -> RecordsView:
        """What is shown."""
        return self._view

    @property
    def tab(self) -> str:
        """One of :data:`TABS`."""
        return self.tabs.value or TABS[0]

    @property
    def rows(self) -> list[Row]:
        """The rows that are listed, from top to bottom."""
        return self.sheet.rows

    def open_at(self, mode: str, difficulty: str | None) -> None:
        """Begin at the leaderboard of a mode and a preset with the next showing.

        Where nobody has played that yet, the board that was played on last is shown.
        """
        self.tabs.choose("board")
        self.modes.choose(mode if mode in MODES else "survival")
        self.difficulties.choose(difficulty if difficulty in DIFFICULTIES else OWN)
        self._find_board = True
        self._view = RecordsView()
        self.saved.say("", None)
        self._scroll.verticalScrollBar().setValue(0)

    def show_view(self, view: RecordsView) -> None:
        """Show what was asked for."""
        self._view = view
        if self._deletion is Deletion.FAILED and view.player != self._to_forget:
            self._deletion, self._to_forget = Deletion.KEPT, ""
        if self._find_board:
            self._find_board = False
            self._go_where_something_is()
        self._rebuild()

    def show_folder(self, folder: Path | None) -> None:
        """Offer this folder when something is saved next."""
        self._folder = folder or Path.home()

    def show_deletion(self, state: Deletion, name: str = "") -> None:
        """Say how far the deletion of a player has come; ``name`` while it is not done."""
        self._deletion, self._to_forget = state, name
        self._tell_deletion()
        self._arrange()

    def show_exporting(self) -> None:
        """A table is being saved."""
        self._exporting = True
        self.retranslate_buttons()

    def show_exported(self, file: Path, count: int) -> None:
        """A table of so many lines was saved."""
        lines = self.tr("{count} lines saved: {file}").format(count=count, file=file.name)
        self._end_export(lines, file.parent)

    def show_export_failed(self, words: str) -> None:
        """A table could not be saved, and why; nothing was lost."""
        self._end_export(words, None)

    @property
    def tab_button(self) -> QAbstractButton:
        """Where the keyboard begins: the tab that is open."""
        return self.tabs.segment(self.tab)

    def turn(self, step: int) -> None:
        """Go to the next tab, or to the one before (−1)."""
        self.tabs.choose(TABS[(TABS.index(self.tab) + step) % len(TABS)])
        self._rebuild()
        self.tab_button.setFocus(Qt.FocusReason.TabFocusReason)

    # ---------------------------------------------------------------- words

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        self.tabs.set_words([self.tr("Leaderboard"), self.tr("History"), self.tr("Bombs")])
        modes = (self.tr("Survival"), self.tr("Duel"), self.tr("Hot seat"), self.tr("Mimic"))
        self.modes.set_words(modes)
        presets = [wording.preset_name(preset) for preset in DIFFICULTIES[:-1]]
        self.difficulties.set_words([*presets, self.tr("Own rules")])
        self.sorts.set_words([self.tr("Deadliest first"), self.tr("Fastest first")])
        self.everything.setText(self.tr("Delete everything"))
        self.everything.set_target(self.tr("Settings, Privacy"))
        self.saved.retranslate()
        self.retranslate_buttons()
        self._tell_deletion()
        self._rebuild()
        self._forget()

    def retranslate_buttons(self) -> None:
        """Say what can be saved, or that it is being saved."""
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back (Esc)"))
        self.export.setText(self.tr("Saving…") if self._exporting else self.tr("Save CSV"))
        self.export.setToolTip(self.tr("Save as a table for a spreadsheet"))
        self.export.setEnabled(self._can_export and not self._exporting)

    def _tell_deletion(self) -> None:
        self.forget.setText(forget_words(self._deletion, self._to_forget or self._view.player))

    # ---------------------------------------------------------------- lists

    @property
    def _can_export(self) -> bool:
        return bool(self._view.bombs if self.tab == "bombs" else self._view.matches)

    @property
    def _boards(self) -> list[BoardView]:
        return boards_of(self._view, self.modes.value or "", self.difficulties.value or "")

    def _go_where_something_is(self) -> None:
        if not self._boards and self._view.boards:
            latest = self._view.boards[0]
            self.modes.choose(latest.mode)
            self.difficulties.choose(latest.difficulty or self.difficulties.value)

    def _sections(self) -> list[Section]:
        theme, sheet, view = self._theme, self.sheet, self._view
        match self.tab:
            case "board":
                return board_sections(theme, sheet, self._boards)
            case "history":
                return history_sections(theme, sheet, view)
        return bomb_sections(theme, sheet, view, self.sorts.value or SORTS[0])

    def _rebuild(self, *_: object) -> None:
        """List anew what is chosen."""
        had_focus = any(row.hasFocus() for row in self.rows)
        everybody = self.tr("Everybody")
        self.names.show_names(self._view.players, everybody, self._view.player)
        sections = self._sections()
        if not sections:
            sections = [empty_section(self._theme, self.sheet, self._view, self.tab)]
        self.sheet.fill(sections)
        before: QWidget = self.tabs.segment(TABS[-1])
        for chip in self.names.chips:
            QWidget.setTabOrder(before, chip)
            before = chip
        before = self.sorts.segment(SORTS[-1])
        for row in self.rows:
            row.stepped.connect(lambda step, row=row: self._step(row, step))
            row.turned.connect(self.turn)
            QWidget.setTabOrder(before, row)
            before = row
        self._use_as_stop(self.rows[0])
        if had_focus:
            self.tab_button.setFocus()
        for choice, tab in (
            (self.modes, "board"),
            (self.difficulties, "board"),
            (self.sorts, "bombs"),
        ):
            choice.setVisible(self.tab == tab)
        if self.modes.value == "mimic":
            self.difficulties.hide()  # there is no judge
        self.retranslate_buttons()
        self._tell_deletion()
        self._arrange()

    def _step(self, row: Row, step: int) -> None:
        """Go on with the keyboard from one row to another."""
        number = self.rows.index(row) + step
        row = self.rows[min(max(number, 0), len(self.rows) - 1)]
        self._use_as_stop(row)
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row, 0, round(RING.top() * unit(self._theme)))

    def _use_as_stop(self, row: Row) -> None:
        """Let Tab come to this row of all."""
        for one in self.rows:
            stop = one is row
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    # ---------------------------------------------------------------- saving and deleting

    def _ask_for_file(self) -> None:
        """Let the player choose where the table goes."""
        what = LAUGHS if self.tab == "bombs" else TURNS
        date = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        name = f"LaughGame-{what}-{date}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(),
            self.tr("Save the laughs") if what == LAUGHS else self.tr("Save the results"),
            str(self._folder / name),
            self.tr("Tables (*.csv);;All files (*)"),
        )
        if chosen:
            self.export_requested.emit(what, Path(chosen))

    def _end_export(self, words: str, folder: Path | None) -> None:
        self._exporting = False
        self.retranslate_buttons()
        self.saved.say(words, folder)
        self._arrange()
        self._scroll.verticalScrollBar().setValue(0)
        if folder is not None and self.isVisible():
            self.saved.open_folder.setFocus()

    def _press_forget(self) -> None:
        if self._deletion is Deletion.PENDING:
            self.undo_requested.emit()
        elif self._view.player:
            self.forget_requested.emit(self._view.player)

    # ---------------------------------------------------------------- layout

    def _arrange(self) -> None:
        scale = unit(self._theme)
        width, height = self.width() / scale, self.height() / scale
        wide = width >= WIDE_WINDOW
        content = min(width - (80 if wide else 2 * MARGIN), WIDEST)
        left = (width - content) / 2
        right = left + content
        back_width = max(104.0, self.back.width_needed())
        export_width = max(120.0, self.export.width_needed())
        y = 28.0 if wide else 14.0
        back = QRectF(right - back_width, y, back_width, BUTTON_HEIGHT)
        export = QRectF(back.left() - 12 - export_width, y, export_width, BUTTON_HEIGHT)
        place(self.back, self._theme, back, RING_AND_SHADOW)
        place(self.export, self._theme, export, RING_AND_SHADOW)
        if wide:
            tabs = QRectF(left, 108, max(450.0, self.tabs.width_needed()), BUTTON_HEIGHT)
            names = QRectF(tabs.right() + 24, 108, right - tabs.right() - 24, BUTTON_HEIGHT)
        else:
            tabs = QRectF(left, y, export.left() - 12 - left, BUTTON_HEIGHT)
            names = QRectF(left, tabs.bottom() + 14, content, BUTTON_HEIGHT)
        place(self.tabs, self._theme, tabs, RING)
        place(self.names, self._theme, names, RING)
        top = names.bottom() + (16 if wide else 10)
        body_height = self._arrange_sheet(content)
        page_width = content + 2 * MARGIN
        place(self.sheet, self._theme, QRectF(0, 0, page_width, body_height))
        frame = QRectF(left - MARGIN, top, page_width + SCROLL_BAR, height - top)
        place(self._scroll, self._theme, frame)
        self._scroll.body.resize(self.sheet.size())
        self._scroll.tune()

    def _arrange_sheet(self, content: float) -> float:
        left, y = MARGIN, 8.0
        y = self.saved.arrange(left, y, content)
        y = self._arrange_choices(left, y, content)
        y = self.sheet.arrange(left, y, content)
        self.forget.setVisible(bool(self._to_forget or self._view.player))
        if not self.forget.isHidden():
            wide = min(content, max(260.0, self.forget.width_needed()))
            place(self.forget, self._theme, QRectF(left, y, wide, BUTTON_HEIGHT), RING_AND_SHADOW)
            y += BUTTON_HEIGHT + 20
        self.everything.setVisible(bool(self._view.players))
        if not self.everything.isHidden():
            wide = min(content, max(420.0, self.everything.width_needed()))
            place(self.everything, self._theme, QRectF(left, y, wide, LINK_ROW_HEIGHT), RING)
            y += LINK_ROW_HEIGHT + 16
        return y + 8

    def _arrange_choices(self, left: float, top: float, content: float) -> float:
        """Side by side where there is room, else one below the other."""
        x, y = left, top
        shown: Sequence[Segmented] = [
            one for one in (self.modes, self.difficulties, self.sorts) if not one.isHidden()
        ]
        for choice in shown:
            wide = min(content, choice.width_needed())
            if x > left and x + wide > left + content:
                x, y = left, y + BUTTON_HEIGHT + 12
            place(choice, self._theme, QRectF(x, y, wide, BUTTON_HEIGHT), RING)
            x += wide + 20
        return y + BUTTON_HEIGHT + 16 if shown else y

    # ---------------------------------------------------------------- Qt's events

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint the heading, where the window has room for one."""
        scale = unit(self._theme)
        width = self.width() / scale
        if width < WIDE_WINDOW:
            return
        left = (width - min(width - 80, WIDEST)) / 2
        palette = self._theme.palette
        painter.save()
        prepare(painter, scale)
        paint_card(painter, QPointF(left + 32, 58), 52, palette.card, Mood.STRAIGHT, -8, 4)
        heading = self.tr("Records")
        paint_text(painter, left + 82, 62, heading, Type.CAPTION, palette.text, True)
        about = self.tr("Kept on this computer and nowhere else")
        paint_text(painter, left + 84, 92, about, Type.HINT, palette.dim)
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Left:
                self.turn(-1)
            case Qt.Key.Key_Right:
                self.turn(1)
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + bar.singleStep())
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - bar.singleStep())
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            # Meanwhile a match may have been played, or a name deleted.
            self.asked.emit(self._view.player)
            self.tab_button.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.saved.say("", None)  # it was said in the other language
            self.retranslate()
            if self.isVisible():
                self.asked.emit(self._view.player)
        super().changeEvent(event)
