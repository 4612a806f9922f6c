"""Deck: what is played to make people laugh, and the player's own folder."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from laughgame.storage.deck_folder import NOTHING, FolderDeck
from laughgame.storage.settings import Settings
from laughgame.ui import deck_words
from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import BUTTON_HEIGHT, RING, RING_AND_SHADOW, place
from laughgame.ui.controls.rows import LINK_ROW_HEIGHT, LinkRow
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.controls.toggle import Toggle
from laughgame.ui.screens.settings_pages import drop_zone
from laughgame.ui.screens.settings_pages.deck_findings import (
    BAR_HEIGHT,
    COUNTS_HEIGHT,
    MOST_REFUSED,
    Counts,
    LookBar,
    RefusedList,
)
from laughgame.ui.screens.settings_pages.drop_zone import DropZone
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, Page, Row
from laughgame.ui.theme import Theme, Type


class DeckPage(Page):
    """Chooses what the deck is made of, and shows what was found in the player's folder."""

    rescan_requested = Signal()
    """Look through the folder once more."""
    cancel_requested = Signal()
    """Stop looking through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.jokes = Toggle(theme, self)
        self.acts = Toggle(theme, self)
        self._jokes_row = Row(theme, self, self.jokes)
        self._acts_row = Row(theme, self, self.acts)
        self.drop_zone = FolderZone(theme, self)
        self._heading = Text(theme, self, Type.LABEL, bold=True)
        self.open_folder = LinkRow(theme, self)
        self.counts = Counts(theme, self)
        self.bar = LookBar(theme, self)
        self.status = Text(theme, self, Type.HINT, Tone.DIM)
        self.rescan = Button(theme, self)
        self.forget = Button(theme, self)
        self._refused_heading = Text(theme, self, Type.LABEL, bold=True)
        self.refused = RefusedList(theme, self)
        self._deck = NOTHING
        self._progress: tuple[int, int] | None = None
        self._stopped = False

        self.jokes.clicked.connect(lambda on: self.edit("deck", jokes=on))
        self.acts.clicked.connect(lambda on: self.edit("deck", acts=on))
        self.drop_zone.choose_requested.connect(self.ask_for_folder)
        self.open_folder.clicked.connect(self._open_folder)
        self.rescan.clicked.connect(self._press_rescan)
        self.forget.clicked.connect(lambda: self.choose_folder(None))
        self.retranslate()
        self.show_settings(self._settings)

    # ---------------------------------------------------------------- what to show

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        self.jokes.setChecked(settings.deck.jokes)
        self.acts.setChecked(settings.deck.acts)
        folder = settings.deck.folder
        self.open_folder.set_target("" if folder is None else str(folder))
        self._tell()

    def show_progress(self, done: int, total: int) -> None:
        """The folder is being looked through: so many of so many files; 0 of 0 at first."""
        started = self._progress is None
        self._progress, self._stopped = (done, total), False
        self.bar.show_share(done / total if total else 0.0)
        self.status.setText(self._status())
        if started:
            self._tell()

    def show_folder(self, deck: FolderDeck, stopped: bool = False) -> None:
        """Show what was found; ``stopped``: nothing, for the player wanted no more of it."""
        self._deck, self._progress, self._stopped = deck, None, stopped
        self.counts.show_deck(deck)
        self.refused.show_deck(deck)
        self._tell()

    @property
    def scanning(self) -> bool:
        """Whether the folder is being looked through."""
        return self._progress is not None

    def retranslate(self) -> None:
        self.jokes.setText(self.tr("Jokes"))
        self.acts.setText(self.tr("The clown's acts"))
        self._jokes_row.set_words(
            self.tr("Jokes"),
            self.tr("A set-up, a pause, a punch line. Told in any case where nothing else is on."),
        )
        self._acts_row.set_words(
            self.tr("The clown's acts"), self.tr("The illustrated clown takes the stage.")
        )
        self.drop_zone.retranslate()
        self._heading.setText(self.tr("Your own folder"))
        self.open_folder.setText(self.tr("Open the folder"))
        self.forget.setText(self.tr("Forget the folder"))
        self.counts.retranslate()
        self.refused.retranslate()
        self._tell()

    def _tell(self) -> None:
        """Say how things stand, and show what belongs to it."""
        chosen, deck = self._settings.deck.folder is not None, self._deck
        found = chosen and not self.scanning
        self.open_folder.setVisible(chosen)
        self.rescan.setVisible(chosen)
        self.forget.setVisible(chosen)
        self.bar.setVisible(chosen and self.scanning)
        self.counts.setVisible(found and deck.problem is None and not self._stopped)
        refused = found and bool(deck.refused)
        self._refused_heading.setVisible(refused)
        self.refused.setVisible(refused)
        self.rescan.setText(self.tr("Stop looking") if self.scanning else self.tr("Look again"))
        self.status.setText(self._status())
        self._refused_heading.setText(self._refused_words())
        self.layout_changed.emit()

    def _status(self) -> str:
        deck = self._deck
        if self._settings.deck.folder is None:
            nothing = self.tr("None is chosen yet. What can be played from one:")
            return f"{nothing}\n{deck_words.what_to_put()}"
        if self._progress is not None:
            done, total = self._progress
            if not total:
                return self.tr("Looking through it …")
            return self.tr("Looking through it: {done} of {total}").format(done=done, total=total)
        if self._stopped:
            return self.tr("You stopped the look: nothing of it is played until you look again.")
        if deck.problem is not None:
            return deck_words.folder_problem(deck.problem)
        lines = []
        if deck.empty:
            lines += [self.tr("There is nothing in it to play yet."), deck_words.what_to_put()]
        else:
            lines.append(self.tr("Played from the next game on, never copied and never sent."))
        if deck.left_off:
            said = self.tr("It holds more than the deck: {count} files are left out.")
            lines.append(said.format(count=deck.left_off))
        return "\n".join(lines)

    def _refused_words(self) -> str:
        count = len(self._deck.refused)
        if count == 1:
            return self.tr("One file is not played")
        if count > MOST_REFUSED:
            said = self.tr("{count} files are not played, among them:")
            return said.format(count=count)
        return self.tr("{count} files are not played").format(count=count)

    # ---------------------------------------------------------------- what is done here

    def ask_for_folder(self) -> None:
        """Let the player choose a folder."""
        folder = self._settings.deck.folder
        chosen = QFileDialog.getExistingDirectory(
            self.window(), self.tr("Choose a folder"), str(folder or Path.home())
        )
        if chosen:
            self.choose_folder(Path(chosen))

    def choose_folder(self, folder: Path | None) -> None:
        """Play what is in ``folder``; the one that is chosen already is looked through anew."""
        if folder is not None and folder == self._settings.deck.folder:
            self.rescan_requested.emit()
        else:
            self._deck, self._progress = NOTHING, None
            self.edit("deck", folder=folder)

    def _press_rescan(self) -> None:
        if self.scanning:
            self.cancel_requested.emit()
        else:
            self.rescan_requested.emit()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.open_folder.target))

    # ---------------------------------------------------------------- layout

    def arrange(self, width: float) -> float:
        self.start_layout()
        bottom = self.add_rows([self._jokes_row, self._acts_row], MARGIN, MARGIN, width)
        edge = drop_zone.INSET
        zone = QRectF(MARGIN, bottom + 16, width, drop_zone.HEIGHT)
        place(self.drop_zone, self._theme, zone, QMarginsF(edge, edge, edge, edge))
        bottom = self._arrange_folder(zone.bottom() + 16, width)
        if not self.refused.isHidden():
            bottom = self._arrange_refused(bottom + 16, width)
        return bottom

    def _arrange_folder(self, top: float, width: float) -> float:
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        y = self.put_text(self._heading, left, top + 18, inner) + 10
        if not self.open_folder.isHidden():
            link = QRectF(left, y, inner, LINK_ROW_HEIGHT)
            place(self.open_folder, self._theme, link, RING)
            y = link.bottom() + 14
        if not self.counts.isHidden():
            self.put(self.counts, left, y, inner, COUNTS_HEIGHT)
            y += COUNTS_HEIGHT + 12
        if not self.bar.isHidden():
            self.put(self.bar, left, y, inner, BAR_HEIGHT)
            y += BAR_HEIGHT + 10
        y = self.put_text(self.status, left, y, inner) + 16
        if not self.rescan.isHidden():
            x = float(left)
            for button in (self.rescan, self.forget):
                body = QRectF(x, y, max(150.0, button.width_needed()), BUTTON_HEIGHT)
                place(button, self._theme, body, RING_AND_SHADOW)
                x = body.right() + 16
            y += BUTTON_HEIGHT + 22
        self.add_panel(QRectF(MARGIN, top, width, y + 4 - top))
        return y + 4

    def _arrange_refused(self, top: float, width: float) -> float:
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        y = self.put_text(self._refused_heading, left, top + 18, inner) + 10
        height = self.refused.height_for(inner)
        self.put(self.refused, left, y, inner, height)
        area = QRectF(MARGIN, top, width, y + height + 8 - top)
        self.add_panel(area)
        return area.bottom()


class FolderZone(DropZone):
    """The place to drop a folder."""

    def words(self) -> tuple[str, str, str]:
        heading = self.tr("Bring your own")
        if self.invites:
            heading = self.tr("Let go. It is looked through at once.")
        hint = self.tr("You can also drop a folder of pictures, sounds and videos here.")
        return heading, hint, self.tr("Choose folder")
