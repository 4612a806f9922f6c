"""The settings screen: a list of pages at the left, the chosen page at the right.

Everything applies at once.  Where the window is small the list becomes a row and the page
scrolls; controls never shrink below what a finger can hit.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from laughgame.game.session import Snapshot
from laughgame.storage.settings import Settings
from laughgame.ui import live_verdict
from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import RING_AND_SHADOW, painting, place, unit
from laughgame.ui.controls.nav_list import NavList
from laughgame.ui.controls.page_scroll import SCROLL_BAR, PageScroll
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.live_verdict import LiveVerdict
from laughgame.ui.pitch import Pitch
from laughgame.ui.referee import CheckStep, RefereeView, RefusedModel
from laughgame.ui.screens.settings_pages.camera import CameraChoice, CameraPage
from laughgame.ui.screens.settings_pages.deck import DeckPage
from laughgame.ui.screens.settings_pages.difficulty import DifficultyPage
from laughgame.ui.screens.settings_pages.general import GeneralPage
from laughgame.ui.screens.settings_pages.help import HelpPage
from laughgame.ui.screens.settings_pages.model import ModelPage
from laughgame.ui.screens.settings_pages.page import MARGIN, Page
from laughgame.ui.screens.settings_pages.privacy import PrivacyPage
from laughgame.ui.theme import Line, Theme, Type, pen

PAGES: Final = ("general", "camera", "difficulty", "deck", "model", "privacy", "help")

NAV_LEFT: Final = 40.0
NAV_WIDTH: Final = 196.0
CONTENT_LEFT: Final = 268.0
CONTENT_TOP: Final = 104.0
RIGHT_MARGIN: Final = 40.0
WIDEST_CONTENT: Final = 1180.0
WIDE_WINDOW: Final = 1180.0
"""Below this width (design pixels) the list of pages is a row."""
COMPACT_TOP: Final = 84.0
COMPACT_MARGIN: Final = 24.0


class SettingsScreen(Pitch):
    """All settings.  Belongs to the GUI thread; knows nothing of cameras and models but words."""

    changed = Signal(object)
    """The player changed something: the new :class:`Settings`.

    The page shows it already; the others do when it comes back by :meth:`show_settings`.
    """
    closed = Signal()
    model_chosen = Signal(Path)
    model_restored = Signal()
    exam_stopped = Signal()
    previews_wanted = Signal(bool)
    cameras_wanted = Signal()
    """The player asked to look for cameras again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title = Text(theme, self, Type.JOKE, bold=True)
        self.nav = NavList(theme, self, PAGES)
        self._note = _Note(theme, self)
        self.page_scroll = PageScroll(theme, self)
        body = self.page_scroll.body
        self.general = GeneralPage(theme, body)
        self.camera = CameraPage(theme, body)
        self.difficulty = DifficultyPage(theme, body)
        self.deck = DeckPage(theme, body)
        self.model = ModelPage(theme, body)
        self.privacy = PrivacyPage(theme, body)
        self.help = HelpPage(theme, body)
        self.pages: dict[str, Page] = {
            "general": self.general,
            "camera": self.camera,
            "difficulty": self.difficulty,
            "deck": self.deck,
            "model": self.model,
            "privacy": self.privacy,
            "help": self.help,
        }
        self.close_button = Button(theme, self, size=Type.HINT)
        self.live = LiveVerdict(theme, self)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._connect()
        self.retranslate()
        self.open_page("general")
        theme.changed.connect(self._arrange)

    def _connect(self) -> None:
        self.nav.chosen.connect(self.open_page)
        self.close_button.clicked.connect(self.closed)
        for page in self.pages.values():
            page.changed.connect(self.changed)
            page.layout_changed.connect(self._arrange)
        self.camera.previews_wanted.connect(self.previews_wanted)
        self.camera.refresh_requested.connect(self.cameras_wanted)
        self.model.model_chosen.connect(self.model_chosen)
        self.model.model_restored.connect(self.model_restored)
        self.model.exam_stopped.connect(self.exam_stopped)
        self.model.difficulty_requested.connect(lambda: self.open_page("difficulty"))

    @property
    def page(self) -> str:
        """The name of the page that is open, one of PAGES."""
        return self.nav.value or PAGES[0]

    def open_page(self, name: str) -> None:
        """Turn to a page, one of PAGES."""
        self.nav.choose(name)
        for key, page in self.pages.items():
            page.setVisible(key == name)
        self.page_scroll.verticalScrollBar().setValue(0)
        self._arrange()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show how the game stands, which goes on behind the settings."""
        self.live.show_snapshot(snapshot)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings`` on every page, without reporting a change."""
        for page in self.pages.values():
            page.show_settings(settings)

    def show_settings_file(self, path: Path) -> None:
        """Say on the privacy page where the settings are kept."""
        self.privacy.show_settings_file(path)

    def show_results_file(self, path: Path) -> None:
        """Say where names and results are kept."""
        self.privacy.show_results_file(path)

    def show_log_file(self, path: Path) -> None:
        """Say on the pages of privacy and help where the log is kept."""
        self.privacy.show_log_file(path)
        self.help.show_log_file(path)

    def show_cameras(self, cameras: Sequence[CameraChoice]) -> None:
        """List the cameras that are connected."""
        self.camera.show_cameras(cameras)

    def show_preview(self, device: str, image: NDArray[np.uint8] | None) -> None:
        """Show what a device sees (RGB uint8, height × width × 3)."""
        self.camera.show_preview(device, image)

    def show_camera_troubles(self, troubles: Mapping[str, str]) -> None:
        """Say why some devices show nothing (``SourceCode`` by its value)."""
        self.camera.show_troubles(troubles)

    def show_actor_plays(self, plays: bool) -> None:
        """Tell whether the demo player is the one who is judged now."""
        self.camera.show_actor_plays(plays)

    def show_referee(self, view: RefereeView) -> None:
        """Show the model that judges now."""
        self.model.show_referee(view)

    def show_checking(self, path: Path) -> None:
        """The check of a model file has begun."""
        self.model.show_checking(path)

    def show_step(self, step: CheckStep) -> None:
        """The model under examination passed a step."""
        self.model.show_step(step)

    def show_accepted(self, view: RefereeView) -> None:
        """The model passed and judges from now on."""
        self.model.show_accepted(view)

    def show_refused(self, refusal: RefusedModel) -> None:
        """The model was turned down; the one that judges is the one that did before."""
        self.model.show_refused(refusal)

    def focus_page(self) -> None:
        """Give the keyboard to the list of pages."""
        self.nav.item(self.page).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything anew in the language of the moment."""
        self._title.setText(self.tr("Settings"))
        self.close_button.setText(self.tr("Close  Esc"))
        self.nav.set_words(
            [
                self.tr("General"),
                self.tr("Camera"),
                self.tr("Difficulty"),
                self.tr("Deck"),
                self.tr("Model"),
                self.tr("Privacy"),
                self.tr("Help"),
            ]
        )
        self._note.setText(self.tr("Everything applies at once,\neven mid-match."))
        for page in self.pages.values():
            page.retranslate()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.page_scroll.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        self.open_page("deck" if path.is_dir() else "model")
        zone = self.deck.drop_zone if path.is_dir() else self.model.drop_zone
        zone.set_invites(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        for zone in (self.deck.drop_zone, self.model.drop_zone):
            zone.set_invites(False)

    def dropEvent(self, event: QDropEvent) -> None:
        for zone in (self.deck.drop_zone, self.model.drop_zone):
            zone.set_invites(False)
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.is_dir():
            self.open_page("deck")
            self.deck.choose_folder(path)
        else:
            self.open_page("model")
            self.model_chosen.emit(path)

    def _arrange(self) -> None:
        scale = unit(self._theme)
        width, height = self.width() / scale, self.height() / scale
        if width >= WIDE_WINDOW:
            self._arrange_wide(width, height)
        else:
            self._arrange_compact(width, height)

    def _arrange_wide(self, width: float, height: float) -> None:
        content = min(width - CONTENT_LEFT - RIGHT_MARGIN, WIDEST_CONTENT)
        # On a very wide screen list and page stay together, in its middle.
        shift = (width - CONTENT_LEFT - content - RIGHT_MARGIN) / 2
        left = NAV_LEFT + shift
        self._title.show()
        self._note.show()
        place(self._title, self._theme, QRectF(left, 32, NAV_WIDTH + 200, 40))
        close_width = max(132.0, self.close_button.width_needed())
        right = shift + CONTENT_LEFT + content
        close = QRectF(right - close_width, 24, close_width, 48)
        place(self.close_button, self._theme, close, RING_AND_SHADOW)
        self._arrange_live(close, narrow=False)
        bottom = self.nav.arrange(QPointF(left, CONTENT_TOP), NAV_WIDTH, in_row=False)
        note = QRectF(left, bottom + 34, NAV_WIDTH + 20, height - bottom - 34)
        place(self._note, self._theme, note)
        self._arrange_page(shift + CONTENT_LEFT, CONTENT_TOP, content, height)

    def _arrange_compact(self, width: float, height: float) -> None:
        self._title.hide()
        self._note.hide()
        close_width = self.close_button.width_needed() - 16
        close = QRectF(width - COMPACT_MARGIN - close_width, 18, close_width, 48)
        place(self.close_button, self._theme, close, RING_AND_SHADOW)
        room = self._arrange_live(close, narrow=True) - 16 - COMPACT_MARGIN
        self.nav.arrange(QPointF(COMPACT_MARGIN, 18), room, in_row=True)
        self._arrange_page(COMPACT_MARGIN, COMPACT_TOP, width - 2 * COMPACT_MARGIN, height)

    def _arrange_live(self, close: QRectF, narrow: bool) -> float:
        """Put the live verdict at the left of the close button; return its left edge."""
        self.live.set_narrow(narrow)
        wide = self.live.width_needed()
        left = close.left() - (12 if narrow else 20) - wide
        place(self.live, self._theme, QRectF(left, close.top(), wide, live_verdict.HEIGHT))
        return left

    def _arrange_page(self, left: float, top: float, width: float, height: float) -> None:
        page = self.pages[self.page]
        page_height = page.arrange(width) + COMPACT_MARGIN
        page_width = width + 2 * MARGIN
        place(page, self._theme, QRectF(0, 0, page_width, page_height))
        frame = QRectF(left - MARGIN, top - MARGIN, page_width + SCROLL_BAR, height - top + MARGIN)
        place(self.page_scroll, self._theme, frame)
        self.page_scroll.body.resize(page.size())
        self.page_scroll.tune()


class _Note(Text):
    """A rule, and the note under it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, Type.HINT, Tone.DIM)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            painter.setPen(pen(self._theme.palette.rail, Line.EDGE))
            painter.drawLine(QPointF(2, 2), QPointF(NAV_WIDTH - 2, 2))
            self.paint_lines(painter, area.adjusted(0, 18, 0, 0))


def _dropped(event: QDropEvent) -> Path | None:
    """The file or folder that hovers or was dropped; None unless it is one, from this machine."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
