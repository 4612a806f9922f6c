"""Made-up moments of the deck for the contact sheet: clips on the stage, a folder's findings."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QColor, QImage, QPainter

from laughgame.game.deck import ItemKind
from laughgame.game.joke import Joke
from laughgame.storage.deck_folder import IMAGE_S, FolderDeck, OwnFile, Reason, Refused
from laughgame.ui.clip import Clip, PaintedClip, PictureClip, SoundClip
from laughgame.ui.screens.play import PlayScreen
from laughgame.ui.screens.settings_pages.deck import DeckPage
from tests.media_files import write_sound

TITLES = {
    "ko": ("넘어지는 공", "고양이의 월요일", "방귀 교향곡"),
    "en": ("The ball that falls over", "The cat on a Monday", "Symphony for whoopee cushion"),
}


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="laughgame-sheet-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _bounce(painter: QPainter, rect: QRectF, time_s: float) -> None:
    painter.fillRect(rect, QColor("#6CC7FF"))
    painter.setBrush(QColor("#FF4F38"))
    height = abs(np.sin(time_s * 3)) * rect.height() * 0.5
    painter.drawEllipse(QPointF(rect.center().x(), rect.bottom() - 60 - height), 60, 60)


def clip(moment: str, language: str) -> Clip:
    """An act, a picture or a sound."""
    act, picture, sound = TITLES[language]
    if moment == "act":
        return PaintedClip("act-ball", act, _bounce)
    if moment == "picture":
        path = _folder() / "cat.png"
        image = QImage(900, 1200, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFD22E"))
        painter = QPainter(image)
        painter.setBrush(QColor("#0A1F1B"))
        painter.drawEllipse(200, 350, 500, 500)
        painter.end()
        image.save(str(path))
        return PictureClip("own/cat.png", picture, path)
    path = write_sound(_folder() / "symphony.wav", 8.0)
    return SoundClip("own/symphony.wav", sound, path, 8.0)


def show_clip(play: PlayScreen, moment: str, language: str) -> None:
    """Let a clip have the stage, and let it stand still at a moment."""
    shown = clip(moment, language)
    play.show_clip(shown, 2.4, 8.0)
    # A picture is read meanwhile, and is there a moment later.
    QTimer.singleShot(400, play, lambda: play.show_clip(shown, 2.5, 8.0))


def show_page(page: DeckPage, moment: str) -> None:
    """Show what came of a look through a folder: found, looking, or none chosen."""
    folder = Path("/home/minji/웃긴 것들 funny things")
    chosen = None if not moment else folder
    deck = page.settings.deck.model_copy(update={"folder": chosen})
    page.show_settings(page.settings.model_copy(update={"deck": deck}))
    if moment == "looking":
        page.show_progress(34, 120)
        return
    if not moment:
        page.show_folder(FolderDeck(None))
        return
    kinds = [ItemKind.IMAGE] * 34 + [ItemKind.SOUND] * 1 + [ItemKind.VIDEO] * 12
    found = tuple(
        OwnFile(f"own/{n}", kind, folder / str(n), IMAGE_S) for n, kind in enumerate(kinds)
    )
    refused = (
        Refused(folder / "holiday/IMG_2041.heic", Reason.FOREIGN, "HEIC"),
        Refused(folder / "film.mp4", Reason.NO_CODEC, "AV1"),
        Refused(
            folder / "long name that goes on and on and on, as names of downloads do.mp4",
            Reason.MISNAMED,
            "MP4",
        ),
        Refused(folder / "jokes.toml", Reason.BAD_JOKES, "joke.0.setup: Field required"),
    )
    jokes = tuple(Joke(f"own/{n}", "ko", "?", "!") for n in range(3))
    page.show_folder(FolderDeck(folder, found, jokes, refused, left_off=12))
