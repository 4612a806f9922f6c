"""Saves what the player asks to keep: a replay as GIF, film or card, the results as a card.

Without being asked nothing is written.  What is being saved is kept here until it is done, so
that the game can go on meanwhile; then it is forgotten.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QFileDialog

from laughgame.app import clip_writer, notices
from laughgame.app.background import Background
from laughgame.app.clip_plan import Still, plan
from laughgame.app.clip_writer import SaveError, Trouble
from laughgame.app.picture_feed import Cancelled, PictureFeed, picture_array
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.ui.clip_painting import ClipPainter
from laughgame.ui.main_window import MainWindow
from laughgame.ui.save_panel import SavePanel
from laughgame.ui.share_cards import replay_card, result_card

SUFFIXES: Final = {"gif": ".gif", "mp4": ".mp4", "card": ".png"}
SAMPLES: Final = 8
"""Pictures by which a GIF's colours are chosen."""

Now = Callable[[], datetime]

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


def _local_time() -> datetime:
    return datetime.now().astimezone()


class Keepsakes(QObject):
    """Stands between the panels of two screens and the disk.  GUI thread; one save at a time."""

    finished = Signal()
    """A save is over: done, failed or cancelled."""
    _told = Signal(float)

    def __init__(
        self,
        window: MainWindow,
        keeper: SettingsKeeper,
        parent: QObject | None = None,
        now: Now = _local_time,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._keeper = keeper
        self._now = now
        self._background: Background | None = None
        self._feed: PictureFeed | None = None
        self._panel: SavePanel = window.out.panel
        """Where the present or the last save was asked for."""
        self._path: Path | None = None
        self._told.connect(self._show_progress)
        window.out.save_requested.connect(self._offer_replay)
        window.results.share_requested.connect(self._offer_results)
        window.out.panel.asked.connect(self._save_replay)
        window.results.panel.asked.connect(self._save_results)
        for panel in (window.out.panel, window.results.panel):
            panel.cancel_requested.connect(self.cancel)
            panel.folder_requested.connect(self._open_folder)

    @property
    def saving(self) -> bool:
        """Whether something is being written."""
        return self._feed is not None

    def cancel(self) -> None:
        """Stop writing; nothing of it is left."""
        if self._feed is not None:
            self._feed.cancel()

    def close(self) -> None:
        """Stop writing and the thread; bounded.  Nothing half-written is left."""
        self.cancel()
        if self._background is not None:
            self._background.stop()

    # ---------------------------------------------------------------- what is offered

    def _offer_replay(self) -> None:
        replay = self._window.out.replay
        if replay is None or self._show_present(self._window.out.panel):
            return

        def preview(kind: str) -> QImage:
            if kind == "card":
                return replay_card(replay, self._now().date())
            last = plan(replay, 1.0)[-1]
            return _paint(ClipPainter(replay, clip_writer.FILM_WIDTH), last)

        kind = self._keeper.settings.save.kind
        self._window.out.panel.show_choice(kind, replay.player, preview)

    def _offer_results(self) -> None:
        screen = self._window.results
        result = screen.result
        if result is None or self._show_present(screen.panel):
            return
        headline, day = screen.headline, self._now().date()
        screen.panel.show_choice("card", "", lambda _kind: result_card(result, headline, day))

    def _show_present(self, panel: SavePanel) -> bool:
        """Show how far the present save is, where there is one: they go one by one."""
        if not self.saving or self._path is None:
            return False
        self._panel = panel
        panel.show_progress(self._path.name, 0.0)
        panel.come_back()
        return True

    # ---------------------------------------------------------------- what is saved

    def _save_replay(self, kind: str) -> None:
        replay = self._window.out.replay
        if replay is None or self.saving:
            return
        path = self._ask_where(replay.player, kind)
        if path is None:
            return
        self._remember(path.parent, kind)
        if kind == "card":
            card = picture_array(replay_card(replay, self._now().date()))
            self._begin(
                self._window.out.panel, path, None, partial(clip_writer.write_card, path, card)
            )
            return
        gif = kind == "gif"
        width = clip_writer.GIF_WIDTH if gif else clip_writer.FILM_WIDTH
        stills = plan(replay, clip_writer.GIF_FPS if gif else clip_writer.FILM_FPS)
        painter = ClipPainter(replay, width)
        feed = PictureFeed(lambda number: _paint(painter, stills[number]), len(stills), self)
        if gif:
            few = stills[:: max(1, len(stills) // SAMPLES)] + stills[-1:]
            samples = [picture_array(_paint(painter, still)) for still in few]
            write = partial(clip_writer.write_gif, path, feed, len(stills), samples)
        else:
            write = partial(clip_writer.write_film, path, feed, len(stills), painter.size)
        self._begin(self._window.out.panel, path, feed, write)

    def _save_results(self, _kind: str) -> None:
        screen = self._window.results
        if screen.result is None or self.saving:
            return
        day = self._now().date()
        card = picture_array(result_card(screen.result, screen.headline, day))
        path = self._ask_where("", "card")
        if path is not None:
            self._remember(path.parent, None)
            self._begin(screen.panel, path, None, partial(clip_writer.write_card, path, card))

    def _begin(
        self,
        panel: SavePanel,
        path: Path,
        feed: PictureFeed | None,
        write: Callable[[Callable[[float], None]], None],
    ) -> None:
        """Write on the worker; ``feed`` paints what is written, None where it is painted."""
        if self._background is None:
            self._background = Background(self)
        feed = feed or PictureFeed(lambda _number: QImage(), 0, self)
        self._panel, self._path, self._feed = panel, path, feed

        def tell(share: float) -> None:
            feed.check()
            self._told.emit(share)

        def job() -> SaveError | Cancelled | None:
            try:
                write(tell)
            except (SaveError, Cancelled) as error:
                return error
            return None

        panel.show_progress(path.name, 0.0)
        feed.start()
        self._background.submit(job, self._end, self._end)

    def _end(self, error: Exception | None) -> None:
        """The worker is through; what it wrote from is forgotten."""
        feed, path, panel = self._feed, self._path, self._panel
        self._feed = None
        if feed is not None:
            feed.cancel()
            feed.deleteLater()
        if path is None:
            return
        if isinstance(error, Cancelled):
            panel.leave()
        elif error is not None:
            trouble = error.trouble if isinstance(error, SaveError) else Trouble.FAILED
            panel.show_failed(notices.save_trouble(trouble, path.parent))
            if not panel.isVisible():
                self._window.play.show_notice(partial(notices.not_saved, trouble, path.parent))
        else:
            panel.show_saved(path.name, _size(path))
            if not panel.isVisible():
                self._window.play.show_notice(partial(notices.saved, path))
        self.finished.emit()

    def _show_progress(self, share: float) -> None:
        if self._feed is not None and self._path is not None:
            self._panel.show_progress(self._path.name, share)

    # ---------------------------------------------------------------- where

    def _ask_where(self, player: str, kind: str) -> Path | None:
        """Let the player choose a file; None where they would rather not."""
        suffix = SUFFIXES[kind]
        now = self._now()
        game = translate("MainWindow", "LaughGame")
        words = [game, _for_a_file(player), f"{now:%Y-%m-%d %H.%M.%S}"]
        name = " ".join(word for word in words if word) + suffix
        what = {
            "gif": translate("Keepsakes", "GIF (*.gif)"),
            "mp4": translate("Keepsakes", "Film (*.mp4)"),
            "card": translate("Keepsakes", "Picture (*.png)"),
        }
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            translate("Keepsakes", "Where to?"),
            str(self._folder() / name),
            what[kind],
        )
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() == suffix:
            return path
        # The dialog asked about a name without its ending; that one must not be lost unasked.
        return _free(path.with_name(path.name + suffix))

    def _folder(self) -> Path:
        """Where the last one went; where that is gone, the player's pictures."""
        last = self._keeper.settings.save.folder
        if last is not None and last.is_dir():
            return last
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return Path(pictures) if pictures and Path(pictures).is_dir() else Path.home()

    def _remember(self, folder: Path, kind: str | None) -> None:
        settings = self._keeper.settings
        change: dict[str, object] = {"folder": folder}
        if kind is not None:
            change["kind"] = kind
        changed = settings.edited("save", **change)
        if changed != settings:
            self._keeper.change(changed)
            self._window.apply_settings(changed)

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _paint(painter: ClipPainter, still: Still) -> QImage:
    return painter.paint(still.place, still.offset_s, still.slow, still.called)


def _for_a_file(name: str) -> str:
    """Return a player's name without what no system takes in a file's name."""
    kept = "".join("_" if letter in '<>:"/\\|?*' else letter for letter in name)
    return kept.strip(" .")


def _free(path: Path) -> Path:
    candidate, count = path, 1
    while candidate.exists():
        count += 1
        candidate = path.with_name(f"{path.stem} {count}{path.suffix}")
    return candidate


def _size(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:  # moved away at once
        return "–"
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
